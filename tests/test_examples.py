"""The examples show what their table says: what rispy reads before and after."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rispy

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

ROW = re.compile(r"^\| `(?P<name>\S+\.ris)` \|.*\| (?P<before>\d+) of \d+ .*\| (?P<after>\d+) \|$")
TABLE = [
    (row["name"], int(row["before"]), int(row["after"]))
    for row in map(ROW.match, (EXAMPLES / "README.md").read_text(encoding="utf-8").split("\n"))
    if row
]

CODES = {
    "byte-order-mark.ris": {"RIS002", "RIS004", "RIS305"},
    "clean.ris": set(),
    "collapsed.ris": {"RIS008", "RIS104"},
    "missing-end.ris": {"RIS204"},
    "text-between-records.ris": {"RIS109", "RIS421"},
    "values.ris": {
        *("RIS301", "RIS304", "RIS306", "RIS309", "RIS401", "RIS413"),
        *("RIS421", "RIS422", "RIS431", "RIS452", "RIS456", "RIS461", "RIS501"),
    },
    "word-processor.ris": {"RIS101", "RIS102", "RIS103", "RIS302"},
}


def read(path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        return len(rispy.load(file))


def check(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ris_ls", "check", *options, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_table_names_every_example() -> None:
    names = {path.name for path in EXAMPLES.glob("*.ris")}
    assert {name for name, _, _ in TABLE} == names == set(CODES)


@pytest.mark.parametrize(("name", "before", "after"), TABLE, ids=[row[0] for row in TABLE])
def test_example(name: str, before: int, after: int, tmp_path: Path) -> None:
    copy = tmp_path / name
    shutil.copyfile(EXAMPLES / name, copy)
    found = check(copy)
    assert set(re.findall(r"\bRIS\d{3}\b", found.stdout)) == CODES[name], found.stdout
    assert found.returncode == (1 if CODES[name] else 0)
    assert read(copy) == before
    check(copy, "--fix")
    assert read(copy) == after
