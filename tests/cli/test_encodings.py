"""Files that are not UTF-8 are reported, and written as UTF-8 where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from ris_ls.cli.main import main

RECORD = (
    "TY  - JOUR\r\nAU  - Müller, José\r\nTI  - Über “Ränder” – l'été à Orléans\r\n"
    "T2  - Journal of Examples\r\nPY  - 2020\r\nER  - \r\n"
)
CZECH = RECORD.replace("Müller, José", "Jiří Dvořák").replace("à Orléans", "Kovač")


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-32"])
def test_a_certain_encoding_becomes_utf8(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], codec: str
) -> None:
    path = tmp_path / "export.ris"
    path.write_bytes(RECORD.encode(codec))
    assert main(["check", str(path)]) == 1
    assert "RIS003" in capsys.readouterr().out
    assert path.read_bytes() == RECORD.encode(codec), "checking writes nothing"
    assert main(["check", "--fix", str(path)]) == 0
    assert path.read_bytes() == RECORD.encode("utf-8")
    assert "1 not-utf8 (RIS003)" in capsys.readouterr().out
    assert main(["check", str(path)]) == 0


def test_an_uncertain_encoding_is_written_on_request_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.ris"
    data = CZECH.encode("cp1250")
    path.write_bytes(data)
    assert main(["check", "--fix", str(path)]) == 1
    assert "most likely in Windows-1252" in capsys.readouterr().out
    assert path.read_bytes() == data
    assert main(["check", "--fix", "--unsafe-fixes", str(path)]) == 0
    assert path.read_bytes() == data.decode("cp1252").encode("utf-8")


def test_other_fixes_may_use_letters_that_the_old_encoding_lacks(tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    path.write_bytes(RECORD.replace("Orléans", "Orléans, &alpha; helix").encode("cp1252"))
    assert main(["check", "--fix", str(path)]) == 0
    assert path.read_bytes() == RECORD.replace("Orléans", "Orléans, α helix").encode("utf-8")


def test_stray_bytes_are_read_on_request_alone(tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    data = RECORD.encode("utf-8").replace("José".encode(), b"Jos\xe9")
    path.write_bytes(data)
    assert main(["check", "--fix", str(path)]) == 1
    assert path.read_bytes() == data
    assert main(["check", "--fix", "--unsafe-fixes", str(path)]) == 0
    assert path.read_bytes() == RECORD.encode("utf-8")


def test_an_unknown_encoding_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.ris"
    chinese = "文献数据导出的设计与试验"
    data = RECORD.replace("Müller, José", chinese).replace("l'été à Orléans", chinese)
    written = data.encode("gb18030")
    path.write_bytes(written)
    assert main(["check", "--fix", "--unsafe-fixes", str(path)]) == 1
    assert "neither in UTF-8 nor in a Western code page" in capsys.readouterr().out
    assert path.read_bytes() == written


def test_a_difference_writes_nothing_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.ris"
    path.write_bytes(RECORD.encode("cp1252"))
    assert main(["check", "--diff", str(path)]) == 1
    assert "Would mend: 1 not-utf8 (RIS003)" in capsys.readouterr().err
    assert path.read_bytes() == RECORD.encode("cp1252")


def test_json_tells_of_a_fix_without_edits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.ris"
    path.write_bytes(RECORD.encode("utf-16"))
    assert main(["check", "--output-format", "json", str(path)]) == 1
    assert "Write the file as UTF-8" in capsys.readouterr().out
