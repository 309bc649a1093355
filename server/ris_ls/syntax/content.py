"""What a text says, its layout left out: the measure of a formatter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from ris_ls.syntax.blocks import cut
from ris_ls.syntax.lexer import BLANKS, Line, LineKind, lex
from ris_ls.syntax.record import Record, read_record, read_sound
from ris_ls.text import BOM
from ris_ls.text.lines import count_line_ends

MODERN = {"T1": "TI", "A1": "AU", "Y1": "PY", "N2": "AB"}
"""Legacy tag to the tag that says the same in the specification of 2011."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that a record of one text holds and the same record of another does not."""

    record: int
    """Which record of the text before, counted from 1; 0 for text outside of records."""
    line: int
    """The line of the text before on which that record begins, counted from 0."""
    tag: str
    """The tag, in its modern form; empty for text that is no field."""
    before: str
    """The value that is gone; empty where one was added."""
    after: str
    """The value that is there instead; empty where there is none."""


def differences(before: str | Record, after: str) -> tuple[Difference, ...]:
    """Return what two texts do not say alike; nothing where they say the same.

    The one before may be given as the record of a whole block, where that is known. They say the
    same when all of this holds:

    - they hold as many records, in the same order;
    - a record holds the same values under the same tags, and values of one tag stand in the same
      order; the order of tags among each other is left aside;
    - a legacy tag counts as its modern form (`MODERN`), so T1 is TI and takes its place in the
      order of the values of TI;
    - a value is the full value: what stands on the tag's line and on the lines without a tag
      that continue it, joined by blanks;
    - text outside of records, lines behind ER and collapsed lines are there, in the same order.

    Left aside is layout: how a tag is set off from its value, blanks around lines, blank lines,
    line ends, a byte order mark.
    """
    record = before if isinstance(before, Record) else None
    text = before if isinstance(before, str) else before.text
    if _are_sound_and_alike(record or text, after):
        return ()
    if (_lines(text) if record is None else list(_lines_of(record))) == _lines(after):
        return ()
    return tuple(_differences(_read(text), _read(after)))


def same_content(before: str | Record, after: str) -> bool:
    """Tell whether two texts say the same, as `differences` has it."""
    return not differences(before, after)


def _are_sound_and_alike(before: str | Record, after: str) -> bool:
    """Tell whether two texts are one sound record each, and say the same: most are."""
    if isinstance(before, str):
        read = read_sound(before)
        one = None if read is None else read[1:3]  # tags and values
    else:
        one = (before.codes, before.values) if before.is_sound else None
    other = None if one is None else read_sound(after)
    return one is not None and other is not None and one == other[1:3]


def _lines(text: str) -> list[tuple[str, str]]:
    """Return (tag, value) of each field line and ("", text) of each other line, in order."""
    found: list[tuple[str, str]] = []
    for start, end in pairwise([*cut(text), len(text)]):
        block = text[start:end]
        found.extend(_told_by(block, lex(block)))
    return found


def _lines_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what `_lines` returns, of lines that were read before."""
    return _told_by(record.text, record.lines)


def _told_by(block: str, lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line[0] is LineKind.FIELD:
            yield line.tag, block[line.value_start : line.value_end]
        elif inner := block[line.start : line.end].strip(BLANKS + BOM):
            yield "", inner


@dataclass(frozen=True, slots=True)
class _Content:
    """What one record says."""

    line: int
    fields: dict[str, list[str]]


def _read(text: str) -> tuple[list[_Content], list[str]]:
    """Return what the records of a text say, and the text that is no part of a field."""
    records: list[_Content] = []
    outside: list[str] = []
    lines_before = 0
    for start, end in pairwise([*cut(text), len(text)]):
        record = read_record(text[start:end])
        if record.fields or record.end is not None:
            first = record.fields[0].line if record.fields else record.end
            at = first.start if first is not None else 0
            above = count_line_ends(record.text[:at])
            records.append(_Content(lines_before + above, _fields(record)))
        outside.extend(_outside(record))
        lines_before += count_line_ends(record.text)
    return records, outside


def _fields(record: Record) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = defaultdict(list)
    for field in record.fields:
        fields[MODERN.get(field.tag, field.tag)].append(field.full_value)
    if record.end is not None:
        fields["ER"].append(record.text[record.end.value_start : record.end.value_end])
    return fields


def _outside(record: Record) -> Iterator[str]:
    """Yield the lines, layout left out, that are neither blank nor a part of a field."""
    inside = {line.start for field in record.fields for line in (field.line, *field.continuation)}
    if record.end is not None:
        inside.add(record.end.start)
    for line in record.lines:
        if line.kind is not LineKind.BLANK and line.start not in inside:
            yield _inner(record.text, line)


def _inner(text: str, line: Line) -> str:
    if line.is_field:
        return f"{line.tag}  - {text[line.value_start : line.value_end]}"
    return text[line.start : line.end].strip(BLANKS + BOM)


def _differences(
    was: tuple[list[_Content], list[str]], now: tuple[list[_Content], list[str]]
) -> Iterator[Difference]:
    (records, outside), (records_now, outside_now) = was, now
    nothing = _Content(0, {})
    for number, (one, other) in enumerate(
        zip_longest(records, records_now, fillvalue=nothing), start=1
    ):
        if one.fields == other.fields:
            continue
        for tag in dict.fromkeys((*one.fields, *other.fields)):
            for gone, new in _unlike(one.fields.get(tag, []), other.fields.get(tag, [])):
                yield Difference(number, one.line, tag, gone, new)
    for gone, new in _unlike(outside, outside_now):
        yield Difference(0, 0, "", gone, new)


def _unlike(was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (gone, new) for the values that differ; the first that moved if it is the order."""
    if was == now:
        return
    gone = list((Counter(was) - Counter(now)).elements())
    new = list((Counter(now) - Counter(was)).elements())
    if gone or new:
        yield from zip_longest(gone, new, fillvalue="")
    else:
        yield next((one, other) for one, other in zip(was, now, strict=True) if one != other)
