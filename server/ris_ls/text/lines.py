r"""Lines as every RIS reader and the language server protocol count them.

A line ends at ``\n``, ``\r\n`` or a lone ``\r`` and nowhere else. ``str.splitlines`` splits at
eight more characters (form feed, U+0085, U+2028 ...), which do occur inside abstracts.
"""

from __future__ import annotations

import re
from typing import Literal

LineEnd = Literal["\n", "\r\n", "\r"]

_LINE_END = re.compile(r"\r\n|\n|\r")


def count_line_ends(text: str) -> int:
    """Return how many line ends ``text`` holds."""
    if "\r" not in text:
        return text.count("\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def line_starts(text: str) -> list[int]:
    """Return the offset of each line's first code point; the first is always 0."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def line_end_at(text: str, start: int) -> tuple[int, int]:
    """Return where the line that holds ``start`` ends, without and with its line end."""
    match = _LINE_END.search(text, start)
    return (match.start(), match.end()) if match else (len(text), len(text))


def iter_lines(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, next start) of each line; a final empty line is left out."""
    lines: list[tuple[int, int, int]] = []
    at = 0
    for match in _LINE_END.finditer(text):
        lines.append((at, match.start(), match.end()))
        at = match.end()
    if at < len(text):
        lines.append((at, len(text), len(text)))
    return lines


def count_kinds(text: str) -> dict[LineEnd, int]:
    r"""Return how often each kind of line end occurs, ``{"\n": 3, "\r\n": 0, "\r": 1}``."""
    both = text.count("\r\n")
    return {"\n": text.count("\n") - both, "\r\n": both, "\r": text.count("\r") - both}


def prevailing_line_end(text: str) -> LineEnd:
    r"""Return the commonest line end of ``text``; ``\n`` when it has none."""
    kinds = count_kinds(text)
    best: LineEnd = "\n"
    for kind, count in kinds.items():
        if count > kinds[best]:
            best = kind
    return best
