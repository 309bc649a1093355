"""The check before anything is written: nothing is lost but what a rule declared.

A safe fix is applied, the result is read again and compared with what was there. Whatever the
rules believe, words may go only where an edit of a declared class took them out, and rispy, the
reader that users' scripts run, must read no fewer records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Protocol, cast

from ris_ls.syntax import lex

_WORD = re.compile(r"\w+")


class _Loads(Protocol):
    def __call__(self, text: str) -> list[dict[str, object]]: ...


@cache
def _rispy_loads() -> _Loads:
    import rispy  # noqa: PLC0415 - 20 ms that only fixing pays

    return cast(_Loads, rispy.loads)


def rispy_reads(text: str) -> int:
    """Return how many records rispy reads from a text; 0 when it fails.

    Line ends are given to it as Python's text mode does, since that is how files reach it.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return len(_rispy_loads()(plain))
    except Exception:  # rispy raises KeyError, among others, on damaged files
        return 0


def words(text: str) -> Counter[str]:
    """Count the words of all values and of all text that is no field, without capitals."""
    counted: Counter[str] = Counter()
    for line in lex(text):
        start = line.value_start if line.is_field else line.start
        end = line.value_end if line.is_field else line.end
        counted.update(_WORD.findall(text[start:end].casefold()))
    return counted


def losses(before: str, after: str, removed: Iterable[str]) -> list[str]:
    """Return what ``after`` has lost against ``before``, a sentence each; empty when nothing.

    ``removed`` is the text that edits of a declared class took out: its words may go.
    """
    lost: list[str] = []
    allowed: Counter[str] = Counter()
    for text in removed:
        allowed.update(_WORD.findall(text.casefold()))
    missing = words(before) - words(after) - allowed
    if missing:
        # A tag is a word where its line was no field before, and none where it is one now.
        missing -= Counter(_tags(after))
    # Text that only changed how it is cut into words (a hyphen, a zero-width space) is there.
    if missing and _letters(missing) and not _same_letters(before, after, allowed):
        lost.append("words would be lost: " + ", ".join(list(missing)[:8]))
    was, now = rispy_reads(before), rispy_reads(after)
    if now < was:
        lost.append(f"rispy would read {now} instead of {was} records")
    return lost


def _letters(counted: Counter[str]) -> int:
    return sum(len(word) for word in counted.elements())


def _tags(text: str) -> list[str]:
    return [line.tag.casefold() for line in lex(text) if line.is_field]


def _same_letters(before: str, after: str, allowed: Counter[str]) -> bool:
    """Tell whether both texts hold the same letters and digits, what may go left out."""

    def letters(text: str) -> Counter[str]:
        return Counter("".join(words(text).elements()))

    missing = letters(before) - letters(after) - Counter("".join(allowed.elements()))
    return not (missing - Counter("".join(_tags(after))))
