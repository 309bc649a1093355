"""Records and fields: the lines of one block put together."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ris_ls.syntax.lexer import BLANKS, Line, LineKind, lex
from ris_ls.text import Block, Edit, Span


@dataclass(frozen=True, slots=True)
class Field:
    """A tag with its value. Offsets count from the start of the block."""

    tag: str
    """In capitals, however the file wrote it."""
    value: str
    """The value on the tag's own line, without blanks around it."""
    line: Line
    continuation: tuple[Line, ...] = ()
    """The untagged lines that carry the value on."""
    full_value: str = ""
    """The value with its continuation lines, joined by single blanks."""

    @property
    def tag_span(self) -> Span:
        """Where the two characters of the tag stand."""
        return Span(self.line.tag_start, self.line.tag_start + 2)

    @property
    def value_span(self) -> Span:
        """Where the value on the tag's own line stands; empty when there is none."""
        return Span(self.line.value_start, self.line.value_end)

    @property
    def span(self) -> Span:
        """From the tag to the end of the value, continuation lines included."""
        last = self.continuation[-1].end if self.continuation else self.line.end
        return Span(self.line.tag_start, last)

    @property
    def line_span(self) -> Span:
        """All lines of the field with their line ends: what deleting it removes."""
        last = self.continuation[-1].next if self.continuation else self.line.next
        return Span(self.line.start, last)


@dataclass(frozen=True)
class Record:
    """What one block holds: usually one record, in damage sometimes less or more.

    ``fields`` leaves out ER and holds TY at its place in the file, so fields that stand before
    TY come before it here too.
    """

    text: str
    """The text of the block."""
    lines: tuple[Line, ...]
    fields: tuple[Field, ...]
    end: Line | None
    """The ER line, if there is one."""
    before: tuple[Line, ...]
    """Untagged lines, not blank, in front of the first field: text outside of records."""
    after: tuple[Line, ...]
    """Lines, not blank, behind the ER line, tagged or not."""

    @cached_property
    def types(self) -> tuple[Field, ...]:
        """The TY fields; a sound record has one."""
        return tuple(field for field in self.fields if field.tag == "TY")

    @property
    def type_field(self) -> Field | None:
        """The first TY field."""
        return self.types[0] if self.types else None

    @cached_property
    def type_code(self) -> str:
        """The reference type in capitals, ``JOUR``; empty when there is no TY."""
        return self.types[0].value.upper() if self.types else ""

    @cached_property
    def collapsed(self) -> tuple[Line, ...]:
        """The lines on which several fields run together."""
        return tuple(line for line in self.lines if line.kind is LineKind.COLLAPSED)

    @cached_property
    def typed_fields(self) -> tuple[Field, ...]:
        """The fields behind TY, which importers read; all fields where there is no TY."""
        for index, field in enumerate(self.fields):
            if field.tag == "TY":
                return self.fields[index + 1 :]
        return self.fields

    @property
    def is_empty(self) -> bool:
        """Whether the block holds neither a field nor an end nor a collapsed line."""
        return not self.fields and self.end is None and not self.collapsed

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags that occur."""
        return frozenset(field.tag for field in self.fields)

    def of(self, *tags: str) -> Iterator[Field]:
        """Yield the fields with one of these tags, in file order."""
        return (field for field in self.fields if field.tag in tags)

    def first(self, *tags: str) -> Field | None:
        """Return the first field, with a value, of the first of these tags that has one."""
        for tag in tags:
            for field in self.fields:
                if field.tag == tag and field.full_value:
                    return field
        return None

    def line_text(self, line: Line) -> str:
        """Return the text of a line without its line end."""
        return self.text[line.start : line.end]

    def line_end(self, line: Line) -> str:
        """Return the line end of a line; empty for a last line that has none."""
        return self.text[line.end : line.next]


# Between records without an ER, these lines still do not continue a value: Ovid's and rispy's
# counters, Cochrane's headers.
_OUTSIDE = re.compile(
    r"\s*(?:<?\d{1,7}[.>]|Record #\d+ of \d+|Provider:.*|Content:.*|Database:.*)\s*$"
)


def read_record(text: str) -> Record:
    """Put the lines of one block together. Never raises."""
    lines = lex(text)
    end_index = next(
        (i for i, line in enumerate(lines) if line.is_field and line.tag == "ER"), None
    )
    inside = list(lines if end_index is None else lines[:end_index])
    outside: list[Line] = [] if end_index is None else list(lines[end_index + 1 :])
    if end_index is None:
        while inside and (
            inside[-1].kind is LineKind.BLANK
            or (
                inside[-1].kind is LineKind.TEXT
                and len(inside) > 1
                and _OUTSIDE.match(text[inside[-1].start : inside[-1].end])
            )
        ):
            outside.insert(0, inside.pop())
    fields: list[Field] = []
    before: list[Line] = []
    carried: list[Line] = []
    open_line: Line | None = None
    in_collapsed = False
    for line in inside:
        if line.kind is LineKind.FIELD:
            if open_line is not None:
                fields.append(_field(text, open_line, carried))
            open_line, carried, in_collapsed = line, [], False
        elif line.kind is LineKind.COLLAPSED:
            if open_line is not None:
                fields.append(_field(text, open_line, carried))
            open_line, carried, in_collapsed = None, [], True
        elif line.kind is LineKind.TEXT:
            if open_line is not None:
                carried.append(line)
            elif not in_collapsed:
                before.append(line)
    if open_line is not None:
        fields.append(_field(text, open_line, carried))
    return Record(
        text,
        lines,
        tuple(fields),
        None if end_index is None else lines[end_index],
        tuple(before),
        tuple(line for line in outside if line.kind is not LineKind.BLANK),
    )


def _field(text: str, line: Line, carried: list[Line]) -> Field:
    value = text[line.value_start : line.value_end]
    if not carried:
        return Field(line.tag, value, line, (), value)
    parts = [value, *(text[more.start : more.end].strip(BLANKS) for more in carried)]
    return Field(line.tag, value, line, tuple(carried), " ".join(part for part in parts if part))


KEPT = 512
"""How many records are kept. Those of a 50 MB file are five million objects: half a gigabyte, which
Python's garbage collector looks through for a second at a time."""

_kept: deque[Block] = deque()


def record_of(block: Block) -> Record:
    """Return the record of a block, kept with it until many others have been read."""
    return block.memo(read_record, lambda: _read_and_keep(block))


def _read_and_keep(block: Block) -> Record:
    if len(_kept) >= KEPT:
        _kept.popleft().forget(read_record)
    _kept.append(block)
    return read_record(block.text)


def remove_lines(text: str, span: Span) -> Edit:
    """Return the edit that takes whole lines out; with them the line end before a last line.

    Without that, removing an unended last line would leave its predecessor with a line end
    that nobody asked for, and removing the only line would leave nothing to remove.
    """
    start = span.start
    if span.end == len(text) and not text[span.start : span.end].endswith(("\n", "\r")):
        if text.endswith("\r\n", 0, start):
            start -= 2
        elif start and text[start - 1] in "\r\n":
            start -= 1
    return Edit(start, span.end, "")
