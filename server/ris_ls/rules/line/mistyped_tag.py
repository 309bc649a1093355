"""RIS115 mistyped-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.line._taglike import TagLike, tag_like
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.wording import short
from ris_ls.syntax import Record
from ris_ls.text import Edit, Span


class MistypedTag(RecordRule):
    """A line was meant as a field, but its tag or what follows it is mistyped.

    A character too many (`C1.- `, `TY_ - `, `A# U  - `), or a colon, a tab or blanks in place of
    the hyphen.

    ## Why

    Programs take the line for a part of the value before it, or skip it. When it is the TY line,
    the whole record is lost.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    C1.- Example collection
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    C1  - Example collection
    ER  -
    ```
    """

    code = "RIS115"
    name = "mistyped-tag"
    severity = "warning"
    fixable = "unsafe"
    condition = "wrapped"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each mistyped line; those mistyped alike are one finding per file."""
        for found in tag_like(record).values():
            if not found.long:
                yield _problem(record, found)


def _problem(record: Record, found: TagLike) -> Problem:
    set_off = record.text[found.start : found.value_start]
    written = short(record.text[found.start : found.value_end])
    if found.tag == "TY":
        loss = "no program sees that a record begins here"
    elif found.owner is None:
        loss = "programs skip the line"
    else:
        loss = f"programs read the line as a part of {found.owner.tag}"
    return Problem(
        Span(found.start, max(found.value_start, found.start + 2)),
        f"`{written}` was probably meant as a field {found.tag}, but is not written as one: "
        f"{loss}.",
        Fix(
            f"Write the line as `{found.tag}  - ...`",
            (Edit(found.start, found.value_start, f"{found.tag}  - "),),
            safe=False,
        ),
        group="" if found.tag == "TY" else set_off if found.form == "hyphen" else found.form,
        severity="error" if found.tag == "TY" else None,
    )
