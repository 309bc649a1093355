"""Edits that may be made together: who comes first has the text, and nobody else touches it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ris_ls.text import Edit, overlap


class Claims:
    """A growing set of edits, none of which touches another."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        """The edits taken so far, in file order."""

    def take(self, edits: Sequence[Edit]) -> bool:
        """Take all of ``edits``, or none and return False when one touches what is taken.

        None are taken either when they touch each other, or when there are none.
        """
        done: list[Edit] = []
        for edit in edits:
            if not self.edits or edit.start > self.edits[-1].end:
                self.edits.append(edit)  # behind all others, as most are: at once
                done.append(edit)
                continue
            at = bisect_left(self.edits, edit)
            # Taken edits do not overlap, so only the nearest ones can touch a new one.
            if any(overlap(other, edit) for other in self.edits[max(0, at - 2) : at + 2]):
                for other in done:
                    self.edits.remove(other)
                return False
            self.edits.insert(at, edit)
            done.append(edit)
        return bool(done)
