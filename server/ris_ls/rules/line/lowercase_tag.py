"""RIS102 lowercase-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.line._prefix import bent_lines, mend_line
from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.syntax import Defect, Record
from ris_ls.text import Span


class LowercaseTag(RecordRule):
    """A tag is written in small letters.

    ## Why

    Tags are capitals in both specifications. No importer that was tried knows `ty` or `au`:
    the line is skipped or added to the value before it, and with `ty` the whole record is lost.

    ## Example

    ```ris
    TY  - JOUR
    au  - Doe, Jane
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

    code = "RIS102"
    name = "lowercase-tag"
    severity = "error"
    fixable = "safe"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field line whose tag is not in capitals, unless it is bent worse."""
        for line in bent_lines(record):
            if Defect.LOWERCASE not in line.defects:
                continue
            if line.defects & {Defect.QUOTED, Defect.INDENTED, Defect.BARE_END}:
                continue
            written = record.text[line.tag_start : line.tag_start + 2]
            loss = {
                "TY": "no importer sees that a record begins here",
                "ER": "no importer sees that the record ends here",
            }.get(line.tag, f"importers do not take this line for the field {line.tag}")
            yield Problem(
                Span(line.tag_start, line.tag_start + 2),
                f"The tag is written `{written}` instead of `{line.tag}`: {loss}.",
                mend_line(record, line),
            )
