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
# characters to search for: a look-behind in its place takes three times as long. What may follow
# begins with a set too, so that nearly all lines are ruled out by one character.
_WORD = r"(?:[Tt][Yy]|[Ee][Rr])"
_OPENING = rf"(?:{_WORD}|[\ufeff{BLANKS}\"'][{BLANKS}\"']*{_WORD})(?![A-Za-z0-9_])"
_FIRST_MARK = re.compile(_OPENING)
_MARK = re.compile(rf"[\r\n]{_OPENING}")
# A single character is searched for ten times faster than one of a set.
_MARK_BEHIND_LF = re.compile(rf"\n{_OPENING}")
_LONE_CR = re.compile(r"\r(?!\n)")
# What stands between nearly all records; a type of this form is no collapsed line.
_SOUND_BOUNDARY = re.compile(r"ER  - ?(\r?\n)\1*(?=TY  - [A-Z]{3,7}\1)")

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
    marks = _Marks(text)
    line = 0 if _FIRST_MARK.match(text) else marks.next(0)
    while line >= 0:
        if boundary := _SOUND_BOUNDARY.match(text, line):
            typed_at = boundary.end()
            collapsed = False
            starts.append(typed_at)
            line = marks.next(typed_at + 1)
            continue
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
        line = marks.next(position)
    return [start for start in dict.fromkeys(starts) if start < len(text) or start == 0]


def last_start(text: str) -> int:
    """Return one of the starts that `cut` finds in a text: the last one, or one not far before it.

    That takes hardly any time where records are sound.
    """
    end = len(text)
    while (end := text.rfind(_SOUND_END, 0, end)) >= 0:
        if boundary := _SOUND_BOUNDARY.match(text, end + 1):
            return boundary.end()
    return cut(text)[-1]


def _has_lone_cr(text: str) -> bool:
    """Tell whether some line ends at a CR without an LF behind it."""
    return "\r" in text and _LONE_CR.search(text) is not None


class _Marks:
    """Finds the lines of a text that may open or close a record.

    A text is looked through up to the next sound end at a time: where a few records have lines that
    end in a lone CR, only these take the slower search.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_lone_cr = _has_lone_cr(text)
        self._stop = 0
        self._mark = _MARK_BEHIND_LF

    def next(self, at: int) -> int:
        """Return the start of the next such line, from the line start ``at`` on; -1 for none."""
        at = max(0, at - 1)
        if not self._has_lone_cr:
            match = _MARK_BEHIND_LF.search(self._text, at)
            return match.start() + 1 if match else -1
        while True:
            if at >= self._stop:
                end = self._text.find(_SOUND_END, at)
                self._stop = len(self._text) if end < 0 else end + len(_SOUND_END)
                piece = self._text[at : self._stop]
                self._mark = _MARK if _has_lone_cr(piece) else _MARK_BEHIND_LF
            match = self._mark.search(self._text, at, self._stop)
            if match is not None:
                return match.start() + 1
            if self._stop == len(self._text):
                return -1
            at = self._stop


_SOUND_END = "\nER  -"


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
