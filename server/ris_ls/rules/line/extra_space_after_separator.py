"""RIS112 extra-space-after-separator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.syntax import BLANKS, Line, Record
from ris_ls.text import Edit, Span

_PREFIX = 5
"""How many characters tag, blanks and hyphen take."""


_BLANK = frozenset(BLANKS)
# Behind the blank that every line of a sound record has there.
_MAY_BE = re.compile("  - [ \t\u00a0]")


class ExtraSpaceAfterSeparator(RecordRule):
    """More than one blank, or a tab, stands between the hyphen and the value.

    The Cochrane Library writes two blanks on every line.

    ## Why

    citation-js, and whatever takes the value from the seventh column on, keeps the second blank in
    front of it: titles and names then sort wrongly and do not match their likes. With a tab in
    place of the blank, citation-js, bibutils and Zotero do not read the field at all.

    ## Example

    ```ris
    TY  - JOUR
    AU  -  Doe, Jane
    TI  -  On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS112"
    name = "extra-space-after-separator"
    severity = "hint"
    fixable = "safe"
    once = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield what is too much between hyphen and value."""
        text = record.text
        if record.is_sound and not _MAY_BE.search(text):
            return
        for line in _lines(record):
            if not line.is_field or line.defects or line.value_start == line.value_end:
                continue
            start = line.tag_start + _PREFIX
            if line.value_start == start + 1 and text[start] == " ":
                continue
            yield _problem(line, start, text[start : line.value_start])


def _lines(record: Record) -> Iterable[Line]:
    """Return the lines of a record, of a sound one those in question alone."""
    written = record.sound_field_lines
    if written is None:
        return record.lines
    return [record.field(at).line for at, line in enumerate(written) if line[6:7] in _BLANK]


def _problem(line: Line, start: int, written: str) -> Problem:
    tab = written.startswith("\t")
    if tab:
        message = (
            f"A tab stands between the hyphen and the value of {line.tag}: citation-js, bibutils "
            "and Zotero do not read the field."
        )
    else:
        what = "blanks and a tab" if "\t" in written else f"{len(written)} blanks"
        message = (
            f"Between the hyphen and the value of {line.tag} stand {what}, where one blank "
            "belongs: citation-js keeps the rest in front of the value."
        )
    return Problem(
        Span(start, line.value_start),
        message,
        Fix("Write one blank", (Edit(start, line.value_start, " "),), safe=True),
        group="tab" if tab else "",
        severity="warning" if tab else None,
    )
