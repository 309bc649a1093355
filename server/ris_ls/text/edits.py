"""Spans of text and minimal edits. Offsets count code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code-point offsets: ``start`` is in, ``end`` is out."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        """Return the same span ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """Return the part of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the text between two code-point offsets (``end`` is out) by ``text``."""

    start: int
    end: int
    text: str

    def shift(self, by: int) -> Edit:
        """Return the same edit ``by`` code points further on."""
        return Edit(self.start + by, self.end + by, self.text)


def overlap(first: Edit, second: Edit) -> bool:
    """Tell whether two edits touch the same text.

    Two insertions at one place count as touching, because their order would be a guess.
    An insertion at the edge of a replaced range does not.
    """
    if first.start == first.end and second.start == second.end:
        return first.start == second.start
    return first.start < second.end and second.start < first.end


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all ``edits`` made at once; each counts from the original text.

    Raises ValueError when two edits overlap or one lies outside the text.
    """
    ordered = sorted(edits)
    parts: list[str] = []
    at = 0
    for edit in ordered:
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise ValueError(f"edit {edit.start}..{edit.end} overlaps another or leaves the text")
        parts.append(text[at : edit.start])
        parts.append(edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def minimal_edit(start: int, before: str, after: str) -> Edit | None:
    """Return the smallest single edit that turns ``before`` (at ``start``) into ``after``.

    None when the two are equal. Text that both share at either end is left out, so that an
    editor keeps its cursor and marks there.
    """
    if before == after:
        return None
    shortest = min(len(before), len(after))
    head = _shared(before[:shortest], after[:shortest])
    rest = shortest - head
    tail = _shared(before[len(before) - rest :][::-1], after[len(after) - rest :][::-1])
    # A line end is one thing: never begin or end inside "\r\n".
    if 0 < head < len(before) and before[head - 1 : head + 1] == "\r\n":
        head -= 1
    if 0 < tail < len(before) and before[-1 - tail : len(before) - tail + 1] == "\r\n":
        tail -= 1
    return Edit(start + head, start + len(before) - tail, after[head : len(after) - tail])


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts of one length have in common at their start."""
    low, high = 0, len(one)
    while low < high:  # values are long, so halves are compared rather than characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
