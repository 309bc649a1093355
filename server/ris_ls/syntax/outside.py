"""Text outside of records: whose it is, and what may go.

Seen in exports of Ovid, the Cochrane Library, JSTOR, APA, ProQuest, CABI and COBISS, and in files
that rispy and ASReview wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ris_ls.syntax.lexer import BLANKS

Kind = Literal["counter", "header", "history", "link", "end mark", "text"]

_COUNTER = re.compile(
    r"\s*(?:\d{1,7}\.|<\d{1,7}>|(?:Record|Document|Item) \d{1,7} of \d{1,7}\.?)\s*$", re.IGNORECASE
)
_COCHRANE_COUNTER = re.compile(r"\s*Record #\d+ of \d+\s*$")
_PROVIDER = re.compile(r"\s*Provider: *(.*)")
_HEADER = re.compile(
    r"\s*(?:Database: *\S.*|Content: *[\w.+-]+/[\w.+-]+.*|Tag ?[Ff]ormat: *RIS\s*)$"
)
_HISTORY = re.compile(r"\s*Search (?:Strategy|History)\b[^.]{0,40}$", re.IGNORECASE)
_DATABASE = re.compile(r"\s*Databases?(?:\(s\))?:", re.IGNORECASE)
_HISTORY_LINE = re.compile(r"\s*(?:\d{1,3}\.?\s+\S.*\(\d[\d,]*\)\s*$|[-*=_]{5,}\s*$)")
_OVID_LINK = re.compile(r"\s*Link to the Ovid Full Text\b")
_END_MARK = re.compile(r"\s*OK##\s*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:https?://)?[\w.-]+/?$", re.IGNORECASE)
_NEXT_LINK = re.compile(r"(?<=\S)Link to the External Link Resolver:")
# A damaged field line (`PMID- 1`, `A# U  - Doe`), or one that is being typed: no text.
_LIKE_A_TAG = re.compile(
    r"\W*[A-Za-z][^\s:]{0,4}\s{0,3}(?:[A-Z]\s{0,3})?[-\u2010-\u2015\u2212](?=\s|$)"
    r"|\W*[A-Za-z][A-Za-z0-9]?\s*$"
)
# A record without its line breaks, behind a header: never to be taken out with it.
_HOLDS_FIELDS = re.compile(r"[A-Z][A-Z0-9]  -(?: |$)|\bTY {0,3}- ?[A-Z]")


@dataclass(frozen=True, slots=True)
class Outside:
    """Some lines outside of records that belong together."""

    kind: Kind
    first: int
    last: int
    """The indices of the first and last line, among those that were given."""
    writer: str
    """Who writes such lines; empty when that is not known."""
    addresses: tuple[str, ...]
    """The web addresses in them that say more than who the writer is."""


def classify(lines: Sequence[str]) -> list[Outside]:
    """Sort lines, given without the blank ones between them, into runs of one kind.

    Lines that look like damaged fields, or hold some, are left out. Never raises.
    """
    history = _history(lines)
    runs: list[Outside] = []
    for index, line in enumerate(lines):
        kind: Kind = "history" if index in history else _kind(line)
        if _HOLDS_FIELDS.search(line) or (kind == "text" and _LIKE_A_TAG.match(line)):
            continue
        writer = _writer(kind, line)
        found = Outside(kind, index, index, writer, _addresses(kind, line))
        if runs and _joins(runs[-1], found):
            before = runs.pop()
            # The lines of the Cochrane Library name Wiley as the provider.
            found = Outside(
                kind,
                before.first,
                index,
                before.writer or writer,
                before.addresses + found.addresses,
            )
        runs.append(found)
    return runs


def _kind(line: str) -> Kind:
    if _COUNTER.match(line):
        return "counter"
    if _COCHRANE_COUNTER.match(line) or _PROVIDER.match(line) or _HEADER.match(line):
        return "header"
    if _OVID_LINK.match(line):
        return "link"
    return "end mark" if _END_MARK.match(line) else "text"


def _writer(kind: Kind, line: str) -> str:
    if kind == "counter":
        return "Ovid" if "<" in line else ""
    if kind == "header":
        if _COCHRANE_COUNTER.match(line):
            return "the Cochrane Library"
        provider = _PROVIDER.match(line)
        return _ADDRESS.sub("", provider[1]).strip(BLANKS + ".,;") if provider else ""
    if kind in ("history", "link"):
        return "Ovid"
    return "COBISS" if kind == "end mark" else ""


def _joins(before: Outside, line: Outside) -> bool:
    """Tell whether a line goes on with the run before it."""
    if before.kind != line.kind or before.last + 1 != line.first:
        return False
    return line.kind in ("header", "history", "text")


def _history(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines are a search history: from its title to its last numbered line."""
    for index, line in enumerate(lines):
        if not _HISTORY.match(line):
            continue
        first = index - 1 if index and _DATABASE.match(lines[index - 1]) else index
        last = index
        for at in range(index + 1, len(lines)):
            if _HISTORY_LINE.match(lines[at]):
                last = at
            elif _kind(lines[at]) != "text":
                break
        return frozenset(range(first, last + 1))
    return frozenset()


def _addresses(kind: Kind, line: str) -> tuple[str, ...]:
    found = _ADDRESS.findall(_NEXT_LINK.sub(" ", line))
    if kind == "header":
        return tuple(one for one in found if not _BARE_HOST.match(one))
    return tuple(found)
