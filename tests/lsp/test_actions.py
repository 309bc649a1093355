"""Quick fixes, all safe fixes at once, and what each kind of client gets of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ris_ls.lsp.actions import MANY_EDITS
from tests.lsp.editor import TIMEOUT, Editor, Shown, recorded

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.ris"

BENT = "TY  - JOUR\nTI  - 😀 One title\nT2  - Journal 𝒳\nAU - Doé 𝒳, Jane\nPY  - 2020\nER  - \n"
SOUND = BENT.replace("AU - ", "AU  - ")
TWICE = SOUND.replace("PY", "IS  - 1\nIS  - 2\nPY")
"""Two issues: which one is right, a person has to say."""


def everywhere(editor: Editor, shown: Shown) -> types.Range:
    return editor.range(shown, 0, len(shown.text))


async def resolved(editor: Editor, action: types.CodeAction) -> types.CodeAction:
    return await asyncio.wait_for(editor.code_action_resolve_async(action), TIMEOUT)


async def test_a_quick_fix_mends_what_it_says(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    (found,) = await editor.found(shown, "RIS101")
    (action,) = await editor.actions(shown, found.range, only=[QUICK_FIX], diagnostics=[found])
    assert action.kind == QUICK_FIX
    assert action.is_preferred
    assert "check the result" not in action.title
    assert list(action.diagnostics or []) == [found]
    assert editor.applied(shown, editor.edits(shown, action)) == SOUND


async def test_in_a_text_with_all_kinds_of_line_ends(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(
        new_uri(), BENT.replace("title\n", "\u2028title\r").replace("Jane\n", "Jane\r\n")
    )
    (found,) = await editor.found(shown, "RIS101")
    offered = await editor.actions(shown, found.range, only=[QUICK_FIX], diagnostics=[found])
    (action,) = [each for each in offered if list(each.diagnostics or []) == [found]]
    expected = shown.text.replace("AU - ", "AU  - ")
    assert editor.applied(shown, editor.edits(shown, action)) == expected

    (fix_all,) = await editor.actions(shown, everywhere(editor, shown), only=[FIX_ALL])
    edits = editor.edits(shown, await resolved(editor, fix_all))
    assert editor.applied(shown, edits) == SOUND


async def test_a_cursor_is_enough(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    at = shown.text.index("AU - ") + 1
    (action,) = await editor.actions(shown, editor.range(shown, at, at), only=[QUICK_FIX])
    (found,) = action.diagnostics or []
    assert found.code == "RIS101"
    at = shown.text.index("PY")
    elsewhere = await editor.actions(shown, editor.range(shown, at, at), only=[QUICK_FIX])
    assert elsewhere == []


async def test_a_collapsed_record_is_mended_from_anywhere_on_its_line(
    editor: Editor, new_uri: NewUri
) -> None:
    line = "TY - JOUR TI - One title AU - Doé 𝒳, Jane T2 - Journal PY - 2020 SP - 3 EP - 9 ER -"
    shown = editor.open(new_uri(), line + "\n")
    at = line.index("PY")
    (action,) = await editor.actions(shown, editor.range(shown, at, at), only=[QUICK_FIX])
    (found,) = action.diagnostics or []
    assert found.code == "RIS104"
    assert editor.applied(shown, editor.edits(shown, action)).count("\n") == 8


@pytest.mark.parametrize("data", [None, {"uri": 5}, {"uri": True, "at": 1}, {"uri": "SHOWN"}])
async def test_an_action_of_somebody_else_comes_back_as_it_was(
    editor: Editor, new_uri: NewUri, data: dict[str, object] | None
) -> None:
    shown = editor.open(new_uri(), BENT)
    if data is not None and data["uri"] == "SHOWN":
        data = {"uri": shown.uri}
    action = types.CodeAction(title="Not ours", kind=QUICK_FIX, data=data)
    assert (await resolved(editor, action)).edit is None


async def test_a_fix_that_needs_a_person_says_so(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), TWICE)
    offered = await editor.actions(shown, everywhere(editor, shown), only=[QUICK_FIX])
    unsafe = [action for action in offered if "(check the result)" in action.title]
    assert unsafe
    for action in unsafe:
        assert not action.is_preferred
        assert editor.applied(shown, editor.edits(shown, action)) != shown.text


async def test_only_what_was_asked_for(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), BENT)
    place = everywhere(editor, shown)

    async def kinds(only: list[str] | None) -> list[object]:
        return [action.kind for action in await editor.actions(shown, place, only=only)]

    assert (await kinds(None))[:2] == [QUICK_FIX, FIX_ALL]
    assert await kinds([QUICK_FIX]) == [QUICK_FIX]
    assert await kinds(["source"]) == [FIX_ALL, "source.convert.ris.2001"]
    for source in ("source.fixAll", FIX_ALL):
        assert await kinds([source]) == [FIX_ALL]
    assert await kinds(["source.fixAll.other", "source.organizeImports"]) == []
    assert await kinds(["source.fixAllX"]) == []
    assert await kinds([""]) == await kinds(None)

    automatic = types.CodeActionTriggerKind.Automatic
    in_passing = await editor.actions(shown, place, trigger=automatic)
    assert [action.kind for action in in_passing] == [QUICK_FIX]


async def test_fix_all(editor: Editor, new_uri: NewUri) -> None:
    text = BENT + TWICE.replace("PY", "KW  - &amp;\nKW  - one\nKW  - one\nKW  -\nPY") + BENT
    shown = editor.open(new_uri(), text)
    (action,) = await editor.actions(shown, everywhere(editor, shown), only=[FIX_ALL])
    assert action.title.startswith("Fix all safe problems")
    assert action.edit is None, "VS Code asks for the edit when the action is chosen"
    said = len(editor.log_messages)
    edits = editor.edits(shown, await resolved(editor, action))
    mended = editor.applied(shown, edits)
    assert "AU - " not in mended
    assert mended.count("KW  - one") == 1
    assert mended.count("IS  - ") == 2, "what needs a person stays"
    assert all(len(edit.new_text) < 40 for edit in edits), "edits are small"
    await editor.until(lambda: len(editor.log_messages) > said, "a word of what was done")
    summary = editor.log_messages[-1].message
    assert "RIS101 malformed-separator: 2" in summary
    assert "Taken out by RIS310 duplicate-field: exact duplicate" in summary

    editor.replace(shown, mended)
    assert await editor.actions(shown, everywhere(editor, shown), only=[FIX_ALL]) == []


async def test_fix_all_is_worked_out_for_the_text_as_it_is_when_it_is_chosen(
    editor: Editor, new_uri: NewUri
) -> None:
    shown = editor.open(new_uri(), BENT)
    (action,) = await editor.actions(shown, everywhere(editor, shown), only=[FIX_ALL])
    editor.change(shown, (0, 0, "TY  - BOOK\nTI  - 😀\nER  - \n\n"))
    action = await resolved(editor, action)
    assert editor.applied(shown, editor.edits(shown, action)).endswith(SOUND)


async def test_the_fix_of_very_many_places_is_sent_when_it_is_chosen(
    editor: Editor, new_uri: NewUri
) -> None:
    record = "TY  - JOUR\nTI  - 😀\nKW  -\nER  - \n\n"
    shown = editor.open(new_uri(), record * (MANY_EDITS + 1))
    (found,) = await editor.found(shown, "RIS311")
    offered = await editor.actions(shown, found.range, only=[QUICK_FIX], diagnostics=[found])
    (action,) = [each for each in offered if list(each.diagnostics or []) == [found]]
    assert action.edit is None
    edits = editor.edits(shown, await resolved(editor, action))
    assert "KW" not in editor.applied(shown, edits)


async def test_another_format_is_left_alone(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), "@article{doe2020,\n  author = {Doe, Jane},\n}\n")
    place = everywhere(editor, shown)
    assert [each for each in await editor.actions(shown, place) if each.edit or each.data] == []


@pytest.mark.asyncio(loop_scope="function")
class TestOtherEditors:
    """Clients that take fewer kinds of answers."""

    async def test_edits_are_bound_to_a_version_where_the_client_can(
        self, fresh: Editor, new_uri: NewUri
    ) -> None:
        await fresh.begin(recorded("emacs-28"))
        shown = fresh.open(new_uri(), BENT)
        asked = [QUICK_FIX, FIX_ALL]
        quick, fix_all = await fresh.actions(shown, everywhere(fresh, shown), only=asked)
        assert quick.edit is not None
        assert quick.edit.document_changes is not None
        assert fix_all.edit is not None, "eglot 1.9 does not ask for an edit later"
        for action in (quick, fix_all):
            assert fresh.applied(shown, fresh.edits(shown, action)) == SOUND

    async def test_and_are_not_where_it_cannot(self, fresh: Editor, new_uri: NewUri) -> None:
        await fresh.begin(recorded("neovim-0.7"))
        shown = fresh.open(new_uri(), BENT)
        asked = [QUICK_FIX, FIX_ALL]
        quick, fix_all = await fresh.actions(shown, everywhere(fresh, shown), only=asked)
        assert quick.edit is not None
        assert quick.edit.document_changes is None
        assert fix_all.edit is None
        fix_all = await resolved(fresh, fix_all)
        for action in (quick, fix_all):
            assert fresh.applied(shown, fresh.edits(shown, action)) == SOUND


@pytest.mark.asyncio(loop_scope="function")
@pytest.mark.parametrize("by", ["cancelling", "closing"])
async def test_long_work_is_shown_and_ended(fresh: Editor, new_uri: NewUri, by: str) -> None:
    await fresh.begin(recorded("vscode-1.100"))
    shown = fresh.open(new_uri(), BENT * 1_500)

    def steps(title: str) -> list[str]:
        """Return the kinds of what was said of the work with a title."""
        for reports in fresh.progress_reports.values():
            if reports and reports[0].kind == "begin" and reports[0].title.startswith(title):
                return [report.kind for report in reports]
        return []

    action = types.CodeAction(title="all", kind=FIX_ALL, data={"uri": shown.uri})
    asked = fresh.protocol.send_request(types.CODE_ACTION_RESOLVE, action, msg_id="all")
    await fresh.until(lambda: steps("Mending ") == ["begin"], "progress")
    if by == "closing":
        fresh.close(shown)
    else:
        fresh.cancel_request(types.CancelParams("all"))
    with pytest.raises(JsonRpcException):
        await asyncio.wait_for(asyncio.wrap_future(asked), TIMEOUT)
    await fresh.until(lambda: steps("Mending ") == ["begin", "end"], "the end of the progress")
