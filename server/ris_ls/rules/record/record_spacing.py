"""RIS208 record-spacing."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._record import head
from ris_ls.syntax import LineKind, Record
from ris_ls.text import Edit, Span


class RecordSpacing(RecordRule):
    """Not exactly one blank line stands between two records.

    ## Why

    No program that was tried depends on it. One blank line makes a file easy to read; the
    formatter writes it too.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    ER  -
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
    T2  - Journal of Exports
    PY  - 2020
    ER  -

    TY  - BOOK
    AU  - Roe, Richard
    TI  - Line breaks
    PY  - 2021
    ER  -
    ```
    """

    code = "RIS208"
    name = "record-spacing"
    severity = "hint"
    fixable = "safe"
    once = True
    on = False

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the end of a record that another one follows at once, or at a distance."""
        if context.last or record.end is None:
            return  # without an ER it is RIS204
        lines = record.lines
        filled = max(i for i, line in enumerate(lines) if line.kind is not LineKind.BLANK)
        blank = len(lines) - filled - 1
        if blank == 1:
            return
        last = lines[-1]
        if blank:
            yield Problem(
                Span(lines[filled + 1].start, last.end),
                f"{blank} blank lines stand between two records, where one is usual.",
                Fix("Leave one blank line", (Edit(lines[filled + 2].start, last.next, ""),), True),
            )
        else:
            # As the line before ends: LF behind a lone CR would be no second line end.
            end = record.line_end(last)
            yield Problem(
                head(record.end),
                "No blank line stands between this record and the next, where one is usual.",
                Fix("Insert a blank line", (Edit(last.next, last.next, end),), True),
            )
