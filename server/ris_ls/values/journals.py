"""Names of journals, in full and shortened."""

from __future__ import annotations

_SMALL = frozenset(
    (
        *("a", "an", "and", "de", "del", "der", "des", "di", "die", "du", "e", "et", "for", "für"),
        *("fur", "in", "la", "le", "les", "of", "on", "the", "und", "y", "zur"),
    )
)
"""Words that an abbreviation leaves out."""


def abbreviates(short: str, full: str) -> bool:
    """Tell whether a name can be short for another one, as ISO 4 shortens the names of journals.

    Takes both as words in small letters with blanks between them: ``j clin oncol`` is short for
    ``journal of clinical oncology``, and so is a name for itself. Never raises.
    """
    words = [word for word in full.split() if word not in _SMALL]
    parts = [part for part in short.split() if part not in _SMALL]
    return len(parts) == len(words) > 0 and all(map(_shortens, parts, words))


def _shortens(part: str, word: str) -> bool:
    """Tell whether a word is the other one without its end or some of its letters (``natl``)."""
    if not word.startswith(part[0]):
        return False
    letters = iter(word)
    return all(letter in letters for letter in part)
