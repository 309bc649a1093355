"""What the benchmarks share: the files, the runs, the figures and the tables."""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import rispy
from generate import generate, size_of

from ris_ls.syntax import read_document

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
DATA = BENCHMARKS / "data"
PEERS = BENCHMARKS / "peers"
SEED = 1

RIS_LS = (sys.executable, "-m", "ris_ls")
RISPY_FAILS = (KeyError, TypeError, AttributeError)
"""What rispy 0.10 raises on records that it cannot read."""


@dataclass(frozen=True)
class Run:
    """A program that was run to its end."""

    seconds: float
    peak: float
    """Resident memory at its peak, in MB; of all its processes together."""
    output: str


class FailedError(Exception):
    """A program did not do what was to be measured."""


def run(command: Sequence[str | Path]) -> Run:
    """Run a program to its end and keep what it prints. Raises FailedError when it crashes."""
    return _run(command, subprocess.PIPE)


def run_silently(command: Sequence[str | Path]) -> Run:
    """Run a program to its end; what it prints goes nowhere. Raises FailedError when it crashes."""
    return _run(command, subprocess.DEVNULL)


def _run(command: Sequence[str | Path], output: int) -> Run:
    start = time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        peaks: list[float] = []
        watching = threading.Thread(target=_watch_memory, args=(process, peaks))
        watching.start()
        printed, errors = process.communicate()
    seconds = time.perf_counter() - start
    watching.join()
    # 1 says that there are findings; but Python says it of what it did not catch too.
    if process.returncode not in (0, 1) or "Traceback (most recent call last)" in errors:
        said = errors.strip().split("\n")[-1]
        raise FailedError(f"{' '.join(map(str, command))}: exit code {process.returncode}: {said}")
    return Run(seconds, max(peaks, default=float("nan")), printed or "")


def _watch_memory(process: subprocess.Popen[str], peaks: list[float]) -> None:
    """Note the memory of a process and its children, in MB, until it ends."""
    while process.poll() is None:
        processes = [process.pid, *_children(process.pid)]
        if len(processes) == 1:
            peaks.append(memory_of(process.pid, "VmHWM"))
        else:
            peaks.append(sum(map(_share_of_memory, processes)))
            time.sleep(0.2)  # to work out who shares what takes milliseconds
        time.sleep(0.02)


def _share_of_memory(pid: int) -> float:
    """Return the memory of a process in MB; what it shares with others counts in parts."""
    return memory_of(pid, "Pss", "smaps_rollup")


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:  # it ended, or this is no Linux
        return []


def memory_of(pid: int, name: str, file: str = "status") -> float:
    """Return the memory of a process in MB: VmHWM is its peak, VmRSS what it has now.

    Zero for a process that ended; and everywhere but on Linux.
    """
    try:
        status = Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of the options that all benchmarks have."""
    result = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    result.add_argument(
        "--sizes", default="1MB", help="sizes of the files, with commas (1MB,10MB,50MB)"
    )
    result.add_argument("--json", type=Path, help="write the figures to this file too")
    return result


def ris_file(size: str) -> Path:
    """Return the generated file of a size such as 10MB; it is made when it is not there."""
    path = DATA / f"{size.lower()}.ris"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        path.write_bytes(generate(size_of(size), SEED).encode())
    return path


def editor_text(path: Path) -> str:
    """Return a text as an editor holds it: with one kind of line end."""
    return re.sub(r"\r\n?", "\n", path.read_text(encoding="utf-8"))


def readable_file(size: str) -> tuple[Path, int]:
    """Return the file without the records that rispy refuses, and how many those are."""
    path = DATA / f"{size.lower()}.rispy.ris"
    count = path.with_suffix(".count")
    if not count.exists() or count.stat().st_mtime < ris_file(size).stat().st_mtime:
        kept, refused = _readable(ris_file(size))
        path.write_bytes("".join(kept).encode())
        count.write_text(str(refused))
    return path, int(count.read_text())


def _readable(path: Path) -> tuple[list[str], int]:
    """Leave out what rispy fails at; it fails or not by the record and the one before it."""
    text = path.read_bytes().decode()
    kept = [""]
    refused = 0
    for block in read_document(text).blocks:
        try:
            rispy.loads(f"{kept[-1]}{block.text}".replace("\r\n", "\n").replace("\r", "\n"))
        except RISPY_FAILS:
            refused += 1
        else:
            kept.append(block.text)
    return kept, refused


_FIELD = re.compile(r"^([A-Z][A-Z0-9])  - (.*)$", re.MULTILINE)


def records_of(text: str) -> list[dict[str, list[str]]]:
    """Return the sound lines of each record, for servers of other formats."""
    records: list[dict[str, list[str]]] = [{}]
    for tag, value in _FIELD.findall(text):
        if tag == "ER":
            records.append({})
        else:
            records[-1].setdefault(tag, []).append(value)
    return [record for record in records if record]


def as_json(text: str) -> str:
    """Return the records of a RIS text as JSON."""
    return json.dumps(records_of(text), indent=1, ensure_ascii=False)


def as_yaml(text: str) -> str:
    """Return the records of a RIS text as YAML."""
    lines: list[str] = []
    for record in records_of(text):
        start = "- "
        for tag, values in record.items():
            lines.append(f"{start}{tag}:")
            lines += [f"    - {json.dumps(value, ensure_ascii=False)}" for value in values]
            start = "  "
    return "\n".join([*lines, ""])


def middle(values: Iterable[float]) -> float:
    """Return the median; not a number when there are no values."""
    numbers = list(values)
    return statistics.median(numbers) if numbers else float("nan")


def percentile(values: Iterable[float], share: float = 0.95) -> float:
    """Return the value that this share of all does not exceed."""
    numbers = sorted(values)
    return numbers[min(len(numbers) - 1, int(len(numbers) * share))] if numbers else float("nan")


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return a median with the smallest and the largest value behind it."""
    if not values:
        return "-"
    if len(values) == 1:
        return f"{values[0]:.{digits}f}"
    return f"{middle(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def number(value: object, digits: int = 1) -> str:
    """Return a figure for a table; a dash where there is none."""
    if value == math.inf:
        return "never came"
    if isinstance(value, int | float) and not math.isnan(value):
        return f"{value:,.{digits}f}"
    return "-"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def save(path: Path | None, figures: object) -> None:
    """Write figures for the report, if a file was named."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(figures, indent=1))
