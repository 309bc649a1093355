"""The canonical layout: ``XX  - value``, blank lines between records, a final line end.

Values stay as they are, and so do line ends. As the settings ask, fields are put into canonical
order and legacy tags are written as those of 2011, in sound records alone. What the lexer does not
read as a field is left alone but for blanks at its end; lines that are quoted or collapsed need a
rule to mend them, not a formatter. Files that are not RIS are not touched.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from ris_ls.config.settings import Settings
from ris_ls.formatting.legacy import legacy_edits
from ris_ls.formatting.order import in_order, is_leaned_on, is_sound
from ris_ls.syntax import (
    BLANKS,
    Defect,
    Line,
    LineKind,
    cut,
    foreign_format,
    is_plain_text,
    is_sound_field,
    lex,
    read_record,
    record_of,
    same_content,
)
from ris_ls.syntax.content import Difference, differences
from ris_ls.text import BOM, Block, Document, Edit, Span, apply_edits, minimal_edit
from ris_ls.text.diff import edits_between
from ris_ls.text.lines import prevailing_line_end

_log = logging.getLogger(__name__)

_BLANK_SET = frozenset(BLANKS)

_LONGEST_SHOWN = 60
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that was left as it is, because laid out it would not have said the same."""

    record: int
    """Which record of the document, counted from 1."""
    line: int
    """The line on which it begins, counted from 0."""
    differences: tuple[Difference, ...]
    """What it would have lost, and what it would have got instead."""

    @property
    def message(self) -> str:
        """What happened, as one sentence."""
        left = (
            f"record {self.record} (line {self.line + 1}) was left as it is, because laying it out"
        )
        lost = [
            f"`{one.tag} {one.before[:_LONGEST_SHOWN]}`".replace("` ", "`")
            for one in self.differences
            if one.before
        ]
        if not lost:
            return f"{left} would have changed what it says"
        more = [f"{len(lost) - _MOST_SHOWN} more"] if len(lost) > _MOST_SHOWN else []
        return f"{left} would have lost: {', '.join([*lost[:_MOST_SHOWN], *more])}"


def _log_it(refusal: Refusal) -> None:
    _log.error(refusal.message)


@dataclass(frozen=True, slots=True)
class _Style:
    """What of the settings decides how a record is laid out. Part of the key of what is kept."""

    blank_lines: int
    end_blank: bool
    in_order: bool
    modern_tags: bool

    @property
    def rewrites(self) -> bool:
        return self.in_order or self.modern_tags


def _style(settings: Settings) -> _Style:
    return _Style(
        settings.format.blank_lines,
        settings.format.end_blank,
        settings.format.tag_order == "canonical",
        settings.format.legacy_tags == "rewrite" and settings.specification == "2011",
    )


@dataclass(frozen=True, slots=True)
class _Laid:
    """How one block is laid out."""

    edits: tuple[Edit, ...]
    """All edits."""
    lines: tuple[Edit, ...]
    """Those that lay out each line, where neither order nor tags change."""
    lost: tuple[Difference, ...]
    """What would have been lost; then there are no edits."""


def format_edits(
    document: Document,
    span: Span | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    refused: Callable[[Refusal], object] = _log_it,
) -> list[Edit]:
    """Return the minimal edits that lay a document out; offsets count from its start.

    With ``span``, only lines that it touches change, or the whole record where a part of it laid
    out would make the rest read differently; order and tags change in records that it holds as a
    whole. Applying the edits and formatting again gives no edits. Nothing for files that are not
    RIS. ``refused`` is told of each record that is left as it is because it would lose something.
    """
    return [edit for edits in format_steps(document, span, settings, refused) for edit in edits]


