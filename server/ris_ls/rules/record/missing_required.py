"""RIS501 missing-required."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ris_ls.knowledge import meaning, reference_type, tag, tags_of_concept
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
        type_field = record.type_field
        if type_field is None or len(record.fields) == len(record.types):
            return  # RIS201 and RIS207 say more
        code = type_field.value if reference_type(type_field.value) else record.type_code
        known = reference_type(code)
        if known is None:
            return  # RIS301
        missing = [name for name, tags in _demands(code) if record.first(*tags) is None]
        if not missing:
            return
        listed = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        yield Problem(
            type_field.value_span,
            f"This record ({known.name.lower()}) has no {listed}: a reference made from it will "
            "be incomplete.",
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


@cache
def _demands(code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a type demands: its name for a person, and all tags that meet the demand."""
    known = reference_type(code)
    demands: list[tuple[str, tuple[str, ...]]] = []
    for alternatives in known.required if known else ():
        if alternatives == ("TY",):
            continue
        accepted = list(alternatives)
        for alternative in alternatives:
            fact = tag(alternative)
            if fact is not None:
                accepted.extend(tags_of_concept(fact.concept))
        label = meaning(alternatives[0], code)
        label = label if label.isupper() else label.lower()
        demands.append((f"{label} ({alternatives[0]})", tuple(dict.fromkeys(accepted))))
    return tuple(demands)
