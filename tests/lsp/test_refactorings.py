"""Refactorings through the protocol: what is offered to whom, and what each does to a document."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol import types

from ris_ls.lsp import refactorings
from ris_ls.lsp.refactorings import CONVERT, CONVERT_ALL, FEW, KINDS, MOVE, ORDER, REMOVE, SORT
from tests.lsp.editor import TIMEOUT, Editor, Shown, recorded, speaking

pytestmark = pytest.mark.asyncio(loop_scope="session")

NewUri = Callable[[], str]

SPLIT = "refactor.rewrite.ris.split"
NAME = "refactor.rewrite.ris.name"
PAGES = "refactor.rewrite.ris.pages"

ROE = (
    "TY  - JOUR\nT1  - 😀 Two\nA1  - Roé 𝒳, B\nPY  - 2020\n"
    "KW  - 𝒳 one; 😀 two\nSP  - 123-8\nER  - \n"
)
DOE = "TY  - BOOK\nAU  - Doe, A\nTI  - One 𝒳\nER  - \n"
TEXT = f"{ROE}\n{DOE}"


async def resolved(editor: Editor, action: types.CodeAction) -> types.CodeAction:
    return await asyncio.wait_for(editor.code_action_resolve_async(action), TIMEOUT)


def everywhere(editor: Editor, shown: Shown) -> types.Range:
    return editor.range(shown, 0, len(shown.text))


async def done(editor: Editor, shown: Shown, part: str, kind: str) -> tuple[str, str]:
    """Have the one action of a kind done where a part of the text begins: its title, the text."""
    at = shown.text.index(part)
    (action,) = await editor.actions(shown, editor.range(shown, at, at), only=[kind])
    if action.edit is None:
        action = await resolved(editor, action)
    return action.title, editor.applied(shown, editor.edits(shown, action))


@pytest.mark.parametrize(
    ("part", "kind", "title", "old", "new"),
    [
        ("𝒳 one", SPLIT, "Split into 2 keywords", "one; 😀", "one\nKW  - 😀"),
        ("Roé", NAME, "Write as B Roé 𝒳", "Roé 𝒳, B", "B Roé 𝒳"),
        ("123", PAGES, "Write pages 123 to 128 in SP and EP", "-8\n", "\nEP  - 128\n"),
        (
            "TY  - JOUR",
            ORDER,
            "Put the tags of this record in order",
            "T1  - 😀 Two\nA1  - Roé 𝒳, B\nPY  - 2020\nKW  - 𝒳 one; 😀 two\nSP  - 123-8\n",
            "A1  - Roé 𝒳, B\nT1  - 😀 Two\nPY  - 2020\nSP  - 123-8\nKW  - 𝒳 one; 😀 two\n",
        ),
        ("TY  - BOOK", REMOVE, "Remove this record", f"\n{DOE}", ""),
        ("Two", f"{SORT}.author", "Sort records by author", TEXT, f"{DOE}\n{ROE}"),
        ("One", f"{SORT}.title", "Sort records by title", TEXT, f"{DOE}\n{ROE}"),
    ],
)
async def test_what_each_does(  # noqa: PLR0917
    editor: Editor, new_uri: NewUri, part: str, kind: str, title: str, old: str, new: str
) -> None:
    shown = editor.open(new_uri(), TEXT)
    said, after = await done(editor, shown, part, kind)
    assert said == title
    assert after == TEXT.replace(old, new)


async def test_conversion(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), f"{TEXT}\n{ROE}")
    modern = ROE.replace("T1", "TI").replace("A1", "AU")
    assert await done(editor, shown, "Two", CONVERT) == (
        "Convert this record to the 2011 tags",
        f"{modern}\n{DOE}\n{ROE}",
    )
    assert await done(editor, shown, "Two", f"{CONVERT_ALL}.2011") == (
        "Convert all records to the 2011 tags",
        f"{modern}\n{DOE}\n{modern}",
    )
    (action,) = await editor.actions(shown, everywhere(editor, shown), only=[CONVERT])
    assert action.title == "Convert 3 records to the 2011 tags"


async def test_all_records_may_be_one(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), ROE)
    modern = ROE.replace("T1", "TI").replace("A1", "AU")
    title = "Convert all records to the 2011 tags"
    assert await done(editor, shown, "Two", f"{CONVERT_ALL}.2011") == (title, modern)


async def test_in_a_text_with_all_kinds_of_line_ends(editor: Editor, new_uri: NewUri) -> None:
    text = TEXT.replace("Two\n", "\u2028Two\r").replace("2020\n", "2020\r\n")
    shown = editor.open(new_uri(), text)
    _, after = await done(editor, shown, "𝒳 one", SPLIT)
    assert after == text.replace("one; 😀", "one\nKW  - 😀")
    _, after = await done(editor, shown, "Two", f"{SORT}.author")
    assert after == f"{DOE}\n{text.removesuffix(DOE)}"[: len(text)]


async def test_what_there_is_nothing_to_do_to(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), DOE)
    offered = await editor.actions(shown, editor.range(shown, 0, 0), only=["refactor", "source"])
    assert [action.kind for action in offered] == [REMOVE]
    shown = editor.open(new_uri(), "PMID- 1\nTI  - One\n")
    assert await editor.actions(shown, editor.range(shown, 0, 0), only=["refactor"]) == []
    shown = editor.open(new_uri(), "")
    assert await editor.actions(shown, editor.range(shown, 0, 0), only=["refactor"]) == []


async def test_in_passing_only_the_value_at_the_cursor(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), TEXT)

    async def kinds(part: str, trigger: types.CodeActionTriggerKind) -> set[object]:
        at = shown.text.index(part)
        offered = await editor.actions(shown, editor.range(shown, at, at), trigger=trigger)
        return {action.kind for action in offered} & set(KINDS)

    automatic, invoked = types.CodeActionTriggerKind.Automatic, types.CodeActionTriggerKind.Invoked
    assert await kinds("𝒳 one", automatic) == {SPLIT}
    assert await kinds("123", automatic) == {PAGES}
    assert await kinds("Roé", automatic) == set()
    assert await kinds("Two", automatic) == set()
    assert await kinds("Roé", invoked) == {
        *(NAME, ORDER, CONVERT, REMOVE),
        *(f"{SORT}.author", f"{SORT}.title", f"{CONVERT_ALL}.2011"),
    }, "by year they are sorted"


async def test_edits_that_take_time_are_worked_out_when_chosen(
    editor: Editor, new_uri: NewUri
) -> None:
    shown = editor.open(new_uri(), TEXT)
    place = everywhere(editor, shown)
    offered = await editor.actions(shown, place, only=["source.sort", ORDER, REMOVE])
    assert {action.kind for action in offered} == {f"{SORT}.author", f"{SORT}.title", ORDER, REMOVE}
    assert all(action.edit is None for action in offered)


async def test_what_is_chosen_after_a_change(editor: Editor, new_uri: NewUri) -> None:
    shown = editor.open(new_uri(), TEXT)
    at = TEXT.index("Two")
    place = editor.range(shown, at, at)
    offered = await editor.actions(shown, place, only=["source.sort.ris.author", ORDER, REMOVE])
    by_kind = {str(action.kind): action for action in offered}

    async def after(kind: str) -> str | None:
        action = await resolved(editor, by_kind[kind])
        return None if action.edit is None else editor.applied(shown, editor.edits(shown, action))

    editor.change(shown, (len(ROE), len(ROE), "\n"))
    assert await after(f"{SORT}.author") == f"{DOE}\n\n{ROE}", "all records are those of now"
    assert await after(REMOVE) is None, "what goes has other blank lines"
    (message,) = editor.messages
    assert message.message == refactorings.CHANGED
    editor.messages.clear()
    editor.change(shown, (len(ROE), len(ROE) + 1, ""))
    assert await after(REMOVE) == DOE, "all is as it was"
    editor.change(shown, (shown.text.index("One"), shown.text.index("One") + 3, "Other"))
    assert await after(REMOVE) == DOE.replace("One", "Other"), "another record has changed"
    assert (await after(ORDER) or "").startswith("TY  - JOUR\nA1  - Roé")
    assert editor.messages == []


@pytest.mark.parametrize("kind", [f"{SORT}.author", "source.fixAll.ris"])
async def test_the_text_changes_while_an_edit_is_worked_out(
    editor: Editor, new_uri: NewUri, kind: str
) -> None:
    records = [ROE.replace("Roé", f"Roé{at:05}") for at in range(2_000)]
    shown = editor.open(new_uri(), "\n".join(reversed(records)).replace("PY  - ", "PY - "))
    place = editor.range(shown, 0, 0)
    (action,) = await editor.actions(shown, place, only=[kind])
    asked = asyncio.create_task(resolved(editor, action))
    await asyncio.sleep(0.02)
    editor.change(shown, (0, 0, ROE + "\n"))
    assert (await asked).edit is None
    assert [each.message for each in editor.messages] == [refactorings.CHANGED]
    editor.messages.clear()


@pytest.mark.parametrize(
    "data",
    [
        {"refactor": "sort.author"},
        {"refactor": "nothing", "start": 0, "end": 0, "version": 1},
        {"refactor": 5, "start": "x", "end": None, "version": 1},
    ],
)
async def test_an_action_of_somebody_else_comes_back_as_it_was(
    editor: Editor, new_uri: NewUri, data: dict[str, object]
) -> None:
    shown = editor.open(new_uri(), TEXT)
    action = types.CodeAction(title="Not ours", data={"uri": shown.uri, **data})
    assert (await resolved(editor, action)).edit is None


async def test_a_large_document(editor: Editor, new_uri: NewUri) -> None:
    records = [ROE.replace("Roé", f"Roé{at:05}") for at in range(20 * FEW)]
    shown = editor.open(new_uri(), "\n".join(reversed(records)))
    title, after = await done(editor, shown, "Two", f"{SORT}.author")
    assert title == "Sort records by author"
    assert after == "\n".join(records)
    place = editor.range(shown, 0, shown.text.index("Roé00600"))
    (action,) = await editor.actions(shown, place, only=[ORDER])
    assert action.title == "Put the tags of 40 records in order"
    after = editor.applied(shown, editor.edits(shown, await resolved(editor, action)))
    assert after.count("A1  - ") == len(records)
    assert after.count("JOUR\nA1  - ") == 40


@pytest.mark.asyncio(loop_scope="function")
class TestMoving:
    """Records that go to a new file."""

    async def test_to_a_file_that_is_not_there_yet(self, fresh: Editor, tmp_path: Path) -> None:
        await fresh.begin(recorded("vscode-1.100"))
        file = tmp_path / "my records ä.ris"
        file.write_text(TEXT, encoding="utf-8", newline="")
        (tmp_path / "my records ä-selection.ris").touch()
        shown = fresh.open(file.as_uri(), f"{TEXT}\n{ROE}")
        at = shown.text.index("One")
        (action,) = await fresh.actions(shown, fresh.range(shown, at, at), only=["refactor.move"])
        assert action.title == "Move this record to a new file"
        assert action.kind == MOVE
        edit = (await resolved(fresh, action)).edit
        assert edit is not None
        create, insert, remove = edit.document_changes or []
        new = (tmp_path / "my records ä-selection-2.ris").as_uri()
        assert isinstance(create, types.CreateFile)
        assert create.uri == new
        assert not create.options, "a file that is there is never written over"
        assert isinstance(insert, types.TextDocumentEdit)
        assert insert.text_document == types.OptionalVersionedTextDocumentIdentifier(new)
        assert [each.new_text for each in insert.edits if isinstance(each, types.TextEdit)] == [DOE]
        assert isinstance(remove, types.TextDocumentEdit)
        assert remove.text_document.uri == shown.uri
        assert remove.text_document.version == shown.version
        edits = [each for each in remove.edits if isinstance(each, types.TextEdit)]
        assert fresh.applied(shown, edits) == f"{ROE}\n{ROE}"

    async def test_a_name_that_another_open_document_has(
        self, fresh: Editor, tmp_path: Path
    ) -> None:
        await fresh.begin(recorded("vscode-1.100"))
        fresh.open((tmp_path / "a-selection.ris").as_uri(), "")
        shown = fresh.open((tmp_path / "a.ris").as_uri(), TEXT)
        (action,) = await fresh.actions(shown, fresh.range(shown, 0, 0), only=[MOVE])
        edit = (await resolved(fresh, action)).edit
        assert edit is not None
        (create, *_) = edit.document_changes or []
        assert isinstance(create, types.CreateFile)
        assert create.uri == (tmp_path / "a-selection-2.ris").as_uri()

    async def test_not_all_records_and_not_from_nowhere(
        self, fresh: Editor, tmp_path: Path, new_uri: NewUri
    ) -> None:
        await fresh.begin(recorded("vscode-1.100"))
        shown = fresh.open((tmp_path / "a.ris").as_uri(), TEXT)
        assert await fresh.actions(shown, everywhere(fresh, shown), only=[MOVE]) == []
        shown = fresh.open(new_uri(), TEXT)
        assert await fresh.actions(shown, fresh.range(shown, 0, 0), only=[MOVE]) == []

    @pytest.mark.parametrize("client", ["emacs-28", "neovim-0.7"])
    async def test_not_where_the_client_makes_no_files(
        self, fresh: Editor, tmp_path: Path, client: str
    ) -> None:
        await fresh.begin(recorded(client))
        shown = fresh.open((tmp_path / "a.ris").as_uri(), TEXT)
        offered = await fresh.actions(shown, fresh.range(shown, 0, 0), only=["refactor"])
        assert MOVE not in {action.kind for action in offered}
        assert REMOVE in {action.kind for action in offered}


@pytest.mark.asyncio(loop_scope="function")
class TestOtherEditors:
    """Clients that cannot ask for an edit later."""

    async def test_edits_come_at_once(self, fresh: Editor, new_uri: NewUri) -> None:
        await fresh.begin(recorded("emacs-28"))
        shown = fresh.open(new_uri(), TEXT)
        (sort,) = await fresh.actions(shown, everywhere(fresh, shown), only=[f"{SORT}.author"])
        assert sort.data is None
        assert fresh.applied(shown, fresh.edits(shown, sort)) == f"{DOE}\n{ROE}"
        offered = await fresh.actions(shown, everywhere(fresh, shown))
        assert {f"{SORT}.author", CONVERT, ORDER} <= {action.kind for action in offered}
        assert all(action.edit is not None for action in offered if action.kind in KINDS)

    async def test_but_not_of_a_large_document_that_nobody_asked_about(
        self, fresh: Editor, new_uri: NewUri
    ) -> None:
        await fresh.begin(recorded("emacs-28"))
        shown = fresh.open(new_uri(), TEXT * (refactorings.LARGEST_AT_ONCE // len(TEXT) + 1))
        kinds = {each.kind for each in await fresh.actions(shown, fresh.range(shown, 0, 0))}
        assert {ORDER, REMOVE} <= kinds
        assert not any(str(kind).startswith("source.") for kind in kinds)
        (sort,) = await fresh.actions(shown, fresh.range(shown, 0, 0), only=[f"{SORT}.title"])
        assert sort.edit is not None


COLLAPSED = (
    "TY  - JOUR T1  - Slow sand AU  - Doe, Jane PY  - 2020 ER  - "
    "TY  - BOOK T1  - Fast sand AU  - Roe, Rick PY  - 2021 ER  - \n"
)
UNENDED = f"{ROE}\nTY  - BOOK\nAU  - Doe, A\nTI  - One 𝒳\n"


@pytest.mark.asyncio(loop_scope="function")
class TestWhatCannotBeDone:
    """It is shown with the reason, or told once it was chosen."""

    async def test_the_reason_is_shown(self, fresh: Editor, tmp_path: Path) -> None:
        await fresh.begin(speaking("pull utf-16"))
        shown = fresh.open((tmp_path / "a.ris").as_uri(), f"{ROE}\n{COLLAPSED}")
        at = fresh.range_of(shown, "Fast")
        for action in await fresh.actions(shown, at, only=[REMOVE, MOVE]):
            assert action.disabled is not None
            assert action.disabled.reason == (
                "Several records stand on line 9: mend the line breaks first."
            )
            assert action.edit is None
            assert (await resolved(fresh, action)).edit is None
        shown = fresh.open((tmp_path / "b.ris").as_uri(), UNENDED)
        (sort,) = await fresh.actions(shown, fresh.range(shown, 0, 0), only=[f"{SORT}.author"])
        assert sort.disabled is not None
        assert sort.disabled.reason == "The record on line 9 has no ER line: give it one first."

    async def test_of_several_records_those_are_counted_to_which_it_is_done(
        self, fresh: Editor, new_uri: NewUri
    ) -> None:
        await fresh.begin(speaking("pull utf-16"))
        bare = ROE.replace("ER  - \n", "")
        shown = fresh.open(new_uri(), f"{bare}\n{ROE}")
        (order,) = await fresh.actions(shown, everywhere(fresh, shown), only=[ORDER])
        assert order.title == "Put the tags of 1 of 2 records in order"
        after = fresh.applied(shown, fresh.edits(shown, await resolved(fresh, order)))
        assert after.startswith(f"{bare}\nTY  - JOUR\nA1  - ")
        why = "The record on line 1 has no ER line: give it one first."
        (message,) = fresh.messages
        assert message.message == f"1 of 2 records stays as it is. {why}"
        (order,) = await fresh.actions(shown, fresh.range(shown, 0, 0), only=[ORDER])
        assert order.title == "Put the tags of this record in order"
        assert order.disabled == types.CodeActionDisabled(why)
        shown = fresh.open(new_uri(), f"{COLLAPSED}\n{ROE}")
        offered = await fresh.actions(shown, everywhere(fresh, shown), only=[CONVERT])
        titles = {action.title: action.disabled for action in offered}
        assert titles["Convert 1 of 2 records to the 2011 tags"] is None

    async def test_not_offered_where_no_reason_can_be_shown(
        self, fresh: Editor, new_uri: NewUri
    ) -> None:
        await fresh.begin(recorded("emacs-28"))
        shown = fresh.open(new_uri(), COLLAPSED)
        assert await fresh.actions(shown, fresh.range_of(shown, "Fast"), only=[REMOVE]) == []
        shown = fresh.open(new_uri(), UNENDED)
        assert await fresh.actions(shown, fresh.range(shown, 0, 0), only=["source.sort"]) == []

    async def test_of_many_records_it_is_told(self, fresh: Editor, new_uri: NewUri) -> None:
        await fresh.begin(speaking("pull utf-16"))
        shown = fresh.open(new_uri(), f"{ROE}\n" * FEW + UNENDED)
        (sort,) = await fresh.actions(shown, fresh.range(shown, 0, 0), only=[f"{SORT}.author"])
        assert sort.disabled is None
        assert (await resolved(fresh, sort)).edit is None
        (message,) = fresh.messages
        line = 8 * FEW + 9
        assert message.message == (
            f"Nothing was changed. The record on line {line} has no ER line: give it one first."
        )
