"""The canonical layout: ``XX  - value``, one blank line between records, a final line end.

Only layout changes: tag order and values stay as they are, and so do line ends. What the lexer
does not read as a field is left alone but for blanks at its end; lines that are quoted or
collapsed need a rule to mend them, not a formatter. Files that are not RIS are not touched.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import pairwise

from ris_ls.syntax import (
    BLANKS,
    Defect,
    Line,
    LineKind,
    foreign_format,
    lex,
    record_of,
    same_content,
)
from ris_ls.text import BOM, Block, Document, Edit, Span, apply_edits, minimal_edit
from ris_ls.text.lines import prevailing_line_end

_log = logging.getLogger(__name__)


def format_edits(document: Document, span: Span | None = None) -> list[Edit]:
    """Return the minimal edits that lay a document out; offsets count from its start.

    With ``span``, only lines that it touches change, or the whole record where a part of it laid
    out would make the rest read differently. Applying the edits and formatting again
    gives no edits. Nothing for files that are not RIS.
    """
    return [edit for edits in format_steps(document, span) for edit in edits]


def format_steps(document: Document, span: Span | None = None) -> Iterator[list[Edit]]:
    """Yield what `format_edits` returns, block by block.

    A generator, so that the caller can stop between two blocks and do something else.
    """
    if foreign_format(document) is not None:
        return
    default_end = prevailing_line_end("".join(block.text for block in document.blocks[:8]))
    lines = None if span is None else _whole_lines(document, span)
    last = len(document.blocks) - 1
    for index, (offset, block) in enumerate(document.placed()):
        if lines is not None and (offset > lines.end or offset + len(block.text) < lines.start):
            continue
        key = ("format", index == 0, index == last, default_end)
        within = block.memo(key, lambda: _block_edits(block, *key[1:]))  # noqa: B023
        if lines is not None:
            within = _inside(block, within, lines.shift(-offset))
        yield [edit.shift(offset) for edit in within]


def _inside(block: Block, edits: tuple[Edit, ...], lines: Span) -> tuple[Edit, ...]:
    """Return the edits inside a span of whole lines.

    How one line is written tells how another one is meant (a record that is bent throughout is
    read more leniently), so a record laid out in part may read differently. Then it is laid out
    as a whole.
    """
    inside = tuple(edit for edit in edits if lines.start <= edit.start and edit.end <= lines.end)
    if len(inside) < len(edits) and not same_content(block.text, apply_edits(block.text, inside)):
        return edits
    return inside


def _whole_lines(document: Document, span: Span) -> Span:
    """Return the span of the whole lines, line ends included, that a span touches."""
    start = document.position_at(span.start, "utf-32")
    end = document.position_at(span.end, "utf-32")
    # A selection of whole lines ends at the start of the next one, which is not part of it.
    last = end.line if end.column or end.line == start.line else end.line - 1
    return Span(document.line_at(start.line)[0], document.line_at(last + 1)[0])


def _block_edits(block: Block, first: bool, last: bool, default_end: str) -> tuple[Edit, ...]:
    """Return the edits of one block, proved to leave its content as it was."""
    text, lines = block.text, record_of(block).lines
    superfluous = _superfluous_blank_lines(text, lines, first, last)
    edits: list[Edit] = []
    for index, line in enumerate(lines):
        if index in superfluous:
            edits.append(Edit(line.start, line.next, ""))
            continue
        missing_end = default_end if line.end == line.next else ""
        alone = line is lines[-1] and not last and line.kind is not LineKind.BLANK
        if alone or (_closes(line) and _followed_at_once(lines, index)):
            edits.append(Edit(line.next, line.next, text[line.end : line.next]))
        edit = _line_edit(text, line, missing_end)
        if edit is not None:
            edits.append(edit)
    edits.sort()
    if edits:
        after = apply_edits(text, edits)
        if not same_content(text, after):
            _log.error("a record was not laid out because its content would have changed")
            return ()
    return tuple(edits)


def _superfluous_blank_lines(
    text: str, lines: tuple[Line, ...], first: bool, last: bool
) -> frozenset[int]:
    """Return the indices of blank lines around a record: one stays between two records.

    So does a first line that holds nothing but a byte order mark: in front of a TY that mark
    would cost rispy the record.
    """
    filled = [i for i, line in enumerate(lines) if line.kind is not LineKind.BLANK]
    if not filled:
        return frozenset(range(len(lines)))
    marked = int(text.startswith(BOM) and filled[0] > 0)
    leading = range(marked, filled[0]) if first else range(0)
    trailing = range(filled[-1] + 1 + (not last), len(lines))
    inner: list[int] = []
    for index, following in pairwise(filled):
        if _closes(lines[index]):
            inner.extend(range(index + 2, following))
    return frozenset((*leading, *inner, *trailing))


def _closes(line: Line) -> bool:
    """Tell whether a line, once it is laid out, ends the block: a bare ER with more behind it."""
    return Defect.BARE_END in line.defects


def _followed_at_once(lines: tuple[Line, ...], index: int) -> bool:
    return index + 1 < len(lines) and lines[index + 1].kind is not LineKind.BLANK


def _line_edit(text: str, line: Line, missing_end: str) -> Edit | None:
    """Return the edit that lays one line out and adds the line end it lacks."""
    start = line.start + text.startswith(BOM, line.start)
    before = text[start : line.end]
    if line.kind is LineKind.FIELD and Defect.QUOTED not in line.defects:
        value = text[line.value_start : line.value_end]
        if value:
            after = f"{line.tag}  - {value}"
        else:
            # ER keeps its blank: some readers want it, and both specifications show it.
            after = "ER  - " if line.tag == "ER" else f"{line.tag}  -"
    elif line.kind is LineKind.BLANK:
        # Between a lone CR and an LF the blanks keep two line ends from becoming one.
        torn = text[:start].endswith("\r") and text.startswith("\n", line.end)
        after = before if torn else ""
    else:
        after = before.rstrip(BLANKS)
        if line.kind is LineKind.TEXT and lex(after)[0].kind is not LineKind.TEXT:
            after = before
    return minimal_edit(start, before, after + missing_end)
