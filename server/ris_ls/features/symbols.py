"""The outline of a document: one entry for each record, and below it one for each field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ris_ls.features.citation import DATE_TAGS
from ris_ls.features.explain import nameless, tag_label
from ris_ls.features.markdown import shorten
from ris_ls.features.place import Entry, entries, records_among
from ris_ls.features.tokens import kind_of_value
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import record_of
from ris_ls.text import Block, Span
from ris_ls.values.dates import year_of
from ris_ls.values.markup import readable
from ris_ls.values.names import parse_name, split_names
from ris_ls.values.placeholders import is_placeholder

SymbolKind = Literal["record", "field", "string", "variable", "enumMember", "number"]
"""A record, or a field by what its value is, as it is coloured (`tokens`): title, person, keyword,
date or number; any other is a ``field``."""

TITLE_TAGS = ("TI", "T1", "CT", "BT", "T2", "JF", "JO", "JA", "J2", "ST")
"""Where a name for the record is looked for: its own title, else that of what it appeared in."""
AUTHOR_TAGS = ("AU", "A1", "A2", "ED", "A3")

_LONGEST_TITLE = 80
_LONGEST_NAME = 40
_LONGEST_VALUE = 60
_SOUND_TYPE = re.compile(r"TY  - ([A-Za-z]{1,8})[ \t]*(?:\r?\n)")
_NEXT_FIELD = re.compile(r"\r?\n(?:[A-Z][A-Z0-9]  -|\Z)")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One entry of the outline. Offsets count code points from the start of the block."""

    name: str
    """First author, year and title; of a field its tag and what that means. Never empty."""
    detail: str
    """The reference type as written, empty when the record names none; of a field its value."""
    kind: SymbolKind
    span: Span
    """The whole record or field, without blanks and blank lines around it."""
    selection: Span
    """The TY field, or the first field where there is none; of a field its tag and the value on the
    line of that. Lies inside ``span``."""
    children: tuple[Symbol, ...] = ()
    """The fields of a record where they were asked for. TY and ER are no fields beside it: they are
    its beginning and its end."""


def block_symbols(block: Block, with_fields: bool = False) -> tuple[Symbol, ...]:
    """Return the symbols of one block, with or without children. Never raises.

    Offsets count from the start of the block.
    """
    if len(block.text) > LARGEST_BLOCK:
        return ()
    sound = None if with_fields else _of_sound_block(block.text)
    return (sound,) if sound else tuple(_of_entries(block, with_fields))


# -- sound records ----------------------------------------------------------------------------
# Reading every line of 50 MB takes seconds, and an editor asks for the outline as soon as a file
# is open. A record that begins soundly and shows author, year and title soundly needs no more.


def _of_sound_block(text: str) -> Symbol | None:
    """Return the symbol of a sound record with author, year and title; None for any other."""
    match = _SOUND_TYPE.match(text)
    if match is None or "\nTY" in text:
        return None
    title = _sound_value(text, TITLE_TAGS[:3])
    author = _sound_value(text, AUTHOR_TAGS[:2])
    date = _sound_value(text, DATE_TAGS)
    if not title or not author or not date:
        return None
    code = match[1]
    return Symbol(
        _name(author, date, title, code),
        code,
        "record",
        Span(0, len(text.rstrip())),
        Span(0, match.end(1)),
    )


def _sound_value(text: str, tags: tuple[str, ...]) -> str:
    for tag in tags:
        at = text.find(f"\n{tag}  - ")
        if at >= 0:
            end = text.find("\n", at + 7)
            end = len(text) if end < 0 else end
            if end > at and text[end - 1] == "\r":
                end -= 1
            if _NEXT_FIELD.match(text, end) is None:
                return ""  # the value goes on, or something is bent: look properly
            value = text[at + 7 : end].strip()
            if value and not is_placeholder(tag, value):
                return value
    return ""


# -- any record -------------------------------------------------------------------------------


def _of_entries(block: Block, with_fields: bool = False) -> list[Symbol]:
    parts = records_among(entries(block))
    if not parts:
        return []
    ends = [part[0].start for part in parts[1:]] + [_content_end(block)]
    return [
        _symbol(block.text, part, end, with_fields) for part, end in zip(parts, ends, strict=True)
    ]


def _content_end(block: Block) -> int:
    """Return where the record of a block ends: its ER, or its last line that is not blank."""
    record = record_of(block)
    if record.end is not None:
        return record.end.end
    last = entries(block)[-1]
    return max(last.value_end, last.tag_end, len(block.text.rstrip()))


def _symbol(text: str, part: list[Entry], end: int, with_fields: bool) -> Symbol:
    head = next((entry for entry in part if entry.tag == "TY"), part[0])
    code = head.value if head.tag == "TY" else ""
    start = part[0].start
    end = max(start + len(text[start:end].rstrip()), head.value_end, head.tag_end)
    name = _name(_value(part, AUTHOR_TAGS), _value(part, DATE_TAGS), _value(part, TITLE_TAGS), code)
    selection = Span(head.start, max(head.value_end, head.tag_end))
    children = tuple(_fields(text, part, end)) if with_fields else ()
    return Symbol(name, shorten(code, 20), "record", Span(start, end), selection, children)


def _fields(text: str, part: list[Entry], end: int) -> Iterator[Symbol]:
    """Yield the fields of a record that ends at ``end``, each with the lines that carry it on."""
    ends = [entry.start for entry in part[1:]] + [end]
    for entry, next_start in zip(part, ends, strict=True):
        if entry.tag in ("TY", "ER"):
            continue
        # The blanks behind a last tag without a value are not the record's.
        selected = min(max(entry.value_end, entry.tag_end), end)
        end_of_field = max(selected, entry.start + len(text[entry.start : next_start].rstrip()))
        label = tag_label(entry.tag, entry.type_code)
        yield Symbol(
            f"{entry.tag} {label}" if label else entry.tag,
            shorten(entry.value, _LONGEST_VALUE),
            _kind(entry.tag),
            Span(entry.start, end_of_field),
            Span(entry.start, selected),
        )


def _kind(code: str) -> SymbolKind:
    match kind_of_value(code):
        case "string" | "variable" | "enumMember" | "number" as kind:
            return kind
        case _:
            return "field"


def _value(part: list[Entry], tags: tuple[str, ...]) -> str:
    for tag in tags:
        for entry in part:
            if entry.tag == tag and entry.value and not is_placeholder(tag, entry.value):
                return entry.value
    return ""


def _name(author: str, date: str, title: str, code: str) -> str:
    head = " ".join(part for part in (_family(author), year_of((date,))) if part)
    title = shorten(readable(title[:1000]), _LONGEST_TITLE)
    if head and title:
        return f"{head} — {title}"
    return head or title or nameless(code)


def _family(author: str) -> str:
    if not author:
        return ""
    author = readable(author[:1000])
    if ";" in author or " and " in author or author.count(",") != 1:
        first = next(iter(split_names(author).spans), None)
        author = author[first[0] : first[1]] if first else author
    return shorten(parse_name(author).family or author, _LONGEST_NAME)
