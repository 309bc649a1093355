"""How well a text suits a tag as its value.

`IS - 12` is an issue, `IS - ischemic stroke was more frequent` is a wrapped abstract. Where the
layout of a line is damaged, this is what tells a field from prose. Scores are in the manner of
log odds: above 0 the text looks like such a value, below 0 it does not; they were set by
collapsing sound records of real exports and counting the breaks that came back wrong.
"""

from __future__ import annotations

import re
from functools import cache

from ris_ls.knowledge import TYPE_CODES, tag

_YEAR = re.compile(r"[\"'(]?(?:1[4-9]|20)\d\d\b")
_HAS_YEAR = re.compile(r"(?:^|\D)(?:1[4-9]|20)\d\d(?:\D|$)")
_DATE_WORD = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spr|sum|aut|fal|win)[a-z]*\b"
)
_DOI = re.compile(r"(?i)\b10\.\d{4,}")
_URL = re.compile(r"(?i)<?(?:url:)?(?:https?|ftp|file|internal-pdf)?:?//|www\.|<go to isi")
_SERIAL = re.compile(r"\d{4}[- ]?\d{3}[\dXx]|\d[\d -]{8,}[\dXx]")
_DIGIT = re.compile(r"\d")
_PROSE = re.compile(r"[a-z]{2,}[.?!] +[A-Z]|[a-z], (?:and|but|which|that) ")
_SENTENCE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|be|been|did|does|not)\b")

FREE_TEXT: frozenset[str] = frozenset({"AB", "N1", "N2", "RN"})
"""Tags whose values run over sentences and lines: the home of look-alikes."""


@cache
def _kind(code: str) -> str:
    known = tag(code)
    return known.value_kind if known else ""


def fit(code: str, value: str) -> float:  # noqa: PLR0912 - one branch per kind of value
    """Score how well ``value`` suits tag ``code``; from about -6 (never) to 4 (surely)."""
    value = value.strip()
    kind = _kind(code)
    if code == "ER":
        return 3.0 if not value else -4.0
    if code == "TY":
        if value.upper() in TYPE_CODES:
            return 4.0
        return 1.0 if len(value) <= 30 and len(value.split()) <= 3 else -4.0
    if code in FREE_TEXT:
        return _fit_prose(value)
    if not value:
        return -0.5
    words = value.count(" ") + 1
    if kind == "doi":
        return 3.5 if _DOI.search(value[:80]) and words <= 3 else -4.0
    if kind in ("url", "file"):
        if _URL.match(value) or _URL.match(value[:300].split(" ")[0]):
            return 3.5 if words <= 3 else 0.5 if all(map(_URL.match, value.split(" "))) else -1.0
        return 0.0 if words <= 2 and ("/" in value or "." in value) else -4.0
    if kind in ("date", "year"):
        if _YEAR.match(value):
            return 3.5 if len(value) <= 40 else -2.0
        if len(value) <= 40 and (_DATE_WORD.search(value) or _HAS_YEAR.search(value)):
            return 2.0
        return -1.0 if words <= 2 else -4.0
    if kind in ("number", "page") or code in ("VL", "IS", "SP", "EP", "LP"):
        if len(value) > 60 or words > 8:
            return -6.0
        numeric = bool(_DIGIT.search(value))
        if words <= 3 and len(value) <= 24:
            return 3.0 if numeric else 0.0
        return 1.0 if numeric else -3.0
    if kind == "issn_isbn":
        if _SERIAL.search(value) and words <= 12:
            return 3.5
        return 0.0 if _DIGIT.search(value) and words <= 3 else -4.0
    if kind == "name":
        return _fit_name(value, words)
    if kind == "keyword":
        if len(value) > 200 or _PROSE.search(value):
            return -3.0
        return 1.5 if words <= 8 else -0.5
    if kind == "language":
        return 1.5 if words <= 4 and len(value) <= 40 and not _DIGIT.search(value) else -4.0
    if kind == "identifier":
        return 1.0 if words <= 4 and len(value) <= 80 else -3.0
    return _fit_text(value, words)


def _fit_name(value: str, words: int) -> float:
    if len(value) > 160 or words > 14:
        return -4.0
    score = 2.0 if words <= 6 else 0.5
    first = value[0]
    if not (first.isupper() or first in "'\"[(" or ord(first) > 0x2FF) and "," not in value:
        score -= 2.0
    if _SENTENCE_VERB.search(value) and "," not in value.split(" ", maxsplit=1)[0]:
        score -= 2.0
    if words == 1 and "," not in value and value.islower():
        score -= 1.0
    return score


def _fit_prose(value: str) -> float:
    words = value.count(" ") + 1
    score = 1.5 if words >= 12 else 0.5 if words >= 4 else 0.0
    if value and value[0].islower():
        score -= 2.5
    return score


def _fit_text(value: str, words: int) -> float:
    """Titles, journals, places, publishers: a phrase rather than a paragraph."""
    if words > 70:
        return -4.0
    score = 1.5 if words <= 30 else -0.5
    if _PROSE.search(value) and words > 25:
        score -= 1.5
    if value[0].islower() and words > 2:
        score -= 1.0
    return score
