"""RIS414 date-without-year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.value._dates import (
    NOT_PLAIN,
    is_publication_date,
    publication_dates,
    rewriting,
)
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.dates import RisDate, is_possible, month_number, parse_date, ris_form

_DIGITS = frozenset("0123456789")
_LONGEST = 40
_ONE_DAY = re.compile(r"[^\W\d_]+\.?(?: [0-9]{1,2})?|[0-9]{1,2}\.? [^\W\d_]+\.?")
_TWO_MONTHS = re.compile(r"([^\W\d_]+)\.?\s?[-/–]\s?([^\W\d_]+)\.?")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")


class DateWithoutYear(FieldRule):
    """A date names a month or a day, but no year.

    The year is taken from PY or Y1 of the record. Of a range, the first month comes to stand in
    the place of the month and the words behind it: `SEP-OCT` becomes `2001/09//Sep-Oct`.

    ## Why

    Web of Science writes dates so, and EndNote asks for them so. Zotero adds the year of PY, but
    citation-js reads DA before PY: it takes `SEP 22` for September of the year 22, and finds no
    year in `SEP`.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    DA  - SEP 22
    PY  - 2001
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    DA  - 2001/09/22/
    PY  - 2001
    ER  -
    ```
    """

    code = "RIS414"
    name = "date-without-year"
    severity = "info"
    fixable = "sometimes"
    removes = frozenset({"rewritten date"})
    once = True
    tags = frozenset({"DA", "Y1", "PY"})
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a date that is a month, a day or a season; one the calendar lacks is RIS412."""
        value = field.value
        if not value or len(value) > _LONGEST or value[:4].isdigit() or field.continuation:
            return
        date = parse_date(value)
        if date is None or date.kind != "no-year" or not is_possible(date):
            return
        years = publication_dates(record)
        # Where DA is no date of publication, its year may be another one.
        known = years if is_publication_date(field.tag, record.type_code) else {}
        source = next((tag for tag in ("PY", "Y1", "DA") if tag in known), None)
        said = f"{field.tag} holds `{short(value, 40)}` without a year: {_cost(field)}"
        if source is None:
            yield Problem(field.value_span, said, group=f"{field.tag} alone")
            return
        year = known[source].date.year
        whole = RisDate(year, date.month, date.day, _in_words(date.other), "ris")
        written = ris_form(whole) if is_possible(whole) else None
        lacking = "" if written else ", which has no such day"
        yield Problem(
            field.value_span,
            f"{said} {source} says {year}{lacking}.",
            rewriting(field, written, safe=_is_plain(value)) if written else None,
            group=field.tag,
        )


def _cost(field: Field) -> str:
    if field.tag != "DA":
        return "bibutils takes all of it for the year."
    if _DIGITS.isdisjoint(field.value):
        return "citation-js reads DA before PY, and finds no year in it."
    return "citation-js reads DA before PY, and takes the number in it for the year."


def _is_plain(value: str) -> bool:
    """Tell whether a value can mean one thing alone: a month, a day, or months of one year."""
    months = _TWO_MONTHS.fullmatch(value)
    if months is not None:
        first, second = month_number(months[1]), month_number(months[2])
        return first is not None and second is not None and first < second
    # A season is not among them: Zotero keeps `2001 WIN` now, and would keep 2001 alone then.
    one = _ONE_DAY.fullmatch(value)
    return one is not None and any(month_number(word) for word in value.split())


def _in_words(other: str) -> str:
    """Write `SEP-OCT` as `Sep-Oct`; mixed case stays."""
    if not other.isupper():
        return other
    return _CAPITALS.sub(lambda word: word[0].capitalize(), other)
