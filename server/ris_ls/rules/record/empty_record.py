"""RIS207 empty-record."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._record import head, line_start
from ris_ls.syntax import LineKind, Record, remove_lines
from ris_ls.text import Span

_LONGEST_TYPE = 20


class EmptyRecord(RecordRule):
    """A record holds nothing but TY and ER, or an ER stands there without a record.

    ## Why

    rispy and citation-js read an empty record as a record without title or author. An ER on its
    own does no harm, but often shows that something is lost: the record before it, or its TY.

    ## Example

    ```ris
    TY  - JOUR
    ER  -

    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS207"
    name = "empty-record"
    severity = "warning"
    fixable = "unsafe"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a record without a field, or an ER without a record."""
        if record.is_sound and len(record.codes) > 1:
            return
        types = record.types
        if len(record.fields) > len(types) or any(field.continuation for field in types):
            return
        if not types and record.end is None:
            return
        if any(len(field.value) > _LONGEST_TYPE for field in types):
            return  # that is more than a type: fields may stand behind it on the same line
        if record.end is not None and any(line.is_field for line in record.after):
            return  # RIS206 moves these fields into it
        lines = [field.line for field in types]
        if record.end is not None:
            lines.append(record.end)
        span = Span(lines[0].tag_start, head(lines[-1]).end)
        yield Problem(
            span,
            _message(record),
            _fix(record, Span(lines[0].start, lines[-1].next)),
            # A script that lost its records leaves nothing but ER behind, thousands of times.
            group="" if types else "ER",
        )


def _message(record: Record) -> str:
    if not record.types:
        return "This ER ends no record: a TY or a whole record may be missing before it."
    if record.end is None:
        return "This record holds nothing but its type, and no ER ends it."
    return (
        "This record holds nothing but its type: rispy and citation-js read a record without "
        "title, author or date."
    )


def _fix(record: Record, lines: Span) -> Fix | None:
    if record.end is not None and record.end.value_end > record.end.value_start:
        return None  # text behind ER: deleting the line would lose it
    start = line_start(record, next(line for line in record.lines if line.start == lines.start))
    end = lines.end
    for line in record.lines:
        if line.start == end and line.kind is LineKind.BLANK:
            end = line.next
    what = "record" if record.types else "ER line"
    return Fix(f"Delete the {what}", (remove_lines(record.text, Span(start, end)),), safe=False)
