"""RIS459 quoted-value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record

# Of these a quotation mark is never a part. Elsewhere, whole titles and keywords are quoted.
_PLAIN = frozenset(
    {"A1", "A2", "A3", "A4", "AU", "ED", "PY", "Y1", "Y2", "DA", "DO", "UR", "LK", "L1", "L2"}
    | {"L3", "L4", "SN", "VL", "IS", "SP", "EP", "LA", "JO", "JF", "JA", "J2", "PB", "CY"}
)

_QUOTED = re.compile('"')


class QuotedValue(RecordRule):
    """A whole value stands in quotation marks, as tables in CSV keep it.

    Titles, abstracts and keywords can be quotations. They are reported only where a name, a number
    or an address of the same record is in quotation marks too, or where quotation marks inside of
    them are doubled.

    ## Why

    Somebody made the file from a table. Programs keep the marks: names sort under them, years and
    DOIs are not recognised, and citations print them.

    ## Example

    ```ris
    TY  - JOUR
    AU  - "Doe, Jane"
    TI  - "On damaged exports"
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS459"
    name = "quoted-value"
    severity = "hint"
    fixable = "unsafe"
    once = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the values in quotation marks that a table left behind."""
        if '"' not in record.text or not any(map(_QUOTED.match, record.values)):
            return
        quoted = [field for field in record.fields if _is_quoted(field)]
        if not quoted:
            return
        is_table = any(field.tag in _PLAIN for field in quoted)
        for field in quoted:
            if is_table or '""' in field.value[1:-1]:
                yield Problem(
                    field.value_span,
                    f"{field.tag} stands in quotation marks, `{short(field.value, 40)}`, as in a "
                    "table: programs keep the marks as a part of the value.",
                    Fix(
                        "Remove the quotation marks",
                        replacement(
                            field.line.value_start,
                            field.value,
                            field.value[1:-1].strip().replace('""', '"'),
                        ),
                        False,
                    ),
                )


def _is_quoted(field: Field) -> bool:
    """Tell whether a value is in quotation marks as a whole, and those inside are doubled."""
    value = field.value
    if field.tag == "TY" or field.continuation or len(value) < 3:
        return False
    if value[0] != '"' or value[-1] != '"':
        return False
    return '"' not in value[1:-1].replace('""', "")
