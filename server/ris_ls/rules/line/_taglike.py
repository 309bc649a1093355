"""Lines that were meant as fields and are none, and fields that are lines of prose.

A line of the first kind has a tag of more than two characters (`PMID  - 1`) or one that is
mistyped (`C1.- x`, `TY: JOUR`), so every program takes it for text. A line of the second kind is
a piece of a wrapped abstract that happens to begin like a field (`IL  - 6`), so every program cuts
the abstract there. Prose speaks against the first and for the second, as in the lexer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ris_ls.knowledge import FIELD_CODES, TYPE_CODES, is_vendor
from ris_ls.syntax import BLANKS, Field, Line, Record
from ris_ls.syntax.fit import FREE_TEXT, fit, goes_on
from ris_ls.text import BOM

Form = Literal["hyphen", "colon", "tab", "blanks"]

_LONG = re.compile(
    rf"(?P<tag>[A-Za-z][A-Za-z0-9]{{2,7}})(?P<before>[{BLANKS}]{{0,3}})-(?=[{BLANKS}]|$)"
    rf"[{BLANKS}]*"
)
_KNOWN_LONG = {
    "PMID": re.compile(r"\d{1,9}(?!\w)"),
    "PMC": re.compile(r"(?:PMC)?\d{1,9}(?!\w)"),
    "PMCID": re.compile(r"(?:PMC)?\d{1,9}(?!\w)"),
    "DOI": re.compile(r"\S{0,20}10\.\d{4}"),
    "ISSN": re.compile(r"\d{4}-?\d{3}[\dXx]"),
    "EISSN": re.compile(r"\d{4}-?\d{3}[\dXx]"),
    "ISBN": re.compile(r"[\d-]{9,17}[\dXx]"),
    "URL": re.compile(r"(?:https?:|www\.)"),
}
"""Longer tags whose values show what they are, in prose too."""

_MEDLINE_TAGS = (
    "FAU FED FIR FPS AUID LID AID CRDT EDAT MHDA PHST PMCR DCOM STAT OWN OTO OID OAB OABL TTL CTI "
    "BTI CDAT LAID PST DEP ROF RPF SPIN EFR CIN CON ECI RIN ORI UIN UOF CRI CRF JID COIS"
)
_MEDLINE = frozenset(_MEDLINE_TAGS.split())
"""Tags of MEDLINE with three or four letters."""

_WORDS = frozenset({"NOTE", "NOTES", "YEAR", "TITLE", "JOURNAL", "VOLUME", "PAGES", "KEYWORDS"})
"""Words that stand for tags in files written by hand, with one blank in front of the hyphen too."""

_JUNK = r"._:;,*#+=/\\|~^'\"`"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_MISTYPED = re.compile(
    rf"(?P<lead>\ufeff?(?:[>*#|.\u2022\u00b7][{BLANKS}>]{{0,3}})?)"
    rf"(?P<first>[A-Z])(?P<inner>[#._*~ ]{{0,2}})(?P<second>[A-Z0-9])"
    rf"(?:(?P<hyphen>[{BLANKS}{_JUNK}{_DASHES}]{{0,7}}[{_DASHES}])(?=[{BLANKS}]|$)"
    rf"|(?P<colon>[{BLANKS}]{{0,3}}[:=])(?=[{BLANKS}]|$)|(?P<blank>[{BLANKS}]{{1,4}}))[{BLANKS}]*"
)

_NUMBER_AND_WORD = re.compile(r"[\d.,%-]{1,8} [a-z]{2}")
_PROSE_TAGS = frozenset({"AB", "N1", "N2"})
_ENDS_SENTENCE = ".!?:;\u3002)]}\"'\u201d\u00bb\u2026"
_NO_TAG_LINE = FREE_TEXT | {"KW"}
"""Tags that are carried on by lines of all sorts: prose, and keywords with a dash in them."""


_TITLES = frozenset({"TI", "T1", "T2", "T3", "BT", "CT", "ST"})


@dataclass(frozen=True, slots=True)
class TagLike:
    """An untagged line that was meant as a field. Offsets are those of the block."""

    line: Line
    tag: str
    """The tag that is meant, in capitals; of a long one, all its letters."""
    long: bool
    """Whether it has more than two characters."""
    form: Form
    """What sets it off from its value."""
    start: int
    """Where the line starts, a byte order mark left out."""
    value_start: int
    value_end: int
    owner: Field | None
    """The field that programs take it for a part of."""
    behind_type: bool = False
    """Whether nothing but blank lines stands between it and TY."""


@lru_cache(maxsize=4)
def tag_like(record: Record) -> Mapping[int, TagLike]:
    """Return the untagged lines that were meant as fields, by where they start.

    Kept for a moment: several rules ask for it, one after the other.
    """
    found: dict[int, TagLike] = {}
    for field in record.wrapped_fields:
        found.update(_in_run(record, field.continuation, field))
    # In front of the first field, only a record that lost its TY has fields at all.
    if not record.is_sound and record.before and not record.types:
        types = [
            one
            for line in record.before
            if (one := _mistyped(record, line, None)) and one.tag == "TY"
        ]
        if types:
            found.update(_in_run(record, record.before, None, manner=types[0].form))
    return found


def _in_run(
    record: Record, lines: Sequence[Line], owner: Field | None, *, manner: Form | None = None
) -> dict[int, TagLike]:
    found: dict[int, TagLike] = {}
    continued = False  # whether a line of plain text came before
    for index, line in enumerate(lines):
        one = _long(record, line, owner, amid=bool(found)) or _mistyped(
            record, line, owner, continued=continued, manner=manner
        )
        continued = one is None
        if one is not None:
            first = owner is not None and owner.tag == "TY" and index == 0
            found[line.start] = replace(one, behind_type=True) if first else one
    return found


def _long(record: Record, line: Line, owner: Field | None, *, amid: bool) -> TagLike | None:
    """Read a line as a field whose tag has more than two characters, if it is one.

    ``amid`` tells that others stand before it, which speaks for it.
    """
    match = _LONG.match(record.text, line.start, line.end)
    if match is None:
        return None
    written = match["tag"]
    tag = written.upper()
    value = record.text[match.end() : line.end].rstrip(BLANKS)
    loose = (owner is not None and owner.tag not in _NO_TAG_LINE) or amid
    if known := _KNOWN_LONG.get(tag):
        sure = known.match(value) is not None
    elif tag in _MEDLINE:
        # MEDLINE fills every tag up to four characters.
        sure = loose and written == tag and len(tag) + len(match["before"]) == 4 and value != ""
    else:
        apart = match["before"] == "  " or (
            # A title may well go on with such a word.
            tag in _WORDS
            and match["before"] == " "
            and not (owner is not None and owner.tag in _TITLES)
        )
        sure = loose and written == tag and apart
        sure = sure and value != "" and not _is_amid(value)
    if not sure:
        return None
    end = match.end() + len(value)
    return TagLike(line, tag, True, "hyphen", line.start, match.end(), end, owner)


def _mistyped(
    record: Record,
    line: Line,
    owner: Field | None,
    *,
    continued: bool = False,
    manner: Form | None = None,
) -> TagLike | None:
    """Read a line as a field with a mistyped tag or separator, if it is likely to be one.

    Where TY itself is set off in this ``manner``, every tag that is known is one.
    """
    match = _MISTYPED.match(record.text, line.start, line.end)
    if match is None:
        return None
    tag = match["first"] + match["second"]
    value = record.text[match.end() : line.end].rstrip(BLANKS)
    form = _form(match)
    if tag not in FIELD_CODES or form is None:
        return None
    if tag == "ER":
        if owner is not None or value:
            return None  # RIS204 ends the record
    elif tag == "TY":
        if value.upper() not in TYPE_CODES:
            return None
    elif form != manner:
        if not value:
            return None
        in_text = owner is not None and owner.tag in _NO_TAG_LINE
        again = form == "hyphen" and owner is not None and owner.tag == tag
        score = fit(tag, value) + (1.0 if again or not (continued or in_text) else -2.0)
        score += 1.0 if owner is None else 0.0  # the TY of this record is mistyped too
        score += 2.0 if match["hyphen"] == "  -" else 0.0
        # A colon, a tab or blanks set off words in any text: there the value has to say more.
        needed = {"hyphen": 0.5, "colon": 2.0, "tab": 2.0, "blanks": 3.9}[form]
        if score <= needed or (form != "hyphen" and in_text):
            return None
    return TagLike(
        line,
        tag,
        False,
        form,
        line.start + record.text.startswith(BOM, line.start),
        match.end(),
        match.end() + len(value),
        owner,
    )


def _form(match: re.Match[str]) -> Form | None:
    """Tell what sets a mistyped tag off; None where nothing about it is mistyped."""
    lead, inner, hyphen = match["lead"].strip("\ufeff"), match["inner"], match["hyphen"]
    if hyphen is not None:
        junk = hyphen[:-1].strip(BLANKS)
        if inner and not inner.strip(" ") and not hyphen.startswith("  "):
            return None  # `A B - x`: two letters of a sentence
        return "hyphen" if lead or inner or junk else None
    if lead or inner:
        return None
    if match["colon"] is not None:
        return "colon"
    blank = match["blank"]
    return "tab" if "\t" in blank else "blanks" if len(blank) > 1 else None


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A field line that is a piece of the text before it. Offsets are those of the block."""

    field: Field
    owner: Field
    """The field whose value it carries on."""
    cut: int
    """Where the text before it ends, blanks left out."""


