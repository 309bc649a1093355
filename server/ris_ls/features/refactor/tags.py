"""The tags of records: put in order, or written as another specification has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from ris_ls.features.place import entries
from ris_ls.features.refactor.flaws import flaw_of, found_in, line_of, refused
from ris_ls.features.refactor.model import RefusedError, tells
from ris_ls.formatting.order import (
    canonical_order,
    field_starts,
    is_leaned_on,
    mixes_carriage_returns,
    order_of,
)
from ris_ls.formatting.specifications import TagSet, conversion_edits, convert
from ris_ls.library import LARGEST_BLOCK
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


def order_refusal(document: Document, index: int) -> RefusedError | None:
    """Return why the tags of a record, for which `order_edits` has no edits, stay out of order.

    None where they are in order. Never raises.
    """
    block = document.blocks[index]
    flaw = flaw_of(block)
    if flaw is not None and flaw.kind == "too long":
        return refused(document, index, flaw)
    codes = [entry.tag for entry in entries(block) if entry.tag not in ("TY", "ER")]
    if canonical_order(codes) == [*range(len(codes))]:
        return None
    if flaw is not None:
        return refused(document, index, flaw)
    if found := found_in(document, index):
        return found
    record, line = record_of(block), line_of(document, index)
    if record.before or record.after:
        side = "in front of" if record.before else "behind"
        return RefusedError(
            f"Text stands {side} the record on line {line}: "
            "some program may read it by the order of the tags."
        )
    if is_leaned_on(document, index, bent=True):
        return RefusedError(
            f"rispy adds a line behind the next TY to the last field of the record on line {line}."
        )
    if mixes_carriage_returns(record.text):
        return RefusedError(
            f"Some line ends of the record on line {line} are a lone CR, "
            "which rispy and citation-js do not take for one: mend the line ends first."
        )
    return found_in(document, index, at_least="warning") or RefusedError(
        f"Some program may read the record on line {line} by the order that its tags have."
    )


Refuse = Callable[[RefusedError], object]
"""Takes why a record stays as it is."""


def order_steps(document: Document, indices: Iterable[int], refuse: Refuse) -> Iterator[list[Edit]]:
    """Yield what `order_edits` returns for some blocks, one by one, and ``refuse`` others."""
    for index in indices:
        edits = order_edits(document, index)
        if not edits and (why := order_refusal(document, index)):
            refuse(why)
        yield edits


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


def convert_refusal(document: Document, index: int) -> RefusedError | None:
    """Return why a record, for which `convert_edits` has no edits, cannot be converted.

    None where it can be, and has nothing to convert. Never raises.
    """
    block = document.blocks[index]
    if block.length <= LARGEST_BLOCK and not record_of(block).collapsed:
        return None
    flaw = flaw_of(block)
    return None if flaw is None else refused(document, index, flaw)


def convert_steps(
    document: Document, indices: Iterable[int], to: TagSet, refuse: Refuse
) -> Iterator[list[Edit]]:
    """Yield what `convert_edits` returns for some blocks, one by one, and ``refuse`` others."""
    for index in indices:
        edits = convert_edits(document, index, to)
        if not edits and (why := convert_refusal(document, index)):
            refuse(why)
        yield edits


def _is_converted(block: Block, record: Record, edits: list[Edit], new: dict[str, str]) -> bool:
    """Tell whether a record has the same values under their new tags, and all else is as it was."""
    if record.is_sound:
        after = read_record(apply_edits(block.text, edits))
        codes = [new.get(code, code) for code in record.codes]
        return after.is_sound and after.codes == codes and after.values == record.values
    places = {edit.start: edit.text for edit in edits}
    expected = ((places.get(entry.start, entry.tag), entry.value) for entry in entries(block))
    return tells(block, edits, tuple(expected))
