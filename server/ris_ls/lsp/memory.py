"""Python's garbage collector, kept away from what need not be collected.

What is found in a 50 MB file is half a million objects that refer to each other in one direction
only: they go when the last reference to them goes. The collector, which is there for circles,
would look through all of them again and again: measured at 0.3 seconds at a time, during which
nothing is answered.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 20_000
"""How many new objects are worth sparing the collector: it needs 10 milliseconds for them."""

_at_work = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector off while something makes many objects without circles.

    When they were many it does not look at them afterwards either. Uses may overlap; the last one
    to end turns the collector on again.
    """
    global _at_work  # noqa: PLW0603 - there is one collector in a process
    _at_work += 1
    gc.disable()
    try:
        yield
    finally:
        _at_work -= 1
        if gc.get_count()[0] > MANY:
            gc.freeze()
        if not _at_work:
            gc.enable()
