"""Whether two records are of the same work, decided from what they say of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from ris_ls.library.facts import Facts
from ris_ls.values.journals import abbreviates
from ris_ls.values.similarity import can_be_alike, similarity

LEAST_ALIKE = 0.8
"""Titles that are less alike are different ones, where the place of the works is the same."""

LEAST_ALIKE_ALONE = 0.93
"""The same where nothing is known of the place."""

LEAST_ALIKE_WORDS = 0.8
"""The words in which two titles differ are misspelt if they are as alike, and else other words."""

_CAN_BE_ONE_TITLE = 0.6
"""Titles of records with the same DOI that are less alike are those of different works."""

_YEARS_MISTAKEN = 10
"""Where all else is said and the same, even the volume and the page, so far may a year be wrong."""

_TELLING = 30
"""A title of so many characters is hardly that of another work of the same year."""

_SHORTEST_PART = 20
"""A title of so many characters, with which another one begins or ends, lacks the rest of it."""

_NUMBER = re.compile(
    r"[0-9]+|(?<![^ ])(?:[ivx]{1,4}|one|two|three|four|five|first|second|third)(?![^ ])"
)
_NOTICE = re.compile(
    r"(?<![^ ])(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|retract(?:ion|ed)|withdrawn"
    r"|reply|replies|respon(?:se|ds?)|comments?|commentary|letter|editorial|rejoinder"
    r"|re|discussion|addendum|protocol)(?![^ ])"
)


def same_work(one: Facts, other: Facts) -> bool:
    """Tell whether two records are of the same work. It does not matter which is given first.

    Never where DOIs, PubMed numbers or the numbers of registered trials differ.
    """
    mine, theirs = one.dois, other.dois
    if mine and theirs and mine[0] != theirs[0] and set(mine).isdisjoint(theirs):
        return False
    if _differ(one.pmid, other.pmid) or _differ(one.trial, other.trial):
        return False
    if same_doi(one, other) or (one.pmid and one.pmid == other.pmid):
        return may_be_same_work(one, other)
    return not _other_edition(one, other) and _says_the_same(one, other)


def same_doi(one: Facts, other: Facts) -> bool:
    """Tell whether two records have the same DOI.

    Of several DOIs one is enough, unless each record has one that the other lacks: two chapters
    may both have the DOI of their book besides their own.
    """
    if not one.more_dois and not other.more_dois:
        return bool(one.doi) and one.doi == other.doi
    mine, theirs = set(one.dois), set(other.dois)
    return bool(mine & theirs) and (mine <= theirs or theirs <= mine)


def said_alike(one: Facts, other: Facts) -> tuple[str, ...]:
    """Return what two records of one work say alike, as words for people; unsaid is no difference.

    Of title, author and year; the title is always among them.
    """
    author = not _differ(one.author, other.author) or _one_name(one.author, other.author)
    year = one.year == other.year or not one.year or not other.year
    return ("title", *(("author",) if author else ()), *(("year",) if year else ()))


def may_be_same_work(one: Facts, other: Facts) -> bool:
    """Tell whether records with the same DOI or PubMed number can be of the same work.

    Exports have the DOI of a book in each of its chapters, that of a supplement in each abstract,
    and some that a program made up. Titles in two languages are no reason to doubt.
    """
    if not one.title or not other.title or _same_place(one, other) == "same":
        return True
    shorter, longer = sorted((one.title, other.title), key=len)
    return longer.startswith(shorter) or similarity(shorter, longer) >= _CAN_BE_ONE_TITLE


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _other_edition(one: Facts, other: Facts) -> bool:
    """Tell whether two works are different ones though they may be called the same.

    The hardback, the paperback and the file of one edition have ISBNs of their own: these tell
    different books apart only where the years differ too.
    """
    if one.kind and other.kind and one.kind != other.kind:
        return True
    if one.edition and other.edition and one.edition != other.edition:
        return True
    isbns_differ = one.isbns and other.isbns and set(one.isbns).isdisjoint(other.isbns)
    return bool(isbns_differ and one.year and other.year and one.year != other.year)


def _same_place(one: Facts, other: Facts) -> Literal["same", "other", "unknown"]:
    """Tell whether two works stand at the same place: the same page, of the same volume."""
    if _differ(one.volume, other.volume):
        return "other"
    if _differ(one.page, other.page):
        # Before an article has its place, it begins on page 1.
        is_early = "1" in (one.page, other.page) and len(one.title) >= _TELLING
        return "unknown" if is_early else "other"
    if not one.page or not other.page:
        return "unknown"
    near = one.volume or other.volume or one.journal == other.journal
    return (
        "same" if near or (one.author == other.author and one.title == other.title) else "unknown"
    )


def _says_the_same(one: Facts, other: Facts) -> bool:
    if not one.title or not other.title:
        return False
    place = _same_place(one, other)
    if place == "other":
        return False
    apart = abs(one.year - other.year) if one.year and other.year else 0
    exact = one.title == other.title
    names_differ = _differ(one.author, other.author) and not _one_name(one.author, other.author)
    if place == "same":
        if exact:
            return apart <= 1 or (apart <= _YEARS_MISTAKEN and _all_else(one, other))
        return apart <= 1 and not names_differ and _same_title(one.title, other.title, placed=True)
    if apart > 1 or names_differ or not _same_journal(one, other):
        return False
    if not (one.author and other.author):
        return exact and len(one.title) >= _TELLING and bool(one.year and other.year)
    return exact or _same_title(one.title, other.title, placed=False)


def _all_else(one: Facts, other: Facts) -> bool:
    """Tell whether two works with one title and page are the same whatever their years."""
    return (
        len(one.title) >= _TELLING
        and bool(one.volume and other.volume and one.author and other.author)
        and _one_name(one.author, other.author)
    )


def _one_name(one: str, other: str) -> bool:
    """Tell whether two family names can be one: ``vandenberg`` and ``berg``."""
    return one.endswith(other) or other.endswith(one) or similarity(one, other) >= 0.85


def _same_journal(one: Facts, other: Facts) -> bool:
    """Tell whether two works can have appeared in the same journal."""
    shorter, longer = sorted((one.journal, other.journal), key=len)
    return (
        not shorter
        or (bool(one.volume) and one.volume == other.volume)
        or longer.startswith(shorter)
        or abbreviates(shorter, longer)
        or similarity(shorter, longer) >= LEAST_ALIKE
    )


def _same_title(one: str, other: str, *, placed: bool) -> bool:
    """Tell whether two titles that are not written alike are one.

    ``placed`` tells that the works stand at the same place.
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_PART and not placed:
        return False
    if _NOTICE.findall(one) != _NOTICE.findall(other):
        return False
    is_part = longer.startswith(shorter) or longer.endswith(shorter)
    if placed and is_part and len(shorter) >= _SHORTEST_PART:
        return True
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    if len(shorter) >= _SHORTEST_PART and longer.startswith(f"{shorter} "):
        return True
    least = LEAST_ALIKE if placed else LEAST_ALIKE_ALONE
    if not can_be_alike(len(one), len(other), least) or similarity(one, other) < least:
        return False
    return placed or _misspelt(one.split(), other.split())


