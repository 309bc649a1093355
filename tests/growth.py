"""Cost that grows with the length of the input, not with its square.

Times are looked at only to compare one with another of the same function, and only where the long
input takes long enough to be measured: four times the length may take four times as long, and a
quadratic cost would take sixteen times. It is the time of this process alone, without that of the
garbage collector, which depends on what else is in memory; in doubt it is measured again.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

LONG = 100_000
"""The usual length, in characters, of a long input; a short one has a fourth of it."""
NOTICEABLE = 0.04
"""Seconds below which nobody minds, and a clock says little."""
TOO_STEEP = 9.0
"""Between four (linear) and sixteen (quadratic)."""
_TRIES = 5

Prepare = Callable[[int], Callable[[], object]]
"""Makes an input of a length, and returns what is to be measured on it."""


def is_too_steep(prepare: Prepare, long: int = LONG) -> bool:
    """Tell whether a function costs too much more for an input of ``long`` than for a fourth."""
    if _seconds(prepare(long)) < NOTICEABLE:
        return False
    for _ in range(_TRIES):
        short = max(_seconds(prepare(long // 4)), NOTICEABLE / 16)
        if _seconds(prepare(long)) / short <= TOO_STEEP:
            return False
    return True


def _seconds(run: Callable[[], object]) -> float:
    gc.disable()
    try:
        started = time.process_time()
        run()
        return time.process_time() - started
    finally:
        gc.enable()
