"""RIS604 duplicate-across-files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ris_ls.library import MANY, Holding, Library
from ris_ls.rules.library._places import related, some, span_of
from ris_ls.rules.model import LibraryRule, Problem
from ris_ls.rules.wording import short
from ris_ls.syntax import Record


class DuplicateAcrossFiles(LibraryRule):
    """A record stands in another file too, under the same DOI or as far as title and authors tell.

    The files are those that are open in the editor and the `.ris` files of its folders. What counts
    as the same work is said at RIS601 and RIS602. On the command line, where each file is checked
    by itself, the rule finds nothing.

    ## Why

    The searches of a review find the same work in several databases, and the results are merged
    before they are screened. Until then each file is as it should be: so this is a hint, which
    shows how much two searches have in common and leads from one record to the other.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    DO  - 10.1000/182
    ER  -
    ```
    """

    code = "RIS604"
    name = "duplicate-across-files"
    severity = "hint"

    def others(self, holding: Holding, library: Library) -> list[Holding]:
        """Return the records of other files that are of the same work."""
        if library.open_shelves < 2:
            return []
        return some(library.same_work(holding), lambda each: each.shelf is not holding.shelf)

    def check(
        self, record: Record, holding: Holding, others: Sequence[Holding]
    ) -> Iterator[Problem]:
        """Yield one problem at the head of the record, with the other ones."""
        files = list(dict.fromkeys(each.shelf.title for each in others))
        named = f"`{short(files[0])}`"
        if len(others) > MANY:
            named += " and other files"
        elif len(files) > 1:
            named += f" and {len(files) - 1} more file" + ("s" if len(files) > 2 else "")
        yield Problem(
            span_of(record), f"This work is also in {named}.", related=related("here too", others)
        )
