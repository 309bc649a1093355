"""Time the engine against its peers on the same text, in one run.

usage: speed.py FILE [--edits 200]

Peers: pygls's own text document, which most servers in Python use, for opening and editing;
rispy, which only reads, and fails on damage, for checking. Opening is the best of three runs.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import rispy
from lsprotocol import types
from pygls.workspace import TextDocument

from ris_ls.config.settings import Settings
from ris_ls.formatting import format_edits
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import fix
from ris_ls.rules.proof import rispy_reads
from ris_ls.syntax import read_document
from ris_ls.text import Change, Document, Position, decode


def main() -> None:
    """Run all comparisons and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--edits", type=int, default=200)
    options = parser.parse_args()
    data = options.file.read_bytes()
    text = decode(data).text
    print(f"{len(data):,} bytes, {text.count('TY  - '):,} records\n")
    row("open, ris-ls (blocks)", best(lambda: read_document(text)))
    row("open, pygls TextDocument (lines)", best(lambda: pygls_document(text).lines))
    ours = edits_ours(read_document(text), options.edits)
    theirs = edits_pygls(pygls_document(text), max(5, options.edits // 20))
    row("one edit, ris-ls, median", statistics.median(ours))
    row("one edit, ris-ls, 95th percentile", statistics.quantiles(ours, n=20)[-1])
    row("one edit, pygls TextDocument, median", statistics.median(theirs))
    row("check all rules, ris-ls", best(lambda: check(read_document(text), Settings()), runs=1))
    row("lay out, ris-ls", best(lambda: format_edits(read_document(text)), runs=1))
    document = read_document(text)
    fix(document, Settings())
    # One by one: rispy 0.10 fails on the whole where one record ends in a way that suits the next.
    readable = [block.text for block in document.blocks if rispy_reads(block.text)]
    row("read alone, rispy", best(lambda: [rispy.loads(text) for text in readable], runs=1))
    check(document, Settings())
    row("check again after one edit, ris-ls", check_after_edit(document))


def row(name: str, seconds: float) -> None:
    """Print one line of the table."""
    print(f"{name:45} {seconds * 1000:12,.2f} ms")


def best(action: Callable[[], object], runs: int = 3) -> float:
    """Return the shortest time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def pygls_document(text: str) -> TextDocument:
    """Return the text as pygls keeps it."""
    return TextDocument("file:///x.ris", text)


def places(lines: int, count: int) -> list[int]:
    """Return lines to edit, the same in each run."""
    chosen = random.Random(1)  # the same places each time
    return [chosen.randrange(lines) for _ in range(count)]


def edits_ours(document: Document, count: int) -> list[float]:
    """Time typing one letter at places all over the document."""
    times = []
    for line in places(document.first_lines[-1], count):
        change = Change(Position(line, 6), Position(line, 6), "x")
        start = time.perf_counter()
        document.apply([change], "utf-16")
        document.position_at(document.offset_at(Position(line, 7), "utf-16"), "utf-16")
        times.append(time.perf_counter() - start)
    return times


def edits_pygls(document: TextDocument, count: int) -> list[float]:
    """Time the same with pygls, reading one line after each edit as a server would."""
    times = []
    for line in places(len(document.lines), count):
        place = types.Position(line, 6)
        change = types.TextDocumentContentChangePartial(types.Range(place, place), "x")
        start = time.perf_counter()
        document.apply_change(change)
        document.lines[line]
        times.append(time.perf_counter() - start)
    return times


def check_after_edit(document: Document) -> float:
    """Time finding all problems again after one letter was typed."""
    line = document.first_lines[-1] // 2
    document.apply([Change(Position(line, 6), Position(line, 6), "x")], "utf-16")
    start = time.perf_counter()
    check(document, Settings())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
