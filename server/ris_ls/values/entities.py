"""HTML and XML entities in values: ``&amp;``, ``&eacute;``, ``&#8211;``, escaped twice or oftener.

Exports from web systems leave them behind; Zotero shows them decoded, EndNote and RefWorks raw.
Names are those of HTML (html.entities of the standard library), always with their semicolon, so
that ``&copy=1`` and ``&amp`` in an address stay what they are. Nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html.entities import html5, name2codepoint

Span = tuple[int, int]

# An ampersand, escaped any number of times, and what may follow it as an entity.
_AMPERSAND = re.compile(r"&((?:(?:amp|AMP|#0{0,5}38|#[xX]0{0,4}26);)*)")
_REST = re.compile(r"(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
POSSIBLE_ENTITY = r"(?s:.*)&#?[0-9A-Za-z]{1,31};"
"""A pattern of the beginnings of all values that can hold an entity."""

_OPEN_END = re.compile(r"&[#A-Za-z0-9]*\Z")
_TAG = re.compile(r"<(?:/?[A-Za-z]|!|\?)[^<>]*>")
_LONGEST_ENTITY = 40
# Controls, invisible signs, surrogates, private use, unassigned, line and paragraph separators.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Titles were put into title case after they had been escaped; "much less than" is not met there.
_TITLE_CASED = {"Lt": "<", "Gt": ">"}
# Signs that no one sees and that change nothing but joining and direction.
_INVISIBLE_BUT_MEANT = frozenset("\u00ad\u200c\u200d\u200e\u200f")


def decode_entities(text: str, keep_angle: bool) -> tuple[str, tuple[Span, ...]]:
    """Decode the entities of a value, however often they were escaped, in one go.

    Takes the value, and whether ``&lt;`` and ``&gt;`` are always kept; otherwise they are kept only
    where decoding them would form a tag (``&lt;p&gt;``). Returns the decoded value and the spans of
    ``text`` that changed, in order, as code points. Kept as they are: entities that stand for a
    control character, a line end or an invisible sign, and unknown names. Decoding the result again
    changes nothing. Never raises.
    """
    pieces = _decode(text)
    if keep_angle:
        kept = {index for index, piece in enumerate(pieces) if piece.angle}
    else:
        kept = _angles_of_tags(pieces)
    out: list[str] = []
    changed: list[Span] = []
    for index, piece in enumerate(pieces):
        value = piece.kept if index in kept else piece.decoded
        out.append(value)
        if value != text[piece.start : piece.end]:
            changed.append((piece.start, piece.end))
    return "".join(out), tuple(changed)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the value: plain text, or one entity with what it decodes to."""

    start: int
    end: int
    decoded: str
    kept: str
    angle: bool


def _decode(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    tail = ""  # The last signs of the result, for entities that two pieces would form together.
    position = 0
    while True:
        match = _AMPERSAND.search(text, position)
        if match is None:
            break
        if match.start() > position:
            plain = text[position : match.start()]
            pieces.append(_Piece(position, match.start(), plain, plain, False))
            tail = (tail + plain[-_LONGEST_ENTITY:])[-_LONGEST_ENTITY:]
        position = match.end()
        rest = _REST.match(text, position)
        value = _character(rest) if rest else None
        if rest and value is not None and not _would_join(tail, value):
            position = rest.end()
        else:
            rest, value = None, "&"
        angle = value in {"<", ">"}
        kept = "&" + rest[0] if rest else "&"
        pieces.append(_Piece(match.start(), position, value, kept, angle))
        tail = (tail + (kept if angle else value))[-_LONGEST_ENTITY:]
    if position < len(text):
        pieces.append(_Piece(position, len(text), text[position:], text[position:], False))
    return pieces


def _would_join(tail: str, value: str) -> bool:
    """Tell whether a decoded sign would complete an entity or tag that begins in the text before.

    ``&am&#112;;`` and ``<&#112;>`` are left alone: decoding again must find nothing to do, and no
    tag may appear.
    """
    if not value.isascii():
        return False
    if tail.endswith(("<", "</")) and (value.isalpha() or value in "/!?"):
        return True
    return (value.isalnum() or value in "#;") and bool(_OPEN_END.search(tail))


def _character(rest: re.Match[str]) -> str | None:
    """Return what an entity stands for, or None where it must stay."""
    decimal, hexadecimal, name = rest.groups()
    if name is not None:
        if name in _TITLE_CASED:
            return _TITLE_CASED[name]
        if name in name2codepoint:
            return _allowed(chr(name2codepoint[name]))
        # Short names beyond HTML 4 (&in; &or; &it;) are words as often as entities.
        value = html5.get(name + ";") if len(name) >= 4 or name in {"LT", "GT"} else None
        if value is None or (len(value) > 1 and not value.isprintable()):
            return None
        return _allowed(value)
    number = int(decimal) if decimal is not None else int(hexadecimal, 16)
    if 0x80 <= number <= 0x9F:
        # Web browsers read these as Windows-1252 (HTML standard, numeric character reference end).
        return bytes([number]).decode("cp1252", errors="ignore") or None
    return _allowed(chr(number)) if number <= 0x10FFFF else None


def _allowed(value: str) -> str | None:
    if value in _INVISIBLE_BUT_MEANT:
        return value
    if value == "\ufffd" or any(unicodedata.category(sign) in _REFUSED for sign in value):
        return None
    # "&nvlt;" and the like hold an angle bracket and a combining sign.
    return None if len(value) > 1 and ("<" in value or ">" in value) else value


def _angles_of_tags(pieces: list[_Piece]) -> set[int]:
    """Return the indices of the angle brackets that would be part of a tag if all were decoded."""
    if not any(piece.angle for piece in pieces):
        return set()
    places: dict[int, int] = {}
    length = 0
    for index, piece in enumerate(pieces):
        if piece.angle:
            places[length] = index
        length += len(piece.decoded)
    whole = "".join(piece.decoded for piece in pieces)
    kept: set[int] = set()
    for match in _TAG.finditer(whole):
        for place in (match.start(), match.end() - 1):
            if place in places:
                kept.add(places[place])
    return kept
