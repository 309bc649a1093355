"""`ris-ls ledger`: says how many records files hold, and how many of them each program reads."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from ris_ls.cli.files import Heard, Problems, describe_oddities, read_source
from ris_ls.cli.jobs import WorkerError
from ris_ls.cli.main import CLEAN, FOUND, UNUSABLE
from ris_ls.cli.report import Paint
from ris_ls.cli.settings import project_of, say_problems
from ris_ls.cli.tasks import FileTask, Reached, Sharing, nobody, outcomes, plan, sharing
from ris_ls.features.ledger import Import, Ledger, ledger_steps, total, with_duplicates
from ris_ls.features.ledger_words import as_json, rows
from ris_ls.importers import READERS, unreadable_by
from ris_ls.knowledge import importers
from ris_ls.library import repeated_in
from ris_ls.syntax import read_document
from ris_ls.text import Document, Position

_MISSED = "33"
"""The colour of the number of a program that does not read all records."""


def run(options: argparse.Namespace) -> int:
    """Show the ledgers of the files that the options name. Returns the exit code."""
    project = project_of(options)
    if project is None:
        return UNUSABLE
    problems = Problems()
    todo = plan(options.paths, project, problems)
    shown = _Shown(as_json=options.output_format == "json", as_table=len(todo.tasks) > 1)
    try:
        with (
            sharing(options, todo.size) as share,
            closing(outcomes(Counting(), todo.tasks, share)) as each,
        ):
            for counted in each:
                share.progress.hide()
                counted.heard.tell(problems)
                if counted.ledger is not None:
                    shown.add(counted, counted.ledger)
    except WorkerError as error:
        problems.say(str(error))
        return UNUSABLE
    if todo.stopped_at:
        say_problems(project)
        return UNUSABLE
    shown.end()
    for target in sorted(shown.targets - set(READERS)):
        known = importers().get(target)
        problems.note(f"how {known.name if known else target} reads a file is not known here")
    if problems.any:
        return UNUSABLE
    return FOUND if shown.is_missed_by_target else CLEAN


class _Shown:
    """Shows ledgers as they come, and their total."""

    def __init__(self, *, as_json: bool, as_table: bool) -> None:
        self.targets: set[str] = set()
        """The programs that the files are to go to."""
        self.is_missed_by_target = False
        """Whether one of them does not read all records of a file."""
        self._as_json = as_json
        self._as_table = as_table
        self._paint = Paint(sys.stdout)
        self._objects: list[dict[str, Any]] = []
        self._counted: list[Ledger] = []

    def add(self, counted: Counted, ledger: Ledger) -> None:
        """Show the ledger of a file."""
        self.targets.update(counted.targets)
        self.is_missed_by_target |= any(
            each.missed for each in ledger.imports if each.key in counted.targets
        )
        if self._as_json:
            self._objects.append({"path": counted.name, **as_json(ledger, counted.place)})
        elif not ledger.foreign:
            if not self._as_table:
                print("\n".join(_page(counted, ledger, self._paint)))
            else:
                if not self._counted:
                    print("\n".join(_HEAD))
                print(_line(counted.name, ledger, self._paint))
            self._counted.append(ledger)

    def end(self) -> None:
        """Show what is shown when all files are done."""
        count = len(self._counted)
        if self._as_json:
            print(json.dumps(self._objects, indent=2))
        elif self._as_table and count:
            name = f"total of {count} files" if count > 1 else "total of 1 file"
            print(_line(name, total(self._counted), self._paint))


@dataclass(slots=True)
class Counted:
    """What became of a file."""

    name: str
    targets: tuple[str, ...]
    """The programs that it is to go to."""
    heard: Heard = field(default_factory=Heard)
    """What is to be said on standard error."""
    ledger: Ledger | None = None
    """None where it could not be read."""
    positions: dict[int, Position] = field(default_factory=dict)
    """Line and column, counted from 0, of the places that the ledger names."""

    def place(self, offset: int) -> dict[str, int]:
        """Return a place as JSON: line and column, counted from 1."""
        position = self.positions[offset]
        return {"line": position.line + 1, "column": position.column + 1}


@dataclass(frozen=True, slots=True)
class Counting:
    """`ris-ls ledger`: a file is followed from record to record, so in one piece."""

    def may_be_cut(self, task: FileTask) -> bool:
        """Tell that no file may be done in parts."""
        return False

    def whole(self, task: FileTask, reached: Reached = nobody) -> Counted:
        """Read a file and count what is in it."""
        counted = Counted(task.file.name, task.settings.targets)
        source = read_source(task.file.name, counted.heard)
        if source is None:
            return counted
        describe_oddities(source, counted.heard)
        document = read_document(source.decoded.body)
        steps = _with_duplicates(document, unreadable_by(source.decoded))
        expected = len(document.blocks) * (2 + len(READERS))
        done = 0
        while counted.ledger is None:
            try:
                next(steps)
            except StopIteration as end:
                counted.ledger = end.value
            done += 1
            if done % 1000 == 0:
                reached(min(1.0, done / expected))
        for row in rows(counted.ledger):
            if row.place is not None:
                counted.positions[row.place] = document.position_at(row.place, "utf-32")
        if counted.ledger.foreign:
            what = counted.ledger.foreign
            counted.heard.note(f"{counted.name}: nothing is counted, this is not RIS but {what}")
        return counted

    def by_parts(self, task: FileTask, sharing: Sharing) -> Counted:
        """Do the same: a file is not cut."""
        return self.whole(task)


# -- one file ---------------------------------------------------------------------------------


def _page(counted: Counted, ledger: Ledger, paint: Paint) -> Iterator[str]:
    """Yield the lines of the ledger of one file."""
    told = list(rows(ledger))
    label = max(len(row.label) for row in told)
    number = max(len(row.value) for row in told if row.kind != "exporter")
    yield paint(counted.name, "1")
    for row in told:
        value = row.value if row.kind == "exporter" else row.value.rjust(number)
        shown = paint(value, _MISSED) if row.warning else value
        notes = [row.note] if row.note else []
        if row.place is not None:
            notes.append(f"line {counted.place(row.place)['line']:,}")
        yield "  ".join((row.label.ljust(label), shown, ", ".join(notes))).rstrip()


# -- several files ----------------------------------------------------------------------------

_COLUMNS: tuple[tuple[str, Sequence[str]], ...] = (
    ("", ("records", "TY", "ER")),
    ("read by", tuple(importers()[key].name for key in READERS)),
    ("without", ("title", "abstract", "DOI", "year")),
    ("", ("again",)),
)
"""The columns of the table in groups, each with its heading. The name of the file comes last, as
it may be long."""

_LEAST = 6
"""So wide is a column at least: numbers above 99,999 push what follows to the right."""

_WIDTHS = tuple(max(_LEAST, len(name)) for _, names in _COLUMNS for name in names)


def _headings() -> Iterator[str]:
    over, at = "", 0
    names: list[str] = []
    for heading, group in _COLUMNS:
        widths = _WIDTHS[at : at + len(group)]
        width = sum(widths) + 2 * (len(group) - 1)
        over += (heading.center(width, "-") if heading else " " * width) + "  "
        names.extend(name.rjust(size) for name, size in zip(group, widths, strict=True))
        at += len(group)
    yield over.rstrip()
    yield "  ".join(names)


_HEAD = tuple(_headings())


def _line(name: str, ledger: Ledger, paint: Paint) -> str:
    """Return the ledger of one file as a line of the table."""
    counts = ledger.counts
    imports: dict[str, Import] = {each.key: each for each in ledger.imports}
    cells: list[tuple[int, bool]] = [
        *((number, False) for number in (counts.records, counts.types, counts.ends)),
        *((imports[key].records, imports[key].missed > 0) for key in READERS),
        (counts.without_title, False),
        (counts.without_abstract, False),
        (counts.without_doi, False),
        (counts.without_year, False),
        (ledger.duplicates or 0, False),
    ]
    texts = [f"{number:,}".rjust(width) for (number, _), width in zip(cells, _WIDTHS, strict=True)]
    shown = (
        paint(text, _MISSED) if missed else text
        for text, (_, missed) in zip(texts, cells, strict=True)
    )
    return "  ".join((*shown, name))


def _with_duplicates(
    document: Document, unreadable: Collection[str]
) -> Generator[None, None, Ledger]:
    """Make the ledger of a document in steps, with how many records stand in it again."""
    found = yield from ledger_steps(document, unreadable)
    if found.foreign:
        return found
    repeated = yield from repeated_in(document)
    return with_duplicates(found, len(repeated), next(iter(repeated), None))
