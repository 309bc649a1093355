"""A file is replaced whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from ris_ls.text.files import write_atomically

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")


def test_writes_the_bytes_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.ris"
    write_atomically(file, b"TY  - JOUR\r\nER  - \r\n\n")
    assert file.read_bytes() == b"TY  - JOUR\r\nER  - \r\n\n"
    write_atomically(file, b"")
    assert file.read_bytes() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["a.ris"]


@posix
def test_keeps_the_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.ris"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_atomically(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix
def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    write_atomically(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode


@posix
def test_follows_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "a.ris"
    target.write_bytes(b"old")
    link = tmp_path / "link.ris"
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.ris"
    file.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.ris"]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "a.ris", b"")


def test_a_long_name_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 240 + ".ris")
    write_atomically(file, b"x")
    assert file.read_bytes() == b"x"
