"""rispy reads by itself: it is run, and watched as to where it opens and closes records.

What it carries from one block to the next is made again by a few lines in front of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ris_ls.importers.model import (
    Cause,
    Filing,
    Part,
    Reader,
    Reading,
    State,
    any_file,
    in_utf8_alone,
)
from ris_ls.importers.shape import one_record, plain_type
from ris_ls.syntax import Field, Record
from ris_ls.text.lines import iter_lines


@dataclass(frozen=True, slots=True)
class _At:
    """Where rispy stands between two lines."""

    open: bool = False
    """Whether it is inside a record."""
    fresh: bool = False
    """Whether it has read nothing of that record but its TY."""
    tag: str = ""
    """A tag that stands for the last one it has read. It remembers that one across records: a
    line without a tag that comes first in a record goes there, and rispy fails where the record
    has no such field yet."""


@dataclass(slots=True)
class _Seen:
    """What rispy was seen to do. Lines are counted from 0."""

    opened: list[tuple[int, str]]
    """Where it opened a record, and of what type."""
    closed: list[int]
    fields: list[tuple[int, str, bool]]
    """Where it read a field, its tag, and whether that has a value."""
    lines: int = 0
    failed: bool = False


@cache
def _watching() -> Any:
    """Return rispy's parser, made to note where it does what."""
    import rispy  # noqa: PLC0415 - 20 ms that only its users pay

    class Watching(rispy.RisParser):  # type: ignore[misc] # rispy has no types
        def __init__(self) -> None:
            super().__init__()
            self.seen = _Seen([], [], [])

        def watch(self, lines: Iterable[str]) -> _Seen:
            try:
                self.parse_lines(self._counted(lines))
            except Exception:  # rispy raises KeyError, among others, on damaged files
                self.seen.failed = True
            return self.seen

        def _counted(self, lines: Iterable[str]) -> Iterator[str]:
            for line in lines:
                self.seen.lines += 1
                yield line

        def _iter_till_start(self, lines: Iterator[str]) -> Any:
            # It looks for the next record as soon as it has closed one.
            if self.seen.opened:
                self.seen.closed.append(self.seen.lines - 1)
            record = super()._iter_till_start(lines)
            self.seen.opened.append((self.seen.lines - 1, next(iter(record.values()))))
            return record

        def _add_tag(
            self, record: Any, tag: str, content: str, extend_multiline: bool = False
        ) -> None:
            super()._add_tag(record, tag, content, extend_multiline)
            if not extend_multiline:
                self.seen.fields.append((self.seen.lines - 1, tag, bool(content)))

    return Watching


def _read(text: str, state: State) -> Reading:
    at = cast(_At, state)
    if not at.open and (type_code := plain_type(text)):
        return one_record(type_code, _At(tag=_last_tag(text)))
    spans = iter_lines(text)
    lead = _lead(at)
    seen = _watching()().watch([*lead, *(text[start:end] for start, end, _ in spans)])
    starts = [*([0] * len(lead)), *(start for start, _, _ in spans)]
    return Reading(
        tuple(_parts(seen, starts, len(lead))),
        _after(seen, at),
        starts[seen.lines - 1] if seen.failed else -1,
        _why(text, spans[seen.lines - 1 - len(lead)]) if seen.failed else "",
    )


def _why(text: str, line: tuple[int, int, int]) -> Cause:
    blank = not text[line[0] : line[1]].strip()
    return "blank line after type" if blank else "line after type"


def _lead(at: _At) -> list[str]:
    """Return lines behind which rispy stands where it is to stand."""
    opening, field = "TY  - x", f"{at.tag}  - x"
    if at.open and not at.fresh:
        return [opening, field]
    before = [opening, field, "ER  - "] if at.tag else []
    return [*before, opening] if at.open else before


def _parts(seen: _Seen, starts: list[int], lead: int) -> Iterator[Part]:
    for number, (opened, type_code) in enumerate(seen.opened):
        closed = seen.closed[number] if number < len(seen.closed) else None
        if closed is not None and closed < lead:
            continue
        end = len(starts) if closed is None else closed
        fields = sum(
            1
            for line, tag, has_value in seen.fields
            if max(opened, lead) <= line < end and has_value and tag != "TY"
        )
        opens = opened >= lead
        yield Part(starts[opened], opens, closed is not None, fields, type_code if opens else "")


def _after(seen: _Seen, at: _At) -> _At:
    is_open = len(seen.opened) > len(seen.closed)
    if not seen.fields:
        return _At(is_open, is_open, at.tag)
    line, tag, _ = seen.fields[-1]
    return _At(is_open, is_open and line < seen.opened[-1][0], _stand_in(tag))


@cache
def _tags() -> tuple[frozenset[str], frozenset[str]]:
    """Return the tags that rispy knows, and those of which it keeps every value."""
    from rispy import config  # noqa: PLC0415

    return frozenset(config.TAG_KEY_MAPPING), frozenset(config.LIST_TYPE_TAGS)


def _stand_in(tag: str) -> str:
    """Return the tag that rispy treats as this one, as far as a line behind it is concerned."""
    known, lists = _tags()
    if tag == "TY" or tag not in known:
        return "TY" if tag == "TY" else ""
    return "KW" if tag in lists else "TI"


def _last_tag(text: str) -> str:
    """Return what stands for the last tag in front of the ER of a plain block."""
    parse = _watching()().parse_line
    at = text.rindex("ER  ")
    while True:
        start = text.rindex("\n", 0, at - 1) + 1
        tag, _ = parse(text[start:at])
        if tag is not None:
            return _stand_in(tag)
        at = start


def _file(field: Field, record: Record) -> Filing | None:
    known, lists = _tags()
    behind = field.line.tag_start + 5
    if field.line.value_start == behind:
        return Filing(dropped=False, what="loses the first character of {it}")
    if field.tag not in known:
        return Filing(
            dropped=False, what="does not know {it} and keeps it under `unknown_tag` alone"
        )
    if field.tag in lists:
        return None
    first = next(record.of(field.tag))
    if first is not field and first.full_value != field.full_value:
        return Filing(dropped=True, what="keeps the first {it} of a record alone")
    return None


READER = Reader(
    "rispy",
    _At(),
    _read,
    any_file,
    re.compile("[A-Z][A-Z0-9]  -"),
    _file,
    keeps_unended=False,
    decodes=in_utf8_alone,
)
