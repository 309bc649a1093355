"""Records beside others: of the same document, of other open ones, of files of the workspace."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from lsprotocol import types

from ris_ls.library import Shelf
from ris_ls.lsp import diagnostics, library
from ris_ls.lsp.library import A_MOMENT
from tests.lsp.editor import TIMEOUT, Editor, Shown, recorded, speaking
from tests.lsp.test_lens import lenses, seen
from tests.lsp.wired import WiredEditor

shared = pytest.mark.asyncio(loop_scope="session")
alone = pytest.mark.asyncio


def record(title: str, *lines: str) -> str:
    head = ["TY  - JOUR", "AU  - Doe, Jane", f"TI  - {title}", "T2  - Annals", "PY  - 2020"]
    return "\n".join([*head, *lines, "ER  - ", "", ""])


ONE = record("On damaged exports of the North", "DO  - 10.1000/182")
SAME_DOI = record("On damaged exports of the North: a review", "DO  - 10.1000/182")
SAME_TITLE = record("On Damaged Exports of the North.")
OTHER = record("On lost lines")


async def begin(editor: Editor, *folders: Path) -> None:
    """Begin a session in folders of files."""
    params = types.InitializeParams(
        speaking("pull utf-16"), workspace_folders=list(map(workspace_folder, folders))
    )
    editor.session = await asyncio.wait_for(editor.initialize_session(params), TIMEOUT)


def workspace_folder(path: Path) -> types.WorkspaceFolder:
    return types.WorkspaceFolder(path.as_uri(), path.name)


def places(found: types.Diagnostic) -> list[tuple[str, int]]:
    """Return the files and lines of the other records that a diagnostic names."""
    return [
        (each.location.uri.rpartition("/")[2], each.location.range.start.line)
        for each in found.related_information or []
    ]


async def until_named(editor: Editor, shown: Shown, code: str, *wanted: tuple[str, int]) -> None:
    """Wait until the diagnostics with a code name other records, or until there is none."""
    named: list[tuple[str, int]] = []
    for _ in range(int(TIMEOUT / 0.05)):
        named = [place for each in await editor.found(shown, code) for place in places(each)]
        if named == list(wanted):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{code} names {named}, not {wanted}")


@shared
async def test_duplicates_in_a_document(editor: Editor) -> None:
    shown = editor.open("untitled:same", ONE + OTHER + SAME_DOI + SAME_TITLE)
    first, second = await editor.found(shown, "RIS601")
    assert first.severity == types.DiagnosticSeverity.Warning
    assert first.range == editor.range_of(shown, "10.1000/182")
    assert places(first) == [("untitled:same", second.range.start.line - 5)]
    assert places(second) == [("untitled:same", 0)]
    alike = await editor.found(shown, "RIS602")
    assert [len(places(each)) for each in alike] == [1, 1, 2]


@shared
async def test_the_places_move_with_the_text(editor: Editor) -> None:
    shown = editor.open("untitled:moves", ONE + OTHER + SAME_DOI)
    editor.change(shown, (len(ONE), len(ONE), OTHER.replace("lost", "found")))
    first, second = await editor.found(shown, "RIS601")
    assert places(first) == [("untitled:moves", second.range.start.line - 5)]
    editor.change(shown, (0, 0, "\n\n"))
    first, second = await editor.found(shown, "RIS601")
    assert places(first) == [("untitled:moves", second.range.start.line - 5)]
    at = shown.text.rindex("182")
    editor.change(shown, (at, at + 3, "183"))
    assert await editor.found(shown, "RIS601") == []


@shared
async def test_a_place_moves_while_what_names_it_stays(editor: Editor) -> None:
    """The two records stand on pages of their own, and the edit on a third one."""
    fillers = [record(f"Volume {n:x} of {n:o}", f"VL  - {n}") for n in range(700)]
    text = "".join([ONE, *fillers, SAME_DOI])
    shown = editor.open("untitled:pages", text)
    first, second = await editor.found(shown, "RIS601")
    assert places(first) == [("untitled:pages", second.range.start.line - 5)]
    middle = text.index(fillers[350])
    editor.change(shown, (middle, middle, "\n\n\n"))
    first, after = await editor.found(shown, "RIS601")
    assert after.range.start.line == second.range.start.line + 3
    assert places(first) == [("untitled:pages", after.range.start.line - 5)]
    editor.close(shown)


@alone
async def test_other_open_documents(fresh: Editor) -> None:
    await begin(fresh)
    one = fresh.open("untitled:one.ris", OTHER + ONE)
    assert await fresh.found(one, "RIS604") == []
    two = fresh.open("untitled:two.ris", SAME_DOI)
    (found,) = await fresh.found(two, "RIS604")
    assert found.severity == types.DiagnosticSeverity.Hint
    assert "`one.ris`" in found.message
    assert places(found) == [("untitled:one.ris", OTHER.count("\n"))]
    await until_named(fresh, one, "RIS604", ("untitled:two.ris", 0))
    fresh.change(two, (0, 0, "\n"))
    await fresh.all_found(two)
    fresh.change(one, (0, 0, "\n"))
    assert places((await fresh.found(one, "RIS604"))[0]) == [("untitled:two.ris", 0)]
    fresh.close(two)
    await until_named(fresh, one, "RIS604")


@alone
async def test_the_client_is_told_when_another_document_changes(fresh: Editor) -> None:
    capabilities = speaking("push utf-16")
    await fresh.begin(capabilities)
    one = fresh.open("untitled:one.ris", ONE)
    await fresh.all_found(one)
    fresh.open("untitled:two.ris", SAME_DOI)

    def told() -> bool:
        return any(each.code == "RIS604" for each in fresh.published[one.uri][-1].diagnostics)

    await fresh.until(told, "diagnostics of the document that was not touched")


@alone
async def test_files_that_are_not_open(fresh: Editor, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.RIS").write_bytes((OTHER + ONE).replace("\n", "\r\n").encode("utf-16"))
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.ris").write_text(ONE)
    (tmp_path / "d.txt").write_text(ONE)
    (tmp_path / "empty.ris").write_text("")
    await begin(fresh, tmp_path)
    shown = fresh.open((tmp_path / "a.ris").as_uri(), SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("b.RIS", OTHER.count("\n")))
    other = tmp_path / "e.ris"
    other.write_text(SAME_TITLE)
    changed(fresh, other, types.FileChangeType.Created)
    changed(fresh, tmp_path / "sub" / "b.RIS", types.FileChangeType.Deleted)
    await until_named(fresh, shown, "RIS604", ("e.ris", 0))
    other.write_text(OTHER)
    changed(fresh, other, types.FileChangeType.Changed)
    await until_named(fresh, shown, "RIS604")


def changed(editor: Editor, path: Path, how: types.FileChangeType) -> None:
    event = types.FileEvent(path.as_uri(), how)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


@alone
async def test_a_file_is_counted_once_while_it_is_open(fresh: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_text(ONE)
    await begin(fresh, tmp_path)
    two = fresh.open("untitled:two.ris", SAME_DOI)
    await until_named(fresh, two, "RIS604", ("a.ris", 0))
    one = fresh.open(path.as_uri(), "\n" + ONE)
    await fresh.all_found(one)
    await until_named(fresh, two, "RIS604", ("a.ris", 0))
    changed(fresh, path, types.FileChangeType.Changed)
    assert await fresh.found(one, "RIS601") == []
    fresh.change(one, (0, len(one.text), OTHER))
    await fresh.all_found(one)
    await until_named(fresh, two, "RIS604")
    fresh.close(one)  # unsaved: what is on disk counts again
    await until_named(fresh, two, "RIS604", ("a.ris", 0))


@alone
async def test_a_journal_under_another_name_far_away(fresh: Editor) -> None:
    fresh.set_configuration({"ris": {"extendSelect": ["RIS605"]}})
    await fresh.begin(speaking("pull utf-16"))
    far = "".join(record(f"On line {n}").replace("Annals", f"Annals {n}") for n in range(600))
    shown = fresh.open("untitled:a.ris", OTHER * 2 + far + OTHER.replace("Annals", "ANNALS"))
    await until_named(fresh, shown, "RIS605", ("untitled:a.ris", 0))
    fresh.change(shown, (0, 0, record("On new lines").replace("Annals", "New Annals")))
    await until_named(fresh, shown, "RIS605", ("untitled:a.ris", OTHER.count("\n")))
    (found,) = await fresh.found(shown, "RIS605")
    assert "is called `Annals` in other records" in found.message


@alone
async def test_a_name_that_looks_escaped(fresh: Editor, tmp_path: Path) -> None:
    for name in ("50%20off.ris", "b.ris"):
        (tmp_path / name).write_text(ONE)
    await begin(fresh, tmp_path)
    shown = fresh.open((tmp_path / "50%20off.ris").as_uri(), SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))
    changed(fresh, tmp_path / "50%20off.ris", types.FileChangeType.Changed)
    (tmp_path / "b.ris").write_text(OTHER)
    changed(fresh, tmp_path / "b.ris", types.FileChangeType.Changed)
    await until_named(fresh, shown, "RIS604")


@alone
async def test_a_folder_within_another_is_looked_through_too(fresh: Editor, tmp_path: Path) -> None:
    hidden = tmp_path / ".hidden"
    hidden.mkdir()
    await begin(fresh, tmp_path, hidden)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    await fresh.all_found(shown)
    (hidden / "b.ris").write_text(ONE)
    changed(fresh, hidden / "b.ris", types.FileChangeType.Created)
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))


@alone
async def test_a_file_of_no_folder_counts_only_while_it_is_open(
    fresh: Editor, tmp_path: Path
) -> None:
    folder, away = tmp_path / "here", tmp_path / "away.ris"
    folder.mkdir()
    away.write_text(ONE)
    await begin(fresh, folder)
    two = fresh.open("untitled:two.ris", SAME_DOI)
    one = fresh.open(away.as_uri(), ONE)
    await fresh.all_found(one)
    await until_named(fresh, two, "RIS604", ("away.ris", 0))
    fresh.close(one)
    (folder / "b.ris").write_text(ONE)
    changed(fresh, folder / "b.ris", types.FileChangeType.Created)
    await until_named(fresh, two, "RIS604", ("b.ris", 0))


@alone
async def test_the_workspace_may_be_left_out(fresh: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.ris").write_text(ONE)
    fresh.set_configuration({"ris": {"library": {"workspace": False}}})
    await begin(fresh, tmp_path)
    shown = fresh.open((tmp_path / "a.ris").as_uri(), SAME_DOI)
    changed(fresh, tmp_path / "b.ris", types.FileChangeType.Changed)
    await asyncio.sleep(0.5)
    assert await fresh.found(shown, "RIS604") == []


@alone
async def test_the_workspace_may_be_left_out_later(fresh: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.ris").write_text(ONE)
    await begin(fresh, tmp_path)
    shown = fresh.open((tmp_path / "a.ris").as_uri(), SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))
    fresh.set_configuration({"ris": {"library": {"workspace": False}}})
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await until_named(fresh, shown, "RIS604")
    fresh.set_configuration({"ris": {"library": {"workspace": True}}})
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))


@alone
async def test_files_in_another_state_are_read_when_the_folders_are_looked_through(
    fresh: Editor, tmp_path: Path
) -> None:
    """Some clients do not tell of files. A file may be as long as it was, or as old."""
    path = tmp_path / "b.ris"
    path.write_text(ONE)
    await begin(fresh, tmp_path)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))
    path.write_text(ONE.replace("182", "183").replace("North", "South"))
    os.utime(path, (1, 1))
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await until_named(fresh, shown, "RIS604")
    path.write_text(OTHER + ONE)
    os.utime(path, (1, 1))
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await until_named(fresh, shown, "RIS604", ("b.ris", OTHER.count("\n")))


@alone
async def test_a_settings_file_leaves_files_out(fresh: Editor, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "b.ris").write_text(ONE)
    (tmp_path / "c.ris").write_text(ONE)
    own = old / "ris.toml"
    own.write_text("[library]\nworkspace = false\n")
    await begin(fresh, tmp_path)
    shown = fresh.open((tmp_path / "a.ris").as_uri(), SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("c.ris", 0))
    own.unlink()
    changed(fresh, own, types.FileChangeType.Deleted)
    await until_named(fresh, shown, "RIS604", ("c.ris", 0), ("b.ris", 0))
    own.write_text("[library]\nworkspace = false\n")
    changed(fresh, own, types.FileChangeType.Created)
    await until_named(fresh, shown, "RIS604", ("c.ris", 0))


@alone
async def test_folders_come_and_go(fresh: Editor, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.ris").write_text(ONE)
    one, two = (workspace_folder(tmp_path / name) for name in ("one", "two"))
    await begin(fresh, tmp_path / "one")
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("one.ris", 0))
    event = types.WorkspaceFoldersChangeEvent(added=[two], removed=[one])
    params = types.DidChangeWorkspaceFoldersParams(event)
    fresh.workspace_did_change_workspace_folders(params)
    await until_named(fresh, shown, "RIS604", ("two.ris", 0))
    (tmp_path / "two").rename(tmp_path / "away")
    changed(fresh, tmp_path / "two", types.FileChangeType.Deleted)
    await until_named(fresh, shown, "RIS604")
    (tmp_path / "away").rename(tmp_path / "two")
    changed(fresh, tmp_path / "two", types.FileChangeType.Created)
    await until_named(fresh, shown, "RIS604", ("two.ris", 0))


@alone
async def test_a_client_that_names_one_folder_as_older_ones_do(
    fresh: Editor, tmp_path: Path
) -> None:
    (tmp_path / "b.ris").write_text(ONE)
    params = types.InitializeParams(speaking("pull utf-16"), root_uri=tmp_path.as_uri())
    fresh.session = await asyncio.wait_for(fresh.initialize_session(params), TIMEOUT)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))


@alone
async def test_a_document_that_nobody_asks_about(fresh: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.ris").write_text(OTHER)
    await begin(fresh, tmp_path)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    assert await fresh.found(shown, "RIS604") == []
    fresh.open((tmp_path / "b.ris").as_uri(), OTHER + ONE)  # as where references are peeked at
    await until_named(fresh, shown, "RIS604", ("b.ris", OTHER.count("\n")))


@alone
async def test_a_change_that_nobody_asks_about(fresh: Editor, tmp_path: Path) -> None:
    await begin(fresh, tmp_path)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    other = fresh.open("untitled:b.ris", OTHER)
    assert await fresh.found(shown, "RIS604") == []
    await asyncio.sleep(2 * A_MOMENT)  # until it was read as it was opened
    fresh.change(other, (0, len(other.text), ONE))
    await until_named(fresh, shown, "RIS604", ("untitled:b.ris", 0))


@alone
async def test_lenses_are_asked_for_again_without_diagnostics(
    fresh: Editor, tmp_path: Path
) -> None:
    folders = [workspace_folder(tmp_path)]
    params = types.InitializeParams(recorded("vscode-1.100"), workspace_folders=folders)
    fresh.session = await asyncio.wait_for(fresh.initialize_session(params), TIMEOUT)
    shown = fresh.open((tmp_path / "a.ris").as_uri(), SAME_DOI)
    (lens,) = await lenses(fresh, shown)
    assert "duplicate" not in (await seen(fresh, lens)).title
    before = fresh.lens_refresh_count
    (tmp_path / "b.ris").write_text(ONE)
    changed(fresh, tmp_path / "b.ris", types.FileChangeType.Created)
    await fresh.until(lambda: fresh.lens_refresh_count > before, "a refresh")
    (lens,) = await lenses(fresh, shown)
    assert (await seen(fresh, lens)).title.endswith("1 duplicate")


@alone
async def test_a_link_is_another_name_of_a_file(fresh: Editor, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "b.ris").write_text(ONE)
    (folder / "link.ris").symlink_to(folder / "b.ris")
    (tmp_path / "away.ris").write_text(ONE)
    (folder / "outside.ris").symlink_to(tmp_path / "away.ris")
    await begin(fresh, folder)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    wanted = [("b.ris", 0), ("outside.ris", 0)]
    await until_named(fresh, shown, "RIS604", *wanted)
    changed(fresh, folder / "link.ris", types.FileChangeType.Changed)
    fresh.close(fresh.open((folder / "link.ris").as_uri(), ONE))
    (folder / "c.ris").write_text(ONE)
    changed(fresh, folder / "c.ris", types.FileChangeType.Created)
    await until_named(fresh, shown, "RIS604", wanted[0], ("c.ris", 0), wanted[1])


@alone
async def test_a_file_gives_way_to_a_folder(fresh: Editor, tmp_path: Path) -> None:
    path = tmp_path / "b.ris"
    path.write_text(OTHER)
    await begin(fresh, tmp_path)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    assert await fresh.found(shown, "RIS604") == []
    path.unlink()
    path.mkdir()
    (path / "c.ris").write_text(ONE)
    changed(fresh, path, types.FileChangeType.Deleted)
    changed(fresh, path, types.FileChangeType.Created)
    await until_named(fresh, shown, "RIS604", ("c.ris", 0))


@alone
async def test_a_file_changes_while_it_is_read(fresh: Editor, tmp_path: Path) -> None:
    path = tmp_path / "b.ris"
    path.write_text(OTHER * 3000)
    await begin(fresh, tmp_path)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    await fresh.all_found(shown)
    path.write_text(ONE)
    changed(fresh, path, types.FileChangeType.Changed)
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))


@alone
async def test_a_client_is_asked_to_look_again_once_for_many_files(tmp_path: Path) -> None:
    capabilities = {
        "workspace": {"diagnostics": {"refreshSupport": True}},
        "textDocument": {"diagnostic": {}},
    }
    client = await wired(tmp_path, capabilities)
    document = {"uri": "untitled:a.ris", "languageId": "ris", "version": 1, "text": SAME_DOI}
    client.tell("textDocument/didOpen", {"textDocument": document})
    await client.ask("textDocument/diagnostic", {"textDocument": {"uri": document["uri"]}})
    changes = []
    for n in range(100):
        (tmp_path / f"{n}.ris").write_text(ONE)
        changes.append({"uri": (tmp_path / f"{n}.ris").as_uri(), "type": 1})
    client.tell("workspace/didChangeWatchedFiles", {"changes": changes})
    await client.until_sent("workspace/diagnostic/refresh")
    await asyncio.sleep(diagnostics.TOGETHER)
    methods = [each["method"] for each in client.sent]
    assert methods.count("workspace/diagnostic/refresh") == 1


async def wired(folder: Path, capabilities: dict[str, object]) -> WiredEditor:
    """Begin a session in a folder, in this process."""
    client = WiredEditor()
    folders = [{"uri": folder.as_uri(), "name": "references"}]
    params = {"processId": None, "capabilities": capabilities, "workspaceFolders": folders}
    await client.ask("initialize", params)
    client.tell("initialized", {})
    return client


@alone
async def test_what_is_known_of_a_file_is_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(OTHER * 2000)
    client = await wired(tmp_path, {})
    bookcase = client.server.bookcase
    assert bookcase is not None
    known: list[Shelf] = []
    while not known:
        await asyncio.sleep(0)
        known = [shelf for _, shelf in bookcase.files() if shelf]
    assert len(tuple(known[0])) == 2000


@alone
async def test_reading_is_stopped(fresh: Editor, tmp_path: Path) -> None:
    many = ONE + "".join(record(f"On {n} lines", f"KW  - {n}") for n in range(15_000))
    names = [f"{n}.ris" for n in range(10, 40)]
    for name in names:
        (tmp_path / name).write_text(many)
    folders = [workspace_folder(tmp_path)]
    params = types.InitializeParams(recorded("vscode-1.100"), workspace_folders=folders)
    fresh.session = await asyncio.wait_for(fresh.initialize_session(params), TIMEOUT)

    def kinds() -> list[str]:
        return [each.kind for reports in fresh.progress_reports.values() for each in reports]

    await fresh.until(lambda: "begin" in kinds(), "progress")
    (token,) = fresh.progress_reports
    assert fresh.progress_reports[token][0].cancellable
    fresh.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
    await fresh.until(lambda: "end" in kinds(), "the end of it")
    (said,) = [each.message for each in fresh.log_messages if "not read" in each.message]
    read = names[: -int(said.strip(".").rpartition(" ")[2])]
    assert len(read) < len(names) / 2
    shown = fresh.open("untitled:c.ris", SAME_DOI)
    await until_named(fresh, shown, "RIS604", *((name, 0) for name in read))
    (tmp_path / names[-1]).write_text(ONE)  # what changes is read
    changed(fresh, tmp_path / names[-1], types.FileChangeType.Changed)
    await until_named(fresh, shown, "RIS604", *((name, 0) for name in [*read, names[-1]]))


@alone
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
async def test_a_pipe_is_no_file(fresh: Editor, tmp_path: Path) -> None:
    await begin(fresh, tmp_path)
    pipe = tmp_path / "pipe.ris"
    os.mkfifo(pipe)
    changed(fresh, pipe, types.FileChangeType.Created)
    (tmp_path / "b.ris").write_text(ONE)
    changed(fresh, tmp_path / "b.ris", types.FileChangeType.Created)
    shown = fresh.open("untitled:a.ris", SAME_DOI)
    await until_named(fresh, shown, "RIS604", ("b.ris", 0))


@alone
async def test_what_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "LARGEST_FILE", len(ONE))
    monkeypatch.setattr(library, "LARGEST_WORKSPACE", 3 * len(ONE) - 1)
    for name in ("b.ris", "d.ris", "e.ris"):
        (tmp_path / name).write_text(ONE)
    large = tmp_path / "c.ris"
    large.write_text(f"\n{ONE}")
    client = WiredEditor()
    folder = {"uri": tmp_path.as_uri(), "name": tmp_path.name}
    capabilities: dict[str, object] = {}
    begun = {"processId": None, "capabilities": capabilities, "workspaceFolders": [folder]}
    await client.ask("initialize", begun)
    client.tell("initialized", {})
    await until_read(client, "b.ris", "d.ris")
    new = tmp_path / "f.ris"
    new.write_text(ONE)
    events = [{"uri": path.as_uri(), "type": 2} for path in (large, new)]
    client.tell("workspace/didChangeWatchedFiles", {"changes": events})
    await until_read(client, "b.ris", "d.ris", "f.ris")


async def until_read(client: WiredEditor, *wanted: str) -> None:
    """Wait until these files and no others have been read."""
    names: list[str] = []
    for _ in range(int(TIMEOUT / 0.005)):
        bookcase = client.server.bookcase
        names = [path.name for path, shelf in bookcase.files() if shelf] if bookcase else []
        if names == list(wanted):
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"{names} were read, not {wanted}")


@alone
async def test_the_client_is_asked_to_tell_of_files(fresh: Editor) -> None:
    await begin(fresh)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    await fresh.until(lambda: any(each.method == method for each in fresh.registered), "watching")
    (watching,) = [each for each in fresh.registered if each.method == method]
    assert "**/*.[rR][iI][sS]" in str(watching.register_options)
    assert "'**/*'" in str(watching.register_options), "folders too"


@alone
@pytest.mark.parametrize("client", ["neovim-0.7", "emacs-28"])
async def test_other_editors(fresh: Editor, client: str) -> None:
    await fresh.begin(recorded(client))
    shown = fresh.open("untitled:a", ONE + SAME_DOI)
    assert len(await fresh.found(shown, "RIS601")) == 2
