"""Which records other programs read in a row of texts: before a refactoring and after it.

A program that meets no ER, or no TY, makes one record of two. So what is compared is which texts it
reads together as one record; a text keeps its number wherever it goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Generator, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ris_ls.importers import READERS, Reader
from ris_ls.importers.model import State
from ris_ls.importers.shape import plain_type
from ris_ls.knowledge import importers
from ris_ls.syntax import read_document
from ris_ls.text import BOM, Document

ELSEWHERE = -1
"""The number of a text that is no record: the foot of a file."""

LOOKED_AT = 6
"""By so many texts, the head among them, a program tells whether a file is RIS."""


class _Piece(NamedTuple):
    """What a program reads of one text for one record."""

    number: int
    """Of the text."""
    nth: int
    """How many records with anything in them it read of that text before."""


_Read = Counter[Hashable]
"""Each record with anything in it, as its pieces; one of a single text, as most are, by number."""

Readings = Mapping[str, _Read]
"""What each program reads, by its short name; without those that read nothing of the file."""


class _Follower:
    """Follows one program from text to text."""

    def __init__(self, reader: Reader, only: Container[int] | None) -> None:
        self.reader = reader
        self.read: _Read = Counter()
        self.stopped = False
        self._only = only
        self._state: State = reader.start
        self._open: list[_Piece] = []
        self._void = False
        self._closed = True
        self._behind_plain = False
        self._unread = ""
        # For citation-js a record may be open behind its ER, but text there is left out.
        self._takes_text = reader.key != "citationjs"

    def take(self, number: int, text: str, *, is_plain: bool) -> None:
        """Read the next text; one that ``is_plain`` every program but one reads alike."""
        if self.stopped:
            return
        if is_plain and self._behind_plain and self._takes_text:
            self._keep()
            self._open.append(_Piece(number, 0))
            self._unread = text
            return
        if self._unread:
            self._state = self.reader.read(self._unread, self._state).after
            self._unread = ""
        self._behind_plain = is_plain
        reading = self.reader.read(text, self._state)
        self.stopped = reading.stops_at >= 0
        self._state = reading.after
        nth = 0
        is_open = bool(self._open) and not self._closed and self._takes_text
        if is_open and text.strip() and not text.startswith("TY"):
            # Text without tags, or with such as it does not know, goes to the record that is open.
            self._open.append(_Piece(number, nth))
            nth += 1
        for part in reading.parts:
            if part.opens:
                self._keep()
                self._void = part.void
            if part.fields or part.type_code:
                self._open.append(_Piece(number, nth))
                nth += 1
            self._closed = part.closes

    def finish(self, *, at_end: bool) -> None:
        """End with the last text; ``at_end`` that of the file."""
        if at_end and not self._closed and not self.reader.keeps_unended:
            self._open.clear()
        self._keep()

    def _keep(self) -> None:
        pieces = [] if self._void else self._open
        if self._only is not None:
            pieces = [piece for piece in pieces if piece.number in self._only]
        if pieces:
            whole = len(pieces) == 1 and not pieces[0].nth
            self.read[pieces[0].number if whole else tuple(pieces)] += 1
        self._open = []


def reading_steps(
    texts: Iterable[tuple[int, str]],
    *,
    head: str = "",
    at_end: bool,
    only: Container[int] | None = None,
) -> Generator[None, None, Readings]:
    """Return, in steps, what each program reads in a row of numbered texts.

    The ``head`` of the file stands in front of them; its mark does not count, which most editors
    hide, and which costs the first record whatever that is. ``at_end`` the last of them ends the
    file; ``only`` these numbers count, with which others may have made one record.
    """
    head = head.removeprefix(BOM)
    followers = [_Follower(reader, only) for reader in READERS.values()]
    for number, each in texts:
        text, head = head + each, ""
        is_plain = bool(plain_type(text))
        for follower in followers:
            follower.take(number, text, is_plain=is_plain)
        yield
    for follower in followers:
        follower.finish(at_end=at_end)
    return {each.reader.key: each.read for each in followers if not each.stopped}


def comparing_steps(
    before: Readings, after: Readings
) -> Generator[None, None, tuple[list[int], str] | None]:
    """Return, in steps, the numbers of texts that are not read as before, and by which program.

    None where all is as before. Of texts that are read together as one record, before or after,
    these; else one text. A program that read nothing of the file before has nothing to lose.
    """
    for key, read in before.items():
        now = after.get(key, Counter())
        # As dictionaries: none of them counts zero, and counters compare a hundred times slower.
        if not dict.__eq__(read, now):
            changed = [_numbers(one) for one in chain(read - now, now - read)]
            together = [numbers for numbers in changed if len(numbers) > 1]
            return min(together or changed), importers()[key].name
        yield
    return None


def _numbers(read: Hashable) -> list[int]:
    if isinstance(read, int):
        return [read]
    assert isinstance(read, tuple)
    return sorted({piece.number for piece in read})


def unrecognised_steps(
    read: Readings, before: Document, after: Document
) -> Generator[None, None, str | None]:
    """Return the name of a program that takes a file for RIS no more; None if there is none.

    Takes what programs read before of what counts, and the file before and after.
    """
    for key in read:
        recognising = READERS[key].recognising
        if read[key] and (yield from recognising(before)) and not (yield from recognising(after)):
            return importers()[key].name
    return None


def beginning(texts: Sequence[str]) -> Document:
    """Return as much of a file as tells whether it is RIS, from its texts, the head first.

    Its mark is left out. Some programs look further, until they find any TY: where there is none
    up to here, before and after are alike.
    """
    return read_document("".join(texts[:LOOKED_AT]).removeprefix(BOM))
