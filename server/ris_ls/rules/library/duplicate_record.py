"""RIS602 duplicate-record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ris_ls.library import Holding, Library
from ris_ls.rules.library._places import counted, related, some, span_of
from ris_ls.rules.model import LibraryRule, Problem
from ris_ls.syntax import Record


class DuplicateRecord(LibraryRule):
    """Two records of the file are of the same work, as far as title, year, author and pages tell.

    Differences of case, accents, markup and punctuation do not count, nor does a missing subtitle
    or a letter here and there. Records with different DOIs or PubMed numbers are never called the
    same; those with the same DOI are RIS601.

    ## Why

    In a review, a work that stands twice is screened twice and counted twice. Databases export the
    same work under slightly different titles, and not all of them give a DOI.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    SP  - 12
    DO  - 10.1000/182
    ER  -

    TY  - JOUR
    AU  - Doe J
    TI  - On Damaged Exports.
    T2  - J Lost Lines
    PY  - 2020
    SP  - 12-19
    ER  -
    ```
    """

    code = "RIS602"
    name = "duplicate-record"
    severity = "info"

    def others(self, holding: Holding, library: Library) -> list[Holding]:
        """Return the records of this file that are of the same work and lack the same DOI."""
        doi = holding.facts.doi if holding.facts else ""

        def lacks_it(other: Holding) -> bool:
            same = bool(doi and other.facts and other.facts.doi == doi)
            return other.shelf is holding.shelf and not same

        return some(library.same_work(holding), lacks_it)

    def check(
        self, record: Record, holding: Holding, others: Sequence[Holding]
    ) -> Iterator[Problem]:
        """Yield one problem at the title, with the other records."""
        yield Problem(
            span_of(record, "TI", "T1", "CT", "BT", "T2"),
            f"{counted(others)} the same title, author and year, as far as they say: the work "
            "probably stands here more than once.",
            related=related("probably the same work", others),
        )
