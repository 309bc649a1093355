"""RIS113 text-after-er."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.wording import short
from ris_ls.syntax import Record, opens_record
from ris_ls.text import Edit, Span


class TextAfterEr(RecordRule):
    """Text stands behind ER, the tag that only ends a record.

    ## Why

    Importers drop what stands there without a word. Where it is data, it belongs into a field.
    Where it is the TY of the next record, that record is lost with it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  - read twice
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    N1  - read twice
    ER  -
    ```
    """

    code = "RIS113"
    name = "text-after-er"
    severity = "warning"
    fixable = "sometimes"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the text behind ER."""
        line = record.end
        if line is None or line.value_end <= line.value_start:
            return
        value = record.text[line.value_start : line.value_end]
        end = record.line_end(line) or context.line_end
        if opens_record(value):
            yield Problem(
                Span(line.value_start, line.value_end),
                "The next record begins on the line of ER: rispy and Zotero lose it, or its type.",
                Fix(
                    "Let the next record begin on a line of its own",
                    (Edit(line.value_start, line.value_start, end),),
                    safe=True,
                ),
                severity="error",
            )
            return
        if not any(sign.isalnum() for sign in value):
            yield Problem(
                Span(line.value_start, line.value_end),
                f"`{short(value)}` stands behind ER, where nothing belongs: importers drop it.",
                Fix("Remove it", (Edit(line.value_start, line.end, ""),), safe=False),
            )
            return
        yield Problem(
            Span(line.value_start, line.value_end),
            "Text stands behind ER, where it belongs to no field: importers drop it.",
            Fix(
                "Move the text into a note (N1)",
                (
                    Edit(line.start, line.start, f"N1  - {value}{end}"),
                    Edit(line.value_start, line.end, ""),
                ),
                safe=False,
            ),
        )
