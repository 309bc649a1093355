"""RIS415 years-disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ris_ls.rules.model import Context, Problem, RecordRule, Related
from ris_ls.rules.value._dates import PUBLICATION_TAGS, Dated, publication_dates
from ris_ls.syntax import Record

_YEARS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_LONGEST = 120

_TAKES = (("Zotero", ("DA", "Y1", "PY")), ("JabRef", ("Y1", "PY", "DA")))
"""Which of several dates a program takes: the first of these that is there."""


class YearsDisagree(RecordRule):
    """PY, Y1 and DA of a record name different years.

    A DA one year away from PY is left alone: that is how articles look that came out online before
    they came out in print. So is a DA that means something else for the reference type, such as
    the date of access (EJOUR) or of the last update (WEB).

    ## Why

    Zotero takes the date from DA, then Y1, then PY; JabRef from Y1, then PY, then DA; citation-js
    from DA or PY before Y1. So the same record gets another year in each.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2016
    DA  - 2019/04/12/
    ER  -
    ```
    """

    code = "RIS415"
    name = "years-disagree"
    severity = "warning"
    fixable = "none"
    tags = frozenset({"Y1", "DA"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the date that differs from the one before it in the list PY, Y1, DA."""
        if len(record.tags.intersection(PUBLICATION_TAGS)) < 2:
            return
        dates = publication_dates(record)
        pair = next(_disagreeing(dates), None)
        if pair is None:
            return
        first, second = pair
        one, other = record.field(dates[first].at), record.field(dates[second].at)
        takes = [
            f"{program} takes {dates[tag].date.year} ({tag})"
            for program, order in _TAKES
            for tag in [next(tag for tag in order if tag in dates)]
        ]
        yield Problem(
            other.value_span,
            f"{first} says {dates[first].date.year}, but {second} says "
            f"{dates[second].date.year}: {', '.join(takes)}.",
            related=(Related(f"the year in {first}", one.value_span),),
        )


def _disagreeing(dates: Mapping[str, Dated]) -> Iterator[tuple[str, str]]:
    for first, second in (("PY", "Y1"), ("PY", "DA"), ("Y1", "DA")):
        if first not in dates or second not in dates:
            continue
        years, others = _years(dates[first]), _years(dates[second])
        apart = min(abs(year - other) for year in years for other in others)
        if apart > (1 if second == "DA" else 0):
            yield first, second


def _years(dated: Dated) -> set[int]:
    """Return all years that a date names: a range such as 1998-1999 agrees with both."""
    return {dated.date.year or 0, *(int(year) for year in _YEARS.findall(dated.value[:_LONGEST]))}
