"""Settings files beside documents: they hold, show their faults, and quick fixes write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor, Shown, recorded, speaking

shared = pytest.mark.asyncio(loop_scope="session")
alone = pytest.mark.asyncio

TEXT = """TY  - JOUR
AU  - Doe, Jane
TI  - On damaged exports
T2  - Annals
PY  - 2020
SN  - 1234-5678
DO  - https://doi.org/10.1000/abc
ER  -
"""


def opened(editor: Editor, path: Path, text: str = TEXT) -> Shown:
    path.write_bytes(text.encode())
    return editor.open(path.as_uri(), text)


async def codes(editor: Editor, shown: Shown) -> list[int | str | None]:
    return [each.code for each in await editor.all_found(shown)]


def told_of_change(editor: Editor, path: Path) -> None:
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


async def action(editor: Editor, shown: Shown, part: str, title: str) -> types.Command:
    offered = await editor.actions(shown, editor.range_of(shown, part), only=["quickfix"])
    (found,) = [each for each in offered if each.title == title]
    assert found.edit is None
    assert not found.is_preferred
    assert found.command is not None
    return found.command


@shared
async def test_the_nearest_settings_file_holds(editor: Editor, tmp_path: Path) -> None:
    settings = 'ignore = ["RIS604"]\nper-file-ignores = { "a.ris" = ["RIS431"] }\n'
    (tmp_path / "ris.toml").write_text(settings)
    assert await codes(editor, opened(editor, tmp_path / "a.ris")) == ["RIS421"]
    assert await codes(editor, opened(editor, tmp_path / "b.ris")) == ["RIS431", "RIS421"]


@alone
async def test_it_wins_over_the_editor(fresh: Editor, tmp_path: Path) -> None:
    fresh.set_configuration({"ris": {"ignore": ["RIS431"], "select": []}})
    await fresh.begin(speaking("pull utf-16"))
    shown = opened(fresh, tmp_path / "a.ris")
    assert await codes(fresh, shown) == ["RIS421"]
    (tmp_path / "ris.toml").write_text('ignore = ["RIS421"]\n')
    told_of_change(fresh, tmp_path / "ris.toml")
    await fresh.until(lambda: fresh.diagnostic_refresh_count > 0, "a refresh")
    assert await codes(fresh, shown) == ["RIS431"]


@shared
async def test_a_fault_is_shown_in_the_settings_file_until_it_is_gone(
    editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "ris.toml"
    path.write_text("# 𝒜\nselct = []\nignore = ['RIS431', 'RIS604']\n", encoding="utf-8")
    shown = opened(editor, tmp_path / "a.ris")
    assert await codes(editor, shown) == ["RIS421"], "what can be understood holds"
    uri = path.as_uri()
    await editor.until(lambda: uri in editor.published, "the faults of the settings file")
    (fault,) = editor.published[uri][-1].diagnostics
    assert fault.message == "There is no setting `selct`. Did you mean `select`?"
    assert fault.severity == types.DiagnosticSeverity.Error
    assert (fault.range.start.line, fault.range.start.character) == (1, 0)
    assert fault.range.end.character == 5
    path.write_text("ignore = ['RIS431']\n")
    told_of_change(editor, path)
    await editor.until(lambda: not editor.published[uri][-1].diagnostics, "no more faults")


@shared
async def test_no_fault_stays_behind_a_settings_file_that_is_gone(
    editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.ris-ls]\nselct = []\n")
    opened(editor, tmp_path / "a.ris")
    uri = path.as_uri()
    await editor.until(lambda: uri in editor.published, "the faults of the settings file")
    (fault,) = editor.published[uri][-1].diagnostics
    assert fault.range.start.line == 1
    path.write_text("[project]\n")
    told_of_change(editor, path)
    await editor.until(lambda: not editor.published[uri][-1].diagnostics, "no more faults")


@shared
async def test_a_fault_is_looked_at_again_with_any_document(editor: Editor, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty" / "ris.toml"
    faulty.parent.mkdir()
    faulty.write_text("selct = []\n")
    shown = opened(editor, faulty.parent / "a.ris")
    uri = faulty.as_uri()
    await editor.until(lambda: uri in editor.published, "the faults of the settings file")
    editor.close(shown)
    faulty.write_text("select = []\n")
    opened(editor, tmp_path / "b.ris")
    await editor.until(lambda: not editor.published[uri][-1].diagnostics, "no more faults")


@shared
async def test_a_fault_goes_when_it_is_mended_with_no_document_open(
    editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "ris.toml"
    path.write_text("selct = []\n")
    shown = opened(editor, tmp_path / "a.ris")
    uri = path.as_uri()
    await editor.until(lambda: uri in editor.published, "the faults of the settings file")
    editor.close(shown)
    path.write_text("select = []\n")
    told_of_change(editor, path)
    await editor.until(lambda: not editor.published[uri][-1].diagnostics, "no more faults")


@alone
async def test_paths_in_the_editor_are_seen_from_the_workspace(
    fresh: Editor, tmp_path: Path
) -> None:
    ignoring = {"perFileIgnores": {"raw/*.ris": ["RIS431"]}, "ignore": ["RIS604"]}
    fresh.set_configuration({"ris": ignoring})
    folders = [types.WorkspaceFolder(tmp_path.as_uri(), "references")]
    params = types.InitializeParams(speaking("pull utf-16"), workspace_folders=folders)
    fresh.session = await fresh.initialize_session(params)
    (tmp_path / "raw").mkdir()
    assert await codes(fresh, opened(fresh, tmp_path / "raw" / "a.ris")) == ["RIS421"]
    assert await codes(fresh, opened(fresh, tmp_path / "a.ris")) == ["RIS431", "RIS421"]


@shared
async def test_what_the_baseline_accepts_is_not_shown(editor: Editor, tmp_path: Path) -> None:
    from ris_ls.cli.main import main

    path = tmp_path / "a.ris"
    path.write_text(TEXT)
    baseline = str(tmp_path / "accepted.json")
    options = ["--isolated", "--write-baseline", "--baseline", baseline]
    assert main(["check", str(path), *options]) == 0
    (tmp_path / "ris.toml").write_text('baseline = "accepted.json"\n')
    changed = TEXT.replace("PY  - 2020", "PY  - n/a")
    shown = opened(editor, path)
    assert await codes(editor, shown) == []
    editor.replace(shown, changed)
    assert set(await codes(editor, shown)) == {"RIS456", "RIS501"}


@pytest.mark.parametrize(
    ("where", "written", "left"),
    [
        ("in this record", '[per-record-ignores]\n"doi:10.1000/abc" = ["RIS431"]\n', "RIS421"),
        ("in this file", '[per-file-ignores]\n"raw/a [[]1].ris" = ["RIS431"]\n', "RIS421"),
        ("everywhere", 'ignore = ["RIS431"]\n', "RIS421"),
    ],
)
@alone
async def test_a_quick_fix_leaves_a_rule_out(
    fresh: Editor, tmp_path: Path, where: str, written: str, left: str
) -> None:
    await fresh.begin(speaking("pull utf-16"))
    (tmp_path / "raw").mkdir()
    (tmp_path / "ris.toml").write_text("# ours\n")
    shown = opened(fresh, tmp_path / "raw" / "a [1].ris")
    assert await codes(fresh, shown) == ["RIS431", "RIS421"]
    command = await action(fresh, shown, "1234-5678", f"Leave out RIS431 (issn-checksum) {where}")
    await fresh.run(command.command, *(command.arguments or []))
    assert (tmp_path / "ris.toml").read_text().startswith("# ours\n")
    assert written in (tmp_path / "ris.toml").read_text()
    assert await codes(fresh, shown) == [left]


@alone
async def test_without_a_settings_file_one_is_made(fresh: Editor, tmp_path: Path) -> None:
    await fresh.begin(speaking("pull utf-16"))
    shown = opened(fresh, tmp_path / "a.ris")
    title = "Leave out RIS431 (issn-checksum) everywhere"
    command = await action(fresh, shown, "1234-5678", title)
    await fresh.run(command.command, *(command.arguments or []))
    assert (tmp_path / "ris.toml").read_text() == 'ignore = ["RIS431"]\n'
    assert fresh.messages[-1].message == (
        "New settings file ris.toml: RIS431 is left out everywhere."
    )


@alone
async def test_what_cannot_be_written_is_said(fresh: Editor, tmp_path: Path) -> None:
    await fresh.begin(speaking("pull utf-16"))
    (tmp_path / "ris.toml").write_text("ignore = ]\n")
    shown = opened(fresh, tmp_path / "a.ris")
    title = "Leave out RIS431 (issn-checksum) everywhere"
    command = await action(fresh, shown, "1234-5678", title)
    await fresh.run(command.command, *(command.arguments or []))
    assert (tmp_path / "ris.toml").read_text() == "ignore = ]\n"
    assert fresh.messages[-1].message.startswith("RIS431 was not left out: ris.toml is not TOML")


@shared
async def test_the_light_bulb_offers_real_fixes_first(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "ris.toml").write_text("")
    shown = opened(editor, tmp_path / "a.ris")
    await editor.all_found(shown)
    automatic = types.CodeActionTriggerKind.Automatic
    place = editor.range_of(shown, "https://doi.org/")
    first, *others = await editor.actions(shown, place, trigger=automatic)
    assert first.is_preferred
    assert [each.title for each in others] == [
        f"Leave out RIS421 (doi-prefix) {where}"
        for where in ("in this record", "in this file", "everywhere")
    ]


@shared
async def test_nothing_is_offered_for_what_was_never_saved(editor: Editor) -> None:
    shown = editor.open("untitled:Untitled-leave-out", TEXT)
    await editor.all_found(shown)
    offered = await editor.actions(shown, editor.range_of(shown, "1234-5678"))
    assert not [each for each in offered if each.title.startswith("Leave out")]


@alone
async def test_a_client_that_watches_nothing_is_not_asked_to(fresh: Editor) -> None:
    capabilities = recorded("vscode-1.100")
    assert capabilities.workspace is not None
    capabilities.workspace.did_change_watched_files = None
    await fresh.begin(capabilities)
    await fresh.until(lambda: bool(fresh.registered), "other registrations")
    assert types.WORKSPACE_DID_CHANGE_WATCHED_FILES not in {e.method for e in fresh.registered}
