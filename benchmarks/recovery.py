"""How well the lost line breaks of collapsed records are found again, over real exports.

Sound records of real files are joined to one line each, in three styles, and recovered. What comes
back is compared with the fields that were there. Then look-alikes of fields are put into titles and
abstracts, where no line ever broke.

    python benchmarks/recovery.py [--files FOLDER] [--limit N] [--show N] [--half train|held-out]

Files are halved by the repository they come from, so that no exporter's habits leak from the half
that the scores were set on to the one that is held out.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "server"))

from ris_ls.syntax import Record, Recovery, read_document, record_of, recover  # noqa: E402
from ris_ls.text.encoding import decode  # noqa: E402

FILES = ROOT.parent / "shared" / "corpus" / "files"

LONG = {
    "one abstract": "Of all the lines that were lost, one was found (n = 12). ",
    "an abstract with look-alikes": "In group AB - the larger one - IS - 12 was usual. ",
    "nothing but tags": "AU - ",
    "nothing but names": "AU - Doe, Jane ",
    "nothing but capitals": "AU AB - IS-",
    "records": "ER - TY - JOUR TI - On lines AU - Doe, Jane PY - 2020 SP - 1 EP - 2 ",
    "records without ER": "TY - JOUR TI - On lines AU - Doe, Jane PY - 2020 SP - 1 EP - 2 ",
    "blanks": " ",
    "hyphens": " - ",
    "brackets": "(((",
}

Fields = list[tuple[str, str]]

_GAP = re.compile(r"[ \t\r\n]+")
_RUN_ON = re.compile(r"(?:^|[ \r\n])[A-Z][A-Z0-9]  -|[\r\n] *[A-Z][A-Z0-9] {0,3}- ")
"""A field that ran into the value before it already in the export: no sound record."""
_EDGE = " \t\u00a0\r\n"

STYLES = ("one blank", "two blanks", "glued")
"""How the record reads on its one line: `JOUR TI - On`, `JOUR TI  - On`, `JOURTI  - On`."""

LOOK_ALIKES = (" AB - ", " IS - ", " AU - ", " ER - ", " TY - ", " PY - 2020 ", " KW - ")


def plain(value: str) -> str:
    """Return a value as it is compared: runs of blanks count as one."""
    return _GAP.sub(" ", value).strip(_EDGE)


def half_of(path: Path) -> str:
    """Tell which half a file belongs to: every second repository (folder) is held out."""
    return "held-out" if _folders(path.parent.parent).index(path.parent.name) % 2 else "train"


@cache
def _folders(parent: Path) -> list[str]:
    return sorted(folder.name for folder in parent.iterdir() if folder.is_dir())


def sound_records(path: Path) -> Iterator[Record]:
    """Yield the records of a file that run from TY to ER without a damaged line."""
    document = read_document(decode(path.read_bytes()).text)
    for block in document.blocks:
        record = record_of(block)
        if (
            record.end is not None
            and record.fields
            and record.fields[0].tag == "TY"
            and len(record.types) == 1
            and not record.collapsed
            and not record.before
            and not any(line.defects for line in record.lines)
            and not any(
                _RUN_ON.search(each.line_span.of(record.text)[6:]) for each in record.fields
            )
            and not record.text[record.end.value_start : record.end.value_end]
        ):
            yield record


def fields_of(record: Record) -> Fields:
    """Return (tag, value) of each field of a sound record, ER last."""
    return [*((f.tag, plain(f.full_value)) for f in record.fields), ("ER", "")]


def collapsed(fields: Fields, style: str) -> str:
    """Return fields as the one line they become when their line breaks are lost."""
    if style == "one blank":
        return " ".join(f"{tag} - {value}".rstrip() for tag, value in fields) + " "
    between = "" if style == "glued" else " "
    return between.join(f"{tag}  - {value}" for tag, value in fields)


def recovered(text: str, recovery: Recovery) -> Fields:
    """Return what was recovered in the form that `fields_of` gives."""
    return [(b.tag, plain(b.value(text))) for b in recovery.breaks]


@dataclass
class Count:
    """What became of the lines of one group."""

    lines: int = 0
    exact: int = 0
    certain: int = 0
    wrong: int = 0
    """Certain, and not exactly what was there."""
    lost: int = 0
    """A field that was there is not found."""
    lost_certain: int = 0
    invented: int = 0
    """A field that was not there is found."""
    seconds: float = 0.0
    shown: list[str] = field(default_factory=list)

    def add(self, wanted: Fields, text: str, show: int, name: str) -> None:
        """Recover one line and compare."""
        start = time.perf_counter()
        recovery = recover(text)
        self.seconds += time.perf_counter() - start
        got = recovered(text, recovery)
        self.lines += 1
        self.certain += recovery.certain
        if got == wanted:
            self.exact += 1
            if not recovery.certain and len(self.shown) < show:
                low = sorted([(b.confidence, b.tag, b.start) for b in recovery.breaks])[:2]
                around = [f"{c:.3f} {text[max(0, at - 40) : at + 40]!r}" for c, _, at in low]
                self.shown.append(f"  unsure {recovery.confidence:.3f} {name}: {around}")
            return
        missing = [item for item in wanted if item not in got]
        extra = [item for item in got if item not in wanted]
        lost = len(got) < len(wanted)
        self.lost += lost
        self.invented += len(got) > len(wanted)
        self.lost_certain += lost and recovery.certain
        self.wrong += recovery.certain
        if len(self.shown) < show or (recovery.certain and show):
            mark = "WRONG" if recovery.certain else "inexact"
            cut = [(t, v[:60] + "|" + v[-60:]) for t, v in [*missing, ("", "->"), *extra][:6]]
            self.shown.append(f"  {mark} {recovery.confidence:.3f} {name}: {cut}")

    def row(self, name: str) -> str:
        """Return the group as a line of the table."""
        n = max(self.lines, 1)
        wrong = f"{100 * self.wrong / max(self.certain, 1):.3f}"
        return (
            f"| {name} | {self.lines} | {100 * self.exact / n:.2f} | {100 * self.certain / n:.2f} "
            f"| {wrong} ({self.wrong}) | {100 * self.lost / n:.2f} | {self.lost_certain} "
            f"| {100 * self.invented / n:.2f} | {1000 * self.seconds / n:.2f} |"
        )


HEAD = (
    "| lines | number | exact % | certain % | wrong of certain % | break lost % "
    "| lost while certain | break invented % | ms a line |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def with_look_alike(
    fields: Fields, inserted: str, tags: tuple[str, ...], dice: random.Random
) -> Fields | None:
    """Put a look-alike between two words of the longest value of the first of ``tags``."""
    places = [i for i, (tag, value) in enumerate(fields) if tag in tags and value.count(" ") >= 3]
    if not places:
        return None
    place = max(places, key=lambda i: len(fields[i][1]))
    tag, value = fields[place]
    blanks = [m.start() for m in re.finditer(" ", value)][:-1]
    at = dice.choice(blanks)
    changed = value[:at] + inserted + value[at + 1 :]
    return [*fields[:place], (tag, plain(changed)), *fields[place + 1 :]]


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--files", type=Path, default=FILES)
    parser.add_argument("--limit", type=int, default=0, help="records of one file, 0 for all")
    parser.add_argument("--show", type=int, default=0, help="lines to show of each group")
    parser.add_argument("--half", choices=("train", "held-out"))
    parser.add_argument("--only", default="", help="groups whose name holds this")
    options = parser.parse_args()
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for path in sorted(options.files.glob("*/*")):
        half = half_of(path)
        if options.half and options.half != half:
            continue
        records = list(sound_records(path))
        if options.limit and len(records) > options.limit:
            records = records[:: len(records) // options.limit][: options.limit]
        dice = random.Random(path.name)
        found = [fields_of(record) for record in records]
        for number, fields in enumerate(found):
            measure(fields, counts, half, f"{path.name[:30]}#{number}", dice, options)
        for number in range(0, len(found) - 4, 5):
            five = [item for fields in found[number : number + 5] for item in fields]
            if "five records" in options.only or not options.only:
                text = collapsed(five, "one blank")
                counts[half, "five records on one line"].add(five, text, options.show, path.name)
    for half in ("train", "held-out"):
        names = [name for kept, name in counts if kept == half]
        if names:
            print(f"\n### {half}\n\n{HEAD}")
        for name in names:
            count = counts[half, name]
            print(count.row(name))
            for line in count.shown:
                print(line)
    if not options.only:
        print("\n### Long lines\n\n| 200,000 characters of | seconds |\n|---|---|")
        for name, piece in LONG.items():
            text = ("TY - JOUR TI - On long lines AB - " + piece * 200_000)[:200_000]
            start = time.perf_counter()
            recover(text)
            print(f"| {name} | {time.perf_counter() - start:.2f} |")


def measure(  # noqa: PLR0917
    fields: Fields,
    counts: dict[tuple[str, str], Count],
    half: str,
    name: str,
    dice: random.Random,
    options: argparse.Namespace,
) -> None:
    """Recover one record in every style and with every look-alike."""
    abstract = any(tag in ("AB", "N2") and len(value) > 100 for tag, value in fields)
    made_up = len({tag for tag, _ in fields}) > 35  # tests of parsers that show every tag once
    groups: list[tuple[str, Fields, str]] = []
    for style in STYLES:
        kind = "made up" if made_up else "with abstract" if abstract else "without abstract"
        groups.append((f"{style}, {kind}", fields, collapsed(fields, style)))
    for inserted in LOOK_ALIKES:
        for where, tags in (("title", ("TI", "T1")), ("abstract", ("AB", "N2"))):
            changed = with_look_alike(fields, inserted, tags, dice)
            if changed is not None:
                groups.append(
                    (f"`{inserted}` in {where}", changed, collapsed(changed, "one blank"))
                )
    cut = next((i for i, (tag, v) in enumerate(fields) if tag in ("AB", "N2") and len(v) > 300), -1)
    if cut >= 0:
        tag, value = fields[cut]
        shorter = [*fields[:cut], (tag, plain(value[:250]) + " …"), *fields[cut + 1 :]]
        groups.append(("abstract cut off", shorter, collapsed(shorter, "one blank")))
    groups.append(("no ER", fields[:-1], collapsed(fields[:-1], "one blank")))
    lower = " ".join(f"{tag.lower()} - {value}" for tag, value in fields)
    groups.append(("lower-case tags", fields, lower))
    for group, wanted, text in groups:
        if options.only in group:
            counts[half, group].add(wanted, text, options.show, name)


if __name__ == "__main__":
    main()
