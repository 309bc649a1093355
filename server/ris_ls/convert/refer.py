"""Refer, as EndNote, BibIX and others write it: a percent sign, one character, a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ris_ls.convert.model import Reference, Syntax, Tagged, read_records
from ris_ls.knowledge import reference_types
from ris_ls.values.doi import parse_doi

_SIGNS = r"A-Z0-9@!?~|&()*+^<>\[\]=#$\"'"
_SYNTAX = Syntax(
    tag=re.compile(rf"(%[{_SIGNS}])(?:[ \t]|$)"),
    first=frozenset({"%0"}),
    once=frozenset({"%0", "%T", "%D", "%J", "%B"}),
    indented=False,
)
_COLLAPSED = re.compile(rf"\s(?=%[{_SIGNS}] \S)")

_TAGS = {
    "%A": ("AU", "Author"),
    "%C": ("CY", "Place"),
    "%E": ("A2", "Editor"),
    "%F": ("LB", "Label"),
    "%G": ("LA", "Language"),
    "%H": ("TA", "Translated author"),
    "%I": ("PB", "Publisher"),
    "%L": ("CN", "Call number"),
    "%M": ("AN", "Accession number"),
    "%Q": ("TT", "Translated title"),
    "%S": ("T3", "Series"),
    "%T": ("TI", "Title"),
    "%U": ("UR", "Address"),
    "%V": ("VL", "Volume"),
    "%W": ("DP", "Database provider"),
    "%X": ("AB", "Abstract"),
    "%Y": ("A3", "Tertiary author"),
    "%Z": ("N1", ""),
    "%1": ("C1", "Custom 1"),
    "%2": ("C2", "Custom 2"),
    "%3": ("C3", "Custom 3"),
    "%4": ("C4", "Custom 4"),
    "%#": ("C5", "Custom 5"),
    "%$": ("C6", "Custom 6"),
    "%]": ("C7", "Custom 7"),
    "%6": ("NV", "Number of volumes"),
    "%7": ("ET", "Edition"),
    "%9": ("M3", "Type of work"),
    "%!": ("ST", "Short title"),
    "%?": ("A4", "Subsidiary author"),
    "%&": ("SE", "Section"),
    "%(": ("OP", "Original publication"),
    "%)": ("RP", "Reprint edition"),
    "%*": ("RI", "Reviewed item"),
    "%+": ("AD", "Author address"),
    "%^": ("CA", "Caption"),
    "%>": ("L1", "Link to PDF"),
    "%<": ("RN", "Research notes"),
    "%[": ("Y2", "Access date"),
    "%~": ("DB", "Database"),
}
_NOTES = {"%=": "Last modified", "%O": "Other information", "": "Text"}
_NAMES = {
    "journal article": "JOUR",
    "bill": "BILL",
    "dataset": "DATA",
    "personal communication": "PCOMM",
    "preprint": "UNPB",
    "serial publication": "SER",
    "unpublished": "UNPB",
}
"""Names of %0 that the tables of types lack, or give to two codes."""
_NUMBERED = frozenset({"JOUR", "MGZN", "NEWS", "EJOUR"})
"""Types of which %N is the issue; of the others it is the number of a report, patent and so on."""


def references(text: str) -> list[Reference]:
    """Return the references of a text. Never raises."""
    if text.strip().count("\n") + text.strip().count("\r") < 2:
        text = _COLLAPSED.sub("\n", text)
    return [_reference(record) for record in read_records(text, _SYNTAX)]


def _reference(record: list[Tagged]) -> Reference:
    kinds = [one.value for one in record if one.tag == "%0" and one.value]
    values = {one.tag: one.value for one in record if one.value}
    reference = Reference(_type(kinds, values))
    for kind in kinds:
        if _types().get(kind.casefold()) != reference.type:
            reference.put("M3", kind, "Reference type")
    for one in record:
        if one.value and one.tag != "%0":
            _put(reference, one, values)
    _put_day(reference, record, values.get("%D", ""))
    return reference


def _put(reference: Reference, one: Tagged, values: Mapping[str, str]) -> None:
    """Add one field of a record with these values."""
    tag, value = one.tag, one.value
    if tag in _TAGS:
        reference.put(_TAGS[tag][0], value, _TAGS[tag][1])
    elif tag in ("%B", "%J"):
        _put_container(reference, tag, value, values)
    elif tag == "%D":
        reference.put_date(value, "Date")
    elif tag == "%P":
        reference.put_pages(value, "Pages")
    elif tag == "%N":
        reference.put("IS" if reference.type in _NUMBERED else "M1", value, "Number")
    elif tag == "%R":
        reference.put_doi(value, "Electronic resource number")
    elif tag == "%@":
        reference.put_serials([value], "ISSN or ISBN")
    elif tag == "%O" and "%0" in values:
        reference.put("J2", value, "Alternate title")
    elif tag == "%K":
        _put_keywords(reference, one)
    elif tag != "%8":
        reference.note(_NOTES.get(tag, tag), value)


def _put_container(reference: Reference, tag: str, value: str, values: Mapping[str, str]) -> None:
    """Add the journal (%J) or book (%B); where there are both, the book is a series."""
    if tag == "%B" and "%J" in values and "%S" not in values:
        reference.put("T3", value, "Secondary title")
    else:
        reference.put("T2", value, "Journal" if tag == "%J" else "Secondary title")


@cache
def _types() -> dict[str, str]:
    """Return the names that EndNote gives to reference types, in lower case, with their codes."""
    names: dict[str, str] = {}
    for code, known in reference_types().items():
        if known.status == "standard":
            for name in (known.spec_2011_group, known.name):
                if name:
                    names.setdefault(name.casefold(), code)
    return names | _NAMES


def _type(kinds: list[str], values: dict[str, str]) -> str:
    """Return the reference type; without %0, by the tags, as Refer itself tells them apart."""
    for kind in kinds:
        return _types().get(kind.casefold(), "GEN")
    if "%J" in values:
        return "JOUR"
    if "%B" in values:
        return "CHAP"
    if "%R" in values and parse_doi(values["%R"]).doi is None:
        return "RPRT"
    return "BOOK" if "%I" in values else "GEN"


def _put_keywords(reference: Reference, one: Tagged) -> None:
    """Add keywords: EndNote writes each on a line of its own, others with semicolons between."""
    lines = one.lines if len(one.lines) > 1 else tuple(one.value.split(";"))
    for keyword in lines:
        reference.put("KW", keyword, "Keyword")


_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def _put_day(reference: Reference, record: list[Tagged], year: str) -> None:
    """Add the date (%8), with the year that it may lack: ``March 5``."""
    for one in record:
        if one.tag == "%8" and one.value:
            whole = one.value if _YEAR.search(one.value) else f"{one.value} {year}"
            reference.put_date(whole, "Date")
