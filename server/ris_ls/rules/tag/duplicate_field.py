"""RIS310 duplicate-field."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import name_tags
from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.repeats import FAILS, stops_citation_js
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record, remove_lines

_BY_PLACE = frozenset({"AD", *(f"C{n}" for n in range(1, 9)), *(f"U{n}" for n in range(1, 7))})
"""Tags that can belong to the line before them: OpenAlex writes the affiliations of each author
(C1) right behind the author, and two authors may share one."""


_MAY_BE_TWICE = name_tags() | _BY_PLACE | {"TY"}


class DuplicateField(RecordRule):
    """The same tag stands twice in a record, with exactly the same value.

    Authors and editors are left alone, two of them may share a name; and so are addresses and
    custom fields, which some exporters write behind the author they belong to.

    ## Why

    A keyword or note that stands twice is shown twice. Of most other fields every program reads
    one anyway; but where the type of the record wants one value (a date, DO), citation-js fails on
    the second and reads nothing of the whole file: then this is an error.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    KW  - harvest
    KW  - weather
    KW  - harvest
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    KW  - harvest
    KW  - weather
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS310"
    name = "duplicate-field"
    severity = "hint"
    fixable = "safe"
    once = True
    removes = frozenset({"exact duplicate"})
    unnecessary = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field that repeats an earlier one."""
        if len(set(record.values)) == len(record.values):
            return  # as in nearly all records
        seen: dict[tuple[str, str], int] = {}
        # Of a field before and one behind TY, importers read the second: it is no duplicate.
        for index in range(record.first_typed, len(record.codes)):
            code, value = record.codes[index], record.values[index]
            if value and code not in _MAY_BE_TWICE:
                first = seen.setdefault((code, value), index)
                if first != index:
                    yield _problem(record.field(first), record.field(index), record)


def _problem(first: Field, field: Field, record: Record) -> Problem:
    edit = remove_lines(record.text, field.line_span)
    fails = stops_citation_js(record, field)
    return Problem(
        field.span,
        f"{field.tag} `{short(field.full_value)}` stands in this record twice"
        + (f": {FAILS}." if fails else "; once says as much."),
        Fix(f"Remove the second {field.tag}", (edit,), True, "exact duplicate"),
        (Related("It stands here first.", first.span),),
        group=f"{field.tag} {fails}",
        severity="error" if fails else None,
    )
