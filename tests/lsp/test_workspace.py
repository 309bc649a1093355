"""Our documents in place of pygls's."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any

import pytest
from lsprotocol import types

from ris_ls.lsp.analysis import FEW_RECORDS
from ris_ls.lsp.workspace import OpenDocument, OpenDocuments
from ris_ls.syntax import record_of
from ris_ls.text import Block, Change, Position
from ris_ls.text.pages import _line_starts

TEXT = "TY  - JOUR\nTI  - One\nER  - \n\nTY  - BOOK\nER  - \n"


def opened(uri: str = "untitled:a") -> OpenDocument:
    return OpenDocument(uri, TEXT, 1, "ris")


def test_an_empty_document_is_one() -> None:
    assert OpenDocument("untitled:a", "", 1, "ris")


@pytest.mark.parametrize("attribute", ["source", "lines"])
def test_what_joins_the_whole_text_is_not_to_be_used(attribute: str) -> None:
    with pytest.raises(NotImplementedError):
        getattr(opened(), attribute)


def test_nothing_of_pygls_that_uses_it_works_by_chance() -> None:
    document = opened()
    place = types.Position(0, 0)
    with pytest.raises(NotImplementedError):
        document.offset_at_position(place)
    with pytest.raises(NotImplementedError):
        document.word_at_position(place)


@pytest.mark.asyncio
async def test_a_snapshot_stays_as_it_was() -> None:
    document = opened()
    before = document.snapshot()
    document.change([Change(Position(1, 6), Position(1, 9), "Two")], "utf-16", 2)
    assert before.text == TEXT
    assert document.text.text == TEXT.replace("One", "Two")
    assert before.blocks[1] is document.text.blocks[1], "what did not change is shared"

    scratch = document.snapshot()
    scratch.apply([Change(None, None, "")], "utf-16")
    assert document.text.text == TEXT.replace("One", "Two")


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/doe/a%20b.ris", "/home/doe/a b.ris"),
        ("untitled:Untitled-1", None),
        ("vscode-vfs://github/doe/a.ris", None),
    ],
)
def test_the_file_behind_a_document(uri: str, path: str | None) -> None:
    file = opened(uri).file
    assert (None if file is None else file.as_posix()) == path


def test_a_document_is_found_by_its_address_in_any_escaping() -> None:
    documents = OpenDocuments([], "utf-16")
    item = types.TextDocumentItem("file:///c%3A/a%20b.ris", "ris", 1, TEXT)
    documents.put_text_document(item)
    assert documents.opened("file:///c:/a b.ris") is documents.opened("file:///c%3A/a%20b.ris")
    assert documents.opened("file:///c:/other.ris") is None
    assert len(list(documents.all_open())) == 1


def kept(part: str) -> list[Block]:
    """Return the blocks in memory that hold a text."""
    gc.unfreeze()  # what was made so far, many objects, may have been set aside
    every = (each for each in gc.get_objects() if type(each) is Block)
    return [block for block in every if part in block.text]


@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.asyncio
async def test_a_closed_document_is_let_go_without_a_collection(checked: bool) -> None:
    record = "TY  - BOOK\nTI  - To be let go\nER  - \n\n"
    document = OpenDocument("untitled:a", record * (1 if checked else FEW_RECORDS * 2), 1, "ris")
    gc.disable()
    if checked:
        assert (await document.analyser.result(whole=True)).complete
    else:
        result = document.analyser.result(whole=True)
        document.sending = asyncio.get_running_loop().create_task(_ignored(result))
        assert not (await document.analyser.result()).complete

    assert kept("To be let go")
    document.close()
    del document
    await asyncio.sleep(0.05)
    record_of.cache_clear()
    _line_starts.cache_clear()
    try:
        assert kept("To be let go") == []
    finally:
        gc.enable()


@pytest.mark.asyncio
async def test_a_text_is_let_go_before_all_of_another_is_looked_at() -> None:
    record = "TY  - BOOK\nTI  - To be replaced\nER  - \n\n"
    document = OpenDocument("untitled:a", record * FEW_RECORDS * 2, 1, "ris")
    assert (await document.analyser.result(whole=True)).complete
    gc.disable()
    document.change([Change(None, None, record.replace("To be", "Was") * FEW_RECORDS)], "utf-16", 2)
    whole = asyncio.ensure_future(document.analyser.result(whole=True))
    while document.shelf.left(document.text) or document.is_being_shelved:
        await asyncio.sleep(0)
    record_of.cache_clear()
    _line_starts.cache_clear()
    try:
        assert document.analyser.share_done() < 0.5
        assert len(kept("Was replaced")) == FEW_RECORDS
        assert kept("To be replaced") == []
    finally:
        gc.enable()
        await whole
        document.close()


async def _ignored(work: Coroutine[Any, Any, object]) -> None:
    await work
