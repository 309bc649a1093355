"""RIS004 mixed-line-endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ris_ls.rules.model import FileContext, FileRule, Fix, Problem, Related
from ris_ls.text import Block, Document, Edit, Span
from ris_ls.text.lines import LineEnd, count_kinds

_OTHERS = {"\n": re.compile(r"\r\n?"), "\r\n": re.compile(r"\r(?!\n)|(?<!\r)\n")}
"""What is found at each line end that is not the one to settle on."""

_NAMES: dict[LineEnd, str] = {"\n": "LF", "\r\n": "CRLF", "\r": "lone CR"}
_MAX_RELATED = 20


class MixedLineEndings(FileRule):
    r"""Lines end in more than one way, or in a lone carriage return (CR).

    ## Why

    A lone CR is no line end for citation-js and for scripts that read line by line: the next
    line is glued to the value before it, and a file that knows no other line end becomes one
    empty record. Web of Science ends its WE line so, which hides the accession number behind it.
    Editors show all line ends alike, so this is read from the file on the disk.

    ## Example

    ```ris
    TY  - JOUR
    TI  - On damaged exports
    AU  - Doe, Jane
    PY  - 2020
    WE  - Index\rAN  - 12
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    TI  - On damaged exports
    AU  - Doe, Jane
    PY  - 2020
    WE  - Index
    AN  - 12
    ER  -
    ```
    """

    code = "RIS004"
    name = "mixed-line-endings"
    severity = "warning"
    reads_all = True
    fixable = "safe"
    on_disk = True

    def prepare(self, block: Block) -> None:
        """Count the line ends of one block."""
        _kinds(block)

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield one problem for the file, with the count of each kind and the first places."""
        total: dict[LineEnd, int] = {"\n": 0, "\r\n": 0, "\r": 0}
        for block in document.blocks:
            for kind, count in _kinds(block).items():
                total[kind] += count
        used = [kind for kind in total if total[kind]]
        if not total["\r"] and len(used) < 2:
            return
        # A lone CR is never what to settle on, however common: that is what is wrong with it.
        wanted: LineEnd = "\r\n" if total["\r\n"] > total["\n"] else "\n"
        places = _edits(document, wanted)
        edits = tuple(places if context.to_mend else islice(places, 1 + _MAX_RELATED))
        counts = ", ".join(f"{total[kind]} {_NAMES[kind]}" for kind in used)
        loss = (
            "citation-js and line-based scripts read past a lone CR and glue two lines together"
            if total["\r"]
            else "scripts that split at one of them see a stray character in the other"
        )
        first, *others = edits
        yield Problem(
            Span(first.start, first.end),
            f"Lines end in {'different ways' if len(used) > 1 else 'a lone CR'} "
            f"({counts}): {loss}.",
            Fix(f"End all lines with {_NAMES[wanted]}", edits, safe=True),
            tuple(
                Related("another line end of this kind", Span(edit.start, edit.end))
                for edit in others[:_MAX_RELATED]
            ),
        )


def _kinds(block: Block) -> dict[LineEnd, int]:
    return block.memo(count_kinds, lambda: count_kinds(block.text))


def _edits(document: Document, wanted: LineEnd) -> Iterator[Edit]:
    for offset, block in document.placed():
        if all(kind == wanted or not count for kind, count in _kinds(block).items()):
            continue
        for match in _OTHERS[wanted].finditer(block.text):
            yield Edit(offset + match.start(), offset + match.end(), wanted)
