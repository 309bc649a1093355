"""RIS114 quoted-line."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.syntax import Defect, Line, Record
from ris_ls.text import BOM, Edit, Span


class QuotedLine(RecordRule):
    """A whole line is wrapped in quotation marks, as spreadsheets save it.

    ## Why

    The tag no longer begins the line, so no importer knows the field. It happens when an export
    was opened in a spreadsheet and saved as CSV, which also doubles quotation marks in the value.

    ## Example

    ```ris
    TY  - JOUR
    "AU  - Doe, Jane"
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS114"
    name = "quoted-line"
    severity = "error"
    fixable = "safe"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field line that is wrapped in quotation marks."""
        for line in record.lines:
            if Defect.QUOTED not in line.defects:
                continue
            loss = {
                "TY": "no importer sees that a record begins here",
                "ER": "no importer sees that the record ends here",
            }.get(line.tag, f"no importer reads the field {line.tag}")
            yield Problem(
                Span(line.start, line.end),
                f"The whole line is wrapped in quotation marks, as by a spreadsheet: {loss}.",
                _fix(record, line),
            )


def _fix(record: Record, line: Line) -> Fix:
    """Return the fix that unwraps the line and makes doubled quotation marks one again."""
    text = record.text
    start = line.start + text.startswith(BOM, line.start)
    quote = text[start : line.tag_start].strip()[-1:]
    edits = [Edit(start, line.value_start, f"{line.tag}  - ")]
    at = line.value_start
    doubled = quote * 2
    while quote and (at := text.find(doubled, at, line.value_end)) >= 0:
        edits.append(Edit(at, at + 1, ""))
        at += 2
    if line.value_end < line.end:
        edits.append(Edit(line.value_end, line.end, ""))
    return Fix("Take the quotation marks off the line", tuple(edits), safe=True)
