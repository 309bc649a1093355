"""RIS203 repeated-type."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import reference_type
from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.record._record import head, whole_line
from ris_ls.syntax import Field, Record, remove_lines


class RepeatedType(RecordRule):
    """A second TY stands in a record, and the first is followed by no title, name or date.

    ## Why

    One record has one type. rispy keeps the first; Zotero, citation-js and bibutils begin a new
    record at the second, so that an empty one is left behind.

    The fix deletes the line whose type no program knows, else the later one. Which of two sound
    types is right, only the work itself can tell.

    ## Example

    ```ris
    TY  - JOUR
    DB  - Index of Examples
    TY  - CONF
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    DB  - Index of Examples
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS203"
    name = "repeated-type"
    severity = "error"
    fixable = "unsafe"
    tags = frozenset({"TY"})
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield every TY but one."""
        if len(record.types) < 2:
            return
        kept = next((field for field in record.types if _is_known(field)), record.types[0])
        for field in record.types[1:]:
            first = record.types[0]
            extra = field if field is not kept else first
            yield Problem(
                head(field.line),
                f"TY stands here for a second time: rispy keeps {first.value or 'the first'}, and "
                "Zotero, citation-js and bibutils read one record more than there is.",
                Fix(
                    f"Delete the line `TY  - {extra.value}`",
                    (remove_lines(record.text, whole_line(record, extra.line)),),
                    safe=False,
                ),
                (Related(f"the first TY, {first.value or 'without a value'}", head(first.line)),),
            )


def _is_known(field: Field) -> bool:
    return reference_type(field.value.upper()) is not None
