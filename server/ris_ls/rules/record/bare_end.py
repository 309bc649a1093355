"""RIS205 bare-end."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.syntax import Defect, Record
from ris_ls.text import Span, minimal_edit


class BareEnd(RecordRule):
    """A record ends with the letters ER, but without the blanks and the hyphen behind them.

    ## Why

    rispy does not see that the record ends: it reads on into the next one, and does not read the
    last one at all. Zotero and citation-js add the letters to the value before. EndNote does not
    import such a record.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER
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

    code = "RIS205"
    name = "bare-end"
    severity = "error"
    fixable = "safe"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield an ER line that lacks its hyphen or the blanks before it."""
        line = record.end
        if line is None or Defect.BARE_END not in line.defects:
            return
        written = record.line_text(line).strip()
        lost = (
            "rispy does not read this record"
            if context.last
            else "rispy reads this record and the next as a single one"
        )
        edit = minimal_edit(line.start, record.line_text(line), "ER  - ")
        yield Problem(
            Span(line.tag_start, line.tag_start + 2),
            f"`{written}` does not end a record as `ER  - ` does: {lost}, and citation-js adds "
            "these letters to the value before.",
            Fix("Write the line as `ER  - `", (edit,), safe=True) if edit else None,
        )
