"""RIS416 future-year."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.rules.value._dates import PUBLICATION_TAGS, publication_dates
from ris_ls.syntax import Record
from ris_ls.values import dates

_WRITTEN = 2026
"""When this rule was written: a computer whose clock stands before that has a wrong clock."""
_PAST = str(_WRITTEN)


class FutureYear(RecordRule):
    """A year of publication is more than one year ahead.

    ## Why

    It is a slip (`2109` for `2019`) or a stand-in for a year not known (`9999`). No program doubts
    it: Zotero, JabRef and rispy take it as it stands, and a list sorted by year begins with it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2109
    ER  -
    ```
    """

    code = "RIS416"
    name = "future-year"
    severity = "warning"
    fixable = "none"
    tags = frozenset(PUBLICATION_TAGS)

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the first date of publication that is too far ahead."""
        if all(_is_past(record.values[index]) for index in record.indices_of(*PUBLICATION_TAGS)):
            return
        for tag, dated in publication_dates(record).items():
            year = dated.date.year or 0
            # Asking the clock for each record would cost more than all the rest.
            if year > _WRITTEN + 1 and year > dates.today().year + 1:
                yield Problem(
                    record.field(dated.at).value_span,
                    f"{tag} says {year}, which is more than a year ahead: Zotero, JabRef and "
                    "rispy take it as it stands.",
                )
                return


def _is_past(value: str) -> bool:
    """Tell of the commonest dates at once that they are not ahead: `2019`, `2019/` and more."""
    return value[:4].isdecimal() and value[4:5] in ("", "/") and value[:4] <= _PAST
