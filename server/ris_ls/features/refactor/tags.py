"""The tags of records: put in order, or written as another specification has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ris_ls.features.place import LARGEST_BLOCK, entries
from ris_ls.features.refactor.model import tells
from ris_ls.formatting.order import field_starts, is_leaned_on, order_of
from ris_ls.formatting.specifications import TagSet, conversion_edits, convert
from ris_ls.syntax import Record, read_record, record_of, same_content
from ris_ls.text import Block, Document, Edit, apply_edits
from ris_ls.text.diff import moves


def order_edits(document: Document, index: int) -> list[Edit]:
    """Return the edits that put the tags of a block's record in canonical order.

    None where they are, and where some program reads the record by the order it has: a damaged
    record, or one with text around it. Offsets count from the start of the document.
    """
    block = document.blocks[index]
    if block.length > LARGEST_BLOCK:
        return []
    record = record_of(block)
    order = order_of(record)
    if order == [*range(len(order))] or is_leaned_on(document, index, bent=True):
        return []
    edits = _moves(record, order)
    if not _is_in_order(record, apply_edits(block.text, edits), order):
        return []
    base = document.offset_of(index)
    return [edit.shift(base) for edit in edits]


def _moves(record: Record, order: list[int]) -> list[Edit]:
    """Return the edits that put the fields of a record into an order; most stay where they are."""
    starts = field_starts(record)
    texts = [record.text[start:end] for start, end in pairwise(starts)]
    return [*moves(starts, [texts[index] for index in order], order, range(len(order)))]


def _is_in_order(record: Record, after: str, order: list[int]) -> bool:
    """Tell whether a text is a record with the fields behind TY in an order, and says the same."""
    if not record.is_sound:
        return same_content(record, after)
    found = read_record(after)
    places = [0, *(index + 1 for index in order)]
    return found.is_sound and all(
        now == [was[index] for index in places]
        for was, now in ((record.codes, found.codes), (record.values, found.values))
    )


def order_steps(document: Document, indices: Iterable[int]) -> Iterator[list[Edit]]:
    """Yield what `order_edits` returns for some blocks, one by one."""
    return (order_edits(document, index) for index in indices)


def can_be_converted(document: Document, index: int, to: TagSet) -> bool:
    """Tell whether `convert_edits` has anything to do, most probably."""
    block = document.blocks[index]
    record = record_of(block) if block.length <= LARGEST_BLOCK else None
    return record is not None and not record.collapsed and bool(convert(record, to))


def convert_edits(document: Document, index: int, to: TagSet) -> list[Edit]:
    """Return the edits that write the tags of a block's record as a specification has them.

    None where no tag has a counterpart, and for a collapsed record. Offsets count from the start
    of the document.
    """
    block = document.blocks[index]
    if block.length > LARGEST_BLOCK:
        return []
    record = record_of(block)
    edits = [] if record.collapsed else conversion_edits(record, to)
    if not edits or not _is_converted(block, record, edits, convert(record, to)):
        return []
    base = document.offset_of(index)
    return [edit.shift(base) for edit in edits]


def convert_steps(document: Document, indices: Iterable[int], to: TagSet) -> Iterator[list[Edit]]:
    """Yield what `convert_edits` returns for some blocks, one by one."""
    return (convert_edits(document, index, to) for index in indices)


def _is_converted(block: Block, record: Record, edits: list[Edit], new: dict[str, str]) -> bool:
    """Tell whether a record has the same values under their new tags, and all else is as it was."""
    if record.is_sound:
        after = read_record(apply_edits(block.text, edits))
        codes = [new.get(code, code) for code in record.codes]
        return after.is_sound and after.codes == codes and after.values == record.values
    places = {edit.start: edit.text for edit in edits}
    expected = ((places.get(entry.start, entry.tag), entry.value) for entry in entries(block))
    return tells(block, edits, tuple(expected))
