"""Learn the weights of the evidence in `ris_ls.syntax.recovery` from real exports.

    python benchmarks/recovery_weights.py [--files FOLDER] [--write]

Takes the sound records of the training half (see `recovery.py`), loses their line breaks, puts
look-alikes where no line broke, and fits a logistic regression to which candidates are breaks,
every other candidate being taken for what it is. No file of the held-out half is read.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from recovery import FILES, ROOT, Fields, collapsed, fields_of, half_of, sound_records

from ris_ls.knowledge import FIELD_CODES, is_vendor, tag
from ris_ls.syntax import _candidates, _evidence
from ris_ls.syntax.fit import group_of

TARGET = ROOT / "server" / "ris_ls" / "syntax" / "_weights.py"
PER_FILE = 40
EPOCHS = 30
DECAY = 4e-6
"""How strongly weights are drawn to 0, for each example."""
STRONGEST = 6.0

FLOORS = {"two blanks": 10.0}
"""What no look-alike teaches: in 24,000 sound records no value holds ` XX  - `, ln(24,000) = 10."""

Example = tuple[list[tuple[int, float]], float]
"""Evidence as (number of its name, size), and whether it is a break (1 or 0)."""

_COMMON = ("AB", "IS", "AU", "ER", "TY", "PY", "KW")
_VENDORS = sorted(code for code in FIELD_CODES if is_vendor(code))
_OTHERS = sorted(FIELD_CODES - set(_VENDORS))


def pairs_of(records: list[Fields]) -> set[tuple[str, str]]:
    """Return which concepts stand one behind the other."""
    found = set()
    for fields in records:
        for (first, _), (second, _) in pairwise(fields):
            a, b = tag(first), tag(second)
            if a and b:
                found.add((a.concept, b.concept))
    return found


def followers(
    pairs: dict[str, set[tuple[str, str]]], leave_out: str = ""
) -> dict[str, dict[str, int]]:
    """Return concept to concepts written behind it, with how common that is: 1, 2 or 3."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for repository, seen in pairs.items():
        if repository != leave_out:
            for pair in seen:
                counted[pair] += 1
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for (a, b), count in counted.items():
        table[a][b] = 1 if count == 1 else 2 if count < 4 else 3
    return table


def damaged(fields: Fields, dice: random.Random) -> Iterator[tuple[str, set[int]]]:
    """Yield lines that a record could become, with the places where their fields begin."""
    yield line(fields, "one blank")
    if dice.random() < 0.15:
        yield line(fields, "two blanks")
        yield line(fields, "glued")
    if dice.random() < 0.15:
        yield line(fields[:-1], "one blank")
    long = [i for i, (t, v) in enumerate(fields) if group_of(t) == "prose" and len(v) > 300]
    if long and dice.random() < 0.3:
        place = dice.choice(long)
        code, value = fields[place]
        stop = dice.randrange(150, len(value) - 50)
        cut = (code, value[:stop].rstrip() + dice.choice((" …", "...", "", "", " ...")))
        yield line([*fields[:place], cut, *fields[place + 1 :]], "one blank")
    homes = [
        i
        for i, (t, v) in enumerate(fields)
        if group_of(t) in ("title", "text", "prose", "keyword") and v.count(" ") >= 2
    ]
    if not homes:
        return
    titles = [i for i in homes if group_of(fields[i][0]) == "title"]
    prose = [i for i in homes if group_of(fields[i][0]) == "prose"]
    for _ in range(4):
        chance = dice.random()
        among = titles if titles and chance < 0.45 else prose if prose and chance < 0.9 else homes
        place = dice.choice(among)
        yield line_with_look_alike(fields, place, dice)


def line(fields: Fields, style: str) -> tuple[str, set[int]]:
    """Return the collapsed line and the offsets of its tags."""
    text = collapsed(fields, style)
    starts = set()
    at = 0
    for code, value in fields:
        at = text.index(code + (" -" if style == "one blank" else "  -"), at)
        starts.add(at)
        at += 4 + len(value)
    return text, starts


def line_with_look_alike(fields: Fields, place: int, dice: random.Random) -> tuple[str, set[int]]:
    """Put a tag and a hyphen between two words of a value."""
    code, value = fields[place]
    chance = dice.random()
    look = dice.choice(_COMMON if chance < 0.5 else _OTHERS if chance < 0.95 else _VENDORS)
    inserted = f" {look} - " + ("2020 " if look in ("PY", "Y1") and dice.random() < 0.7 else "")
    blanks = [m.start() for m in re.finditer(" ", value)]
    at = dice.choice(blanks)
    before, _ = line(fields[:place], "one blank")
    head = before + f"{code} - " + value[:at]
    changed = [
        *fields[:place],
        (code, value[:at] + inserted + value[at + 1 :]),
        *fields[place + 1 :],
    ]
    text, starts = line(changed, "one blank")
    return text, {s for s in starts if s != len(head) + 1} if text.startswith(head) else starts


