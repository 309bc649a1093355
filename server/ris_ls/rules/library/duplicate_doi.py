"""RIS601 duplicate-doi."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ris_ls.library import Holding, Library, may_be_same_work
from ris_ls.rules.library._places import counted, related, some, span_of
from ris_ls.rules.model import LibraryRule, Problem
from ris_ls.syntax import Record


class DuplicateDoi(LibraryRule):
    """Two records of the file have the same DOI.

    A DOI stands for one work, so the records are duplicates, or one of the DOIs is wrong: exports
    of books have that of the book in every chapter. DOIs are compared without their prefix, in
    small letters, and with signs in place of percent codes and entities. Where title and pages say
    that the works differ, it is told as information.

    ## Why

    In a review, a work that stands twice is screened twice and counted twice. Of different works
    with one DOI, programs that look for duplicates (EndNote, Rayyan, Covidence) keep one and drop
    the others.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    DO  - 10.1000/182
    ER  -

    TY  - JOUR
    AU  - Doe, J
    TI  - On damaged exports: a review
    T2  - J Lost Lines
    PY  - 2020
    DO  - https://doi.org/10.1000/182
    ER  -
    ```
    """

    code = "RIS601"
    name = "duplicate-doi"
    severity = "warning"

    def others(self, holding: Holding, library: Library) -> list[Holding]:
        """Return the records of this file with the same DOI."""
        if holding.facts is None or not holding.facts.doi:
            return []
        return some(library.same_doi(holding), lambda each: each.shelf is holding.shelf)

    def check(
        self, record: Record, holding: Holding, others: Sequence[Holding]
    ) -> Iterator[Problem]:
        """Yield one problem at the DOI, with the other records."""
        facts = holding.facts
        assert facts is not None  # it has a DOI
        shared = {doi for each in others if each.facts for doi in each.facts.dois}
        doi = next(doi for doi in facts.dois if doi in shared)
        problem = Problem(
            span_of(record, "DO"),
            f"{counted(others)} the same DOI, `{doi}`: the work stands here more than once.",
            related=related("the same DOI", others),
        )
        if not any(each.facts and may_be_same_work(facts, each.facts) for each in others):
            problem = replace(
                problem,
                message=f"{counted(others)} the same DOI, `{doi}`, but another title: "
                "programs that look for duplicates by DOI keep one and drop the rest.",
                severity="info",
            )
        yield problem
