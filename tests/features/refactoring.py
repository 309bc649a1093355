"""What the tests of refactorings share."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

from ris_ls.text import Edit

T = TypeVar("T")


def inverse(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that undo some edits of a text; offsets count from the text they made."""
    back: list[Edit] = []
    by = 0
    for edit in sorted(edits):
        start = edit.start + by
        back.append(Edit(start, start + len(edit.text), text[edit.start : edit.end]))
        by += len(edit.text) - (edit.end - edit.start)
    return back


def result_of(steps: Generator[None, None, T]) -> T:
    """Run a generator to its end and return what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value
