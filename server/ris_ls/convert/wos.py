"""Web of Science's tagged text (``savedrecs.txt``), by Clarivate's list of field tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ris_ls.convert.model import Reference, Syntax, Tagged, abbreviates, read_records
from ris_ls.values.dates import parse_date

_SYNTAX = Syntax(
    tag=re.compile(r"([A-Z][A-Z0-9])(?:[ \t]|$)"),
    first=frozenset({"PT"}),
    once=frozenset({"PT", "TI", "SO", "UT"}),
    last=frozenset({"ER"}),
)

_LABELS = {
    "AF": "Author, full name",
    "AR": "Article number",
    "AU": "Author, short",
    "BA": "Book author",
    "BF": "Book author, full name",
    "BN": "ISBN",
    "BP": "First page",
    "BS": "Series subtitle",
    "C3": "Affiliation",
    "CL": "Conference location",
    "CR": "Cited reference",
    "CT": "Conference title",
    "CY": "Conference date",
    "D2": "Book DOI",
    "DA": "Date of report",
    "DI": "DOI",
    "EA": "Early access date",
    "EF": "End of file",
    "EI": "eISSN",
    "EM": "E-mail address",
    "EP": "Last page",
    "ER": "End of record",
    "EY": "Early access year",
    "FN": "File name",
    "FU": "Funding",
    "FX": "Funding text",
    "GA": "Document delivery number",
    "GP": "Book group author",
    "HC": "Highly cited paper",
    "HO": "Conference host",
    "HP": "Hot paper",
    "IS": "Issue",
    "J9": "Journal abbreviation",
    "JI": "ISO journal abbreviation",
    "MA": "Meeting abstract",
    "NR": "Number of cited references",
    "OA": "Open access",
    "OI": "ORCID",
    "P2": "Number of chapters",
    "PA": "Publisher address",
    "PD": "Publication date",
    "PG": "Number of pages",
    "PI": "Publisher city",
    "PM": "PubMed ID",
    "PN": "Part",
    "PS": "Pages",
    "PT": "Publication type",
    "PU": "Publisher",
    "PY": "Publication year",
    "RI": "ResearcherID",
    "RP": "Reprint address",
    "SC": "Research area",
    "SE": "Series title",
    "SI": "Special issue",
    "SN": "ISSN",
    "SO": "Source",
    "SP": "Conference sponsor",
    "SU": "Supplement",
    "TC": "Times cited",
    "TI": "Title",
    "U1": "Usage, last 180 days",
    "U2": "Usage since 2013",
    "UT": "Accession number",
    "VL": "Volume",
    "VR": "Format version",
    "WC": "Web of Science category",
    "WE": "Web of Science index",
    "Z9": "Times cited, all databases",
    "": "Text",
}
_PLAIN = {
    "TI": "TI",
    "SE": "T3",
    "JI": "J2",
    "J9": "JA",
    "VL": "VL",
    "IS": "IS",
    "AR": "C7",
    "UT": "AN",
    "LA": "LA",
    "DT": "M3",
    "AB": "AB",
    "BP": "SP",
    "CA": "AU",
    "C1": "AD",
    "EP": "EP",
    "PU": "PB",
}
_HEAD = frozenset({"FN", "VR", ""})
"""Tags of the head of a file."""
_NAMES = frozenset({"AU", "AF", "BA", "BF", "BE"})
_LISTS = frozenset({"CA", "CR", "GP"})
"""Tags of which each line is a value; of the others a new line goes on with the value."""


def references(text: str) -> list[Reference]:
    """Return the references of a text. Never raises."""
    found: list[Reference] = []
    head: list[Tagged] = []
    database = ""
    for record in read_records(text, _SYNTAX):
        database = next((one.value for one in record if one.tag == "FN"), database)
        if {one.tag for one in record if one.value} <= _HEAD:
            head.extend(record)
            continue
        found.append(_reference([*head, *record]))
        found[-1].put("DB", database, _LABELS["FN"])
        head = []
    for one in head if found else ():
        found[-1].note(_LABELS.get(one.tag, one.tag), one.value)
    return found


def _reference(record: list[Tagged]) -> Reference:
    lines: dict[str, list[str]] = {}
    for one in record:
        lines.setdefault(one.tag, []).extend(_values(one))
    values = {tag: [value for value in found if value] for tag, found in lines.items()}
    reference = Reference(_type(values))
    _put_names(reference, values)
    _put_date(reference, values)
    for tag in ("SN", "EI", "BN") if reference.type == "JOUR" else ("BN", "SN", "EI"):
        reference.put_serials(values.get(tag, []), _LABELS[tag])
    for tag in ("DI", "D2"):
        for value in values.get(tag, ()):
            reference.put_doi(value, _LABELS[tag])
    for tag, found in values.items():
        for value in found if tag not in _DONE else ():
            _put(reference, tag, value)
    return reference


_DONE = frozenset(
    {"FN", "AU", "AF", "BA", "BF", "BE", "GP", "PD", "PY", "BN", "SN", "EI", "DI", "D2"}
)


def _values(one: Tagged) -> Iterable[str]:
    """Return the values of a field: the Core Collection writes each on a line of its own."""
    if one.tag in _NAMES:
        # Other databases write all names on one line, with semicolons between.
        return (name for line in one.lines for name in line.split("; "))
    if one.tag == "C1":
        return _addresses(one.lines)
    return one.lines if one.tag in _LISTS else (one.value,)


def _addresses(lines: Iterable[str]) -> Iterator[str]:
    """Yield addresses, each of which ends in a full stop; other databases wrap them."""
    parts: list[str] = []
    for line in lines:
        parts.append(line)
        if line.endswith("."):
            yield " ".join(parts)
            parts = []
    yield " ".join(parts)


def _put(reference: Reference, tag: str, value: str) -> None:
    """Add one value of a tag that needs no other one."""
    label = _LABELS.get(tag, tag)
    if tag == "PT":
        if value not in ("J", "B", "P"):
            reference.note(label, value)
    elif tag == "SO":
        _put_source(reference, value)
    elif tag == "PS":
        reference.put_pages(value, label)
    elif tag in ("DE", "ID"):
        for keyword in value.split(";"):
            reference.put("KW", keyword, label)
    elif tag == ("CL" if reference.type == "CONF" else "PI"):
        reference.put("CY", value, label)
    elif tag in _PLAIN:
        reference.put(_PLAIN[tag], value, label)
    else:
        reference.note(label, value)


def _type(values: dict[str, list[str]]) -> str:
    kind = next(iter(values.get("PT", ())), "").strip().upper()
    documents = "; ".join(values.get("DT", ())).casefold()
    titles = {title.casefold() for tag in ("TI", "SO") for title in values.get(tag, ())}
    if kind == "J":
        return "JOUR"
    if kind == "P":
        return "PAT"
    if kind in ("B", "S", "C"):
        if "proceedings paper" in documents or kind == "C":
            return "CONF"
        # The title of a whole book is its source as well.
        return "BOOK" if len(titles) == 1 or documents in ("book", "review; book") else "CHAP"
    return "GEN"


def _put_source(reference: Reference, value: str) -> None:
    """Add the source: the title of the journal or book that the work stands in."""
    if reference.type == "BOOK" and not reference.first("TI"):
        reference.put("TI", value, "Source")
    elif reference.type != "BOOK" or value.casefold() != reference.first("TI").casefold():
        reference.put("T2", value, "Source")


def _put_names(reference: Reference, values: dict[str, list[str]]) -> None:
    book_authors = "AU" if not values.get("AU") and not values.get("AF") else ""
    for short, full, tag in (("AU", "AF", "AU"), ("BA", "BF", book_authors)):
        names = values.get(full) or values.get(short, [])
        label = _LABELS[full]
        for name in names:
            if tag:
                reference.put(tag, name, label)
            else:
                reference.note(_LABELS["BA"], name)
        for at, name in enumerate(values.get(short, []) if values.get(full) else []):
            other = names[at] if len(names) == len(values[short]) else ""
            if not abbreviates(name, other):
                reference.note(_LABELS[short], name)
    for name in values.get("BE", []):
        reference.put("A3" if reference.type == "BOOK" else "A2", name, "Editor")
    for name in values.get("GP", []):
        if reference.first("AU") or values.get("CA"):
            reference.note(_LABELS["GP"], name)
        else:
            reference.put("AU", name, _LABELS["GP"])


def _put_date(reference: Reference, values: dict[str, list[str]]) -> None:
    """Add the year (PY) and, from month and day (PD: ``OCT 15``), the date."""
    days, years = list(values.get("PD", [])), list(values.get("PY", []))
    if days and years:
        date = parse_date(days[0])
        if date is None or date.year is None:
            days[0] = f"{days[0]} {years[0]}"
    for value in (*days, *years):
        reference.put_date(value, "Date")
