"""Text that was decoded wrongly: UTF-8 whose bytes were read as an encoding of single bytes.

``é`` is two bytes in UTF-8; read as Windows-1252 they are ``Ã©``, as Mac Roman ``√©``. As long as
no sign is missing, writing the bytes again and reading them as UTF-8 gives back what was there.
Only what can hardly be meant is taken for it: ``IRMÃ``, ``«À»`` and ``√π`` are sound text.
Nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

Span = tuple[int, int]

Reading = Literal["Windows-1252", "Mac Roman"]
"""As what the bytes were read; Latin-1 is read as a part of Windows-1252."""

_MAX_LEVELS = 4
"""Text has been seen that was decoded wrongly three times over."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """A stretch of text that was decoded wrongly."""

    span: Span
    meant: str
    """What it was before."""
    reading: Reading


def find_garbled(text: str) -> tuple[Garbled, ...]:
    """Return the wrongly decoded stretches of a text that can be read again. Never raises."""
    if text.isascii():
        return ()
    if not any(_PATTERN.match(text, pair.start()) for pair in _PAIR.finditer(text)):
        return ()
    pieces = [_Piece(one, (index, index + 1), None) for index, one in enumerate(text)]
    for _ in range(_MAX_LEVELS):
        again = _once(pieces)
        if again is None:
            break
        pieces = again
    found = [
        Garbled(piece.span, piece.text, piece.reading)
        for piece in pieces
        if piece.reading is not None and not "\x80" <= piece.text <= "\x9f"
    ]
    return tuple(_joined(found))


def is_cut(text: str, garbled: Sequence[Garbled]) -> bool:
    """Tell whether signs are missing in a text that was decoded wrongly.

    ``Ã¢?Â¥`` was ``≥`` once: the bytes in the middle are gone, and the rest is something else. Of
    ``Ã`` that comes out before a blank, the other half was taken for a blank and lost.
    """
    return _CUT.search(text) is not None or any(
        one.meant[-1] in "ÃÂ" and not _LETTER.match(text, one.span[1]) for one in garbled
    )


_LETTER = re.compile(r"(?![ÃÂ])[^\W\d_]")
_CUT = re.compile("(?:[âÃÂ√]|Ã¢|â€)[?\ufffd]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One character, what it was written with, and as what it was read where that was wrong."""

    text: str
    span: Span
    reading: Reading | None


def _joined(found: list[Garbled]) -> Iterator[Garbled]:
    """Join stretches that follow on one another."""
    run: list[Garbled] = []
    for one in found:
        if run and (run[-1].span[1] != one.span[0] or run[-1].reading != one.reading):
            yield _one(run)
            run = []
        run.append(one)
    if run:
        yield _one(run)


def _one(run: list[Garbled]) -> Garbled:
    if len(run) == 1:
        return run[0]
    span = (run[0].span[0], run[-1].span[1])
    return Garbled(span, "".join(one.meant for one in run), run[0].reading)


def _once(pieces: list[_Piece]) -> list[_Piece] | None:
    """Read wrongly decoded stretches again, one level of it; None when there are none."""
    text = "".join(piece.text for piece in pieces)
    out: list[_Piece] = []
    position = 0
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        # Two such pairs one behind the other do not occur in sound text.
        is_run = bool(out) and position == start
        found = _meant(match, text, is_run or _PATTERN.match(text, end) is not None)
        if found is None:
            continue
        meant, reading = found
        out.extend(pieces[position:start])
        out.append(_Piece(meant, (pieces[start].span[0], pieces[end - 1].span[1]), reading))
        position = end
    if not out:
        return None
    out.extend(pieces[position:])
    return out


@cache
def _windows() -> dict[str, int]:
    """Return the byte of each character that Windows-1252 or Latin-1 has beyond ASCII."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            table[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue
    return table


@cache
def _mac() -> dict[str, int]:
    return {bytes([byte]).decode("mac_roman"): byte for byte in range(0x80, 0x100)}


def _class(table: dict[str, int], first: int, last: int) -> str:
    return "[" + re.escape("".join(one for one in table if first <= table[one] <= last)) + "]"


def _pattern() -> re.Pattern[str]:
    """Return the pattern of one character's bytes in either reading; groups tell which it is."""
    windows, mac = _windows(), _mac()
    more, more_mac = _class(windows, 0x80, 0xBF), _class(mac, 0x80, 0xBF)
    return re.compile(
        f"(?P<windows>{_class(windows, 0xC2, 0xDF)}{more}"
        f"|{_class(windows, 0xE0, 0xEF)}{more}{{2}}|{_class(windows, 0xF0, 0xF4)}{more}{{3}})"
        f"|(?P<mac>\u221a{more_mac}|\u00ac[\u2020\u00a9\u00c6\u00b1\u00b5\u221e]"
        f"|\u201a{more_mac}{{2}})"
        # The last of the three signs that Windows-1252 made of a quotation mark or dash, decoded
        # wrongly once more: sound text but for what stands before it.
        f"|(?P<rest>(?<=\u201a\u00c7\u00a8)[\u00ac\u00c0\u2248\u2206]{more_mac})"
    )


