"""Compare a generated file with real exports: findings rule by rule, and the measures of the text.

    python benchmarks/realism.py [--corpus FOLDER] [--size 50MB] [--seed 1]

The exports (160 files of 40 public repositories) are not part of the project; they are looked for
beside the checkout. Rules that speak of a whole file (RIS001 to RIS004 and RIS008) are left out:
160 small files have more of them than one big one.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from generate import generate, size_of

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.syntax import read_document, record_of
from ris_ls.text.encoding import decode
from ris_ls.text.lines import iter_lines

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "files"

OF_A_FILE = ("RIS001", "RIS002", "RIS003", "RIS004", "RIS008")
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999)


@dataclass
class Measures:
    """What was counted in one file or in all exports."""

    records: int = 0
    characters: int = 0
    beyond_ascii: int = 0
    places: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self, path: Path) -> None:
        """Count what a file holds, and what the default rules find in it."""
        text = decode(path.read_bytes()).text
        self.characters += len(text)
        self.beyond_ascii += sum(not character.isascii() for character in text)
        self.lines += [end - start for start, end, _ in iter_lines(text)]
        document = read_document(text)
        for finding in check(document, Settings()):
            self.places[finding.code] += finding.places
            self.names[finding.code] = finding.name
        for block in document.blocks:
            record = record_of(block)
            if not record.fields:
                continue
            self.records += 1
            self.sizes.append(len(block.text))
            for each in record.fields:
                self.fields[each.tag] += 1
                self.letters[each.tag] += len(each.value)
                self.values[each.tag].add(each.value)

    def rate(self, code: str) -> float:
        """Return the places of a rule in 1,000 records."""
        return self.places[code] * 1000 / self.records


def main() -> None:
    """Measure both and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--size", type=size_of, default=size_of("50MB"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.corpus.is_dir():
        parser.error(f"the real exports are not here ({options.corpus}); name their folder")
    real, made = Measures(), Measures()
    for path in sorted(options.corpus.rglob("*")):
        if path.is_file():
            real.read(path)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.ris"
        file.write_bytes(generate(options.size, options.seed).encode())
        made.read(file)
    print_findings(real, made)
    print_text(real, made)
    print_fields(real, made)


def print_findings(real: Measures, made: Measures) -> None:
    """Print the places of each rule in 1,000 records."""
    print("| rule | real exports | generated | ratio |\n|---|---|---|---|")
    codes = (real.places | made.places).keys() - set(OF_A_FILE)
    for code in sorted(codes, key=lambda code: (-real.places[code], code)):
        there, here = real.rate(code), made.rate(code)
        name = (real.names | made.names)[code]
        ratio = f"{here / there:.2f}" if there else "-"
        frequent = there >= 1 or here >= 2
        mark = " (!)" if frequent and not (there and 0.5 <= here / there <= 2) else ""
        print(f"| {code} {name} | {there:.2f} | {here:.2f} | {ratio}{mark} |")


def print_text(real: Measures, made: Measures) -> None:
    """Print the measures of the text."""
    print("\n| text | real exports | generated |\n|---|---|---|")

    def row(name: str, measure: object) -> None:
        print(f"| {name} | {measure(real)} | {measure(made)} |")  # type: ignore[operator]

    row("records", lambda m: f"{m.records:,}")
    row("characters of a record, mean", lambda m: sum(m.sizes) // m.records)
    row("fields of a record, mean", lambda m: f"{m.fields.total() / m.records:.1f}")
    row("lines of a record, mean", lambda m: f"{len(m.lines) / m.records:.1f}")
    row("characters beyond ASCII, %", lambda m: f"{m.beyond_ascii * 100 / m.characters:.3f}")
    for share in SHARES:
        row(f"record length, {share * 100:g} % are shorter", lambda m, s=share: at(m.sizes, s))
    row("longest record", lambda m: max(m.sizes))
    for share in SHARES:
        row(f"line length, {share * 100:g} % are shorter", lambda m, s=share: at(m.lines, s))
    row("longest line", lambda m: max(m.lines))


def at(numbers: list[int], share: float) -> int:
    """Return the number below which this share of all lies."""
    return sorted(numbers)[int(len(numbers) * share)]


def print_fields(real: Measures, made: Measures) -> None:
    """Print how often tags stand in a record, how long values are and how many of them differ."""
    print("\n| tag | in a record | generated | mean length | generated | distinct, % | generated |")
    print("|---|---|---|---|---|---|---|")
    for tag, _ in real.fields.most_common(40):
        both = [(m, max(1, m.fields[tag])) for m in (real, made)]
        cells = [f"{count / m.records:.2f}" for m, count in both]
        cells += [f"{m.letters[tag] / count:.0f}" for m, count in both]
        cells += [f"{len(m.values[tag]) * 100 / count:.0f}" for m, count in both]
        print(f"| {tag} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
