"""RIS209 end-without-trailing-space."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._record import head
from ris_ls.syntax import Record
from ris_ls.text import Edit


class EndWithoutTrailingSpace(RecordRule):
    """No blank stands behind the hyphen of ER.

    Scopus, Web of Science, Mendeley and many others write it so. Nothing is reported where the
    formatter is set to write it so too (`format.end-blank = false`).

    ## Why

    Both specifications show the blank, and a strict reader may look for all six characters. Every
    program that was tried reads a record that ends without it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
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
    ```
    """

    code = "RIS209"
    name = "end-without-trailing-space"
    severity = "hint"
    fixable = "safe"
    once = True
    on = False

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield an ER line that ends with its hyphen."""
        line = record.end
        if not context.end_blank:
            return  # the formatter would take it out again
        if line is None or line.defects or line.end != line.tag_start + len("ER  -"):
            return
        yield Problem(
            head(line),
            "No blank stands behind `ER  -`, as both specifications show it.",
            Fix("Write the line as `ER  - `", (Edit(line.end, line.end, " "),), safe=True),
        )
