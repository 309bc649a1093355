"""What the parts of a text mean, for an editor to colour: tags, types, titles, names, numbers.

Addresses are left out: the grammar underlines them. So are abstracts and whatever else is read as
prose. A grammar sees one line at a time; here damaged records are coloured as what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from ris_ls.features.place import entries
from ris_ls.knowledge import TYPE_CODES, ValueKind, tag
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import BLANKS, Record, record_of
from ris_ls.text import Block

TokenKind = Literal[
    "keyword", "property", "type", "string", "variable", "enumMember", "number", "comment"
]
"""Named as the protocol names them: TY and ER, other tags, reference types, titles, persons,
keywords, dates and numbers, and text outside of the records."""

TOKEN_KINDS: tuple[TokenKind, ...] = get_args(TokenKind)

_OF_VALUE: Mapping[ValueKind, TokenKind] = MappingProxyType(
    {
        "reference_type": "type",
        "name": "variable",
        "keyword": "enumMember",
        "date": "number",
        "year": "number",
        "page": "number",
        "number": "number",
        "issn_isbn": "number",
    }
)


class Token(NamedTuple):
    """A part of one line. Offsets count code points from the start of the block."""

    start: int
    end: int
    kind: TokenKind


def block_tokens(block: Block) -> list[Token]:
    """Return what the parts of one block mean, in file order. Never raises."""
    if len(block.text) > LARGEST_BLOCK:
        return []
    record = record_of(block)
    lines = record.sound_lines
    if lines is not None and not record.wrapped:
        return list(_of_sound(lines, 2 if "\r" in block.text else 1))
    return sorted(_of_any(block, record))


def _of_sound(lines: list[str], width: int) -> Iterator[Token]:
    at = 0
    for line in lines:
        code = line[:2]
        yield Token(at, at + 2, _kind_of_tag(code))
        kind = kind_of_value(code)
        if kind is not None and (value := line[6:].strip(BLANKS)) and _suits(kind, value):
            start = at + line.index(value, 5)
            yield Token(start, start + len(value), kind)
        at += len(line) + width


def _of_any(block: Block, record: Record) -> Iterator[Token]:
    text = block.text
    kinds: dict[int, TokenKind] = {}
    fields = entries(block)
    for entry in fields:
        yield Token(entry.start, entry.tag_end, _kind_of_tag(entry.tag))
        kind = kind_of_value(entry.tag)
        value = text[entry.value_start : entry.value_end]
        if kind is not None and value and _suits(kind, value):
            kinds[entry.start] = kind
            yield Token(entry.value_start, entry.value_end, kind)
    starts = {entry.start for entry in fields}  # the illegal tag PMID is no field to a record
    for field in record.fields:
        carried = kinds.get(field.line.tag_start)
        if carried is not None:
            for line in field.continuation:
                if line.start not in starts:
                    yield from _token(text, line.start, line.end, carried)
    for line in (*record.before, *record.after):
        if not line.is_field and line.start not in starts:
            yield from _token(text, line.start, line.end, "comment")


def _token(text: str, start: int, end: int, kind: TokenKind) -> Iterator[Token]:
    """Yield a line, without the blanks around it, as a token."""
    written = text[start:end].strip(BLANKS)
    if written:
        start = text.index(written, start)
        yield Token(start, start + len(written), kind)


@cache
def _kind_of_tag(code: str) -> TokenKind:
    return "keyword" if code in ("TY", "ER") else "property"


@cache
def kind_of_value(code: str) -> TokenKind | None:
    """Return what the value of a tag is, whatever it looks like; None for what is not coloured."""
    known = tag(code)
    if known is None:
        return None
    return "string" if known.concept == "title" else _OF_VALUE.get(known.value_kind)


def _suits(kind: TokenKind, value: str) -> bool:
    """Tell whether a value has the look of its kind: a type that is known, a number with digits."""
    if kind == "type":
        return value.upper() in TYPE_CODES
    return kind != "number" or any(map(str.isdigit, value))
