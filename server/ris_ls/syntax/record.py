"""Records and fields: the lines of one block put together."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from ris_ls.syntax.lexer import BLANKS, NO_DEFECT, TAGS, Line, LineKind, is_plain_text, lex
from ris_ls.text import Block, Edit, Span


class Field(NamedTuple):
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


class Record:
    """What one block holds: usually one record, in damage sometimes less or more.

    Its lines are put together when they are asked for: of most records, nobody asks for more than
    tags and values. Attributes are never to be written to.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        """The text of the block."""
        sound = read_sound(text)
        self.is_sound = sound is not None
        """Whether it is one record from TY to ER with nothing but blank lines around it, in which
        every line is a field as every program reads it, or carries one on."""
        if sound is None:
            parts = put_together(text)
            self.__dict__.update(parts._asdict())
            self.codes = [field.tag for field in parts.fields]
            """The tag of each field, in file order; as in `fields`, ER is left out."""
            self.values = [field.full_value for field in parts.fields]
            """The full value of each field."""
            self.wrapped = frozenset(
                index for index, field in enumerate(parts.fields) if field.continuation
            )
            """The indices of the fields whose value goes on on untagged lines."""
            self._sound: list[str] = []
        else:
            self._sound, self.codes, self.values, self.wrapped = sound
        self._single: dict[int, Field] = {}
        # Such sets outlive their records, as keys of what is known; the tags in them are few.
        self.tags = frozenset(map(sys.intern, self.codes))
        """The tags that occur."""

    lines: tuple[Line, ...]
    """All lines of the block."""
    fields: tuple[Field, ...]
    """The fields, ER left out.

    TY stands at its place in the file: fields that stand before it come before it here too."""
    end: Line | None
    """The ER line, if there is one."""
    before: tuple[Line, ...]
    """Untagged lines, not blank, in front of the first field: text outside of records."""
    after: tuple[Line, ...]
    """Lines, not blank, behind the ER line, tagged or not."""

    def __getattr__(self, name: str) -> object:
        """Put the lines together when one of the five above is asked for; then all are there."""
        if name not in Parts._fields:
            raise AttributeError(name)
        first_lines = self._first_lines if self.wrapped else None
        parts = _sound_parts(self.text, self._sound, self.values, first_lines)
        if self._single:  # a field is one object, however it was asked for
            fields = list(parts.fields)
            for index, field in self._single.items():
                fields[index] = field
            parts = parts._replace(fields=tuple(fields))
        self.__dict__.update(parts._asdict())
        return self.__dict__[name]

    @property
    def sound_lines(self) -> list[str] | None:
        """The lines of a sound record from TY to ER, without line ends; None for others.

        Its line ends are all alike, and behind ER there are none but empty lines.
        """
        return self._sound if self.is_sound else None

    @property
    def sound_field_lines(self) -> list[str] | None:
        """The line of each field of a sound record, without its line end; None for others."""
        if not self.is_sound:
            return None
        if not self.wrapped:
            return self._sound[:-1]
        return [self._sound[index] for index in self._first_lines[:-1]]

    def field(self, index: int) -> Field:
        """Return one of the fields, the others unread where that can be done."""
        if "fields" in self.__dict__ or not self.is_sound:
            return self.fields[index]
        field = self._single.get(index)
        if field is None:
            first = self._first_lines[index] if self.wrapped else index
            stop = self._first_lines[index + 1] if index in self.wrapped else first + 1
            width = 2 if "\r" in self.text else 1
            start = sum(map(len, self._sound[:first])) + width * first
            lines = self._sound[first:stop]
            read = list(_sound_fields(lines, start, width))
            field = read[0] if len(read) == 1 else _carried_on(read, self.values[index])
            self._single[index] = field
        return field

    @cached_property
    def _first_lines(self) -> list[int]:
        """On which line of a sound record each field begins; ER is the last one."""
        return [index for index, line in enumerate(self._sound) if is_sound_field(line)]

    @property
    def wrapped_fields(self) -> list[Field]:
        """The fields whose value goes on on untagged lines, in file order."""
        return [self.field(index) for index in sorted(self.wrapped)]

    def indices_of(self, *tags: str) -> list[int]:
        """Return the indices of the fields with one of these tags."""
        found = [self._places[tag] for tag in tags if tag in self.tags]
        if len(found) > 1:
            return sorted(chain.from_iterable(found))
        return list(found[0]) if found else []

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The indices of the fields with each tag."""
        places: dict[str, list[int]] = {}
        for index, code in enumerate(self.codes):
            if code in places:
                places[code].append(index)
            else:
                places[code] = [index]
        return places

    @cached_property
    def types(self) -> tuple[Field, ...]:
        """The TY fields; a sound record has one."""
        if "TY" not in self.tags:
            return ()
        return tuple(field for field in self.fields if field.tag == "TY")

    @property
    def type_field(self) -> Field | None:
        """The first TY field."""
        if self.is_sound:
            return self.field(0)
        return self.types[0] if self.types else None

    @cached_property
    def type_code(self) -> str:
        """The reference type in capitals, ``JOUR``; empty when there is no TY."""
        if self.is_sound:
            return self.values[0].upper()
        return self.types[0].value.upper() if self.types else ""

    @cached_property
    def collapsed(self) -> tuple[Line, ...]:
        """The lines on which several fields run together."""
        if self.is_sound:
            return ()
        return tuple(line for line in self.lines if line.kind is LineKind.COLLAPSED)

    @cached_property
    def typed_fields(self) -> tuple[Field, ...]:
        """The fields behind TY, which importers read; all fields where there is no TY."""
        return self.fields[self.first_typed :]

    @cached_property
    def first_typed(self) -> int:
        """The index of the first of `typed_fields`: the one behind TY, or 0 where there is none."""
        return self.codes.index("TY") + 1 if "TY" in self.tags else 0

    @property
    def is_empty(self) -> bool:
        """Whether the block holds neither a field nor an end nor a collapsed line."""
        return not self.codes and self.end is None and not self.collapsed

    def of(self, *tags: str) -> Iterator[Field]:
        """Yield the fields with one of these tags, in file order."""
        return map(self.field, self.indices_of(*tags))

    def first(self, *tags: str) -> Field | None:
        """Return the first field, with a value, of the first of these tags that has one."""
        for tag in tags:
            for index in self.indices_of(tag):
                if self.values[index]:
                    return self.field(index)
        return None

    def value_of(self, *tags: str) -> str:
        """Return the full value of the field that `first` gives; empty when there is none."""
        for tag in tags:
            if tag in self.tags:
                value = self.values[self.codes.index(tag)]
                if value:
                    return value
                for index in self.indices_of(tag):
                    if self.values[index]:
                        return self.values[index]
        return ""

    def line_text(self, line: Line) -> str:
        """Return the text of a line without its line end."""
        return self.text[line.start : line.end]

    def line_end(self, line: Line) -> str:
        """Return the line end of a line; empty for a last line that has none."""
        return self.text[line.end : line.next]


class Parts(NamedTuple):
    """The lines of a block, sorted; see the properties of `Record`."""

    lines: tuple[Line, ...]
    fields: tuple[Field, ...]
    end: Line | None
    before: tuple[Line, ...]
    after: tuple[Line, ...]


_SEPARATORS = frozenset({"  - ", "  -"})
_ENDS = frozenset({"ER  - ", "ER  -"})
_LONGEST_SOUND_TYPE = 14
"""A longer TY line may have further fields run together on it."""


def is_sound_field(line: str) -> bool:
    """Tell whether a line, without its line end, is a field as every program reads it."""
    return line[2:6] in _SEPARATORS and line[:2] in TAGS


def read_sound(text: str) -> tuple[list[str], list[str], list[str], frozenset[int]] | None:
    """Return what a sound record is made of; None for a text that is anything else.

    That is its lines from TY to ER, the tags and the full values of its fields, and the indices of
    those that go on on untagged lines.
    Most records are sound, so this is done at the speed of C, without a look at each line alone.
    """
    if not text.startswith("TY  - "):
        return None
    if "\r" in text:
        lines = text.split("\r\n")
        if not len(lines) - 1 == text.count("\n") == text.count("\r"):
            return None
    else:
        lines = text.split("\n")
    while not lines[-1]:
        lines.pop()
    if lines[-1] not in _ENDS or len(lines[0]) > _LONGEST_SOUND_TYPE:
        return None
    codes = [line[:2] for line in lines]
    values = [line[5:].strip(BLANKS) for line in lines]
    wrapped: frozenset[int] = frozenset()
    if not (_SEPARATORS.issuperset([line[2:6] for line in lines]) and TAGS.issuperset(codes)):
        read = _read_wrapped(lines, codes, values)
        if read is None:
            return None
        codes, values, wrapped = read
    if codes.count("TY") > 1 or codes.count("ER") > 1:
        return None
    codes.pop()
    values.pop()
    return lines, codes, values, wrapped


def _read_wrapped(
    lines: list[str], codes: list[str], values: list[str]
) -> tuple[list[str], list[str], frozenset[int]] | None:
    """Read lines some of which carry a value on, as `read_sound` does; None for damage.

    Takes the lines and what tags and values they would have as fields.
    """
    wrapped: set[int] = set()
    fields = 0
    for at, line in enumerate(lines):
        if line[2:6] in _SEPARATORS and codes[at] in TAGS:
            codes[fields], values[fields] = codes[at], values[at]
            fields += 1
        elif is_plain_text(line):
            last = fields - 1
            wrapped.add(last)
            values[last] = " ".join(part for part in (values[last], line.strip(BLANKS)) if part)
        else:
            return None
    return codes[:fields], values[:fields], frozenset(wrapped)


_FIELD = LineKind.FIELD  # looked up for each line, which an Enum makes slow


def _sound_fields(lines: Iterable[str], at: int, width: int) -> Iterator[Field]:
    """Yield the fields on sound lines, the first of which stands at ``at``."""
    # The constructors of named tuples take twice as long as what they call.
    make = tuple.__new__
    for raw in lines:
        end = at + len(raw)
        value = raw[6:]
        start = at + 6
        if not value or value[0] in BLANKS or value[-1] in BLANKS:
            value = value.strip(BLANKS)
            start = at + (raw.index(value, 5) if value else min(6, len(raw)))
        code = raw[:2]
        stop = start + len(value)
        line = make(Line, (_FIELD, at, end, end + width, code, at, start, stop, NO_DEFECT))
        yield make(Field, (code, value, line, (), value))
        at = end + width


def _sound_parts(
    text: str, sound: list[str], values: list[str], first_lines: list[int] | None
) -> Parts:
    """Put the lines of a sound record together: what `put_together` gives, in less time.

    ``first_lines`` says on which line each field and ER begin, where values are wrapped.
    """
    width = 2 if "\r" in text else 1
    fields = list(_sound_fields(sound, 0, width))
    lines = [field.line for field in fields]
    if first_lines is not None:
        runs = pairwise([*first_lines, len(sound)])
        fields = [
            _carried_on(fields[first:stop], value) if stop > first + 1 else fields[first]
            for (first, stop), value in zip(runs, [*values, ""], strict=True)
        ]
        lines = [line for field in fields for line in (field.line, *field.continuation)]
    fields.pop()
    at = lines[-1].next
    lines[-1] = last = lines[-1]._replace(next=min(at, len(text)))
    lines.extend(
        Line(LineKind.BLANK, start, start, start + width) for start in range(at, len(text), width)
    )
    return Parts(tuple(lines), tuple(fields), last, (), ())


def _carried_on(read: list[Field], full_value: str) -> Field:
    """Return a field with the lines that carry it on, which were read as fields of their own."""
    carried = [Line(LineKind.TEXT, *each.line[1:4]) for each in read[1:]]
    return read[0]._replace(continuation=tuple(carried), full_value=full_value)


# Between records without an ER, these lines still do not continue a value: Ovid's and rispy's
# counters, Cochrane's headers.
_OUTSIDE = re.compile(
    r"\s*(?:<?\d{1,7}[.>]|Record #\d+ of \d+|Provider:.*|Content:.*|Database:.*)\s*$"
)


def read_record(text: str) -> Record:
    """Read one block. Never raises."""
    return Record(text)


def put_together(text: str) -> Parts:
    """Put the lines of one block together, whatever they are, by a look at each of them."""
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
            outside.append(inside.pop())
        outside.reverse()
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
    return Parts(
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


KEPT = 64
"""How many records are kept: who works on a record asks for it again soon or never, and one takes
15 KB. Those of a 50 MB file are five million objects: half a gigabyte, which Python's garbage
collector looks through for a second at a time."""


@lru_cache(KEPT)
def record_of(block: Block) -> Record:
    """Return the record of a block, kept until many others have been read."""
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
