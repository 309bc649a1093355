"""Python's garbage collector, kept away from what need not be collected.

What is found in a 50 MB file is half a million objects that refer to each other in one direction
only: they go when the last reference to them goes. The collector, which is there for circles,
would look through all of them again and again: measured at 0.3 seconds at a time, during which
nothing is answered. While somebody types, it would take 10 to 60 milliseconds of every tenth key.
So it works in the pauses.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

MANY = 20_000
"""How many new objects are worth sparing the collector: it needs 10 milliseconds for them."""

PAUSE = 0.5
"""Seconds in which nothing happens before the collector looks at what was made since."""

NOTHING = 200
"""So many new objects are none: to look at the time takes some too."""

MOST = 500_000
"""With so many new objects the collector is not put off any longer."""

_kept_off = 0
_at_work = 0


@contextmanager
def _off() -> Iterator[None]:
    """Keep the collector off. Uses may overlap; the last one to end turns it on again."""
    global _kept_off  # noqa: PLW0603 - there is one collector in a process
    _kept_off += 1
    gc.disable()
    try:
        yield
    finally:
        _kept_off -= 1
        if not _kept_off:
            gc.enable()


async def collect_in_pauses() -> None:
    """Have the collector work only when nothing happens, until this is cancelled.

    What happens shows in the number of new objects.
    """
    with _off():
        before = 0
        while True:
            await asyncio.sleep(PAUSE)
            new = gc.get_count()[0]
            quiet = abs(new - before) < NOTHING
            if not _at_work and ((quiet and new > NOTHING) or new > MOST):
                gc.collect()
                if new > MANY:
                    gc.freeze()
                new = 0
            before = new


def give_back() -> None:
    """Give memory that is not used any more back to the system, where the C library keeps it.

    glibc does: half of what a large document took, when that is closed. Takes some milliseconds.
    """
    with suppress(Exception):  # there is no such library, or it has no such function
        ctypes = import_module("ctypes")
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector off while something makes many objects without circles.

    When they were many it does not look at them afterwards either. Uses may overlap.
    """
    global _at_work  # noqa: PLW0603 - there is one collector in a process
    with _off():
        _at_work += 1
        try:
            yield
        finally:
            _at_work -= 1
            if gc.get_count()[0] > MANY:
                gc.freeze()
