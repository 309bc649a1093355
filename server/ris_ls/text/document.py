"""The document: a lossless list of blocks that an edit touches as locally as it can.

RIS is a sequence of independent records. Each block keeps its own text and, through `memo`,
whatever other layers have worked out about it. An edit re-reads the blocks it touches; the
others keep what is known about them, and their place follows from a sum over block lengths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Any, TypeVar, cast

from ris_ls.text.changes import Change, Run
from ris_ls.text.edits import Edit, apply_edits
from ris_ls.text.lines import count_line_ends, line_starts
from ris_ls.text.positions import Position, PositionEncoding, from_column, to_column

T = TypeVar("T")

Cutter = Callable[[str], "list[int]"]
"""Gives the offsets at which the blocks of a text start, 0 first.

Two things must hold. Cutting again from any start it gave finds the same later starts; and
whether a block starts at an offset depends on nothing after the line that starts there.
"""


# Sums over all blocks are made anew after each edit: at the speed of C, 1 ms for 25,000 of them.
_length = attrgetter("length")
_line_ends = attrgetter("line_ends")


class Block:
    """A run of whole lines that belong together, and what has been worked out about it."""

    __slots__ = ("_line_starts", "_memo", "length", "line_ends", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.length = len(text)
        self.line_ends = count_line_ends(text)
        self._line_starts: list[int] | None = None
        self._memo: dict[object, Any] = {}

    def __repr__(self) -> str:
        return f"Block({self.text[:40]!r}, {len(self.text)} characters)"

    def memo(self, key: object, compute: Callable[[], T]) -> T:
        """Return what was computed under ``key`` before, or compute and keep it."""
        try:
            return cast(T, self._memo[key])
        except KeyError:
            value = self._memo[key] = compute()
            return value

    def forget(self, key: object) -> None:
        """Drop what is kept under ``key``, if anything is."""
        self._memo.pop(key, None)

    @property
    def line_starts(self) -> list[int]:
        """Offsets, within the block, of its lines; one more than it has line ends."""
        if self._line_starts is None:
            self._line_starts = line_starts(self.text)
        return self._line_starts


class Document:
    """A text as blocks. The joined blocks are the text, character for character."""

    def __init__(self, text: str, cut: Cutter) -> None:
        self._cut = cut
        self._blocks: list[Block] = []
        self._offsets: list[int] | None = None
        self._lines: list[int] | None = None
        self._set(text)

    # -- reading ------------------------------------------------------------------------------

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks in order; never empty."""
        return self._blocks

    @property
    def text(self) -> str:
        """The whole text. It is joined anew each time: not for hot paths."""
        return "".join(block.text for block in self._blocks)

    def __len__(self) -> int:
        return self.offsets[-1]

    def __bool__(self) -> bool:
        return True  # an empty document is a document

    @property
    def offsets(self) -> list[int]:
        """The offset of each block, and behind them the length of the text."""
        if self._offsets is None:
            self._offsets = [0, *accumulate(map(_length, self._blocks))]
        return self._offsets

    @property
    def first_lines(self) -> list[int]:
        """The number of each block's first line, and behind them the number of line ends."""
        if self._lines is None:
            self._lines = [0, *accumulate(map(_line_ends, self._blocks))]
        return self._lines

    def placed(self) -> Iterator[tuple[int, Block]]:
        """Yield (offset, block) for every block in order."""
        return zip(self.offsets, self._blocks, strict=False)

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds ``offset``; the last one at the end."""
        index = bisect_right(self.offsets, offset) - 1
        return max(0, min(index, len(self._blocks) - 1))

    def slice(self, start: int, end: int) -> str:
        """Return the text between two offsets."""
        first, last = self.block_at(start), self.block_at(end)
        base = self.offsets[first]
        joined = "".join(block.text for block in self._blocks[first : last + 1])
        return joined[start - base : end - base]

    def line_at(self, line: int) -> tuple[int, str]:
        """Return the offset of a line and its text without the line end.

        A line past the end gives the end of the document and no text.
        """
        if line < 0:
            return 0, ""
        first_lines = self.first_lines
        if line > first_lines[-1]:
            return self.offsets[-1], ""
        index = min(bisect_right(first_lines, line) - 1, len(self._blocks) - 1)
        block = self._blocks[index]
        starts = block.line_starts
        within = line - first_lines[index]
        start = starts[within]
        end = starts[within + 1] if within + 1 < len(starts) else len(block.text)
        return self.offsets[index] + start, block.text[start:end].rstrip("\r\n")

    def offset_at(self, position: Position, encoding: PositionEncoding) -> int:
        """Return the offset of a line and column; a column past the line's end gives its end."""
        start, line = self.line_at(position.line)
        return start + from_column(line, position.column, encoding)

    def position_at(self, offset: int, encoding: PositionEncoding) -> Position:
        """Return the zero-based line and column of an offset."""
        offset = max(0, min(offset, self.offsets[-1]))
        index = self.block_at(offset)
        block = self._blocks[index]
        within = offset - self.offsets[index]
        starts = block.line_starts
        line = bisect_right(starts, within) - 1
        start = starts[line]
        column = to_column(block.text[start:within], within - start, encoding)
        return Position(self.first_lines[index] + line, column)

    # -- changing -----------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change], encoding: PositionEncoding) -> None:
        """Make a client's changes; each one counts from the text the one before it left.

        Those that follow each other through the text, upwards or downwards, are made in one pass.
        """
        run = Run(self, encoding)
        for change in changes:
            if change.start is None or change.end is None:
                run = Run(self, encoding)
                self._set(change.text)
            elif not run.add(change.start, change.end, change.text):
                self.edit(run.edits)
                run = Run(self, encoding)
                run.add(change.start, change.end, change.text)
        self.edit(run.edits)

    def edit(self, edits: Iterable[Edit]) -> None:
        """Make edits that all count from the present text.

        Raises ValueError when two overlap or one lies outside the text.
        """
        pending = sorted(edits)
        if not pending:
            return
        offsets, old = self.offsets, self._blocks
        where = [self.block_at(edit.start) for edit in pending]
        until = [max(self.block_at(edit.end), at) for edit, at in zip(pending, where, strict=True)]
        new: list[Block] = []
        copied = 0
        done = 0
        while done < len(pending):
            # The first line of a block decides where the one before it ends: start one earlier.
            first = max(copied, where[done] - 1)
            new.extend(old[copied:first])
            last, taken = until[done], done + 1
            grow = 1
            while True:
                while taken < len(pending) and where[taken] <= last + 1:
                    last = max(last, until[taken])
                    taken += 1
                base, end = offsets[first], offsets[last + 1]
                before = "".join(block.text for block in old[first : last + 1])
                here = [edit.shift(-base) for edit in pending[done:taken]]
                window = apply_edits(before, here)
                ahead = old[last + 1].text if last + 1 < len(old) else ""
                starts = self._cut(window + ahead)
                if end == offsets[-1] or len(window) in starts:
                    break
                # A block ran on into its old neighbour: look further, in growing steps.
                last = min(last + grow, len(old) - 1)
                grow *= 2
            known = {block.text: block for block in old[first : last + 1]}
            for start, stop in _pieces(starts, len(window)):
                piece = window[start:stop]
                new.append(_reused(known, piece))
            copied, done = last + 1, taken
        new.extend(old[copied:])
        # Blocks without text come from deletions; one is kept when nothing else is left.
        self._blocks = [block for block in new if block.text] or [Block("")]
        self._offsets = self._lines = None

    def _set(self, text: str) -> None:
        known = {block.text: block for block in self._blocks}
        pieces = (text[start:stop] for start, stop in _pieces(self._cut(text), len(text)))
        self._blocks = [_reused(known, piece) for piece in pieces]
        self._offsets = self._lines = None


def _reused(known: dict[str, Block], text: str) -> Block:
    """Return the block with this text, which can be had once, or a new one."""
    block = known.pop(text, None)
    return Block(text) if block is None else block


def _pieces(starts: list[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each block below ``length``; one empty piece for no text."""
    inside = [start for start in starts if start < length] or [0]
    return zip(inside, [*inside[1:], length], strict=True)