def _misspelt(one: list[str], other: list[str]) -> bool:
    """Tell whether the words that only one of two titles has differ in their spelling alone."""
    mine = [*(Counter(one) - Counter(other)).elements()]
    theirs = [*(Counter(other) - Counter(one)).elements()]
    if len(mine) == len(theirs) and any(map(_are_opposites, sorted(mine), sorted(theirs))):
        return False
    return not mine or not theirs or similarity("".join(mine), "".join(theirs)) >= LEAST_ALIKE_WORDS


_NEGATIONS = ("a", "an", "dis", "fe", "il", "im", "in", "ir", "non", "un")
"""What makes another word of one: effective, ineffective; male, female."""
_OPPOSITES = (
    *(("hyper", "hypo"), ("inter", "intra"), ("micro", "macro"), ("endo", "exo"), ("ab", "ad")),
    *(("pre", "peri"), ("pre", "post"), ("peri", "post"), ("af", "ef"), ("anti", "pro")),
    *(("east", "west"), ("north", "south"), ("mono", "poly"), ("uni", "bi"), ("under", "over")),
)
"""With which two words begin that differ in meaning, however alike they are."""


def _are_opposites(one: str, other: str) -> bool:
    """Tell whether two words that differ in a few letters are two words, and none is misspelt."""
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) and longer.removesuffix(shorter) in _NEGATIONS:
        return True
    for first, second in _OPPOSITES:
        for begin, end in ((first, second), (second, first)):
            if one.startswith(begin) and other == end + one.removeprefix(begin):
                return True
    return False
