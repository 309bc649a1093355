"""RIS602 duplicate-record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ris_ls.library import Facts, Holding, Library, said_alike, same_doi
from ris_ls.rules.library._places import counted, related, some, span_of
from ris_ls.rules.model import LibraryRule, Problem
from ris_ls.rules.wording import listed
from ris_ls.syntax import Record


class DuplicateRecord(LibraryRule):
    """Two records of the file are of the same work, as far as title, year, author and pages tell.

    Differences of case, accents, markup and punctuation do not count, nor does a missing subtitle
    or a letter here and there. Records with different DOIs, PubMed numbers or trial numbers are
    never called the same, nor are two editions of a book, or a thesis and its article; those with
    the same DOI are RIS601.

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
        facts = holding.facts

        def lacks_it(other: Holding) -> bool:
            same = facts and other.facts and same_doi(facts, other.facts)
            return other.shelf is holding.shelf and not same

        return some(library.same_work(holding), lacks_it)

    def check(
        self, record: Record, holding: Holding, others: Sequence[Holding]
    ) -> Iterator[Problem]:
        """Yield one problem at the title, with the other records."""
        facts = holding.facts
        assert facts is not None  # it has duplicates
        alike = _alike(facts, (each.facts for each in others if each.facts))
        yield Problem(
            span_of(record, "TI", "T1", "CT", "BT", "T2"),
            f"{counted(others)} the same {alike}, as far as they say: the work "
            "probably stands here more than once.",
            related=related("probably the same work", others),
        )


def _alike(facts: Facts, others: Iterable[Facts]) -> str:
    """Return what all records say alike, as a list in words: ``title, author and year``."""
    common = set.intersection(*({*said_alike(facts, other)} for other in others))
    return listed([word for word in ("title", "author", "year") if word in common])
