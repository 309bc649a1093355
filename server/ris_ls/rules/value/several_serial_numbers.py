"""RIS433 several-serial-numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._serials import SERIAL_TAGS, serials
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.serials import PLAIN_ISSN, Serial

_SEPARATOR = re.compile(r"[ \t]{0,4}(?:[,;/|&]|\b(?:and|or)\b)[ \t]{0,4}|[ \t]{1,4}(?!\()")


class SeveralSerialNumbers(FieldRule):
    """One SN holds several ISSN or ISBN.

    ## Why

    rispy and citation-js keep the whole line as one number, and looking it up fails. With an SN
    for each number, rispy and Zotero read the first alone. So this is told once per file, and
    changed only when asked.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    SN  - 2049-3630 (Print), 1234-5679 (Electronic)
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    SN  - 2049-3630 (Print)
    SN  - 1234-5679 (Electronic)
    ER  -
    ```
    """

    code = "RIS433"
    name = "several-serial-numbers"
    severity = "hint"
    fixable = "unsafe"
    once = True
    tags = SERIAL_TAGS
    shape = other_than(PLAIN_ISSN)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with several numbers on its own line; further lines are RIS106."""
        start = field.line.value_start
        found = [serial for serial, at in serials(field, record) if at == start]
        if len(found) < 2:
            return
        edits = tuple(_cuts(field, found, context))
        yield Problem(
            field.value_span,
            f"{field.tag} holds {len(found)} numbers: rispy and citation-js keep them as one, and "
            "looking it up fails.",
            Fix(f"Write each number in an {field.tag} of its own", edits, safe=False)
            if edits
            else None,
        )


def _cuts(field: Field, found: list[Serial], context: Context) -> Iterator[Edit]:
    """Yield an edit for each gap between two numbers, at the last separator in it."""
    start = field.line.value_start
    for left, right in pairwise(found):
        gap = field.value[left.end : right.start]
        separators = list(_SEPARATOR.finditer(gap))
        strong = [match for match in separators if match[0].strip()]
        if separators:
            cut = (strong or separators)[-1]
            yield Edit(
                start + left.end + cut.start(),
                start + left.end + cut.end(),
                f"{context.line_end}{field.tag}  - ",
            )
