"""The ledger of a document, asked for by our own request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.editor import TIMEOUT, Editor, Shown, speaking

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

LEDGER = "ris/ledger"
SOUND = "TY  - JOUR\nTI  - 😀 One\nAU  - Doé 𝒳, Jane\nPY  - 2020\nDO  - 10.5555/a\nER  - \n\n"
UNENDED = SOUND.replace("ER  - \n\n", "")


async def ask(editor: Editor, shown: Shown) -> Any:
    params = {"textDocument": {"uri": shown.uri}}
    answer = editor.protocol.send_request_async(LEDGER, params)
    return await asyncio.wait_for(answer, TIMEOUT)


def read_by(found: Any) -> dict[str, int]:
    return {each.key: each.records for each in found.importers}


async def test_what_is_in_a_document(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), SOUND * 2 + UNENDED)
    found = await ask(editor, shown)
    assert found.version == shown.version
    assert (found.records, found.types, found.ends) == (3, 3, 2)
    assert found.format is None
    assert found.duplicates == 2
    (row,) = (row for row in found.rows if row.kind == "duplicates")
    assert (row.value, row.place.line) == ("2", 7)
    assert (found.without.title, found.without.abstract) == (0, 3)
    assert read_by(found) == {
        "zotero": 3,
        "rispy": 2,
        "citationjs": 3,
        "bibutils": 3,
        "jabref": 3,
    }
    assert (found.summary, found.warning, found.shown) == ("3 records · rispy 2", True, "rispy")
    assert found.markdown.startswith("| Records | 3 |\n|---|---|\n")
    (row,) = (row for row in found.rows if row.label == "Read by rispy")
    assert (row.kind, row.value, row.warning) == ("import", "2", True)
    assert row.place == next(each.first for each in found.importers if each.key == "rispy")
    assert (row.place.line, row.place.character) == (14, 0)


async def test_it_follows_what_is_typed(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), SOUND * 3)
    assert (await ask(editor, shown)).summary == "3 records"
    at = SOUND.index("ER  - ")
    editor.change(shown, (at, at + 7, ""))
    found = await ask(editor, shown)
    assert (found.version, found.ends) == (shown.version, 2)
    assert (read_by(found)["rispy"], read_by(found)["jabref"]) == (2, 2)
    editor.change(shown, (at, at, "ER  - \n"))
    assert (await ask(editor, shown)).summary == "3 records"


async def test_a_mark_that_the_editor_hides(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes((SOUND * 2).encode("utf-8-sig"))
    shown = editor.open(path.as_uri(), SOUND * 2)
    found = await ask(editor, shown)
    assert read_by(found)["rispy"] == 1
    (row,) = (row for row in found.rows if row.label == "Read by rispy")
    assert (row.place.line, row.place.character) == (0, 0)
    assert found.without.abstract == 2
    path.write_bytes((SOUND * 2).encode())
    assert read_by(await ask(editor, shown))["rispy"] == 2


@pytest.mark.parametrize(
    ("codec", "summary", "shown"),
    [
        ("utf-16", "2 records · rispy 0", "rispy"),
        ("utf-16-be", "2 records · Zotero 0", "zotero"),
        ("cp1252", "2 records · rispy 0", "rispy"),
    ],
)
async def test_a_file_that_is_not_utf_8(
    editor: Editor, tmp_path: Path, codec: str, summary: str, shown: str
) -> None:
    text = (SOUND * 2).replace("😀 ", "").replace("𝒳", "X")
    path = tmp_path / "a.ris"
    path.write_bytes(text.encode(codec))
    document = editor.open(path.as_uri(), text)
    found = await ask(editor, document)
    assert (found.summary, found.warning, found.shown) == (summary, True, shown)
    (row,) = (row for row in found.rows if row.label == "Read by rispy")
    assert (row.value, row.note) == ("0", "reads nothing of a file that is not UTF-8")
    assert (row.warning, row.place.line, row.place.character) == (True, 0, 0)
    # An editor writes a changed text as it read it.
    editor.change(document, (0, 0, SOUND))
    assert (await ask(editor, document)).summary == summary.replace("2 records", "3 records")
    path.write_bytes(text.encode())
    assert (await ask(editor, document)).summary == "3 records"


async def test_a_mark_before_bytes_that_are_not_utf_8(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(SOUND.encode("utf-8-sig").replace("é".encode(), b"\xe9"))
    shown = editor.open(path.as_uri(), SOUND.replace("é", "�"))
    found = await ask(editor, shown)
    assert {each.key: each.failure for each in found.importers} == {
        "zotero": None,
        "rispy": "encoding",
        "citationjs": "refused",
        "bibutils": None,
        "jabref": None,
    }


async def test_a_file_that_is_not_there(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(SOUND.encode("utf-16"))
    shown = editor.open(path.as_uri(), SOUND)
    assert (await ask(editor, shown)).warning
    path.unlink()
    assert not (await ask(editor, shown)).warning


async def test_another_format(editor: Editor, new_uri: NewUri) -> None:
    found = await ask(editor, editor.open(new_uri(), "@article{doe,\n title = {On exports}}\n"))
    assert (found.format, found.records, found.summary) == ("BibTeX", 0, "not RIS")
    assert found.duplicates is None


async def test_an_empty_document(editor: Editor, new_uri: NewUri) -> None:
    found = await ask(editor, editor.open(new_uri(), ""))
    assert (found.records, found.summary, found.warning) == (0, "no records", False)


async def test_a_document_that_is_not_open(editor: Editor, new_uri: NewUri) -> None:
    assert await ask(editor, Shown(new_uri(), "")) is None


async def test_a_request_that_names_no_document(editor: Editor) -> None:
    for params in ({}, {"textDocument": {}}, {"textDocument": {"uri": 1}}, None):
        answer = editor.protocol.send_request_async(LEDGER, params)
        with pytest.raises(JsonRpcException) as refused:
            await asyncio.wait_for(answer, TIMEOUT)
        assert refused.value.code == types.ErrorCodes.InvalidParams.value


async def test_others_are_answered_meanwhile(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), (SOUND + UNENDED) * 3_000)
    asked = asyncio.ensure_future(ask(editor, shown))
    where = types.HoverParams(types.TextDocumentIdentifier(shown.uri), types.Position(0, 0))
    assert await editor.text_document_hover_async(where) is not None
    assert not asked.done()
    assert (await asked).records == 6_000


@pytest.mark.parametrize("by", ["cancelling", "closing"])
async def test_it_can_be_ended(editor: Editor, new_uri: NewUri, by: str) -> None:
    shown = editor.open(new_uri(), (SOUND + UNENDED) * 10_000)
    params = {"textDocument": {"uri": shown.uri}}
    name = f"ledger {shown.uri}"
    asked = editor.protocol.send_request(LEDGER, params, msg_id=name)
    where = types.HoverParams(types.TextDocumentIdentifier(shown.uri), types.Position(0, 0))
    await editor.text_document_hover_async(where)
    assert not asked.done()
    if by == "closing":
        editor.close(shown)
    else:
        editor.cancel_request(types.CancelParams(name))
    with pytest.raises(JsonRpcException):
        await asyncio.wait_for(asyncio.wrap_future(asked), TIMEOUT)
    assert (await ask(editor, editor.open(new_uri(), SOUND))).records == 1


@pytest.mark.asyncio(loop_scope="function")
async def test_the_target_is_told_of(fresh: Editor, new_uri: NewUri) -> None:
    fresh.set_configuration({"ris": {"targets": ["zotero"]}})
    await fresh.begin(speaking("pull utf-16"))
    found = await ask(fresh, fresh.open(new_uri(), SOUND + UNENDED))
    assert (found.summary, found.warning, found.shown) == ("2 records · Zotero 2", False, "zotero")
