"""ISSN and ISBN numbers in a field, with their check digits and the words around them.

An ISSN has eight characters, the last one a digit or X (ISO 3297); an ISBN has ten or, beginning
with 978 or 979, thirteen (ISO 2108). 979-0 are printed music (ISMN). Exporters put several numbers
in one field and add words: ``20411723 (ISSN)``, ``1999-7777(Electronic),0222-6666(Print)``.

All offsets are code points into the text that was passed in. Nothing here raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

SerialKind = Literal["ISSN", "ISBN-10", "ISBN-13", "unknown"]


@dataclass(frozen=True, slots=True)
class Serial:
    """One number. ``text`` is it as written, at ``start`` to ``end``, without the words around it.

    ``normal`` is ``1234-567X`` for an ISSN and the bare characters for an ISBN, with a capital X.
    ``valid`` tells whether the check digit is right; it is False for an ``unknown`` number, which
    has none that we know of.
    """

    kind: SerialKind
    text: str
    normal: str
    start: int
    end: int
    valid: bool


# Hyphens of all kinds occur; words and numbers are cut at everything else.
_HYPHENS = "-‐‑‒–−"
_CHUNK = re.compile(rf"[0-9A-Za-z{_HYPHENS}]+")
_TO_HYPHEN = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
_LABEL = re.compile(r"(?:[ep]-?)?(?:ISSN|ISBN)(?:-?L)?-?|[ep]-?(?=[0-9])", re.IGNORECASE)
_BODY = re.compile(r"[0-9][0-9-]*[0-9Xx]")
_LONGEST_CHUNK = 40
# A number in groups apart by blanks has at most five: 978 3 16 148410 0.
_MOST_GROUPS = 5
_FEWEST_UNKNOWN_DIGITS = 7

PLAIN_ISSN = r"[0-9]{4}-[0-9]{3}[0-9X]"
"""One ISSN and nothing else, as a regular expression; its check digit may be wrong."""
_PLAIN_ISSN = re.compile(PLAIN_ISSN)

_DECORATION_WORDS = frozenset(
    (
        *("issn", "isbn", "eissn", "pissn", "eisbn", "e", "p", "l", "print", "printed"),
        *("electronic", "online", "linking", "web", "cd", "rom", "paper", "paperback"),
        *("hardback", "hardcover", "cloth", "softcover", "pbk", "hbk", "ebook", "book", "pdf"),
        *("epub", "softback", "digital"),
        # The same in German, Spanish, Portuguese, French and Italian.
        *("druck", "gedruckt", "druckausgabe", "geb", "gebunden", "kart", "brosch", "broschiert"),
        *(
            "impreso",
            "impresa",
            "electrónico",
            "electrónica",
            "electronico",
            "en",
            "línea",
            "linea",
        ),
        *("impresso", "impressa", "eletrônico", "eletrônica", "eletronico", "eletrónico"),
        *("imprimé", "imprime", "électronique", "electronique", "ligne", "broché", "relié"),
        *("stampa", "cartaceo", "elettronico"),
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED_LABEL = re.compile(r"ISBN-?1[03](?![0-9])", re.IGNORECASE)
_BETWEEN = frozenset(" \t\u00a0;,/|()[]:.&" + _HYPHENS)


def is_plain_issn(text: str) -> bool:
    """Tell whether a value is one ISSN with the right check digit, and nothing else."""
    return _PLAIN_ISSN.fullmatch(text) is not None and _is_valid_again(text)


@lru_cache(maxsize=4096)
def _is_valid_again(text: str) -> bool:
    """Tell whether a check digit is right, and remember it: journals repeat in a file."""
    return issn_is_valid(text.replace("-", ""))


def issn_is_valid(characters: str) -> bool:
    """Tell whether eight characters end in the right ISSN check digit (weights 8 to 2, modulo 11).

    Takes the characters without hyphen; anything that is no such string is not valid.
    """
    if len(characters) != 8:
        return False
    total = _weighted(characters[:7], range(8, 1, -1))
    return total is not None and characters[7].upper() == "0X987654321"[total % 11]


def isbn_is_valid(characters: str) -> bool:
    """Tell whether ten or thirteen characters without hyphens end in the right ISBN check digit."""
    if len(characters) == 10:
        total = _weighted(characters[:9], range(10, 1, -1))
        return total is not None and characters[9].upper() == "0X987654321"[total % 11]
    if len(characters) == 13:
        total = _weighted(characters[:12], (1, 3) * 6)
        return total is not None and characters[12] == str(-total % 10)
    return False


def _weighted(digits: str, weights: range | tuple[int, ...]) -> int | None:
    if not (digits.isascii() and digits.isdigit()):
        return None
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def isbn_key(serial: Serial) -> str:
    """Return what an ISBN is compared by: the same for its forms of ten and thirteen digits."""
    return f"978{serial.normal[:9]}" if serial.kind == "ISBN-10" else serial.normal[:12]


def find_serials(text: str) -> tuple[Serial, ...]:
    """Find the numbers in a field, in order.

    Takes the value; returns every ISSN and ISBN, valid or not, and numbers of seven or more digits
    that are neither as ``unknown``. Groups apart by blanks make one number only where its check
    digit is right. A telephone number is none: the last group of an ISBN is one character. Never
    raises.
    """
    return _find_again(text) if len(text) <= _LONGEST else _find(text)


_LONGEST = 200
"""Longer values are not remembered."""


@lru_cache(maxsize=4096)
def _find_again(text: str) -> tuple[Serial, ...]:
    """Do what `_find` does, and remember it: several rules ask, and journals repeat in a file."""
    return _find(text)


def _find(text: str) -> tuple[Serial, ...]:
    chunks = [_numeric_part(match) for match in _CHUNK.finditer(text)]
    found: list[Serial] = []
    index = 0
    while index < len(chunks):
        chunk = chunks[index]
        index += 1
        if chunk is None:
            continue
        start, body = chunk
        serial = _classify(body, start)
        if serial is None:
            group, used = _join_groups(text, chunks, index - 1)
            if group is not None:
                found.append(group)
                index += used - 1
            elif _count_digits(body) >= _FEWEST_UNKNOWN_DIGITS:
                found.append(_serial("unknown", body, body, start, valid=False))
        else:
            found.append(serial)
    # The hyphens were made alike for reading, one sign for one sign: the text is as written.
    return tuple(replace(serial, text=text[serial.start : serial.end]) for serial in found)


def _numeric_part(match: re.Match[str]) -> tuple[int, str] | None:
    """Cut a label off a word; return where the number starts and its text, or None for a word."""
    start, end = match.span()
    if end - start > _LONGEST_CHUNK:
        return None
    chunk = match[0].translate(_TO_HYPHEN)
    label = _LABEL.match(chunk)
    begin = label.end() if label else 0
    body = chunk[begin:].lstrip("-")
    begin = len(chunk) - len(body)
    body = body.rstrip("-")
    if _BODY.fullmatch(body) is None and not (len(body) == 1 and body in "0123456789xX"):
        return None
    return start + begin, body


def _count_digits(body: str) -> int:
    return sum(sign != "-" for sign in body)


def _serial(kind: SerialKind, body: str, normal: str, start: int, *, valid: bool) -> Serial:
    return Serial(kind, body, normal, start, start + len(body), valid)


def _classify(body: str, start: int) -> Serial | None:
    """Read one word of digits and hyphens as an ISSN or ISBN, else return None."""
    characters = body.replace("-", "").upper()
    if "X" in characters[:-1]:
        return None
    hyphenated = "-" in body
    if len(characters) == 8 and (not hyphenated or (body[4] == "-" and body.count("-") == 1)):
        normal = f"{characters[:4]}-{characters[4:]}"
        return _serial("ISSN", body, normal, start, valid=issn_is_valid(characters))
    last_stands_alone = len(body) > 1 and body[-2] == "-"
    if len(characters) == 10 and (not hyphenated or last_stands_alone):
        return _serial("ISBN-10", body, characters, start, valid=isbn_is_valid(characters))
    if len(characters) == 13 and characters.startswith(("978", "979")):
        if characters.startswith("9790"):
            return _serial("unknown", body, body, start, valid=False)
        if not hyphenated or last_stands_alone or body[3] == "-":
            return _serial("ISBN-13", body, characters, start, valid=isbn_is_valid(characters))
    return None


def _join_groups(
    text: str, chunks: list[tuple[int, str] | None], first: int
) -> tuple[Serial | None, int]:
    """Join a number to the groups after it, one blank apart; return it and how many were used."""
    head = chunks[first]
    if head is None:
        return None, 0
    start, joined = head
    end = start + len(joined)
    for used in range(2, _MOST_GROUPS + 1):
        following = chunks[first + used - 1] if first + used - 1 < len(chunks) else None
        if following is None or following[0] != end + 1 or not text[end].isspace():
            break
        joined += "-" + following[1]
        end = following[0] + len(following[1])
        serial = _classify(joined, start)
        if serial is not None and serial.valid:
            return Serial(serial.kind, joined, serial.normal, start, end, True), used
    return None, 0


def tidy_serials(text: str) -> str | None:
    """Write the numbers of a field without the words around them, and each ISSN with its hyphen.

    Takes the value; returns the tidied one, or None where nothing is to do, and where the value
    holds anything besides numbers, separators and known words such as *(ISSN)* or *(Print)*. A
    number whose check digit is wrong stays as it is written, and so does an ISBN. Never raises.
    """
    serials = find_serials(text)
    if not serials:
        return None
    pieces: list[str] = []
    done = 0
    for serial in serials:
        gap = _tidy_gap(text[done : serial.start])
        if gap is None:
            return None
        if pieces:
            pieces.append(gap or " ")
        pieces.append(serial.normal if serial.kind == "ISSN" and serial.valid else serial.text)
        done = serial.end
    if _tidy_gap(text[done:]) is None:
        return None
    tidied = "".join(pieces)
    return tidied if tidied != text.strip() else None


def _tidy_gap(gap: str) -> str | None:
    """Return the separator that a gap between numbers holds; None where it holds other text."""
    gap = _NUMBERED_LABEL.sub("ISBN", gap)
    words = [word.casefold() for word in _WORD.findall(gap)]
    if any(word not in _DECORATION_WORDS and word != "and" for word in words):
        return None
    if any(not (sign.isalpha() or sign in _BETWEEN) for sign in gap):
        return None
    if not words and "&" not in gap:
        return gap if gap.strip(" \t\u00a0()[]") else " "
    if "and" in words or "&" in gap or ";" in gap:
        return "; "
    return ", " if "," in gap else " "
