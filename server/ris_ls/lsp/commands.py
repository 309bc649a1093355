"""The commands that the client may ask the server to run."""

from __future__ import annotations

from lsprotocol import types

from ris_ls.features.lens import in_full, record_at
from ris_ls.lsp import diagnostics, disk, project
from ris_ls.lsp.convert import plain
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import result_of
from ris_ls.lsp.summary import summary
from ris_ls.text.files import write_atomically

MEND_FILE = "ris.mendFile"
MEND_FILE_TITLE = "Mend the file on disk"
SHOW_REFERENCE = "ris.showReference"


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
        mended = await result_of(disk.mend(reading, opened.settings))
        # Looked at last, with no pause before the file is written.
        if not disk.shows(opened.text, reading):
            server.show(
                f"{file.name} has unsaved changes. Save the document first, then mend the file."
            )
            return
        if file.read_bytes() != reading.data:
            server.show(f"{file.name} has just changed on disk. Try again.")
            return
        if mended.data != reading.data:
            write_atomically(file, mended.data)
    except OSError as error:
        why = error.strerror or str(error)
        server.show(f"{file.name} could not be mended: {why}.", types.MessageType.Error)
        return
    server.log(summary(file.name, mended.report))
    diagnostics.look_at_disk(server, opened)


def leave_out(server: RisServer, uri: str, code: str, scope: str, key: str) -> None:
    """Leave a rule out in a record, a file or everywhere, by writing it to the settings file."""
    if project.write_left_out(server, uri, code, scope, key):
        diagnostics.load_all(server)


def show_reference(server: RisServer, uri: str, line: int, character: int) -> None:
    """Show the record at a position as a whole reference, with all that it lacks."""
    opened = server.opened(uri)
    if opened is None:
        return
    offset = server.converter(opened).offset(types.Position(line, character))
    if text := in_full(record_at(opened.text, offset)):
        server.show(plain(text), types.MessageType.Info)
