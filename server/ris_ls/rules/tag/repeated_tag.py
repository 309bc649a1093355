"""RIS309 repeated-tag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.knowledge import single_valued, tags
from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
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
)
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\) ?\d|all rights reserved)", re.IGNORECASE)


class RepeatedTag(RecordRule):
    """A tag that carries one value stands twice in a record, with different values.

    ## Why

    rispy and Zotero keep the first value and drop the others. Which of them is right, only a
    person can tell.

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
        firsts: dict[str, Field] = {}
        for field in record.fields:
            if field.tag not in _ONCE or not field.full_value:
                continue
            first = firsts.setdefault(field.tag, field)
            if first.full_value == field.full_value:
                continue  # itself, or RIS310
            if field.tag in ("AB", "N2") and _COPYRIGHT.match(field.full_value):
                continue  # not another abstract, but the notice that EBSCO adds to it
            kept, dropped = short(first.full_value, 40), short(field.full_value, 40)
            yield Problem(
                field.tag_span,
                f"{field.tag} stands in this record more than once: rispy and Zotero keep the "
                f"first value, `{kept}`, and drop `{dropped}`.",
                Fix(
                    f"Keep this {field.tag} as a note",
                    (Edit(field.line.start, field.line.value_start, f"N1  - {field.tag}: "),),
                    safe=False,
                ),
                (Related("The value that is kept stands here.", first.span),),
                group=field.tag,
            )
