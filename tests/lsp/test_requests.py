"""Layout, completion, hover, outline and folding, as each client can take them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor, Shown, recorded, speaking

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

BENT = (
    "TY  - JOUR\nTI  - 😀 One\u2028title\rAU - Doé 𝒳, Jane   \r\nPY  - 2020\nER  -\n\n\n"
    "TY  - BOOK\nTI  - 𝒳 Two\nER  -"
)
LAID_OUT = (
    "TY  - JOUR\nTI  - 😀 One\u2028title\rAU  - Doé 𝒳, Jane\r\nPY  - 2020\nER  - \n\n"
    "TY  - BOOK\nTI  - 𝒳 Two\nER  - \n"
)
OPTIONS = types.FormattingOptions(4, True)


def identifier(shown: Shown) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(shown.uri)


async def test_layout(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    params = types.DocumentFormattingParams(identifier(shown), OPTIONS)
    edits = await editor.text_document_formatting_async(params)
    assert editor.applied(shown, edits or []) == LAID_OUT
    editor.replace(shown, LAID_OUT)
    assert not await editor.text_document_formatting_async(params)


async def test_layout_of_a_range(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    where = editor.range_of(shown, "AU - Doé 𝒳, Jane")
    params = types.DocumentRangeFormattingParams(identifier(shown), where, OPTIONS)
    edits = await editor.text_document_range_formatting_async(params)
    expected = BENT.replace("AU - Doé 𝒳, Jane   ", "AU  - Doé 𝒳, Jane")
    assert editor.applied(shown, edits or []) == expected


@pytest.mark.asyncio(loop_scope="function")
async def test_layout_as_the_settings_ask(fresh: Editor, new_uri: NewUri) -> None:
    choices = {"tagOrder": "canonical", "legacyTags": "rewrite", "endBlank": False}
    fresh.set_configuration({"ris": {"specification": "2011", "format": choices}})
    await fresh.begin(speaking("pull utf-16"))
    text = "TY  - JOUR\nT1  - 😀 One\nDO  - 10.1000/182\nAU -  Doé 𝒳, Jane\nER  - \n"
    laid_out = "TY  - JOUR\nAU  - Doé 𝒳, Jane\nTI  - 😀 One\nDO  - 10.1000/182\nER  -\n"
    shown = fresh.open(new_uri(), text)
    params = types.DocumentFormattingParams(identifier(shown), OPTIONS)
    edits = await fresh.text_document_formatting_async(params)
    assert fresh.applied(shown, edits or []) == laid_out
    # Of a record that is chosen in part, the lines alone are laid out.
    where = fresh.range_of(shown, "AU -  Doé 𝒳, Jane")
    part = types.DocumentRangeFormattingParams(identifier(shown), where, OPTIONS)
    edits = await fresh.text_document_range_formatting_async(part)
    assert fresh.applied(shown, edits or []) == text.replace("AU -  Doé", "AU  - Doé")


async def test_another_format_is_not_laid_out(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), "@article{doe2020,\n  author = {Doe, Jane},   \n}")
    params = types.DocumentFormattingParams(identifier(shown), OPTIONS)
    assert not await editor.text_document_formatting_async(params)


async def complete(editor: Editor, shown: Shown, offset: int) -> list[types.CompletionItem]:
    params = types.CompletionParams(identifier(shown), editor.position(shown, offset))
    found = await editor.text_document_completion_async(params)
    if isinstance(found, types.CompletionList):
        assert found.is_incomplete, "each further letter may fit other values"
        return list(found.items)
    assert found is not None
    return list(found)


def chosen(editor: Editor, shown: Shown, item: types.CompletionItem) -> str:
    """Return the text once an entry of the list was chosen."""
    assert isinstance(item.text_edit, types.TextEdit)
    return editor.applied(shown, [item.text_edit])


async def test_tags(editor: Editor, new_uri: NewUri) -> None:
    text = "TY  - JOUR\nTI  - 😀 One\u2028title\rA\nER  - \n"
    shown = editor.open(new_uri(), text)
    items = await complete(editor, shown, text.index("\rA") + 2)
    (author,) = [item for item in items if item.label == "AU"]
    assert chosen(editor, shown, author) == text.replace("\rA\n", "\rAU  - \n")
    assert isinstance(author.documentation, types.MarkupContent)
    assert author.documentation.kind == types.MarkupKind.Markdown
    order = sorted(items, key=lambda item: item.sort_text or item.label)
    assert order.index(author) < 5, "what the record lacks comes first"


async def test_types(editor: Editor, new_uri: NewUri) -> None:
    text = "TY  - \nTI  - 😀\nER  - \n"
    shown = editor.open(new_uri(), text)
    (journal,) = [i for i in await complete(editor, shown, 6) if i.label == "JOUR"]
    assert chosen(editor, shown, journal) == text.replace("TY  - ", "TY  - JOUR")


async def test_whole_records(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), LAID_OUT + "\n")
    items = await complete(editor, shown, len(shown.text))
    snippets = [i for i in items if i.kind == types.CompletionItemKind.Snippet]
    assert snippets
    for item in snippets:
        assert item.insert_text_format == types.InsertTextFormat.Snippet
        assert "ER  - " in chosen(editor, shown, item)[len(shown.text) :]


async def test_values_of_other_records(editor: Editor, new_uri: NewUri) -> None:
    others = "TY  - JOUR\nTI  - 😀\nAU  - Måås 𝒳, Inga\nT2  - 𝒳 Annals\nJ2  - 𝒳 Ann.\nER  - \n\n"
    other = editor.open(new_uri(), others)
    await editor.all_found(other)
    text = "TY  - JOUR\nTI  - 😀 One\u2028title\rAU  - 𝒳 m\r\nT2  - ann\nER  - \n"
    shown = editor.open(new_uri(), text)
    items = await complete(editor, shown, text.index("𝒳 m") + 3)
    (author,) = items
    assert author.kind == types.CompletionItemKind.Value
    assert author.detail == "used in 1 record"
    assert author.documentation is None
    assert chosen(editor, shown, author) == text.replace("𝒳 m", "Måås 𝒳, Inga")
    (journal,) = await complete(editor, shown, text.index("ann") + 3)
    assert journal.detail == "used in 1 record · 𝒳 Ann."
    assert chosen(editor, shown, journal) == text.replace("- ann", "- 𝒳 Annals")
    editor.close(other)
    assert await complete(editor, shown, text.index("ann") + 3) == []
    editor.close(shown)


@pytest.mark.asyncio(loop_scope="function")
async def test_values_of_files_that_are_not_open(
    fresh: Editor, new_uri: NewUri, tmp_path: Path
) -> None:
    (tmp_path / "a.ris").write_text("TY  - JOUR\nKW  - Ravens\nER  - \n", encoding="utf-8")
    folders = [types.WorkspaceFolder(tmp_path.as_uri(), "references")]
    params = types.InitializeParams(speaking("pull utf-16"), workspace_folders=folders)
    fresh.session = await fresh.initialize_session(params)
    text = "TY  - JOUR\nKW  - rav\nER  - \n"
    shown = fresh.open(new_uri(), text)
    for _ in range(100):
        if items := await complete(fresh, shown, text.index("rav") + 3):
            break
        await asyncio.sleep(0.1)
    assert [item.label for item in items] == ["Ravens"]


async def test_nothing_inside_a_value(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), LAID_OUT)
    assert await complete(editor, shown, LAID_OUT.index("title")) == []


async def test_hover(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    where = editor.range_of(shown, "Doé 𝒳, Jane")
    params = types.HoverParams(identifier(shown), where.end)
    hover = await editor.text_document_hover_async(params)
    assert hover is not None
    assert hover.range == where
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind == types.MarkupKind.Markdown
    blank = types.HoverParams(identifier(shown), editor.range_of(shown, "\n\nTY").start)
    assert await editor.text_document_hover_async(blank) is None


async def test_outline(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    params = types.DocumentSymbolParams(identifier(shown))
    first, second = await editor.text_document_document_symbol_async(params) or []
    assert isinstance(first, types.DocumentSymbol)
    assert isinstance(second, types.DocumentSymbol)
    assert "😀 One" in first.name
    assert "Doé" in first.name
    assert second.detail == "BOOK"
    assert first.range == editor.range(shown, 0, BENT.index("\n\n\n"))
    assert first.selection_range.start == types.Position(0, 0)
    assert second.range == editor.range(shown, BENT.index("TY  - BOOK"), len(BENT))
    title, author, year = first.children or []
    assert (title.name, author.name, year.name) == ("TI Title", "AU Author", "PY Year")
    assert author.detail == "Doé 𝒳, Jane"
    assert author.range == author.selection_range == editor.range_of(shown, "AU - Doé 𝒳, Jane")


async def test_folding(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    found = await editor.text_document_folding_range_async(
        types.FoldingRangeParams(identifier(shown))
    )
    assert [(each.start_line, each.end_line) for each in found or []] == [(0, 4), (7, 9)]


async def test_links(editor: Editor, new_uri: NewUri, tmp_path: Path) -> None:
    text = LAID_OUT.replace("ER  -", "DO  - 10.1000/xyz\nL1  - a b/c.pdf\nER  -", 1)
    shown = editor.open((tmp_path / "a.ris").as_uri(), text)
    params = types.DocumentLinkParams(identifier(shown))
    found = await editor.text_document_document_link_async(params)
    assert [(each.range, each.target) for each in found or []] == [
        (editor.range_of(shown, "10.1000/xyz"), "https://doi.org/10.1000/xyz"),
        (editor.range_of(shown, "a b/c.pdf"), (tmp_path / "a b" / "c.pdf").as_uri()),
    ]
    nowhere = editor.open(new_uri(), text)
    params = types.DocumentLinkParams(identifier(nowhere))
    found = await editor.text_document_document_link_async(params)
    assert [each.target for each in found or []] == ["https://doi.org/10.1000/xyz"]


async def test_selection(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), LAID_OUT)
    value = editor.range_of(shown, "Doé 𝒳, Jane")
    params = types.SelectionRangeParams(identifier(shown), [value.end, types.Position(0, 0)])
    found = await editor.text_document_selection_range_async(params)
    assert found is not None
    in_value, in_tag = found
    assert in_value.range == editor.range_of(shown, "Jane")
    assert in_value.parent is not None
    assert in_value.parent.range == value
    assert in_tag.range == editor.range_of(shown, "TY")


async def test_highlights(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), LAID_OUT * 2)
    author = editor.range_of(shown, "Doé 𝒳, Jane")
    params = types.DocumentHighlightParams(identifier(shown), author.start)
    found = await editor.text_document_document_highlight_async(params)
    at = LAID_OUT.index("Doé")
    assert [each.range.start for each in found or []] == [
        editor.position(shown, at),
        editor.position(shown, at + len(LAID_OUT)),
    ]


@pytest.mark.asyncio(loop_scope="function")
async def test_hints_as_the_settings_want_them(fresh: Editor, new_uri: NewUri) -> None:
    fresh.set_configuration({"ris": {"hints": {"authors": True}}})
    await fresh.begin(recorded("vscode-1.100"))
    shown = fresh.open(new_uri(), LAID_OUT.replace("PY", "AU  - Roe, R\nPY", 1))
    whole = fresh.range(shown, 0, len(shown.text))
    params = types.InlayHintParams(identifier(shown), whole)
    found = await fresh.text_document_inlay_hint_async(params)
    assert [(each.position, each.label) for each in found or []] == [
        (fresh.range_of(shown, "JOUR").end, "Journal article"),
        (fresh.range_of(shown, "Doé 𝒳, Jane").end, "2 authors"),
        (fresh.range_of(shown, "BOOK").end, "Book"),
    ]
    first = types.InlayHintParams(identifier(shown), fresh.range(shown, 0, 3))
    assert len(await fresh.text_document_inlay_hint_async(first) or []) == 2

    asked = fresh.inlay_hint_refresh_count
    fresh.set_configuration({"ris": {"hints": {"types": False}}})
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await fresh.until(lambda: fresh.inlay_hint_refresh_count > asked, "a refresh")
    assert not await fresh.text_document_inlay_hint_async(params)


@pytest.mark.asyncio(loop_scope="function")
class TestOtherEditors:
    """Clients that take fewer kinds of answers."""

    async def test_no_snippets_no_markdown_no_tree(self, fresh: Editor, new_uri: NewUri) -> None:
        capabilities = recorded("vscode-1.100")
        document = capabilities.text_document
        assert document is not None
        assert document.completion is not None
        assert document.document_symbol is not None
        document.completion.completion_item = None
        document.hover = None
        document.document_symbol.hierarchical_document_symbol_support = None
        await fresh.begin(capabilities)
        shown = fresh.open(new_uri(), LAID_OUT + "\n")
        for item in await complete(fresh, shown, len(shown.text)):
            assert item.insert_text_format == types.InsertTextFormat.PlainText
            assert "$" not in chosen(fresh, shown, item)[len(shown.text) :]
            assert isinstance(item.documentation, str)
            assert "**" not in item.documentation
        hover = await fresh.text_document_hover_async(
            types.HoverParams(identifier(shown), types.Position(0, 0))
        )
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.kind == types.MarkupKind.PlainText
        assert "**" not in hover.contents.value
        assert "`" not in hover.contents.value
        first, second = (
            await fresh.text_document_document_symbol_async(
                types.DocumentSymbolParams(identifier(shown))
            )
            or []
        )
        assert isinstance(first, types.SymbolInformation)
        assert isinstance(second, types.SymbolInformation)
        assert first.location.uri == shown.uri
        assert "𝒳 Two" in second.name

    async def test_layout_can_be_turned_off(self, fresh: Editor, new_uri: NewUri) -> None:
        await fresh.begin(speaking("pull utf-16"), {"format": {"enable": False}})
        shown = fresh.open(new_uri(), BENT)
        await fresh.all_found(shown)  # the settings are there now
        params = types.DocumentFormattingParams(identifier(shown), OPTIONS)
        assert await fresh.text_document_formatting_async(params) is None
