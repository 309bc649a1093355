"""From a record to its duplicates: going there, and setting two records beside each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import to_fs_path

from ris_ls.features.compare import for_comparison, named
from ris_ls.library import Holding
from ris_ls.lsp.convert import HEAD
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.library import block_at_line
from ris_ls.lsp.slices import result_of
from ris_ls.lsp.wire import Json
from ris_ls.rules.model import Finding
from ris_ls.text import Block, Position

COMPARE = "ris/compare"
COMPARE_RECORDS = "ris.compareRecords"
"""A command of the client, which asks for `COMPARE` and shows the answer."""

GO_TO = "ris.goTo"

MOST = 3
"""Of so many duplicates of a record, actions lead to each."""


def actions(
    server: RisServer, uri: str, findings: Iterable[Finding]
) -> Iterator[tuple[Finding, types.Command]]:
    """Yield commands that lead from findings to the other records they name, each once.

    ``uri`` is that of the document in which the findings are.
    """
    seen: set[Holding] = set()
    opened = server.documents.opened(uri)
    for finding in findings:
        for related in finding.related:
            holding = related.holding
            if holding is None or holding in seen or len(seen) == MOST:
                continue
            seen.add(holding)
            where = _where(holding, uri)
            if server.client.compares_records and opened is not None:
                line = opened.text.position_at(finding.span.start, "utf-32").line
                here = {"uri": uri, "line": line}
                there = {"uri": holding.shelf.uri, "line": holding.shelf.line(holding)}
                title = f"Compare with the record in {where}"
                yield finding, types.Command(title, COMPARE_RECORDS, arguments=[here, there])
            if server.client.shows_documents:
                title = f"Go to the record in {where}"
                arguments = [holding.shelf.uri, holding.shelf.line(holding)]
                yield finding, types.Command(title, GO_TO, arguments=arguments)


def _where(holding: Holding, uri: str) -> str:
    line = f"line {holding.shelf.line(holding) + 1}"
    return line if holding.shelf.uri == uri else f"{holding.shelf.title}, {line}"


async def go_to(server: RisServer, uri: str, line: int) -> None:
    """Have the client show a line of a file, open or not."""
    place = types.Range(types.Position(line, 0), types.Position(line, HEAD))
    params = types.ShowDocumentParams(uri, take_focus=True, selection=place)
    await server.window_show_document_async(params)


async def compare(server: RisServer, params: Any) -> Json:
    """Return two records in one form: ``{left: {title, text}, right: {title, text}}``.

    Takes ``{left: {uri, line}, right: {uri, line}}``, lines within the records, counted from 0. A
    record that is not there any more has no text. Raises JsonRpcInvalidParams for other parameters.
    """
    shown: dict[str, dict[str, str]] = {}
    for side in ("left", "right"):
        place = getattr(params, side, None)
        uri, line = getattr(place, "uri", None), getattr(place, "line", None)
        if not isinstance(uri, str) or not isinstance(line, int):
            raise JsonRpcInvalidParams(
                "the parameters must be {left: {uri: string, line: number}, right: the same}"
            )
        block = await _block(server, uri, line)
        title = ", ".join(filter(None, (named(block) if block else "", _name(uri))))
        shown[side] = {"title": title, "text": for_comparison(block) if block else ""}
    return Json(json.dumps(shown))


def _name(uri: str) -> str:
    path = to_fs_path(uri)
    return Path(path).name if path else uri.rpartition(":")[2]


async def _block(server: RisServer, uri: str, line: int) -> Block | None:
    """Return the record at a line of a file, open or not; None where there is none."""
    opened = server.opened(uri)
    if opened is not None:
        text = opened.text
        return text.blocks[text.block_at(text.offset_at(Position(line, 0), "utf-32"))]
    path = to_fs_path(uri)
    if path is None:
        return None
    try:
        return await result_of(block_at_line(Path(path), line))
    except OSError:
        return None
