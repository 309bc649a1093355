"""RIS003 not-utf8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.importers import unreadable_by
from ris_ls.knowledge import importers
from ris_ls.rules.model import FileContext, FileRule, Fix, Problem, Related, Severity
from ris_ls.rules.wording import listed
from ris_ls.text import Decoded, Document, Edit, Span

# Bytes that are no UTF-8 stand in the text as these (PEP 383).
_BYTES = re.compile("[\udc80-\udcff]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_MAX_RELATED = 20


class NotUtf8(FileRule):
    r"""The file, or a part of it, is not written in UTF-8.

    Nothing in a RIS file says how its letters are written down, so a program has to guess, and
    most take it for UTF-8. Recognised are UTF-16 and UTF-32, which some programs call Unicode,
    Windows-1252 with Latin-1, and Mac Roman. Where letters make sense in one of them only, the
    file is written as UTF-8; where another code page comes into question, this has to be asked for.

    ## Why

    From UTF-16 neither rispy nor citation-js, bibutils or JabRef reads a single record, and Zotero
    does only where the file begins with a byte order mark. With an old code page, Python and with
    it rispy stop with an error at the first letter beyond English, and most other programs show
    wrong letters or question marks in names.

    ## Example

    A single byte of Windows-1252 in a file that is UTF-8 otherwise:

    ```ris
    TY  - JOUR
    AU  - M\udcfcller, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Müller, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS003"
    name = "not-utf8"
    severity = "warning"
    reads_all = True
    fixable = "sometimes"
    on_disk = True

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield one problem for a file in another encoding, or for all bytes that are no UTF-8."""
        decoded = context.decoded
        if decoded is None or decoded.lossy_bytes:
            yield from _stray_bytes(document, decoded)
        elif decoded.encoding != "utf-8":
            yield _other_encoding(document, decoded)


def _other_encoding(document: Document, decoded: Decoded) -> Problem:
    name = decoded.encoding_name
    title = "Write the file as UTF-8"
    severity: Severity | None = None
    if decoded.keeps_ascii:
        loss = f"{_stopped(decoded)} with an error, most other programs show wrong letters"
        if decoded.is_certain:
            message = f"The file is written in {name}, not in UTF-8: {loss}."
        else:
            message = (
                f"The file is not written in UTF-8, most likely in {name}, but that is not "
                f"certain: {loss}."
            )
            title += f", taking it for {name}"
    else:
        severity = "error"  # most programs read no record
        surely = "" if decoded.is_certain else "most likely "
        loss = f"{listed(_unreadable_by(decoded))} read no record from it"
        message = f"The file is {surely}written in {name}, not in UTF-8: {loss}."
    _, line = document.line_at(0)
    return Problem(
        Span(0, len(line.rstrip("\r\n"))),
        message,
        Fix(title, (), decoded.is_certain, encoding="utf-8"),
        severity=severity,
    )


def _unreadable_by(decoded: Decoded) -> list[str]:
    """Return the names of the programs that read no record of a file for its encoding."""
    return [importers()[key].name for key in unreadable_by(decoded)]


def _stopped(decoded: Decoded) -> str:
    names = _unreadable_by(decoded)
    return f"{listed(names)} {'stops' if len(names) == 1 else 'stop'}"


def _stray_bytes(document: Document, decoded: Decoded | None) -> Iterator[Problem]:
    """Yield a problem for the bytes that are no UTF-8 in a file that is UTF-8 otherwise."""
    places = [
        (Span(offset + match.start(), offset + match.end()), match[0])
        for offset, block in document.placed()
        if not block.text.isascii()
        for match in _BYTES.finditer(block.text)
    ]
    if not places:
        return
    count = sum(len(found) for _, found in places)
    bytes_are = f"{count} bytes are" if count > 1 else "one byte is"
    stopped = _stopped(decoded or Decoded("", "utf-8", count))
    if decoded is not None and count >= _beyond_ascii(document) - count:
        yield Problem(
            places[0][0],
            "The file is written neither in UTF-8 nor in a Western code page, and its letters "
            f"cannot be read: {stopped} with an error. Open it with the program that wrote it and "
            "export it as UTF-8.",
        )
        return
    edits = tuple(
        Edit(span.start, span.end, read)
        for span, found in places
        if (read := _as_windows_1252(found))
    )
    (first, _), *others = places
    yield Problem(
        first,
        f"In this file {bytes_are} not UTF-8, though the rest is: {stopped} with an error there, "
        "other programs lose the letter.",
        Fix("Read these bytes as Windows-1252", edits, False) if edits else None,
        tuple(Related("This is not UTF-8 either.", span) for span, _ in others[:_MAX_RELATED]),
    )


def _beyond_ascii(document: Document) -> int:
    return sum(len(_BEYOND_ASCII.findall(block.text)) for block in document.blocks)


def _as_windows_1252(found: str) -> str:
    """Return what stand-ins for bytes are in Windows-1252; empty when they are nothing there."""
    try:
        return found.encode("utf-8", "surrogateescape").decode("cp1252")
    except UnicodeDecodeError:
        return ""
