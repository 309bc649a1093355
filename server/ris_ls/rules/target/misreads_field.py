"""RIS703 target-misreads-field."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.importers import filings
from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.rules.target._words import readers, sentence
from ris_ls.syntax import Record


class TargetMisreadsField(RecordRule):
    """A program that the file is to go to would put a value where it does not belong.

    ## Why

    JabRef files editors and translators (A2, A3, A4) as authors and an accession number as the
    number of the issue. bibutils files the date of access as the month of publication. Zotero knows
    neither UNPB nor GRANT and makes journal articles of them. rispy keeps all tags that it does not
    know in one field. A line whose tag is written in a way that the program does not understand
    becomes a part of the value before it.

    This is told for the programs named in the setting `targets`, once per file, program and tag.

    ## Example

    With `targets = ["jabref"]`:

    ```ris
    TY  - BOOK
    TI  - On damaged exports
    AU  - Doe, Jane
    A2  - Roe, Richard
    PY  - 2020
    PB  - Example Press
    ER  -
    ```
    """

    code = "RIS703"
    name = "target-misreads-field"
    severity = "info"
    for_targets = True
    once = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field that a target files in a wrong place."""
        for reader in readers(context.targets):
            for field, filing in filings(reader, record):
                if not filing.dropped:
                    yield Problem(
                        field.tag_span,
                        sentence(reader, field, filing),
                        group=f"{reader.key} {field.tag}",
                    )
