"""What the server holds is what the editor shows, whatever was typed and whatever a column counts.

The server never says its text. A hover says the value under it and where that value stands, so
one is asked for after each change.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor, Shown

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

TEXT = (
    "TY  - JOUR\n"
    "TI  - 😀 form\ffeed, next\x85line, line\u2028separator 𝒳\r"
    "AU  - Doé 𝒳, Jané\r\n"
    "PY  - 2020\n"
    "ER  - \n"
)


async def says_the_author(editor: Editor, shown: Shown, author: str) -> bool:
    """Tell whether the server sees the AU field where the editor shows it, and reads it so."""
    at = shown.text.index(author)
    hover = await editor.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(shown.uri), editor.position(shown, at))
    )
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    family = author.split(",", maxsplit=1)[0]
    return family in hover.contents.value and hover.range == editor.range_of(shown, author)


async def test_as_opened(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), TEXT)
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")


async def test_one_change(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), TEXT)
    at = shown.text.index(" 𝒳, Jané") + 1
    editor.change(shown, (at, at + 1, "😀é"))
    assert await says_the_author(editor, shown, "Doé 😀é, Jané")


async def test_changes_that_each_count_from_the_one_before(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), TEXT)
    at = shown.text.index("😀")
    editor.change(
        shown,
        (at, at + 1, "𝒳\n𝒳"),
        (at + 2, at + 3, "é\r"),
        (at, at + 2, ""),
        (0, 0, "\ufeff"),
    )
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")


@pytest.mark.parametrize("upwards", [False, True])
async def test_replace_all(editor: Editor, new_uri: NewUri, upwards: bool) -> None:
    shown = editor.open(new_uri(), TEXT * 50)
    places = [at for at, character in enumerate(shown.text) if character == "𝒳"]
    if upwards:
        # As VS Code sends it: from the end, so that no place moves before its turn.
        editor.change(shown, *((at, at + 1, "é😀é") for at in reversed(places)))
    else:
        editor.change(shown, *((at + 2 * n, at + 2 * n + 1, "é😀é") for n, at in enumerate(places)))
    assert "𝒳" not in shown.text
    assert await says_the_author(editor, shown, "Doé é😀é, Jané")


async def test_line_ends_that_join_and_part(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), TEXT)
    at = shown.text.index("\r") + 1
    editor.change(shown, (at, at, "\n"))  # the lone CR becomes CRLF: as many lines as before
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")
    editor.change(shown, (at, at, "\n"), (at + 1, at + 2, ""))
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")
    editor.change(shown, (at - 1, at + 1, "\r"))
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")


async def test_a_whole_new_text(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), "TY  - JOUR\nAU  - Roe, Rita\nER  - \n")
    editor.replace(shown, TEXT)
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")


async def test_typing_anything_anywhere_else(editor: Editor, new_uri: NewUri) -> None:
    """Insert and delete at random inside the title, in batches, and look each time."""
    dice = random.Random(7)
    shown = editor.open(new_uri(), TEXT)
    pieces = ["😀", "é", "𝒳", "\u2028", "\x85", "\f", "x", "\r", "\n", "\r\n", "\0", " and "]
    for _ in range(60):
        text, batch = shown.text, []
        for _ in range(dice.randint(1, 4)):
            first, last = text.index("TI  - ") + 6, text.index("\rAU  - ")
            start = dice.randint(first, last)
            end = dice.randint(start, min(last, start + 3))
            # No position names the middle of a CRLF.
            start -= text[start - 1 : start + 1] == "\r\n"
            end += text[end - 1 : end + 1] == "\r\n"
            new = dice.choice(pieces) * dice.randint(0, 2)
            batch.append((start, end, new))
            text = text[:start] + new + text[end:]
        editor.change(shown, *batch)
        assert shown.text == text
        assert await says_the_author(editor, shown, "Doé 𝒳, Jané")


async def test_a_position_outside_of_the_text_is_its_nearest_place(
    editor: Editor, new_uri: NewUri
) -> None:
    shown = editor.open(new_uri(), TEXT)
    identifier = types.TextDocumentIdentifier(shown.uri)
    for line, column in ((0, 10_000), (10_000, 0), (10_000, 10_000)):
        place = types.Position(line, column)
        await editor.text_document_hover_async(types.HoverParams(identifier, place))
        await editor.text_document_completion_async(types.CompletionParams(identifier, place))
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")


async def test_a_document_is_known_however_its_address_is_escaped(editor: Editor) -> None:
    shown = editor.open("file:///somewhere/references%20%26%20more.ris", TEXT)
    shown.uri = "file:///somewhere/references & more.ris"
    assert await says_the_author(editor, shown, "Doé 𝒳, Jané")


async def test_a_document_that_is_not_open(editor: Editor) -> None:
    shown = Shown("untitled:nowhere", TEXT)
    identifier = types.TextDocumentIdentifier(shown.uri)
    place = types.Position(0, 0)
    assert await editor.text_document_hover_async(types.HoverParams(identifier, place)) is None
    assert (
        await editor.text_document_completion_async(types.CompletionParams(identifier, place))
        is None
    )
    assert await editor.actions(shown, types.Range(place, place)) == []
    symbols = types.DocumentSymbolParams(identifier)
    assert await editor.text_document_document_symbol_async(symbols) is None
    folding = types.FoldingRangeParams(identifier)
    assert await editor.text_document_folding_range_async(folding) is None
    formatting = types.DocumentFormattingParams(identifier, types.FormattingOptions(4, True))
    assert await editor.text_document_formatting_async(formatting) is None
    if editor.pulls:
        assert await editor.all_found(shown) == []
