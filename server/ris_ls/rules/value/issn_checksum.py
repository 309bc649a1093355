"""RIS431 issn-checksum."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.value._fields import part
from ris_ls.rules.value._serials import SERIAL_TAGS, is_meant_for_issn, serials
from ris_ls.syntax import Field, Record


class IssnChecksum(FieldRule):
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

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each ISSN with a wrong check digit."""
        for serial, start in serials(field, record):
            if (
                serial.kind == "ISSN"
                and not serial.valid
                and is_meant_for_issn(serial, field, record)
            ):
                yield Problem(
                    part(start, (serial.start, serial.end)),
                    f"The ISSN `{serial.text}` in {field.tag} has a wrong check digit: at least "
                    "one of its digits is wrong, and it leads to no journal.",
                )
