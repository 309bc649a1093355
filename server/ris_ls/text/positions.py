"""Columns as editors count them: UTF-8 bytes, UTF-16 units or code points (UTF-32)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PositionEncoding = Literal["utf-8", "utf-16", "utf-32"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A zero-based line and column; what a column counts is said by the encoding beside it."""

    line: int
    column: int


def _width(character: str, encoding: PositionEncoding) -> int:
    """Return how many columns one character takes. A lone surrogate counts as one unit."""
    code = ord(character)
    if encoding == "utf-16":
        return 2 if code > 0xFFFF else 1
    if encoding == "utf-8":
        return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
    return 1


def to_column(line: str, index: int, encoding: PositionEncoding) -> int:
    """Return the column of code point ``index`` of ``line`` in the given encoding."""
    if encoding == "utf-32" or line.isascii():
        return min(index, len(line))
    return sum(_width(character, encoding) for character in line[:index])


def from_column(line: str, column: int, encoding: PositionEncoding) -> int:
    """Return the code point that ``column`` of ``line`` falls on.

    A column past the end gives the end, one inside a character gives its start: the protocol
    asks for the first, and the second is the only answer that cannot tear a character apart.
    """
    if encoding == "utf-32" or line.isascii():
        return max(0, min(column, len(line)))
    seen = 0
    for index, character in enumerate(line):
        width = _width(character, encoding)
        if seen + width > column:
            return index
        seen += width
    return len(line)
