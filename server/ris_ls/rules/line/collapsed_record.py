"""RIS104 collapsed-record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.syntax import BLANKS, Break, Line, Record, Recovery, recover
from ris_ls.text import BOM, Edit, Span
from ris_ls.text.lines import count_line_ends

_EDGE = BLANKS + "\r\n"
_WRAP = re.compile(rf"[{BLANKS}]*(?:\r\n|\r|\n)[{BLANKS}]*")
"""A line break inside a value: the line was wrapped again after its breaks were lost."""


class CollapsedRecord(RecordRule):
    """A whole record, or a whole file, stands on one line: its line breaks were lost.

    It happens when RIS passes through a web page, an e-mail or a spreadsheet cell. Fields are
    found again by their tags and by how well each value suits its tag; a look-alike inside an
    abstract (` AB - `) stays text.

    ## Why

    No importer reads such a record: rispy and bibutils read nothing, citation-js refuses the
    file, and Zotero makes one item without a single field.

    ## Example

    ```ris
    TY - JOUR T1 - On damaged exports AU - Doe, Jane PY - 2020 SP - 12 EP - 19 ER -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    T1  - On damaged exports
    AU  - Doe, Jane
    PY  - 2020
    SP  - 12
    EP  - 19
    ER  -
    ```
    """

    code = "RIS104"
    name = "collapsed-record"
    severity = "error"
    fixable = "sometimes"
    reads_collapsed = True
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each collapsed line."""
        for line in record.collapsed:
            text = record.line_text(line)
            recovery = recover(text)
            if len(recovery.breaks) < 2:
                continue
            # The first field alone: a mark under the whole line would be a wall of red.
            first = recovery.breaks[0]
            yield Problem(
                Span(line.start + first.start, line.start + first.value_end),
                _message(record, recovery, count_line_ends(text) + 1),
                _fix(record, line, recovery, context),
                tuple(_doubts(recovery, line.start)),
            )


def _message(record: Record, recovery: Recovery, lines: int) -> str:
    records = sum(1 for each in recovery.breaks if each.tag == "TY")
    fields = len(recovery.breaks)
    where = "on one line" if lines == 1 else f"run together on {lines} lines"
    # With a TY of their own, the other fields are another record.
    if record.fields and not (records and record.types):
        return (
            f"{fields} fields stand {where}, the line breaks between them lost: rispy and "
            "citation-js read them as the value of the first one, or not at all."
        )
    what = (
        f"A whole record of {fields} fields stands {where}"
        if records == 1
        else f"{records} records with {fields} fields stand {where}"
    )
    return (
        f"{what}, its line breaks lost: rispy, citation-js and bibutils read nothing from it, "
        "Zotero makes an item without any field."
    )


def _fix(record: Record, line: Line, recovery: Recovery, context: Context) -> Fix:
    """Return the fix that breaks the line; each break replaces only what stood around the tag."""
    text = record.line_text(line)
    end = record.line_end(line) or context.line_end
    edits: list[Edit] = []
    at = 0  # where what is already settled ends, in the line
    for index, each in enumerate(recovery.breaks):
        before = "" if index == 0 else end
        if index == 0 and text[: each.start].strip(BOM + _EDGE + "\"'"):
            before = end  # a heading in front of the record stays, on a line of its own
        if each.tag == "TY" and index > 0:
            before += end  # a blank line between two records
        kept = _end_of_text(text, at, each.start)
        start = kept if index or before else each.start
        if index == 0 and not before:
            # Quotes or blanks in front of TY were never part of the record; a mark is not ours.
            start = 1 if text.startswith(BOM) else 0
        edits.append(
            Edit(line.start + start, line.start + each.value_start, f"{before}{each.tag}  - ")
        )
        at = max(each.value_start, each.value_end)
        edits.extend(
            Edit(line.start + wrap.start(), line.start + wrap.end(), " ")
            for wrap in _WRAP.finditer(text, each.value_start, each.value_end)
        )
    edits.append(_tail(text, at, line))
    edits = [_trimmed(edit, record.text) for edit in edits]
    edits = [edit for edit in edits if edit.start != edit.end or edit.text]
    count = len(recovery.breaks)
    safe = recovery.certain
    title = f"Break the line into its {count} fields"
    if not safe:
        title += f" (least certain: {recovery.confidence:.0%})"
    return Fix(title, tuple(edits), safe)


def _end_of_text(text: str, start: int, end: int) -> int:
    """Return where the text between two offsets ends, blanks behind it left out."""
    return start + len(text[start:end].rstrip(_EDGE))


def _tail(text: str, at: int, line: Line) -> Edit:
    """Return the edit that takes blanks and closing quotes off the end of the line."""
    rest = text[at:]
    if rest.strip(_EDGE + "\"'"):
        return Edit(line.end, line.end, "")
    return Edit(line.start + at, line.end, "")


def _trimmed(edit: Edit, text: str) -> Edit:
    """Return the edit without the beginning that it would replace by itself."""
    old = text[edit.start : edit.end]
    same = 0
    while same < min(len(old), len(edit.text)) and old[same] == edit.text[same]:
        same += 1
    return Edit(edit.start + same, edit.end, edit.text[same:])


def _doubts(recovery: Recovery, offset: int) -> Iterator[Related]:
    """Yield the places that a person should look at."""
    for each in recovery.breaks:
        if not each.certain:
            yield Related(_doubt(each), Span(offset + each.start, offset + each.start + 2))
    for each in recovery.rejected:
        place = Span(offset + each.start, offset + each.start + 2)
        yield Related(f"“{each.tag} -” looks like a field here but was taken for text", place)


def _doubt(each: Break) -> str:
    return f"a field {each.tag} most likely begins here ({each.confidence:.0%} certain)"
