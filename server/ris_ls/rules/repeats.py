"""What a repeated field does to a program that cannot read it."""

from __future__ import annotations

from ris_ls.importers import READERS
from ris_ls.syntax import Field, Record

_READER = READERS["citationjs"]
_CANDIDATES = frozenset({"DO", "DA", "PY", "Y1", "Y2", "ET", "SE", "C2", "C5", "VL", "M1"})
"""The tags of which some record, by its type, must hold one alone."""

FAILS = "citation-js fails at it and reads nothing of the whole file"
"""What it does, as a clause."""


def stops_citation_js(record: Record, field: Field) -> bool:
    """Tell whether citation-js gives up on the whole file because this tag stands there twice.

    It takes a list where its conversion wants one value, and raises (run on citation-js 0.8.2).
    """
    if field.tag not in _CANDIDATES:
        return False
    reading = _READER.read(record.text, _READER.start)
    if reading.stops_for != "repeated field":
        return False
    at = record.text[reading.stops_at :].lstrip(" \t\u00a0\ufeff")
    return at.startswith(f"{field.tag}  -")
