"""RIS001 not-ris."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import FileContext, FileRule, Problem
from ris_ls.syntax import foreign_format
from ris_ls.text import BOM, Document, Span

_ADVICE = {
    "PubMed/MEDLINE (nbib)": "rispy, Zotero's RIS import and citation-js read no record from it; "
    "import it as PubMed/MEDLINE, or export it again as RIS",
    "Web of Science tagged text": "RIS importers read no record from it; export it again as RIS",
    "EndNote Refer (tags with %)": "RIS importers read no record from it; import it as "
    "Refer/BibIX, or export it again as RIS",
    "BibTeX": "RIS importers read no record from it; import it as BibTeX",
    "an HTML page": "most likely an error or login page was downloaded; download the export again",
}


class NotRis(FileRule):
    """The file is not RIS but another format, or no text at all.

    Recognised are PubMed/MEDLINE (nbib), EndNote Refer, Web of Science tagged text, BibTeX, CSV,
    JSON, HTML, XML and binary data.

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
    ```
    """

    code = "RIS001"
    name = "not-ris"
    severity = "error"
    any_file = True

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield one problem, on the first line that is not blank."""
        name = foreign_format(document)
        if name is None:
            return
        advice = _ADVICE.get(name, "RIS importers read no record from it")
        yield Problem(_first_line(document), f"This is not RIS but {name}: {advice}.")


def _first_line(document: Document) -> Span:
    for number in range(min(200, document.first_lines[-1] + 1)):
        offset, line = document.line_at(number)
        if line.strip(BOM + " \t"):
            start = offset + line.startswith(BOM)
            return Span(start, min(offset + len(line), start + 80))
    return Span(0, 0)
