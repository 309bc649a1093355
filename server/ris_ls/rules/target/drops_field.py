"""RIS702 target-drops-field."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.importers import filings
from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.rules.target._words import readers, sentence
from ris_ls.syntax import Record


class TargetDropsField(RecordRule):
    """A program that the file is to go to would leave a field out.

    ## Why

    No importer has a place for every tag, and none says so. Zotero leaves out ID, AD, CA, LB and
    whatever it does not know, and C1 to C8 for most types. JabRef leaves out L1 and DP. Of a tag
    that it holds once, rispy keeps the first value of a record alone.

    This is told for the programs named in the setting `targets`, once per file, program and tag.
    Nothing is wrong with the file: whoever needs the value may write it in another field first.

    ## Example

    With `targets = ["zotero"]`:

    ```ris
    TY  - JOUR
    TI  - On damaged exports
    AU  - Doe, Jane
    AD  - University of Examples
    PY  - 2020
    T2  - Journal of Examples
    ER  -
    ```
    """

    code = "RIS702"
    name = "target-drops-field"
    severity = "info"
    for_targets = True
    once = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field of which a target imports nothing."""
        for reader in readers(context.targets):
            for field, filing in filings(reader, record):
                if filing.dropped:
                    yield Problem(
                        field.tag_span,
                        sentence(reader, field, filing),
                        group=f"{reader.key} {field.tag}",
                    )
