"""The blocks of a document, in pages: an edit makes anew only the pages it touches.

A large file has tens of thousands of blocks. Sums over all of them would cost milliseconds after
each edit; sums over the pages, and over the blocks of one page, cost the same in any file. What
is here never changes once it is made, so a snapshot shares it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from operator import attrgetter
from typing import Any, TypeVar, cast, overload

from ris_ls.text.lines import count_line_ends, line_starts

T = TypeVar("T")

LARGEST_PAGE = 256
"""How many blocks a page holds at most. An edit costs a pass over one page, and one over the sums
of all pages: at 50 MB there are about as many pages as a page holds blocks."""

SMALLEST_PAGE = LARGEST_PAGE // 4
"""How many blocks a page holds at least, unless it is the only one. Where blocks are put into
several pages, these are made half to three quarters full: far from either bound, so that pages
are not split and merged all the time."""

_blocks = attrgetter("blocks")
_length = attrgetter("length")
_line_ends = attrgetter("line_ends")


class Memory:
    """Keeps what other layers worked out about a piece of text that never changes."""

    __slots__ = ("_memo",)

    def __init__(self) -> None:
        self._memo: dict[object, Any] = {}

    def memo(self, key: object, compute: Callable[[], T]) -> T:
        """Return what was computed under ``key`` before, or compute and keep it."""
        try:
            return cast(T, self._memo[key])
        except KeyError:
            value = self._memo[key] = compute()
            return value

    def recall(self, key: object) -> Any:
        """Return what was kept under ``key``, or None."""
        return self._memo.get(key)

    def keep(self, key: object, value: object) -> None:
        """Keep something under ``key``, in place of what was kept there before."""
        self._memo[key] = value

    def forget(self, key: object) -> None:
        """Drop what is kept under ``key``, if anything is."""
        self._memo.pop(key, None)


class Block(Memory):
    """A run of whole lines that belong together, and what has been worked out about it."""

    __slots__ = ("_line_ends", "length", "text")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.length = len(text)
        self._line_ends = -1

    def __repr__(self) -> str:
        return f"Block({self.text[:40]!r}, {len(self.text)} characters)"

    @property
    def line_ends(self) -> int:
        """How many line ends the text holds."""
        if self._line_ends < 0:
            self._line_ends = count_line_ends(self.text)
        return self._line_ends

    @property
    def line_starts(self) -> Sequence[int]:
        """Offsets, within the block, of its lines; one more than it has line ends."""
        return _line_starts(self)


@lru_cache(1)
def _line_starts(block: Block) -> array[int]:
    # Kept of the last block alone: who asks goes on in the same one or to the next. Of all blocks
    # of a large file they would take a seventh of its length.
    return array("I", line_starts(block.text))


class Page(Memory):
    """A run of consecutive blocks, and what has been worked out about them together."""

    __slots__ = ("_first_lines", "_line_ends", "_offsets", "blocks", "length")

    def __init__(self, blocks: Iterable[Block]) -> None:
        super().__init__()
        self.blocks: tuple[Block, ...] = tuple(blocks)
        self.length: int = sum(map(_length, self.blocks))
        self._line_ends = -1
        self._offsets: array[int] | None = None
        self._first_lines: array[int] | None = None

    def __repr__(self) -> str:
        return f"Page({len(self.blocks)} blocks, {self.length} characters)"

    @property
    def line_ends(self) -> int:
        """How many line ends the blocks hold."""
        if self._line_ends < 0:
            self._line_ends = sum(map(_line_ends, self.blocks))
        return self._line_ends

    @property
    def offsets(self) -> array[int]:
        """The offset of each block within the page, and behind them the length of the page."""
        if self._offsets is None:
            self._offsets = _sums(map(_length, self.blocks))
        return self._offsets

    @property
    def first_lines(self) -> array[int]:
        """The line of the page on which each block begins; behind them the number of line ends."""
        if self._first_lines is None:
            self._first_lines = _sums(map(_line_ends, self.blocks))
        return self._first_lines


@dataclass(frozen=True, slots=True)
class Replacement:
    """Some blocks in place of those with the indices ``first`` to ``stop`` (out)."""

    first: int
    stop: int
    blocks: Sequence[Block]


class Blocks(Sequence[Block]):
    """Blocks in order, at least one, and where each of them stands. Never changes."""

    __slots__ = ("_first_lines", "_firsts", "_offsets", "pages")

    def __init__(self, pages: Iterable[Page]) -> None:
        # Blocks without text come from no text at all, and there is always a block.
        self.pages: tuple[Page, ...] = tuple(pages) or (Page([Block("")]),)
        self._firsts = _sums(map(len, map(_blocks, self.pages)))
        self._offsets = _sums(map(_length, self.pages))
        self._first_lines: array[int] | None = None

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Blocks:
        """Return blocks put into pages."""
        return cls(_paged(blocks))

    def __len__(self) -> int:
        return self._firsts[-1]

    def __iter__(self) -> Iterator[Block]:
        return chain.from_iterable(map(_blocks, self.pages))

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return self._slice(*index.indices(len(self)))
        page, within = self._place(index + len(self) if index < 0 else index)
        return self.pages[page].blocks[within]

    def _slice(self, start: int, stop: int, step: int) -> list[Block]:
        if step != 1:
            return [self[index] for index in range(start, stop, step)]
        if start >= stop:
            return []
        page, within = self._place(start)
        found = self.pages[page].blocks[within : within + stop - start]
        if len(found) == stop - start:
            return list(found)
        last, end = self._place(stop - 1)
        between = chain.from_iterable(map(_blocks, self.pages[page + 1 : last]))
        return [*found, *between, *self.pages[last].blocks[: end + 1]]

    def _place(self, index: int) -> tuple[int, int]:
        """Return the page of a block, and which of its blocks it is."""
        if not 0 <= index < self._firsts[-1]:
            raise IndexError(f"no block {index} among {len(self)}")
        page = bisect_right(self._firsts, index) - 1
        return page, index - self._firsts[page]

    # -- places -------------------------------------------------------------------------------

    @property
    def length(self) -> int:
        """The length of the text."""
        return self._offsets[-1]

    @property
    def line_ends(self) -> int:
        """The number of line ends in the text."""
        return self._lines[-1]

    @property
    def _lines(self) -> array[int]:
        """The number of each page's first line, and behind them the number of line ends."""
        if self._first_lines is None:
            self._first_lines = _sums(map(_line_ends, self.pages))
        return self._first_lines

    def offset_of(self, index: int) -> int:
        """Return the offset of a block; for the index behind the last, the length of the text."""
        if index == len(self):
            return self.length
        page, within = self._place(index)
        return self._offsets[page] + self.pages[page].offsets[within]

    def first_line_of(self, index: int) -> int:
        """Return the number of a block's first line; behind the last, the number of line ends."""
        if index == len(self):
            return self.line_ends
        page, within = self._place(index)
        return self._lines[page] + self.pages[page].first_lines[within]

    def index_at(self, offset: int) -> int:
        """Return the index of the block that holds ``offset``; the last one at the end."""
        page = _holding(self._offsets, offset)
        return self._firsts[page] + _holding(self.pages[page].offsets, offset - self._offsets[page])

    def at_offset(self, offset: int) -> tuple[int, int, Block]:
        """Return the block that holds an offset, or the last: its offset, first line and itself."""
        page = _holding(self._offsets, offset)
        within = _holding(self.pages[page].offsets, offset - self._offsets[page])
        return self._with_place(page, within)

    def at_line(self, line: int) -> tuple[int, int, Block]:
        """Return the block that holds a line, or the last: its offset, first line and itself."""
        page = _holding(self._lines, line)
        within = _holding(self.pages[page].first_lines, line - self._lines[page])
        return self._with_place(page, within)

    def _with_place(self, number: int, within: int) -> tuple[int, int, Block]:
        page = self.pages[number]
        offset = self._offsets[number] + page.offsets[within]
        return offset, self._lines[number] + page.first_lines[within], page.blocks[within]

    def placed(self) -> Iterator[tuple[int, Block]]:
        """Yield (offset, block) for every block in order."""
        return zip(accumulate(map(_length, self), initial=0), self, strict=False)

    def placed_pages(self) -> Iterator[tuple[int, int, int, Page]]:
        """Yield (index of the first block, offset, number of the first line, page) in order."""
        return zip(self._firsts, self._offsets, self._lines, self.pages, strict=False)

    # -- changing -----------------------------------------------------------------------------

    def replaced(self, replacements: Sequence[Replacement]) -> Blocks:
        """Return these blocks with some in place of others, given in order and apart.

        A page stays the same object unless blocks of it or of a page beside it are replaced.
        """
        pages: list[Page] = []
        done = 0  # how many of the present pages are dealt with
        at = 0  # the next replacement
        while at < len(replacements):
            page = _holding(self._firsts, replacements[at].first)
            _add_pages(pages, self.pages[done:page])
            blocks: list[Block] = []
            start, end = self._firsts[page], self._firsts[page + 1]
            while at < len(replacements) and replacements[at].first <= end:
                replacement = replacements[at]
                blocks += self[start : replacement.first]
                blocks += replacement.blocks
                start = replacement.stop
                page = max(page, _holding(self._firsts, start - 1))
                end = self._firsts[page + 1]
                at += 1
            _add_blocks(pages, [*blocks, *self[start:end]])
            done = page + 1
        _add_pages(pages, self.pages[done:])
        return Blocks(pages)


