"""RIS502 missing-recommended."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.demands import in_words, missing, type_of
from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.syntax import Record


class MissingRecommended(RecordRule):
    """A record lacks what a complete reference to a work of its type has.

    Off by default: nobody needs a volume to find an article, and many works have none. Turn it on
    before a bibliography is printed.

    ## Why

    A citation style that asks for volume and pages prints a reference without them, and a librarian
    who is to supply the article has to look them up. Matching by volume and first page, which
    programs that look for duplicates do, passes the record over.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS502"
    name = "missing-recommended"
    severity = "hint"
    on = False
    tags = frozenset({"TY"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the TY of a record that lacks something; one problem names all that it lacks."""
        known = type_of(record)
        if known is None:
            return
        lacking = missing(record, known.code, "recommended")
        if lacking and record.type_field is not None:
            yield Problem(
                record.type_field.value_span,
                f"This record ({known.name.lower()}) has no {in_words(lacking)}, which a "
                "complete record of its type has.",
            )
