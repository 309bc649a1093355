"""The serial numbers of a field, for the rules about ISSN and ISBN."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.value._fields import pieces
from ris_ls.syntax import Field, Record
from ris_ls.values.serials import Serial, find_serials

SERIAL_TAGS = frozenset({"SN"})

_OTHER_NUMBERS = frozenset({"RPRT", "PAT", "LEGAL", "STAND", "GOVDOC", "DBASE"})
"""Types whose SN is a report, patent or standard number."""


def serials(field: Field, record: Record) -> Iterator[tuple[Serial, int]]:
    """Yield each number of a field with the offset, in the block, of the line it stands on.

    Nothing for types whose SN is another number.
    """
    if record.type_code in _OTHER_NUMBERS:
        return
    for text, start in pieces(field, record):
        for serial in find_serials(text):
            yield serial, start
