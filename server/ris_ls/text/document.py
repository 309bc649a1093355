"""The document: a lossless list of blocks that an edit touches as locally as it can.

RIS is a sequence of independent records. Each block keeps its own text and, through `memo`,
whatever other layers have worked out about it. An edit re-reads the blocks it touches; the
others keep what is known about them, and their place follows from sums over lengths (`pages`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from ris_ls.text.changes import Change, Run
from ris_ls.text.edits import Edit, apply_edits
from ris_ls.text.lines import line_end_at
from ris_ls.text.pages import Block, Blocks, Page, Replacement
from ris_ls.text.positions import Position, PositionEncoding, from_column, to_column

Cutter = Callable[[str], "list[int]"]
"""Gives the offsets at which the blocks of a text start, 0 first.

Two things must hold. Cutting again from any start it gave finds the same later starts; and
whether a block starts at an offset depends on nothing after the line that starts there.
"""


def blocks_of_pieces(pieces: Iterable[str], cut: Cutter) -> Iterator[str]:
    """Yield the texts of the blocks of a text that is given in pieces, as they become known.

    Each piece but the last ends at a line end.
    """
    rest = ""
    for piece in pieces:
        text = rest + piece
        # What begins last may go on in the next piece.
        *whole, rest = _pieces(text, cut(text)) or [""]
        yield from whole
    if rest:
        yield rest


class Document:
    """A text as blocks. The joined blocks are the text, character for character."""

    def __init__(self, text: str, cut: Cutter) -> None:
        self._cut = cut
        self._blocks = Blocks.of([Block(piece) for piece in _pieces(text, cut(text))])

    @classmethod
    def of_pieces(cls, pieces: Iterable[str], cut: Cutter) -> Document:
        """Return a text that is given in pieces, each but the last ending at a line end.

        It is the same as of the joined pieces, but these are never in memory as one.
        """
        document = cls("", cut)
        if blocks := [Block(text) for text in blocks_of_pieces(pieces, cut)]:
            document._blocks = Blocks.of(blocks)
        return document

    # -- reading ------------------------------------------------------------------------------

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks in order; never empty. An edit never changes what was once handed out."""
        return self._blocks

    @property
    def pages(self) -> Sequence[Page]:
        """The blocks in runs of bounded size; one that no edit came near stays the same object."""
        return self._blocks.pages

    @property
    def text(self) -> str:
        """The whole text. It is joined anew each time: not for hot paths."""
        return "".join(block.text for block in self._blocks)

    def __len__(self) -> int:
        return self._blocks.length

    def __bool__(self) -> bool:
        return True  # an empty document is a document

    def offset_of(self, index: int) -> int:
        """Return the offset of a block; for the index behind the last, the length of the text."""
        return self._blocks.offset_of(index)

    def first_line_of(self, index: int) -> int:
        """Return the number of a block's first line; behind the last, the number of line ends."""
        return self._blocks.first_line_of(index)

    def placed(self) -> Iterator[tuple[int, Block]]:
        """Yield (offset, block) for every block in order."""
        return self._blocks.placed()

    def placed_pages(self) -> Iterator[tuple[int, int, int, Page]]:
        """Yield (index of the first block, offset, number of the first line, page) in order."""
        return self._blocks.placed_pages()

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds ``offset``; the last one at the end."""
        return self._blocks.index_at(offset)

    def slice(self, start: int, end: int) -> str:
        """Return the text between two offsets."""
        first, last = self.block_at(start), self.block_at(end)
        base = self.offset_of(first)
        joined = "".join(block.text for block in self._blocks[first : last + 1])
        return joined[start - base : end - base]

    def line_at(self, line: int) -> tuple[int, str]:
        """Return the offset of a line and its text without the line end.

        A line past the end gives the end of the document and no text.
        """
        if line < 0:
            return 0, ""
        if line > self._blocks.line_ends:
            return len(self), ""
        offset, first_line, block = self._blocks.at_line(line)
        starts = block.line_starts
        within = line - first_line
        start = starts[within]
        end = starts[within + 1] if within + 1 < len(starts) else len(block.text)
        return offset + start, block.text[start:end].rstrip("\r\n")

    def offset_at(self, position: Position, encoding: PositionEncoding) -> int:
        """Return the offset of a line and column; a column past the line's end gives its end."""
        start, line = self.line_at(position.line)
        return start + from_column(line, position.column, encoding)

    def position_at(self, offset: int, encoding: PositionEncoding) -> Position:
        """Return the zero-based line and column of an offset."""
        offset = max(0, min(offset, len(self)))
        start_of_block, first_line, block = self._blocks.at_offset(offset)
        within = offset - start_of_block
        starts = block.line_starts
        line = bisect_right(starts, within) - 1
        start = starts[line]
        column = to_column(block.text[start:within], within - start, encoding)
        return Position(first_line + line, column)

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
        replacements = self._replacements(sorted(edits))
        changed = [one for one in replacements if one.blocks or one.first < one.stop]
        if changed:
            self._blocks = self._blocks.replaced(changed)

    def _replacements(self, pending: list[Edit]) -> Iterator[Replacement]:
        """Yield, in order, what edits make of the blocks they touch; they are sorted."""
        old = self._blocks
        where = [self.block_at(edit.start) for edit in pending]
        until = [max(self.block_at(edit.end), at) for edit, at in zip(pending, where, strict=True)]
        copied = 0
        done = 0
        while done < len(pending):
            first = max(copied, self._cut_from(where[done], pending[done]))
            last, taken = until[done], done + 1
            grow = 1
            while True:
                while taken < len(pending) and where[taken] <= last + 1:
                    last = max(last, until[taken])
                    taken += 1
                touched = old[first : last + 1]
                before = "".join(block.text for block in touched)
                base = old.offset_of(first)
                window = apply_edits(before, [edit.shift(-base) for edit in pending[done:taken]])
                # Whether the next block still starts where it did is seen from its first line.
                ahead = _first_line(old[last + 1].text) if last + 1 < len(old) else ""
                starts = self._cut(window + ahead)
                if not ahead or len(window) in starts:
                    break
                # A block ran on into its old neighbour: look further, in growing steps.
                last = min(last + grow, len(old) - 1)
                grow *= 2
            yield _replacement(first, touched, _pieces(window, starts))
            copied, done = last + 1, taken

    def _cut_from(self, index: int, edit: Edit) -> int:
        """Return from which block to cut anew when an edit starts in the one with this index.

        The first line of a block decides where the one before it ends.
        """
        line_end = self.offset_of(index) + len(_first_line(self._blocks[index].text))
        # At the line end itself, a line feed may come to stand behind a carriage return.
        return index if edit.start > line_end else index - 1

    def _set(self, text: str) -> None:
        old = self._blocks
        new = _replacement(0, old[:], _pieces(text, self._cut(text)))
        self._blocks = old.replaced([new])


def _replacement(first: int, old: Sequence[Block], pieces: list[str]) -> Replacement:
    """Return what puts pieces of text in place of some blocks, the index of the first given.

    Blocks whose text is among the pieces stay; those at either end are left out.
    """
    shorter = min(len(old), len(pieces))
    head = 0
    while head < shorter and old[head].text == pieces[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail].text == pieces[-1 - tail]:
        tail += 1
    stop = len(old) - tail
    known = {block.text: block for block in old[head:stop]}
    made = [_reused(known, piece) for piece in pieces[head : len(pieces) - tail]]
    return Replacement(first + head, first + stop, made)


def _reused(known: dict[str, Block], text: str) -> Block:
    """Return the block with this text, which can be had once, or a new one."""
    block = known.pop(text, None)
    return Block(text) if block is None else block


def _first_line(text: str) -> str:
    """Return the first line of a text with its line end."""
    return text[: line_end_at(text, 0)[1]]


def _pieces(text: str, starts: list[int]) -> list[str]:
    """Return the pieces of a text that start at these offsets; what lies behind it is left out."""
    inside = [start for start in starts if start < len(text)]
    return [text[start:end] for start, end in pairwise([*inside, len(text)])]
