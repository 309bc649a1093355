"""The small edits that turn one text into another: blocks first, then lines, then characters.

Fixing a file gives a new text. An editor should be told what changed, not be handed the whole
text: small edits keep its cursor, folds and marks, and are what a person can review.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from ris_ls.text.document import Document
from ris_ls.text.edits import Edit, minimal_edit
from ris_ls.text.lines import line_starts

_THOROUGH = 250_000
"""How many comparisons difflib, which is quadratic at worst, may be asked for at a time."""

Gap = tuple[int, int, int, int]
"""What differs: items ``a`` to ``b`` (out) of the old become ``c`` to ``d`` (out) of the new."""


def edits_between(before: Document, after: Document) -> list[Edit]:
    """Return edits that turn the text of ``before`` into that of ``after``, in file order.

    Offsets count from the start of ``before``; no two edits overlap. Documents that share
    blocks are compared fast: what is common is passed over as a whole.
    """
    return [edit for edits in edits_in_steps(before, after) for edit in edits]


def edits_in_steps(before: Document, after: Document) -> Iterator[list[Edit]]:
    """Yield what `edits_between` returns, block by block.

    A generator, so that the caller can stop between two blocks and do something else.
    """
    old = [block.text for block in before.blocks]
    new = [block.text for block in after.blocks]
    for a, b, c, d in _gaps(old, new):
        if b - a == d - c:
            # As many blocks as before: each was changed where it stands.
            for index in range(b - a):
                start = before.offset_of(a + index)
                yield list(_by_line(start, old[a + index], new[c + index]))
        else:
            yield list(_by_line(before.offset_of(a), "".join(old[a:b]), "".join(new[c:d])))


def _by_line(start: int, before: str, after: str) -> Iterator[Edit]:
    """Yield the edits between two texts, line by line; ``before`` stands at ``start``."""
    old, new = _lines(before), _lines(after)
    offsets = list(accumulate(map(len, old), initial=start))
    for a, b, c, d in _gaps(old, new):
        if b - a == d - c:
            for index in range(b - a):
                edit = minimal_edit(offsets[a + index], old[a + index], new[c + index])
                if edit is not None:
                    yield edit
        else:
            # Whole lines come and go here. Cutting them shorter would make an edit that begins
            # in the middle of one line and ends in the middle of another: hard to review.
            yield Edit(offsets[a], offsets[b], "".join(new[c:d]))


def _lines(text: str) -> list[str]:
    starts = line_starts(text)
    return [text[start:end] for start, end in pairwise([*starts, len(text)]) if start < end]


def _gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """Yield where two sequences differ, in order.

    Items that occur once in each are matched first, so that a file with changes in thousands of
    places takes no longer than one with few; difflib is left with what lies between.
    """
    a = c = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        yield from _between(old, new, (a, i, c, j))
        a, c = i + 1, j + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest run of pairs of items that occur once in each, both rising."""
    once = {item for item, count in Counter(old).items() if count == 1}
    places = {item: at for at, item in enumerate(new) if item in once}
    for item, count in Counter(item for item in new if item in places).items():
        if count > 1:
            del places[item]
    pairs = [(i, places[item]) for i, item in enumerate(old) if item in places]
    return [pairs[at] for at in longest_rising([j for _, j in pairs])]


def moves(
    starts: Sequence[int], after: Sequence[str], order: Sequence[int], still: Iterable[int]
) -> Iterator[Edit]:
    """Yield the edits that put the pieces of a text in another order.

    Takes where the pieces start and the last one ends, their texts in the new order, which of them
    comes where, and the places in that order where the text is the one that the piece has now. Of
    these, as many as can be stay where they are.
    """
    places = list(still)
    anchors = (places[each] for each in longest_rising([order[at] for at in places]))
    old = new = 0
    for at in [*anchors, len(order)]:
        index = order[at] if at < len(order) else len(order)
        text = "".join(after[new:at])
        if text or old < index:
            yield Edit(starts[old], starts[index], text)
        old, new = index + 1, at + 1


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return where the longest run of rising numbers stands, others between them left out.

    The numbers differ from each other.
    """
    # Patience sorting: the last number of the best run of each length, and who came before whom.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [index]
    run: list[int] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _between(old: Sequence[str], new: Sequence[str], gap: Gap) -> Iterator[Gap]:
    """Yield what differs within a gap, items that both share at its ends left out."""
    a, b, c, d = gap
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    if a == b and c == d:
        return
    if a == b or c == d or (b - a) * (d - c) > _THOROUGH:
        yield a, b, c, d
        return
    matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation != "equal":
            yield a + i, a + j, c + k, c + m
