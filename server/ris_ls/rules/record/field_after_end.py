"""RIS206 field-after-end."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._record import describes_a_work, ended, head, stand
from ris_ls.syntax import Line, Record, remove_lines
from ris_ls.text import Edit, Span


class FieldAfterEnd(RecordRule):
    """Fields stand behind the ER of the record they belong to.

    ## Why

    What stands behind ER belongs to no record. rispy does not read it, and Zotero makes an empty
    record of it. Older exports of Ovid write NL, or the searched database as C1, there: these are
    moved into the record safely. Other fields at the end of a file may have lost a record of their
    own.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    NL  - Journal of Lost Lines
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    NL  - Journal of Lost Lines
    ER  -
    ```
    """

    code = "RIS206"
    name = "field-after-end"
    severity = "error"
    fixable = "sometimes"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the fields behind an ER, as one problem."""
        behind = [line for line in record.after if line.is_field]
        if record.end is not None and behind:
            yield _problem(record, behind, _into_this_record(record, behind, context))
        elif (
            record.end is None
            and not record.types
            and record.fields
            and context.end_before is not None
            and not describes_a_work(record)  # RIS201: a record that lost its TY and ER
        ):
            yield _problem(
                record,
                [field.line for field in record.fields],
                _into_record_before(record, context.end_before, context),
            )


def _problem(record: Record, lines: list[Line], fix: Fix | None) -> Problem:
    tags = [line.tag for line in lines]
    what = "it" if len(set(tags)) == 1 else "them"
    return Problem(
        Span(lines[0].tag_start, head(lines[-1]).end),
        f"{stand(tags)} behind ER: rispy does not read {what}, and Zotero makes an empty record "
        f"of {what}.",
        fix,
    )


def _into_this_record(record: Record, lines: list[Line], context: Context) -> Fix | None:
    if record.end is None or not record.fields:
        return None  # an ER of its own, without a record to move the fields into
    text = record.text
    moved = "".join(ended(text[line.start : line.next], context.line_end) for line in lines)
    at = record.end.start
    removals = [remove_lines(text, span) for span in _runs(lines)]
    return Fix(
        "Move the fields behind ER into the record",
        (Edit(at, at, moved), *removals),
        safe=True,
    )


def _runs(lines: list[Line]) -> list[Span]:
    """Return the spans of lines, those that follow each other directly as one."""
    runs: list[Span] = []
    for line in lines:
        if runs and runs[-1].end == line.start:
            runs[-1] = Span(runs[-1].start, line.next)
        else:
            runs.append(Span(line.start, line.next))
    return runs


def _into_record_before(record: Record, end_before: int, context: Context) -> Fix:
    span = Span(record.fields[0].line.start, record.fields[-1].line_span.end)
    moved = ended(span.of(record.text), context.line_end)
    return Fix(
        "Move the fields behind ER into the record before",
        (Edit(-end_before, -end_before, moved), remove_lines(record.text, span)),
        safe=False,
    )
