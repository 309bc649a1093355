"""Several processes, and several parts of a file, give what one process gives in one go."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.cli import examine, jobs, layout, tasks
from ris_ls.cli.files import Named
from ris_ls.cli.main import main
from ris_ls.cli.progress import Progress
from ris_ls.cli.report import Paint
from ris_ls.config.settings import FormatSettings, Settings
from ris_ls.rules import parts
from ris_ls.text import Edit
from tests.rules.test_parts import FILES

RECORD = """TY  - JOUR
AU  - Doe, Jane; Roe, Richard
TI  - On damaged exports, {n}
T2  - Annals of <i>Exports</i>
PY  - 2020/{n}
SP  - 12-{n}
KW  - one; two
SN  - 1234-5678
DO  - https://doi.org/10.1000/{n}
LP  - 20
ER  -

"""
ALONE = Progress(0, wanted=False)


def records(count: int, record: str = RECORD) -> str:
    return "".join(record.replace("{n}", str(n)) for n in range(count))


@contextmanager
def cut_small(size: int) -> Iterator[None]:
    """Cut files of any size into parts of so many characters."""

    class Small(parts.Parts):
        def __init__(self, text: str) -> None:
            super().__init__(text, size)

    with pytest.MonkeyPatch.context() as patch:
        for module in (examine, layout):
            patch.setattr(module, "Parts", Small)
            patch.setattr(module, "LARGE", 0)
        patch.setattr(tasks, "LARGE", 0)
        patch.setattr(tasks, "FEW", 0)
        yield


SETTINGS = (
    Settings(),
    Settings(severity=(("RIS4", "error"), ("RIS205", "hint"))),
    Settings(select=("RIS",)),
    Settings(per_record_ignores=(("title:On damaged exports", ("RIS4",)),)),
    Settings(specification="2011"),
)


@given(FILES, st.integers(1, 200), st.booleans(), st.sampled_from(SETTINGS))
def test_checking_parts_is_checking_the_whole(
    text: str, size: int, as_json: bool, settings: Settings
) -> None:
    with tempfile.TemporaryDirectory() as folder, cut_small(size):
        path = Path(folder, "a.ris")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        task = tasks.FileTask(Named(str(path), 1), settings, {})
        examination = examine.Examination(as_json, Paint(io.StringIO()))
        assert examination.may_be_cut(task)
        whole = examination.whole(task)
        assert examination.by_parts(task, tasks.Sharing(1, ALONE)) == whole


LAYOUTS = (
    Settings(),
    Settings(specification="2011", format=FormatSettings(tag_order="canonical")),
    Settings(format=FormatSettings(blank_lines=0, end_blank=False)),
)


@given(FILES, st.integers(1, 200), st.sampled_from(LAYOUTS))
def test_laying_out_parts_is_laying_out_the_whole(text: str, size: int, settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder, cut_small(size):
        path = Path(folder, "a.ris")
        task = tasks.FileTask(Named(str(path), 1), settings, {})
        laying = layout.Laying(only_look=False, paint=None)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        whole = laying.whole(task), path.read_bytes()
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        by_parts = laying.by_parts(task, tasks.Sharing(1, ALONE)), path.read_bytes()
        assert by_parts == whole


# -- the command ------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with small files and large ones: sound, damaged, none at all."""
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        (tmp_path / f"{number:02}.ris").write_text(records(number))
    (tmp_path / "large.ris").write_text(records(100))
    crlf = records(60) + "text\n" + records(60)
    (tmp_path / "large crlf.ris").write_bytes(crlf.encode().replace(b"\n", b"\r\n")[:-2])
    (tmp_path / "large utf-16.ris").write_bytes(("é" + records(60)).encode("utf-16"))
    (tmp_path / "mixed.ris").write_bytes((records(30) + records(30)[:-2]).encode() + b"\rx")
    (tmp_path / "foreign.ris").write_text("@article{doe,\n title = {A}\n}\n" + records(60))
    (tmp_path / "empty.ris").write_text("\n")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments, "--no-progress"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


