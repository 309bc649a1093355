"""What stands at an offset: a field, on a line of its own or on a line where several ran together.

Everything else in this package asks here, so that a damaged record is explained, completed and
outlined like a sound one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ris_ls.importers.shape import CONTENT_TAGS
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import BLANKS, LineKind, record_of, recover
from ris_ls.text import Block, Document

# Two tags of PubMed files that are no legal RIS tags; some exports of RIS hold them all the same.
_LONG_TAG = re.compile(rf"(PMID|PMC)[{BLANKS}]*-[{BLANKS}]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a block, an ER among them. Offsets count from the start of the block."""

    tag: str
    """In capitals, however the file wrote it."""
    value: str
    """The value, that of other tags than TY with its continuation lines, joined by blanks."""
    start: int
    """Where the tag stands."""
    value_start: int
    value_end: int
    """Where the value on the tag's own line ends; equal to its start when it is empty."""
    end: int
    """Where the value ends with the lines that carry it on."""
    type_code: str
    """The reference type that decides what the tag means, in capitals; empty when none is named."""
    recovered: bool = False
    """Whether it was found on a line where several fields ran together."""

    @property
    def tag_end(self) -> int:
        """Where the tag ends."""
        return self.start + len(self.tag)


@lru_cache(maxsize=64)
def entries(block: Block) -> tuple[Entry, ...]:
    """Return the fields of a block in file order, kept for a while. Never raises.

    Fields on a collapsed line are among them, and the tagged lines that stand behind an ER.
    """
    pieces = list(_pieces(block))
    # What stands before the first TY belongs to that TY, any other field to the TY before it.
    code = next((piece[1].upper() for piece in pieces if piece[0] == "TY"), "")
    found: list[Entry] = []
    for tag, value, start, value_start, value_end, end, recovered in pieces:
        if tag == "TY":
            code = value.upper()
        found.append(Entry(tag, value, start, value_start, value_end, end, code, recovered))
    return tuple(found)


def entry_at(document: Document, offset: int, *, carried: bool = False) -> tuple[int, Entry] | None:
    """Return the field whose tag or value holds an offset, with the offset of its block.

    The end of a value counts as its part, and where ``carried`` says so, the lines that carry it
    on do. None when there is no such field.
    """
    index = document.block_at(offset)
    block = document.blocks[index]
    if len(block.text) > LARGEST_BLOCK:
        return None
    base = document.offset_of(index)
    found = entries(block)
    at = bisect_right(found, offset - base, key=lambda entry: entry.start) - 1
    if at < 0:
        return None
    end = found[at].end if carried else found[at].value_end
    if offset - base > max(end, found[at].tag_end):
        return None
    return base, found[at]


def records_among(found: Iterable[Entry]) -> list[list[Entry]]:
    """Return the fields of each record in a block, that of its ER last. Takes all of its fields.

    There are several where records ran together on a line. A record goes on to its ER; without
    one, to the next TY, if it has one itself and says anything. A field behind an ER is in none.
    """
    records: list[list[Entry]] = []
    closed = True
    typed = told = False
    for entry in found:
        if entry.tag == "ER":
            if not closed:
                records[-1].append(entry)
            closed = True
            continue
        if not records or (entry.tag == "TY" and (closed or (typed and told))):
            records.append([entry])
            closed = typed = told = False
        elif closed:
            continue
        else:
            records[-1].append(entry)
        typed = typed or entry.tag == "TY"
        told = told or says_something((entry,))
    return records


def has_type(record: Iterable[Entry]) -> bool:
    """Tell whether a TY is among fields."""
    return any(entry.tag == "TY" for entry in record)


def says_something(record: Iterable[Entry]) -> bool:
    """Tell whether fields say more of a work than its type."""
    return any(entry.value and entry.tag in CONTENT_TAGS for entry in record)


def record_with(found: Iterable[Entry], entry: Entry) -> list[Entry]:
    """Return the fields of the record that a field is in; empty for one that is in none.

    Takes all fields of the block.
    """
    return next((record for record in records_among(found) if entry in record), [])


def record_around(found: Iterable[Entry], entry: Entry) -> dict[str, str]:
    """Return the first value of each tag in the record of a field, for one in none its own.

    Takes all fields of the block.
    """
    values: dict[str, str] = {}
    for other in record_with(found, entry) or [entry]:
        values.setdefault(other.tag, other.value)
    return values


def _pieces(block: Block) -> Iterator[tuple[str, str, int, int, int, int, bool]]:
    """Yield what an `Entry` has but for the type, in file order."""
    record = record_of(block)
    # A type is one word: letters typed below TY, not yet a field, do not make it another type.
    fields = {field.line.start: field for field in record.fields if field.tag != "TY"}
    for line in record.lines:
        if line.is_field:
            value, end = block.text[line.value_start : line.value_end], line.value_end
            field = fields.get(line.start)
            if field is not None and field.continuation:
                value, end = field.full_value, field.span.end
            yield line.tag, value, line.tag_start, line.value_start, line.value_end, end, False
        elif line.kind is LineKind.COLLAPSED:
            text = block.text[line.start : line.end]
            for part in recover(text).breaks:
                start, end = line.start + part.value_start, line.start + part.value_end
                yield part.tag, part.value(text), line.start + part.start, start, end, end, True
        elif line.kind is LineKind.TEXT and block.text.startswith("PM", line.start):
            text = block.text[line.start : line.end].rstrip(BLANKS)
            if match := _LONG_TAG.match(text):
                start, end = line.start + match.end(), line.start + len(text)
                yield match[1], text[match.end() :], line.start, start, end, end, False
