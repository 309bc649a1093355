"""The commands that the client may ask the server to run."""

from __future__ import annotations

from lsprotocol import types

from ris_ls.lsp import diagnostics, disk
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.summary import summary

MEND_FILE = "ris.mendFile"
MEND_FILE_TITLE = "Mend the file on disk"


async def mend_file(server: RisServer, uri: str) -> None:
    """Mend the bytes of a file that editors hide: byte order mark, mixed line ends.

    Says why when it cannot: no such file, or a document with unsaved changes, which the editor
    would otherwise write over what was mended, or lose.
    """
    opened = server.opened(uri)
    file = opened.file if opened is not None else None
    if opened is None or file is None:
        server.show("There is no file on disk to mend: save the document first.")
        return
    try:
        reading = disk.read(file)
        if not disk.shows(opened.text, reading):
            server.show(
                f"{file.name} has unsaved changes. Save the document first, then mend the file."
            )
            return
        report = disk.mend(file, reading, opened.settings)
    except OSError as error:
        server.show(
            f"{file.name} could not be mended: {error.strerror or error}.", types.MessageType.Error
        )
        return
    server.log(summary(file.name, report))
    diagnostics.look_at_disk(server, opened)