def _sums(numbers: Iterable[int]) -> array[int]:
    """Return the sum of all numbers before each, and behind them the sum of all."""
    return array("L", accumulate(numbers, initial=0))


def _holding(sums: array[int], place: int) -> int:
    """Return which part of something holds a place; ``sums`` are where the parts begin, and end.

    The first part stands for places before it, the last one for those behind it.
    """
    return bisect_right(sums, place, 1, len(sums) - 1) - 1


def _paged(blocks: Sequence[Block]) -> Iterator[Page]:
    """Yield blocks as one page, or as some at most three quarters full if they are too many."""
    count = 1 if len(blocks) <= LARGEST_PAGE else -(-4 * len(blocks) // (3 * LARGEST_PAGE))
    bounds = [len(blocks) * number // count for number in range(count + 1)]
    return (Page(blocks[a:b]) for a, b in pairwise(bounds) if a < b)


def _add_blocks(pages: list[Page], blocks: Sequence[Block]) -> None:
    """Add blocks behind pages; where there are too few for a page, to the last page."""
    if not blocks:
        return
    if pages and min(len(blocks), len(pages[-1].blocks)) < SMALLEST_PAGE:
        blocks = [*pages.pop().blocks, *blocks]
    pages.extend(_paged(blocks))


def _add_pages(pages: list[Page], more: Sequence[Page]) -> None:
    """Add pages, as they are where the last of those before them is large enough."""
    if more and pages and len(pages[-1].blocks) < SMALLEST_PAGE:
        _add_blocks(pages, more[0].blocks)
        more = more[1:]
    pages.extend(more)
