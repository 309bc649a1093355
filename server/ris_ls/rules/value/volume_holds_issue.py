"""RIS444 volume-holds-issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.knowledge import meaning
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.value._fields import replacement
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit

_LONGEST = 60
_ISSUE = (
    r"(?:[A-Z]?[0-9]{1,4}[A-Za-z]?(?:\s?[-–/]\s?[0-9]{1,4})?"
    r"|(?:Suppl|Pt)[a-z]{0,8}\.? ?[0-9A-Z]{0,3})"
)
_VOLUME = (
    r"(?:(?:[Vv]ol(?:ume|\.)?|[Vv]\.|[Bb]d\.|[Jj]g\.)\s?)?([A-Z]?[0-9]{1,4}[A-Z]?|[IVXLC]{1,7})"
)
_NUMBER_WORD = r"(?:[Nn]o\.|[Nn]r\.?|[Nn][º°.]|[Nn]um(?:ber|\.)|[Nn]úm\.|[Ii]ssue|[Ii]ss\.)\s?"
_BRACKETS = re.compile(rf"{_VOLUME}\s?\(\s?(?:{_NUMBER_WORD})?({_ISSUE})\s?\)")
_NUMBER = re.compile(rf"{_VOLUME}\s?[,;:]?\s?{_NUMBER_WORD}({_ISSUE})")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")


class VolumeHoldsIssue(RecordRule):
    """VL holds the issue too, as in `50(2)`.

    ## Why

    Zotero, rispy and citation-js take `50(2)` for the volume and find no issue. A citation then
    reads `50(2)` where the style wants the two in different letters, and the volume does not match
    the one of the same article in another file.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    VL  - 50(2)
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    VL  - 50
    IS  - 2
    ER  -
    ```
    """

    code = "RIS444"
    name = "volume-holds-issue"
    severity = "warning"
    fixable = "unsafe"
    tags = frozenset({"VL"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a VL with volume and issue, for the types that have an issue."""
        if record.value_of("VL").isdigit():
            return
        field = record.first("VL")
        if field is None or field.continuation or len(field.value) > _LONGEST:
            return
        if field.value.isdigit():
            return
        if (
            meaning("VL", record.type_code) != "Volume"
            or meaning("IS", record.type_code) != "Issue"
        ):
            return
        found = _BRACKETS.fullmatch(field.value) or _NUMBER.fullmatch(field.value)
        if found is None or _YEAR.fullmatch(found[2]):
            return
        volume, issue = found[1], found[2].strip()
        yield Problem(
            field.value_span,
            f"VL holds `{field.value}`, volume {volume} and issue {issue} in one: Zotero, rispy "
            "and citation-js take all of it for the volume.",
            _fix(field, record, context, volume, issue),
        )


def _fix(field: Field, record: Record, context: Context, volume: str, issue: str) -> Fix | None:
    """Return the fix; none where IS says something else."""
    edits = list(replacement(field.line.value_start, field.value, volume))
    if "IS" not in record.tags:
        at, line = field.line.next, f"IS  - {issue}"
        ended = record.line_end(field.line)
        text = line + context.line_end if ended else context.line_end + line
        return Fix(f"Write {volume} in VL and {issue} in IS", (*edits, Edit(at, at, text)), False)
    there = record.first("IS")
    if there is None or there.full_value != issue:
        return None
    return Fix(f"Write {volume} in VL", tuple(edits), False)
