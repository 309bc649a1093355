"""Places on a collapsed line that look like a tag, record by record."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ris_ls.knowledge import TYPE_CODES

EDGE = " \t\u00a0\r\n"
"""What counts as blank on a collapsed line: line ends too, where it was wrapped once more."""

_BLANKS = " \t\u00a0"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that looks like a tag."""

    tag: str
    start: int
    after: int
    """Where its value starts, the blanks in front of it included."""
    blanks: int
    """How many blanks stand before the hyphen, as on the whole line."""
    glued: bool
    """Whether the value before it runs into it, without a blank."""


_GAP = rf"(?:[{_BLANKS}]|\r\n|[\r\n])"
_CANDIDATE = re.compile(
    rf"(?<![^{EDGE}\"'])([A-Z][A-Z0-9])({_GAP}{{0,3}})[{_DASHES}](?=[{EDGE}]|$|[\"'])"
)
_GLUED = re.compile(rf"(?<=[^{EDGE}\"'])([A-Z][A-Z0-9])(  )-(?= |$)")
_LOWER = re.compile(
    rf"(?<![^{EDGE}\"'])([A-Za-z][A-Za-z0-9])({_GAP}{{1,3}})[{_DASHES}](?=[{EDGE}]|$|[\"'])"
)
_OPENING = re.compile(
    rf"(?<![^{EDGE}\"'(\[])([Tt][Yy])([{_BLANKS}]{{0,3}})[{_DASHES}][{EDGE}]{{0,3}}"
    rf"([A-Za-z]{{3,8}})(?![a-z])"
)
_FIRST = re.compile(
    rf"[\ufeff\"'{EDGE}]*([Tt][Yy])([{_BLANKS}]{{0,3}})[{_DASHES}][{EDGE}]{{0,3}}([A-Za-z]*)"
)
_GLUED_TYPE = re.compile(r"([A-Z]{3,6})([A-Z][A-Z0-9])( {1,2})- ")


def records(text: str) -> list[tuple[list[Candidate], int]]:
    """Return the candidates of each record on a line, its TY first, and where it ends."""
    opening = _FIRST.match(text) or _OPENING.search(text)
    if opening is None:
        return []
    candidates = _candidates(text, opening)
    parts: list[tuple[list[Candidate], int]] = []
    current: list[Candidate] = []
    for index, candidate in enumerate(candidates):
        if candidate.tag == "TY" and current and _opens(text, candidates, index):
            parts.append((current, candidate.start))
            current = []
        current.append(candidate)
    parts.append((current, len(text)))
    return parts


def _candidates(text: str, opening: re.Match[str]) -> list[Candidate]:
    """Return what looks like a tag from the first TY on, written in the same manner as it is."""
    blanks, start = len(opening[2]), opening.end(2) + 1
    pattern = _LOWER if opening[1] != "TY" else _CANDIDATE
    # What stands before and behind the first TY is judged less strictly: it is a candidate anyway.
    found = [Candidate("TY", opening.start(1), start, blanks, False)]
    found.extend(
        Candidate(match[1].upper(), match.start(1), match.end(), blanks, False)
        for match in pattern.finditer(text, start)
        if len(match[2]) == blanks
        or match[1].upper() == "ER"
        or "\n" in match[2]  # wrapped between the tag and its hyphen
        or "\r" in match[2]
    )
    glued = _GLUED if blanks == 2 else None
    if (run_on := _GLUED_TYPE.match(text, opening.start(3))) and run_on[1] in TYPE_CODES:
        glued = re.compile(rf"(?<=[^{EDGE}\"'])([A-Z][A-Z0-9])( {{{blanks}}})-(?= |$)")
    if glued is not None:
        found.extend(
            Candidate(match[1], match.start(1), match.end(), len(match[2]), True)
            for match in glued.finditer(text, start)
        )
        found.sort(key=lambda each: each.start)
    return found


def _opens(text: str, candidates: list[Candidate], index: int) -> bool:
    """Tell whether the TY at ``index`` opens a further record: a type, and then the next field."""
    if index + 1 == len(candidates):
        return False
    value = text[candidates[index].after : candidates[index + 1].start].strip(EDGE)
    if value.upper() in TYPE_CODES:
        return True
    before = candidates[index - 1]
    between = text[before.after : candidates[index].start].strip(EDGE)
    return before.tag == "ER" and not between and 0 < len(value) <= 30
