"""Short remarks between the signs of a text: what a type is called, how many authors there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ris_ls.config.settings import HintSettings
from ris_ls.features.citation import authors
from ris_ls.features.explain import known_type
from ris_ls.features.place import Entry, entries, records_among
from ris_ls.knowledge import tags_of_concept
from ris_ls.library import LARGEST_BLOCK
from ris_ls.text import Document, Span
from ris_ls.values.placeholders import is_placeholder

FEWEST = 2
"""One author is seen to be one."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A remark, shown in front of an offset. Offsets count code points of the document."""

    offset: int
    label: str


def hints(document: Document, span: Span, settings: HintSettings) -> Iterator[Hint]:
    """Yield the remarks about the records that touch a span, in file order. Never raises."""
    if not settings.types and not settings.authors:
        return
    first = document.block_at(span.start)
    base = document.offset_of(first)
    for block in document.blocks[first : document.block_at(span.end) + 1]:
        found = entries(block) if block.length <= LARGEST_BLOCK else ()
        for place, label in sorted(_of_block(found, settings)):
            yield Hint(base + place, label)
        base += block.length


def _of_block(found: Sequence[Entry], settings: HintSettings) -> Iterator[tuple[int, str]]:
    if settings.types:
        for entry in found:
            known = known_type(entry.value) if entry.tag == "TY" else None
            if known is not None:
                yield entry.value_end, known.name
    if settings.authors:
        for record in records_among(found):
            yield from _counted(record)


def _counted(record: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """Yield how many authors a record has: those that it would be cited by."""
    tags = tags_of_concept("author")
    fields = [entry for entry in record if entry.tag in tags and entry.value]
    people = authors(fields)
    if len(people.names) >= FEWEST:
        first = next(entry for entry in fields if not is_placeholder(entry.tag, entry.value))
        others = " and others" if people.and_others else ""
        yield first.value_end, f"{len(people.names)} authors{others}"
