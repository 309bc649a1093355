"""RIS101 malformed-separator."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.line._prefix import bent_lines, mend_line
from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.syntax import Defect, Line, Record
from ris_ls.text import Span


class MalformedSeparator(RecordRule):
    """Between tag and value stands something other than two blanks, a hyphen and a blank.

    One blank, three blanks, a tab, a no-break space, a dash from a word processor, or a value
    directly behind the hyphen.

    ## Why

    Reference managers know a field by exactly these six characters. rispy, bibutils, citation-js
    and EndNote skip a line that is written otherwise or add it to the value before; when it is
    the TY line, the whole record is lost. Behind a hyphen without a blank, rispy drops the first
    letter of the value.

    ## Example

    ```ris
    TY  - JOUR
    AU - Doe, Jane
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

    code = "RIS101"
    name = "malformed-separator"
    severity = "error"
    habits = frozenset({"bent_separator"})
    fixable = "safe"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field line whose only defect is its separator."""
        for line in bent_lines(record):
            if line.defects == {Defect.SEPARATOR}:
                yield Problem(
                    Span(line.tag_start, max(line.value_start, line.tag_start + 3)),
                    _message(record, line),
                    mend_line(record, line),
                )


def _message(record: Record, line: Line) -> str:
    written = record.text[line.tag_start + 2 : line.value_start]
    if written == "  -":
        return (
            f"No blank stands between the hyphen and the value of {line.tag}: rispy drops the "
            "first letter of the value, and other programs skip the line."
        )
    what = _name(written)
    lost = (
        "rispy, citation-js and bibutils do not see that a record begins here"
        if line.tag == "TY"
        else "rispy does not see that the record ends here"
        if line.tag == "ER"
        else f"rispy and EndNote do not take this line for the field {line.tag}"
    )
    return (
        f"{what} between {line.tag} and its value where two blanks, a hyphen and a blank belong: "
        f"{lost}."
    )


def _name(written: str) -> str:
    if "\t" in written:
        return "A tab stands"
    if "\u00a0" in written:
        return "A no-break space stands"
    if "-" not in written:
        return "A dash, not a hyphen, stands"
    if "--" in written:
        return "Two hyphens stand"
    blanks = len(written) - len(written.lstrip(" "))
    if blanks == 0:
        return "A hyphen without blanks before it stands"
    if blanks == 1:
        return "One blank and a hyphen stand"
    if blanks > 2:
        return f"{blanks} blanks and a hyphen stand"
    return "Something else stands"
