"""RIS412 date-impossible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.value._dates import NOT_PLAIN
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.dates import MONTHS, RisDate, double_year, is_possible, parse_date

_RANGE = re.compile(r"[0-9]{4}[-\u2013](?:1[3-9]|[2-9][0-9])")


class DateImpossible(FieldRule):
    """A date names a month or a day that the calendar lacks, or a year of five digits.

    ## Why

    citation-js takes a month 13, a 31 February and a year 20199 as they stand, and rispy hands them
    on; JabRef drops such a month, so the date is cut to its year.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2019
    DA  - 2019/13/04/
    ER  -
    ```
    """

    code = "RIS412"
    name = "date-impossible"
    severity = "warning"
    fixable = "none"
    tags = frozenset({"PY", "Y1", "DA", "Y2"})
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a date that cannot be; a double year such as 1998/99 is RIS411."""
        value = field.value
        if field.continuation or (len(value) == 4 and value.isdigit() and value != "0000"):
            return
        if _RANGE.fullmatch(value):
            return  # 1998-99 is two years
        date = parse_date(value)
        if date is None or is_possible(date) or double_year(value) is not None:
            return
        yield Problem(
            field.value_span,
            f"{field.tag} `{short(value, 40)}` cannot be: {_what(date)}. rispy hands it on as it "
            "stands.",
        )


def _what(date: RisDate) -> str:
    if date.year is not None and not 1 <= date.year <= 9999:
        return f"there is no year {date.year}"
    if date.month is not None and not 1 <= date.month <= 12:
        return f"there is no month {date.month}"
    month = "" if date.month is None else f"{MONTHS[date.month - 1]} "
    year = "" if date.year is None or date.month != 2 else f"{date.year} "
    return f"{month}{year}has no day {date.day}" if month else f"no month has a day {date.day}"