OPTIONS = [
    [],
    ["--output-format", "json"],
    ["--select", "RIS1,RIS4,RIS0", "--exit-zero"],
    ["--target", "zotero,rispy"],
    ["--set", 'per-record-ignores = { "doi:10.1000/7" = ["RIS421"] }'],
    ["--diff"],
]


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_as_many_jobs_as_you_like(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    expected = run(capsys, "check", ".", "none.ris", *options, "--jobs", "1")
    assert expected[1]
    with cut_small(3000):
        for count in ("1", "3"):
            assert run(capsys, "check", ".", "none.ris", *options, "--jobs", count) == expected


@pytest.mark.parametrize("command", [["check"], ["check", "--fix"], ["format"]], ids=" ".join)
def test_where_processes_cannot_be_forked(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    expected = run(capsys, *command, ".", "--jobs", "1")
    for module in (jobs, examine):
        monkeypatch.setattr(module, "FORKS", False)
    for path, data in before.items():
        path.write_bytes(data)
    with cut_small(9000):
        assert run(capsys, *command, ".", "--jobs", "2") == expected


@pytest.mark.parametrize("name", ["together", "conclude"])
def test_where_parts_do_not_tell_the_whole_is_checked(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    expected = run(capsys, "check", ".", "--jobs", "1")
    monkeypatch.setattr(examine, name, lambda *_: None)
    with cut_small(3000):
        assert run(capsys, "check", ".", "--jobs", "2") == expected


def test_what_is_not_laid_out_is_told_by_its_number_in_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, line: Any, missing_end: str, **_: bool) -> Edit | None:
        return Edit(line.value_start, line.value_end, "") if line.tag == "TI" else None

    bent = RECORD.replace("AU  -", "AU -")
    (folder / "bent.ris").write_text(records(70) + bent + records(30))
    monkeypatch.setattr("ris_ls.formatting.layout._line_edit", broken)
    expected = run(capsys, "format", "--check", "bent.ris", "--jobs", "1")
    assert "bent.ris: record 71 (line 841) was left as it is" in expected[2]
    with cut_small(3000):
        assert run(capsys, "format", "--check", "bent.ris", "--jobs", "2") == expected


def test_a_baseline_and_jobs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--write-baseline", "large.ris", "mixed.ris"])
    (folder / "ris.toml").write_text('baseline = "ris-baseline.json"')
    (folder / "large.ris").write_text(records(101))
    capsys.readouterr()
    expected = run(capsys, "check", ".", "--jobs", "1")
    assert "large.ris:1202:7" in expected[1]
    assert "large.ris:2:7" not in expected[1]
    with cut_small(3000):
        assert run(capsys, "check", ".", "--jobs", "2") == expected


@pytest.mark.parametrize("command", [["check", "--fix"], ["format"]], ids=" ".join)
def test_files_are_written_alike(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    def written() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    before = written()
    expected = run(capsys, *command, ".", "--jobs", "1"), written()
    assert expected[1] != before
    for name, data in before.items():
        (folder / name).write_bytes(data)
    with cut_small(3000):
        if command == ["format"]:
            assert run(capsys, "format", "--check", ".", "--jobs", "2")[0] == 1
            assert written() == before
        assert (run(capsys, *command, ".", "--jobs", "2"), written()) == expected


def test_standard_input_in_parts(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(*arguments: str) -> tuple[int, bytes, bytes]:
        data = (folder / "large crlf.ris").read_bytes()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main([*arguments, "-"])
        captured = capsysbinary.readouterr()
        return code, captured.out, captured.err

    for command in (["check"], ["check", "--fix"], ["format"]):
        expected = given(*command, "--jobs", "1")
        with cut_small(3000):
            assert given(*command, "--jobs", "3") == expected


def test_settings_that_are_wrong_stop_what_comes_after(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.ris").write_text(records(3))
    (folder / "sub" / "ris.toml").write_text("selct = []")
    expected = run(capsys, "check", "00.ris", "03.ris", "sub", "04.ris", "--jobs", "1")
    assert expected[0] == 2
    assert "03.ris:2:7" in expected[1]
    assert "04.ris" not in expected[1]
    with cut_small(3000):
        assert run(capsys, "check", "00.ris", "03.ris", "sub", "04.ris", "--jobs", "2") == expected


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5", ""])
@pytest.mark.parametrize("command", ["check", "format"])
def test_how_many_jobs_has_to_be_a_number(
    capsys: pytest.CaptureFixture[str], command: str, count: str
) -> None:
    with pytest.raises(SystemExit) as exited:
        main([command, "--jobs", count, "x.ris"])
    assert exited.value.code == 2
    assert f"--jobs: {count} is not a whole number from 1 upwards" in capsys.readouterr().err


def test_each_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = Path.read_bytes

    def counted(path: Path) -> bytes:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    with cut_small(3000):
        for command in (["check"], ["check", "--fix"], ["format"]):
            read.clear()
            main([*command, ".", "--jobs", "1"])
            assert sorted(read) == sorted(path.name for path in folder.iterdir())


# -- the processes ----------------------------------------------------------------------------


class _Watch:
    def __init__(self) -> None:
        self.seen: list[int] = []

    def done(self, index: int) -> None:
        self.seen.append(index)

    def tick(self) -> None:
        pass


def _doubled(number: int) -> int:
    return 2 * number


def _fatal(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _faulty(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("forks", [True, False], ids=["fork", "spawn"])
def test_results_are_in_order(monkeypatch: pytest.MonkeyPatch, forks: bool) -> None:
    if forks and not jobs.FORKS:
        pytest.skip("this system cannot fork")
    monkeypatch.setattr(jobs, "FORKS", forks)
    watch, weights = _Watch(), [1] * 10 + [10**7] * 10
    with jobs.shared_out(_doubled, range(20), weights, 2, watch) as results:
        assert list(results) == [2 * number for number in range(20)]
    assert sorted(watch.seen) == list(range(20))


def test_heavy_tasks_are_begun_first() -> None:
    assert jobs._begin_with_the_heavy([1, 5_000_000, 2, 9_000_000, 3]) == [3, 1, 0, 2, 4]


@pytest.mark.parametrize(
    ("work", "said"), [(_fatal, "was ended from outside"), (_faulty, "ValueError: three")]
)
def test_a_process_that_fails_is_told(work: Any, said: str) -> None:
    with (
        pytest.raises(jobs.WorkerError, match=said),
        jobs.shared_out(work, range(9), [1] * 9, 2, _Watch()) as results,
    ):
        list(results)


def test_a_process_that_dies_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def killed(*_: Any, **__: Any) -> Any:
        assert os.getpid() != here
        os.kill(os.getpid(), signal.SIGKILL)

    before = (folder / "large.ris").read_bytes()
    monkeypatch.setattr(layout, "format_steps", killed)
    with cut_small(3000):
        assert main(["format", "large.ris", "--jobs", "2"]) == 2
    captured = capsys.readouterr()
    assert captured.err == (
        "ris-ls: a process that did a part of the work was ended from outside (too little "
        "memory?); what it had not done was not written\n"
    )
    assert (folder / "large.ris").read_bytes() == before


def test_without_processes_it_is_done_here(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import multiprocessing

    def none(_: str) -> Any:
        raise OSError("no more processes")

    expected = run(capsys, "check", ".", "--jobs", "1")
    monkeypatch.setattr(multiprocessing, "get_context", none)
    with cut_small(3000):
        assert run(capsys, "check", ".", "--jobs", "2") == expected


# -- Ctrl-C -----------------------------------------------------------------------------------


@pytest.fixture
def _heeds_ctrl_c() -> Iterator[None]:
    """What runs tests side by side has its processes, and theirs in turn, ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heeds_ctrl_c")
def test_what_is_not_to_be_interrupted_is_done_first() -> None:
    done = False
    with pytest.raises(KeyboardInterrupt), jobs.uninterrupted():
        signal.raise_signal(signal.SIGINT)
        done = True
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("_heeds_ctrl_c")
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("whole_group", [True, False], ids=["as a terminal does", "to the parent"])
@pytest.mark.parametrize("count", ["1", "2"])
def test_ctrl_c_leaves_each_file_as_it_was_or_done(
    tmp_path: Path, count: str, whole_group: bool
) -> None:
    damaged = records(60)
    paths = [tmp_path / f"{number:04}.ris" for number in range(600)]
    for path in paths:
        path.write_text(damaged)
    mended = tmp_path / "mended"
    mended.write_text(damaged)
    main(["check", "--fix", str(mended)])
    expected = mended.read_text()
    mended.unlink()
    command = [sys.executable, "-m", "ris_ls", "check", "--fix", "--jobs", count, str(tmp_path)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        _wait_until(lambda: paths[9].read_text() != damaged)
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, err) == (130, b"")
    texts = [path.read_text() for path in paths]
    assert set(texts) == {damaged, expected}
    assert sorted(tmp_path.iterdir()) == paths, "nothing else is left there"
    with pytest.raises(ProcessLookupError):
        _wait_until(lambda: os.killpg(process.pid, 0))


@pytest.mark.skipif(not jobs.FORKS, reason="this system cannot fork")
@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGHUP])
def test_ended_from_outside_it_ends_all_its_processes(tmp_path: Path, word: signal.Signals) -> None:
    path = tmp_path / "large.ris"
    path.write_text(records(60_000))
    before = path.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "ris_ls", "format", "--jobs", "2", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _wait_until(lambda: len(_children(process.pid)) == 2)
        os.kill(process.pid, word)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, out, err) == (128 + word, b"", b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not jobs.FORKS, reason="this system cannot fork")
def test_ended_from_outside_while_it_makes_its_processes(tmp_path: Path) -> None:
    path = tmp_path / "large.ris"
    path.write_text(records(60_000))
    before = path.read_bytes()
    script = (
        "import os, signal, sys\n"
        "from ris_ls.cli.main import main\n"
        "end = lambda: os.kill(os.getpid(), signal.SIGTERM)\n"
        "os.register_at_fork(after_in_parent=end)\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", script, "format", "--jobs", "2", str(path)]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (128 + signal.SIGTERM, b"", b"")
    assert path.read_bytes() == before


@pytest.mark.skipif(not jobs.FORKS, reason="this system cannot fork")
def test_nothing_is_written_for_a_parent_that_was_killed(tmp_path: Path) -> None:
    kept, told = tmp_path / "kept", tmp_path / "told"

    def write() -> None:
        jobs._parent = multiprocessing.parent_process()
        os.kill(os.getppid(), signal.SIGKILL)
        _wait_until(lambda: os.getppid() != jobs._parent.pid)
        try:
            with jobs.uninterrupted():
                kept.write_text("late")
        except KeyboardInterrupt:
            told.write_text("told")

    def middle() -> None:
        context.Process(target=write).start()
        time.sleep(60)

    context = multiprocessing.get_context("fork")
    process = context.Process(target=middle)
    process.start()
    process.join(60)
    _wait_until(lambda: kept.exists() or told.exists())
    assert told.exists()


def _children(process: int) -> list[str]:
    found: list[str] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            stat = path.read_text()
            if stat.rpartition(")")[2].split()[1] == str(process):
                found.append(stat)
    return found


def _wait_until(is_so: Callable[[], object]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")


@pytest.mark.usefixtures("_heeds_ctrl_c")
@pytest.mark.skipif(not jobs.FORKS, reason="this system cannot fork")
@pytest.mark.parametrize("command", ["check", "format"])
def test_ctrl_c_in_a_large_file(tmp_path: Path, command: str) -> None:
    path = tmp_path / "large.ris"
    path.write_text(records(60_000))
    before = path.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "ris_ls", command, "--jobs", "2", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _wait_until(lambda: _children(process.pid))
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, out, err) == (130, b"", b"")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not jobs.FORKS, reason="this system cannot fork")
@pytest.mark.parametrize("parent_is_gone", [False, True])
def test_the_word_to_stop_comes_at_any_time(
    capfd: pytest.CaptureFixture[str], parent_is_gone: bool
) -> None:
    ended = 0
    for step in range(1, 200):
        process = _worker_stopped_at(step, parent_is_gone)
        assert process.exitcode in (0, -signal.SIGTERM), step
        assert capfd.readouterr().err == "", step
        if not process.stopped:
            break
        ended += 1
    assert 10 < ended < 199


def _worker_stopped_at(step: int, parent_is_gone: bool) -> Any:
    """Run a process that is told to stop when it has come so many steps far."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    seen = context.Value("i", 0)
    ours.send((0, None))
    if parent_is_gone:
        ours.close()

    def traced(frame: Any, event: str, _: object) -> Any:
        if frame.f_code.co_filename not in (jobs.__file__, contextlib.__file__):
            return None
        if event != "call" or frame.f_code.co_name != "_stop":
            seen.value += 1
            if seen.value == step:
                os.kill(os.getpid(), signal.SIGTERM)
        return traced

    def serve() -> None:
        sys.settrace(traced)
        jobs._serve(theirs, str, ["a"], [ours])

    process = context.Process(target=serve)
    process.start()
    theirs.close()
    if not parent_is_gone:
        with suppress(EOFError, OSError):
            assert ours.recv() == (0, "a", "")
        ours.close()
    process.join(60)
    process.stopped = seen.value >= step
    return process
