"""Diagnostics: asked for or sent, the most severe of many, with all that the client can show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.editor import TIMEOUT, Editor, recorded, speaking

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]
Severity = types.DiagnosticSeverity

BENT = "TY  - JOUR\nTI  - 😀 One\u2028title\rAU - Doe, Jane\r\nPY  - 2020\nER  - \n"
SOUND = BENT.replace("AU - ", "AU  - ")


async def test_a_finding_stands_where_it_is(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    (found,) = await editor.found(shown, "RIS101")
    assert found.range == editor.range_of(shown, "AU - ")
    assert found.range.start.line == 2, "U+2028 ends no line, a lone CR does"
    assert found.severity == Severity.Error
    assert found.source == "ris"
    assert "AU" in found.message


async def test_columns_count_as_agreed(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), SOUND.replace("One", "𝒳é Salt &amp; Pepper"))
    (found,) = await editor.found(shown, "RIS452")
    start, end = editor.offset(shown, found.range.start), editor.offset(shown, found.range.end)
    assert shown.text[start:end] in ("&amp;", "😀 𝒳é Salt &amp; Pepper\u2028title")


async def test_mending_takes_it_away_and_breaking_brings_it_back(
    editor: Editor, new_uri: NewUri
) -> None:
    shown = editor.open(new_uri(), BENT)
    assert len(await editor.found(shown, "RIS101")) == 1
    at = shown.text.index("AU - ") + 2
    editor.change(shown, (at, at, " "))
    assert await editor.found(shown, "RIS101") == []
    editor.change(shown, (at, at + 1, ""))
    assert len(await editor.found(shown, "RIS101")) == 1
    editor.replace(shown, SOUND)
    assert await editor.found(shown, "RIS101") == []


async def test_the_code_links_to_a_page_that_is_there(editor: Editor, new_uri: NewUri) -> None:
    (found,) = await editor.found(editor.open(new_uri(), BENT), "RIS101")
    assert found.code_description is not None
    address = urlparse(found.code_description.href)
    assert address.scheme == "file"
    assert "# RIS101 malformed-separator" in Path(unquote(address.path)).read_text("utf-8")


async def test_further_places_are_named(editor: Editor, new_uri: NewUri) -> None:
    record = "TY  - JOUR\nTI  - Title {}\nAU  - Doe, Jane\nPY  - 2020\nKW  -\nER  - \n\n"
    shown = editor.open(new_uri(), "".join(record.format(n) for n in range(4)))
    (found,) = await editor.found(shown, "RIS311")
    assert found.related_information is not None
    assert [each.location.range.start.line for each in found.related_information] == [11, 18, 25]
    assert {each.location.uri for each in found.related_information} == {shown.uri}


async def test_superfluous_text_is_faded(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), SOUND.replace("PY", "KW  - one\nKW  - one\nPY"))
    (found,) = await editor.found(shown, "RIS310")
    assert list(found.tags or []) == [types.DiagnosticTag.Unnecessary]


async def test_another_format_is_named_and_nothing_else(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), "@article{doe2020,\n  author = {Doe, Jane},\n}\n")
    assert {each.code for each in await editor.all_found(shown)} == {"RIS001"}


async def test_no_text_has_no_problem(editor: Editor, new_uri: NewUri) -> None:
    assert await editor.all_found(editor.open(new_uri(), "")) == []


async def test_the_most_severe_are_shown_and_the_rest_counted(
    editor: Editor, new_uri: NewUri
) -> None:
    shown = editor.open(new_uri(), "TY  - JOUR\nTI  - Undated\nER  - \n\n" * 1_500 + BENT)
    found = await editor.all_found(shown)
    assert len(found) == 1_000
    assert [each.code for each in found if each.severity == Severity.Error] == ["RIS101"]
    assert Severity.Warning in {each.severity for each in found}
    *shown_ones, last = found
    assert last.code is None
    assert last.severity == Severity.Information
    assert "more problems" in last.message
    starts = [(each.range.start.line, each.range.start.character) for each in shown_ones]
    assert starts == sorted(starts)


async def test_what_is_asked_for_is_answered_for_the_text_as_it_is_then(
    editor: Editor, new_uri: NewUri
) -> None:
    if not editor.pulls:
        pytest.skip("diagnostics are sent")
    shown = editor.open(new_uri(), BENT * 300)
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(shown.uri))
    asked = editor.protocol.send_request(types.TEXT_DOCUMENT_DIAGNOSTIC, params)
    editor.replace(shown, SOUND)
    for report in await asyncio.gather(asyncio.wrap_future(asked), editor.pull(shown)):
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert "RIS101" not in {each.code for each in report.items}


async def test_an_unchanged_answer_is_not_repeated(editor: Editor, new_uri: NewUri) -> None:
    if not editor.pulls:
        pytest.skip("diagnostics are sent")
    shown = editor.open(new_uri(), BENT)
    first = await editor.pull(shown)
    assert isinstance(first, types.RelatedFullDocumentDiagnosticReport)
    assert first.result_id is not None
    again = await editor.pull(shown, first.result_id)
    assert again == types.RelatedUnchangedDocumentDiagnosticReport(result_id=first.result_id)

    # Typing behind the finding changes nothing that is shown.
    at = shown.text.index("2020") + 4
    editor.change(shown, (at, at, "/"))
    again = await editor.pull(shown, first.result_id)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)

    editor.change(shown, (0, 0, "\n"))
    moved = await editor.pull(shown, first.result_id)
    assert isinstance(moved, types.RelatedFullDocumentDiagnosticReport)
    assert moved.result_id != first.result_id


async def test_asking_can_be_cancelled(editor: Editor, new_uri: NewUri) -> None:
    if not editor.pulls:
        pytest.skip("diagnostics are sent")
    shown = editor.open(new_uri(), BENT * 3_000)
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(shown.uri))
    answer = editor.protocol.send_request(types.TEXT_DOCUMENT_DIAGNOSTIC, params, msg_id="pull")
    editor.cancel_request(types.CancelParams("pull"))
    with pytest.raises(JsonRpcException) as refused:
        await asyncio.wait_for(asyncio.wrap_future(answer), TIMEOUT)
    assert refused.value.code == types.LSPErrorCodes.RequestCancelled.value
    editor.replace(shown, BENT)
    assert len(await editor.found(shown, "RIS101")) == 1


async def test_requests_are_answered_while_a_large_file_is_looked_at(
    editor: Editor, new_uri: NewUri
) -> None:
    shown = editor.open(new_uri(), BENT * 5_000)
    params = types.HoverParams(types.TextDocumentIdentifier(shown.uri), types.Position(0, 0))
    for _ in range(3):
        assert await editor.text_document_hover_async(params) is not None
    # What is known is told at once, and the rest once it is known.
    some = await editor.all_found(shown)
    assert some
    *_, last = await editor.until_found(shown, "9,002 more problems")
    assert last.message not in {each.message for each in some}
    editor.close(shown)


async def test_what_was_just_written_comes_first(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), SOUND * 6_000)
    await editor.all_found(shown)
    at = shown.text.rindex("AU  - ")
    editor.change(shown, (at, at + 6, "AU - "))
    (found,) = await editor.found(shown, "RIS101")
    assert found.range == editor.range_of(shown, "AU - ")
    editor.close(shown)


async def test_what_is_sent_names_its_version_and_is_taken_back(
    editor: Editor, new_uri: NewUri
) -> None:
    shown = editor.open(new_uri(), BENT)
    if editor.pulls:
        assert await editor.all_found(shown)
        editor.close(shown)
        assert shown.uri not in editor.published, "both asked for and sent"
        return
    assert await editor.all_found(shown)
    for character in "typing":
        editor.change(shown, (len(shown.text), len(shown.text), character))
    assert await editor.all_found(shown)
    versions = [each.version or 0 for each in editor.published[shown.uri]]
    assert versions == sorted(set(versions))
    editor.close(shown)
    await editor.until(
        lambda: not editor.published[shown.uri][-1].diagnostics, "the diagnostics to go away"
    )


async def test_closing_ends_the_work(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT.replace("ER", "KW  - a;b\n" * 60 + "ER") * 1_900)
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(shown.uri))
    asked = editor.protocol.send_request(types.TEXT_DOCUMENT_DIAGNOSTIC, params)
    # Once something that was asked for later is answered, it is at work.
    hover = types.HoverParams(types.TextDocumentIdentifier(shown.uri), types.Position(0, 0))
    await asyncio.wait_for(editor.text_document_hover_async(hover), TIMEOUT)
    editor.close(shown)
    with pytest.raises(JsonRpcException) as refused:
        await asyncio.wait_for(asyncio.wrap_future(asked), TIMEOUT)
    assert refused.value.code == types.LSPErrorCodes.RequestCancelled.value
    other = editor.open(new_uri(), BENT)
    assert len(await editor.found(other, "RIS101")) == 1


@pytest.mark.asyncio(loop_scope="function")
class TestOtherEditors:
    """Recorded from real editors, which show less."""

    async def test_vs_code(self, fresh: Editor, new_uri: NewUri) -> None:
        capabilities = await fresh.begin(recorded("vscode-1.100"))
        assert capabilities.position_encoding == types.PositionEncodingKind.Utf16
        assert isinstance(capabilities.diagnostic_provider, types.DiagnosticOptions)
        (found,) = await fresh.found(fresh.open(new_uri(), BENT), "RIS101")
        assert found.code_description is not None

    @pytest.mark.parametrize("name", ["neovim-0.7", "emacs-28"])
    async def test_others(self, fresh: Editor, new_uri: NewUri, name: str) -> None:
        capabilities = await fresh.begin(recorded(name))
        assert capabilities.position_encoding == types.PositionEncodingKind.Utf16
        assert capabilities.diagnostic_provider is None
        shown = fresh.open(new_uri(), SOUND.replace("PY", "KW  -\nC1  -\nKW  -\nPY") + BENT)
        (found,) = await fresh.found(shown, "RIS101")
        assert found.range == fresh.range_of(shown, "AU - ")
        assert found.code_description is None
        (empty, *_) = await fresh.found(shown, "RIS311")
        assert (empty.related_information is not None) == (name == "neovim-0.7")

    async def test_the_first_encoding_that_both_know_is_taken(self, fresh: Editor) -> None:
        wanted = speaking("pull utf-16")
        assert wanted.general is not None
        wanted.general.position_encodings = [
            "utf-7",
            types.PositionEncodingKind.Utf32,
            types.PositionEncodingKind.Utf8,
        ]
        capabilities = await fresh.begin(wanted)
        assert capabilities.position_encoding == types.PositionEncodingKind.Utf32

    async def test_a_client_that_says_nothing_of_itself(
        self, fresh: Editor, new_uri: NewUri
    ) -> None:
        capabilities = await fresh.begin(types.ClientCapabilities())
        assert capabilities.position_encoding == types.PositionEncodingKind.Utf16
        assert capabilities.code_action_provider is None
        (found,) = await fresh.found(fresh.open(new_uri(), BENT), "RIS101")
        assert found.tags is None
        assert found.related_information is None
