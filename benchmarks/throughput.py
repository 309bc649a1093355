"""The command line against other programs that read RIS, as whole processes.

    python benchmarks/throughput.py --sizes 1MB,10MB,50MB [--rounds 3] [--json FILE]

rispy 0.10 raises at some records of the damaged file and then reads none of it. So its time is that
for a file without those records (their number is printed), which all others do read. citation-js
refuses the whole file for one record too; it is given each record alone.

What each program needs to start is measured on a file of one record; the seconds for each MB are
without it.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from _shared import (
    DATA,
    PEERS,
    RIS_LS,
    Run,
    middle,
    number,
    parser,
    readable_file,
    ris_file,
    run,
    run_silently,
    save,
    spread,
    table,
)

RISPY = "rispy, plain parse"
ONE_RECORD = "2KB"


@dataclass
class Figures:
    """What was measured of one program and one file."""

    name: str
    size: str
    megabytes: float
    seconds: list[float] = field(default_factory=list)
    """Of the whole process."""
    start: list[float] = field(default_factory=list)
    """Of the whole process for a file of one record."""
    inside: list[float] = field(default_factory=list)
    """Of reading alone, without starting up, where the program says it."""
    peak: float = 0.0
    note: str = ""


@cache
def jobs_option() -> bool:
    """Tell whether `ris-ls check` knows --jobs."""
    return "--jobs" in run([*RIS_LS, "check", "--help"]).output


def check(file: Path, jobs: int = 1) -> Run:
    """Check a file with the default rules."""
    several = ["--jobs", str(jobs)] if jobs_option() else []
    return run_silently([*RIS_LS, "check", "--isolated", "--exit-zero", *several, file])


def format_check(file: Path) -> Run:
    """Say whether a file would be laid out otherwise."""
    return run_silently([*RIS_LS, "format", "--isolated", "--check", file])


def format_copy(file: Path, *options: str) -> Run:
    """Lay out a copy of a file."""
    copy = DATA / "copy.ris"
    shutil.copyfile(file, copy)
    result = run_silently([*RIS_LS, "format", "--isolated", *options, copy])
    copy.unlink()
    return result


def rispy_reads(file: Path) -> Run:
    """Read a file with rispy."""
    return run([sys.executable, PEERS / "rispy_reads.py", file])


def citation_js_reads(file: Path) -> Run:
    """Read a file with citation-js."""
    node = shutil.which("node") or "node"
    return run([node, "--max-old-space-size=8192", PEERS / "citation_js_reads.mjs", file])


def ris2xml_reads(file: Path) -> Run:
    """Read a file with bibutils, and write it as MODS."""
    return run_silently(["ris2xml", file])


def programs() -> dict[str, Callable[[str], Run]]:
    """Return all programs that are there, by their names; each gets the size of the file."""
    found: dict[str, Callable[[str], Run]] = {
        RISPY: lambda size: rispy_reads(readable_file(size)[0]),
        "ris-ls check": lambda size: check(ris_file(size)),
        "ris-ls format --check": lambda size: format_check(ris_file(size)),
        "ris-ls format": lambda size: format_copy(ris_file(size)),
    }
    if jobs_option():
        found["ris-ls format, one process"] = lambda size: format_copy(
            ris_file(size), "--jobs", "1"
        )
        found["ris-ls check, two jobs"] = lambda size: check(ris_file(size), 2)
    if shutil.which("node"):
        found["citation-js"] = lambda size: citation_js_reads(ris_file(size))
    if shutil.which("ris2xml"):
        found["bibutils ris2xml"] = lambda size: ris2xml_reads(ris_file(size))
    else:
        print("ris2xml is left out: it comes with the package bibutils.")
    return found


def main() -> None:
    """Measure in turns, and print a table for each size."""
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", default="", help="only programs with this in their name")
    given = options.parse_args()
    found = {name: call for name, call in programs().items() if given.only in name}
    everything: list[Figures] = []
    for size in given.sizes.split(","):
        whole = rispy_reads(ris_file(size))
        refused = readable_file(size)[1]
        print(f"\n### {size}\n\nrispy on the file as it is: {said(whole)}")
        print(f"Records taken out for rispy: {refused}\n")
        megabytes = ris_file(size).stat().st_size / 1024**2
        figures = {name: Figures(name, size, megabytes) for name in found}
        for _ in range(given.rounds):
            for name, call in found.items():
                figures[name].start.append(call(ONE_RECORD).seconds)
                note(figures[name], call(size))
        print_table(figures)
        everything += figures.values()
    print_growth(everything)
    save(given.json, [vars(figures) for figures in everything])


def note(figures: Figures, done: Run) -> None:
    """Take up what a run showed."""
    figures.seconds.append(done.seconds)
    figures.peak = max(figures.peak, done.peak)
    if done.output:
        told = json.loads(done.output)
        figures.inside.append(told["seconds"])
        figures.note = f"{told['records']:,} records"
        if told.get("refused"):
            figures.note += f", {told['refused']:,} refused"


def said(done: Run) -> str:
    """Return in words what rispy made of a file."""
    told = json.loads(done.output)
    if told["failed"]:
        return f"fails after {told['seconds']:.2f} s with {told['failed']}, and reads nothing."
    return f"reads {told['records']:,} records in {told['seconds']:.2f} s."


def print_table(figures: dict[str, Figures]) -> None:
    """Print the figures of all programs for one size."""
    base = middle(figures[RISPY].seconds) if RISPY in figures else float("nan")
    head = ["", "seconds (least-most)", "MB/s", "of rispy", "start", "reading", "peak, MB", ""]
    rows = []
    for each in figures.values():
        seconds = middle(each.seconds)
        rows.append(
            [
                each.name,
                spread(each.seconds),
                number(each.megabytes / seconds),
                number(seconds / base, 2),
                number(middle(each.start), 2),
                number(middle(each.inside), 2),
                number(each.peak, 0),
                each.note,
            ]
        )
    print(table(head, rows))


def rate(figures: Figures) -> float:
    """Return the seconds for each MB, without what the program needs to start."""
    return (middle(figures.seconds) - middle(figures.start)) / figures.megabytes


def print_growth(everything: list[Figures]) -> None:
    """Print the seconds for each MB: equal where the cost grows no faster than the file."""
    sizes = list(dict.fromkeys(each.size for each in everything))
    if len(sizes) < 2:
        return
    print("\n### Seconds for each MB\n")
    names = dict.fromkeys(each.name for each in everything)
    rows = []
    for name in names:
        of_name = {each.size: each for each in everything if each.name == name}
        rates = [rate(of_name[size]) for size in sizes]
        rows.append([name, *(number(each, 3) for each in rates)])
    print(table(["", *sizes], rows))


if __name__ == "__main__":
    main()
