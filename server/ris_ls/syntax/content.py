"""What a text says, its layout left out: the measure of a formatter."""

from __future__ import annotations

from itertools import pairwise

from ris_ls.syntax.blocks import cut
from ris_ls.syntax.lexer import BLANKS, lex
from ris_ls.text import BOM


def content(text: str) -> list[tuple[str, str]]:
    """Return (tag, value) of each field line and ("", text) of each other line, in order.

    Layout is left out: how a tag is set off from its value, blanks around a value, blank
    lines, line ends.
    """
    found: list[tuple[str, str]] = []
    for start, end in pairwise([*cut(text), len(text)]):
        block = text[start:end]
        for line in lex(block):
            if line.is_field:
                found.append((line.tag, block[line.value_start : line.value_end]))
            elif inner := block[line.start : line.end].strip(BLANKS + BOM):
                found.append(("", inner))
    return found


def same_content(before: str, after: str) -> bool:
    """Tell whether two texts hold the same fields and lines, in order, with the same values."""
    return content(before) == content(after)
