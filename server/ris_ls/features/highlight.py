"""Where else the value or the tag under the cursor stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ris_ls.features.occurrences import occurrences, sought_at
from ris_ls.features.place import entries, entry_at
from ris_ls.text import Document, Span

MOST = 200
"""So many places are named, those behind the cursor first: nobody looks at more."""


def highlights(document: Document, offset: int) -> Iterator[Span | None]:
    """Yield where the tag or value at an offset stands, in steps; None for a step without a place.

    A tag is looked for in its own record, a value in all records (`occurrences`).
    Offsets count code points of the document. Never raises.
    """
    found = entry_at(document, offset)
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
    placed = list(document.placed())
    index = document.block_at(base)
    told = 0
    for span in occurrences(chain(placed[index:], placed[:index]), sought):
        yield span
        told += span is not None
        if told == MOST:
            return
