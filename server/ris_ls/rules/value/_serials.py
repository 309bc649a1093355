"""The serial numbers of a field, for the rules about ISSN and ISBN."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.value._fields import pieces
from ris_ls.syntax import Field, Record
from ris_ls.values.serials import Serial, find_serials

SERIAL_TAGS = frozenset({"SN"})

_OTHER_NUMBERS = frozenset({"RPRT", "PAT", "LEGAL", "STAND", "GOVDOC", "DBASE"})
"""Types whose SN is a report, patent or standard number."""

_NO_SERIALS = frozenset(
    {
        *("BOOK", "EBOOK", "EDBOOK", "THES", "COMP", "MAP", "DATA", "MANSCPT", "UNPB", "UNPD"),
        *("BILL", "CASE", "HEAR", "STAT", "UNBILL", "GRANT", "GRNT"),
        *("ELEC", "WEB", "BLOG", "ICOMM", "PCOMM", "ART"),
    }
)
"""Types that have no ISSN as a rule: there eight digits may be any number."""


def serials(field: Field, record: Record) -> Iterator[tuple[Serial, int]]:
    """Yield each number of a field with the offset, in the block, of the line it stands on.

    Nothing for types whose SN is another number.
    """
    if has_other_numbers(record):
        return
    for text, start in pieces(field, record):
        for serial in find_serials(text):
            yield serial, start


def is_meant_for_issn(serial: Serial, field: Field, record: Record) -> bool:
    """Tell whether eight digits are meant for an ISSN; in a book they may be any number."""
    if record.type_code not in _NO_SERIALS or "-" in serial.text:
        return True
    return "issn" in field.full_value.casefold()


def has_other_numbers(record: Record) -> bool:
    """Tell whether SN is, for this type of record, neither ISSN nor ISBN."""
    return record.type_code in _OTHER_NUMBERS
