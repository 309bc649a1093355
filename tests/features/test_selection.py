"""What to select around a place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.selection import selections
from ris_ls.syntax import read_document
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE

RECORD = "TY  - JOUR\nAU  - Doe-Roe, Jane\nTI  - A title that\n  goes on\nER  - \n\n"
FIELD = "TI  - A title that\n  goes on"


def selected(text: str, at: int) -> list[str]:
    """Return what is selected, the smallest first."""
    return [text[span.start : span.end] for span in selections(read_document(text), at)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("oe-Roe", ["Doe-Roe", "Doe-Roe, Jane", "AU  - Doe-Roe, Jane"]),
        (", Jane", ["Doe-Roe", "Doe-Roe, Jane", "AU  - Doe-Roe, Jane"]),
        ("U  - Doe", ["AU", "AU  - Doe-Roe, Jane"]),
        ("itle", ["title", "A title that\n  goes on", FIELD]),
        ("oes", ["goes", "A title that\n  goes on", FIELD]),
        ("R  - \n", ["ER", "ER  -"]),
    ],
)
def test_from_the_word_to_the_record(place: str, expected: list[str]) -> None:
    *small, record, block = selected(RECORD * 2, len(RECORD) + RECORD.index(place))
    assert small[: len(expected) - 1] == expected[: len(expected) - 1]
    assert small[-1].strip() == expected[-1].strip()
    assert record.strip() == RECORD.strip()
    assert block == RECORD


def test_on_a_line_where_fields_ran_together() -> None:
    text = "TY  - JOUR TI  - On exports AU  - Doe, Jane ER  - \n"
    found = selected(text, text.index("xports"))
    assert found[:3] == ["exports", "On exports", "TI  - On exports"]


def test_between_records() -> None:
    text = RECORD + "\n\n" + RECORD
    assert selected(text, len(RECORD) + 1)[0] in ("", RECORD + "\n\n")


@given(RISLIKE, st.data())
def test_each_lies_in_the_next(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    found = selections(read_document(text), at)
    assert found
    assert found[0].start <= at <= found[0].end
    for one, other in pairwise(found):
        assert other.start <= one.start <= one.end <= other.end
        assert one != other


def test_a_record_of_very_many_fields_is_not_gone_through_for_each_of_them() -> None:
    def prepare(length: int) -> Callable[[], object]:
        text = "TY  - JOUR\n" + "AU  - A1, B\n" * (length // 12) + "TI  - One\nER  - \n\n"
        document = read_document(text)
        selections(document, 0)
        return lambda: selections(document, len(text) - 1)

    assert not is_too_steep(prepare)
