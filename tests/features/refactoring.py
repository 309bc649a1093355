"""What the tests of refactorings share."""

from __future__ import annotations

from collections.abc import Iterable

from ris_ls.text import Edit


def inverse(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that undo some edits of a text; offsets count from the text they made."""
    back: list[Edit] = []
    by = 0
    for edit in sorted(edits):
        start = edit.start + by
        back.append(Edit(start, start + len(edit.text), text[edit.start : edit.end]))
        by += len(edit.text) - (edit.end - edit.start)
    return back
