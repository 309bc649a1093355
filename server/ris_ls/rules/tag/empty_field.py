"""RIS311 empty-field."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.syntax import Record, remove_lines


class EmptyField(RecordRule):
    """A tag stands without a value.

    ## Why

    Some programs write a line for every field that they know, filled or not. Nothing is lost with
    it, but where a second line of the same tag holds the value, rispy keeps the first, empty one.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    VL  -
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS311"
    name = "empty-field"
    severity = "hint"
    fixable = "safe"
    once = True
    unnecessary = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield every field without a value; TY without one is RIS301."""
        if "" not in record.values:
            return
        for field in record.fields:
            if not field.full_value and field.tag != "TY":
                edit = remove_lines(record.text, field.line_span)
                yield Problem(
                    field.span,
                    f"{field.tag} has no value, so the line says nothing.",
                    Fix(f"Remove the empty {field.tag}", (edit,), safe=True),
                )
