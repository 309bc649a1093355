"""Semantic tokens as the numbers that go to the client, kept with the records they are about.

The protocol counts each token from the one before it. So what is written of a record is the same
wherever it stands, but for the first number: how many lines its first token is below the last one
of the record before. A message is put together from what is kept, and after an edit the numbers
that differ are those of a record or two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Generator, Iterator, Sequence
from functools import partial
from itertools import count, takewhile
from typing import NamedTuple

from lsprotocol import types

from ris_ls.features.tokens import TOKEN_KINDS, block_tokens
from ris_ls.lsp.wire import Json
from ris_ls.text import Block, Document, Page, PositionEncoding
from ris_ls.text.positions import to_column

_numbers = count(1)


def legend(known: Collection[str] = TOKEN_KINDS) -> types.SemanticTokensLegend:
    """Return our kinds of tokens, those alone that a client knows: it can colour no others."""
    kinds = [kind for kind in TOKEN_KINDS if kind in known]
    return types.SemanticTokensLegend(token_types=kinds, token_modifiers=[])


class _Written(NamedTuple):
    """The tokens of a record."""

    first: int
    """The line of the first one, counted from the first line of the record."""
    last: int
    """The line of the last one."""
    numbers: int
    """How many numbers they are."""
    text: str
    """All numbers but the first one, each with a comma in front."""


class _Piece(NamedTuple):
    """The tokens of a record where it stands."""

    below: int
    """How many lines the first token is below the one before it: the first number."""
    written: _Written

    @property
    def text(self) -> str:
        return f"{self.below}{self.written.text}"


class _Run(NamedTuple):
    """The tokens of a page. Lines count from the first line of the page."""

    page: Page
    first: int
    last: int
    numbers: int


class Told(NamedTuple):
    """The tokens that a client was told, to tell it later what is different."""

    result_id: str
    runs: list[tuple[int, _Run]]
    """The pages that have any, each with how many lines its first token is below the one before."""


class TokenWriter:
    """Writes the semantic tokens of documents, of the kinds that a client knows.

    ``encoding`` is what a column counts.
    """

    def __init__(self, encoding: PositionEncoding, known: frozenset[str]) -> None:
        self._encoding: PositionEncoding = encoding
        self._number = {kind: number for number, kind in enumerate(legend(known).token_types)}
        self._key = (TokenWriter, encoding, known)

    def read(self, document: Document) -> Generator[None, None, Told]:
        """Find the tokens of a document, in steps."""
        runs: list[tuple[int, _Run]] = []
        line_before = 0
        for _, _, first_line, page in document.placed_pages():
            run: _Run | None = page.recall(self._key)
            if run is None:
                for block in page.blocks:
                    self._written(block)
                    yield
                run = self._run(page)
                page.keep(self._key, run)
            if run.numbers:
                runs.append((first_line + run.first - line_before, run))
                line_before = first_line + run.last
            yield
        return Told(str(next(_numbers)), runs)

    def whole(self, told: Told) -> Iterator[str]:
        """Yield all numbers, page by page, as JSON without the brackets."""
        for below, run in told.runs:
            yield ",".join(piece.text for piece in self._pieces(below, run))

    def difference(self, old: Told, new: Told) -> Json:
        """Return what makes of the tokens that a client was told those that are there now."""
        head = _shared(old.runs, new.runs)
        tail = _shared(old.runs[head:][::-1], new.runs[head:][::-1])
        before = self._between(old.runs, head, tail)
        after = self._between(new.runs, head, tail)
        start = _shared(before, after)
        end = _shared(before[start:][::-1], after[start:][::-1])
        at = sum(run.numbers for _, run in old.runs[:head]) + _count(before[:start])
        gone, come = before[start : len(before) - end], after[start : len(after) - end]
        edits = ""
        if gone or come:
            data = ",".join(piece.text for piece in come)
            edits = f'{{"start":{at},"deleteCount":{_count(gone)},"data":[{data}]}}'
        return Json(f'{{"resultId":"{new.result_id}","edits":[{edits}]}}')

    def between(self, document: Document, first_line: int, last_line: int) -> Json:
        """Return the tokens of the records that touch some lines."""
        start, _ = document.line_at(first_line)
        end, _ = document.line_at(last_line)
        pieces: list[str] = []
        line_before = 0
        first = document.block_at(start)
        line = document.first_line_of(first)
        for block in document.blocks[first : document.block_at(end) + 1]:
            written = self._written(block)
            if written.numbers:
                pieces.append(_Piece(line + written.first - line_before, written).text)
                line_before = line + written.last
            line += block.line_ends
        return Json(f'{{"data":[{",".join(pieces)}]}}')

    def _between(self, runs: list[tuple[int, _Run]], head: int, tail: int) -> list[_Piece]:
        chosen = runs[head : len(runs) - tail]
        return [piece for below, run in chosen for piece in self._pieces(below, run)]

    def _pieces(self, below: int, run: _Run) -> Iterator[_Piece]:
        line_before = run.first - below
        for block, line in zip(run.page.blocks, run.page.first_lines, strict=False):
            written = self._written(block)
            if written.numbers:
                yield _Piece(line + written.first - line_before, written)
                line_before = line + written.last

    def _run(self, page: Page) -> _Run:
        first = last = -1
        numbers = 0
        for block, line in zip(page.blocks, page.first_lines, strict=False):
            written = self._written(block)
            if written.numbers:
                first = line + written.first if first < 0 else first
                last = line + written.last
                numbers += written.numbers
        return _Run(page, first, last, numbers)

    def _written(self, block: Block) -> _Written:
        return block.memo(self._key, partial(self._write, block))

    def _write(self, block: Block) -> _Written:
        numbers: list[str] = []
        starts = block.line_starts
        first = before = column_before = -1
        for start, end, kind in block_tokens(block):
            number = self._number.get(kind)
            if number is None:
                continue
            line = bisect_right(starts, start) - 1
            text = block.text[starts[line] : end]
            column = to_column(text, start - starts[line], self._encoding)
            length = to_column(text, len(text), self._encoding) - column
            if first < 0:
                first, below = line, ""
            else:
                below = f",{line - before}"
            along = column - column_before if line == before else column
            numbers.append(f"{below},{along},{length},{number},0")
            before, column_before = line, column
        return _Written(first, before, 5 * len(numbers), "".join(numbers))


def _shared(one: Sequence[tuple[int, object]], other: Sequence[tuple[int, object]]) -> int:
    """Return how many of two lists are the same from the first one on."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _count(pieces: list[_Piece]) -> int:
    return sum(piece.written.numbers for piece in pieces)
