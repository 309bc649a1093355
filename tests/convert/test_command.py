"""`ris-ls check --fix --unsafe-fixes` converts, `--fix` alone does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import rispy

from ris_ls.cli.main import main
from ris_ls.rules.file import not_ris
from tests.convert.test_convert import FILES, SAMPLES


@pytest.mark.parametrize(("name", "types"), [(name, types) for name, _, types in FILES])
def test_the_command_converts(
    name: str, types: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    shutil.copyfile(SAMPLES / name, path)
    before = path.read_bytes()
    assert main(["check", "--fix", str(path)]) == 1
    assert path.read_bytes() == before
    assert f"to RIS ({len(types)} records)" in capsys.readouterr().out
    assert main(["check", "--fix", "--unsafe-fixes", str(path)]) == 0
    assert "Mended: 1 not-ris (RIS001)" in capsys.readouterr().out
    assert path.read_bytes().startswith(b"TY  - ")
    assert len(rispy.load(path)) == len(types)
    assert main(["check", str(path)]) == 0


def test_a_large_file_is_converted_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(not_ris, "MOST_WHILE_EDITING", 10)
    path = tmp_path / "large.nbib"
    path.write_text("PMID- 1\nTI  - A title\nDP  - 2020\n")
    main(["check", "--fix", "--unsafe-fixes", str(path)])
    assert path.read_text().startswith("TY  - JOUR\n")
