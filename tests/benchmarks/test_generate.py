"""The generated files of the benchmarks: the same each time, and like real exports."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from generate import generate, main, size_of
from generator.dialects import DIALECTS
from generator.values import MAKERS

from ris_ls.syntax import Record, read_document, record_of

SIZE = 200 * 1024

DIGEST = "1310f84946f4bf763ad3674a67d6423ccd713ccec92cd49780bd8ba76a43862a"

VS_CODE_LIMIT = 52_428_800
"""Characters beyond which VS Code hands a file to no language server."""


@pytest.fixture(scope="module")
def text() -> str:
    return generate(SIZE, 1)


@pytest.fixture(scope="module")
def records(text: str) -> list[Record]:
    return [record_of(block) for block in read_document(text).blocks]


def values(record: Record, tag: str) -> list[str]:
    return [field.value for field in record.fields if field.tag == tag]


def test_the_same_seed_gives_the_same_text(text: str) -> None:
    assert generate(SIZE, 1) == text
    assert generate(SIZE, 2) != text


def test_the_text_is_the_same_on_every_machine(text: str) -> None:
    # On purpose: a change of the generator makes figures that were measured before incomparable.
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == DIGEST


@pytest.mark.parametrize("size", [50 * 1024, SIZE, 1024 * 1024])
def test_the_size_is_just_below_what_was_asked_for(size: int) -> None:
    made = generate(size, 3)
    assert size - 60_000 < len(made) < size


def test_50_megabytes_are_below_the_limit_of_vs_code() -> None:
    assert size_of("50MB") == VS_CODE_LIMIT
    assert size_of("200KB") == SIZE


def test_no_character_takes_two_units_in_utf_16(text: str) -> None:
    assert max(text) <= "\uffff"


def test_the_file_is_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "made.ris"
    monkeypatch.setattr("sys.argv", ["generate.py", "--size", "200KB", "-o", str(path)])
    main()
    assert path.read_bytes().decode() == generate(SIZE, 1)


def test_every_kind_of_value_is_known() -> None:
    kinds = {kind for dialect in DIALECTS for row in dialect.rows for kind in row.kinds}
    assert kinds <= MAKERS.keys()
    assert sum(dialect.share for dialect in DIALECTS) == pytest.approx(1000, rel=0.02)


def test_most_records_are_sound(records: list[Record]) -> None:
    sound = [
        record
        for record in records
        if record.end is not None and len(record.types) == 1 and not record.collapsed
    ]
    assert len(records) > 80
    assert len(sound) > 0.9 * len(records)


def test_the_date_has_the_year_of_the_record(records: list[Record]) -> None:
    found = [
        (year, re.search(r"\b\d{4}\b", date))
        for record in records
        for year in values(record, "PY")
        for date in values(record, "DA")
    ]
    years = [(year, match[0]) for year, match in found if match]
    assert len(years) > 5
    assert all(year == of_date for year, of_date in years)


def test_the_address_ends_in_the_doi(records: list[Record]) -> None:
    pairs = [
        (doi.partition("doi.org/")[2] or doi, address)
        for record in records
        for doi in values(record, "DO")
        for address in values(record, "UR")
        if re.search(r"example.org/article/10|doi.org/10", address) and " " not in doi
    ]
    assert len(pairs) > 5
    assert all(address.lower().endswith(doi.lower()) for doi, address in pairs)
