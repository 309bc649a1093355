"""RIS208 record-spacing."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._record import head
from ris_ls.syntax import LineKind, Record
from ris_ls.text import Edit, Span


class RecordSpacing(RecordRule):
    """Not exactly one blank line stands between two records.

    Another number can be set: `format.blank-lines`.

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
        """Yield the end of a record that another one follows at the wrong distance."""
        if context.last or record.end is None:
            return  # without an ER it is RIS204
        lines, wanted = record.lines, context.blank_lines
        filled = max(i for i, line in enumerate(lines) if line.kind is not LineKind.BLANK)
        blank = len(lines) - filled - 1
        if blank == wanted:
            return
        last = lines[-1]
        usual = "one is usual" if wanted == 1 else f"{wanted or 'none'} should be"
        if blank > wanted:
            surplus = Edit(lines[filled + 1 + wanted].start, last.next, "")
            yield Problem(
                Span(lines[filled + 1].start, last.end),
                f"{_counted(blank)} between two records, where {usual}.",
                Fix(f"Leave {_NUMBERS.get(wanted, f'{wanted} blank lines')}", (surplus,), True),
            )
        else:
            # As the line before ends: LF behind a lone CR would be no second line end.
            end = record.line_end(last) * (wanted - blank)
            title = "Insert a blank line" if wanted - blank == 1 else "Insert blank lines"
            yield Problem(
                head(record.end),
                f"{_counted(blank)} between this record and the next, where {usual}.",
                Fix(title, (Edit(last.next, last.next, end),), True),
            )


_NUMBERS = {0: "no blank line", 1: "one blank line"}


def _counted(blank: int) -> str:
    if blank > 1:
        return f"{blank} blank lines stand"
    return f"{_NUMBERS[blank].capitalize()} stands"
