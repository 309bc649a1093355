"""Columns in the three encodings that clients negotiate."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.text import PositionEncoding
from ris_ls.text.positions import from_column, to_column

ENCODINGS: tuple[PositionEncoding, ...] = get_args(PositionEncoding)
LINE = st.text(st.sampled_from("aé漢😀\u0301\u2028\0\ufeff\ud83d") | st.characters(), max_size=12)


def units(text: str, encoding: PositionEncoding) -> int:
    """The length of a text as the codecs of Python know it."""
    size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    codec = "utf-8" if encoding == "utf-8" else f"{encoding}-le"
    return len(text.encode(codec, "surrogatepass")) // size


@pytest.mark.parametrize(
    ("encoding", "columns"),
    [("utf-8", [0, 1, 3, 6, 10]), ("utf-16", [0, 1, 2, 3, 5]), ("utf-32", [0, 1, 2, 3, 4])],
)
def test_columns(encoding: PositionEncoding, columns: list[int]) -> None:
    assert [to_column("aé漢😀", index, encoding) for index in range(5)] == columns


@given(LINE, st.sampled_from(ENCODINGS))
@settings(max_examples=500)
def test_columns_are_what_the_codecs_say(line: str, encoding: PositionEncoding) -> None:
    for index in range(len(line) + 1):
        column = to_column(line, index, encoding)
        assert column == units(line[:index], encoding)
        assert from_column(line, column, encoding) == index


@pytest.mark.parametrize(("encoding", "inside"), [("utf-8", (2, 3, 4)), ("utf-16", (2,))])
def test_a_column_inside_a_character_is_its_start(
    encoding: PositionEncoding, inside: tuple[int, ...]
) -> None:
    assert [from_column("a😀b", column, encoding) for column in inside] == [1] * len(inside)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_columns_outside_the_line(encoding: PositionEncoding) -> None:
    for line in ("abc", "😀é"):
        assert from_column(line, 99, encoding) == len(line)
        assert from_column(line, -1, encoding) == 0
        assert to_column(line, 99, encoding) == units(line, encoding)
