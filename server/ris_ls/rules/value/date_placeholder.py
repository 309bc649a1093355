"""RIS413 date-placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._dates import NOT_PLAIN
from ris_ls.rules.value._fields import part, removal_of_line, replacement, tags_of_kind
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.dates import find_placeholders


class DatePlaceholder(FieldRule):
    """A date holds a word such as `undefined`, `null` or `NaN` that a program left there.

    ## Why

    rispy keeps the word as a part of the date, and so does citation-js where it stands right
    behind the year: a citation then prints it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    DA  - 2019/10//undefined
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    DA  - 2019/10//
    ER  -
    ```
    """

    code = "RIS413"
    name = "date-placeholder"
    severity = "warning"
    fixable = "safe"
    removes = frozenset({"placeholder"})
    once = True
    tags = tags_of_kind("date", "year")
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a date with a placeholder in it; a value that is nothing else is RIS456."""
        found = find_placeholders(field.value)
        if found is None or field.continuation:
            return
        start, end = found.spans[0]
        if found.mended is None:
            fix = removal_of_line(field, record, f"Remove this {field.tag}", "placeholder")
        else:
            edits = replacement(field.line.value_start, field.value, found.mended)
            fix = Fix(f"Write `{short(found.mended, 40)}`", edits, True, "placeholder")
        yield Problem(
            part(field.line.value_start, (start, end)),
            f"`{field.value[start:end]}` in {field.tag} `{short(field.value, 40)}` is no part of "
            "a date, but rispy keeps it there.",
            fix,
        )
