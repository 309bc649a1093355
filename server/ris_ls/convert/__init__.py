"""RIS from other tagged formats that arrive under the name ``.ris``.

Nothing is dropped: what RIS has no tag for goes to a note (N1), labelled.
"""

from __future__ import annotations

from collections.abc import Callable

from ris_ls.convert import nbib, refer, wos
from ris_ls.convert.model import Reference, write
from ris_ls.syntax.foreign import NBIB, REFER, WOS
from ris_ls.text import BOM
from ris_ls.text.lines import prevailing_line_end

__all__ = ["convert"]

_READERS: dict[str, Callable[[str], list[Reference]]] = {
    NBIB: nbib.references,
    REFER: refer.references,
    WOS: wos.references,
}


def convert(document_text: str, format: str) -> str | None:  # noqa: A002 - the word for it
    """Return a text of another format as RIS, in the canonical layout.

    ``format`` is what `foreign_format` calls it. None where it cannot be converted: another
    format, or nothing was read but notes. A byte order mark goes, line ends stay. Never raises.
    """
    read = _READERS.get(format)
    if read is None:
        return None
    references = read(document_text.removeprefix(BOM))
    if all(reference.holds_notes_alone for reference in references):
        return None
    return write(references, prevailing_line_end(document_text[:100_000]))
