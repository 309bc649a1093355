"""RIS603 duplicate-id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, islice
from string import ascii_lowercase

from ris_ls.library import MANY, Holding, Library
from ris_ls.rules.library._places import counted, related, some, span_of
from ris_ls.rules.model import Fix, LibraryRule, Problem
from ris_ls.syntax import Record
from ris_ls.text import Edit


class DuplicateId(LibraryRule):
    """Two records of the file have the same ID.

    The fix adds a letter to the later ones, as pandoc does. It is unsafe, for something outside the
    file may know the record by its ID.

    ## Why

    ID is the citation key for pandoc and Quarto: `@doe2020` cites the first record with that ID.
    The second one is `@doe2020a` there, which nobody who reads the file can know. Reference
    managers that keep the ID overwrite one record with the other, or number them anew.

    ## Example

    ```ris
    TY  - JOUR
    ID  - doe2020
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -

    TY  - JOUR
    ID  - doe2020
    AU  - Doe, Jane
    TI  - On lost lines
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    ID  - doe2020
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -

    TY  - JOUR
    ID  - doe2020a
    AU  - Doe, Jane
    TI  - On lost lines
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS603"
    name = "duplicate-id"
    severity = "warning"
    fixable = "unsafe"

    def others(self, holding: Holding, library: Library) -> list[Holding]:
        """Return the records of this file with the same ID."""
        return some(holding.shelf.same_id(holding), lambda _: True)

    def check(
        self, record: Record, holding: Holding, others: Sequence[Holding]
    ) -> Iterator[Problem]:
        """Yield one problem at the ID, with the other records."""
        place = holding.shelf.place
        before = sum(place(each) < place(holding) for each in others)
        span = span_of(record, "ID")
        fix: Fix | None = None
        if before:
            key = _free(holding, before)
            told = "pandoc and Quarto cite the first one by it, and rename this one."
            field = record.first("ID")
            # Of very many not all are known, so not how many of them are before it.
            if field is not None and field.value == holding.id and len(others) <= MANY:
                fix = Fix(f"Write `{key}`", (Edit(span.start, span.end, key),), safe=False)
        else:
            told = "pandoc and Quarto, which cite records by it, rename the later ones."
        yield Problem(
            span,
            f"{counted(others)} the same ID, `{holding.id}`: {told}",
            fix,
            related("the same ID", others),
        )


def _free(holding: Holding, before: int) -> str:
    """Return an ID for a record with so many before it that no record of the file has.

    That is what pandoc makes of it, unless one of these is taken.
    """
    letters = (ascii_lowercase[number % 26] * (number // 26 + 1) for number in count())
    keys = (holding.id + each for each in letters)
    free = (key for key in keys if not holding.shelf.has_id(key))
    return next(islice(free, before - 1, None))
