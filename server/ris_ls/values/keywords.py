"""What a keyword field (KW) says: one keyword, or several in one value or on several lines.

RIS gives each keyword a field of its own. Subject headings hold commas and slashes themselves
(``Diabetes Mellitus, Type 2``, ``Heart Failure/drug therapy``), so of these two only what is
plainly a list is read as one.

All offsets are code points into the text that was passed in. Nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ris_ls.syntax import BLANKS
from ris_ls.values.names import is_east_asian, semicolons

KeywordSeparator = Literal["semicolon", "comma", "slash"]


@dataclass(frozen=True, slots=True)
class KeywordList:
    """The keywords found in one value.

    ``spans`` hold no blanks around a keyword. ``labelled`` tells that a colon stands before the
    first separator, as in ``Author keywords: harvest; weather``.
    """

    spans: tuple[tuple[int, int], ...]
    separator: KeywordSeparator
    labelled: bool


class Keyword(NamedTuple):
    """A keyword, and where it stands in the text of its field."""

    text: str
    """On one line, whether or not the field broke it."""
    start: int
    end: int


SEMICOLONS = ";；؛"
"""As they are written from left to right, in Chinese and Japanese, and in Arabic and Persian."""
SEMICOLON = re.compile(f"[{SEMICOLONS}]")
_COMMA = re.compile("[,，、]")

POSSIBLE_LIST = rf"[^{SEMICOLONS}]*[{SEMICOLONS}]|(?:[^,，、]*[,，、]){{2}}|(?:[^/]*/){{3}}"
"""A pattern of the beginnings of all values that can hold several keywords."""

_COMMA_BETWEEN_WORDS = re.compile("(?<![0-9]),|,(?![0-9])|[，、]")
_SLASH = re.compile(r" / ")
# "Global Warming Q54": a heading of the Journal of Economic Literature, semicolons and all.
_SUBJECT_CODE = re.compile(r"(?<!vitamin)(?<!coenzyme) [a-z][0-9]{2}", re.IGNORECASE)
# "2045: sociology of health; sociology of medicine": one class of Sociological Abstracts.
_CLASS_NUMBER = re.compile(r"[0-9]{2,5}: ?[^\W\d_]")
_MOST_WORDS = 10
"""A part of more words than this is prose."""
_MOST_WORDS_BETWEEN_COMMAS = 5
_LINE = re.compile(rf"[^{BLANKS}\r\n](?:[^\r\n]*[^{BLANKS}\r\n])?")
"""The text of a line, without blanks around it."""
_LINE_END = re.compile(r"[\r\n]")


def keywords_in(text: str) -> list[Keyword]:
    """Return the keywords of a field, in order.

    Takes its text from the value to the end of its last line, line ends and all. Each line is a
    keyword where `are_keywords` says so; else they are read as one, which is taken apart as
    :func:`split_keywords` does it, whatever else the record has.
    """
    lines = [Keyword(match[0], *match.span()) for match in _LINE.finditer(text)]
    if len(lines) > 1 and are_keywords([line.text for line in lines]):
        return lines
    found = split_keywords(_LINE_END.sub(" ", text), alone=False)
    if found is None:
        whole = " ".join(line.text for line in lines)
        return [Keyword(whole, lines[0].start, lines[-1].end)] if lines else []
    return [Keyword(" ".join(_LINE.findall(text[slice(*span)])), *span) for span in found.spans]


def may_be_several(value: str) -> bool:
    """Tell, in no time, whether a value without line ends may be more than one keyword."""
    return ";" in value or " / " in value or not value.isascii()


def split_keywords(text: str, *, alone: bool) -> KeywordList | None:
    """Return the keywords of a value; None where it holds one, or it is not sure that it is a list.

    Takes the value and whether it is all the record has for keywords. A semicolon outside
    entities and brackets separates. Commas do where the value is ``alone`` and has three parts or
    more, none of them long; slashes with blanks around them do from four parts on.
    """
    if SEMICOLON.search(text):
        return _by_semicolons(text)
    if " / " in text:
        return _by_slashes(text)
    if alone:
        return _by_commas(text)
    return None


def divide_keywords(text: str) -> KeywordList | None:
    """Return the parts of a value between its separators, whether or not it is sure to be a list.

    For a person who asks for it. Takes semicolons where there are any, else slashes with blanks
    around them, else commas between words. None for a value without any.
    """
    cuts = semicolons(text)
    separator: KeywordSeparator = "semicolon"
    if not cuts:
        separator, cuts = "slash", [match.span() for match in _SLASH.finditer(text)]
    if not cuts:
        separator, cuts = "comma", [m.span() for m in _COMMA_BETWEEN_WORDS.finditer(text)]
    spans = _parts(text, cuts)
    if len(spans) < 2 or any(_is_cut_quotation(text[slice(*span)]) for span in spans):
        return None
    if separator == "comma" and not all(_is_whole(text[slice(*span)]) for span in spans):
        return None
    return KeywordList(tuple(spans), separator, ":" in text[: cuts[0][0]])


def _is_cut_quotation(text: str) -> bool:
    """Tell whether a quotation begins in a part of a value and ends in another, or the reverse."""
    return text.count('"') % 2 == 1 or text.count("“") + text.count("„") != text.count("”")


def are_keywords(lines: Sequence[str]) -> bool:
    """Tell whether each line of a value that goes on in others surely is a keyword of its own.

    So EndNote writes them. A list that was wrapped is broken in the middle of a keyword.
    """
    together = "\n".join(lines)
    return SEMICOLON.search(together) is None and not any(
        line.endswith((",", "-")) for line in lines
    )


def keyword_key(text: str) -> str:
    """Return what two spellings of a keyword share: no capitals, no asterisks of MEDLINE."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(plain.replace("*", "").casefold().split())


