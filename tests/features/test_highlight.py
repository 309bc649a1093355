"""Where else a value or a tag stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features import highlight
from ris_ls.features.highlight import highlights
from ris_ls.syntax import read_document
from ris_ls.text import Span
from tests.syntax.samples import RISLIKE

TEXT = (
    "TY  - JOUR\nAU  - Doe, Jane\nAU  - Roe, Rick\nKW  - Doe, Jane\nER  - \n\n"
    "TY - BOOK\nED  - DOE, JANE\nAU  - Doe, Jane B.\nER  - \n"
)


def places(text: str, at: int) -> list[Span]:
    return [span for span in highlights(read_document(text), at) if span is not None]


def lines(text: str, found: list[Span]) -> list[int]:
    return [text.count("\n", 0, span.start) for span in found]


def test_a_value_in_fields_of_its_kind() -> None:
    found = places(TEXT, TEXT.index("Jane"))
    assert lines(TEXT, found) == [1, 7]
    assert [span.of(TEXT) for span in found] == ["Doe, Jane", "DOE, JANE"]


def test_a_tag_in_its_record() -> None:
    found = places(TEXT, TEXT.index("AU"))
    assert lines(TEXT, found) == [1, 2]
    assert {span.of(TEXT) for span in found} == {"AU"}


def test_where_nothing_stands() -> None:
    assert places(TEXT, TEXT.index("\n\nTY") + 1) == []
    assert places("", 0) == []


def test_no_more_than_can_be_shown() -> None:
    record = "TY  - JOUR\nKW  - a\nER  - \n"
    text = record * (highlight.MOST + 5)
    at = 3 * len(record) + record.index("a")
    found = places(text, at)
    assert len(found) == highlight.MOST
    assert found[0].start == at, "those behind the cursor first"


@given(RISLIKE, st.data())
def test_what_is_under_the_cursor_is_among_them(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    found = places(text, at)
    assert not found or any(span.start <= at <= span.end for span in found)


def test_far_away_nothing_is_looked_for() -> None:
    record = "TY  - JOUR\nKW  - a\nER  - \n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(highlight, "REACH", 3 * len(record))
        text = record * 20
        at = 10 * len(record) + record.index("a")
        assert lines(text, places(text, at)) == [31, 34, 37, 40, 22, 25, 28]
        assert lines(text, places(text, record.index("a"))) == [1, 4, 7, 10]
