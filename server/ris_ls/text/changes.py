r"""A client's changes, each counting from the text the one before it left, as edits of one text.

"Replace all" arrives as one batch of thousands of changes: from the end of the text to its start
(VS Code) or from its start to its end (Emacs). Making them one by one would cost a pass over the
document each. As long as every change lies wholly before, or wholly behind, those gathered so
far, its place in the text as it stood before all of them is known, and all can be made at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from ris_ls.text.edits import Edit
from ris_ls.text.lines import count_line_ends, line_starts
from ris_ls.text.positions import Position, PositionEncoding, from_column, to_column


@dataclass(frozen=True, slots=True)
class Change:
    """An edit as a client sends it: a range in lines and columns; no range is the whole text."""

    start: Position | None
    end: Position | None
    text: str


class Lookup(Protocol):
    """What a run must know of the text as it stood before the run."""

    def line_at(self, line: int) -> tuple[int, str]:
        """Return the offset of a line and its text without the line end.

        A line past the end gives the end of the text and no text.
        """

    def position_at(self, offset: int, encoding: PositionEncoding) -> Position:
        """Return the position of an offset."""

    def slice(self, start: int, end: int) -> str:
        """Return the text between two offsets."""


class Run:
    """Changes that can be made at once. ``edits`` count from the text as it stood before them."""

    def __init__(self, text: Lookup, encoding: PositionEncoding) -> None:
        self.edits: list[Edit] = []
        self._text = text
        self._encoding: PositionEncoding = encoding
        self._direction: Literal["down", "up", ""] = ""
        self._closed = False
        self._start = Position(0, 0)
        """Where the edit gathered last starts now."""

    def add(self, start: Position, end: Position, text: str) -> bool:
        """Gather a change; False when it can only be placed once the run has been made."""
        end = max(start, end)
        # Where the edit gathered last ended before, and ends now; of no account further up.
        before = now = Position(0, 0)
        if self.edits:
            if self._closed:
                return False
            if self._direction != "up" and end <= self._start:
                self._direction = "down"
            elif self._direction != "down" and start >= (now := self._end_now()):
                self._direction = "up"
                before = self._text.position_at(self.edits[-1].end, self._encoding)
                start, end = _moved(start, now, before), _moved(end, now, before)
            else:
                return False
        first, place = self._read(start)
        last = first if end == start else max(first, self._read(end)[0])
        self._gather(
            Edit(first, last, text),
            _moved(place, before, now) if self._direction == "up" else place,
        )
        return True

    def _gather(self, edit: Edit, place: Position) -> None:
        """Take an edit that starts at a place of the text as it is now."""
        last = self.edits[-1] if self.edits else None
        # Touching edits become one, so that their order at that place is kept.
        if last is not None and self._direction == "down" and edit.end == last.start:
            self.edits[-1] = Edit(edit.start, last.end, edit.text + last.text)
        elif last is not None and self._direction == "up" and edit.start == last.end:
            self.edits[-1] = Edit(last.start, edit.end, last.text + edit.text)
            place = self._start
        else:
            self.edits.append(edit)
        self._start = place
        self._closed = self._makes_line_end(self.edits[-1])

    def _read(self, position: Position) -> tuple[int, Position]:
        """Return the offset of a position, and the position without what goes beyond its line."""
        offset, line = self._text.line_at(position.line)
        if not line:  # the last one may be far above
            return offset, self._text.position_at(offset, self._encoding)
        index = from_column(line, position.column, self._encoding)
        return offset + index, Position(position.line, to_column(line, index, self._encoding))

    def _end_now(self) -> Position:
        return _advance(self._start, self.edits[-1].text, self._encoding)

    def _makes_line_end(self, edit: Edit) -> bool:
        r"""Tell whether a ``\r`` and a ``\n`` meet at an edge of an edit.

        They become one line end there, and lines are no longer counted as they were.
        """
        if edit.text and not edit.text.startswith("\n") and not edit.text.endswith("\r"):
            return False
        before = self._text.slice(max(0, edit.start - 1), edit.start)
        behind = self._text.slice(edit.end, edit.end + 1)
        return (before == "\r" and (edit.text + behind).startswith("\n")) or (
            behind == "\n" and (before + edit.text).endswith("\r")
        )


def _moved(position: Position, old: Position, new: Position) -> Position:
    """Return where a position at or behind ``old`` comes to lie when ``old`` becomes ``new``."""
    column = position.column
    if position.line == old.line:
        column += new.column - old.column
    return Position(position.line + new.line - old.line, column)


def _advance(start: Position, text: str, encoding: PositionEncoding) -> Position:
    """Return where ``text`` ends when it starts at ``start``."""
    more = count_line_ends(text)
    if not more:
        return Position(start.line, start.column + to_column(text, len(text), encoding))
    last = text[line_starts(text)[-1] :]
    return Position(start.line + more, to_column(last, len(last), encoding))
