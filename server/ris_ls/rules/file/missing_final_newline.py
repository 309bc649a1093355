"""RIS008 missing-final-newline."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import FileContext, FileRule, Fix, Problem
from ris_ls.text import Document, Edit, Span
from ris_ls.text.lines import prevailing_line_end


class MissingFinalNewline(FileRule):
    r"""The last line of the file has no line end.

    ## Why

    Files are often joined end to end: then the first line of the next file is glued to this one,
    and its TY is lost. Older versions of JabRef hung on such a file.

    ## Example

    ```ris
    TY  - JOUR
    TI  - On damaged exports
    AU  - Doe, Jane
    PY  - 2020
    ER  -\
    ```

    ## Mended

    ```ris
    TY  - JOUR
    TI  - On damaged exports
    AU  - Doe, Jane
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS008"
    name = "missing-final-newline"
    severity = "info"
    fixable = "safe"

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield one problem where the file ends without a line end."""
        last = document.blocks[-1].text
        if not last or last.endswith(("\n", "\r")):
            return
        end = len(document)
        line_end = prevailing_line_end(document.blocks[0].text)
        yield Problem(
            Span(end - 1, end),
            "The last line has no line end: a file joined to this one loses its first TY line.",
            Fix("End the last line", (Edit(end, end, line_end),), safe=True),
        )
