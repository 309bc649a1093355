"""RIS432 isbn-checksum."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem, other_than
from ris_ls.rules.value._fields import part
from ris_ls.rules.value._serials import SERIAL_TAGS, serials
from ris_ls.syntax import Field, Record
from ris_ls.values.serials import PLAIN_ISSN


class IsbnChecksum(FieldRule):
    """The last character of an ISBN, its check digit, does not follow from the others.

    ## Why

    One of the digits is wrong, so the ISBN is that of another book or of none, and looking the
    book up fails.

    ## Example

    ```ris
    TY  - BOOK
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    SN  - 978-3-16-148410-1
    ER  -
    ```
    """

    code = "RIS432"
    name = "isbn-checksum"
    severity = "warning"
    tags = SERIAL_TAGS
    shape = other_than(PLAIN_ISSN)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each ISBN with a wrong check digit."""
        for serial, start in serials(field, record):
            if serial.kind in ("ISBN-10", "ISBN-13") and not serial.valid:
                yield Problem(
                    part(start, (serial.start, serial.end)),
                    f"The ISBN `{serial.text}` in {field.tag} has a wrong check digit: at least "
                    "one of its digits is wrong, and it leads to no book.",
                )
