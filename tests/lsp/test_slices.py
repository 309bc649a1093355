"""Long work leaves room for what comes in."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterator
from time import perf_counter

import pytest

from ris_ls.lsp.slices import in_slices, result_of

pytestmark = pytest.mark.asyncio


def busy(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


def work(steps: int) -> Iterator[int]:
    for step in range(steps):
        busy(0.001)
        yield step


def counted(steps: int) -> Generator[int, None, str]:
    yield from work(steps)
    return "done"


async def others() -> float:
    """Return how long it takes to get a turn, at worst of several."""
    worst = 0.0
    for _ in range(5):
        started = perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, perf_counter() - started)
    return worst


async def test_others_get_their_turn() -> None:
    seen: list[int] = []
    task = asyncio.create_task(in_slices(work(200), seen.append))
    await others()
    assert not task.done()
    await task
    assert seen == list(range(200))


async def test_the_result_of_a_generator() -> None:
    task = asyncio.create_task(result_of(counted(50)))
    await others()
    assert not task.done()
    assert await task == "done"


async def test_short_work_is_done_at_once() -> None:
    other = asyncio.create_task(others())
    await in_slices(iter(range(10)), lambda _: None)
    assert not other.done()
    await other


async def test_it_can_be_cancelled() -> None:
    seen: list[int] = []
    task = asyncio.create_task(in_slices(work(10_000), seen.append))
    await others()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert 0 < len(seen) < 10_000
