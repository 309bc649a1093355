"""From a record to its duplicates: actions that go there or set both side by side."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ris_ls.lsp.duplicates import COMPARE, COMPARE_RECORDS, GO_TO
from tests.lsp.editor import TIMEOUT, Editor, Shown, recorded, speaking
from tests.lsp.test_library import ONE, OTHER, SAME_DOI, changed

alone = pytest.mark.asyncio


async def begin(
    editor: Editor, capabilities: types.ClientCapabilities, folder: Path | None = None
) -> None:
    folders = [types.WorkspaceFolder(folder.as_uri(), folder.name)] if folder else None
    params = types.InitializeParams(capabilities, workspace_folders=folders)
    editor.session = await asyncio.wait_for(editor.initialize_session(params), TIMEOUT)


def comparing() -> types.ClientCapabilities:
    """Return the capabilities of VS Code with our extension."""
    capabilities = speaking("pull utf-16")
    capabilities.experimental = {"commands": [COMPARE_RECORDS]}
    return capabilities


async def offered(editor: Editor, shown: Shown, part: str) -> dict[str, types.Command]:
    found = await editor.actions(shown, editor.range_of(shown, part), only=["quickfix"])
    commands = {each.title: each.command for each in found if each.command is not None}
    return {
        title: each for title, each in commands.items() if each.command in (COMPARE_RECORDS, GO_TO)
    }


async def compared(editor: Editor, left: Any, right: Any) -> Any:
    answer = editor.protocol.send_request_async(COMPARE, {"left": left, "right": right})
    return await asyncio.wait_for(answer, TIMEOUT)


@alone
async def test_in_one_document(fresh: Editor) -> None:
    await begin(fresh, comparing())
    shown = fresh.open("untitled:a.ris", ONE + OTHER + SAME_DOI)
    line = (ONE + OTHER).count("\n")
    commands = await offered(fresh, shown, "10.1000/182")
    assert list(commands) == [
        f"Compare with the record in line {line + 1}",
        f"Go to the record in line {line + 1}",
    ]
    comparison, going = commands.values()
    places = [{"uri": shown.uri, "line": 5}, {"uri": shown.uri, "line": line}]
    assert [*(comparison.arguments or ())] == places
    found = await compared(fresh, *places)
    assert found.left.title == "Doe (2020), a.ris"
    assert found.left.text.split("\n")[:3] == ONE.split("\n")[:3]
    assert sorted(found.left.text.split()) == sorted(ONE.split())
    assert "a review" in found.right.text
    assert [*(going.arguments or ())] == [shown.uri, line]


@alone
async def test_going_there(fresh: Editor) -> None:
    await begin(fresh, speaking("pull utf-16"))
    shown = fresh.open("untitled:a.ris", ONE + SAME_DOI)
    (command,) = (await offered(fresh, shown, "10.1000/182")).values()
    params = types.ExecuteCommandParams(command.command, command.arguments)
    await asyncio.wait_for(fresh.workspace_execute_command_async(params), TIMEOUT)
    (there,) = fresh.shown_documents
    assert there.uri == shown.uri
    assert there.selection is not None
    assert there.selection.start == types.Position(ONE.count("\n"), 0)


@alone
async def test_a_file_that_is_not_open(fresh: Editor, tmp_path: Path) -> None:
    other = tmp_path / "b.ris"
    other.write_bytes(("\ufeff" + OTHER + SAME_DOI).replace("\n", "\r\n").encode("utf-8"))
    await begin(fresh, comparing(), tmp_path)
    shown = fresh.open((tmp_path / "a.ris").as_uri(), ONE)
    for _ in range(200):
        if commands := await offered(fresh, shown, "TY  - JOUR"):
            break
        await asyncio.sleep(0.05)
    line = OTHER.count("\n")
    assert list(commands) == [
        f"Compare with the record in b.ris, line {line + 1}",
        f"Go to the record in b.ris, line {line + 1}",
    ]
    comparison, _ = commands.values()
    assert comparison.arguments is not None
    found = await compared(fresh, *comparison.arguments)
    assert found.right.title == "Doe (2020), b.ris"
    assert "a review" in found.right.text
    other.unlink()
    changed(fresh, other, types.FileChangeType.Deleted)
    found = await compared(fresh, *comparison.arguments)
    assert (found.right.title, found.right.text) == ("b.ris", "")


@alone
async def test_wrong_parameters(fresh: Editor) -> None:
    await begin(fresh, comparing())
    with pytest.raises(JsonRpcException):
        await compared(fresh, {"uri": "untitled:a"}, None)
    found = await compared(fresh, *[{"uri": "untitled:gone", "line": 3}] * 2)
    assert found.left.text == ""


@alone
@pytest.mark.parametrize("client", ["neovim-0.7", "emacs-28"])
async def test_clients_that_can_neither(fresh: Editor, client: str) -> None:
    capabilities = recorded(client)
    if capabilities.window is not None:
        capabilities.window.show_document = None
    await begin(fresh, capabilities)
    shown = fresh.open("untitled:a.ris", ONE + SAME_DOI)
    assert await offered(fresh, shown, "10.1000/182") == {}
