"""What to select around a place, from the word to the record."""

from __future__ import annotations

import re
from bisect import bisect_right

from ris_ls.features.place import Entry, entries
from ris_ls.features.symbols import block_symbols
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import BLANKS, record_of
from ris_ls.text import Block, Document, Span

_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")


def selections(document: Document, offset: int) -> list[Span]:
    """Return what holds an offset, the smallest first: word, value, field, record.

    A value and a field are taken with their continuation lines; on a line where several fields ran
    together, each is one. Every span lies inside the next and is smaller. Never empty: where
    nothing else stands it is the place itself. Never raises. Offsets count code points of the
    document.
    """
    index = document.block_at(offset)
    block = document.blocks[index]
    base = document.offset_of(index)
    at = min(max(offset - base, 0), block.length)
    around = [] if block.length > LARGEST_BLOCK else [*_in_block(block, at), Span(0, block.length)]
    found: list[Span] = [Span(at, at)]
    for span in around:
        last = found[-1]
        if span.start <= last.start and last.end <= span.end and span != last:
            found.append(span)
    if len(found) > 1 and found[0].start == found[0].end:
        found.pop(0)
    return [span.shift(base) for span in found]


def _in_block(block: Block, at: int) -> list[Span]:
    """Return what may hold a place, of growing size."""
    found: list[Span] = []
    fields = entries(block)
    before = bisect_right(fields, at, key=lambda entry: entry.start) - 1
    if before >= 0:
        entry = fields[before]
        value, field = _extent(block, entry)
        if value.start <= at <= value.end:
            words = _WORD.finditer(block.text, value.start, value.end)
            found += [Span(*word.span()) for word in words if word.start() <= at <= word.end()][:1]
            found.append(value)
        elif at <= field.end:
            found.append(Span(entry.start, entry.tag_end))
        if at <= field.end:
            found.append(field)
    found += [symbol.span for symbol in block_symbols(block)]
    return found


def _extent(block: Block, entry: Entry) -> tuple[Span, Span]:
    """Return where the value and where the whole of a field stand."""
    end = entry.value_end
    if not entry.recovered:
        for field in record_of(block).fields:
            if field.line.tag_start == entry.start and field.continuation:
                last = field.continuation[-1]
                end = last.start + len(block.text[last.start : last.end].rstrip(BLANKS))
    whole = block.text[entry.start : max(end, entry.tag_end)].rstrip(BLANKS)
    return Span(entry.value_start, end), Span(entry.start, entry.start + len(whole))
