"""Edits are made all at once, and as small as they can be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.text import Edit, Span, apply_edits, minimal_edit, overlap

TEXT = st.text(st.sampled_from("ab \r\n😀"), max_size=14)


def test_edits_count_from_the_original_text() -> None:
    edits = [Edit(6, 9, "Roe"), Edit(0, 2, "A1"), Edit(9, 9, ", R.")]
    assert apply_edits("AU  - Doe", edits) == "A1  - Roe, R."


@pytest.mark.parametrize(
    "edits",
    [[Edit(0, 3, ""), Edit(2, 4, "")], [Edit(0, 99, "")], [Edit(3, 1, "")], [Edit(-1, 1, "")]],
)
def test_impossible_edits_raise(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps another or leaves the text"):
        apply_edits("AU  - Doe", edits)


@pytest.mark.parametrize(
    ("first", "second", "touch"),
    [
        (Edit(0, 3, ""), Edit(2, 4, ""), True),
        (Edit(0, 3, ""), Edit(3, 4, ""), False),
        (Edit(0, 3, ""), Edit(1, 1, "x"), True),
        (Edit(0, 3, ""), Edit(0, 0, "x"), False),
        (Edit(0, 3, ""), Edit(3, 3, "x"), False),
        (Edit(2, 2, "x"), Edit(2, 2, "y"), True),
        (Edit(2, 2, "x"), Edit(3, 3, "y"), False),
    ],
)
def test_overlap(first: Edit, second: Edit, touch: bool) -> None:
    assert overlap(first, second) is touch
    assert overlap(second, first) is touch


@given(TEXT, TEXT, st.integers(0, 9))
@settings(max_examples=500)
def test_minimal_edit(before: str, after: str, start: int) -> None:
    edit = minimal_edit(start, before, after)
    if edit is None:
        assert before == after
        return
    assert apply_edits("#" * start + before, [edit]) == "#" * start + after
    for at in (edit.start - start, edit.end - start):
        assert before[max(0, at - 1) : at + 1] != "\r\n", "an edge inside a line end"


def test_minimal_edit_leaves_what_is_shared() -> None:
    assert minimal_edit(10, "AU - Doe", "AU  - Doe") == Edit(13, 13, " ")
    assert minimal_edit(0, "same", "same") is None


def test_span() -> None:
    assert Span(2, 5).shift(3) == Span(5, 8)
    assert Span(6, 9).of("AU  - Doe") == "Doe"
