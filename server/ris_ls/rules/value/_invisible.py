"""Characters that nobody sees: which ones are too many, and what should stand in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ris_ls.syntax import BLANKS
from ris_ls.text import Span

# Not U+200C and U+200D: they join letters in Persian and Indic scripts, and emoji. Not U+061C,
# which only Arabic text holds. Tab, line feed and carriage return have rules of their own.
SIGNS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060"
    "\u2066-\u2069\ufeff"
)
"""The characters, as in a set of a regular expression."""
_RUN = re.compile(f"[{SIGNS}]+")

_FIELD = re.compile(r"[A-Z][A-Z0-9]  -(?= |$|[\r\n])")

_LONE_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no text, as `text/encoding.py` keeps it."""

_LINE_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")
_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u200b\u2060\ufeff")
_SOFT_HYPHEN = "\u00ad"

_NAMES = {
    "\x00": "a NUL character",
    "\x0b": "a vertical tab",
    "\x0c": "a form feed",
    "\x85": "a next-line character",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
}

_SKIPPED = {"\x98": "\x9c", "\x88": "\x89"}
"""Control characters that library catalogues (ISO 6630, MARC) put around a word that sorting
skips, the article of a title: the one in front of it, and the one behind."""

_SKIPPED_LENGTH = 40
"""How many characters such a word has at most."""

# Thai, Lao, Tibetan, Myanmar, Khmer and their neighbours write no blanks between words: there a
# zero-width space is the word boundary.
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\ua9e0-\uaa7f]"
)


@dataclass(frozen=True, slots=True)
class Invisible:
    """A run of invisible characters and what belongs there instead."""

    span: Span
    text: str
    """The run."""
    instead: str
    """Nothing, a blank, or the sign that was meant."""
    sure: bool
    """Whether nothing but the run can be meant by it."""
    breaks: bool
    """Whether programs may take it for a line end."""

    @property
    def name(self) -> str:
        """The first character as a person would call it, with its number."""
        first = self.text[0]
        known = _NAMES.get(first)
        if not self.instead and (first in _SKIPPED or first in _SKIPPED.values()):
            known = "a mark of a word that sorting skips"
        if known is None:
            known = "a direction mark" if first in _DIRECTIONS else "a control character"
        return f"{known} (U+{ord(first):04X})"


def holds_any(text: str) -> bool:
    """Tell whether a text holds any of the characters, rightly or not."""
    return _RUN.search(text) is not None


def leading(text: str, start: int, end: int) -> int:
    """Return where the run that begins at ``start`` ends; ``start`` when there is none."""
    match = _RUN.match(text, start, end)
    return match.end() if match else start


def invisible(text: str, start: int, end: int, line_end: str) -> Iterator[Invisible]:
    """Yield the runs between two offsets of a text that are too many. Never raises.

    Where a line break of another kind stands in front of a tag, ``line_end`` belongs there.

    Left alone are direction marks beside right-to-left letters, word boundaries of scripts that
    write no blanks, soft hyphens that may be meant, and bytes of wrongly decoded text.
    """
    if _LONE_BYTE.search(text, start, end):
        return  # bytes in an encoding that is not known: what looks like a control may be a letter
    right_to_left: bool | None = None
    for match in _RUN.finditer(text, start, end):
        run = match[0]
        before = text[match.start() - 1] if match.start() > start else ""
        after = text[match.end()] if match.end() < end else ""
        if not _DIRECTIONS.isdisjoint(run):
            if right_to_left is None:
                right_to_left = is_right_to_left(text[start:end])
            if right_to_left:
                continue
        found = _instead(text, match.start(), run, before, after)
        if found is not None:
            instead, sure = found
            breaks = not _LINE_BREAKS.isdisjoint(run)
            if breaks and _FIELD.match(text, match.end(), end):
                instead, sure = line_end, False
            yield Invisible(Span(match.start(), match.end()), run, instead, sure, breaks)


