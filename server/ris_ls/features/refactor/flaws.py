"""What keeps a record from being handled as a whole, and what a person is told to mend first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ris_ls.config.settings import Settings
from ris_ls.features.place import entries, has_type, records_among, says_something
from ris_ls.features.refactor.extent import begin_of, record_count
from ris_ls.features.refactor.model import RefusedError
from ris_ls.features.refactor.readings import ELSEWHERE
from ris_ls.importers.shape import plain_type
from ris_ls.library import LARGEST_BLOCK
from ris_ls.rules.engine import check_block, context_at, frame_of, usual_context
from ris_ls.rules.model import SEVERITIES, AnyRule, RecordRule, Severity
from ris_ls.rules.registry import rules
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


_LOOKED_AT = 16
"""In so many records of those that are read otherwise the cause is looked for."""


def refused(document: Document, index: int, flaw: Flaw) -> RefusedError:
    """Return the error that tells what is to be mended in a block."""
    line = _line_at(document, document.offset_of(index) + flaw.at)
    return RefusedError(_WORDS[flaw.kind].format(line=line))


def line_of(document: Document, index: int) -> int:
    """Return the number of the line on which a record begins, as people count them."""
    return _line_at(document, begin_of(document, index))


def found_in(document: Document, index: int, at_least: Severity = "error") -> RefusedError | None:
    """Return the error that tells the worst that the rules about the form of a record find.

    It names the line of that finding, so that its quick fix stands there. Without any, None.
    """
    block = document.blocks[index]
    if block.length > LARGEST_BLOCK:
        return None
    context = context_at(
        usual_context(Settings(), frame_of(document)),
        document.blocks[index - 1] if index else None,
        block,
        first=index == 0,
        last=index == len(document.blocks) - 1,
    )
    # A copy of the block: what the rules of the settings found is kept with the block itself.
    found = [
        (SEVERITIES.index(problem.severity or rule.severity), problem.span.start, problem.message)
        for rule, problem in check_block(Block(block.text), context, _rules_of_form())
    ]
    worst, at, message = min(found, default=(len(SEVERITIES), 0, ""))
    if worst > SEVERITIES.index(at_least):
        return None
    line = _line_at(document, document.offset_of(index) + at)
    return RefusedError(f"Mend line {line} first. {message}")


def misread_at(
    document: Document,
    indices: Sequence[int],
    reader: str = "",
    *,
    otherwise: RefusedError | None = None,
) -> RefusedError:
    """Return the error that tells why some records would not be read as they are.

    By ``reader``, the name of a program; else by us. It names what is wrong with one of them, or
    beside them; where nothing is, it is what is to be said ``otherwise``, if anything.
    """
    foot = len(document.blocks) - 1
    indices = sorted(foot if index == ELSEWHERE else index for index in indices)
    beside = [indices[-1] + 1, indices[0] - 1]
    for index in (*indices[:_LOOKED_AT], *beside):
        if 0 <= index < len(document.blocks) and (found := _wrong_with(document, index)):
            return found
    by = f" by {reader}" if reader else ""
    line = line_of(document, indices[0])
    return otherwise or RefusedError(
        f"The record on line {line} would not be read as it is now{by}. Mend it first."
    )


def _wrong_with(document: Document, index: int) -> RefusedError | None:
    block = document.blocks[index]
    if plain_type(block.text):
        return None  # whatever is bent in it, no program misses where it begins and ends
    flaw = flaw_of(block) if index < record_count(document) else None
    if flaw is not None and flaw.kind in MERGING:
        return refused(document, index, flaw)
    return found_in(document, index)


@cache
def _rules_of_form() -> tuple[AnyRule, ...]:
    """Return the rules about the lines of a record, from its TY to its ER."""
    return tuple(
        rule for rule in rules() if isinstance(rule, RecordRule) and rule.code < _FIRST_OF_CONTENT
    )


_FIRST_OF_CONTENT = "RIS300"
"""From this code on, rules are about tags and values."""


def _line_at(document: Document, offset: int) -> int:
    return document.position_at(offset, "utf-32").line + 1
