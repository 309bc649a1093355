"""Short remarks between the signs of a text: what a type is called, how many authors there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ris_ls.config.settings import HintSettings
from ris_ls.features.explain import known_type
from ris_ls.features.place import LARGEST_BLOCK, Entry, entries
from ris_ls.knowledge import tags_of_concept
from ris_ls.text import Document, Span

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
    authors: list[Entry] = []
    author_tags = tags_of_concept("author")
    for entry in found:
        if entry.tag == "TY":
            yield from _counted(authors, settings)
            authors = []
            known = known_type(entry.value) if settings.types else None
            if known is not None:
                yield entry.value_end, known.name
        elif entry.tag in author_tags and entry.value:
            authors.append(entry)
    yield from _counted(authors, settings)


def _counted(authors: Sequence[Entry], settings: HintSettings) -> Iterator[tuple[int, str]]:
    if settings.authors and len(authors) >= FEWEST:
        yield authors[0].value_end, f"{len(authors)} authors"