@lru_cache(maxsize=4)
def look_alike_lines(record: Record) -> frozenset[int]:
    """Return where the lines of the look-alikes start: they have no other defect."""
    return frozenset(found.field.line.start for found in look_alikes(record))


def look_alikes(record: Record) -> Iterator[LookAlike]:
    """Yield the fields that are wrapped prose: an odd tag in the middle of a long text."""
    if not any(
        first in _PROSE_TAGS
        and (index in record.wrapped or index + 1 in record.wrapped)
        and _is_prose(record, record.field(index + 1), record.field(index))
        for index, first in enumerate(record.codes[:-1])
    ):
        return
    counted = Counter(record.codes)
    owner: Field | None = None
    before: Field | None = None
    for field in record.fields:
        if (
            owner is not None
            and before is not None
            and counted[field.tag] == 1
            and _is_prose(record, field, before)
        ):
            yield LookAlike(field, owner, _text_end(record, before))
            before = field
            continue
        owner = field if field.tag in _PROSE_TAGS else None
        before = field


def _is_prose(record: Record, field: Field, before: Field) -> bool:
    wrapped, goes_further = bool(before.continuation), bool(field.continuation)
    if not (wrapped or goes_further) or field.tag == "TY" or is_vendor(field.tag):
        return False
    if record.text[_text_end(record, before) - 1] in _ENDS_SENTENCE:
        return False
    # A single word, an address, a language code, is no piece of a sentence.
    amid = " " in field.value and _is_amid(field.value)
    if goes_further:
        first = field.continuation[0]
        amid = amid or _is_amid(record.text[first.start : first.end].strip(BLANKS))
    if field.tag in FIELD_CODES:
        return wrapped and goes_further and amid and fit(field.tag, field.full_value) <= -2.0
    return amid or (wrapped and goes_further)


def _is_amid(text: str) -> bool:
    """Tell whether a text begins like the middle of a sentence."""
    if not text:
        return False
    return text[0].islower() or goes_on(text) or _NUMBER_AND_WORD.match(text) is not None


def _text_end(record: Record, field: Field) -> int:
    """Return where the last word of a field ends."""
    if not field.continuation:
        return field.line.value_end
    last = field.continuation[-1]
    return last.start + len(record.text[last.start : last.end].rstrip(BLANKS))
