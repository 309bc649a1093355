"""Finding records by what one remembers of them: names, words of the title, the year, a DOI, an ID.

Every word that is asked for has to be found. What a library holds of each record is looked through
first; it names the first author alone, so that the other names are looked for in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import islice

from ris_ls.features.lens import cited, without_icons
from ris_ls.features.markdown import shorten
from ris_ls.features.place import LARGEST_BLOCK, Entry, entries
from ris_ls.knowledge import tag, tags
from ris_ls.library import Facts, folded
from ris_ls.text import Block

MOST_WORDS = 8
"""So many words of a query are looked for."""

SHORTEST_MISSPELT = 5
"""A word of so many letters may be misspelt by one."""

_LONGEST_SHOWN = 60
_LONGEST_NAMES = 500
"""So far behind a tag names are looked for: more would take longer with each tag on a long line."""
_SHOWN_TAGS = frozenset({"DO", "ID", "TI", "T1", "BT", "T2"})
"""Beside the names, where a word may stand that was asked for."""
_MISSPELT = 3
"""How far a misspelt word is from the one that was asked for; see `Word.distance`."""

_YEAR = re.compile(r"[12][0-9]{1,3}")
_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(?=10\.)")
"""What may stand before a DOI that was copied from somewhere, in small letters."""


@cache
def _name_tags() -> tuple[str, ...]:
    return tuple(code for code in tags() if (known := tag(code)) and known.value_kind == "name")


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
        self.spellings = tuple({typed, typed.lower(), typed.upper(), typed.title()})
        """It as it may stand in a name."""
        self._can_be_name = any(map(str.isalpha, typed))

    @cached_property
    def _in_a_name(self) -> re.Pattern[str]:
        """Found in a text with a name that it is in, and in some others."""
        names = "|".join(_name_tags())
        typed = re.escape(self.typed)
        return re.compile(rf"(?:{names})[^\r\n-]{{0,4}}-[^\r\n]{{0,{_LONGEST_NAMES}}}?(?i:{typed})")

    def is_in(self, facts: Facts | None, id_: str) -> bool:
        """Tell whether it is in what is known of a record."""
        if facts is not None:
            if self.folded and (self.folded in facts.title or self.joined in facts.author):
                return True
            if facts.year in self.years or (self.doi and self.doi in facts.doi):
                return True
        return bool(id_) and self.small in id_.casefold()

    def distance(self, facts: Facts | None, id_: str) -> int:
        """Return how near it is to a word of what is known of a record.

        0 for a whole word, 1 for the beginning of one, 2 for a part.
        """
        if self.small == id_.casefold():
            return 0
        if facts is None:
            return 2
        title = f" {facts.title} "
        if (
            self.joined == facts.author
            or facts.year in self.years
            or (self.doi and self.doi == facts.doi)
        ):
            return 0
        if f" {self.folded} " in title:
            return 0
        return 1 if f" {self.folded}" in title or facts.author.startswith(self.joined) else 2

    def may_stand_in(self, text: str) -> bool:
        """Tell whether it may stand in a text, at the speed of C."""
        return any(each in text for each in self.spellings)

    def may_be_named_in(self, text: str) -> bool:
        """Tell whether the name of an author with it may stand in the text of a record."""
        return (
            self._can_be_name
            and self.may_stand_in(text)
            and self._in_a_name.search(text) is not None
        )


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


def distance(words: Iterable[Word], facts: Facts | None, id_: str) -> int | None:
    """Return how far words are from what is known of a record; None where one is not in it."""
    total = 0
    for word in words:
        if not word.is_in(facts, id_):
            return None
        total += word.distance(facts, id_)
    return total


def distance_in_text(
    words: Iterable[Word], facts: Facts | None, id_: str, block: Block
) -> int | None:
    """Return the same where words may also be in the names of all authors, in the record's text."""
    lacking = [word for word in words if not word.is_in(facts, id_)]
    text = block.text
    if len(text) > LARGEST_BLOCK or not all(word.may_be_named_in(text) for word in lacking):
        return None
    if lacking:
        names = [folded(entry.value) for entry in entries(block) if entry.tag in _name_tags()]
        parts = {part for name in names for part in (name, name.replace(" ", ""))}
        if not all(any(word.joined in part for part in parts) for word in lacking):
            return None
    there = (word.distance(facts, id_) for word in words if word not in lacking)
    return sum(there) + len(lacking)


class Misspelt:
    """Tells how far words are from records, one letter of each word being wrong perhaps."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = [(word, _Near(word.joined)) for word in words]

    def distance(self, facts: Facts | None, id_: str) -> int | None:
        """Return how far the words are from what is known of a record, as `distance` does."""
        total = 0
        for word, near in self._words:
            if word.is_in(facts, id_):
                total += word.distance(facts, id_)
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

    Takes the fields of the record. Words that were asked for and do not show there, in the order
    in which they were asked for, stand behind it, as what they were found in: editors look for
    them once more in what they are given. Empty for no fields.
    """
    name = cited(fields)
    shown, plain = name.casefold(), folded(name)
    behind: list[str] = []
    at = 0
    for word in words:
        place = shown.find(word.small, at)
        if place >= 0:
            at = place + len(word.small)
        elif word.small in shown or not word.folded or word.folded not in plain:
            found = _found_in(word, fields)
            if found and found not in behind:
                behind.append(found)
    return without_icons(" · ".join([name, *behind]))


def _found_in(word: Word, fields: Iterable[Entry]) -> str:
    for entry in fields:
        if entry.tag in _SHOWN_TAGS or entry.tag in _name_tags():
            value = entry.value
            if word.small in value.casefold():
                is_long = len(value) > _LONGEST_SHOWN
                return word.typed if is_long else shorten(value, _LONGEST_SHOWN)
    return ""
