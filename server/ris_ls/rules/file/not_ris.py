"""RIS001 not-ris."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.convert import convert
from ris_ls.rules.model import FileContext, FileRule, Fix, Problem
from ris_ls.syntax import foreign_format, record_of
from ris_ls.syntax.foreign import NBIB, REFER, WOS
from ris_ls.text import BOM, Document, Edit, Span

_NOBODY = "RIS importers, rispy among them, read no record from it"
_ADVICE = {
    NBIB: "rispy, Zotero's RIS import and citation-js read no record from it; "
    "import it as PubMed/MEDLINE, or convert it to RIS",
    WOS: "rispy and citation-js read no record from it; convert it to RIS, or export it again "
    "as RIS",
    REFER: "rispy and citation-js read no record from it; import it as Refer/BibIX, or convert "
    "it to RIS",
    "BibTeX": f"{_NOBODY}; import it as BibTeX, or export it as RIS from Zotero, JabRef or EndNote",
    "a table (CSV)": "rispy and citation-js read no record from it; export the records as RIS "
    "from the database that they come from",
    "JSON": f"{_NOBODY}; import it into Zotero if it is CSL JSON, and export it as RIS from there",
    "XML": f"{_NOBODY}; import it into the program that wrote it, and export it as RIS from there",
    "an HTML page": f"{_NOBODY}; most likely an error or login page was downloaded: export the "
    "records as RIS again",
}
_SHORT = {NBIB: "PubMed/MEDLINE", WOS: "Web of Science", REFER: "EndNote Refer"}
_TYPE_LINE = re.compile(r"(?:\A|(?<=[\r\n]))TY  - ")

MOST_WHILE_EDITING = 3_000_000
"""How many characters are converted at once in an editor, which waits meanwhile: half a second."""


class NotRis(FileRule):
    """The file is not RIS but another format, or no text at all.

    Recognised are PubMed/MEDLINE (nbib), EndNote Refer, Web of Science tagged text, BibTeX, CSV,
    JSON, HTML, XML and binary data. The first three can be converted: what RIS has no tag for
    becomes a note (N1) with a label.

    ## Why

    RIS importers read nothing from such a file, and most of them say nothing: rispy returns an
    empty list, citation-js refuses the file. No other rule looks at it and formatting leaves it
    alone.

    ## Example

    ```ris
    PMID- 12345678
    OWN - NLM
    TI  - On damaged exports
    AU  - Doe J
    JT  - Journal of lost lines
    DP  - 2020 Jan 3
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, J
    TI  - On damaged exports
    T2  - Journal of lost lines
    PY  - 2020
    DA  - 2020/01/03/
    AN  - 12345678
    DB  - PubMed
    N1  - Owner: NLM
    ER  -
    ```
    """

    code = "RIS001"
    name = "not-ris"
    severity = "error"
    fixable = "sometimes"
    any_file = True

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield one problem, on the first line that is not blank."""
        name = foreign_format(document)
        if name is None and context.decoded is not None and _holds_no_record(document):
            name = "text without a single RIS tag"
        if name is None:
            return
        message = f"This is not RIS but {name}: {_ADVICE.get(name, _NOBODY)}."
        # A file that is read from the disk is not being edited.
        fits = len(document) <= MOST_WHILE_EDITING or context.decoded is not None
        fix = _conversion(document, name) if name in _SHORT and fits else None
        yield Problem(_first_line(document), message, fix)


def _holds_no_record(document: Document) -> bool:
    """Tell whether a short text, which in an editor may be the beginning of a file, holds nothing.

    What is read from the disk is as long as it will be.
    """
    if len(document) > _SHORT_TEXT or not document.text.strip(BOM + " \t\r\n"):
        return False
    records = (record_of(block) for block in document.blocks)
    return all(not record.fields and not record.collapsed for record in records)


_SHORT_TEXT = 1000


def _conversion(document: Document, name: str) -> Fix | None:
    """Return the fix that puts RIS in place of the whole text; None where nothing was read."""
    converted = convert(document.text, name)
    if converted is None:
        return None
    count = sum(1 for _ in _TYPE_LINE.finditer(converted))
    records = "1 record" if count == 1 else f"{count:,} records"
    edit = Edit(0, len(document), converted)
    return Fix(f"Convert from {_SHORT[name]} to RIS ({records})", (edit,), safe=False)


def _first_line(document: Document) -> Span:
    for number in range(min(200, document.first_line_of(len(document.blocks)) + 1)):
        offset, line = document.line_at(number)
        if line.strip(BOM + " \t"):
            start = offset + line.startswith(BOM)
            return Span(start, min(offset + len(line), start + 80))
    return Span(0, 0)