def is_same_keyword(one: str, other: str) -> bool:
    """Tell whether two values with the same :func:`keyword_key` are the same keyword.

    An abbreviation (``AIDS``) is not the word with the same letters (``aids``), and asterisks on
    different parts of a heading say different things.
    """
    if "*" in one and "*" in other and one.find("*") != other.find("*"):
        return False
    return _is_abbreviation(one) == _is_abbreviation(other)


def says_more(one: str, other: str) -> bool:
    """Tell whether of two spellings of a keyword the first says more than the second.

    It does with the asterisk of a main heading, and with small letters against capitals alone,
    but not where capitals are how the thing is written: ``COVID-19``, ``IL6``.
    """
    return _rank(one) > _rank(other)


def _rank(text: str) -> tuple[bool, bool, bool]:
    is_code = text.isupper() and " " not in text.strip() and any(sign.isdigit() for sign in text)
    return "*" in text, is_code, not text.isupper()


def _is_abbreviation(text: str) -> bool:
    plain = text.strip("* ")
    return plain.isupper() and plain.isalpha() and len(plain) <= 5


def _by_semicolons(text: str) -> KeywordList | None:
    if _CLASS_NUMBER.match(text):
        return None
    cuts = semicolons(text)
    spans = _parts(text, cuts)
    if len(spans) < 2 or any(_is_prose(text[slice(*span)], _MOST_WORDS) for span in spans):
        return None
    last = text[slice(*spans[-1])]
    if _SUBJECT_CODE.fullmatch(last, max(0, len(last) - 4)):
        return None
    return KeywordList(tuple(spans), "semicolon", ":" in text[: cuts[0][0]])


def _by_slashes(text: str) -> KeywordList | None:
    spans = _parts(text, [match.span() for match in _SLASH.finditer(text)])
    if len(spans) < 4 or any(_is_prose(text[slice(*span)], _MOST_WORDS) for span in spans):
        return None
    return KeywordList(tuple(spans), "slash", labelled=False)


def _by_commas(text: str) -> KeywordList | None:
    cuts = [match.span() for match in _COMMA.finditer(text)]
    if len(cuts) < 2 or ("(" in text and text.count("(") != text.count(")")):
        return None
    spans = _parts(text, cuts)
    if len(spans) < 3 or len(spans) != len(cuts) + 1:
        return None
    for span in spans:
        part = text[slice(*span)]
        if _is_prose(part, _MOST_WORDS_BETWEEN_COMMAS) or not _is_whole(part):
            return None
    return KeywordList(tuple(spans), "comma", ":" in text[: cuts[0][0]])


def _is_whole(part: str) -> bool:
    """Tell whether a part between commas can be a keyword by itself.

    It cannot in ``3,4,5-trisphosphate``, ``Receptors, Dopamine, D2`` and ``drugs (a, b, c)``. In
    Chinese one sign is a word.
    """
    even = part.count("(") == part.count(")") and part.count("[") == part.count("]")
    return even and (sum(sign.isalpha() for sign in part) > 1 or is_east_asian(part))


def _is_prose(part: str, most_words: int) -> bool:
    return len(part.split()) > most_words or part.startswith(("and ", "but ", "or ", "which "))


def _parts(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans between cuts, blanks around them left out; none that is empty."""
    found: list[tuple[int, int]] = []
    begin = 0
    for start, end in [*cuts, (len(text), len(text))]:
        piece = text[begin:start]
        left = begin + len(piece) - len(piece.lstrip())
        right = begin + len(piece.rstrip())
        if left < right:
            found.append((left, right))
        begin = end
    return found
