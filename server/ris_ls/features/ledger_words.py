"""A ledger in words: rows for people, and plain JSON for programs.

All who show a ledger (status bars, tooltips, the command line) show these words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ris_ls.features.ledger import Failure, Import, Ledger
from ris_ls.features.markdown import escape, table
from ris_ls.knowledge import exporter
from ris_ls.syntax import Guess

RowKind = Literal[
    "format",
    "records",
    "types",
    "ends",
    "import",
    "without",
    "duplicates",
    "exporter",
    "unread",
]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ledger as people read it. Plain text."""

    kind: RowKind
    label: str
    value: str
    """A number, or a name."""
    note: str = ""
    """What is worth knowing about it."""
    warning: bool = False
    """Whether a record does not arrive in a program."""
    place: int | None = None
    """Where in the text the first record stands that this is about."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A ledger in a few words, for a status bar."""

    text: str
    warning: bool
    """Whether the program that is shown does not read all records."""
    shown: str | None
    """The short name of that program; None where none is shown."""


def rows(ledger: Ledger) -> Iterator[Row]:
    """Yield the lines of a ledger."""
    counts = ledger.counts
    if ledger.foreign:
        yield Row("format", "Format", ledger.foreign, "not RIS: nothing is counted")
        return
    yield Row("records", "Records", _number(counts.records))
    yield Row("types", "TY (a record begins)", _number(counts.types))
    yield Row("ends", "ER (a record ends)", _number(counts.ends))
    for each in ledger.imports:
        label, value = f"Read by {each.name}", _number(each.records)
        yield Row("import", label, value, note(each), _loses(each), each.first)
    for label, count, place in (
        ("Without a title", counts.without_title, ledger.lacking.title),
        ("Without an abstract", counts.without_abstract, ledger.lacking.abstract),
        ("Without a DOI", counts.without_doi, ledger.lacking.doi),
        ("Without a year", counts.without_year, ledger.lacking.year),
    ):
        yield Row("without", label, _number(count), place=place)
    if ledger.duplicates is not None:
        yield Row("duplicates", "Duplicates", _number(ledger.duplicates), place=ledger.repeated_at)
    if ledger.exporters:
        yield Row("exporter", "Written by", ", ".join(map(exporter_name, ledger.exporters)))
    if counts.unread:
        yield Row("unread", "Too long to be read", _number(counts.unread), "stretches without ER")


def note(it: Import) -> str:
    """Return what becomes of records that do not arrive as they should; empty where all do."""
    if it.failure and it.lost:
        return _FAILURES[it.failure]
    parts = (
        (it.lost, "lost or merged with others"),
        (it.emptied, "left empty"),
        (it.invented, "invented"),
    )
    return ", ".join(f"{_number(count)} {what}" for count, what in parts if count)


_FAILURES: dict[Failure, str] = {
    "refused": "does not take this file for RIS",
    "stopped": "fails, and reads nothing of the file",
    "encoding": "reads nothing of a file that is not UTF-8",
}


def exporter_name(guess: Guess) -> str:
    """Return the name of an exporter, with how sure that is unless it is certain."""
    known = exporter(guess.key)
    name = known.name if known else guess.key
    return name if guess.confidence == "certain" else f"{name} ({guess.confidence})"


def summary(ledger: Ledger, targets: Sequence[str] = ()) -> Summary:
    """Return a ledger in a few words: the records, and how many a program reads of them.

    Of the targets, the programs that the file is to go to, that is the one that misses most. Where
    none of them is among those whose reading is known, it is any that misses some.
    """
    if ledger.foreign:
        return Summary("not RIS", False, None)
    text = records_in_words(ledger.counts.records)
    aimed_at = [each for each in ledger.imports if each.key in targets]
    shown = worst(aimed_at or ledger.imports)
    if shown is None or not (aimed_at or _loses(shown)):
        return Summary(text, False, None)
    told = f"{text} · {shown.name} {_number(shown.records)}"
    return Summary(told, _loses(shown), shown.key)


def worst(imports: Iterable[Import]) -> Import | None:
    """Return the program that misses most records, or else invents most; the first of several."""
    return max(imports, key=lambda each: (each.missed, each.invented), default=None)


def records_in_words(count: int) -> str:
    """Return ``no records``, ``1 record`` or ``1,200 records``."""
    return "1 record" if count == 1 else f"{_number(count) if count else 'no'} records"


def markdown(ledger: Ledger) -> str:
    """Return a ledger as a table."""
    head, *others = rows(ledger)
    cells = [(escape(row.label), _cell(row)) for row in others]
    return table(cells, (escape(head.label), _cell(head)))


def _cell(row: Row) -> str:
    value = escape(row.value)
    text = f"**{value}**" if row.warning else value
    return f"{text}: {escape(row.note)}" if row.note else text


Place = Callable[[int], Any]
"""Gives an offset in the text as plain JSON."""


def as_json(ledger: Ledger, place: Place) -> dict[str, Any]:
    """Return the numbers of a ledger as plain JSON."""
    counts = ledger.counts
    return {
        "format": ledger.foreign,
        "records": counts.records,
        "types": counts.types,
        "ends": counts.ends,
        "without": {
            "title": counts.without_title,
            "abstract": counts.without_abstract,
            "doi": counts.without_doi,
            "year": counts.without_year,
        },
        "duplicates": ledger.duplicates,
        "importers": [
            {
                "key": each.key,
                "name": each.name,
                "records": each.records,
                "lost": each.lost,
                "emptied": each.emptied,
                "invented": each.invented,
                "first": None if each.first is None else place(each.first),
                "failure": each.failure,
            }
            for each in ledger.imports
        ],
        "exporters": [
            {"key": each.key, "name": exporter_name(each), "certainty": each.confidence}
            for each in ledger.exporters
        ],
        "unread": counts.unread,
    }


def in_words_as_json(ledger: Ledger, targets: Sequence[str], place: Place) -> dict[str, Any]:
    """Return the words of a ledger as plain JSON; of the targets is told above all."""
    told = summary(ledger, targets)
    return {
        "summary": told.text,
        "warning": told.warning,
        "shown": told.shown,
        "markdown": markdown(ledger),
        "rows": [
            {
                "kind": row.kind,
                "label": row.label,
                "value": row.value,
                "note": row.note,
                "warning": row.warning,
                "place": None if row.place is None else place(row.place),
            }
            for row in rows(ledger)
        ],
    }


def _loses(it: Import) -> bool:
    return it.missed > 0


def _number(count: int) -> str:
    return f"{count:,}"
