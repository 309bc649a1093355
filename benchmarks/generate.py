"""Make a large RIS file that looks like the joined exports of a systematic review.

    python benchmarks/generate.py --size 50MB --seed 1 -o FILE

Sections of the exporters follow each other (`generator/dialects.py`), with their orders, their
habits and their line ends; on top come the rarer defects (`generator/defects.py`), at the rates of
real exports. The text is the same for the same size and seed on every machine. Sizes count
characters, and the text stays just below: 50MB is below the 52,428,800 characters up to which VS
Code sends a file to a language server.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.defects import damaged
from generator.dialects import DIALECTS, Dialect
from generator.values import MAKERS, SPREAD, Work
from generator.words import Chooser

MEGABYTE = 1024 * 1024
BOM = "\ufeff"

ROUND = 500
"""Records of one round of sections; a round of all exporters fills 1 MB."""


def generate(size: int, seed: int) -> str:
    """Return RIS text of a little less than ``size`` characters."""
    chooser = Chooser(seed)
    parts: list[str] = []
    length = 0
    owed = [chooser.random() for _ in DIALECTS]
    """Parts of records that earlier rounds left over, by dialect."""
    counter = 0
    in_round = min(ROUND, size * ROUND / MEGABYTE)
    while True:
        for at, dialect in enumerate(DIALECTS):
            owed[at] += dialect.share * in_round / 1000
            records, owed[at] = int(owed[at]), owed[at] % 1
            for number in range(records):
                counter += 1
                text = record(dialect, chooser, counter, number)
                if length + len(text) >= size:
                    return "".join(parts)
                parts.append(text)
                length += len(text)


def record(dialect: Dialect, chooser: Chooser, counter: int, number: int) -> str:
    """Return one record with what its exporter writes around it.

    ``counter`` counts the records of the file, ``number`` those of the section, from zero.
    """
    work = Work(chooser, weighed(chooser, dialect.types), counter)
    lines = [
        *before(dialect, number),
        *damaged(fields(dialect, work), work),
        *([""] * dialect.blank_lines),
        *after(dialect, work),
    ]
    end = dialect.line_end
    # The mark of an export that was joined to others behind them.
    marked = number == 0 and counter > 1 and chooser.often(dialect.mark)
    return (BOM if marked else "") + "".join(
        line.replace("\n", end) + ("\r" if line[:2] in dialect.bare_returns else end)
        for line in lines
    )


def fields(dialect: Dialect, work: Work) -> list[str]:
    """Return the lines of a record from TY to ER; a line may hold untagged lines too."""
    c = work.chooser
    gap = dialect.gap
    lines = [f"TY{gap}{work.kind}"] if work.kind else []
    for row in dialect.rows:
        if row.share < 1 and not c.often(row.share):
            continue
        between = " - " if row.tag == dialect.bent else gap
        count = 1 if row.count == 1 else max(1, round(row.count * c.pick(SPREAD)))
        for _ in range(count):
            maker = MAKERS[row.kinds[0] if len(row.kinds) == 1 else c.pick(row.kinds)]
            lines.append(f"{row.tag}{between}{maker(work)}")
    lines.append(dialect.end)
    return lines


def weighed(c: Chooser, weights: dict[str, int]) -> str:
    """Return one of the keys, the heavier ones more often."""
    at = c.random() * sum(weights.values())
    for key, weight in weights.items():
        at -= weight
        if at < 0:
            return key
    return key


def before(dialect: Dialect, number: int) -> list[str]:
    """Return the lines that an exporter writes in front of a record."""
    lines: list[str] = []
    if number == 0 and dialect.heading == "cab":
        lines += ["Provider: CABI", 'Content: text/plain; charset="UTF-8"', ""]
    if number == 0 and dialect.heading == "blank":
        lines += [""]
    if dialect.before == "cochrane":
        lines += [
            f"Record #{number + 1} of 172",
            "Provider: John Wiley & Sons, Ltd.",
            'Content: text/plain; charset="UTF-8"',
            "",
        ]
    elif dialect.before:
        lines += [f"{number + 1}. " if dialect.before == "ovid" else f"{number + 1}."]
    return lines


def after(dialect: Dialect, work: Work) -> list[str]:
    """Return the lines that an exporter writes behind a record."""
    if dialect.after == "ovid":
        link = f"http://ovidsp.ovid.com?T=JS&PAGE=fulltext&D=medp&AN={work.number}"
        return [f"Link to the Ovid Full Text or citation: {link}", ""]
    return []


def size_of(text: str) -> int:
    """Return the number of characters that a size such as 50MB or 200KB means."""
    units = {"KB": 1024, "MB": MEGABYTE}
    return int(text[:-2]) * units[text[-2:].upper()]


def main() -> None:
    """Write a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="1MB", type=size_of)
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("-o", "--output", required=True, type=Path)
    options = parser.parse_args()
    text = generate(options.size, options.seed)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(text.encode())


if __name__ == "__main__":
    main()
