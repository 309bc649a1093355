"""RIS111 trailing-whitespace."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.syntax import BLANKS, Defect, Line, LineKind, Record, lex
from ris_ls.text import BOM, Edit, Span


class TrailingWhitespace(RecordRule):
    r"""Blanks stand at the end of a line.

    ## Why

    Importers trim them. They show up as changes when two versions of a file are compared. The
    formatter takes them away too. The one blank behind `ER  -` stays, as both specifications
    show it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane\x20\x20
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

    code = "RIS111"
    name = "trailing-whitespace"
    severity = "hint"
    fixable = "safe"
    once = True
    on = False
    unnecessary = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the blanks at the end of each line."""
        text = record.text
        for line in record.lines:
            if line.start == line.end or text[line.end - 1] not in BLANKS:
                continue
            start = _kept(text, line)
            if start < line.end:
                yield Problem(
                    Span(start, line.end),
                    "Blanks stand at the end of the line.",
                    Fix("Remove the blanks", (Edit(start, line.end, ""),), safe=True),
                )


def _kept(text: str, line: Line) -> int:
    """Return up to where a line stays as it is."""
    start = line.start + text.startswith(BOM, line.start)
    end = start + len(text[start : line.end].rstrip(BLANKS))
    if line.kind is LineKind.FIELD:
        if line.defects & {Defect.QUOTED, Defect.BARE_END}:
            return line.end
        # A tag without a value keeps the blank behind its hyphen.
        return max(end, line.value_start) if line.value_start == line.value_end else end
    if line.kind is LineKind.BLANK:
        # Between a lone CR and an LF the blanks keep two line ends from becoming one.
        torn = text.endswith("\r", 0, start) and text.startswith("\n", line.end)
        return line.end if torn else start
    # Without its blanks some text would be read as the end of a record.
    return end if lex(text[start:end])[0].kind is LineKind.TEXT else line.end
