"""RIS411 date-format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.value._dates import NOT_PLAIN, rewriting
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.dates import (
    RisDate,
    describe,
    double_year,
    find_placeholders,
    is_possible,
    parse_date,
    ris_form,
    year_last_readings,
)
from ris_ls.values.placeholders import is_placeholder

_SOUND = frozenset({"ris", "year", "no-year"})
"""Forms that are sound, and months without a year, which are RIS414."""
_DIGITS = frozenset("0123456789")
_YEAR = re.compile(r"(?<![0-9])(?:1[4-9]|20)[0-9]{2}")
_LOOKED_AT = 200
_FIRST_YEAR = 1500
"""`19101112` is a day; before this year, eight digits are rather a number of another kind."""


class DateFormat(FieldRule):
    """A date is written otherwise than `YYYY` or `YYYY/MM/DD/other`.

    House styles that keep to that form, such as `2019///` and `2019/10//`, are left alone, and so
    is text without a number (`in press`). The fix is safe where the value can mean one day or
    month alone; for `4-8 Aug. 2020`, `[2005]` or `1998/99` it has to be asked for, and a
    date such as `03/04/2019` has none.

    ## Why

    bibutils takes a date in words or with hyphens for the year, all of it. JabRef takes the first
    four characters for the year (`Mar.`), and finds a month between slashes alone. citation-js
    takes `20170812` for the year 20170812.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2017
    DA  - 12 Aug. 2017
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2017
    DA  - 2017/08/12/
    ER  -
    ```
    """

    code = "RIS411"
    name = "date-format"
    severity = "info"
    fixable = "sometimes"
    removes = frozenset({"rewritten date"})
    once = True
    tags = frozenset({"PY", "Y1", "DA", "Y2"})
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a date in another form; what RIS412, RIS413, RIS414 and RIS456 report is theirs."""
        value = field.value
        if field.continuation or _DIGITS.isdisjoint(value):
            return
        if len(value) == 4 and value.isdigit():
            return
        if is_placeholder(field.tag, value) or find_placeholders(value) is not None:
            return
        date = parse_date(value)
        if date is None:
            yield _unread(field)
        elif (years := double_year(value)) is not None:
            written = f"{years[0]}///{years[0]}-{value[5:7]}"
            yield Problem(
                field.value_span,
                f"{field.tag} holds `{value}` for the years {years[0]} to {years[1]}: citation-js "
                f"takes {value[5:7]} for the month.",
                rewriting(field, written, safe=False),
                group=f"{field.tag} double",
            )
        elif date.kind not in _SOUND and is_possible(date):
            yield from _otherwise(field, date)


def _unread(field: Field) -> Problem:
    readings = year_last_readings(field.value)
    if len(readings) == 2:
        return Problem(
            field.value_span,
            f"{field.tag} holds `{field.value}`, which can be {describe(readings[0])} or "
            f"{describe(readings[1])}: citation-js takes it for {describe(readings[1])}.",
            group=f"{field.tag} ambiguous",
        )
    cost = "Zotero drops an access date that it cannot read." if field.tag == "Y2" else _cost(field)
    what = (
        "is not written as YYYY/MM/DD" if _YEAR.search(field.value[:_LOOKED_AT]) else "has no year"
    )
    return Problem(
        field.value_span,
        f"{field.tag} holds `{short(field.value, 50)}`, which {what}: {cost}",
        group=f"{field.tag} unread",
    )


def _otherwise(field: Field, date: RisDate) -> Iterator[Problem]:
    # Scopus has the days of a conference in Y2: they are no date of access, and in another form
    # they would only be taken for one all the more.
    if field.tag == "Y2" and date.other and date.kind == "words":
        return
    written = ris_form(date)
    if written is None:
        return
    yield Problem(
        field.value_span,
        f"{field.tag} holds `{short(field.value, 40)}` instead of `{short(written, 40)}`: "
        f"{_cost(field)}",
        rewriting(field, written, safe=_is_plain(field.value, date)),
        group=f"{field.tag} {date.kind}",
    )


def _cost(field: Field) -> str:
    """Say what a program makes of a date in another form."""
    if field.tag == "Y2":
        return "rispy hands it on as it stands, and scripts that expect slashes fail."
    first, slash, _ = field.value.partition("/")
    if not slash:
        return "bibutils takes all of it for the year."
    if not first:
        return "bibutils finds no year in it."
    if len(first) == 4 and first.isdigit():
        return "JabRef finds no month in it."
    return f"bibutils takes `{short(first, 20)}` for the year."


def _is_plain(value: str, date: RisDate) -> bool:
    """Tell whether a date can mean one day, month or year alone, and no word of it is left over."""
    if date.other and date.kind != "iso":
        return False
    if date.month is None:
        # Brackets and a hyphen behind a year mean something to a librarian; a full stop does not.
        return date.kind in ("iso", "numbers") or value.rstrip(".,;: ").isdigit()
    if date.kind != "compact":
        return True
    # `190512` may be May 1905 and 12 May 2019.
    return len(value) == 8 and (date.year or 0) >= _FIRST_YEAR
