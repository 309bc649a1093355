"""What a program exported and nobody touched shows an error only where an importer loses data.

The importer is rispy, run on the file with all its errors mended, and with all but that one. What
must be missing then is a record, or the value of the field that the finding speaks of. Where the
finding speaks of citation-js, that reads nothing of the file, and all records once it is mended.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rispy

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.rules.model import Finding
from ris_ls.rules.repeats import FAILS
from ris_ls.syntax import read_document, record_of
from ris_ls.text import apply_edits, decode
from tests.conftest import corpus_files
from tests.corpus.test_importers import with_citation_js

FILES = corpus_files()

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus lies beside the project, not in it")

Records = list[dict[str, Any]]

# Written by hand, by no program that can be named, or by several one after the other.
_NO_EXPORT = ("test fixture", "unknown", "mixed", "exporter", "R package", "NOT RIS: other")

EXPECTED = {
    "RIS001": 2,  # PubMed's own format and that of Web of Science: rispy reads no record
    "RIS002": 30,  # EndNote, Lens, SciELO, Scopus, Web of Science: rispy loses the first record
    "RIS101": 170,  # CAB Direct and EndNote: rispy adds the line to the value before, or cuts it
    "RIS110": 1,  # a PMID line, which rispy adds to the value before
    "RIS204": 1,  # TRID: rispy does not read the last record
    "RIS424": 1,  # Web of Science: citation-js reads nothing of the whole file
}
"""How many errors of which rule these files show. A new one is to be proved here, as these are."""


def _exporters() -> dict[Path, str]:
    """Return who wrote each file, as the list beside the files has it."""
    folder = FILES[0].parents[1]
    with (folder.parent / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {folder.parent / row["path"]: row["exporter"] for row in rows}


def _untouched() -> list[Path]:
    if not FILES:
        return []
    exporters = _exporters()
    return [path for path in FILES if not exporters.get(path, "unknown").startswith(_NO_EXPORT)]


UNTOUCHED = _untouched()


def with_rispy(text: str) -> Records:
    # As from a file in text mode: all line ends alike, and no empty line behind the last.
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        return list(rispy.loads(plain))
    except Exception:  # rispy raises KeyError on some damage: then it reads nothing
        return []


def errors(path: Path) -> tuple[str, list[Finding]]:
    """Return what a file says, and each single error in it."""
    decoded = decode(path.read_bytes())
    document = read_document(decoded.text)
    found = check(document, Settings(), merge=False, decoded=decoded)
    return decoded.text, [one for one in found if one.severity == "error"]


def values(read: Any) -> Iterator[str]:
    """Yield each value that was read, by itself."""
    if isinstance(read, dict):
        read = list(read.values())
    if isinstance(read, list):
        for one in read:
            yield from values(one)
    elif read is not None:
        yield str(read)


def value_at(text: str, offset: int) -> str:
    """Return the value on the field line on which an offset lies; no line that carries it on."""
    document = read_document(text)
    block = document.block_at(offset)
    at = offset - document.offset_of(block)
    fields = record_of(document.blocks[block]).fields
    return next((one.value for one in fields if one.line.start <= at <= one.line.end), "")


def test_citation_js_fails_where_an_error_says_so(tmp_path: Path) -> None:
    damaged: list[Path] = []
    mended: list[Path] = []
    for path in UNTOUCHED:
        text, found = errors(path)
        failing = [one for one in found if FAILS in one.message]
        if failing:
            edits = [edit for one in found if one.fix for edit in one.fix.edits]
            damaged.append(path)
            mended.append(tmp_path / f"{len(mended)}.ris")
            mended[-1].write_text(apply_edits(text, edits), encoding="utf-8", newline="")
    before, after = with_citation_js(damaged), with_citation_js(mended)
    assert damaged
    assert all(not records for records in before)
    assert all(len(records) > 1 for records in after)


def test_most_of_the_files_are_exports() -> None:
    assert len(UNTOUCHED) > 100


def test_which_errors_exports_show() -> None:
    counted = Counter(one.code for path in UNTOUCHED for one in errors(path)[1])
    assert counted == EXPECTED


@pytest.mark.parametrize("path", UNTOUCHED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_rispy_loses_what_an_error_speaks_of(path: Path) -> None:
    text, found = errors(path)
    found = [one for one in found if FAILS not in one.message]
    if not found:
        return
    edits = [edit for one in found if one.fix for edit in one.fix.edits]
    mended = apply_edits(text, edits)
    with_fix = with_rispy(mended)
    for one in found:
        assert one.fix is not None, one.message
        without = with_rispy(
            apply_edits(text, [each for each in edits if each not in one.fix.edits])
        )
        if len(with_fix) > len(without):
            continue
        at = one.fix.edits[0].start
        at += sum(len(each.text) - (each.end - each.start) for each in edits if each.start < at)
        value = value_at(mended, at)
        back = Counter(values(with_fix)) - Counter(values(without))
        assert value and any(each.startswith(value) for each in back), one.message
