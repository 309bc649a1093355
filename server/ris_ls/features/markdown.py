"""Text from files and tables as Markdown that shows it as it is.

Values of real files hold every sign that Markdown reads as layout. Editors render the Markdown
of a hover without asking, so each piece goes through one of these functions.
"""

from __future__ import annotations

import re

_LAYOUT = re.compile(r"([\\`*_\[\]<>|~#]|&(?=#?[A-Za-z0-9]{1,31};))")
_GAPS = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_TICKS = re.compile(r"`+")


def shorten(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters on one line, cut between words if it can be.

    Runs of blanks, line ends, control characters and invisible marks become one blank, marks that
    turn the direction of writing among them.
    """
    # A look at the beginning is enough: an abstract may be a megabyte.
    line = _GAPS.sub(" ", text[: most * 4]).strip()
    if len(line) <= most and len(text) <= most * 4:
        return line
    head = line[: most - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > most // 2 else head).rstrip(" ,;:.-") + "…"


def escape(text: str, most: int = 120) -> str:
    """Return a text, shortened to ``most`` characters, in which no sign is taken for layout."""
    return _LAYOUT.sub(r"\\\1", shorten(text, most))


def literal(text: str, most: int = 120) -> str:
    """Return a text, shortened to ``most`` characters, as it would stand in a file.

    Runs of blanks are kept, for in RIS they matter. Not for cells of a table, where a bar ends
    the cell even here.
    """
    line = text.replace("\r", " ").replace("\n", " ")
    if len(line) > most:
        line = line[: most - 1] + "…"
    if not line.strip():
        return "(empty)"
    fence = "`"
    while fence in _TICKS.findall(line):
        fence += "`"
    if line.startswith("`") or line.endswith("`"):
        line = f" {line} "
    return f"{fence}{line}{fence}"


def table(rows: list[tuple[str, str]], head: tuple[str, str]) -> str:
    """Return a table of two columns; the cells are Markdown already."""
    lines = [f"| {head[0]} | {head[1]} |", "|---|---|"]
    lines += [f"| {left} | {right} |" for left, right in rows]
    return "\n".join(lines)


def either(codes: tuple[str, ...]) -> str:
    """Return tags as a choice: ``TI`` or ``T1``."""
    quoted = [f"`{code}`" for code in codes]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + f" or {quoted[-1]}"