_PATTERN = _pattern()

LEADS = "\u00c2-\u00f4\u221a\u00ac\u201a"
"""The characters, as in a set of a regular expression, of which each value with wrongly decoded
text holds one."""

_FOLLOWERS = "".join(_class(table, 0x80, 0xBF)[1:-1] for table in (_windows(), _mac()))

POSSIBLE_GARBLED = f"(?s:.*)[{LEADS}][{_FOLLOWERS}]"
"""A pattern of the beginnings of all values that can hold wrongly decoded text."""

# Where the pattern matches stands such a pair, or a match before it; pairs are found much faster.
_PAIR = re.compile(f"[{LEADS}](?=[{_FOLLOWERS}])")

# Signs that do not follow a capital letter in sound text. Not among them: quotation marks, dashes,
# blanks, and what stands behind a word as a footnote or trade mark (1, 2, 3, (R), TM).
_QUOTES = frozenset("«»‹›„“”‚‘’")
_UNLIKELY_AFTER_CAPITAL = frozenset("¡¢£¤¥¦§¨©¬¯°±´µ¶¸¼½¾¿")

# Where characters of three bytes lie that are met in references. Without number forms and old
# scripts, at which a letter before two signs of sound text (`Tomáš”`) would arrive.
_THREE_BYTES = re.compile(
    "[\u0900-\u0dff\u0e00-\u0eff\u1e00-\u1fff\u2000-\u2064\u2070-\u209f\u20a0-\u20bf\u2100-\u214f"
    "\u2190-\u22ff\u25a0-\u26ff\u3000-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufb00-\ufb06\ufe30-\ufe4f"
    "\uff01-\uffee]"
)


@lru_cache(maxsize=4096)
def _read_again(garbled: str, reading: Reading) -> str | None:
    """Return the character whose bytes these signs are; None where there is none."""
    table = _windows() if reading == "Windows-1252" else _mac()
    try:
        meant = bytes(table[one] for one in garbled).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\x80" <= meant <= "\x9f":
        # Windows-1252 read as Latin-1 before it became UTF-8.
        # What that has no sign for can only be a byte that is to be read again.
        meant = meant.encode("latin-1").decode("cp1252", "ignore") or meant
    return None if unicodedata.category(meant) in ("Cn", "Co") else meant


def _meant(match: re.Match[str], text: str, is_run: bool) -> tuple[str, Reading] | None:
    """Return what a stretch was before it was decoded wrongly; None where it is sound."""
    garbled = match[0]
    reading: Reading = "Windows-1252" if match["windows"] else "Mac Roman"
    meant = _read_again(garbled, reading)
    if meant is None:
        return None
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if reading == "Mac Roman":
        if match["rest"]:
            return meant, reading
        return (meant, reading) if _is_meant_on_mac(garbled, meant, before, after, is_run) else None
    if len(garbled) == 4:
        return meant, reading
    if len(garbled) == 3:
        return (meant, reading) if _THREE_BYTES.match(meant) else None
    return (meant, reading) if is_run or _is_meant(garbled, meant, before, after) else None


def _is_meant(garbled: str, meant: str, before: str, after: str) -> bool:
    """Tell whether a capital letter and a sign stand for a letter, or the sign alone."""
    first, second = garbled[0], garbled[1]
    if "\x80" <= second <= "\x9f" or (before.islower() and first.isupper()):
        return True
    if first == "Â":
        # No word is this letter alone, and none ends in it.
        return not before.isalpha() or second in _UNLIKELY_AFTER_CAPITAL or second in "ƒ®"
    if first == "Ã" and (
        second in _UNLIKELY_AFTER_CAPITAL or (second == "\xa0" and not before.isalpha())
    ):
        return True
    if first in "ÃÄÅÎÏÐÑØÙ" and second in "ƒŠŒŽŸšœž":
        return True
    if first in "ÃÄÅ" and after.islower() and meant.isalpha():
        return second not in _QUOTES and (second not in "–—\xa0" or not before.isalpha())
    # Greek and Cyrillic letters before a sign that suits no word: `Î±`.
    return first in "ÎÏÐÑ" and second in _UNLIKELY_AFTER_CAPITAL


def _is_meant_on_mac(garbled: str, meant: str, before: str, after: str, is_run: bool) -> bool:
    """Tell whether a root, a negation or a low quotation mark stands for something else."""
    first, second = garbled[0], garbled[1]
    if first == "\u221a":
        in_word = before.isascii() and before.islower()
        is_formula = not in_word and second in "∂∑∏π∫Ωµ∞±≤≥≠"
        return (
            meant.isalpha()
            and not is_formula
            and (before.isalpha() or after.isalpha() or second == "†" or is_run)
        )
    if first == "\u00ac":
        return before.isalnum() or before in ".;"
    return _THREE_BYTES.match(meant) is not None
