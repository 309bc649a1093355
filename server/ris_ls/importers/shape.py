"""What a block holds by our own reading, as far as that tells what an importer makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ris_ls.importers.model import Cause, Part, Reading, State
from ris_ls.syntax import Defect, Field, Line, LineKind, Record, record_of
from ris_ls.text import BOM, Block, Span

# Some importers trim lines before they look for TY and ER.
_NO_MARK = r"(?!(?:[^\S\r\n]|\ufeff)*(?:TY|ER))"
_PLAIN = re.compile(
    r"TY  - (?P<type>[A-Z]{3,7})\r?\n"
    rf"{_NO_MARK}[A-Z][A-Z0-9]  - [^\s][^\r\n]*\r?\n"
    rf"(?:{_NO_MARK}[^\r\n]*\r?\n)*"
    r"ER  - ?(?:\r?\n)+\Z"
)

CONTENT_TAGS = frozenset(
    {
        *("TI", "T1", "T2", "T3", "BT", "ST", "CT", "JF", "JO", "JA", "J1", "J2"),
        *("AU", "A1", "A2", "A3", "A4", "A5", "ED", "PY", "Y1", "Y2", "DA"),
        *("AB", "N2", "DO", "UR"),
    }
)
"""Tags of which a true record has at least one."""

_DEFECTS: tuple[tuple[Defect, Cause], ...] = (
    (Defect.BARE_END, "bare end"),
    (Defect.QUOTED, "quoted"),
    (Defect.LOWERCASE, "lowercase"),
    (Defect.INDENTED, "indented"),
    (Defect.SEPARATOR, "separator"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What matters of a block, by our own reading."""

    head: Span
    """Where it is to be pointed at: the tag and hyphen of TY, or what stands in its place."""
    wanted: bool
    """Whether the block holds a true record."""
    fields: bool = True
    """Whether it holds a field at all."""
    content: bool = True
    """Whether the record says more than its type."""
    type_cause: Cause = ""
    """What is wrong with its TY."""
    end_cause: Cause = ""
    """What is wrong with its end."""
    lone_cr: bool = False
    """Whether a line ends in a lone carriage return."""
    plain: bool = False
    """Whether nothing is out of the ordinary (`plain_type`)."""


@lru_cache(maxsize=8)  # `shape_of` asks as soon as an importer has read a block
def plain_type(text: str) -> str:
    """Return the reference type of a block in which nothing is out of the ordinary, else nothing.

    It is a whole record with sound TY, first field and ER, no other line begins with these
    letters, and no tag is bent in a way that importers could stumble over. Most records are so,
    and every importer reads them as one record.
    """
    match = _PLAIN.match(text)
    return match["type"] if match and text.count("ER  ") == 1 else ""


@lru_cache(maxsize=1024)
def one_record(type_code: str, after: State) -> Reading:
    """Return what is read in such a block: one record. Most readings are the same few objects."""
    return Reading((Part(0, True, True, 1, type_code),), after)


def shape_of(block: Block) -> Shape:
    """Return what matters of a block, kept with it."""
    return block.memo(shape_of, lambda: _shape(block))


def _shape(block: Block) -> Shape:
    if plain_type(block.text):
        return Shape(Span(0, 5), wanted=True, plain=True)
    record = record_of(block)
    first = next((line for line in record.lines if line.kind is not LineKind.BLANK), None)
    types = record.types
    content = bool(record.collapsed) or any(
        field.tag in CONTENT_TAGS and field.full_value for field in record.fields
    )
    anchor = types[0].line if types else next(iter(record.collapsed), first)
    if record.fields and not types and not record.collapsed:
        anchor = record.fields[0].line
    return Shape(
        head=_head(anchor),
        wanted=content or bool(types),
        fields=bool(record.fields),
        content=content,
        type_cause=_type_cause(record, block.text),
        end_cause=_end_cause(record),
        lone_cr="\r" in block.text.replace("\r\n", ""),
    )


def _head(line: Line | None) -> Span:
    if line is None:
        return Span(0, 0)
    start = line.tag_start if line.tag_start >= 0 else line.start
    return Span(start, min(line.end, max(line.value_start, start + 1)))


def _type_cause(record: Record, text: str) -> Cause:
    if record.collapsed:
        return "collapsed"
    if not record.types:
        return "no type"
    field: Field = record.types[0]
    if cause := _bent(field.line):
        return cause
    if text.startswith(BOM) and field.line.start <= 1:
        return "byte order mark"
    return "" if field.value else "empty type"


def _end_cause(record: Record) -> Cause:
    if record.end is None:
        return "collapsed" if record.collapsed else "no end"
    return _bent(record.end)


def _bent(line: Line) -> Cause:
    return next((cause for defect, cause in _DEFECTS if defect in line.defects), "")
