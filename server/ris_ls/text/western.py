"""How well a text in a Western language, read from single bytes, makes sense.

Nothing in such a file says which code page it was written in. Read in the wrong one, letters come
out in places where no Western language has them: ``MŸller``, ``donÕt``, ``Dvoøák``. So each letter
and sign beyond ASCII is judged by what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENOUGH = 20_000
"""So many words are judged, and not more: a large file has enough of them at its beginning."""

_BEYOND = re.compile("[\u0080-\uffff]")
_LONGEST_WORD = 60
_FEWEST_WORDS = 6
"""Fewer different words than this fit another code page as well, by chance."""
_FEWEST_SIGNS = 3

# The letters beyond ASCII that are met together in one word.
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâæçéèêëîïôœùûü",  # French
        "äöüßé",  # German
        "áéíñóúü",  # Spanish
        "áâãàçéêíóôõúü",  # Portuguese
        "àèéìòù",  # Italian
        "åäöæøéü",  # Nordic
        "àçèéíïòóúü",  # Catalan
        "éëïöüèê",  # Dutch
    )
)
_VOWELS = "aeiouyáàâäéèêëíóôöúü"
_CONSONANTS = "bcçdfghjklmnpqrstvwxz"
# What stands behind letters whose byte is another letter in Windows-1250 (Central European).
_WESTERN_BEFORE = {
    "è": _CONSONANTS + " ",
    "ñ": _VOWELS,
    "õ": "e",
    "ã": "oeisn ",
    "æ": _CONSONANTS,
    "ì": " ",
    "ù": " ",
}

_ANYWHERE = frozenset("\u00a0’‘–—")
_OPENING = frozenset("“«„‚‹")
_CLOSING = frozenset("”»›“")
# Quotation marks and dashes: every Windows code page has them at the same bytes.
_OF_ALL_WINDOWS = frozenset("’‘“”„‚–—…•")
_BETWEEN_WORDS = frozenset("•·…×÷±®™©†‡")
_AFTER_NUMBERS = frozenset("°²³¹½¼¾‰€£¢")
_BEFORE_NUMBERS = frozenset("£€§¥")
# `it’s`, `don’t`, `we’re`: in Mac Roman the byte of this apostrophe is an accented i.
_LIKE_AN_APOSTROPHE = re.compile(r"[A-Za-z]í(?:s|t|re|ve|ll|d|m)\Z")
_SPANISH_ENDING_IN_IS = frozenset({"país", "maís", "raís", "paraís"})


@dataclass(frozen=True, slots=True)
class Sense:
    """How many words, and how many signs, beyond ASCII make sense, and how many do not."""

    words: int = 0
    odd_words: int = 0
    signs: int = 0
    odd_signs: int = 0
    different_words: int = 0
    """How many of the words that make sense differ, up to as many as are enough."""
    other_signs: int = 0
    """How many of the signs that make sense stand for another one in some Windows code page."""

    @property
    def is_certain(self) -> bool:
        """Whether the text makes sense, and there is too much of it to do so by chance.

        Without words, quotation marks and dashes do, which all Windows code pages share.
        """
        if not self.is_sure:
            return False
        if self.words:
            return self.different_words >= _FEWEST_WORDS
        return self.signs >= _FEWEST_SIGNS and not self.other_signs

    @property
    def is_sure(self) -> bool:
        """Whether the text makes sense; one word in fifty, one sign in ten may be odd.

        Words are what tells code pages of one family apart, which have most signs in common.
        """
        return (
            self.words + self.signs > 0
            and self.odd_words * 50 <= self.words
            and self.odd_signs * 10 <= self.signs
        )

    @property
    def is_likely(self) -> bool:
        """Whether most of the text makes sense."""
        return (self.odd_words + self.odd_signs) * 5 <= self.words + self.signs


def sense_of(text: str) -> Sense:
    """Judge the letters and signs beyond ASCII of a text. Never raises."""
    words, signs = [0, 0], [0, 0]  # those that are odd, those that make sense
    different: set[str] = set()
    other_signs = 0
    last = 0
    for match in _BEYOND.finditer(text):
        start, end = match.start(), match.end()
        if start < last:
            continue
        if match[0].isalpha():
            while start > last and text[start - 1].isalpha() and end - start < _LONGEST_WORD:
                start -= 1
            while end < len(text) and text[end].isalpha() and end - start < _LONGEST_WORD:
                end += 1
            word = text[start:end]
            makes_sense = _is_word(word)
            words[makes_sense] += 1
            if makes_sense and len(word) > 1 and len(different) < _FEWEST_WORDS:
                different.add(word.lower())
        else:
            is_sign = _is_sign(match[0], text[start - 1 : start], text[end : end + 1])
            signs[is_sign] += 1
            other_signs += is_sign and match[0] not in _OF_ALL_WINDOWS
        last = end
        if words[0] + words[1] >= _ENOUGH:
            break
    return Sense(words[1], words[0], signs[1], signs[0], len(different), other_signs)


def _is_sign(sign: str, before: str, after: str) -> bool:
    """Tell whether a sign that is no letter stands where such signs do."""
    if sign in _ANYWHERE:
        return True
    if before.isalpha() and after.isalpha():
        return False
    return (
        (sign in _OPENING and not before.isalnum())
        or (sign in _CLOSING and not after.isalnum())
        or sign in _BETWEEN_WORDS
        or (
            sign in _AFTER_NUMBERS
            and (before.isdigit() or before in "mM (")
            and (after in "CFK" or not after.isalpha())
        )
        or (sign in _BEFORE_NUMBERS and (after.isdigit() or after == " "))
        or (sign in "¿¡" and after.isupper())
    )


def _is_word(word: str) -> bool:
    """Tell whether letters can be a word of a Western language."""
    small = word.lower()
    if small in "ºªµ" or (small[0] == "µ" and small[1:].isascii()):
        return True
    if len(small) == 1:
        return small in "àéèó"
    if any(not one.isascii() and one.isupper() for one in word[1:]) and not word.isupper():
        return False
    beyond = {one for one in small if not one.isascii()}
    if not any(beyond <= alphabet for alphabet in _ALPHABETS):
        return False
    if _LIKE_AN_APOSTROPHE.search(small) and small not in _SPANISH_ENDING_IN_IS:
        return False
    return not _is_central_european(small)


def _is_central_european(word: str) -> bool:
    """Tell whether a letter stands where the Western one of its byte does not, but another does.

    In Windows-1250 the bytes of è, ñ, õ, æ, ã, ì and ù are those of č, ń, ő, ć, ă, ě and ů.
    """
    for one, after in zip(word, word[1:] + " ", strict=True):
        if one in _WESTERN_BEFORE and after not in _WESTERN_BEFORE[one]:
            return True
    return False
