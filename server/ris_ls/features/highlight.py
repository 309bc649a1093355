"""Where else the value or the tag under the cursor stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, chain

from ris_ls.features.occurrences import occurrences, sought_at
from ris_ls.features.place import entries, entry_at
from ris_ls.text import Block, Document, Span

MOST = 100
"""So many places are named, those behind the cursor first: nobody looks at more. Each takes a
quarter of a millisecond."""

REACH = 1_000_000
"""In code points, in either direction: so far a value is looked for. An editor asks at each move of
the cursor, and to look through 50 MB takes a tenth of a second. So far it takes 10 ms, for a year
20 and for TY 25; twice that where both numbers are twice as large. References find all places."""


def highlights(document: Document, offset: int) -> Iterator[Span | None]:
    """Yield where the tag or value at an offset stands, in steps; None for a step without a place.

    A tag is looked for in its own record, a value in all records within `REACH` (`occurrences`).
    Offsets count code points of the document. Never raises.
    """
    found = entry_at(document, offset, carried=True)
    if found is None:
        return
    base, entry = found
    if offset - base <= entry.tag_end:
        block = document.blocks[document.block_at(base)]
        for other in entries(block):
            if other.tag == entry.tag:
                yield Span(base + other.start, base + other.tag_end)
        return
    sought = sought_at(document, offset)
    if sought is None:
        return
    index = document.block_at(base)
    first, last = document.block_at(base - REACH), document.block_at(base + REACH)
    behind = _placed(document, index, last + 1)
    before = _placed(document, first, index)
    told = 0
    for span in occurrences(chain(behind, before), sought):
        yield span
        told += span is not None
        if told == MOST:
            return


def _placed(document: Document, first: int, stop: int) -> Iterator[tuple[int, Block]]:
    """Yield the blocks from one index to another one (out), with where they start."""
    blocks = document.blocks[first:stop]
    starts = accumulate((block.length for block in blocks), initial=document.offset_of(first))
    return zip(starts, blocks, strict=False)
