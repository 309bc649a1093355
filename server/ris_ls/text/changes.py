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
from ris_ls.text.positions import Position, PositionEncoding, to_column


@dataclass(frozen=True, slots=True)
class Change:
    """An edit as a client sends it: a range in lines and columns; no range is the whole text."""

    start: Position | None
    end: Position | None
    text: str


class Lookup(Protocol):
    """What a run must know of the text as it stood before the run."""

    def offset_at(self, position: Position, encoding: PositionEncoding) -> int:
        """Return the offset of a position, one past the end of its line taken as that end."""

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
        # Of the edit gathered last: where it starts now, and where it ended and ends now.
        self._start = self._end_before = self._end_now = Position(0, 0)

    def add(self, start: Position, end: Position, text: str) -> bool:
        """Gather a change; False when it can only be placed once the run has been made."""
        end = max(start, end)
        shifted = (start, end)
        if self.edits:
            if self._closed:
                return False
            if self._direction != "up" and end <= self._start:
                self._direction = "down"
            elif self._direction != "down" and start >= self._end_now:
                self._direction = "up"
                shifted = (self._before(start), self._before(end))
            else:
                return False
        self._place(
            self._text.offset_at(shifted[0], self._encoding),
            self._text.offset_at(shifted[1], self._encoding),
            text,
        )
        return True

    def _place(self, start: int, end: int, text: str) -> None:
        end = max(start, end)
        place = self._text.position_at(start, self._encoding)
        now = self._now(place) if self._direction == "up" else place
        last = self.edits[-1] if self.edits else None
        # Touching edits become one, so that their order at that place is kept.
        if last is not None and self._direction == "down" and end == last.start:
            self.edits[-1] = Edit(start, last.end, text + last.text)
        elif last is not None and self._direction == "up" and start == last.end:
            self.edits[-1] = Edit(last.start, end, last.text + text)
            now = self._start
        else:
            self.edits.append(Edit(start, end, text))
        made = self.edits[-1]
        self._start = now
        self._end_before = self._text.position_at(made.end, self._encoding)
        self._end_now = _advance(now, made.text, self._encoding)
        self._closed = self._makes_line_end(made)

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

    def _before(self, now: Position) -> Position:
        """Return where a position behind all edits lay before them."""
        return _moved(now, self._end_now, self._end_before)

    def _now(self, before: Position) -> Position:
        """Return where a position behind all edits lies once they are made."""
        return _moved(before, self._end_before, self._end_now)


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
