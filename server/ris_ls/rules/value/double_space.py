"""RIS457 double-space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import part, pieces
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit

# Not in front of a hyphen: `AB  - ` inside a value can be a field that lost its line break.
_BLANKS = re.compile(r"(?<! ) {2,}(?![- ])")


class DoubleSpace(FieldRule):
    """A value holds two or more blanks where one would do.

    ## Why

    Most programs keep them: the same title from two databases then looks different to scripts that
    compare texts, and plain text shows a gap.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On  damaged   exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS457"
    name = "double-space"
    severity = "hint"
    fixable = "safe"
    once = True
    on = False
    shape = r"(?s:.*)  "

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with runs of blanks; one fix leaves one blank of each."""
        if field.tag == "TY":
            return
        places = [
            part(start, match.span())
            for text, start in pieces(field, record)
            if "  " in text
            for match in _BLANKS.finditer(text)
        ]
        if not places:
            return
        yield Problem(
            places[0],
            f"{field.tag} holds {places[0].end - places[0].start} blanks in a row: programs keep "
            "them, and comparing texts fails on them.",
            Fix(
                "Leave one blank",
                tuple(Edit(place.start + 1, place.end, "") for place in places),
                True,
            ),
        )
