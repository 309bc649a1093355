"""How alike two texts are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.similarity import LONGEST, can_be_alike, plain_similarity, similarity

TEXT = st.text("abc ", max_size=30)


def common(one: str, other: str) -> int:
    """Return the length of the longest common subsequence, as a textbook finds it."""
    row = [0] * (len(other) + 1)
    for left in one:
        before = row
        row = [0]
        for at, right in enumerate(other):
            row.append(before[at] + 1 if left == right else max(row[at], before[at + 1]))
    return row[-1]


@given(TEXT, TEXT)
def test_as_a_textbook_finds_it(one: str, other: str) -> None:
    total = len(one) + len(other)
    expected = 2 * common(one, other) / total if total else 1.0
    assert plain_similarity(one, other) == pytest.approx(expected)
    assert similarity(one, other) == pytest.approx(expected)


@given(TEXT, TEXT, st.floats(0, 1))
def test_lengths_tell_what_can_be_reached(one: str, other: str, least: float) -> None:
    if not can_be_alike(len(one), len(other), least):
        assert plain_similarity(one, other) < least


def test_of_long_texts_the_beginning_is_compared() -> None:
    assert similarity("a" * LONGEST + "b", "a" * LONGEST + "c") == 1.0


@given(st.text(max_size=20), st.text(max_size=20))
def test_with_rapidfuzz_and_without_it(one: str, other: str) -> None:
    fuzz = pytest.importorskip("rapidfuzz.fuzz")
    assert plain_similarity(one, other) == pytest.approx(fuzz.ratio(one, other) / 100)
