"""The bar: on a terminal, out of the way of what is printed, and nowhere else."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from ris_ls.cli import check, files, layout, progress
from ris_ls.cli.main import main
from ris_ls.cli.progress import Progress
from tests.cli.test_jobs import cut_small, records


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal that is both standard output and standard error."""
    monkeypatch.setattr(progress, "_DELAY", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    stream = Terminal()
    # Not `sys.stderr` itself, which pytest sets anew when a test begins.
    with pytest.MonkeyPatch.context() as patch:
        for module in (progress, files, check, layout):
            patch.setattr(module, "sys", SimpleNamespace(stdout=stream, stderr=stream))
        yield stream


def screen(written: str) -> str:
    """Return what is seen on the last line of a terminal."""
    last = ""
    for piece in written.rpartition("\n")[2].split("\r"):
        last = piece + last[len(piece) :]
    return last.rstrip()


def test_it_shows_how_far_the_work_is_and_goes_away(terminal: Terminal) -> None:
    bar = Progress(2_000_000, wanted=True)
    bar.add(500_000)
    assert "25%" in screen(terminal.getvalue())
    assert "500k/2.00M" in screen(terminal.getvalue())
    bar.of([100_000, 400_000]).done(1)
    assert "45%" in screen(terminal.getvalue())
    bar.hide()
    assert screen(terminal.getvalue()) == ""
    bar.tick()
    assert "45%" in screen(terminal.getvalue())
    bar.close()
    assert screen(terminal.getvalue()) == ""
    bar.add(1)
    assert screen(terminal.getvalue()) == ""


def test_what_is_done_soon_needs_none(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_DELAY", 60)
    bar = Progress(100, wanted=True)
    bar.add(50)
    bar.hide()
    bar.close()
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("why", ["dumb", "not wanted", "no terminal", "nothing to do"])
def test_where_there_is_none(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    if why == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    if why == "no terminal":
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    bar = Progress(0 if why == "nothing to do" else 100, wanted=why != "not wanted")
    bar.add(50)
    bar.close()
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("count", ["1", "2"])
@pytest.mark.parametrize("options", [["check"], ["check", "--output-format", "json"], ["format"]])
def test_it_never_stands_among_what_is_printed(
    tmp_path: Path, terminal: Terminal, options: list[str], count: str
) -> None:
    for number in range(6):
        (tmp_path / f"{number}.ris").write_text(records(40))
    (tmp_path / "6.ris").write_bytes(records(40).encode() + b"\xff\n")
    command = [*options, str(tmp_path), "--jobs", count]
    if options == ["format"]:
        command.append("--check")
    with cut_small(3000):
        assert main(command) == 1
    shown = terminal.getvalue()
    assert "it/s" not in shown
    assert "B/s" in shown
    lines = [screen(line) for line in shown.split("\n")]
    assert not any("B/s" in line for line in lines)
    terminal.truncate(0)
    terminal.seek(0)
    with cut_small(3000):
        main([*command, "--no-progress"])
    assert [line.rstrip() for line in terminal.getvalue().split("\n")] == lines


def test_a_file_in_one_piece(tmp_path: Path, terminal: Terminal) -> None:
    path = tmp_path / "large.ris"
    path.write_text(records(250))
    main(["check", "--fix", str(path), "--jobs", "1"])
    shares = [int(share) for share in re.findall(r"(\d+)%", terminal.getvalue())]
    assert len(shares) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 100


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_real_terminal(tmp_path: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    path = tmp_path / "large.ris"
    path.write_text(records(25_000))
    code = (
        "import sys; from ris_ls.cli import progress, main; progress._DELAY = 0; "
        "sys.exit(main.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "check", str(path), "--exit-zero", "--select", "RIS1"]
    for more, expected in (([], True), (["--no-progress"], False)):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "TERM": "xterm"}
        process = subprocess.Popen(
            [*command, *more], stdout=subprocess.PIPE, stderr=theirs, env=environment
        )
        os.set_blocking(ours, False)
        shown = b""
        while process.poll() is None:
            time.sleep(0.01)
            with suppress(BlockingIOError):  # nothing was written meanwhile
                shown += os.read(ours, 100_000)
        assert process.stdout is not None
        assert (process.returncode, process.stdout.read()) == (0, b"Nothing to report in 1 file.\n")
        process.stdout.close()
        with suppress(BlockingIOError):
            shown += os.read(ours, 100_000)
        os.close(ours)
        os.close(theirs)
        assert (b"B/s" in shown) is expected
        assert screen(shown.decode()) == ""
