"""Words that messages of many rules share."""

from __future__ import annotations


def short(value: str, length: int = 60) -> str:
    """Return a value cut to ``length`` characters, three dots at its end when it was longer."""
    return value if len(value) <= length else value[: length - 3].rstrip() + "..."