def is_right_to_left(text: str) -> bool:
    """Tell whether a text holds letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(one) in ("R", "AL") for one in text)


def _instead(text: str, at: int, run: str, before: str, after: str) -> tuple[str, bool] | None:
    """Return what belongs in place of a run and whether that is sure; None to leave it."""
    if "\x1b" in run and after in ("$", "("):
        return None  # ISO-2022: it says in which alphabet the next characters are
    in_word = _is_word(before) and _is_word(after)
    in_number = in_word and (before.isdigit() or after.isdigit())
    signs = [_windows_sign(one) for one in run if "\x80" <= one <= "\x9f"]
    if (signs and run != "\x85") or _SOFT_HYPHEN in run:
        # The second byte of í, read as another encoding, is a soft hyphen.
        if _is_wrongly_decoded(text, at):
            return None
        if _is_around_skipped(text, at, run):
            return "", True
        if signs and all(signs) and len(signs) == len(run):
            return "".join(signs), True
    if not _LINE_BREAKS.isdisjoint(run):
        at_edge = not before or not after or before in BLANKS or after in BLANKS
        return "" if at_edge else " ", True
    if _SOFT_HYPHEN in run:
        return _instead_of_soft_hyphen(before, after, in_word, in_number)
    if set(run) <= _ZERO_WIDTH:
        if "\u200b" in run and (_UNSPACED.match(before) or _UNSPACED.match(after)):
            return None
        return "", True
    if not in_word:
        return "", True
    # Between letters a control is noise; a direction mark or separator there, or anything between
    # digits, can have taken the place of a blank.
    if in_number or not _DIRECTIONS.isdisjoint(run) or not _SEPARATORS.isdisjoint(run):
        return " ", False
    return "", True


def _is_around_skipped(text: str, at: int, run: str) -> bool:
    """Tell whether a control character stands in front of, or behind, a word that sorting skips."""
    for first, last in _SKIPPED.items():
        if run == first:
            return last in text[at + 1 : at + 1 + _SKIPPED_LENGTH]
        if run == last:
            return first in text[max(0, at - _SKIPPED_LENGTH) : at]
    return False


def _instead_of_soft_hyphen(
    before: str, after: str, in_word: bool, in_number: bool
) -> tuple[str, bool] | None:
    """Return what belongs in place of a soft hyphen; None to leave it.

    It only says where a word may be broken, and programs show nothing there: so it goes.
    `12-15` and `Doe-Smith` hold true hyphens, written as soft ones by mistake. At the end of a
    line or in a list of signs it is not known what was meant.
    """
    if "-" in (before, after):
        return "", True
    if in_number or (in_word and before.islower() and after.isupper()):
        return "-", False
    if before.isalpha() and after and after not in BLANKS:
        return "", True
    return None


def _is_word(one: str) -> bool:
    return one.isalnum() or (one != "" and unicodedata.category(one).startswith("M"))


@cache
def _windows_sign(one: str) -> str:
    """Return the sign that Windows-1252 has for a control character; empty when none.

    Browsers read these numbers so too (HTML standard, numeric character references).
    """
    try:
        return bytes([ord(one)]).decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _is_wrongly_decoded(text: str, at: int) -> bool:
    """Tell whether an invisible character is a byte of UTF-8 that was read as another encoding.

    What is decoded wrongly can be decoded again, as long as no byte is missing.
    """
    for start in range(max(0, at - 3), at):
        for end in range(at + 1, min(len(text), start + 4) + 1):
            try:
                if len(_bytes(text[start:end]).decode("utf-8")) == 1:
                    return True
            except UnicodeError:
                continue
    return False


def _bytes(text: str) -> bytes:
    """Return the bytes that were read as ``text``; raises UnicodeEncodeError when it cannot be."""
    return b"".join(
        one.encode("latin-1") if "\x80" <= one <= "\x9f" else one.encode("cp1252") for one in text
    )
