"""Settings files, options that win over them, and baselines, as a script or a person uses them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from ris_ls.cli.main import main

TEXT = """TY  - JOUR
AU  - Doe, Jane
TI  - On damaged exports
T2  - Annals
PY  - 2020
SN  - 1234-5678
DO  - https://doi.org/10.1000/abc
ER  -
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.ris").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, str]]:
    main(["check", "raw", "--output-format", "json", *options])
    return [(each["code"], each["severity"]) for each in json.loads(capsys.readouterr().out)]


def test_the_nearest_settings_file_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(capsys) == [("RIS431", "warning"), ("RIS421", "warning")]
    (folder / "pyproject.toml").write_text('[tool.ris-ls]\nignore = ["RIS431"]\n')
    assert codes(capsys) == [("RIS421", "warning")]
    (folder / "raw" / "ris.toml").write_text('severity = { RIS4 = "hint" }\n')
    assert codes(capsys) == [("RIS431", "hint"), ("RIS421", "hint")]
    assert codes(capsys, "--isolated") == [("RIS431", "warning"), ("RIS421", "warning")]
    assert codes(capsys, "--config", "pyproject.toml") == [("RIS421", "warning")]


def test_options_win(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ris.toml").write_text('ignore = ["RIS431"]\nseverity = { RIS421 = "hint" }\n')
    assert codes(capsys, "--ignore", "RIS421") == [("RIS431", "warning")]
    assert codes(capsys, "--set", 'severity.RIS421 = "error"') == [("RIS421", "error")]


def test_ignores_by_file_and_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ris.toml").write_text(
        '[per-file-ignores]\n"raw/*.ris" = ["RIS421"]\n'
        '[per-record-ignores]\n"doi:10.1000/abc" = ["RIS431"]\n'
    )
    assert codes(capsys) == []
    assert main(["check", "--fix", "raw"]) == 0
    assert (folder / "raw" / "a.ris").read_text() == TEXT


def test_a_bad_settings_file_stops_everything(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ris.toml").write_text("ignore = []\nselct = []\n")
    assert main(["check", "--fix", "raw"]) == 2
    captured = capsys.readouterr()
    assert captured.err == (
        "ris.toml:2:1: error: There is no setting `selct`. Did you mean `select`?\n"
        f"ris-ls: note: nothing was done with {Path('raw', 'a.ris')} "
        "and what would have come after it\n"
    )
    assert (folder / "raw" / "a.ris").read_text() == TEXT
    assert main(["format", "raw"]) == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--set", "blank"], "--set blank: must be a name and a value as in ris.toml"),
        (["--set", "selct = []"], "--set: There is no setting `selct`. Did you mean `select`?"),
        (["--target", "zotera"], "Did you mean `zotero`?"),
        (["--config", "none.toml"], "--config: there is no file none.toml"),
        (["--baseline", "none.json"], "none.json: the baseline cannot be read"),
        (["--write-baseline", "--fix"], "--write-baseline goes without --fix and --diff"),
    ],
)
def test_a_bad_option_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["check", "raw", *options]) == 2
    assert said in capsys.readouterr().err
    assert (folder / "raw" / "a.ris").read_text() == TEXT


def test_a_baseline_silences_what_was_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "raw", "--write-baseline"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Accepted 2 findings in 1 file: ris-baseline.json.\nTo use it, write")
    assert codes(capsys, "--baseline", "ris-baseline.json") == []
    (folder / "ris.toml").write_text('baseline = "ris-baseline.json"\n')
    assert codes(capsys) == []
    path = folder / "raw" / "a.ris"
    path.write_text(TEXT.replace("1234-5678", "1234-5670"))
    assert codes(capsys) == [("RIS431", "warning")]


def test_a_baseline_keeps_what_it_said_of_other_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ris.toml").write_text('baseline = "accepted.json"\n')
    (folder / "raw" / "b.ris").write_text(TEXT)
    assert main(["check", "raw", "--write-baseline"]) == 0
    assert main(["check", "raw/b.ris", "--write-baseline"]) == 0
    assert json.loads((folder / "accepted.json").read_text())["files"].keys() == {
        "raw/a.ris",
        "raw/b.ris",
    }
    assert "To use it" not in capsys.readouterr().out


def test_a_baseline_forgets_files_that_are_gone_and_keeps_other_rules(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ris.toml").write_text('baseline = "accepted.json"\n')
    (folder / "raw" / "b.ris").write_text(TEXT)
    assert main(["check", "raw", "--write-baseline"]) == 0
    (folder / "raw" / "b.ris").unlink()
    assert main(["check", "raw", "--write-baseline", "--select", "RIS431"]) == 0
    capsys.readouterr()
    assert codes(capsys) == []
    assert json.loads((folder / "accepted.json").read_text())["files"].keys() == {"raw/a.ris"}


def test_a_baseline_can_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ["--baseline", "accepted.json"]
    assert main(["check", "--write-baseline", "raw", *named]) == 0
    assert "Accepted 2 findings in 1 file: accepted.json." in capsys.readouterr().out
    assert codes(capsys, *named) == []
    assert not (folder / "ris-baseline.json").exists()


def test_what_is_no_baseline_is_not_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ris-baseline.json").write_text("my notes")
    assert main(["check", "raw", "--write-baseline"]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert (folder / "ris-baseline.json").read_text() == "my notes"


def test_standard_input_follows_the_present_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ris.toml").write_text('ignore = ["RIS4"]\n')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["check", "-"]) == 0
