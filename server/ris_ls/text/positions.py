"""Columns as editors count them: UTF-8 bytes, UTF-16 units or code points (UTF-32)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

PositionEncoding = Literal["utf-8", "utf-16", "utf-32"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A zero-based line and column; what a column counts is said by the encoding beside it."""

    line: int
    column: int


def to_column(line: str, index: int, encoding: PositionEncoding) -> int:
    """Return the column of code point ``index`` of ``line`` in the given encoding."""
    if encoding == "utf-32" or line.isascii():
        return min(index, len(line))
    # A lone surrogate, which a damaged file may hold, counts as what it would be encoded to.
    if encoding == "utf-8":
        return len(line[:index].encode("utf-8", "surrogatepass"))
    return len(line[:index].encode("utf-16-le", "surrogatepass")) // 2


def from_column(line: str, column: int, encoding: PositionEncoding) -> int:
    """Return the code point that ``column`` of ``line`` falls on.

    A column past the end gives the end, one inside a character gives its start: the protocol
    asks for the first, and the second is the only answer that cannot tear a character apart.
    """
    if encoding == "utf-32" or line.isascii():
        return max(0, min(column, len(line)))
    # Encoding a part of the line a dozen times is faster than looking at each character in Python.
    columns = range(len(line) + 1)
    return max(0, bisect_right(columns, column, key=lambda at: to_column(line, at, encoding)) - 1)
