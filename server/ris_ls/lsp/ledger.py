"""The ledger of a document, `ris/ledger`: a request of our own, described in docs/ledger.md."""

from __future__ import annotations

import json
from typing import Any

from pygls.exceptions import JsonRpcInvalidParams

from ris_ls.features.ledger import ledger_steps, with_duplicates
from ris_ls.features.ledger_words import as_json, in_words_as_json
from ris_ls.lsp import disk, memory
from ris_ls.lsp.convert import Converter
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import result_of
from ris_ls.lsp.wire import Json
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.text import BOM, Edit

LEDGER = "ris/ledger"


async def ledger(server: RisServer, params: Any) -> Json | None:
    """Return the ledger of a document as it is now; None for one that is not open.

    Raises JsonRpcInvalidParams where the parameters name no document.
    """
    uri = getattr(getattr(params, "textDocument", None), "uri", None)
    if not isinstance(uri, str):
        raise JsonRpcInvalidParams("the parameters must be {textDocument: {uri: string}}")
    opened = server.opened(uri)
    return None if opened is None else await opened.while_open(_ledger(server, opened))


async def _ledger(server: RisServer, opened: OpenDocument) -> Json:
    await opened.settings_known()
    await opened.shelved()
    # Editors hide encoding and byte order mark, and write a changed text as they read it.
    if opened.file is not None:
        opened.written = await result_of(disk.written(opened.file, opened.written))
    text, version = opened.snapshot(), opened.version
    converter = Converter(text, server.documents.encoding)
    read = opened.snapshot()
    hidden = opened.written.mark if text.slice(0, 1) != BOM else ""
    if hidden:
        read.edit([Edit(0, 0, hidden)])
    with memory.uncollected():
        found = await result_of(ledger_steps(read, opened.written.unreadable_by))
        shelf = opened.shelf
        # Where the text has changed meanwhile, the client asks again.
        if found.foreign is None and shelf.left(text) == 0:
            repeated = await result_of(shelf.library.repeated(shelf))
            first = text.line_at(shelf.line(repeated[0]))[0] + len(hidden) if repeated else None
            found = with_duplicates(found, len(repeated), first)

    def place(offset: int) -> dict[str, int]:
        position = converter.position(max(0, offset - len(hidden)))
        return {"line": position.line, "character": position.character}

    words = in_words_as_json(found, opened.settings.targets, place)
    return Json(json.dumps({"version": version, **as_json(found, place), **words}))
