"""How well records of the same work are found in exports of many products.

    python benchmarks/duplicates.py [--files FOLDER] [--part tuning|held-out] [--show N]
                                    [--finder MODULE:FUNCTION] [--json FILE]

Precision and recall over pairs of records, against tests/corpus/duplicates.tsv, which says what
counts as the same work. The peer is what people do in a spreadsheet: records with an equal DOI, or
with an equal title and year. Most pairs have a DOI in common, which anybody finds: so the recall of
the others stands by itself, and a second row of each part has all DOIs taken out of the files:
old and grey literature has none, and many products do not export them.

A finder takes the records of a part (`tests.corpus.labels.Placed`) and returns pairs of places.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "server"), str(ROOT)]

from tests.corpus.labels import (  # noqa: E402
    LABELS,
    PARTS,
    Finder,
    Labels,
    Pair,
    Place,
    Placed,
    Score,
    pairs_within,
    read_labels,
    score,
)

from ris_ls.features.citation import citation, in_short  # noqa: E402
from ris_ls.features.place import entries  # noqa: E402
from ris_ls.library import Holding, Library, Shelf, facts_of  # noqa: E402
from ris_ls.values.dates import parse_date  # noqa: E402
from ris_ls.values.doi import parse_doi  # noqa: E402

FILES = ROOT.parent / "shared" / "corpus" / "files"

COLUMNS = {
    "part": "part",
    "finder": "finder",
    "dois": "DOIs",
    "right": "right",
    "wrong": "wrong",
    "missed": "missed",
    "precision": "precision",
    "recall": "recall",
    "recall_without_doi": "recall, no DOI in common",
    "f1": "F1",
    "seconds": "seconds",
}
"""What is measured, and how it is headed."""


def same_doi_or_title(records: Sequence[Placed]) -> set[frozenset[Place]]:
    """Return the pairs with an equal DOI, or with an equal title (letters and digits) and year."""
    groups: dict[tuple[str, ...], set[Place]] = defaultdict(set)
    for placed in records:
        record = placed.record
        for doi in _dois(placed):
            groups["doi", doi].add(placed.place)
        title = "".join(filter(str.isalnum, record.value_of("TI", "T1", "CT", "BT").casefold()))
        date = parse_date(record.value_of("PY", "Y1", "DA"))
        if title and date is not None and date.year is not None:
            groups["title", title, str(date.year)].add(placed.place)
    return {pair for group in groups.values() for pair in pairs_within(group)}


def in_library(records: Sequence[Placed]) -> set[frozenset[Place]]:
    """Return the pairs that the library takes for the same work."""
    library = Library()
    shelf = Shelf("", library)
    places: dict[Holding, Place] = {}
    for number, placed in enumerate(records):
        facts = facts_of(placed.block)
        places[shelf.put(facts, "", number)] = placed.place
    return {
        frozenset((place, places[other]))
        for holding, place in places.items()
        for other in library.same_work(holding)
    }


def _dois(placed: Placed) -> set[str]:
    found = (parse_doi(field.full_value).doi for field in placed.record.of("DO"))
    return {doi.lower() for doi in found if doi}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the peer and of the finder, and where they are wrong."""
    options = _options(arguments)
    labels = read_labels(LABELS)
    stale = [file.path for file in labels.files if not file.is_as_labelled(options.files)]
    if stale:
        raise SystemExit(f"not as they were when they were labelled: {', '.join(stale)}")
    finders: dict[str, Finder] = {
        "same DOI, or same title and year": same_doi_or_title,
        "library": in_library,
    }
    if options.finder:
        finders[options.finder] = _imported(options.finder)
    figures: list[dict[str, object]] = []
    errors: list[str] = []
    print(_row(COLUMNS.values()))
    print(_row(["---"] * 3 + ["--:"] * (len(COLUMNS) - 3)))
    for part in options.part or PARTS:
        for with_dois in (True, False):
            records = [
                placed
                for file in labels.files_of(part)
                for placed in file.read(options.files, with_dois=with_dois)
            ]
            for name, finder in finders.items():
                start = time.perf_counter()
                found = set(finder(records))
                seconds = time.perf_counter() - start
                result = score(found, labels, part)
                dois = "as they are" if with_dois else "taken out"
                lone = _recall_without_doi(result, labels.same(part), records)
                row = {"part": part, "finder": name, "dois": dois, **_figures(result)}
                row |= {"recall_without_doi": lone, "seconds": seconds}
                figures.append(row)
                print(_row(_cell(row[column]) for column in COLUMNS), flush=True)
                if options.show and with_dois:
                    errors += _errors(f"{part}, {name}", result, records, labels, options.show)
    print("\n".join(errors))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=Path, default=FILES, help="where the corpus lies")
    parser.add_argument("--part", choices=PARTS, action="append", help="one part alone")
    parser.add_argument("--show", type=int, default=0, help="so many errors of each kind")
    parser.add_argument("--finder", help="a further finder, as MODULE:FUNCTION")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args(arguments)


def _imported(name: str) -> Finder:
    module, _, function = name.partition(":")
    finder: Finder = getattr(import_module(module), function)
    return finder


def _recall_without_doi(result: Score, same: set[Pair], records: Iterable[Placed]) -> float:
    """Return the share that was found of the pairs of one work with no DOI in common."""
    dois = {placed.place: _dois(placed) for placed in records}
    lone = {pair for pair in same if not set.intersection(*(dois[place] for place in pair))}
    return 1 - len(lone & result.missed) / len(lone) if lone else 1.0


def _figures(result: Score) -> dict[str, object]:
    return {
        "right": result.right,
        "wrong": len(result.wrong),
        "missed": len(result.missed),
        "precision": result.precision,
        "recall": result.recall,
        "f1": result.f1,
    }


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _errors(
    head: str, result: Score, records: Iterable[Placed], labels: Labels, most: int
) -> Iterable[str]:
    """Yield the errors of each kind, the two records below each other."""
    shown = {placed.place: placed for placed in records}
    notes = _notes(labels)
    for kind, pairs in (("wrong", result.wrong), ("missed", result.missed)):
        yield f"\n### {head}: {kind} {len(pairs)}\n"
        for pair in sorted(map(sorted, pairs))[:most]:
            yield f"- {notes.get(frozenset(pair), '')}"
            yield from (f"  - {_in_short(shown[place])}" for place in pair)


def _notes(labels: Labels) -> Mapping[Pair, str]:
    """Return what the labels say of a pair."""
    notes = dict(labels.different)
    for work, note in labels.notes.items():
        notes.update(dict.fromkeys(pairs_within(work), note))
    return notes


def _in_short(placed: Placed) -> str:
    """Return what can be compared of a record, on one line."""
    cited = citation(entries(placed.block))
    file = placed.place.file.rpartition("/")[2]
    pages = cited.pages.start if cited.pages else cited.article
    parts = (in_short(cited), cited.title[:120], cited.source[:40], cited.volume, pages)
    described = " | ".join((*parts, cited.doi))
    return f"{file}:{placed.place.number} {placed.record.type_code} {described}"


if __name__ == "__main__":
    main()
