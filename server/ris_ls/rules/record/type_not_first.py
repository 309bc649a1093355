"""RIS202 type-not-first."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import importer, tags_of_concept
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._record import before_type, ended, head, line_start, stand, whole_line
from ris_ls.syntax import Field, Record, remove_lines
from ris_ls.text import Edit, Span

_TITLE = frozenset(tags_of_concept("title"))
_DATE = frozenset(tags_of_concept("date"))

_rispy = importer("rispy")
_LISTS = frozenset(_rispy.list_tags if _rispy else ())


class TypeNotFirst(RecordRule):
    """Fields stand before the TY of the record they belong to.

    ## Why

    Reference managers begin a record at its TY. rispy and bibutils skip what stands before it;
    Zotero makes a record of its own of it; citation-js adds it to the record before, and reads
    nothing from the file where there is none.

    The fix is safe as long as no ER comes before: the fields can belong to no other record then.
    Behind an ER, they may be left over from the record that it ends. It is unsafe too where a tag
    that rispy reads once stands on both sides of TY. Where that is a title or a date, two records
    are likely, and nothing is moved.

    ## Example

    ```ris
    DB  - Index of Examples
    TY  - JOUR
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

    code = "RIS202"
    name = "type-not-first"
    severity = "error"
    fixable = "sometimes"
    tags = frozenset({"TY"})
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the TY of a record that has fields before it."""
        early = before_type(record)
        type_field = record.type_field
        if not early or type_field is None:
            return
        elsewhere = (
            "citation-js reads nothing from this file"
            if context.first
            else "citation-js adds it to the record before"
        )
        yield Problem(
            head(type_field.line),
            f"{stand(field.tag for field in early)} before TY: rispy skips what stands there, and "
            f"{elsewhere}.",
            _fix(record, early, type_field, context),
        )


def _fix(
    record: Record, early: tuple[Field, ...], type_field: Field, context: Context
) -> Fix | None:
    if _two_records(record, early):
        return None  # the move would make one record of two
    span = Span(whole_line(record, type_field.line).start, type_field.line_span.end)
    top = line_start(record, early[0].line)
    return Fix(
        "Move TY to the top of the record",
        (
            Edit(top, top, ended(span.of(record.text), context.line_end)),
            remove_lines(record.text, span),
        ),
        safe=context.first and not _contested(record, early),
    )


def _contested(record: Record, early: tuple[Field, ...]) -> bool:
    """Tell whether a value behind TY would no longer be the first, the only one rispy keeps."""
    before = {field.tag for field in early} - _LISTS
    return any(field.tag in before for field in record.fields[len(early) :])


def _two_records(record: Record, early: tuple[Field, ...]) -> bool:
    """Tell whether what stands before TY is a record of its own that lost its TY and ER."""
    before = {field.tag for field in early}
    behind = {field.tag for field in record.fields[len(early) :]}
    return any(before & tags and behind & tags for tags in (_TITLE, _DATE))
