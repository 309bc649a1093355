"""Write what `npm run bench` measured as one page: the machine, the targets, all tables.

    python benchmarks/report.py FOLDER -o results.md

The folder holds, for each benchmark NAME, what it printed (NAME.md) and its figures (NAME.json).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from _shared import PEERS, ROOT, middle, number, percentile, table

TITLES = {
    "startup": "Starting",
    "lsp": "As an editor sees it",
    "throughput": "The command line",
    "memory": "Memory",
    "document": "The engine alone",
}


@dataclass(frozen=True)
class Target:
    """Something that must hold."""

    name: str
    least: float | None
    most: float | None
    figure: float
    unit: str = ""

    def row(self) -> list[str]:
        """Return its row of the table."""
        target = f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"
        if math.isnan(self.figure):
            return [self.name, f"{target}{self.unit}", "-", "not measured"]
        held = (self.most is None or self.figure <= self.most) and (
            self.least is None or self.figure >= self.least
        )
        digits = 2 if abs(self.figure) < 10 else 1
        figure = f"{number(self.figure, digits)}{self.unit}"
        return [self.name, f"{target}{self.unit}", figure, "yes" if held else "**no**"]


class Figures:
    """The figures of all benchmarks."""

    def __init__(self, folder: Path) -> None:
        read = {
            name: json.loads((folder / f"{name}.json").read_text())
            for name in TITLES
            if (folder / f"{name}.json").exists()
        }
        self.startup: dict[str, list[float]] = read.get("startup", {})
        self.servers: list[dict[str, Any]] = read.get("lsp", [])
        self.programs: list[dict[str, Any]] = read.get("throughput", [])
        self.memory: dict[str, Any] = read.get("memory", {"megabytes": {}, "peaks": {}})
        sizes = {each["size"] for each in self.servers + self.programs}
        self.sizes = sorted(sizes, key=lambda size: int(size.removesuffix("MB")))

    def server(self, name: str, size: str) -> dict[str, Any]:
        """Return the figures of a server and a size; empty when there are none."""
        return _one(self.servers, name, size)

    def program(self, name: str, size: str) -> dict[str, Any]:
        """Return the figures of a program and a size; empty when there are none."""
        return _one(self.programs, name, size)


def _one(figures: list[dict[str, Any]], name: str, size: str) -> dict[str, Any]:
    found = (each for each in figures if each["name"] == name and each["size"] == size)
    return next(found, {})


def targets(figures: Figures) -> Iterator[Target]:
    """Yield all that must hold, for the largest file."""
    largest = figures.sizes[-1]
    for way in ("push", "pull"):
        if figures.server(f"ris-ls, {way}", largest):
            yield from _server_targets(figures, way, largest)
    yield from _program_targets(figures, largest)
    starts = [middle(each) for each in figures.startup.values()] or [float("nan")] * 2
    yield Target("`initialize` answered, of the import of pygls", None, 1.3, starts[1] / starts[0])


def _server_targets(figures: Figures, way: str, size: str) -> Iterator[Target]:
    own = figures.server(f"ris-ls, {way}", size)
    floor = middle(figures.server("nothing on pygls", size).get("first", []))

    def milliseconds(name: str, share: float | None = None) -> float:
        values = own.get(name, [])
        return 1000 * (percentile(values, share) if share else middle(values))

    yield Target(f"{way}: key to diagnostics, median", None, 20, milliseconds("key"), " ms")
    yield Target(f"{way}: key to diagnostics, p95", None, 50, milliseconds("key", 0.95), " ms")
    for what in ("completion", "hover"):
        figure = milliseconds(what, 0.95)
        yield Target(f"{way}: {what} right after a key, p95", None, 15, figure, " ms")
    seen: dict[str, list[float]] = own.get("seen", {})
    if seen:
        slowest = max(seen, key=lambda name: percentile(seen[name]))
        what = f"{way}: anything asked of where somebody looks ({slowest}), p95"
        yield Target(what, None, 50, 1000 * percentile(seen[slowest]), " ms")
    first = middle(own.get("first", []))
    needs = "" if math.isnan(floor) else f" ({floor:.2f} s)"
    yield Target(
        f"{way}: open to first diagnostics, beyond a server that does nothing{needs}",
        None,
        0.5,
        first - floor,
        " s",
    )
    checked = middle(own.get("checked", []))
    yield Target(f"{way}: all of the file checked", None, 5, checked, " s")
    meanwhile = milliseconds("hover_meanwhile", 0.95)
    yield Target(f"{way}: hover while the file is checked, p95", None, 30, meanwhile, " ms")
    replaced = own.get("replace_all", float("nan"))
    yield Target(f"{way}: 5,000 places replaced, to diagnostics", None, 0.5, replaced, " s")
    file = own.get("characters", float("nan")) / 1024**2
    peak = own.get("peak", float("nan"))
    yield Target(f"{way}: memory at its peak, times the file", None, 6, peak / file)
    growth = own.get("growth", float("nan")) * 100 / peak
    yield Target(f"{way}: memory grown over 2,000 keys, of the peak", None, 1, growth, " %")
    keys = [
        middle(figures.server(own["name"], each)["key"])
        for each in figures.sizes
        if figures.server(own["name"], each)
    ]
    spread = max(keys) / min(keys) if len(keys) > 1 else float("nan")
    yield Target(f"{way}: key to diagnostics, slowest size of fastest", None, 2, spread)


def _program_targets(figures: Figures, size: str) -> Iterator[Target]:
    def seconds(name: str) -> float:
        return middle(figures.program(name, size).get("seconds", []))

    rispy = seconds("rispy, plain parse")
    one, two = seconds("ris-ls check"), seconds("ris-ls check, two jobs")
    yield Target("`ris-ls check`, of rispy's parse", None, 3, one / rispy)
    yield Target("`ris-ls check`, times faster with two jobs", 1.7, None, one / two)
    for name in ("ris-ls format", "ris-ls format, one process"):
        yield Target(f"`{name}`, of rispy's parse", None, 2, seconds(name) / rispy)

    def uneven(name: str) -> float:
        rates = [_rate(figures.program(name, each)) for each in figures.sizes]
        return (max(rates) / min(rates) - 1) * 100

    peer = f"rispy: {uneven('rispy, plain parse'):.0f} %"
    for name in ("ris-ls check", "ris-ls format, one process"):
        what = f"`{name}`: seconds for each MB, between sizes ({peer})"
        yield Target(what, None, 20, uneven(name), " %")
    for name in ("ris-ls check", "ris-ls format"):
        peak = figures.memory["peaks"].get(name, {}).get(size, float("nan"))
        file = figures.memory["megabytes"].get(size, float("nan"))
        yield Target(f"`{name}`: memory at its peak, times the file", None, 6, peak / file)


def _rate(program: dict[str, Any]) -> float:
    if not program:
        return float("nan")
    return (middle(program["seconds"]) - middle(program["start"])) / float(program["megabytes"])


def machine() -> list[str]:
    """Describe the machine and the versions; nothing of it tells whose it is."""
    processor = _first(r"model name\s*:\s*(.+)", "/proc/cpuinfo") or platform.processor()
    memory = int(_first(r"MemTotal:\s+(\d+)", "/proc/meminfo") or 0) / 1024**2
    core = ROOT / "node_modules" / "@citation-js" / "core"
    bibutils = _printed("dpkg-query", "-W", "-f", "${Version}", "bibutils")
    versions = {
        "rispy": version("rispy"),
        "pygls": version("pygls"),
        "citation-js": json.loads((core / "package.json").read_text())["version"],
        "bibutils": bibutils or "(not there)",
        **json.loads((PEERS / "package.json").read_text())["dependencies"],
    }
    return [
        f"- {processor}, {os.cpu_count()} cores, {memory:.0f} GB; {_system()}",
        f"- Python {platform.python_version()}, Node {_printed('node', '--version')[1:]}",
        f"- {', '.join(f'{name} {number}' for name, number in versions.items())}",
    ]


def _first(pattern: str, path: str) -> str:
    found = re.search(pattern, Path(path).read_text()) if Path(path).exists() else None
    return found[1].strip() if found else ""


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def _printed(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    figures = Figures(options.folder)
    head = ["must hold", "target", "figure", "held"]
    parts = [
        "# Results",
        "Written by `npm run bench`; [README.md](README.md) says what is measured and how.",
        "\n".join(machine()),
        f"## What must hold, at {figures.sizes[-1]}",
        table(head, [target.row() for target in targets(figures)]),
    ]
    for name, title in TITLES.items():
        printed = options.folder / f"{name}.md"
        if printed.exists():
            parts += [f"## {title}", printed.read_text().strip()]
    options.output.write_text("\n\n".join(parts) + "\n")
    print("\n\n".join(parts[2:5]))


if __name__ == "__main__":
    main()
