"""Work that comes in steps, so that whoever does it may do something else between them."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def finish(steps: Generator[object, None, T]) -> T:
    """Do all steps in one go, and return what they come to. Raises what they raise."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value
