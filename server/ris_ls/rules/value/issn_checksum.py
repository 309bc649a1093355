"""RIS431 issn-checksum."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.rules.value._fields import part
from ris_ls.rules.value._serials import SERIAL_TAGS, is_meant_for_issn, serials
from ris_ls.syntax import Field, Record
from ris_ls.values.serials import is_plain_issn


class IssnChecksum(RecordRule):
    """The last character of an ISSN, its check digit, does not follow from the others.

    ## Why

    One of the digits is wrong, so the ISSN is that of another journal or of none: looking the
    journal up fails, and styles that abbreviate journals by their ISSN go wrong.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    SN  - 2049-3631
    ER  -
    ```
    """

    code = "RIS431"
    name = "issn-checksum"
    severity = "warning"
    tags = SERIAL_TAGS

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each ISSN with a wrong check digit."""
        for index in record.indices_of(*SERIAL_TAGS):
            if not is_plain_issn(record.values[index]):
                yield from _wrong(record.field(index), record)


def _wrong(field: Field, record: Record) -> Iterator[Problem]:
    for serial, start in serials(field, record):
        if serial.kind == "ISSN" and not serial.valid and is_meant_for_issn(serial, field, record):
            yield Problem(
                part(start, (serial.start, serial.end)),
                f"The ISSN `{serial.text}` in {field.tag} has a wrong check digit: at least "
                "one of its digits is wrong, and it leads to no journal.",
            )
