"""What a language field (LA) says: which languages, by code or by name.

Programs take the field as it is, and databases fill it in many ways: ``eng``, ``en-US``,
``English``, ``English; French``, ``Englisch``. All of these are understood. Nothing here raises.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from ris_ls.values.language_table import LANGUAGES, NAMES_ELSEWHERE

_SEPARATOR = re.compile(r"[;,/|+&\n()\[\]、，；]|\s(?:and|und|et|y|e)\s")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})+")
_WORD = re.compile(r"[^\W\d_]+")

# Names in use beside those of the tables, and what databases write where there is no one language.
_MORE_NAMES = """
azeri|bengali|bilingual|cantonese|castilian|dari|farsi|flemish|gaelic|hakka|kinyarwanda|
macedonian|mandarin|moldavian|moldovan|multilingual|multiple languages|no linguistic content|
not applicable|not specified|oriya|panjabi|pushto|romany|rumanian|serbo-croatian|slovene|
taiwanese|undetermined|unknown|unspecified|valencian
"""
# Words of names such as "Church Slavic" that name no language by themselves.
_NO_NAMES = frozenset(
    """
    american ancient british central church classical content eastern egyptian english-based high
    island islands language languages linguistic literary lower middle multiple north northern
    official roman sign south southern specified standard traditional tunisian upper western
    """.split()  # noqa: SIM905 - a list of words reads better so
)
# Countries' codes that are taken for their languages, and are no language codes themselves.
_COUNTRIES = {
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gb": "en",
    "gr": "el",
    "jp": "ja",
    "ua": "uk",
    "us": "en",
}
# Longer texts name their language in some words, or are no name of a language at all.
_LONGEST_NAME = 30

PLAIN_LANGUAGE = "(?:[A-Za-z]{3}|en|de|es|fr|it|pt|English|French|German|Spanish|Chinese)?"
"""A pattern of nothing, and of the commonest values that :func:`is_language` is true of."""


def is_language(text: str) -> bool:
    """Tell whether a value names a language, or several, that a person or a program knows.

    Takes the field's value. Codes of two letters are those of ISO 639-1, in small or capital
    letters; any three letters pass for a code of ISO 639-2 or 639-3. Subtags (``en-US``) may
    follow. Of a text it is enough that one word names a language: ``Summary in English``.
    """
    return _names_one_again(text) if len(text) <= _LONGEST_NAME else _names_one(text)


@lru_cache(maxsize=1024)
def _names_one_again(text: str) -> bool:
    """Do what `_names_one` does, and remember it: a file has few languages."""
    return _names_one(text)


def _names_one(text: str) -> bool:
    text = unicodedata.normalize("NFC", text[:1000]).casefold()
    if text.strip(" .;,\t\n") in _names():
        return True
    pieces = [piece.strip(" .\t\"'<>*") for piece in _SEPARATOR.split(text)]
    return any(_is_one(piece) for piece in pieces if piece)


@lru_cache(maxsize=256)
def language_meant(text: str) -> str | None:
    """Return the code or name that a value was probably meant to be; None when there is no saying.

    Takes a value that is no language by :func:`is_language`: the code of a country (``jp``), or a
    name with a letter too many, too few or in the wrong place (``Englsih``).
    """
    word = text.strip().casefold()
    if len(word) > _LONGEST_NAME:
        return None
    if word in _COUNTRIES:
        return _COUNTRIES[word]
    if len(word) < 5:
        return None
    close = difflib.get_close_matches(word, _english_names(), n=2, cutoff=0.84)
    return _english_names()[close[0]] if len(close) == 1 else None


def _is_one(piece: str) -> bool:
    if piece.isascii() and piece.isalpha() and len(piece) < 4:
        return len(piece) == 3 or piece in _codes()
    tag = _TAG.fullmatch(piece)
    if tag is not None:
        return len(tag[1]) == 3 or tag[1] in _codes()
    return piece in _names() or any(word in _words() for word in _WORD.findall(piece))


def _rows(table: str) -> Iterator[list[str]]:
    return (line.split("|") for line in table.split("\n") if line)


@cache
def _codes() -> frozenset[str]:
    """Return the codes of two letters."""
    return frozenset(code for code, *_ in _rows(LANGUAGES) if len(code) == 2)


@cache
def _names() -> frozenset[str]:
    """Return all names, without capitals."""
    more = _MORE_NAMES.replace("\n", "").split("|")
    return frozenset(
        name.casefold()
        for table in (LANGUAGES, NAMES_ELSEWHERE)
        for _, *names in _rows(table)
        for name in names
    ) | frozenset(more)


@cache
def _words() -> frozenset[str]:
    """Return the words of names that name a language by themselves."""
    found = {word for name in _names() for word in _WORD.findall(name) if len(word) > 3}
    return frozenset(found) - _NO_NAMES


@cache
def _english_names() -> dict[str, str]:
    """Return the names of languages with a code of two letters, by themselves in small letters."""
    return {
        name.casefold(): name
        for code, *names in _rows(LANGUAGES)
        for name in names
        if len(code) == 2 and name.isascii()
    }
