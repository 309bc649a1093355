"""RIS435 serial-number-kind."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.rules.value._fields import part
from ris_ls.rules.value._serials import SERIAL_TAGS, is_meant_for_issn, serials
from ris_ls.syntax import Field, Record
from ris_ls.values.serials import Serial, is_plain_issn

_PERIODICALS = frozenset({"JOUR", "EJOUR", "JFULL", "MGZN", "NEWS"})
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK"})


class SerialNumberKind(RecordRule):
    """An article has the number of a book, the ISBN, or a book only that of a journal, the ISSN.

    ## Why

    Zotero takes the SN of an article for an ISSN and that of a book for an ISBN, whatever it is.
    An ISBN in an article often tells of a paper in proceedings or a chapter.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SN  - 978-3-16-148410-0
    ER  -
    ```
    """

    code = "RIS435"
    name = "serial-number-kind"
    severity = "info"
    tags = SERIAL_TAGS

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the first number where none is of the kind that suits the type."""
        kind = record.type_code
        if kind not in _PERIODICALS and kind not in _BOOKS:
            return
        values = (record.values[index] for index in record.indices_of(*SERIAL_TAGS))
        if kind in _PERIODICALS and any(map(is_plain_issn, values)):
            return  # that is one that suits
        found = [
            (serial, start, field)
            for field in record.of(*SERIAL_TAGS)
            for serial, start in serials(field, record)
        ]
        suits = ("ISSN",) if kind in _PERIODICALS else ("ISBN-10", "ISBN-13")
        if not found or any(one.kind in suits or one.kind == "unknown" for one, _, _ in found):
            return
        serial, start, field = found[0]
        if not serial.valid or not is_meant_for_issn(serial, field, record):
            return
        if serial.kind == "ISBN-10" and not _is_surely_isbn(serial, len(found), field):
            return
        if kind in _PERIODICALS:
            number, other, why = "ISBN", "ISSN", "The number or the type of the record is wrong."
        else:
            number, other, why = "ISSN", "ISBN", "The ISBN is missing, or the type is wrong."
        yield Problem(
            part(start, (serial.start, serial.end)),
            f"{field.tag} holds an {number} and no {other}, yet the type of the record is {kind}: "
            f"Zotero takes `{serial.text}` for an {other}. {why}",
            group=number,
        )


def _is_surely_isbn(serial: Serial, count: int, field: Field) -> bool:
    """Tell whether ten characters are an ISBN; of any ten digits one in eleven passes for one."""
    return count > 1 or "-" in serial.text or "isbn" in field.full_value.casefold()
