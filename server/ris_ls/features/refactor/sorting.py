"""Records sorted by author, year or title: the records are those of before, in another order.

What stands between two records (line end, blank lines) keeps its place, so the file ends as it did
and a last record without a line end gets one when it moves. Nothing is decided by the language of a
machine: capitals, accents and punctuation do not count, and that is all.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from heapq import merge
from itertools import chain, pairwise
from typing import Literal

from ris_ls.features.citation import DATE_TAGS
from ris_ls.features.place import entries, record_around
from ris_ls.features.refactor.extent import (
    begin_of,
    length_of_content,
    misread,
    record_count,
)
from ris_ls.features.refactor.flaws import MERGING, flaw_of, misread_at, refused
from ris_ls.features.refactor.model import RefusedError
from ris_ls.features.refactor.readings import (
    ELSEWHERE,
    beginning,
    comparing_steps,
    reading_steps,
    unrecognised_steps,
)
from ris_ls.knowledge import tags_of_concept
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import record_of
from ris_ls.text import Block, Document, Edit
from ris_ls.text.diff import moves
from ris_ls.values.dates import year_of
from ris_ls.values.letters import plain_letters
from ris_ls.values.markup import readable
from ris_ls.values.names import parse_name, split_names
from ris_ls.values.placeholders import is_placeholder

SortBy = Literal["author", "year", "title"]
SORT_BY: tuple[SortBy, ...] = ("author", "year", "title")
"""Where records agree in one, the others decide, in this order."""

Key = tuple[tuple[bool, str], ...]
"""Of each in turn whether a record lacks it, and what it is."""

_WORD = re.compile(r"\w+")
_LONGEST = 1000
_RUN = 256
"""How many records are sorted at a stretch."""


def sort_key(block: Block, by: SortBy) -> Key:
    """Return what a record is sorted by; that of the first where a collapsed line holds several.

    Never raises.
    """
    parts: dict[SortBy, str] = block.memo(sort_key, lambda: _parts(block))
    order = (by, *(other for other in SORT_BY if other != by))
    return tuple((not parts[each], parts[each]) for each in order)


def is_sorted(document: Document, by: SortBy) -> bool:
    """Tell whether the records stand in order. It reads all of them."""
    keys = [sort_key(block, by) for block in document.blocks[: record_count(document)]]
    return all(one <= other for one, other in pairwise(keys))


def sort_steps(document: Document, by: SortBy) -> Generator[None, None, list[Edit]]:
    """Return the edits that sort the records of a document, in steps.

    Stable. Records that lack what they are sorted by come last. The head of the file stays first
    and a foot last; other text moves with its record. Raises RefusedError when the result would
    not be read as the same records, by us or by another program.
    """
    count = record_count(document)
    begins: list[int] = []
    for index in range(count + 1):
        begins.append(begin_of(document, index))
        yield
    texts: list[str] = []
    for start, end in pairwise(begins):
        texts.append(document.slice(start, end))
        yield
    head, foot = document.slice(0, begins[0]), document.slice(begins[-1], len(document))
    order = yield from _order(document, count, by)
    if order == [*range(count)]:
        return []
    unended = yield from _unended(document, count)
    lengths: list[int] = []
    for text in texts:
        lengths.append(length_of_content(text))
        yield
    moved: list[str] = []
    still: list[int] = []
    for at, index in enumerate(order):
        gap = texts[at][lengths[at] :]
        moved.append(texts[index][: lengths[index]] + gap)
        if texts[index][lengths[index] :] == gap:
            still.append(at)
        yield
    if (wrong := (yield from misread(head, moved, foot))) is not None:
        raise misread_at(document, [order[min(wrong, count - 1)]], otherwise=unended)
    if found := (yield from _misread_by(head, foot, texts, moved, order)):
        raise misread_at(document, *found, otherwise=unended)
    yield
    del texts  # as large as the file
    yield
    edits: list[Edit] = []
    for edit in moves(begins, moved, order, still):
        edits.append(edit)
        yield
    return edits


def _unended(document: Document, count: int) -> Generator[None, None, RefusedError | None]:
    """Return, in steps, the error that names the first record whose end may be missed, if any.

    Raises RefusedError where a record begins on the line of the ER before it.
    """
    found: RefusedError | None = None
    for index, block in enumerate(document.blocks[:count]):
        flaw = flaw_of(block)
        if flaw is not None and flaw.kind == "glued":
            raise refused(document, index, flaw)
        if flaw is not None and flaw.kind in MERGING and found is None:
            found = refused(document, index, flaw)
        yield
    return found


def _misread_by(
    head: str, foot: str, texts: list[str], moved: list[str], order: list[int]
) -> Generator[None, None, tuple[list[int], str] | None]:
    """Return, in steps, what `comparing_steps` does for all records of a file."""

    def numbered(numbers: Iterable[int], texts: list[str]) -> Iterator[tuple[int, str]]:
        return chain(zip(numbers, texts, strict=True), [(ELSEWHERE, foot)])

    old, new = numbered(range(len(texts)), texts), numbered(order, moved)
    before = yield from reading_steps(old, head=head, at_end=True)
    was, now = beginning([head, *texts]), beginning([head, *moved])
    if name := (yield from unrecognised_steps(before, was, now)):
        return [0], name
    after = yield from reading_steps(new, head=head, at_end=True)
    return (yield from comparing_steps(before, after))


def _order(document: Document, count: int, by: SortBy) -> Generator[None, None, list[int]]:
    """Return the indices of the records in their new order, in steps."""
    runs: list[list[tuple[Key, int]]] = []
    for first in range(0, count, _RUN):
        run: list[tuple[Key, int]] = []
        for index in range(first, min(first + _RUN, count)):
            run.append((sort_key(document.blocks[index], by), index))
            yield
        runs.append(sorted(run))
        yield
    order: list[int] = []
    for _, index in merge(*map(_used_up, runs)):
        order.append(index)
        yield
    return order


def _used_up(run: list[tuple[Key, int]]) -> Iterator[tuple[Key, int]]:
    """Yield what is in a run and let go of it: to let go of all at once would take long."""
    run.reverse()
    while run:
        yield run.pop()


def _parts(block: Block) -> dict[SortBy, str]:
    values = {} if block.length > LARGEST_BLOCK else _first_values(block)
    dates = (values[tag] for tag in DATE_TAGS if tag in values)
    return {
        "author": _author(values),
        "year": year_of(dates),
        "title": _folded(_first(values, "title")),
    }


def _first_values(block: Block) -> Mapping[str, str]:
    """Return the first value of each tag that a record has; placeholders are none."""
    record = record_of(block)
    if record.collapsed:
        found = entries(block)
        values = record_around(found, found[0]) if found else {}
    else:
        values = {}
        for tag, value in zip(record.codes, record.values, strict=True):
            if value:
                values.setdefault(tag, value)
    return {tag: value for tag, value in values.items() if value and not is_placeholder(tag, value)}


def _first(values: Mapping[str, str], *concepts: str) -> str:
    tags = (tag for concept in concepts for tag in tags_of_concept(concept) if tag in values)
    return next((values[tag] for tag in tags), "")


def _author(values: Mapping[str, str]) -> str:
    """Return the first author, the first editor where there is none, by family name."""
    text = _first(values, "author", "secondary_author")[:_LONGEST]
    names = split_names(text)
    if names.separator is not None:
        text = text[slice(*names.spans[0])]
    name = parse_name(text)
    family, given = _folded(name.family), _folded(name.given)
    return f"{family}\0{given}" if family or given else ""


def _folded(text: str) -> str:
    """Return the words of a text without capitals, accents, markup and entities.

    Greek letters stay letters, as they are not in `library.folded`: by their names they would be in
    the order of another alphabet.
    """
    return " ".join(_WORD.findall(plain_letters(readable(text[:_LONGEST]))))
