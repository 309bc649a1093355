"""RIS434 serial-number-decoration."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._fields import part, pieces, replacement
from ris_ls.rules.value._serials import SERIAL_TAGS, has_other_numbers, is_meant_for_issn
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.serials import PLAIN_ISSN, find_serials, tidy_serials


class SerialNumberDecoration(FieldRule):
    """SN holds an ISSN without its hyphen, or words such as `(ISSN)` and `(Print)`.

    ## Why

    Scopus writes `20493630 (ISSN)`. rispy and JabRef keep all of it, so comparing or looking up
    the number fails until it is written as `2049-3630`.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SN  - 20493630 (ISSN)
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SN  - 2049-3630
    ER  -
    ```
    """

    code = "RIS434"
    name = "serial-number-decoration"
    severity = "hint"
    fixable = "safe"
    removes = frozenset({"decoration"})
    once = True
    tags = SERIAL_TAGS
    shape = other_than(PLAIN_ISSN)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each line of a field whose numbers can be written alone."""
        if has_other_numbers(record):
            return
        for text, start in pieces(field, record):
            tidied = tidy_serials(text)
            if tidied is None or not all(
                is_meant_for_issn(serial, field, record)
                for serial in find_serials(text)
                if serial.kind == "ISSN"
            ):
                continue
            yield Problem(
                part(start, (0, len(text))),
                f"{field.tag} holds `{short(text)}`, which is usually written `{short(tidied)}`: "
                "rispy and JabRef keep it as it stands, so comparing or looking it up fails.",
                Fix(
                    "Write the numbers alone",
                    replacement(start, text, tidied),
                    True,
                    "decoration",
                ),
            )
