"""The command line as a script or a person uses it: text, JSON, exit codes, bytes on disk."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ris_ls.cli.main import main

SOUND = "TY  - JOUR\nAU  - Doe, Jane\nTI  - On damaged exports\nT2  - Files\nPY  - 2020\nER  - \n"
BENT = SOUND.replace("TY  -", "TY -")


@pytest.fixture
def bent(tmp_path: Path) -> Path:
    path = tmp_path / "bent.ris"
    path.write_bytes(BENT.encode())
    return path


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


class TestCheck:
    def test_sound_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "sound.ris"
        path.write_text(SOUND)
        assert main(["check", str(path)]) == 0
        assert capsys.readouterr().out == "Nothing to report in 1 file.\n"

    def test_findings_with_place_and_caret(
        self, bent: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", str(bent)]) == 1
        head, source, caret, fix, total = capsys.readouterr().out.splitlines()
        assert head.startswith(f"{bent}:1:1: error RIS101 malformed-separator: One blank")
        assert source == "   1 | TY - JOUR"
        assert caret == "     | ^^^^^"
        assert fix.strip().startswith("fix: ")
        assert total == "1 error in 1 file. 1 can be mended safely with --fix."
        assert bent.read_text() == BENT, "checking changes nothing"

    def test_fix_writes_and_counts_what_is_left(
        self, bent: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "--fix", str(bent)]) == 0
        assert bent.read_bytes() == SOUND.encode()
        out = capsys.readouterr().out
        assert "Mended: 1 malformed-separator (RIS101)." in out
        assert "Nothing left to report in 1 file." in out

    def test_diff_changes_nothing(self, bent: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "--diff", str(bent)]) == 1
        captured = capsys.readouterr()
        assert "-TY - JOUR\n+TY  - JOUR\n" in captured.out
        assert bent.read_text() == BENT
        assert "Would mend: 1 malformed-separator (RIS101)." in captured.err

    def test_json(self, bent: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "--output-format", "json", str(bent)]) == 1
        (finding,) = json.loads(capsys.readouterr().out)
        assert finding["path"] == str(bent)
        assert finding["code"] == "RIS101"
        assert finding["start"] == {"line": 1, "column": 1}
        assert finding["end"] == {"line": 1, "column": 6}
        (edit,) = finding["fix"]["edits"]
        assert edit["start"] == edit["end"] == {"line": 1, "column": 4}
        assert edit["text"] == " "
        assert finding["fix"]["safe"] is True

    def test_json_of_nothing_is_an_empty_list(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "sound.ris"
        path.write_text(SOUND)
        assert main(["check", "--output-format", "json", str(path)]) == 0
        assert json.loads(capsys.readouterr().out) == []

    def test_select_and_ignore(self, bent: Path) -> None:
        assert main(["check", "--select", "RIS2,RIS3", str(bent)]) == 0
        assert main(["check", "--ignore", "RIS101", str(bent)]) == 0
        assert main(["check", "--select", "RIS1", "--ignore", "RIS102", str(bent)]) == 1

    def test_unknown_code_is_bad_usage(
        self, bent: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "--select", "RIS10x", str(bent)]) == 2
        assert "did you mean" in capsys.readouterr().err.lower()

    def test_fail_on_and_exit_zero(self, bent: Path) -> None:
        assert main(["check", "--exit-zero", str(bent)]) == 0
        bent.write_text(SOUND.rstrip("\n"))  # RIS008 is an info
        assert main(["check", str(bent)]) == 0
        assert main(["check", "--fail-on", "info", str(bent)]) == 1
        assert main(["check", "--fail-on", "error", str(bent)]) == 0

    def test_standard_input(
        self, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        pipe(monkeypatch, BENT.encode())
        assert main(["check", "-"]) == 1
        captured = capsysbinary.readouterr()
        assert captured.out == b""
        assert b"-:1:1: error RIS101" in captured.err
        pipe(monkeypatch, BENT.encode())
        assert main(["check", "--fix", "-"]) == 0
        captured = capsysbinary.readouterr()
        assert captured.out == SOUND.encode()
        assert b"Mended: 1 malformed-separator" in captured.err

    def test_folders_are_searched(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "deep" / ".hidden").mkdir(parents=True)
        for name in ("a.ris", "deep/B.RIS", "deep/.hidden/c.ris", "notes.txt"):
            (tmp_path / name).write_text(BENT)
        assert main(["check", str(tmp_path), str(tmp_path / "a.ris")]) == 1
        out = capsys.readouterr().out
        assert "2 errors in 2 files." in out
        assert main(["check", str(tmp_path / "notes.txt")]) == 1, "named outright, any ending"

    def test_unreadable(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "empty").mkdir()
        assert main(["check", str(tmp_path / "none.ris")]) == 2
        assert main(["check", str(tmp_path / "empty")]) == 2
        err = capsys.readouterr().err
        assert "none.ris: cannot be read: no such file or directory" in err
        assert "no .ris file in this folder" in err

    def test_one_bad_file_does_not_stop_the_others(
        self, bent: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "--fix", str(bent.parent / "none.ris"), str(bent)]) == 2
        assert bent.read_text() == SOUND
        assert "Mended" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "empty, no record to check"),
            (b"\xef\xbb\xbf\n", "nothing but blanks and line ends, no record to check"),
            (BENT.encode("utf-16"), "UTF-16"),
            (b"\x00\x01\x02\x00\x00\xff\x00" * 50, "RIS001"),
            (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj\n", "RIS001"),
            (b"TY  - JOUR\nTI  - " + b"x" * 200_000, "RIS204"),
            (b"TY - JOUR T1 - " + b"word " * 40_000 + b"ER -", "RIS104"),
            (SOUND.encode()[:-9], "RIS204"),
            (
                b"TY  - JOUR\nTI  - caf\xe9 \xff\xfe " + b"caf\xc3\xa9 " * 9 + b"\nER  - \n",
                "UTF-8",
            ),
        ],
    )
    def test_odd_files_give_a_clear_word(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, said: str
    ) -> None:
        path = tmp_path / "odd.ris"
        path.write_bytes(data)
        assert main(["check", str(path)]) in (0, 1)
        captured = capsys.readouterr()
        assert said in captured.out + captured.err
        assert "Traceback" not in captured.out + captured.err
        main(["check", "--fix", str(path)])
        assert "Traceback" not in "".join(capsys.readouterr())

    def test_encoding_mark_and_line_ends_are_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "western.ris"
        western = BENT.replace("Doe", "Dö").replace("\n", "\r\n").encode("cp1252")
        path.write_bytes(western)
        main(["check", "--fix", "--ignore", "RIS003", str(path)])
        assert path.read_bytes() == western.replace(b"TY -", b"TY  -")
        path.write_bytes(BENT.encode("utf-16"))
        main(["check", "--fix", "--ignore", "RIS003", str(path)])
        assert path.read_bytes() == SOUND.encode("utf-16"), "its mark belongs to the encoding"

    @pytest.mark.parametrize(
        "data",
        [
            b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\r\n1 0 obj\r\nstream\r\nabc\rdef\n\x00\x01\r\n",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x0d\x0aabc\x0a\x0d",
            b"\xef\xbb\xbf@article{doe2020,\r\n  title = {On exports},\n}\r",
            b"Hello\r\nthis is a text\nwith n/a &amp; things\r",
            bytes(range(256)) * 20,
        ],
    )
    def test_what_is_not_ris_keeps_every_byte(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "other.ris"
        path.write_bytes(data)
        assert main(["check", "--fix", "--unsafe-fixes", str(path)]) == 1
        assert main(["format", str(path)]) == 0
        assert path.read_bytes() == data

    def test_a_pipe_in_a_folder_is_passed_over(self, bent: Path) -> None:
        os.mkfifo(bent.parent / "pipe.ris")
        assert main(["check", str(bent.parent)]) == 1

    def test_diff_and_json_exclude_each_other(
        self, bent: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "--diff", "--output-format", "json", str(bent)]) == 2
        assert "--diff is text" in capsys.readouterr().err

    def test_file_cannot_send_commands_to_the_terminal(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "rude.ris"
        path.write_text(BENT.replace("TY - JOUR", "TY - \x1b[31mJOUR\x07"))
        main(["check", str(path)])
        assert "\x1b" not in capsys.readouterr().out

    def test_read_only_file_is_left(
        self, bent: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("ris_ls.cli.files.write_atomically", refuse)
        assert main(["check", "--fix", str(bent)]) == 2
        assert "cannot be written: permission denied" in capsys.readouterr().err
        assert bent.read_text() == BENT


class TestFormat:
    def test_writes(self, bent: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["format", str(bent)]) == 0
        assert bent.read_text() == SOUND
        assert main(["format", "--check", str(bent)]) == 0

    def test_check_and_diff_change_nothing(
        self, bent: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["format", "--check", str(bent)]) == 1
        assert f"{bent}: would be laid out" in capsys.readouterr().out
        assert main(["format", "--diff", str(bent)]) == 1
        assert "-TY - JOUR\n+TY  - JOUR\n" in capsys.readouterr().out
        assert bent.read_text() == BENT

    def test_standard_input(
        self, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        pipe(monkeypatch, BENT.encode())
        assert main(["format", "-"]) == 0
        assert capsysbinary.readouterr().out == SOUND.encode()

    def test_other_formats_are_left_alone(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "really.ris"
        path.write_text("@article{doe2020,\n  title = {On exports}  ,\n}\n")
        before = path.read_bytes()
        assert main(["format", str(path)]) == 0
        assert path.read_bytes() == before
        assert "not RIS but BibTeX" in capsys.readouterr().err


class TestRules:
    def test_list(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["rules"]) == 0
        assert "RIS104  collapsed-record" in capsys.readouterr().out

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["rules", "--output-format", "json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        assert {"code", "name", "severity", "fix", "summary", "retired"} == set(listed[0])
        assert len(listed) >= 39

    def test_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["rules", "ris101"]) == 0
        assert "\nWhy\n" in capsys.readouterr().out
        assert main(["rules", "RIS999"]) == 2


class TestProcess:
    """What only a process of its own can show."""

    def run(self, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "ris_ls", *arguments]
        environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
        return subprocess.run(
            command, input=data, capture_output=True, check=False, env=environment
        )

    def test_bad_usage_exits_with_2(self) -> None:
        assert self.run("check").returncode == 2
        assert self.run("mend").returncode == 2
        assert self.run().returncode == 2

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
    def test_an_output_that_takes_no_more_is_said(self, bent: Path) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "ris_ls", "check", str(bent)],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr == b"ris-ls: cannot write the output: No space left on device\n"

    def test_narrow_terminal_encoding_does_not_fail(self) -> None:
        done = self.run("check", "--diff", "-", data=BENT.replace("Doe", "Dö\U0001f600").encode())
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr

    def test_the_protocol_is_imported_by_serve_alone(self) -> None:
        code = (
            "import sys, ris_ls.cli.main as m\n"
            "try: m.main(['--version'])\n"
            "except SystemExit: pass\n"
            "print(sorted(n for n in sys.modules if n.split('.')[0] in "
            "('pygls', 'lsprotocol', 'asyncio', 'rispy') or n.startswith('ris_ls.rules')))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert done.stdout.split(b"\n")[1].strip() == b"[]"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes outputs otherwise there")
@pytest.mark.parametrize("command", ["check --fix", "format", "rules"])
def test_with_its_output_closed_nothing_is_done(tmp_path: Path, command: str) -> None:
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nLP  -   20\n")
    arguments = "" if command == "rules" else f" '{path}'"
    shell = f"'{sys.executable}' -m ris_ls {command}{arguments} >&-"
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "ris-ls: the output is closed, nothing was done\n")
    assert path.read_text() == "TY  - JOUR\nLP  -   20\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes outputs otherwise there")
def test_with_messages_closed_the_text_is_there_all_the_same() -> None:
    shell = f"'{sys.executable}' -m ris_ls check --fix - 2>&-"
    done = subprocess.run(
        ["/bin/sh", "-c", shell],
        input="TY  - JOUR\nTI -  x\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "TY  - JOUR\nTI  - x\nER  - \n"
    assert done.stderr == ""
