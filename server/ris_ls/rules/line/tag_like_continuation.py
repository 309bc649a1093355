"""RIS107 tag-like-continuation."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.line._taglike import LookAlike, look_alikes
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.wording import short
from ris_ls.syntax import Record
from ris_ls.text import Edit


class TagLikeContinuation(RecordRule):
    """A line of a wrapped abstract or note begins like a field.

    ## Why

    Every program takes the line for a field: the abstract ends there, and the rest of it goes into
    a field that nobody asks for.

    The fix is not made unasked, since only a person can tell an unusual field from prose.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    AB  - The whole group was seen twice. In the
    treated group the level of
    IL  - 6 was raised.
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    AB  - The whole group was seen twice. In the
    treated group the level of IL  - 6 was raised.
    ER  -
    ```
    """

    code = "RIS107"
    name = "tag-like-continuation"
    severity = "error"
    fixable = "unsafe"
    condition = "wrapped"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field that is a piece of the text before it."""
        for found in look_alikes(record):
            yield _problem(record, found)


def _problem(record: Record, found: LookAlike) -> Problem:
    field, owner = found.field, found.owner.tag
    written = short(record.line_text(field.line).strip())
    return Problem(
        field.tag_span,
        f"`{written}` looks like a field {field.tag} but is a part of {owner}: every program "
        f"cuts {owner} here.",
        Fix(
            f"Join the line to {owner}",
            (Edit(found.cut, field.line.tag_start, " "),),
            safe=False,
        ),
    )
