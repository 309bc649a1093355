"""Bytes that editors hide: found on disk, mended on disk, never behind a person's back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ris_ls.lsp.commands import MEND_FILE
from tests.lsp.editor import Editor, Shown

pytestmark = pytest.mark.asyncio(loop_scope="session")

AS_SHOWN = "TY  - JOUR\nTI  - 😀 One title\nAU  - Doe, Jane\nPY  - 2020\nER  - \n"
ON_DISK = ("\ufeff" + AS_SHOWN.replace("title\n", "title\r\n").replace("Jane\n", "Jane\r")).encode()


def open_file(editor: Editor, path: Path, data: bytes = ON_DISK, text: str = AS_SHOWN) -> Shown:
    """Open a file as VS Code does, which hides its mark and makes all line ends one kind."""
    path.write_bytes(data)
    return editor.open(path.as_uri(), text)


async def codes(editor: Editor, shown: Shown) -> set[int | str | None]:
    """Return the codes of what is found about bytes."""
    return {each.code for each in await editor.all_found(shown)} & {"RIS002", "RIS003", "RIS004"}


async def mended(editor: Editor, shown: Shown) -> list[str]:
    """Mend the file and return the messages that were shown, which are then forgotten."""
    await editor.run(MEND_FILE, shown.uri)
    messages = [each.message for each in editor.messages]
    editor.messages.clear()
    return messages


async def test_found_on_the_first_line(editor: Editor, tmp_path: Path) -> None:
    shown = open_file(editor, tmp_path / "a.ris")
    found = [e for e in await editor.all_found(shown) if e.code in ("RIS002", "RIS004")]
    assert {each.code for each in found} == {"RIS002", "RIS004"}
    for each in found:
        assert each.range == editor.range_of(shown, "TY  - JOUR")


async def test_mended_from_the_quick_fix(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "Références & more.ris"
    shown = open_file(editor, path)
    found = [e for e in await editor.all_found(shown) if e.code in ("RIS002", "RIS004")]
    (action, *_) = await editor.actions(
        shown, editor.range(shown, 0, 0), only=["quickfix"], diagnostics=found
    )
    assert action.title == "Mend the file on disk"
    assert list(action.diagnostics or []) == found
    assert action.edit is None
    assert action.command is not None
    refreshes, sent = editor.diagnostic_refresh_count, len(editor.published.get(shown.uri, []))
    await editor.run(action.command.command, *(action.command.arguments or []))

    data = path.read_bytes()
    assert b"\r" not in data or b"\n" not in data.replace(b"\r\n", b"")
    assert data.replace(b"\r\n", b"\n") == AS_SHOWN.encode()
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    if editor.pulls:
        await editor.until(lambda: editor.diagnostic_refresh_count > refreshes, "a refresh")
    else:
        await editor.until(lambda: len(editor.published[shown.uri]) > sent, "new diagnostics")
    assert await codes(editor, shown) == set()
    assert editor.messages == []
    assert "RIS002 byte-order-mark: 1" in editor.log_messages[-1].message


async def test_not_with_unsaved_changes(editor: Editor, tmp_path: Path) -> None:
    shown = open_file(editor, tmp_path / "a.ris")
    editor.change(shown, (0, 0, "\n"))
    (message,) = await mended(editor, shown)
    assert message == "a.ris has unsaved changes. Save the document first, then mend the file."
    assert (tmp_path / "a.ris").read_bytes() == ON_DISK

    editor.change(shown, (0, 1, ""))  # taken back: nothing is unsaved any more
    assert await mended(editor, shown) == []
    assert (tmp_path / "a.ris").read_bytes() != ON_DISK


async def test_not_what_an_editor_restored_and_never_saved(editor: Editor, tmp_path: Path) -> None:
    shown = open_file(editor, tmp_path / "a.ris", text=AS_SHOWN.replace("2020", "2021"))
    (message,) = await mended(editor, shown)
    assert "unsaved changes" in message
    assert (tmp_path / "a.ris").read_bytes() == ON_DISK


async def test_what_was_saved_since_is_looked_at(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    shown = open_file(editor, path, AS_SHOWN.encode())
    assert await codes(editor, shown) == set()
    refreshes = editor.diagnostic_refresh_count
    path.write_bytes(ON_DISK)
    editor.save(shown)
    if editor.pulls:
        await editor.until(lambda: editor.diagnostic_refresh_count > refreshes, "a refresh")
        assert await codes(editor, shown) == {"RIS002", "RIS004"}
    else:
        await editor.until(
            lambda: any(e.code == "RIS002" for e in editor.published[shown.uri][-1].diagnostics),
            "what is on disk",
        )


async def test_other_findings_are_not_mended(editor: Editor, tmp_path: Path) -> None:
    text = AS_SHOWN.replace("AU  - ", "AU - ")
    path = tmp_path / "a.ris"
    shown = open_file(editor, path, ("\ufeff" + text).encode(), text)
    assert await mended(editor, shown) == []
    assert path.read_bytes() == text.encode()


async def test_a_sound_file_is_not_written(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    shown = open_file(editor, path, AS_SHOWN.encode())
    before = path.stat()
    assert await mended(editor, shown) == []
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


async def test_utf_16_becomes_utf_8_without_its_mark(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    text = AS_SHOWN.replace("title\n", "title\r")
    shown = open_file(editor, path, ("\ufeff" + text).encode("utf-16-le"))
    assert await codes(editor, shown) == {"RIS003", "RIS004"}
    assert await mended(editor, shown) == []
    assert path.read_bytes() == AS_SHOWN.encode()


async def test_an_encoding_that_is_not_certain_is_kept(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    text = "TY  - JOUR\rAU  - Dvoßák\nER  - \n"
    # VS Code takes every file for UTF-8 and shows a sign of replacement.
    shown = open_file(
        editor,
        path,
        text.encode("cp1252"),
        text.replace("ß", "\ufffd").replace("á", "\ufffd").replace("\r", "\n"),
    )
    assert await codes(editor, shown) == {"RIS003", "RIS004"}
    assert await mended(editor, shown) == []
    assert path.read_bytes() == text.replace("\r", "\n").encode("cp1252")


async def test_a_file_that_is_gone(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    shown = open_file(editor, path)
    path.unlink()
    (message,) = await mended(editor, shown)
    assert message == "a.ris could not be mended: No such file or directory."
    assert not path.exists()


async def test_a_file_not_written_yet(editor: Editor, tmp_path: Path) -> None:
    shown = editor.open((tmp_path / "new.ris").as_uri(), AS_SHOWN)
    assert await codes(editor, shown) == set()


async def test_a_document_without_a_file(editor: Editor) -> None:
    text = "\ufeff" + AS_SHOWN.replace("title\n", "title\r")
    shown = editor.open(f"untitled:{editor.encoding}-{editor.pulls}", text)
    assert await codes(editor, shown) == {"RIS002", "RIS004"}
    (found,) = [e for e in await editor.all_found(shown) if e.code == "RIS002"]
    (action,) = [
        action
        for action in await editor.actions(shown, found.range, only=["quickfix"])
        if [each.code for each in action.diagnostics or []] == ["RIS002"]
    ]
    assert editor.applied(shown, editor.edits(shown, action)) == text[1:]
    (message,) = await mended(editor, shown)
    assert message == "There is no file on disk to mend: save the document first."


async def test_fix_all_leaves_to_the_disk_what_is_the_disks(editor: Editor, tmp_path: Path) -> None:
    shown = open_file(editor, tmp_path / "a.ris")
    everything = editor.range(shown, 0, len(shown.text))
    assert await editor.actions(shown, everything, only=["source.fixAll"]) == []
