"""RIS108 blank-line-in-record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Severity
from ris_ls.syntax import Field, Line, LineKind, Record
from ris_ls.text import Edit, Span

_PARAGRAPHS = frozenset({"AB", "N1", "N2", "RN"})
"""Tags in whose values Zotero keeps a blank line as a paragraph."""


class BlankLineInRecord(RecordRule):
    """A blank line stands inside a record.

    ## Why

    Right behind TY it costs the record: citation-js then knows no type and drops all fields, and
    rispy stops with an error from the second record on. Elsewhere citation-js adds a blank to the
    value before it, and programs that end a record at a blank line cut it in two. Between the
    paragraphs of an abstract or a note it is often meant: that is only mentioned, once per file.

    ## Example

    ```ris
    TY  - JOUR

    AU  - Doe, Jane
    TI  - On damaged exports
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

    code = "RIS108"
    name = "blank-line-in-record"
    severity = "warning"
    fixable = "sometimes"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each run of blank lines between the first field and the end of the record."""
        inside = _inside(record)
        owner: Field | None = None
        fields = {field.line.start: field for field in record.fields}
        for blank, run in groupby(inside, key=lambda line: line.kind is LineKind.BLANK):
            lines = list(run)
            if not blank:
                for line in lines:
                    owner = fields.get(line.start, owner)
                continue
            if owner is None:
                continue
            yield _problem(owner, lines)


def _inside(record: Record) -> list[Line]:
    """Return the lines from the first field to the last line that belongs to the record."""
    if not record.fields:
        return []
    first = record.fields[0].line.start
    last = record.end.start if record.end is not None else record.fields[-1].span.end
    return [line for line in record.lines if first <= line.start < last]


def _problem(owner: Field, lines: list[Line]) -> Problem:
    many = len(lines) > 1
    what = f"{len(lines)} blank lines stand" if many else "A blank line stands"
    severity: Severity | None = None
    last = owner.continuation[-1] if owner.continuation else owner.line
    # Zotero keeps these as paragraphs, and exporters write them by the hundred: worth a word.
    paragraph = owner.tag in _PARAGRAPHS and last.start > lines[0].start
    if owner.tag == "TY" and not owner.continuation:
        severity = "error"
        loss = "citation-js drops all fields of the record, and rispy can stop with an error"
    elif paragraph:
        severity = "info"
        loss = "Zotero keeps the paragraph, other programs run the text on"
    else:
        loss = f"citation-js adds a blank to {owner.tag}, and some programs end the record here"
    return Problem(
        Span(lines[0].start, lines[-1].end),
        f"{what} inside the record, behind {owner.tag}: {loss}.",
        Fix(
            f"Delete the {len(lines)} blank lines" if many else "Delete the blank line",
            (Edit(lines[0].start, lines[-1].next, ""),),
            safe=not paragraph,
        ),
        group=f"paragraph {owner.tag}" if paragraph else "",
        severity=severity,
    )
