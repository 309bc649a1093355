"""What importers read: for each program, which records and fields of a file reach it.

A module per importer whose source can be read or which can be run; of the others only the limits
that they document (`limits`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from ris_ls.importers import bibutils, citationjs, jabref, rispy, zotero
from ris_ls.importers.filing import filings
from ris_ls.importers.limits import LIMITS, Limit
from ris_ls.importers.model import Cause, Effect, Event, Filing, Part, Reader, Reading
from ris_ls.importers.outcome import (
    events,
    follow,
    reading_of,
    readings,
    recognises,
    records_read,
)
from ris_ls.importers.shape import Shape, shape_of
from ris_ls.text import Decoded

READERS: Mapping[str, Reader] = MappingProxyType(
    {module.READER.key: module.READER for module in (zotero, rispy, citationjs, bibutils, jabref)}
)
"""The importers whose reading is known, by their short names."""


def unreadable_by(decoded: Decoded) -> tuple[str, ...]:
    """Return the importers, by short name, that read no record of a file for its encoding."""
    return tuple(key for key, reader in READERS.items() if not reader.decodes(decoded))


__all__ = [
    "LIMITS",
    "READERS",
    "Cause",
    "Effect",
    "Event",
    "Filing",
    "Limit",
    "Part",
    "Reader",
    "Reading",
    "Shape",
    "events",
    "filings",
    "follow",
    "reading_of",
    "readings",
    "recognises",
    "records_read",
    "shape_of",
    "unreadable_by",
]
