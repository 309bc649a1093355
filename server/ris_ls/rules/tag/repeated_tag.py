"""RIS309 repeated-tag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.knowledge import single_valued, tags
from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.repeats import FAILS, stops_citation_js
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit

# Tags for whatever a program wants to keep: databases repeat them, and nobody reads them by rule.
_FREE = frozenset({"M1", "M2", "M3", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"})
_ONCE = frozenset(
    code
    for code, tag in tags().items()
    if single_valued(code)
    and tag.status != "vendor"
    and not code.startswith("U")
    and code not in _FREE | {"TY", "ER", "DO"}  # several DOIs are RIS424
    # rispy sets these aside as unknown, all of them.
    and code not in {"AV", "BT", "CP", "CT", "J1", "L3", "SV"}
)
_RISPY_ALONE = frozenset({"CA", "ID", "LB", "RI", "RN", "RP", "TA", "TT"})
"""Tags that Zotero ignores, or of which (RN) it keeps each as a note."""
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\) ?\d|all rights reserved)", re.IGNORECASE)


class RepeatedTag(RecordRule):
    """A tag that carries one value stands twice in a record, with different values.

    ## Why

    rispy keeps the first value and drops the others; so does Zotero, except that it takes the last
    PY. Which of them is right, only a person can tell.

    Where the type of the record wants one value (a date, DO), citation-js fails on a second one and
    reads nothing of the whole file: then this is an error.

    A copyright notice that stands as another AB is none of them: that is RIS506.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    IS  - 4
    IS  - 5
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    IS  - 4
    N1  - IS: 5
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS309"
    name = "repeated-tag"
    severity = "warning"
    fixable = "unsafe"
    once = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each further field of a tag that a record should hold once."""
        if len(record.tags) == len(record.codes) or not _is_repeated(record):
            return
        firsts: dict[str, Field] = {}
        for field in record.fields:
            if field.tag not in _ONCE or not field.full_value:
                continue
            if field.tag in ("AB", "N2") and _COPYRIGHT.match(field.full_value):
                continue  # not another abstract, but the notice that EBSCO adds to it
            first = firsts.setdefault(field.tag, field)
            if first.full_value == field.full_value:
                continue  # itself, or RIS310
            fails = stops_citation_js(record, field)
            yield Problem(
                field.tag_span,
                f"{field.tag} stands in this record more than once: {_loss(first, field, record)}"
                + (f" {FAILS[0].upper()}{FAILS[1:]}." if fails else ""),
                Fix(
                    f"Keep this {field.tag} as a note",
                    (Edit(field.line.start, field.line.value_start, f"N1  - {field.tag}: "),),
                    safe=False,
                ),
                (Related("The value that is kept stands here.", first.span),),
                group=f"{field.tag} {fails}",
                severity="error" if fails else None,
            )


def _is_repeated(record: Record) -> bool:
    """Tell whether any tag that should stand once stands there again."""
    once = [code for code in record.codes if code in _ONCE]
    return len(set(once)) < len(once)


def _loss(first: Field, field: Field, record: Record) -> str:
    """Return which program keeps and drops what, as the end of a sentence."""
    kept, dropped = short(first.full_value, 40), short(field.full_value, 40)
    if field.tag == "PY":
        years = (one.full_value for one in reversed(record.fields) if one.tag == "PY")
        last = short(next(year for year in years if year), 40)
        return f"rispy keeps the first value, `{kept}`, and Zotero the last, `{last}`."
    if field.tag in _RISPY_ALONE:
        return f"rispy keeps the first value, `{kept}`, and drops `{dropped}`."
    return f"rispy and Zotero keep the first value, `{kept}`, and drop `{dropped}`."
