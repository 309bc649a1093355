"""For which reference types SP holds pages of a larger whole."""

from __future__ import annotations

from functools import cache

from ris_ls.knowledge import meaning

_NO_PLACE = frozenset({"Number of Pages", "Description", "Running Time"})
"""What SP means instead for books, pictures and films."""


@cache
def holds_place(type_code: str) -> bool:
    """Tell whether SP says, for a reference type, where something stands; not how long it is."""
    return meaning("SP", type_code) not in _NO_PLACE


@cache
def holds_extent(type_code: str) -> bool:
    """Tell whether SP says, for a reference type, how many pages something has."""
    return meaning("SP", type_code) == "Number of Pages"
