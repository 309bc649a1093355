"""RIS458 no-break-space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.value._fields import part, pieces
from ris_ls.syntax import BLANKS, Field, Record
from ris_ls.text import Edit, Span
from ris_ls.values.mojibake import find_garbled

# French sets them inside of its quotation marks and in front of these signs, rightly so.
_RUN = re.compile("(?<![«‹\u00a0\u202f\u2007])[\u00a0\u202f\u2007]+(?![»›:;!?\u00a0\u202f\u2007])")
_ADDRESSES = frozenset({"UR", "DO", "LK", "L1", "L2", "L3", "L4", "TY"})


class NoBreakSpace(RecordRule):
    r"""A value holds a blank at which lines are not to be broken, as web pages and publishers set.

    It looks like any other blank. Left alone are those that French sets at quotation marks and in
    front of colons, semicolons, exclamation and question marks.

    ## Why

    Programs keep it: scripts that compare texts, and searches for `4 years` or for the name
    `Doe, J. A.`, take it for another sign and find nothing.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, J.\u00a0A.
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, J. A.
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS458"
    name = "no-break-space"
    severity = "hint"
    fixable = "safe"
    once = True
    # Of the record: at the end of a line they are no part of a value.
    signs = "\u00a0\u202f\u2007"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field with no-break spaces; one fix makes blanks of them."""
        for index, (code, value) in enumerate(zip(record.codes, record.values, strict=True)):
            if not value.isascii() and code not in _ADDRESSES:
                yield from _in_field(record.field(index), record)


def _in_field(field: Field, record: Record) -> Iterator[Problem]:
    edits: list[Edit] = []
    places: list[Span] = []
    for text, start in pieces(field, record):
        for at, end in _runs(text, is_first=start == field.line.value_start):
            places.append(part(start, (at, end)))
            # One blank is left where others stand beside it.
            after = end
            while text[at - 1] == " " and text[after] == " ":
                after += 1
            beside = text[at - 1] in BLANKS or text[after] in BLANKS
            edits.append(Edit(start + at, start + after, "" if beside else " "))
    for line in (field.line, *field.continuation):
        tail = record.text[line.start : line.end]
        kept = len(tail.rstrip(BLANKS))
        if not kept or "\u00a0" not in tail[kept:] or (line is field.line and not field.value):
            continue
        # A blank too many there, but for the last byte of a word that was decoded wrongly.
        if all(one.span[1] <= kept for one in find_garbled(tail)):
            places.append(Span(line.start + kept, line.end))
            edits.append(Edit(line.start + kept, line.end, ""))
    if not edits:
        return
    yield Problem(
        min(places),
        f"{field.tag} holds a blank of another kind (no-break space): it looks like a blank, "
        "but searches and comparisons take it for another sign.",
        Fix("Write a plain blank", tuple(edits), True),
    )


def _runs(text: str, is_first: bool) -> Iterator[tuple[int, int]]:
    """Yield where no-break spaces stand that can be blanks."""
    garbled: set[int] | None = None
    for match in _RUN.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text):
            continue
        # With a blank there, `AB - ` on an untagged line would turn into a field.
        if not is_first and start < 6 and text[end : end + 2].lstrip(BLANKS).startswith("-"):
            continue
        # citation-js cuts a value at two blanks, a hyphen and a blank.
        if text.endswith("  -", 0, start):
            continue
        if garbled is None:
            garbled = {at for one in find_garbled(text) for at in range(*one.span)}
        # A byte of text that was decoded wrongly: without it, that could not be read again.
        if garbled.isdisjoint(range(start, end)):
            yield start, end
