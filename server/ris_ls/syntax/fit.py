"""How well a text suits a tag as its value.

`IS - 12` is an issue, `IS - ischemic stroke was more frequent` is a wrapped abstract. Where the
layout of a line is damaged, this is what tells a field from prose. Scores are in the manner of
log odds: above 0 the text looks like such a value, below 0 it does not. Only the beginning and the
length of a value are looked at, so that the longest abstract costs no more than a short one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from ris_ls.knowledge import TYPE_CODES, tag

Group = Literal["closed", "name", "keyword", "title", "text", "prose"]
"""What can stand in a value: a number, date or address; a name; a keyword; a title; some other
phrase (a place, a publisher); sentences."""

FREE_TEXT: frozenset[str] = frozenset({"AB", "N1", "N2", "RN"})
"""Tags whose values run over sentences and lines: the home of look-alikes."""

_UNMISTAKABLE = 7.0

_WINDOW = 400
"""How many characters of a value are looked at."""

_CLOSED_KINDS = {
    "date",
    "year",
    "doi",
    "url",
    "file",
    "number",
    "page",
    "issn_isbn",
    "language",
    "identifier",
}
_TITLES = {"TI", "T1", "CT", "ST", "TT"}
_NUMBERS = {"VL", "IS", "SP", "EP", "LP", "VO", "PG", "NV", "SV", "NR"}
_SENTENCES = {"AD", "FX", "FU", "M1", "C1", "C3", "DB", "PA", "AV"}
"""Tags that are filed as text and hold addresses, acknowledgements and lists of funders too."""

_YEAR = re.compile(r"[\"'(]?(?:1[4-9]|20)\d\d(?!\d)")
_PARTS = re.compile(r"(?:1[4-9]|20)\d\d/\d{0,2}/")
_DATE = re.compile(
    r"(?i)(?:[\d/.,:;()\-–\[\] ?&+]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?"
    r"|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spr(?:ing)?"
    r"|sum(?:mer)?|aut(?:umn)?|fall?|win(?:ter)?|received|accepted|revised|print|electronic|collection|cop\."
    r"|undefined|through"
    r"|(?:st|nd|rd|th)\b|t\d\d|z\b|q[1-4]|to\b)+"
)
_HAS_YEAR = re.compile(r"(?:^|\D)(?:1[4-9]|20)\d\d(?:\D|$)")
_DOI = re.compile(r"(?i)\S{0,40}\b10\.\d{4,}")
_URL = re.compile(r"(?i)<?(?:url:)?(?:(?:https?|ftps?|file|internal-pdf):|//|www\.|<go to isi)")
_FILE = re.compile(r"(?i)^(?:files|[a-z]:)[/\\\\].|\.(?:pdf|html?|docx?|epub)$")
_SERIAL = re.compile(r"\d{4}[- ]?\d{3}[\dXx]|\d[\d -]{8,}[\dXx]")
_DIGIT = re.compile(r"\d")
_LANGUAGE = re.compile(
    r"(?i)[a-z]{2,3}(?:-[a-z]{2})?|(?:(?:english|german|french|spanish|portuguese|italian|chinese"
    r"|japanese|russian|korean|dutch|polish|turkish|arabic|persian|swedish|danish|norwegian|czech"
    r"|hungarian|finnish|greek|hebrew|ukrainian|croatian|multilingual)(?:[;,/ &]+|and)*)+"
)
_LISTED = {
    "DB": re.compile(
        r"(?i)(?:ovid )?(?:scopus|medline|pubmed|pmc|embase|web of science|cinahl|eric|econlit"
        r"|psycinfo|psycarticles|cochrane|ieee xplore|proquest|cab abstracts|scielo|jstor|lens)"
        r"\b.{0,60}"
    ),
    "M3": re.compile(
        r"(?i)(?:journal |research |original )?(?:article|review|letter|editorial|note|erratum"
        r"|report|thesis|dissertation)(?: in press| paper)?|conference (?:paper|review|abstract)"
        r"|book(?: chapter)?|short survey|data paper|ph\.?d\.?|proceedings paper|meeting abstract"
    ),
}
"""Values that are the same in export after export."""

_NUMBER = re.compile(
    r"(?i)[\"'(\[]?(?:(?:pp?|vol(?:ume)?|no|nr|num|issue|iss|suppl?|supplement|part|pt|art(?:icle)?"
    r"|bd|heft|special|s|n|v)[. :]{1,2}){0,2}"
    r"[\w.:()/-]{0,12}\d[\w.:()/–—,+*-]{0,24}"
    r"(?: ?(?:[(/&,+–-] ?)?(?:suppl?|supplement|part|pt|no|pp?|pages|issue|special|[ivx]+|\w{0,4}\d"
    r"|(?-i:[A-Z]{2,6})\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
    r"[\w.:()/–-]{0,16}){0,4}$"
)
_PROSE = re.compile(r"[a-z]{2,}[.?!] +[A-Z]|[a-z], (?:and|but|which|that) ")
_WORD = re.compile(r"[^\W\d_]+")
_OF_GROUPS = re.compile(r"\b(?:and|of|for|the|on)\b")
_PARTICLE = re.compile(
    r"(?:[a-z]{1,3}[ '’-]){1,3}[^\W\d_a-z]|in (?:vitro|vivo|situ|silico|utero)\b"
)
_FIRST = re.compile(r"[^\W\d_]+(?!\w)")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|did|does|not|can|may|showed|we|using|used|which"
    r"|that|these|this|their)\b"
)
_SMALL = (
    "de da di do dos das du del della der den van von vom zu zur la le el al bin ben ibn y e "
    "i and of for the und et on ter ten af av st jr sr dr"
)
_PARTICLES = frozenset(_SMALL.split())  # written small inside a name
_FUNCTION = (
    "a an the of in on at by to for from with without and or but nor as is are was were be "
    "been being has have had do does did not no than that which who whom whose this these "
    "those their its it we they our between among into onto upon under over through during "
    "after before against within via per if when while where whether because however both "
    "either can could may might will would should must also such more most less very there de "
    "la le les des du et en un une el los las y der die das und von mit zu im dem den eine "
    "ein di il della e o os da em para por con using"
)
FUNCTION_WORDS: frozenset[str] = frozenset(_FUNCTION.split())
"""Words that neither end nor begin a title, a keyword or a name: a phrase goes on there."""


@cache
def group_of(code: str) -> Group:
    """Return what can stand in a value of this tag; "text" for a tag that no source knows."""
    known = tag(code)
    if code in FREE_TEXT:
        return "prose"
    if known is None:
        return "text"
    if known.value_kind in _CLOSED_KINDS or code in _NUMBERS:
        return "closed"
    if known.value_kind in ("name", "keyword"):
        return "name" if known.value_kind == "name" else "keyword"
    return "title" if code in _TITLES else "text"


@cache
def _kind(code: str) -> str:
    known = tag(code)
    return known.value_kind if known else ""


@lru_cache(maxsize=1024)
def fit(code: str, value: str) -> float:
    """Score how well ``value`` suits tag ``code``; from about -6 (never) to 7 (surely)."""
    length = len(value)
    value = value[:_WINDOW].strip()
    if code == "ER":
        return 3.0 if not value else -4.0
    if code == "TY":
        if value.upper() in TYPE_CODES:
            return 4.0
        return 1.0 if len(value) <= 30 and len(value.split()) <= 3 else -4.0
    if code in ("AB", "N2"):
        return _fit_prose(value)
    if code in FREE_TEXT:
        return _fit_note(value)
    if not value:
        return -0.5
    words = value.count(" ") + 1
    kind = _kind(code)
    if kind in _CLOSED_KINDS or code in _NUMBERS:
        return _fit_closed(kind, value, words, length)
    if kind == "name":
        return _fit_name(value, words, length)
    if kind == "keyword":
        return _fit_keyword(value, words, length)
    if (known := _LISTED.get(code)) and known.fullmatch(value):
        return 4.0
    if code in _SENTENCES:
        return (1.5 if words <= 30 else 0.5) - (1.5 if goes_on(value) else 0.0)
    return _fit_text(value, words, length)


def _fit_closed(kind: str, value: str, words: int, length: int) -> float:
    if kind == "doi":
        doi = _DOI.match(value) and words <= 2
        return (_UNMISTAKABLE if words == 1 else 2.0) if doi else -4.0
    if kind in ("url", "file"):
        return _fit_address(value, words)
    if kind in ("date", "year"):
        return _fit_date(value, words, length)
    if kind == "issn_isbn":
        if _SERIAL.search(value[:40]) and words <= 12:
            return 5.0 if words <= 2 else 3.0
        return 0.0 if _DIGIT.search(value) and words <= 2 else -4.0
    if kind == "identifier":
        return _fit_identifier(value, words, length)
    if kind == "language":
        if _LANGUAGE.fullmatch(value):
            return 4.0
        return 1.5 if words <= 3 and length <= 40 and not _DIGIT.search(value) else -4.0
    return _fit_number(value, words, length)


def _fit_number(value: str, words: int, length: int) -> float:
    if length > 60 or words > 8:
        return -6.0
    if _NUMBER.match(value):
        return 3.0
    if _DATE.fullmatch(value) or (words == 1 and length <= 6 and value.isupper()):
        return 1.5  # the issue of March, a supplement: MAR, SI
    if not _DIGIT.search(value):
        return 0.0 if words <= 2 and length <= 24 and not goes_on(value) else -3.0
    return 0.0 if words <= 3 and length <= 24 else -2.0


def _fit_date(value: str, words: int, length: int) -> float:
    if length <= 60 and _DATE.fullmatch(value) and (_DIGIT.search(value) or words == 1):
        return 4.0 if _YEAR.match(value) else 2.0
    if _PARTS.match(value) and length <= 80:
        return 2.0  # 2020/05//Spring issue
    if words <= 3 and length <= 24 and _HAS_YEAR.search(value):
        return 0.0
    return -1.0 if words <= 2 else -4.0


def _fit_address(value: str, words: int) -> float:
    parts = value.split(" ")
    if _URL.match(value):
        if words == 1 or value.startswith("<"):
            return _UNMISTAKABLE
        strange = sum(1 for part in parts if part and not _URL.match(part) and "/" not in part)
        return 3.0 if not strange else 1.0 if strange == 1 and words <= 3 else -2.0
    if (_DOI.match(value) and words == 1) or _FILE.search(value):
        return 3.0
    return 0.0 if words <= 2 and ("/" in value or "." in value[1:-1]) else -4.0


def _fit_name(value: str, words: int, length: int) -> float:
    if length > 160 or words > 14:
        return -4.0 if ";" not in value or _PROSE.search(value) else 0.0
    family, comma, given = value.partition(",")
    lower = [word for word in _WORD.findall(value) if word.islower() and word not in _PARTICLES]
    score = 2.0
    if comma and family.count(" ") <= 3 and given.count(" ") <= 4:
        score = 0.5 if _OF_GROUPS.search(family) else 3.0
    elif ";" in value:
        score = 1.5
    elif words > 6:
        score = 0.5
    if value[0].islower() and value.split(" ", 1)[0].lower() not in _PARTICLES:
        score -= 1.0
    if lower:
        score -= 1.0 + min(3.0, len(lower))
    if _VERB.search(value):
        score -= 1.5
    if _HAS_YEAR.search(value):
        score -= 2.0
    return max(score, -5.0)


def _fit_keyword(value: str, words: int, length: int) -> float:
    if _PROSE.search(value):
        return -3.0
    if length > 200:
        # EndNote writes all keywords into one KW, a line each.
        small = sum(1 for word in value.split()[:40] if word in FUNCTION_WORDS)
        return -3.0 if small > 3 else 0.0
    score = 2.0 if words <= 4 else 1.0 if words <= 8 else 0.0
    if _VERB.search(value):
        score -= 1.5
    if value.endswith(".") and words > 1:
        score -= 1.0
    if goes_on(value):
        score -= 2.0
    return score


def _fit_identifier(value: str, words: int, length: int) -> float:
    if words > 4 or length > 80:
        return -3.0
    if goes_on(value):
        return -2.0
    return 3.0 if _DIGIT.search(value) and words <= 2 else 0.5


def _fit_prose(value: str) -> float:
    if not value:
        return -0.5
    words = value.count(" ") + 1
    score = 2.0 if words >= 12 else 0.5 if words >= 4 else 0.0
    if value[0].islower():
        score -= 2.0
    if goes_on(value):
        score -= 1.0
    return score


def _fit_note(value: str) -> float:
    """Score a note: sentences, but also `cited By 16`."""
    if not value:
        return -0.5
    return 1.0 - (1.0 if value[0].islower() else 0.0) - (1.0 if goes_on(value) else 0.0)


def _fit_text(value: str, words: int, length: int) -> float:
    """Titles, journals, places, publishers: a phrase rather than a paragraph."""
    if length > 600:
        return -4.0
    if words == 1 and (_DOI.match(value) or _URL.match(value)):
        return 4.0
    score = 1.5 if words <= 30 else -0.5
    if _PROSE.search(value) and words > 25:
        score -= 1.5
    if value[0].islower() and words > 1:
        score -= 1.0
    if goes_on(value):
        score -= 1.5
    return score


def goes_on(value: str) -> bool:
    """Tell whether a value, not empty, begins like the middle of a sentence."""
    if value[0] in ",.;:)]}%":
        return True
    first = _FIRST.match(value)
    if first is None or first[0] not in FUNCTION_WORDS:
        return False
    # "da Vinci", "de la Cruz, J", "in vitro study": not the middle of a phrase.
    return _PARTICLE.match(value) is None
