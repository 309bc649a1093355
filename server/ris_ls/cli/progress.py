"""How far the work is: a bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from typing import Any

_DELAY = 0.5
"""Seconds after which a bar is shown: what takes less needs none."""

_PAUSE = 0.1
"""Seconds from one drawing to the next."""


class Progress:
    """Shows on standard error how many bytes of all files are done, where that is a terminal.

    ``wanted`` says whether the user wants to see it at all.
    """

    def __init__(self, total: int, *, wanted: bool) -> None:
        self._total = total
        self._done = self._ahead = 0
        self._begun = self._drawn = time.monotonic()
        self._on = wanted and total > 0 and _can_draw()
        self._bar: Any = None

    def add(self, size: int) -> None:
        """Take note that so many bytes more are done."""
        self._done += size
        self._ahead = 0
        self.tick()

    def reach(self, size: float) -> None:
        """Take note that so many bytes of what was begun are done, and will be added with it."""
        self._ahead = int(size)
        self.tick()

    def tick(self) -> None:
        """Draw the bar anew where it is time to."""
        now = time.monotonic()
        if not self._on or now - self._drawn < (_DELAY if self._bar is None else _PAUSE):
            return
        if self._bar is None:
            self._bar = _bar(self._total)
            self._bar.start_t -= now - self._begun
        self._drawn = now
        self._bar.n = min(self._done + self._ahead, self._total)
        self._bar.refresh()

    def hide(self) -> None:
        """Take the bar away before something else is written, until it is drawn anew."""
        if self._bar is not None:
            self._bar.clear()
            self._drawn = time.monotonic()

    def close(self) -> None:
        """Take the bar away for good."""
        self._on = False
        if self._bar is not None:
            self._bar.close()

    def of(self, sizes: Sequence[int]) -> Share:
        """Return what is told of tasks of these sizes, by number."""
        return Share(self, sizes)


class Share:
    """Tells the progress of tasks that are known by their number."""

    def __init__(self, progress: Progress, sizes: Sequence[int]) -> None:
        self._progress = progress
        self._sizes = sizes

    def done(self, index: int) -> None:
        """Take note that a task is done."""
        self._progress.add(self._sizes[index])

    def tick(self) -> None:
        """Draw the bar anew where it is time to."""
        self._progress.tick()


def _can_draw() -> bool:
    """Tell whether standard error is a terminal on which a line can be written over."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _bar(total: int) -> Any:
    # tqdm rather than rich: with what it needs, rich is ten times as large, and all that the server
    # needs goes into the extension. It takes 50 ms to import: not before there is a bar to show.
    from tqdm import tqdm  # noqa: PLC0415
    from tqdm.std import TRLock  # noqa: PLC0415

    tqdm.monitor_interval = 0  # no thread: processes are forked
    tqdm.set_lock(TRLock())  # nor a lock between processes: this one alone draws
    return tqdm(
        total=total, unit="B", unit_scale=True, leave=False, dynamic_ncols=True, file=sys.stderr
    )
