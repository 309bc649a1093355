"""The labelled set: which records of real files are the same work, and how well they are found.

`duplicates.tsv` says what counts as the same, and how the labels were made. The real files lie
beside the project, not in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from ris_ls.syntax import Record, read_document, record_of
from ris_ls.text import Block, decode

LABELS = Path(__file__).with_name("duplicates.tsv")

PARTS = ("tuning", "held-out")
"""Weights and thresholds are set on the first and checked on the second."""

_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>]+")


class Place(NamedTuple):
    """Where a record stands."""

    file: str
    """Relative to the folder of the corpus."""
    number: int
    """How many records stand before it in the file."""


Pair = frozenset[Place]
"""Two records."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A record and where it stands."""

    place: Place
    block: Block

    @property
    def record(self) -> Record:
        """The fields of the record."""
        return record_of(self.block)


Finder = Callable[[Sequence[Placed]], Iterable[frozenset[Place]]]
"""Returns which of the records are the same work, as pairs; `pairs_within` makes them of groups."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus as it was when it was labelled."""

    path: str
    part: str
    records: int
    sha256: str

    def is_as_labelled(self, folder: Path) -> bool:
        """Tell whether the file is there and has not changed since."""
        path = folder / self.path
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == self.sha256

    def read(self, folder: Path, *, with_dois: bool = True) -> list[Placed]:
        """Return its records in order; without DOIs as if no product had written any."""
        text = decode((folder / self.path).read_bytes()).text
        if not with_dois:
            text = _DOI.sub("", text)
        blocks = [block for block in read_document(text).blocks if not record_of(block).is_empty]
        return [Placed(Place(self.path, index), block) for index, block in enumerate(blocks)]


@dataclass(frozen=True)
class Labels:
    """What is known of the records of some files."""

    files: tuple[File, ...]
    works: tuple[frozenset[Place], ...]
    """The records of one work, of each work that has several."""
    different: Mapping[Pair, str]
    """Records easily taken for the same work, and what they are to each other."""
    unsure: Mapping[Pair, str]
    """Records of which nobody can say, and why. They count neither way."""
    notes: Mapping[frozenset[Place], str] = field(default_factory=dict)
    """In what the records of some works disagree."""

    def files_of(self, part: str) -> list[File]:
        """Return the files of one part."""
        return [file for file in self.files if file.part == part]

    def same(self, part: str) -> set[Pair]:
        """Return all pairs of records of one work within a part."""
        paths = {file.path for file in self.files_of(part)}
        works = (work for work in self.works if next(iter(work)).file in paths)
        return {pair for work in works for pair in pairs_within(work)}


def pairs_within(group: Iterable[Place]) -> Iterable[Pair]:
    """Return the pairs of a group of records that are all the same work."""
    return map(frozenset, combinations(group, 2))


@cache
def read_labels(path: Path = LABELS) -> Labels:
    """Read a file of labels. Raises ValueError at a wrong line, KeyError at an unknown file."""
    files: dict[str, File] = {}
    works: list[frozenset[Place]] = []
    pairs: dict[str, dict[Pair, str]] = {"different": {}, "unsure": {}}
    notes: dict[frozenset[Place], str] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        kind, *cells = line.split("\t")
        if kind == "file":
            number, part, records, sha256, name = cells
            files[number] = File(name, part, int(records), sha256)
            continue
        places = [place.split(":") for place in cells[0].split(" ")]
        group = frozenset(Place(files[file].path, int(index)) for file, index in places)
        note = cells[1] if len(cells) > 1 else ""
        if kind == "same":
            works.append(group)
            if note:
                notes[group] = note
        elif kind in pairs:
            pairs[kind][group] = note
        else:
            raise ValueError(f"{path.name}: not a label: {line}")
    return Labels(tuple(files.values()), tuple(works), pairs["different"], pairs["unsure"], notes)


@dataclass(frozen=True, slots=True)
class Score:
    """How well the records of one work were found."""

    right: int
    """Pairs that were found and are one work."""
    wrong: frozenset[Pair]
    """Pairs that were found and are not."""
    missed: frozenset[Pair]
    """Pairs of one work that were not found."""

    @property
    def precision(self) -> float:
        """The share of the found pairs that are right."""
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs of one work that were found."""
        there = self.right + len(self.missed)
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(found: Iterable[frozenset[Place]], labels: Labels, part: str) -> Score:
    """Compare the pairs found in one part with the labels."""
    pairs = {pair for pair in found if pair not in labels.unsure}
    same = labels.same(part)
    return Score(len(pairs & same), frozenset(pairs - same), frozenset(same - pairs))
