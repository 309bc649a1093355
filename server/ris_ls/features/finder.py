"""Finding records by what one remembers of them: names, words of the title, the year, a DOI, an ID.

Every word that is asked for has to be found. What a library holds of each record is looked through
first; it names the first author alone, so that the other names are looked for in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

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
_SHOWN_TAGS = frozenset({"DO", "ID", "TI", "T1", "BT", "T2"})
"""Beside the names, where a word may stand that was asked for."""
_MISSPELT = 3
"""How far a misspelt word is from the one that was asked for; see `Word.distance`."""


@cache
def _name_tags() -> tuple[str, ...]:
    return tuple(code for code in tags() if (known := tag(code)) and known.value_kind == "name")


@dataclass(frozen=True)
class Word:
    """A word of a query."""

    typed: str

    @cached_property
    def small(self) -> str:
        """It in small letters, as DOIs are kept."""
        return self.typed.casefold()

    @cached_property
    def folded(self) -> str:
        """It as titles are kept: ``o brien``. Empty for one of signs alone."""
        return folded(self.typed)

    @cached_property
    def joined(self) -> str:
        """It as the names of authors are kept: ``obrien``."""
        return self.folded.replace(" ", "")

    @cached_property
    def years(self) -> range:
        """The years that it may be the beginning of."""
        if not (self.typed.isdecimal() and self.typed.isascii() and 2 <= len(self.typed) <= 4):
            return range(0)
        step = 10 ** (4 - len(self.typed))
        return range(int(self.typed) * step, (int(self.typed) + 1) * step)

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """It as it may stand in a name."""
        text = self.typed
        return tuple({text, text.lower(), text.upper(), text.title(), text.capitalize()})

    @cached_property
    def in_a_name(self) -> re.Pattern[str]:
        """Found in a text with a name that it is in, and in some others."""
        # Before the word anything may stand, but no line end.
        return re.compile(
            rf"(?:{'|'.join(_name_tags())})[^\r\n-]{{0,4}}-[^\r\n]*?(?i:{re.escape(self.typed)})"
        )

    def is_in(self, facts: Facts | None, id_: str) -> bool:
        """Tell whether it is in what is known of a record."""
        if facts is not None:
            if self.folded and (self.folded in facts.title or self.joined in facts.author):
                return True
            if facts.year in self.years or self.small in facts.doi:
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
        if self.joined == facts.author or facts.year in self.years or self.small == facts.doi:
            return 0
        if f" {self.folded} " in title:
            return 0
        return 1 if f" {self.folded}" in title or facts.author.startswith(self.joined) else 2

    def may_stand_in(self, text: str) -> bool:
        """Tell whether it may stand in a text, at the speed of C."""
        return any(each in text for each in self.spellings)

    def may_be_named_in(self, text: str) -> bool:
        """Tell whether the name of an author with it may stand in the text of a record."""
        return self.may_stand_in(text) and self.in_a_name.search(text) is not None


def words_of(query: str) -> tuple[Word, ...]:
    """Return the words of a query; none ask for every record. Never raises."""
    return tuple(map(Word, query.split()[:MOST_WORDS]))


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
        self._words = [
            (word, dict[str, bool]() if len(word.joined) >= SHORTEST_MISSPELT else None)
            for word in words
        ]

    def distance(self, facts: Facts | None, id_: str) -> int | None:
        """Return how far the words are from what is known of a record, as `distance` does."""
        total = 0
        for word, known in self._words:
            if word.is_in(facts, id_):
                total += word.distance(facts, id_)
            elif facts is None or known is None or not _any_near(word.joined, facts, known):
                return None
            else:
                total += _MISSPELT
        return total


def _any_near(word: str, facts: Facts, known: dict[str, bool]) -> bool:
    """Tell whether a word of a record is nearly another one; what is found out is kept."""
    for other in (facts.author, *facts.title.split()):
        near = known.get(other)
        if near is None:
            near = known[other] = is_nearly(word, other)
        if near:
            return True
    return False


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