def format_steps(
    document: Document,
    span: Span | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    refused: Callable[[Refusal], object] = _log_it,
    *,
    line_end: str | None = None,
    opens: bool = True,
    closes: bool = True,
) -> Iterator[list[Edit]]:
    """Yield what `format_edits` returns, block by block.

    A generator, so that the caller can stop between two blocks and do something else. A document
    that is only a part of a file is laid out with the ``line_end`` of that file; ``opens`` and
    ``closes`` say whether it is the file's first and last part. Behind it stands a line with TY and
    then one with another tag.
    """
    if foreign_format(document) is not None:
        return
    default_end = line_end or prevailing_line_end(
        "".join(block.text for block in document.blocks[:8])
    )
    style = _style(settings)
    lines = None if span is None else _whole_lines(document, span)
    last = len(document.blocks) - 1
    for index, (offset, block) in enumerate(document.placed()):
        if lines is not None and (offset > lines.end or offset + len(block.text) < lines.start):
            continue
        here = style
        if style.in_order and is_leaned_on(document, index):
            here = replace(style, in_order=False)
        key = ("format", opens and index == 0, closes and index == last, default_end, here)
        laid = block.memo(key, lambda: _lay_out(block, *key[1:]))  # noqa: B023
        if laid.lost:
            refused(_refusal(document, index, laid.lost))
        edits = laid.edits if lines is None else _inside(block, laid, lines.shift(-offset))
        yield [edit.shift(offset) for edit in edits]


def _refusal(document: Document, index: int, lost: tuple[Difference, ...]) -> Refusal:
    """Say of a block which record it is."""
    before = sum(1 for block in document.blocks[:index] if not record_of(block).is_empty)
    number = max(1, lost[0].record)
    return Refusal(before + number, document.first_line_of(index) + lost[0].line, lost)


def _inside(block: Block, laid: _Laid, lines: Span) -> tuple[Edit, ...]:
    """Return the edits inside a span of whole lines.

    How one line is written tells how another one is meant (a record that is bent throughout is
    read more leniently), so a record laid out in part may read differently. Then it is laid out
    as a whole.
    """
    filled = [line for line in record_of(block).lines if line.kind is not LineKind.BLANK]
    whole = not filled or (lines.start <= filled[0].start and filled[-1].end <= lines.end)
    edits = laid.edits if whole else laid.lines
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


def _lay_out(block: Block, first: bool, last: bool, default_end: str, style: _Style) -> _Laid:
    """Return the edits of one block, proved to leave what it says as it was."""
    text = block.text
    record = record_of(block)
    sound = record.sound_lines
    if sound is not None and text.endswith("\n"):
        lines = tuple(_sound_edits(text, sound, last, style))
    else:
        read = record.lines
        lines = tuple(_line_edits(text, read, first, last, default_end, style))
        bent = not first and bool(lines) and lines[0].start < read[0].end
        if bent and not _begins_block(apply_edits(text, lines)):
            lines = tuple(edit for edit in lines if edit.start >= read[0].next)
    after = apply_edits(text, lines)
    if lines and (lost := differences(record, after)):
        return _Laid((), (), lost)
    if not style.rewrites:
        return _Laid(lines, lines, ())
    rewritten = "".join(_rewritten(piece, style) for piece in _pieces(after))
    if rewritten == after:
        return _Laid(lines, lines, ())
    if lost := differences(record, rewritten):
        return _Laid((), (), lost)
    edits = edits_between(Document(text, _as_one), Document(rewritten, _as_one))
    return _Laid(tuple(edits), lines, ())


def _begins_block(text: str) -> bool:
    """Tell whether a text behind an ER begins a block of its own, as Ovid's lines there do not."""
    end = "ER  - \n"
    return len(end) in cut(end + text)


def _pieces(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in pairwise([*cut(text), len(text)]))


def _as_one(_: str) -> list[int]:
    return [0]


# -- order and tags ---------------------------------------------------------------------------


def _rewritten(text: str, style: _Style) -> str:
    """Return a laid out block with the tags and the order that are asked for."""
    if style.modern_tags:
        record = read_record(text)
        if is_sound(record):
            text = apply_edits(text, legacy_edits(record))
    if style.in_order:
        text = in_order(read_record(text))
    return text


# -- lines ------------------------------------------------------------------------------------


def _line_edits(  # noqa: PLR0917 - what decides about the lines of a block
    text: str, lines: tuple[Line, ...], first: bool, last: bool, default_end: str, style: _Style
) -> list[Edit]:
    """Return the edits that lay out each line and the blank lines around records."""
    superfluous, missing = _blank_lines(text, lines, first, last, style.blank_lines)
    edits: list[Edit] = []
    for index, line in enumerate(lines):
        if index in superfluous:
            edits.append(Edit(line.start, line.next, ""))
            continue
        missing_end = default_end if line.end == line.next else ""
        if count := missing.get(index):
            edits.append(Edit(line.next, line.next, text[line.end : line.next] * count))
        edit = _line_edit(text, line, missing_end, end_blank=style.end_blank)
        if edit is not None:
            edits.append(edit)
    return sorted(edits)


