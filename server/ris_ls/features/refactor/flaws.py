"""What keeps a record from being handled as a whole, and what a person is told to mend first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ris_ls.features.place import LARGEST_BLOCK, entries, has_type, records_among, says_something
from ris_ls.features.refactor.extent import begin_of
from ris_ls.features.refactor.model import RefusedError
from ris_ls.importers.shape import plain_type
from ris_ls.syntax import opens_record, record_of
from ris_ls.text import Block, Document

Kind = Literal["too long", "several", "glued", "no end", "collapsed"]

_WORDS: dict[Kind, str] = {
    "too long": "The text on line {line} is too long to be read.",
    "several": "Several records stand on line {line}: mend the line breaks first.",
    "glued": "On line {line}, the next record begins behind ER: give it a line of its own first.",
    "no end": "The record on line {line} has no ER line: give it one first.",
    "collapsed": "The record on line {line} has lost its line breaks: mend them first.",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a block is not one record from its TY to its ER."""

    kind: Kind
    at: int
    """Where it is to be mended; counts from the start of the block."""


def flaw_of(block: Block) -> Flaw | None:
    """Return the worst flaw of a block that holds a record; None for most. Never raises."""
    if plain_type(block.text):
        return None
    if block.length > LARGEST_BLOCK:
        return Flaw("too long", 0)
    found = entries(block)
    records = [each for each in records_among(found) if has_type(each) or says_something(each)]
    lines = record_of(block).collapsed
    if len(records) > 1:
        # Of a line that lost its breaks, the start; the records on it may go on behind it.
        return Flaw("several", lines[0].start if lines else records[1][0].start)
    end = next((entry for entry in found if entry.tag == "ER"), None)
    if end is None:
        return Flaw("no end", records[0][0].start if records else 0)
    if opens_record(end.value):
        return Flaw("glued", end.start)
    return Flaw("collapsed", lines[0].start) if lines else None


MERGING: frozenset[Kind] = frozenset({"no end", "several", "collapsed"})
"""What makes programs read a record together with the one behind it."""


def refused(document: Document, index: int, flaw: Flaw) -> RefusedError:
    """Return the error that tells what is to be mended in a block."""
    line = document.position_at(document.offset_of(index) + flaw.at, "utf-32").line + 1
    return RefusedError(_WORDS[flaw.kind].format(line=line))


def misread_at(document: Document, index: int, reader: str = "") -> RefusedError:
    """Return the error that tells which record would not be read as it is.

    By ``reader``, the name of a program; else by us.
    """
    line = document.position_at(begin_of(document, index), "utf-32").line + 1
    by = f" by {reader}" if reader else ""
    return RefusedError(
        f"The record on line {line} would not be read as it is now{by}. Mend it first."
    )
