"""RIS456 placeholder-value."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.value._fields import removal_of_line
from ris_ls.syntax import Field, Record
from ris_ls.values.placeholders import PLACEHOLDER, is_placeholder


class PlaceholderValue(FieldRule):
    """A field holds a word for nothing, such as `n/a`, `null` or `undefined`.

    ## Why

    No program knows that it means nothing: it becomes a keyword, a page or an abstract, and a
    citation prints it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    VL  - undefined
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

    code = "RIS456"
    name = "placeholder-value"
    severity = "warning"
    habits = frozenset({"placeholders"})
    fixable = "safe"
    removes = frozenset({"placeholder"})
    once = True
    shape = PLACEHOLDER
    reads_lines = False

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field whose whole value stands for nothing."""
        if field.full_value and is_placeholder(field.tag, field.full_value):
            yield Problem(
                field.span,
                f"{field.tag} holds `{field.full_value}`, which means nothing, but programs take "
                "it for a value.",
                removal_of_line(field, record, f"Remove this {field.tag}", "placeholder"),
                group=field.tag,
            )
