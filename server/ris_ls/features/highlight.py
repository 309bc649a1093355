"""Where else the value or the tag under the cursor stands."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from ris_ls.features.place import LARGEST_BLOCK, entries, entry_at
from ris_ls.knowledge import ValueKind, tag
from ris_ls.text import Block, Document, Span

LONGEST_VALUE = 500
"""In code points: a longer value is a text, which stands nowhere else."""

MOST = 200
"""So many places are named, those behind the cursor first: nobody looks at more."""


def highlights(document: Document, offset: int) -> Iterator[Span | None]:
    """Yield where the tag or value at an offset stands, in steps; None for a step without a place.

    A tag is looked for in its own record, a value in all records, in fields of the same kind
    (``AU`` and ``A2``) where nothing else stands behind a hyphen, as it is written and in capitals,
    small letters or with capitals in front.
    Offsets count code points of the document. Never raises.
    """
    found = entry_at(document, offset)
    if found is None:
        return
    base, entry = found
    block = document.blocks[document.block_at(base)]
    if offset - base <= entry.tag_end:
        for other in entries(block):
            if other.tag == entry.tag:
                yield Span(base + other.start, base + other.tag_end)
        return
    value = block.text[entry.value_start : entry.value_end]
    if offset - base < entry.value_start or not value or len(value) > LONGEST_VALUE:
        return
    kind = _kind_of(entry.tag)
    # To look for some spellings takes a tenth of the time of taking all text in small letters.
    spellings = {value, value.upper(), value.lower(), value.title()}
    end = "\r" if "\r" in block.text else "\n"
    lines = [f"- {spelling}{end}" for spelling in spellings]
    told = 0
    placed = list(document.placed())
    index = document.block_at(base)
    for start, each in chain(placed[index:], placed[:index]):
        yield None
        # Most records do not have the value as a line, which is told at the speed of C.
        if each is not block and not any(line in each.text for line in lines):
            continue
        for span in _in_block(each, spellings, kind):
            yield span.shift(start)
            told += 1
            if told == MOST:
                return


def _in_block(block: Block, spellings: AbstractSet[str], kind: ValueKind) -> Iterator[Span]:
    if block.length > LARGEST_BLOCK:
        return
    text = block.text
    for entry in entries(block):
        if text[entry.value_start : entry.value_end] in spellings and _kind_of(entry.tag) == kind:
            yield Span(entry.value_start, entry.value_end)


def _kind_of(code: str) -> ValueKind:
    known = tag(code)
    return known.value_kind if known else "text"