def _sound_edits(text: str, lines: list[str], last: bool, style: _Style) -> Iterator[Edit]:
    """Yield what `_line_edits` returns, for a sound record whose ER line is ended, in less time."""
    end = "\r\n" if "\r" in text else "\n"
    at = sum(map(len, lines)) + len(end) * len(lines)
    last_line = len(lines) - 1
    untidy = [
        index
        for index, line in enumerate(lines)
        if (line[-1] in _BLANK_SET or line[6:7] in _BLANK_SET) and index < last_line
    ]
    if untidy:
        starts = [0, *accumulate([len(line) + len(end) for line in lines])]
    for index in untidy:
        line = lines[index]
        after = line.rstrip(BLANKS)
        if is_sound_field(line) and (value := after[5:].lstrip(BLANKS)):
            after = f"{line[:2]}  - {value}"
        if edit := minimal_edit(starts[index], line, after):
            yield edit
    ends = "ER  - " if style.end_blank else "ER  -"
    if edit := minimal_edit(at - len(end) - len(lines[-1]), lines[-1], ends):
        yield edit
    wanted = 0 if last else style.blank_lines
    there = (len(text) - at) // len(end)
    if there < wanted:
        yield Edit(len(text), len(text), end * (wanted - there))
    for index in range(wanted, there):
        start = at + index * len(end)
        yield Edit(start, start + len(end), "")


def _blank_lines(
    text: str, lines: tuple[Line, ...], first: bool, last: bool, wanted: int
) -> tuple[frozenset[int], dict[int, int]]:
    """Return the indices of blank lines to leave out, and behind which lines how many are missing.

    A first line that holds nothing but a byte order mark stays: in front of a TY that mark would
    cost rispy the record.
    """
    filled = [i for i, line in enumerate(lines) if line.kind is not LineKind.BLANK]
    if not filled:
        return frozenset(range(len(lines))), {}
    marked = int(text.startswith(BOM) and filled[0] > 0)
    superfluous = set(range(marked, filled[0]) if first else ())
    missing: dict[int, int] = {}
    gaps = [(i, following) for i, following in pairwise(filled) if _closes(lines[i])]
    if last:
        superfluous.update(range(filled[-1] + 1, len(lines)))
    else:
        gaps.append((filled[-1], len(lines)))
    for index, following in gaps:
        superfluous.update(range(index + 1 + wanted, following))
        there = following - index - 1
        if there < wanted:
            missing[following - 1] = wanted - there
    return frozenset(superfluous), missing


def _closes(line: Line) -> bool:
    """Tell whether a line, once it is laid out, ends the block: a bare ER with more behind it."""
    return Defect.BARE_END in line.defects


def _stays_text(line: str) -> bool:
    """Tell whether a line without a tag is read as one by itself too."""
    plain = is_plain_text(line) and "TY" not in line  # a collapsed record may follow other text
    return plain or lex(line)[0].kind is LineKind.TEXT


def _line_edit(text: str, line: Line, missing_end: str, *, end_blank: bool) -> Edit | None:
    """Return the edit that lays one line out and adds the line end it lacks."""
    start = line.start + text.startswith(BOM, line.start)
    before = text[start : line.end]
    if line.kind is LineKind.FIELD and Defect.QUOTED not in line.defects:
        value = text[line.value_start : line.value_end]
        if value:
            after = f"{line.tag}  - {value}"
        else:
            # Some readers want the blank behind ER, and both specifications show it.
            after = f"{line.tag}  -" + (" " if line.tag == "ER" and end_blank else "")
    elif line.kind is LineKind.BLANK:
        # Between a lone CR and an LF the blanks keep two line ends from becoming one.
        torn = text[:start].endswith("\r") and text.startswith("\n", line.end)
        after = before if torn else ""
    else:
        after = before.rstrip(BLANKS)
        if line.kind is LineKind.TEXT and not _stays_text(after):
            after = before
    return minimal_edit(start, before, after + missing_end)
