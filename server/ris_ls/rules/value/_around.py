"""The word around a place in a value, for messages."""

from __future__ import annotations

from ris_ls.syntax import BLANKS

_REACH = 15


def word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the word around a place begins and ends, or as much of it as a message holds."""
    first, last = start, end
    while first and start - first < _REACH and text[first - 1] not in BLANKS:
        first -= 1
    while last < len(text) and last - end < _REACH and text[last] not in BLANKS:
        last += 1
    return first, last
