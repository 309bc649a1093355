"""The journal, book or proceedings that a work stands in, and what its name tells."""

from __future__ import annotations

import re

from ris_ls.syntax import Field, Record
from ris_ls.values.serials import find_serials

FULL_NAME_TAGS = ("T2", "JF", "JO", "BT")
"""Tags that hold the name of a container, not shortened, in the order importers prefer them."""

_WORD = re.compile(r"[^\W_]+")


def container(record: Record) -> Field | None:
    """Return the field that names the journal, book or proceedings."""
    return record.first(*FULL_NAME_TAGS)


def alike(one: str, other: str) -> bool:
    """Tell whether two titles are the same but for capitals, blanks and punctuation."""
    return _WORD.findall(one.casefold()) == _WORD.findall(other.casefold())


def has_isbn(record: Record) -> bool:
    """Tell whether the record holds the number of a book."""
    return _has(record, "ISBN")


def has_issn(record: Record) -> bool:
    """Tell whether the record holds the number of a serial."""
    return _has(record, "ISSN")


def _has(record: Record, kind: str) -> bool:
    return any(
        serial.kind.startswith(kind)
        for field in record.of("SN", "BN")
        for serial in find_serials(field.full_value[:200])
    )
