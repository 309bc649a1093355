"""Which dates say when something was published, and the fix that rewrites one."""

from __future__ import annotations

from functools import cache

from ris_ls.knowledge import meaning
from ris_ls.rules.model import Fix
from ris_ls.rules.value._fields import replacement
from ris_ls.syntax import Field, Record
from ris_ls.values.dates import RisDate, is_possible, parse_date

PUBLICATION_TAGS = ("PY", "Y1", "DA")
"""The tags for the date of publication, the plainest first."""

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


@cache
def is_publication_date(tag: str, type_code: str) -> bool:
    """Tell whether a tag says, for a reference type, when the thing was published."""
    if tag == "DA":
        return meaning("DA", type_code) not in _SOMETHING_ELSE
    return tag in PUBLICATION_TAGS


def publication_dates(record: Record) -> dict[str, tuple[Field, RisDate]]:
    """Return the first PY, Y1 and DA that name a possible year, by tag and in that order."""
    found: dict[str, tuple[Field, RisDate]] = {}
    for field in record.typed_fields:
        tag = field.tag
        if tag not in PUBLICATION_TAGS or tag in found:
            continue
        if not is_publication_date(tag, record.type_code):
            continue
        date = parse_date(field.value)
        if date is not None and date.year is not None and is_possible(date):
            found[tag] = (field, date)
    return {tag: found[tag] for tag in PUBLICATION_TAGS if tag in found}


def rewriting(field: Field, text: str, *, safe: bool) -> Fix:
    """Return the fix that writes a date otherwise."""
    edits = replacement(field.line.value_start, field.value, text)
    return Fix(f"Write `{text}`", edits, safe, "rewritten date")
