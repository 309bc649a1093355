"""RIS002 byte-order-mark."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import FileContext, FileRule, Fix, Problem
from ris_ls.text import BOM, Document, Edit, Span


class ByteOrderMark(FileRule):
    r"""The file begins with a byte order mark, three bytes that no editor shows.

    ## Why

    With the mark in front, the first line is no TY line any more: rispy loses the first record
    without a word, and with it the only one of a single-record file. astrocite refuses the file.
    Zotero, citation-js and bibutils skip the mark. Where another line stands before TY, such as
    the header that CABI writes, rispy loses nothing and it is a warning.

    ## Example

    ```ris
    \ufeffTY  - JOUR
    TI  - On damaged exports
    AU  - Doe, Jane
    PY  - 2020
    ER  -
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

    code = "RIS002"
    name = "byte-order-mark"
    severity = "error"
    fixable = "safe"
    removes = frozenset({"invisible character"})
    on_disk = True

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield one problem where the first character is a byte order mark."""
        first = document.blocks[0].text
        if not first.startswith(BOM):
            return
        before_type = first.startswith("TY", 1)
        loss = "rispy loses the first record" if before_type else "astrocite refuses the file"
        yield Problem(
            Span(0, 1),
            f"An invisible byte order mark stands in front of the first line: {loss}.",
            Fix("Remove the byte order mark", (Edit(0, 1, ""),), True, "invisible character"),
            severity=None if before_type else "warning",
        )
