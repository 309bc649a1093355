"""What importers read from real files, before and after the safe fixes and the formatter.

rispy runs here, citation-js in Node. After mending, each reads no fewer true records, and no
word is gone from what it reads that a rule did not declare to remove from the file.
"""

from __future__ import annotations

import calendar
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import rispy

from ris_ls.config.settings import Settings
from ris_ls.formatting import format_edits
from ris_ls.knowledge import FIELD_CODES
from ris_ls.rules.fixing import fix
from ris_ls.syntax import foreign_format, read_document
from ris_ls.text import decode, encode
from tests.conftest import corpus_files

ROOT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("read_with_citation_js.mjs")
FILES = corpus_files()

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus lies beside the project, not in it")

MONTHS = {name[:3].casefold() for name in calendar.month_name[1:]}
_WORD = re.compile(r"\w+")


@dataclass
class Mended:
    """One corpus file before and after."""

    path: Path
    before: str
    after: str
    mended_path: Path
    refused: list[str]
    """What the check before writing refused: none, or a rule is wrong."""
    dates: int
    """How many dates were written anew, with numbers for the names of months."""


def words_of(value: Any) -> Iterator[str]:
    """Yield the words of all strings and numbers inside a value."""
    if isinstance(value, str):
        yield from _WORD.findall(value.casefold())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
    elif value is not None:
        yield str(value)


def with_rispy(text: str) -> list[dict[str, Any]]:
    try:
        return list(rispy.loads(text.replace("\r\n", "\n").replace("\r", "\n")))
    except Exception:  # rispy raises KeyError on some damage: then it reads nothing
        return []


def with_citation_js(paths: list[Path]) -> list[list[dict[str, Any]]]:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "@citation-js").is_dir():
        pytest.skip("citation-js is not installed (npm run setup)")
    done = subprocess.run(
        [node, str(READER)],
        input=json.dumps([str(path) for path in paths]).encode(),
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def true_records(records: list[dict[str, Any]]) -> int:
    """Count records that say more than their type: some defects make importers invent others."""
    telling = ("title", "primary_title", "author", "authors", "first_authors", "DOI", "doi")
    return sum(1 for record in records if any(record.get(key) for key in telling))


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> list[Mended]:
    folder = tmp_path_factory.mktemp("mended")
    done: list[Mended] = []
    for number, path in enumerate(FILES):
        decoded = decode(path.read_bytes())
        document = read_document(decoded.text)
        report = fix(document, Settings())
        document.edit(format_edits(document))
        target = folder / f"{number}.ris"
        dates = report.applied["RIS411"] + report.applied["RIS414"]
        target.write_bytes(encode(document.text, decoded.encoding))
        done.append(Mended(path, decoded.text, document.text, target, report.refused, dates))
    return done


def test_no_fix_is_refused(mended: list[Mended]) -> None:
    assert {one.path.name: one.refused for one in mended if one.refused} == {}


def test_other_formats_are_not_touched(mended: list[Mended]) -> None:
    foreign = [one for one in mended if foreign_format(read_document(one.before))]
    assert len(foreign) == 3
    for one in foreign:
        assert one.after == one.before


def test_rispy_reads_no_less(mended: list[Mended]) -> None:
    for one in mended:
        _compare("rispy", one, with_rispy(one.before), with_rispy(one.after))


def test_citation_js_reads_no_less(mended: list[Mended]) -> None:
    before = with_citation_js([one.path for one in mended])
    after = with_citation_js([one.mended_path for one in mended])
    for one, was, now in zip(mended, before, after, strict=True):
        _compare("citation-js", one, was, now)


def _compare(
    importer: str, one: Mended, was: list[dict[str, Any]], now: list[dict[str, Any]]
) -> None:
    assert true_records(now) >= true_records(was), f"{importer} reads fewer in {one.path.name}"
    gone_from_reading = Counter(words_of(was)) - Counter(words_of(now))
    gone_from_file = Counter(words_of(one.before)) - Counter(words_of(one.after))
    lost = {
        word: count
        for word, count in gone_from_reading.items()
        # A tag that a bent separator had left inside a value is a tag again.
        if count > gone_from_file.get(word, 0)
        and word.upper() not in FIELD_CODES
        # `SEP-OCT` has become `2001/09//Sep-Oct`, of which citation-js reads year and month.
        and not (word in MONTHS and count <= one.dates)
    }
    assert not lost, f"{importer} lost words in {one.path.name}: {dict(list(lost.items())[:12])}"
