r"""Lines end at ``\n``, ``\r\n`` and a lone ``\r``, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.text.lines import (
    count_kinds,
    count_line_ends,
    iter_lines,
    line_end_at,
    line_starts,
    prevailing_line_end,
)

TEXT = st.text(st.sampled_from("ab\r\n\u2028\u2029\x0b\x0c\x1c\x85\0\ufeff😀"), max_size=20)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x85", "\0"])
def test_what_ends_no_line(mark: str) -> None:
    text = f"AB  - one{mark}two\n"
    assert count_line_ends(text) == 1
    assert line_starts(text) == [0, len(text)]
    assert iter_lines(text) == [(0, len(text) - 1, len(text))]


def test_the_three_line_ends() -> None:
    text = "a\nb\r\nc\rd"
    assert line_starts(text) == [0, 2, 5, 7]
    assert iter_lines(text) == [(0, 1, 2), (2, 3, 5), (5, 6, 7), (7, 8, 8)]
    assert [line_end_at(text, at) for at in (0, 2, 5, 7)] == [(1, 2), (3, 5), (6, 7), (8, 8)]


def test_a_carriage_return_before_crlf_is_a_line_end_of_its_own() -> None:
    # As IEEE Xplore writes them.
    assert line_starts("TI  - A\r\r\nAB  - B") == [0, 8, 10]
    assert count_kinds("a\r\r\nb\n") == {"\n": 1, "\r\n": 1, "\r": 1}


@given(TEXT)
def test_lines_cover_the_text(text: str) -> None:
    lines = iter_lines(text)
    assert "".join(text[start:following] for start, _, following in lines) == text
    split = re.split(r"\r\n|\r|\n", text)
    assert [text[start:end] for start, end, _ in lines] == split[: len(lines)]
    assert all(text[end:following] in ("\n", "\r\n", "\r", "") for _, end, following in lines)
    assert count_line_ends(text) == sum(end < following for _, end, following in lines)
    assert count_line_ends(text) == len(line_starts(text)) - 1 == sum(count_kinds(text).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "\n"), ("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb\r", "\r"), ("a\nb\r\n", "\n")],
)
def test_prevailing_line_end(text: str, expected: str) -> None:
    assert prevailing_line_end(text) == expected
