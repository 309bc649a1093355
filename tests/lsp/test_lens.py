"""The lines above the records, as each client can take them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lsprotocol import types

from ris_ls.lsp.commands import SHOW_REFERENCE
from ris_ls.lsp.requests import LARGEST_AT_ONCE
from tests.lsp.editor import Editor, Shown, recorded, speaking

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

RECORD = "TY  - BOOK\nTI  - 😀 One\u2028title\nAU - Doé 𝒳, Jane\r\nPY  - 2020\nPB  - P\nER  -\n\n"


async def lenses(editor: Editor, shown: Shown) -> list[types.CodeLens]:
    params = types.CodeLensParams(types.TextDocumentIdentifier(shown.uri))
    return list(await editor.text_document_code_lens_async(params) or [])


async def seen(editor: Editor, lens: types.CodeLens) -> types.Command:
    """Return what a line says, which is asked for when it is seen."""
    resolved = await editor.code_lens_resolve_async(lens)
    assert resolved.range == lens.range
    assert resolved.command is not None
    return resolved.command


async def test_a_line_above_each_record(editor: Editor, new_uri: NewUri) -> None:
    one = RECORD.replace("😀 One", "😀 This").replace("2020", "1968")
    other = one.replace("BOOK", "𝒳𝒳").replace("😀 This", "😀 That other")
    shown = editor.open(new_uri(), one + other + other)
    first, second, _ = await lenses(editor, shown)
    assert first.command is second.command is None
    assert first.range == editor.range_of(shown, "TY  - BOOK")
    assert second.range == editor.range_of(shown, "TY  - 𝒳𝒳")
    said = await seen(editor, first)
    assert said.title == "Doé 𝒳 (1968). 😀 This title · no city, no ISBN"
    assert (await seen(editor, second)).title == "Doé 𝒳 (1968). 😀 That other title · 1 duplicate"


async def test_a_line_follows_what_is_typed(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), RECORD * 2)
    _, before = await lenses(editor, shown)
    editor.change(shown, (0, 0, "\n\n"), (RECORD.index("Doé") + 2, RECORD.index("Doé") + 2, "Z"))
    first, second = await lenses(editor, shown)
    assert second.range.start.line == before.range.start.line + 2
    assert (await seen(editor, first)).title.startswith("ZDoé 𝒳 (2020)")
    # One that was asked for before the record moved: whatever it says, it is an answer.
    assert (await seen(editor, before)).title


async def test_a_line_of_a_record_that_has_gone(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), RECORD)
    (lens,) = await lenses(editor, shown)
    editor.replace(shown, "")
    gone = await seen(editor, lens)
    assert (gone.title, gone.command) == ("", "")
    editor.close(shown)
    closed = await seen(editor, lens)
    assert (closed.title, closed.command) == ("", "")


async def test_a_document_that_is_very_large_has_none(editor: Editor, new_uri: NewUri) -> None:
    if editor.encoding != "utf-16" or not editor.pulls:
        pytest.skip("once is enough")
    few = LARGEST_AT_ONCE // 10_000
    long = RECORD.replace("PB  - P", f"PB  - P\r\nAB  - {'a' * (10_000 - len(RECORD) - 8)}")
    shown = editor.open(new_uri(), long * few)
    assert len(await lenses(editor, shown)) == few
    editor.change(shown, (0, 0, "\n" * 10_000))
    assert await lenses(editor, shown) == []
    editor.close(shown)


@pytest.mark.asyncio(loop_scope="function")
async def test_as_the_settings_want_them(fresh: Editor, new_uri: NewUri) -> None:
    fresh.set_configuration({"ris": {"hints": {"references": False}}})
    await fresh.begin(recorded("vscode-1.100"))
    shown = fresh.open(new_uri(), RECORD)
    assert await lenses(fresh, shown) == []
    asked = fresh.lens_refresh_count
    fresh.set_configuration({"ris": {}})
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await fresh.until(lambda: fresh.lens_refresh_count > asked, "a refresh")
    assert len(await lenses(fresh, shown)) == 1


@pytest.mark.asyncio(loop_scope="function")
async def test_a_click_shows_the_reference(fresh: Editor, new_uri: NewUri) -> None:
    session = await fresh.begin(speaking("pull utf-16"))
    assert session.execute_command_provider is not None
    assert SHOW_REFERENCE in session.execute_command_provider.commands
    shown = fresh.open(new_uri(), RECORD + RECORD.replace("One", "*Two*"))
    _, lens = await lenses(fresh, shown)
    said = await seen(fresh, lens)
    assert said.command == SHOW_REFERENCE
    await fresh.run(said.command, *(said.arguments or []))
    await fresh.until(lambda: bool(fresh.messages), "the reference")
    (message,) = fresh.messages
    assert message.type == types.MessageType.Info
    assert message.message == (
        "Doé 𝒳, J. (2020). 😀 *Two* title. P.\n\nThe record has no city (CY) and ISBN (SN)."
    )
    await fresh.run(SHOW_REFERENCE, "untitled:nowhere", 0, 0)
    assert len(fresh.messages) == 1


@pytest.mark.asyncio(loop_scope="function")
@pytest.mark.parametrize("client", ["emacs-28", "neovim-0.7"])
async def test_clients_that_cannot_be_told_to_ask_anew(
    fresh: Editor, new_uri: NewUri, client: str
) -> None:
    session = await fresh.begin(recorded(client))
    assert session.code_lens_provider is not None
    assert session.code_lens_provider.resolve_provider
    shown = fresh.open(new_uri(), RECORD)
    (lens,) = await lenses(fresh, shown)
    assert (await seen(fresh, lens)).title.startswith("Doé 𝒳 (2020). ")
    settings = {"ris": {"hints": {"references": False}}}
    fresh.set_configuration(settings)
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
    assert await lenses(fresh, shown) == []
    assert fresh.lens_refresh_count == 0
