"""Semantic tokens: whole, of a range, and what changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from ris_ls.features.tokens import TOKEN_KINDS
from ris_ls.lsp.requests import LARGEST_AT_ONCE
from ris_ls.lsp.tokens import TokenWriter, Told, legend
from ris_ls.syntax import read_document
from ris_ls.text import Document, Edit, pages
from tests.lsp.editor import TIMEOUT, Editor, Shown
from tests.syntax.samples import RISLIKE

in_session = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

RECORD = "TY  - JOUR\nTI  - 😀 One title\nAU  - Doé 𝒳, Jane\nPY  - 2020\nER  - \n\n"
TOKENS = [
    *(("TY", "keyword"), ("JOUR", "type"), ("TI", "property"), ("😀 One title", "string")),
    *(("AU", "property"), ("Doé 𝒳, Jane", "variable"), ("PY", "property"), ("2020", "number")),
    ("ER", "keyword"),
]


def decoded(editor: Editor, shown: Shown, data: object) -> list[tuple[str, str]]:
    """Return what the numbers of an answer point at, and what they call it."""
    assert isinstance(data, (list, tuple))
    numbers = iter(data)
    found: list[tuple[str, str]] = []
    line = column = 0
    while group := tuple(islice(numbers, 5)):
        below, along, length, kind, modifiers = group
        line, column = line + below, along if below else column + along
        start = editor.offset(shown, types.Position(line, column))
        end = editor.offset(shown, types.Position(line, column + length))
        found.append((shown.text[start:end], TOKEN_KINDS[kind]))
        assert modifiers == 0
    return found


async def whole(editor: Editor, shown: Shown) -> types.SemanticTokens:
    params = types.SemanticTokensParams(types.TextDocumentIdentifier(shown.uri))
    found = await asyncio.wait_for(editor.text_document_semantic_tokens_full_async(params), TIMEOUT)
    assert found is not None
    return found


@in_session
async def test_all(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), RECORD * 3)
    assert decoded(editor, shown, (await whole(editor, shown)).data) == TOKENS * 3


@in_session
async def test_what_changed(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), RECORD * 3)
    first = await whole(editor, shown)
    editor.change(shown, (0, 0, "\n"), (shown.text.index("2020") + 1, 60, ""))
    editor.replace(shown, RECORD + RECORD.replace("PY", "KW  - a\nPY") + RECORD)
    document = types.TextDocumentIdentifier(shown.uri)
    assert first.result_id is not None
    params = types.SemanticTokensDeltaParams(document, first.result_id)
    found = await editor.text_document_semantic_tokens_full_delta_async(params)
    assert isinstance(found, types.SemanticTokensDelta)
    (edit,) = found.edits
    assert len(edit.data or []) < 60, "one record alone"
    data = list(first.data)
    data[edit.start : edit.start + edit.delete_count] = edit.data or []
    added = [*TOKENS[:6], ("KW", "property"), ("a", "enumMember"), *TOKENS[6:]]
    assert decoded(editor, shown, data) == [*TOKENS, *added, *TOKENS]

    unknown = types.SemanticTokensDeltaParams(document, "somebody's")
    again = await editor.text_document_semantic_tokens_full_delta_async(unknown)
    assert isinstance(again, types.SemanticTokens)
    assert list(again.data) == data


@in_session
async def test_a_range(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), RECORD * 9)
    at = 3 * len(RECORD)
    params = types.SemanticTokensRangeParams(
        types.TextDocumentIdentifier(shown.uri), editor.range(shown, at + 12, at + len(RECORD) + 3)
    )
    found = await editor.text_document_semantic_tokens_range_async(params)
    assert found is not None
    assert decoded(editor, shown, found.data) == TOKENS * 2


@in_session
async def test_of_a_very_large_document_what_is_seen_alone(editor: Editor, new_uri: NewUri) -> None:
    if editor.encoding != "utf-16" or not editor.pulls:
        pytest.skip("once is enough")
    record = f"TY  - JOUR\nN1  - {'x' * 1_000_000}\nER  - \n\n"
    shown = editor.open(new_uri(), RECORD + record * (LARGEST_AT_ONCE // len(record) + 1))
    document = types.TextDocumentIdentifier(shown.uri)
    full = types.SemanticTokensParams(document)
    assert await editor.text_document_semantic_tokens_full_async(full) is None
    seen = types.SemanticTokensRangeParams(
        document, types.Range(types.Position(0, 0), types.Position(4, 0))
    )
    found = await editor.text_document_semantic_tokens_range_async(seen)
    assert found is not None
    assert len(found.data) == 5 * len(TOKENS)
    links = types.DocumentLinkParams(document)
    assert await editor.text_document_document_link_async(links) is None
    editor.close(shown)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few blocks on a page, so that short texts have many pages."""
    monkeypatch.setattr(pages, "LARGEST_PAGE", 4)
    monkeypatch.setattr(pages, "SMALLEST_PAGE", 1)


def told(writer: TokenWriter, document: Document) -> Told:
    steps = writer.read(document)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Told = end.value
            return found


def numbers(writer: TokenWriter, told: Told) -> list[int]:
    found: list[int] = json.loads(f"[{','.join(writer.whole(told))}]")
    return found


@given(RISLIKE, st.data())
@settings(max_examples=200)
def test_what_is_told_of_changes_makes_the_new_tokens(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    writer = TokenWriter("utf-16", frozenset(TOKEN_KINDS))
    before = told(writer, document)
    known = numbers(writer, before)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(document)))
        end = data.draw(st.integers(start, len(document)))
        new = data.draw(st.sampled_from(["", "x", "\n", "\r", "ER  - \n", "TY  - BOOK\n"]))
        document.edit([Edit(start, end, new)])
    after = told(writer, document)
    for edit in json.loads(writer.difference(before, after).text)["edits"]:
        known[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]
    assert known == numbers(writer, after)
    fresh = read_document(document.text)
    assert known == numbers(writer, told(writer, fresh))


@given(RISLIKE, st.data())
def test_a_range_has_the_tokens_of_all_its_lines(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    writer = TokenWriter("utf-16", frozenset(TOKEN_KINDS))
    last_line = document.position_at(len(document), "utf-16").line
    first = data.draw(st.integers(0, last_line))
    last = data.draw(st.integers(first, last_line))
    expected = set(absolute(numbers(writer, told(writer, document))))
    found = absolute(json.loads(writer.between(document, first, last).text)["data"])
    assert expected.issuperset(found)
    assert {each for each in expected if first <= each[0] <= last} <= set(found)


@given(RISLIKE, st.sets(st.sampled_from(TOKEN_KINDS)))
def test_a_client_is_told_of_the_kinds_alone_that_it_knows(text: str, known: set[str]) -> None:
    document = read_document(text)
    every = TokenWriter("utf-16", frozenset(TOKEN_KINDS))
    fewer = TokenWriter("utf-16", frozenset(known))
    kinds = legend(known).token_types
    assert [
        (*place, kinds[kind], modifiers)
        for *place, kind, modifiers in absolute(numbers(fewer, told(fewer, document)))
    ] == [
        (*place, TOKEN_KINDS[kind], modifiers)
        for *place, kind, modifiers in absolute(numbers(every, told(every, document)))
        if TOKEN_KINDS[kind] in known
    ]


def absolute(data: list[int]) -> list[tuple[int, ...]]:
    """Return tokens with their lines and columns."""
    found: list[tuple[int, ...]] = []
    line = column = 0
    for at in range(0, len(data), 5):
        below, along, *rest = data[at : at + 5]
        line, column = line + below, along if below else column + along
        found.append((line, column, *rest))
    return found
