"""PubMed's own format (MEDLINE display, ``.nbib``), by the NLM's descriptions of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ris_ls.convert.model import Reference, Syntax, Tagged, inverted, read_records

_SYNTAX = Syntax(
    tag=re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}-(?:[ \t]|$|(?<=PMID-)(?=[0-9]))"),
    first=frozenset({"PMID"}),
    once=frozenset(
        ("PMID", "PMC", "OWN", "STAT", "TI", "DP", "VI", "IP", "PG", "TA", "JT", "JID", "SO")
    ),
)

_LABELS = {
    "AID": "Article identifier",
    "AUID": "Author identifier",
    "BTI": "Book title",
    "CI": "Copyright",
    "CIN": "Comment in",
    "COI": "Conflict of interest",
    "COIS": "Conflict of interest",
    "CON": "Comment on",
    "CP": "Chapter",
    "CRDT": "Create date",
    "CRF": "Corrected and republished from",
    "CRI": "Corrected and republished in",
    "CTDT": "Contribution date",
    "CTI": "Collection title",
    "DCOM": "Date completed",
    "DDIN": "Dataset described in",
    "DEP": "Date of electronic publication",
    "DP": "Date of publication",
    "DRDT": "Date revised",
    "DRIN": "Dataset use reported in",
    "ECF": "Expression of concern for",
    "ECI": "Expression of concern in",
    "EDAT": "Entry date",
    "EFR": "Erratum for",
    "EIN": "Erratum in",
    "FIR": "Investigator",
    "FPS": "Person as subject",
    "GN": "General note",
    "GR": "Grant",
    "GS": "Gene symbol",
    "IP": "Issue",
    "IR": "Investigator",
    "IRAD": "Affiliation of investigator",
    "IS": "ISSN",
    "ISBN": "ISBN",
    "JID": "NLM journal identifier",
    "JT": "Journal",
    "LID": "Location identifier",
    "LR": "Date last revised",
    "MHDA": "MeSH date",
    "MID": "Manuscript identifier",
    "NM": "Substance name",
    "OAB": "Other abstract",
    "OABL": "Language of other abstract",
    "OCI": "Copyright of other abstract",
    "OID": "Other identifier",
    "ORI": "Original report in",
    "OTO": "Owner of other terms",
    "OWN": "Owner",
    "PG": "Pages",
    "PHST": "Publication history",
    "PL": "Place of publication",
    "PMC": "PMCID",
    "PMCR": "PMC release",
    "PMID": "PMID",
    "PS": "Person as subject",
    "PST": "Publication status",
    "PUBM": "Publishing model",
    "RF": "Number of references",
    "RIN": "Retraction in",
    "RN": "Registry number",
    "ROF": "Retraction of",
    "RPF": "Republished from",
    "RPI": "Republished in",
    "RRF": "Retracted and republished from",
    "RRI": "Retracted and republished in",
    "SB": "Subset",
    "SFM": "Space flight mission",
    "SI": "Secondary source",
    "SO": "Source",
    "SPIN": "Summary for patients in",
    "STAT": "Status",
    "TA": "Journal abbreviation",
    "TT": "Title in the original language",
    "UIN": "Update in",
    "UOF": "Update of",
    "VI": "Volume",
    "VTI": "Volume title",
    "": "Text",
}
_PLAIN = {
    "TI": "TI",
    "VI": "VL",
    "IP": "IS",
    "EN": "ET",
    "LA": "LA",
    "AB": "AB",
    "MH": "KW",
    "OT": "KW",
    "CN": "AU",
    "PT": "M3",
    "PB": "PB",
    "PMID": "AN",
}
_FULL = {"FAU": "AU", "FED": "ED", "FIR": "IR", "FPS": "PS"}
"""Tags of names in full, and those of the short names that follow them."""
_SHORT = frozenset(_FULL.values())
_ELSEWHERE = frozenset({*_FULL, *_SHORT, "AD", "AUID", "IS", "ISBN"})
"""Tags that are read together with others."""
_IDENTIFIER = re.compile(r"(.*\S)\s*\[(\w+)\]", re.DOTALL)
_IN_FRONT = "|".join(tag.ljust(4) for tag in sorted({*_LABELS, *_PLAIN, *_FULL, *_SHORT} - {""}))
_COLLAPSED = re.compile(rf"\s(?=(?:{_IN_FRONT})- )")
"""Where a tag follows in a text that lost its line ends."""


def references(text: str) -> list[Reference]:
    """Return the references of a text. Never raises."""
    if text.strip().count("\n") + text.strip().count("\r") < 2:
        text = _COLLAPSED.sub("\n", text)
    return [_reference(record) for record in read_records(text, _SYNTAX)]


def _reference(record: list[Tagged]) -> Reference:
    reference = Reference(_type(record))
    tags = frozenset(one.tag for one in record if one.value)
    plain = _tags_of(reference.type, tags)
    _put_names(reference, record)
    for one in record:
        if one.value and one.tag not in _ELSEWHERE:
            _put(reference, one.tag, one.value, plain)
    if "DP" not in tags:
        for one in record:
            if one.tag == "DEP":
                reference.put_date(one.value, _LABELS["DEP"])
    for tag in ("IS", "ISBN") if reference.type == "JOUR" else ("ISBN", "IS"):
        numbers = [one.value for one in record if one.tag == tag and one.value]
        reference.put_serials(numbers, _LABELS[tag])
    return reference


def _put(reference: Reference, tag: str, value: str, plain: Mapping[str, str]) -> None:
    """Add one field that needs no other one."""
    label = _LABELS.get(tag, tag)
    if tag in plain:
        reference.put(plain[tag], value, label)
        if tag == "PMID":
            reference.put("DB", "PubMed", label)
    elif tag == "DP":
        reference.put_date(value, label)
    elif tag == "PG":
        reference.put_pages(value, label)
    elif tag in ("AID", "LID"):
        _put_identifier(reference, value, label)
    else:
        reference.note(label, value)


@cache
def _tags_of(type_code: str, tags: frozenset[str]) -> dict[str, str]:
    """Return the RIS tags of a record of some type that has some tags."""
    plain = dict(_PLAIN)
    plain["BTI"] = "T2" if "TI" in tags else "TI"
    plain["JT"] = "T2"
    plain["TA"] = "J2" if "JT" in tags else "T2"
    if type_code in ("BOOK", "CHAP"):
        plain["PL"] = "CY"
        plain["CTI"] = "T3" if type_code == "CHAP" else "T2"
    elif type_code == "JOUR":
        plain |= {"PMC": "C2", "MID": "C6"}
    return plain


def _type(record: Iterable[Tagged]) -> str:
    kinds = {one.value.casefold() for one in record if one.tag == "PT"}
    tags = {one.tag for one in record if one.value}
    if "BTI" in tags or kinds & {"book", "book chapter", "book section", "monograph"}:
        chapter = {"TI", "BTI"} <= tags or bool(kinds & {"book chapter", "book section"})
        return "CHAP" if chapter else "BOOK"
    if "preprint" in kinds:
        return "UNPB"
    if "academic dissertation" in kinds and not tags & {"JT", "TA"}:
        return "THES"
    return "JOUR"


def _put_names(reference: Reference, record: Iterable[Tagged]) -> None:
    """Add the names: in full where they are given, each followed by what belongs to it."""
    full, kind, person = "", "", ""
    for one in (*record, Tagged("FAU", (), "")):
        short = one.tag in _SHORT
        paired = short and full and one.tag == kind
        if full and not paired and (short or one.tag in _FULL):
            _put_name(reference, kind, full, "")
            full = ""
        if one.tag in _FULL:
            full, kind, person = one.value, _FULL[one.tag], one.value
        elif short:
            _put_name(reference, one.tag, full, one.value)
            person = full or one.value
            full = ""
        elif one.tag == "AD":
            reference.put("AD", one.value, "Address")
        elif one.tag == "AUID":
            reference.note(_LABELS["AUID"], f"{one.value} ({person})" if person else one.value)


def _put_name(reference: Reference, kind: str, full: str, short: str) -> None:
    """Add a name of one of the kinds AU, ED, IR and PS."""
    tag = {"AU": "AU", "ED": "A3" if reference.type == "BOOK" else "A2", "PS": "KW"}.get(kind)
    if tag is not None:
        label = {"AU": "Author, short", "ED": "Editor, short"}.get(kind, _LABELS.get(kind, kind))
        reference.put_name(tag, full, inverted(short), label)
        return
    both = full if not short or not full else f"{full} ({short})"
    reference.note(_LABELS[kind], both or short)


def _put_identifier(reference: Reference, value: str, label: str) -> None:
    """Add ``10.1000/1 [doi]`` as the DOI; other identifiers are noted with their kind, once."""
    match = _IDENTIFIER.fullmatch(value) if value.endswith("]") else None
    if match is None:
        if value not in (reference.first("SP"), reference.first("DO")):
            reference.note(label, value)
        return
    if match[2].casefold() == "doi":
        reference.put_doi(match[1], "DOI")
        return
    if match[1] != reference.first("SP"):
        reference.note("PII" if match[2] == "pii" else match[2], match[1])
