"""Finding records by what one remembers of them: names, words of the title, the year, a DOI, an ID.

Every word that is asked for has to be found in what a library holds of a record: letters and digits
are compared as in `folded`, so that accents and signs do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from ris_ls.features.lens import cited, without_icons
from ris_ls.features.place import Entry
from ris_ls.knowledge import name_tags
from ris_ls.library import Facts, folded, letters

MOST_WORDS = 8
"""So many words of a query are looked for."""

SHORTEST_MISSPELT = 5
"""A word of so many letters may be misspelt by one."""

_LONGEST_SHOWN = 60
_DOI_SIGN = len("10.1000")
"""So much of a DOI looks the same however it is written."""
_SHOWN_TAGS = frozenset({"DO", "ID", "TI", "T1", "BT", "T2"})
"""Beside the names, where a word may stand that was asked for."""
_MISSPELT = 3
"""How far a misspelt word is from the one that was asked for; see `Word.distance`."""

_YEAR = re.compile(r"[12][0-9]{1,3}")
_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(?=10\.)")
"""What may stand before a DOI that was copied from somewhere, in small letters."""


class Word:
    """A word of a query, in all forms in which it is looked for."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.small = typed.casefold()
        self.folded = folded(typed)
        """It as titles are kept: ``o brien``. Empty for one of signs alone."""
        self.joined = self.folded.replace(" ", "")
        """It as the names of authors are kept: ``obrien``."""
        self.doi = _PREFIX.sub("", self.small) if _PREFIX.match(self.small) else ""
        """The beginning of a DOI or all of it; empty where it is none."""
        self.years = _years(typed)
        """The years that it may be the beginning of."""
        self._sign = letters(self.doi[:_DOI_SIGN] or typed)
        """In the letters of every text that has the word."""

    def is_in(self, facts: Facts | None, id_: str, names: str) -> bool:
        """Tell whether it is in what is known of a record."""
        if facts is not None:
            if self.folded and (self.folded in facts.title or self.joined in facts.author):
                return True
            if facts.year in self.years:
                return True
            if self.doi and any(self.doi in doi for doi in facts.dois):
                return True
        if self.joined and self.joined in names:
            return True
        return bool(id_) and self.small in id_.casefold()

    def distance(self, facts: Facts | None, id_: str, names: str) -> int:
        """Return how near it is to a word of what is known of a record.

        0 for a whole word, 1 for the beginning of one or any part of a name but that of the first
        author, 2 for another part.
        """
        if self.small == id_.casefold():
            return 0
        elsewhere = 1 if self.joined and self.joined in names else 2
        if facts is None:
            return elsewhere
        title = f" {facts.title} "
        if (
            self.joined == facts.author
            or facts.year in self.years
            or (self.doi and self.doi in facts.dois)
        ):
            return 0
        if f" {self.folded} " in title:
            return 0
        is_begun = f" {self.folded}" in title or facts.author.startswith(self.joined)
        return 1 if is_begun else elsewhere

    def may_stand_in(self, found: str) -> bool:
        """Tell whether it may stand in a text of which the letters are given."""
        return self._sign in found


def _years(typed: str) -> range:
    if not _YEAR.fullmatch(typed):
        return range(0)
    step = 10 ** (4 - len(typed))
    return range(int(typed) * step, (int(typed) + 1) * step)


def words_of(query: str) -> tuple[Word, ...]:
    """Return the words of a query; none ask for every record. Never raises."""
    # As names are written: "Doe, Jane; Roe, Rick".
    words = (word.strip(",;") for word in query.split())
    return tuple(map(Word, islice(filter(None, words), MOST_WORDS)))


def distance(words: Iterable[Word], facts: Facts | None, id_: str, names: str) -> int | None:
    """Return how far words are from what is known of a record; None where one is not in it."""
    total = 0
    for word in words:
        if not word.is_in(facts, id_, names):
            return None
        total += word.distance(facts, id_, names)
    return total


def may_stand_in(words: Iterable[Word], text: str) -> bool:
    """Tell whether all words may stand in the text of a record.

    Takes a fifth of the time in which is worked out what the record says.
    """
    found = letters(text).replace("\n", "")
    return all(word.may_stand_in(found) for word in words)


class Misspelt:
    """Tells how far words are from records, one letter of each word being wrong perhaps."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = [(word, _Near(word.joined)) for word in words]

    def distance(self, facts: Facts | None, id_: str, names: str) -> int | None:
        """Return how far the words are from what is known of a record, as `distance` does."""
        total = 0
        for word, near in self._words:
            if word.is_in(facts, id_, names):
                total += word.distance(facts, id_, names)
            elif facts is None or not near.is_in(facts):
                return None
            else:
                total += _MISSPELT
        return total


class _Near:
    """Finds one word in records, a letter of it being wrong perhaps; what it finds out it keeps."""

    def __init__(self, word: str) -> None:
        self._word = word
        middle = len(word) // 2
        # Whichever letter is wrong, one half is right, unless the two in the middle are turned.
        self._head, self._tail = word[:middle], word[middle:]
        before, first, second, behind = (
            word[: middle - 1],
            word[middle - 1 : middle],
            word[middle : middle + 1],
            word[middle + 1 :],
        )
        self._turned = before + second + first + behind
        self._known: dict[str, bool] = {}

    def is_in(self, facts: Facts) -> bool:
        if len(self._word) < SHORTEST_MISSPELT:
            return False
        title = facts.title
        if self._head in title or self._tail in title or self._turned in title:
            words = [facts.author, *title.split()]
        else:
            words = [facts.author]
        return any(map(self._is_near, words))

    def _is_near(self, other: str) -> bool:
        near = self._known.get(other)
        if near is None:
            near = self._known[other] = is_nearly(self._word, other)
        return near


def is_nearly(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter: another one, one more, or two the other way."""
    if abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    at = 0
    while at < len(shorter) and shorter[at] == longer[at]:
        at += 1
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    if shorter[at + 1 :] == longer[at + 1 :]:
        return True
    turned = longer[at + 1 : at + 2] + longer[at : at + 1]
    return shorter[at : at + 2] == turned and shorter[at + 2 :] == longer[at + 2 :]


def title_of(words: Iterable[Word], fields: Sequence[Entry]) -> str:
    """Return what to call a record that was found: ``Doe et al. (2020). On exports``.

    Takes the fields of the record. What does not show there and words were found in stands behind
    it, and so does a word that shows in other letters alone, ``gomez`` for ``Gómez``: editors look
    for the words once more in what they are given. Empty for no fields.
    """
    name = cited(fields)
    shown, plain = name.casefold(), letters(name)
    behind: dict[str, None] = {}
    for word in words:
        if word.small not in shown:
            behind.update(dict.fromkeys(_found_in(word, plain, fields)))
    return without_icons(" · ".join([name, *behind]))


def _found_in(word: Word, plain: str, fields: Iterable[Entry]) -> list[str]:
    """Return what to show of a word; ``plain`` are the letters of what is shown already."""
    tags = _SHOWN_TAGS | name_tags()
    values = [entry.value for entry in fields if entry.tag in tags]
    for value in values:
        if word.small in value.casefold():
            return [word.typed if len(value) > _LONGEST_SHOWN else value]
    if word.joined and word.joined in plain:
        return [word.typed]
    for value in values:
        if word.joined and word.joined in letters(value):
            return [word.typed] if len(value) > _LONGEST_SHOWN else [value, word.typed]
        if word.doi and word.doi in value.casefold():
            return [word.typed]
    return []
