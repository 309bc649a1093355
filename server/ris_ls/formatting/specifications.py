"""Which tag of one specification says what a tag of the other says, in a given record.

The specification of 2011 dropped tags of 2001 that said the same as others; that of 2001 lacks
some that came later, and has other tags for an abstract and for the name of a journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from ris_ls.knowledge import meaning, reference_type
from ris_ls.syntax import Record
from ris_ls.text import Edit

TagSet = Literal["2001", "2011"]
"""A specification, by its year."""

IN_2011: Mapping[str, str] = MappingProxyType(
    {
        "A1": "AU",
        "BT": "T2",
        "CP": "IS",
        "ED": "A2",
        "J1": "J2",
        "JA": "J2",
        "JF": "T2",
        "JO": "T2",
        "N2": "AB",
        "T1": "TI",
        "Y1": "PY",
    }
)
"""Tags that the specification of 2011 no longer has, and what it usually has for the same."""

IN_2001: Mapping[str, str] = MappingProxyType({"DA": "Y1"})
"""Tags that the specification of 2001 does not have yet, and what it has for the same."""

SAME: Mapping[str, tuple[str, ...]] = MappingProxyType({"PY": ("PY", "DA"), "Y1": ("Y1", "PY")})
"""Tags that are there already when one of these is."""

_ISSUE_WORDS = 2
"""How many words the number of an issue has at most: ``Suppl. 1``."""

_WHOLE_WORKS = frozenset({"BOOK", "EBOOK", "EDBOOK", "UNPB", "UNPD"})
"""Types whose own title stood in BT."""

_PERIODICAL = frozenset(
    {"Journal", "Magazine", "Newspaper", "Periodical", "Periodical Title", "Publication Title"}
)
"""What T2 is called where it is the name of a periodical."""

_OTHER_DATES = frozenset(
    {"Date Accessed", "Date of Code Edition", "Date of Collection", "Deadline", "Last Update Date"}
)
"""What DA is called where it is no date of publication."""

# In this order, for of two tags that would become one the first does: JF before JO, JA before J1.
_TO_2011 = ("T1", "BT", "A1", "ED", "Y1", "N2", "JF", "JO", "JA", "J1", "CP")
_TO_2001 = ("DA", "AB", "T2")


def tag_of_2011(code: str, record: Record) -> str:
    """Return what the specification of 2011 has for a tag of 2001, in a record; see `IN_2011`."""
    if code == "BT" and record.type_code in _WHOLE_WORKS:
        return "TI"
    if code == "JO" and record.first("T2", "JF") is not None:
        return "J2"
    if code == "ED" and (kind := reference_type(record.type_code)):
        found = (each for each in kind.fields if kind.fields[each] == "Editor")
        return next(found, IN_2011[code])
    return IN_2011[code]


def is_issue(value: str) -> bool:
    """Tell whether CP holds an issue: Web of Science writes the name of a conference there."""
    return len(value.split()) <= _ISSUE_WORDS


def convert(record: Record, to: TagSet) -> dict[str, str]:
    """Return which tags of a record are to be written as which others, to follow a specification.

    All fields of a tag go together. Where the other tag means something else for this reference
    type, or is there already, the tag stays: so no two tags become one, and the same names turned
    round lead back.
    """
    found: dict[str, str] = {}
    for code in _TO_2011 if to == "2011" else _TO_2001:
        values = [record.values[index] for index in record.indices_of(code)]
        if not any(values):
            continue
        new = _to_2011(code, record, values) if to == "2011" else _to_2001(code, record)
        if new is None or not record.tags.isdisjoint(SAME.get(new, (new,))):
            continue
        if new not in found.values():
            found[code] = new
    return found


def conversion_edits(record: Record, to: TagSet) -> list[Edit]:
    """Return the edits that write the tags of a record as `convert` has them.

    Offsets count from its start.
    """
    new = convert(record, to)
    spans = ((field.tag_span, new[field.tag]) for field in record.of(*new))
    return [Edit(span.start, span.end, code) for span, code in spans]


def _to_2011(code: str, record: Record, values: list[str]) -> str | None:
    """Return the tag of 2011 for one of 2001; None where it means something else."""
    new, kind = tag_of_2011(code, record), record.type_code
    known = reference_type(kind)
    label = known.fields.get(new) if known else None
    if code == "ED" and label not in (None, "Editor", "Secondary Author"):
        return None
    if code in ("JF", "JO") and new == "T2" and label not in (*_PERIODICAL, "Secondary Title"):
        return None if known else new
    if code == "CP" and (label not in (None, "Issue") or not all(map(is_issue, values))):
        return None
    if code == "Y1" and meaning(new, kind) == "Year of Conference":
        return None
    if code == "A1" and known and label is None:
        return None  # laws and cases: there AU is no field
    return new


def _to_2001(code: str, record: Record) -> str | None:
    """Return the tag of 2001 for one of 2011; None where it means something else."""
    label = meaning(code, record.type_code)
    if code == "DA":
        return None if label in _OTHER_DATES else "Y1"
    if code == "AB":
        return "N2"  # in 2001, AB is for notes
    # The name of a periodical has tags of its own, of which JO is the other one.
    return "JF" if label in _PERIODICAL and "JO" not in record.tags else None
