"""RIS701 target-loses-record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.importers import Event, Reader, events, follow
from ris_ls.rules.model import FileContext, FileRule, Problem
from ris_ls.rules.target._words import HAPPENS, readers, reason, subject
from ris_ls.text import Document, Span


class TargetLosesRecord(FileRule):
    """A program that the file is to go to would lose a record, merge it with another or invent one.

    ## Why

    Importers say nothing of what they do not understand. rispy reads no record whose ER is missing
    at the end of the file, and makes one record of two where it is missing between them. Zotero
    makes a record of a field in front of TY. citation-js keeps nothing of a record whose type it
    does not know, and reads nothing of a whole file when one record of it has two DO fields.

    This is told for the programs named in the setting `targets`, as far as their reading is known:
    Zotero, rispy, citation-js, bibutils and JabRef. rispy is run for it; what the others do follows
    their source code. Each kind is reported once per file, with the number of records; where
    another rule has the cause, its code is named, and its fix mends this too. Of programs whose
    source is closed (EndNote, Mendeley, Covidence, Rayyan) nothing of the kind is claimed.

    ## Example

    With `targets = ["rispy"]`:

    ```ris
    TY  - JOUR
    TI  - On damaged exports
    AU  - Doe, Jane
    PY  - 2020
    T2  - Journal of Examples

    TY  - JOUR
    TI  - On sound exports
    AU  - Doe, Jane
    PY  - 2021
    T2  - Journal of Examples
    ER  -
    ```
    """

    code = "RIS701"
    name = "target-loses-record"
    severity = "error"
    for_targets = True
    reads_all = True
    once = True

    def follow(self, document: Document, context: FileContext) -> Iterator[None]:
        """Read the file as each target does."""
        for reader in readers(context.targets):
            yield from follow(reader, document)

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield each record that a target does not read as one record."""
        for reader in readers(context.targets):
            for event in events(reader, document):
                yield _problem(reader, event, document)


def _problem(reader: Reader, event: Event, document: Document) -> Problem:
    message = f"{subject(reader.key)} {HAPPENS[event.effect]}"
    if because := reason(event):
        message += f": {because}"
    place = document.slice(event.start, min(event.end, len(document)))
    length = len(_LINE.match(place)[0])  # type: ignore[index] # matches any text
    return Problem(
        Span(event.start, event.start + length),
        message + ".",
        group=" ".join((reader.key, event.effect, event.cause, event.type_code)),
    )


_LINE = re.compile(r"[^\r\n]*")
