"""The engine inside one process: opening, editing, checking and laying out, without any protocol.

    python benchmarks/document.py --sizes 1MB,10MB,50MB [--edits 200] [--json FILE]

Opening and editing are compared with pygls's own text document, which most servers in Python use.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from _shared import editor_text, middle, number, parser, percentile, ris_file, save, table
from lsprotocol import types
from pygls.workspace import TextDocument

from ris_ls.config.settings import Settings
from ris_ls.formatting import format_edits
from ris_ls.rules.engine import check
from ris_ls.syntax import read_document
from ris_ls.text import Change, Document, Position


def seconds(action: Callable[[], object], runs: int = 1) -> list[float]:
    """Return the times of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return times


def places(lines: int, count: int) -> list[int]:
    """Return lines to edit, the same in each run."""
    chooser = random.Random(1)  # the same places each time
    return [chooser.randrange(lines) for _ in range(count)]


def edits_ours(text: str, count: int) -> list[float]:
    """Time typing one letter at places all over the document."""
    document = read_document(text)
    times = []
    for line in places(text.count("\n"), count):
        change = Change(Position(line, 0), Position(line, 0), "x")
        start = time.perf_counter()
        document.apply([change], "utf-16")
        document.position_at(document.offset_at(Position(line, 1), "utf-16"), "utf-16")
        times.append(time.perf_counter() - start)
    return times


def edits_pygls(text: str, count: int) -> list[float]:
    """Time the same with pygls, reading one line after each edit as a server would."""
    document = TextDocument("file:///x.ris", text)
    times = []
    for line in places(text.count("\n"), count):
        place = types.Position(line, 0)
        change = types.TextDocumentContentChangePartial(types.Range(place, place), "x")
        start = time.perf_counter()
        document.apply_change(change)
        document.lines[line]
        times.append(time.perf_counter() - start)
    return times


def check_after_edit(document: Document, line: int) -> list[float]:
    """Time finding all problems again after one letter was typed."""
    document.apply([Change(Position(line, 0), Position(line, 0), "x")], "utf-16")
    return seconds(lambda: check(document, Settings()))


def measure(text: str, edits: int) -> dict[str, float]:
    """Return all figures for a text, in seconds."""
    ours = edits_ours(text, edits)
    theirs = edits_pygls(text, max(5, edits // 20))
    document = read_document(text)
    return {
        "open, cut into records": middle(seconds(lambda: read_document(text), 3)),
        "open, pygls: cut into lines": middle(
            seconds(lambda: TextDocument("file:///x.ris", text).lines, 3)
        ),
        "one edit, median": middle(ours),
        "one edit, 95th percentile": percentile(ours),
        "one edit, pygls, median": middle(theirs),
        "find all problems": middle(seconds(lambda: check(document, Settings()))),
        "find them again after one edit": middle(check_after_edit(document, text.count("\n") // 2)),
        "lay out": middle(seconds(lambda: format_edits(read_document(text)))),
    }


def main() -> None:
    """Measure each size, and print one table."""
    options = parser(__doc__)
    options.add_argument("--edits", type=int, default=200)
    given = options.parse_args()
    sizes = given.sizes.split(",")
    figures = {size: measure(editor_text(ris_file(size)), given.edits) for size in sizes}
    rows = [
        [name, *(number(figures[size][name] * 1000, 1) for size in sizes)]
        for name in figures[sizes[0]]
    ]
    print(table(["milliseconds", *sizes], rows))
    save(given.json, figures)


if __name__ == "__main__":
    main()
