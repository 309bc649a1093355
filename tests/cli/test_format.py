"""`ris-ls format` with the settings that hold for each file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from ris_ls.cli.main import main
from ris_ls.formatting import layout
from ris_ls.text import Edit

LEGACY = "TY  - JOUR\nN2  - Short\nT1  - A title\nDO  - 10.1000/182\nER  - \n"
MODERN = "TY  - JOUR\nTI  - A title\nDO  - 10.1000/182\nAB  - Short\nER  - \n"
ALL = """specification = "2011"
[format]
tag-order = "canonical"
legacy-tags = "rewrite"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.ris").write_text(LEGACY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(folder: Path) -> tuple[str, str]:
    return (folder / "one" / "a.ris").read_text(), (folder / "two" / "a.ris").read_text()


def test_each_file_by_its_own_settings(folder: Path) -> None:
    (folder / "two" / "ris.toml").write_text(ALL)
    assert main(["format", "--check", "."]) == 1
    assert read(folder) == (LEGACY, LEGACY)
    assert main(["format", "."]) == 0
    assert read(folder) == (LEGACY, MODERN)
    assert main(["format", "--check", "."]) == 0


def test_options_win(folder: Path) -> None:
    (folder / "ris.toml").write_text(ALL)
    assert main(["format", "--set", 'format.tag-order = "keep"', "one"]) == 0
    assert read(folder)[0] == LEGACY.replace("N2", "AB").replace("T1", "TI")
    assert main(["format", "--isolated", "two"]) == 0
    assert read(folder)[1] == LEGACY


def test_blank_lines_and_end(folder: Path) -> None:
    path = folder / "one" / "a.ris"
    path.write_text(LEGACY + LEGACY)
    options = ["--set", "format.blank-lines = 2", "--set", "format.end-blank = false"]
    assert main(["format", *options, str(path)]) == 0
    ended = LEGACY.replace("ER  - ", "ER  -")
    assert path.read_text() == ended + "\n\n" + ended


def test_the_command_formats_where_the_editor_does_not(folder: Path) -> None:
    (folder / "ris.toml").write_text(ALL + "enable = false\n")
    assert main(["format", "."]) == 0
    assert read(folder) == (MODERN, MODERN)


def test_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "ris.toml").write_text(ALL)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LEGACY.encode())))
    assert main(["format", "-"]) == 0
    assert capsysbinary.readouterr().out == MODERN.encode()


def test_what_would_be_lost_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = layout._line_edit

    def broken(text: str, line: Any, missing_end: str, **kind: bool) -> Any:
        if line.tag == "TI":
            return Edit(line.value_start, line.value_end, "")
        return real(text, line, missing_end, **kind)

    monkeypatch.setattr(layout, "_line_edit", broken)
    path = folder / "one" / "a.ris"
    bent = MODERN.replace("DO  -", "DO -")
    path.write_text(LEGACY.replace("  - Short", " - Short") + "\n" + bent)
    assert main(["format", "one"]) == 0
    captured = capsys.readouterr()
    assert captured.err == (
        f"ris-ls: note: {Path('one', 'a.ris')}: record 2 (line 7) was left as it is, because "
        "laying it out would have lost: `TI A title`\n"
    )
    assert path.read_text() == LEGACY + "\n" + bent, "the other record is laid out"


@pytest.mark.parametrize("wanted", range(4))
@pytest.mark.parametrize("there", range(5))
@pytest.mark.parametrize("end_blank", ["true", "false"])
def test_rules_about_layout_agree(folder: Path, wanted: int, there: int, end_blank: str) -> None:
    path = folder / "one" / "a.ris"
    written = LEGACY.replace("ER  - ", "ER  -") if end_blank == "false" else LEGACY
    path.write_text(LEGACY.replace("ER  - ", "ER  -") + "\n" * there + written)
    options = ["--set", f"format.blank-lines = {wanted}"]
    options += ["--set", f"format.end-blank = {end_blank}"]
    main(["check", "--fix", "--select", "RIS208,RIS209", *options, str(path)])
    assert path.read_text() == written + "\n" * wanted + written
    assert main(["format", "--check", *options, str(path)]) == 0
