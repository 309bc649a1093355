"""RIS204 missing-end."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._record import head
from ris_ls.syntax import Record
from ris_ls.text import Edit


class MissingEnd(RecordRule):
    """No ER ends a record before the next one begins, or before the end of the file.

    ## Why

    rispy, and what is built on it, reads on until the next ER: two records become one, with the
    authors of both. The last record of a file is not read at all. Programs that begin a new
    record at TY do not mind.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020

    TY  - BOOK
    AU  - Roe, Richard
    TI  - Line breaks
    PY  - 2021
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -

    TY  - BOOK
    AU  - Roe, Richard
    TI  - Line breaks
    PY  - 2021
    ER  -
    ```
    """

    code = "RIS204"
    name = "missing-end"
    severity = "error"
    fixable = "safe"
    tags = frozenset({"TY"})
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the TY line of a record that has fields but no ER."""
        type_field = record.type_field
        if record.end is not None or type_field is None or len(record.fields) < 2:
            return  # without a type it is RIS201, with nothing but a type RIS207
        lost = (
            "rispy does not read it"
            if context.last
            else "rispy reads it and the next record as a single one"
        )
        yield Problem(
            head(type_field.line),
            f"No ER ends this record: {lost}.",
            Fix("Insert `ER  - ` behind the last field", (_insertion(record, context),), safe=True),
        )


def _insertion(record: Record, context: Context) -> Edit:
    last = record.fields[-1]
    at = last.line_span.end
    text = f"ER  - {context.line_end}"
    if not record.text[:at].endswith(("\n", "\r")):
        # The file ends inside this line, and goes on to end without a line end: that is RIS008.
        text = f"{context.line_end}ER  - "
    return Edit(at, at, text)
