r"""Where one record ends and the next begins: the cutter of `ris_ls.text.Document`.

A block ends with its ER line, the blank lines behind it, and the two kinds of tagged line that
Ovid is known to write there. Without an ER it ends before the next TY, unless nothing but
housekeeping (DB, ID ...) stands between the two: then the second TY is a repeated one. So text
and fields in front of a TY are in the block of that TY.
"""

from __future__ import annotations

import re

from ris_ls.syntax.lexer import (
    BLANKS,
    ends_collapsed,
    is_collapsed,
    is_end_line,
    is_type_line,
)
from ris_ls.text.lines import line_end_at

# Only lines that may open or close a record are looked at; everything else is skipped at the
# speed of the regular expression engine. That begins with the line end, a plain set of
# characters to search for: a look-behind in its place takes three times as long.
_OPENING = rf"\ufeff?[{BLANKS}\"']*(?:[Tt][Yy]|[Ee][Rr])(?![A-Za-z0-9_])"
_FIRST_MARK = re.compile(_OPENING)
_MARK = re.compile(rf"[\r\n]{_OPENING}")

_CONTENT = re.compile(
    rf"(?:\A|(?<=[\r\n]))[{BLANKS}\"']*"
    rf"(?:T[I123]|BT|ST|CT|AU|A[1-5]|ED|PY|Y[12]|DA|J[FOA12])[{BLANKS}]*[-\u2010-\u2015\u2212]",
    re.IGNORECASE,
)

_VENDOR_TRAILER = re.compile(r"(?:NL  - |C1  - Database:)")


def cut(text: str) -> list[int]:
    """Return the offsets at which the blocks of ``text`` start, 0 first. Never raises."""
    starts = [0]
    typed_at = -1  # where the TY of the block at hand stands
    collapsed = False  # whether further fields follow on that line
    line = 0 if _FIRST_MARK.match(text) else _next_mark(text, 0)
    while line >= 0:
        end, position = line_end_at(text, line)
        if is_end_line(text, line, end):
            position = _behind_end(text, position)
            typed_at = -1
            starts.append(position)
        elif is_type_line(text, line, end):
            if typed_at >= 0 and (collapsed or _has_content(text, typed_at, line)):
                starts.append(line)
            typed_at = line
            collapsed = is_collapsed(text, line, end)
            if ends_collapsed(text, line, end):
                position = _behind_end(text, position)
                typed_at = -1
                starts.append(position)
        line = _next_mark(text, position)
    return [start for start in dict.fromkeys(starts) if start < len(text) or start == 0]


def _next_mark(text: str, at: int) -> int:
    """Return the start of the next line, from the line start ``at`` on, to look at; -1 for none."""
    match = _MARK.search(text, max(0, at - 1))
    return match.start() + 1 if match else -1


def _has_content(text: str, start: int, end: int) -> bool:
    """Tell whether a title, name or date stands between two TY lines."""
    return _CONTENT.search(text, start, end) is not None


def _behind_end(text: str, at: int) -> int:
    """Return the start of the next block: past blank lines and Ovid's lines behind an ER."""
    while at < len(text):
        end, following = line_end_at(text, at)
        if text[at:end].strip(BLANKS) and not _VENDOR_TRAILER.match(text, at, end):
            break
        at = following
    return at
