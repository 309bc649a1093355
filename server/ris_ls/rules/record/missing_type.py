"""RIS201 missing-type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.knowledge import reference_type
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._inference import inferred_type
from ris_ls.rules.record._record import describes_a_work, head, line_start
from ris_ls.syntax import Record
from ris_ls.text import Edit

_DAMAGED_TYPE = re.compile(r"\W{0,3}T\W{0,2}Y(?![A-Za-z0-9])", re.IGNORECASE)


class MissingType(RecordRule):
    """A record has no TY, the line that opens it and says what kind of work it describes.

    ## Why

    Reference managers know by TY that a record begins. rispy and bibutils read nothing of a
    record without it, citation-js adds its fields to the record before or fails where there is
    none, and Zotero takes it for a journal article.

    The fix writes the type that the other fields suggest, the kind of work in M3, a journal, a
    volume or an ISBN, and `GEN` (generic) where nothing tells. Look at it before you keep it.

    ## Example

    ```ris
    AU  - Doe, Jane
    TI  - On damaged exports
    JO  - Journal of Lost Lines
    VL  - 12
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    JO  - Journal of Lost Lines
    VL  - 12
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS201"
    name = "missing-type"
    severity = "error"
    habits = frozenset({"no_type"})
    fixable = "unsafe"
    condition = "damaged"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the first field of a record that has fields but no TY."""
        if record.types or not record.fields:
            return
        if record.end is None and context.end_before is not None and not describes_a_work(record):
            return  # a few fields behind the last ER of the file: RIS206
        first = record.fields[0].line
        yield Problem(
            head(first),
            "No TY opens this record: rispy and bibutils read nothing of it.",
            _fix(record, context),
        )


def _fix(record: Record, context: Context) -> Fix | None:
    if any(_DAMAGED_TYPE.match(record.line_text(line)) for line in record.before):
        return None  # a TY line is there, beyond recognition: a second one would not mend it
    code = inferred_type(record)
    known = reference_type(code)
    name = known.name.lower() if known else code
    at = line_start(record, record.fields[0].line)
    return Fix(
        f"Insert `TY  - {code}` ({name})",
        (Edit(at, at, f"TY  - {code}{context.line_end}"),),
        safe=False,
    )
