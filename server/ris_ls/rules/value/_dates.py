"""Which dates say when something was published, and the fix that rewrites one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ris_ls.knowledge import meaning
from ris_ls.rules.model import Fix, other_than
from ris_ls.rules.value._fields import own_values, replacement
from ris_ls.syntax import Field, Record
from ris_ls.values.dates import PLAIN_DATE, RisDate, is_possible, parse_date

PUBLICATION_TAGS = ("PY", "Y1", "DA")
"""The tags for the date of publication, the plainest first."""

NOT_PLAIN = other_than(PLAIN_DATE)
"""The shape of the dates in which any of the rules about single dates may find something."""

_SOMETHING_ELSE = frozenset(
    {
        "Date Accessed",
        "Last Update Date",
        "Date of Collection",
        "Deadline",
        "Date of Code Edition",
    }
)
"""What DA means instead for some types, such as EJOUR, WEB, DATA and GRANT."""


@lru_cache(maxsize=1024)
def is_publication_date(tag: str, type_code: str) -> bool:
    """Tell whether a tag says, for a reference type, when the thing was published."""
    if tag == "DA":
        return meaning("DA", type_code) not in _SOMETHING_ELSE
    return tag in PUBLICATION_TAGS


class Dated(NamedTuple):
    """A date of a record."""

    at: int
    """The index of its field among those of the record."""
    value: str
    date: RisDate


@lru_cache(maxsize=1)
def publication_dates(record: Record) -> Mapping[str, Dated]:
    """Return the first PY, Y1 and DA that name a possible year, by tag and in that order.

    Several rules ask that of one record, one behind the other.
    """
    dates = {
        tag: dated
        for tag in PUBLICATION_TAGS
        if tag in record.tags and (dated := _first_possible(record, tag)) is not None
    }
    if "DA" in dates and not is_publication_date("DA", record.type_code):
        del dates["DA"]
    return dates


def _first_possible(record: Record, tag: str) -> Dated | None:
    for index, value in own_values(record, frozenset({tag})):
        if index < record.first_typed:
            continue
        date = parse_date(value)
        if date is not None and date.year is not None and is_possible(date):
            return Dated(index, value, date)
    return None


def rewriting(field: Field, text: str, *, safe: bool) -> Fix:
    """Return the fix that writes a date otherwise."""
    edits = replacement(field.line.value_start, field.value, text)
    return Fix(f"Write `{text}`", edits, safe, "rewritten date")
