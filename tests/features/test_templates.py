"""Whole records to fill in."""

from __future__ import annotations

import re

import pytest

from ris_ls.features.templates import record_snippet, template_tags, template_types
from ris_ls.knowledge import reference_types
from ris_ls.syntax import read_document, record_of


def filled(snippet: str) -> str:
    """Return what stands in the file when no place is filled in."""
    return re.sub(r"\$\{\d+:((?:[^}\\]|\\.)*)\}", r"\1", snippet)


def test_types() -> None:
    codes = template_types()
    standard = [code for code, known in reference_types().items() if known.status == "standard"]
    assert sorted(codes) == sorted(standard)
    assert codes[:3] == ("JOUR", "BOOK", "CHAP")


@pytest.mark.parametrize("code", template_types())
def test_a_template_meets_every_demand(code: str) -> None:
    known = reference_types()[code]
    text = filled(record_snippet(code))
    assert "$" not in text
    assert text.endswith("\nER  - ")
    (block,) = read_document(text).blocks
    record = record_of(block)
    assert record.type_code == code
    assert record.end is not None
    assert all(field.value and not field.line.defects for field in record.fields)
    for group in (*known.required, *known.recommended):
        assert record.tags.intersection(group), group
    assert len(record.fields) == len(record.tags)


def test_places_are_numbered_in_order() -> None:
    numbers = [int(number) for number in re.findall(r"\$\{(\d+):", record_snippet("JOUR"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_order_and_hints_are_those_of_usual_records() -> None:
    assert template_tags(reference_types()["THES"]) == ("TY", "AU", "TI", "PY", "PB", "M3", "UR")
    text = filled(record_snippet("THES"))
    assert text.split("\n")[1:5] == [
        "AU  - Author: Family, Given",
        "TI  - Title",
        "PY  - Year",
        "PB  - University",
    ]


def test_a_first_page_brings_the_last_one() -> None:
    text = filled(record_snippet("JOUR"))
    assert "SP  - First page\nEP  - Last page\n" in text
    assert "Date of access: YYYY/MM/DD" in filled(record_snippet("ELEC"))