def examples(by_repository: dict[str, list[list[Fields]]], names: dict[str, int]) -> list[Example]:
    """Turn every candidate of every line into an example."""
    pairs = {
        repository: set().union(*(pairs_of(records) for records in files))
        for repository, files in by_repository.items()
    }
    found: list[Example] = []
    for repository, files in by_repository.items():
        # What this repository alone shows must not count, or the order would seem to be a law.
        _evidence.FOLLOWERS = followers(pairs, repository)
        for number, records in enumerate(files):
            dice = random.Random(f"{repository}{number}")
            for fields in records:
                for text, starts in damaged(fields, dice):
                    for candidates, end in _candidates.records(text):
                        found.extend(judged(text, candidates, end, starts, names))
    _evidence.FOLLOWERS = followers(pairs)
    return found


def judged(
    text: str,
    candidates: list[_candidates.Candidate],
    end: int,
    starts: set[int],
    names: dict[str, int],
) -> Iterator[Example]:
    """Yield an example for each candidate, all the others being taken for what they are."""
    state = _evidence.CollapsedLine(text, candidates, end)
    truth = [candidate.start in starts for candidate in candidates]
    truth[0] = True
    for index, is_break in enumerate(truth):
        if not is_break:
            state.reject(index)
    state.relink()
    for index in range(1, len(candidates)):
        evidence: dict[int, float] = {}
        for name, size in state.evidence(index):
            number = names.setdefault(name, len(names))
            evidence[number] = evidence.get(number, 0.0) + size
        yield list(evidence.items()), float(truth[index])


def learn(data: list[Example], count: int) -> list[float]:
    """Fit the weights: stochastic gradient descent with a step size for each weight."""
    weights, squares = [0.0] * count, [1e-6] * count
    dice = random.Random(7)
    for _ in range(EPOCHS):
        dice.shuffle(data)
        for evidence, wanted in data:
            odds = sum(weights[n] * size for n, size in evidence)
            chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
            error = chance - wanted
            for n, size in evidence:
                slope = error * size + DECAY * weights[n]
                squares[n] += slope * slope
                weights[n] -= 0.3 * slope / math.sqrt(squares[n])
    return weights


def training_files(folder: Path, half: str) -> dict[str, list[list[Fields]]]:
    """Return the records of each file, by repository; at most so many of one file."""
    kept: dict[str, list[list[Fields]]] = defaultdict(list)
    for path in sorted(folder.glob("*/*")):
        if half_of(path) != half:
            continue
        records = [fields_of(record) for record in sound_records(path)]
        # Files that show every tag once, with made-up values, are tests of parsers.
        records = [r for r in records if len({t for t, _ in r}) < 36]
        step = max(1, len(records) // PER_FILE)
        if records:
            kept[path.parent.name].append(records[::step][:PER_FILE])
    return kept


def main() -> None:
    """Learn, print and, if asked to, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--files", type=Path, default=FILES)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    names: dict[str, int] = {}
    data = examples(training_files(options.files, "train"), names)
    breaks = sum(wanted for _, wanted in data)
    print(
        f"{len(data)} candidates, {breaks:.0f} of them breaks, {len(names)} kinds of evidence",
    )
    weights = learn(data, len(names))
    for name, least in FLOORS.items():
        weights[names[name]] = max(weights[names[name]], least)
    seen: dict[str, list[int]] = {name: [0, 0] for name in names}
    order = list(names)
    for evidence, wanted in data:
        for n, _ in evidence:
            seen[order[n]][int(wanted)] += 1
    print(f"{'evidence':40} weight  breaks  others")
    for name in sorted(names):
        print(f"{name:40} {weights[names[name]]:6.2f} {seen[name][1]:7} {seen[name][0]:7}")
    if options.write:
        TARGET.write_text(module(names, weights))


def module(names: dict[str, int], weights: list[float]) -> str:
    """Return the source of the table."""
    lines = [
        '"""What each piece of evidence weighs, and which tags follow which: learned, not written.',
        "",
        "Made by `benchmarks/recovery_weights.py`; do not edit by hand.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "WEIGHTS: dict[str, float] = {",
        *(f'    "{name}": {weights[names[name]]:.2f},' for name in sorted(names)),
        "}",
        '"""The name of a piece of evidence to its weight, in log odds that a line broke there."""',
        "",
        "",
        "def _levels(*rows: str) -> dict[str, int]:",
        "    return {word: level for level, row in enumerate(rows, 1) for word in row.split()}",
        "",
        "",
        "FOLLOWERS: dict[str, dict[str, int]] = {",
    ]
    for concept, behind in sorted(_evidence.FOLLOWERS.items()):
        lines.append(f'    "{concept}": _levels(')
        for level in (1, 2, 3):
            words = " ".join(sorted(word for word, much in behind.items() if much == level))
            rows = [words] if len(words) < 90 else textwrap.wrap(words, 86)
            lines += [f'        "{row} "' for row in rows[:-1]]
            lines.append(f'        "{rows[-1] if rows else ""}",')
        lines.append("    ),")
    lines += [
        "}",
        '"""What a field is about to what the next one can be about: 1 seen, 2 common, 3 usual."""',
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
