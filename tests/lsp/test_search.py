"""A search goes on while somebody types."""

from __future__ import annotations

import pytest

from ris_ls.features.finder import distance, words_of
from ris_ls.lsp.search import _Search
from tests.lsp.wired import WiredEditor

pytestmark = pytest.mark.asyncio

URI = "untitled:a"
NEW = "TY  - BOOK\nTI  - New\nER  - \n\n"


def numbered(count: int) -> str:
    return "".join(
        f"TY  - JOUR\nAU  - Doe, Jane\nTI  - On line {n} of it\nPY  - 2020\nER  - \n\n"
        for n in range(count)
    )


async def test_records_move_meanwhile() -> None:
    client = WiredEditor()
    capabilities = {"textDocument": {"diagnostic": {}}}
    await client.ask("initialize", {"processId": None, "capabilities": capabilities})
    client.tell("initialized", {})
    item = {"uri": URI, "languageId": "ris", "version": 1, "text": numbered(20)}
    client.tell("textDocument/didOpen", {"textDocument": item})
    await client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})

    words = words_of("on line")
    search = _Search(client.server, words)
    steps = search.among_known(lambda *known: distance(words, *known))
    next(steps)
    top = {"line": 0, "character": 0}
    changes = [{"range": {"start": top, "end": top}, "text": NEW}]
    document = {"uri": URI, "version": 2}
    client.tell("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
    await client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})
    list(steps)
    found = [(each.line, each.block.text) for each in search.found if each.block]
    assert [line for line, _ in found] == [n * 6 for n in range(20)]
    assert "".join(text for _, text in found) == numbered(20)
