"""Long work in slices, so that the server answers between two of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Iterable
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

SLICE = 0.005
"""Seconds of work at a stretch: a request that comes in waits no longer."""

PAUSE = 0.001
"""Seconds between two slices. Zero would not do: the event loop would go on with this work
before it looks at what has come in (measured: p95 of a hover 200 ms instead of 6)."""


def _nothing(_: object) -> None:
    return None


async def in_slices(steps: Iterable[T], take: Callable[[T], object] = _nothing) -> None:
    """Hand each step to ``take``, if that is given, pausing whenever a slice is used up.

    Cancelling the task ends it at the next pause. Raises what ``steps`` or ``take`` raise.
    """
    until = perf_counter() + SLICE
    for step in steps:
        take(step)
        if perf_counter() >= until:
            await asyncio.sleep(PAUSE)
            until = perf_counter() + SLICE


async def result_of(steps: Generator[object, None, T]) -> T:
    """Run a generator to its end in slices, and return what it returns."""
    until = perf_counter() + SLICE
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value
        if perf_counter() >= until:
            await asyncio.sleep(PAUSE)
            until = perf_counter() + SLICE
