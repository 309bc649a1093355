"""The mend that all rules about a bent field line share: a sound tag and separator."""

from __future__ import annotations

from ris_ls.rules.line._taglike import look_alike_lines
from ris_ls.rules.model import Fix
from ris_ls.syntax import Line, Record
from ris_ls.text import BOM, minimal_edit


def bent_lines(record: Record) -> tuple[Line, ...]:
    """Return the field lines that are bent; a line of prose that looks like one is RIS107."""
    bent = tuple(line for line in record.lines if line.defects)
    if not bent:
        return ()
    prose = look_alike_lines(record)
    return tuple(line for line in bent if line.start not in prose)


def mended_line(record: Record, line: Line) -> str:
    """Return the line as it should stand: tag, two blanks, hyphen, blank, value."""
    value = record.text[line.value_start : line.value_end]
    return f"{line.tag}  - {value}"


def mend_line(record: Record, line: Line) -> Fix | None:
    """Return the safe fix that sets tag and separator of a field line right.

    None for a line without a value: set right, it could hide a later line of the same tag from
    rispy, which keeps the first. RIS311 takes it out.
    """
    if line.value_start == line.value_end and line.tag not in ("TY", "ER"):
        return None
    start = line.start + record.text.startswith(BOM, line.start)
    edit = minimal_edit(start, record.text[start : line.end], mended_line(record, line))
    if edit is None:
        return None
    return Fix(f"Write the line as `{line.tag}  - ...`", (edit,), safe=True)
