"""RIS103 indented-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.line._prefix import bent_lines, mend_line
from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.syntax import Defect, Record
from ris_ls.text import BOM, Span


class IndentedTag(RecordRule):
    """Blanks stand before the tag.

    ## Why

    A tag has to begin its line. rispy and bibutils take an indented line for the continuation of
    the value before it; Zotero recognises the file and then reads no record from it.

    ## Example

    ```ris
    TY  - JOUR
      AU  - Doe, Jane
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

    code = "RIS103"
    name = "indented-tag"
    severity = "error"
    fixable = "safe"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field line that begins with blanks, unless it is quoted."""
        for line in bent_lines(record):
            if Defect.INDENTED not in line.defects:
                continue
            if line.defects & {Defect.QUOTED, Defect.BARE_END}:
                continue
            start = line.start + record.text.startswith(BOM, line.start)
            loss = {
                "TY": "rispy, Zotero and bibutils read no record from here",
                "ER": "rispy and bibutils do not see that the record ends here",
            }.get(line.tag, f"rispy, Zotero and bibutils do not read the field {line.tag}")
            yield Problem(
                Span(start, line.tag_start + 2),
                f"Blanks stand before the tag {line.tag}, which must begin its line: {loss}.",
                mend_line(record, line),
            )
