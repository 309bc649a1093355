"""RIS501 missing-required."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.knowledge import tags_of_concept
from ris_ls.rules.demands import in_words, missing, type_of
from ris_ls.rules.model import Context, Problem, RecordRule, Related
from ris_ls.syntax import Record

_MONTH_AND_YEAR = re.compile(r"(?:[A-Za-z]{3,9}(?:-[A-Za-z]{3,9})? )?(?:\d{1,2} )?(?:19|20)\d\d")


class MissingRequired(RecordRule):
    """A record lacks what a reference to a work of its type cannot do without.

    Nearly every type needs a title, most need a date; an article needs its journal, a chapter its
    book, a thesis its author, a web page its address.

    ## Why

    Reference managers import the record, but a citation made from it is incomplete, and searches
    for duplicates, which compare titles and years, pass it over. Often the value is there, but
    under a tag that no program reads as such.

    Any tag for the same thing counts: T1 for TI, Y1 or DA for PY, JO or JF for T2.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    JO  - Journal of Lost Lines
    ER  -
    ```
    """

    code = "RIS501"
    name = "missing-required"
    severity = "warning"
    tags = frozenset({"TY"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the TY of a record that lacks something; one problem names all that it lacks."""
        known = type_of(record)
        if known is None:
            return  # RIS201, RIS207 and RIS301 say more
        lacking = missing(record, known.code, "required")
        if not lacking or record.type_field is None:
            return
        yield Problem(
            record.type_field.value_span,
            f"This record ({known.name.lower()}) has no {in_words(lacking)}: a reference made "
            "from it will be incomplete.",
            related=_early_date(record),
        )


def _early_date(record: Record) -> tuple[Related, ...]:
    """Return where Web of Science keeps the date of an article published early, if only there."""
    if record.first(*tags_of_concept("date")) is not None:
        return ()
    early = (field for field in record.of("C6") if _MONTH_AND_YEAR.fullmatch(field.value))
    return tuple(
        Related("Web of Science writes the date of early publication here", field.span)
        for field in early
    )
