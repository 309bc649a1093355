"""Words that messages of many rules share."""

from __future__ import annotations

from collections.abc import Sequence


def short(value: str, length: int = 60) -> str:
    """Return a value cut to ``length`` characters, three dots at its end when it was longer."""
    return value if len(value) <= length else value[: length - 3].rstrip() + "..."


def listed(names: Sequence[str]) -> str:
    """Return names as in a sentence: `A`, `A and B`, `A, B and C`. There must be one at least."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
