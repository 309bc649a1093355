"""What a repeated field does to a program that cannot read it."""

from __future__ import annotations

from functools import lru_cache

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
    return field.tag in _CANDIDATES and _stopping_tag(record.text) == field.tag


@lru_cache(maxsize=8)
def _stopping_tag(text: str) -> str:
    """Return the tag at which it gives up, empty when it does not; a record asks for each field."""
    reading = _READER.read(text, _READER.start)
    if reading.stops_for != "repeated field":
        return ""
    return text[reading.stops_at :].lstrip(" \t\u00a0\ufeff")[:2]
