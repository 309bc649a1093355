"""What Enter writes, as each client can take it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor, Shown, recorded, speaking

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

OPTIONS = types.FormattingOptions(4, True)
RECORD = "TY  - BOOK\nAU  - Doé 𝒳, Jane\nTI  - 😀 One\u2028title\nPY  - 2020\nER  - \n\n"


async def enter(editor: Editor, shown: Shown, behind: str, line_end: str = "\n") -> str:
    """Press Enter behind the first place of a text; return what the editor makes of the answer."""
    at = shown.text.index(behind) + len(behind)
    editor.change(shown, (at, at, line_end))
    place = editor.position(shown, at + len(line_end))
    identifier = types.TextDocumentIdentifier(shown.uri)
    params = types.DocumentOnTypeFormattingParams(identifier, place, "\n", OPTIONS)
    edits = await editor.text_document_on_type_formatting_async(params)
    return editor.applied(shown, edits or [])


async def test_the_same_tag_and_the_next_one(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), RECORD)
    again = RECORD.replace("Jane\n", "Jane\nAU  - \n")
    assert await enter(editor, shown, "Jane") == again
    editor.replace(shown, RECORD)
    assert await enter(editor, shown, "2020") == RECORD.replace("2020\n", "2020\nPB  - \n")


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
async def test_other_line_ends(editor: Editor, new_uri: NewUri, line_end: str) -> None:
    text = RECORD.replace("\n", line_end)
    shown = editor.open(new_uri(), text)
    wanted = text.replace("Jane", f"Jane{line_end}AU  - ")
    assert await enter(editor, shown, "Jane", line_end) == wanted


async def test_an_empty_field_gives_way(editor: Editor, new_uri: NewUri) -> None:
    text = RECORD.replace("2020\n", "2020\nPB  - \n")
    shown = editor.open(new_uri(), text)
    assert await enter(editor, shown, "PB  - ") == text.replace("PB  - ", "CY  - ")


async def test_nothing_in_the_midst_of_a_value(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), RECORD)
    assert await enter(editor, shown, "One") == RECORD.replace("One", "One\n")
    editor.replace(shown, RECORD)
    assert await enter(editor, shown, "ER  - ") == RECORD.replace("ER  - ", "ER  - \n")


async def test_a_document_that_is_not_open(editor: Editor, new_uri: NewUri) -> None:
    identifier = types.TextDocumentIdentifier(new_uri())
    params = types.DocumentOnTypeFormattingParams(identifier, types.Position(1, 0), "\n", OPTIONS)
    assert await editor.text_document_on_type_formatting_async(params) is None


@pytest.mark.asyncio(loop_scope="function")
async def test_it_is_turned_off_with_the_layout(fresh: Editor, new_uri: NewUri) -> None:
    fresh.set_configuration({"ris": {"format": {"enable": False}}})
    await fresh.begin(speaking("pull utf-16"))
    shown = fresh.open(new_uri(), RECORD)
    assert await enter(fresh, shown, "Jane") == RECORD.replace("Jane", "Jane\n")


@pytest.mark.asyncio(loop_scope="function")
@pytest.mark.parametrize("client", ["vscode-1.100", "emacs-28", "neovim-0.7"])
async def test_real_clients(fresh: Editor, new_uri: NewUri, client: str) -> None:
    """Those that do not speak of it in their first request may ask all the same."""
    session = await fresh.begin(recorded(client))
    provider = session.document_on_type_formatting_provider
    assert provider is not None
    assert provider.first_trigger_character == "\n"
    shown = fresh.open(new_uri(), RECORD)
    assert await enter(fresh, shown, "Jane") == RECORD.replace("Jane\n", "Jane\nAU  - \n")
