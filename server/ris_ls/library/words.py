"""Many short texts, found by the beginnings of their words.

The words of all texts stand one below the other in one sequence of bytes, which is searched at the
speed of C, and takes a fifth of the memory of a list of words.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from ris_ls.library.facts import folded

_MANY = 2_000
"""Of those that are not in order, so many are read or found at once: a few milliseconds of work."""

_MOST_WORDS = 8
"""So many words of what was typed are looked for in any order."""

_SPARE = 4
"""So many times what is wanted is looked at: some are gone, or other spellings of each other."""

WHOLE, START, INSIDE, SCATTERED = range(4)
"""How what was typed is found in a value, the best first."""


def words_of(text: str) -> bytes:
    """Return the words of a value as they stand in a list."""
    return b"\n %s \n" % folded(text).encode("utf-8", "replace")


class Query:
    """What was typed, as it is looked for."""

    def __init__(self, typed: str) -> None:
        phrase = folded(typed).encode("utf-8", "replace")
        # Behind a blank or a comma the last word is whole; behind a full stop it may be short.
        end = b" " if phrase and typed[-1] in " ,;:" else b""
        self.words = phrase.split()
        self.whole = b"\n %s \n" % phrase
        self.start = b"\n %s%s" % (phrase, end)
        self.inside = b" %s%s" % (phrase, end)
        self.each = [b" " + word for word in self.words[:_MOST_WORDS]]
        if len(self.each) == len(self.words) > 0:
            self.each[-1] += end

    def fits(self, words: bytes | bytearray) -> bool:
        """Tell whether all that was typed is found in the words of a value."""
        return all(word in words for word in self.each)


class WordList:
    """The words of many values one below the other, to be searched as one text."""

    def __init__(self, *, in_order: bool = False) -> None:
        self.in_order = in_order
        """Whether the most used come first."""
        self._texts: list[str] = []
        self._starts = array("I")
        self._words = bytearray(b"\n")

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str) -> None:
        """Put a value behind the others."""
        self._texts.append(text)

    def read(self, most: int) -> None:
        """Take the words of so many values that were added, so that they can be found."""
        for text in self._texts[len(self._starts) : len(self._starts) + most]:
            self._starts.append(len(self._words) - 1)
            self._words += words_of(text)[1:]

    def find(self, query: Query, enough: int) -> Iterator[tuple[str, int]]:
        """Yield values that have what was typed, with how; some of them for more than one reason.

        Where ``enough`` are found for one reason, none is looked for that fits less well. There are
        some to spare, for values may be gone, or spellings of each other; out of order, all.
        """
        most = enough * _SPARE
        if not self.in_order:
            self.read(_MANY)
            most = max(most, _MANY)
        if not query.words:
            yield from ((text, START) for text in self._texts[:most])
            return
        found = 0
        if query.inside in self._words:
            for needle, rank in (query.whole, WHOLE), (query.start, START), (query.inside, INSIDE):
                if found < enough:
                    for at in self._places(needle, most):
                        found += 1
                        yield self._texts[at], rank
        if len(query.words) > 1 and found < enough:
            longest = sorted(query.each, key=len)[-2:]
            for at in self._places(min(longest, key=self._words.count), _MANY):
                if query.fits(self._words[self._starts[at] : self._end(at)]):
                    yield self._texts[at], SCATTERED

    def _end(self, at: int) -> int:
        return self._starts[at + 1] + 1 if at + 1 < len(self._starts) else len(self._words)

    def _places(self, needle: bytes, most: int) -> Iterator[int]:
        """Yield the indices of the first values whose words hold a sequence of bytes."""
        at = self._words.find(needle)
        while at >= 0 and most:
            index = bisect_right(self._starts, at) - 1
            yield index
            most -= 1
            at = self._words.find(needle, self._end(index) - 1)
