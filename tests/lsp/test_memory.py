"""The collector works in the pauses, and never on what is large and has no circles."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import pytest

from ris_ls.lsp import memory
from ris_ls.lsp.memory import MANY, collect_in_pauses, uncollected


@dataclass
class Thing:
    other: object


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    assert gc.isenabled()


def test_off_and_on_again() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled(), "the outer one is still at work"
    assert gc.isenabled()


def test_on_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="stop"), uncollected():
        raise ValueError("stop")
    assert gc.isenabled()


def test_many_objects_are_not_looked_at_again() -> None:
    gc.collect()
    before = gc.get_freeze_count()
    with uncollected():
        few = [Thing(None) for _ in range(100)]
    assert gc.get_freeze_count() == before
    with uncollected():
        many = [Thing(None) for _ in range(MANY + 1_000)]
    assert gc.get_freeze_count() - before > MANY
    assert len(few) < len(many)


@asynccontextmanager
async def collecting(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr(memory, "PAUSE", 0.02)
    task = asyncio.ensure_future(collect_in_pauses())
    await asyncio.sleep(0)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def circle() -> weakref.ref[Thing]:
    """Leave something behind that the collector alone can take away; tell whether it is there."""
    thing = Thing(None)
    thing.other = thing
    return weakref.ref(thing)


async def changed(there: weakref.ref[Thing]) -> bool:
    """Tell whether something goes within two seconds."""
    for _ in range(100):
        if there() is None:
            return True
        await asyncio.sleep(0.02)
    return False


@pytest.mark.asyncio
async def test_in_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    async with collecting(monkeypatch):
        assert not gc.isenabled()
        there = circle()
        kept = [Thing(None) for _ in range(1_000)]
        assert await changed(there)
        assert len(kept) == 1_000
    assert gc.isenabled()


@pytest.mark.asyncio
async def test_not_while_something_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    async with collecting(monkeypatch):
        there = circle()
        kept = []
        for _ in range(100):
            kept += [Thing(None) for _ in range(1_000)]
            await asyncio.sleep(0.002)
            assert there() is not None
        assert await changed(there)


@pytest.mark.asyncio
async def test_at_last_though_something_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 5_000)
    async with collecting(monkeypatch):
        there = circle()
        kept = []
        for _ in range(100):
            kept += [Thing(None) for _ in range(1_000)]
            await asyncio.sleep(0.005)
            if there() is None:
                break
        assert there() is None


@pytest.mark.asyncio
async def test_not_while_many_objects_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    async with collecting(monkeypatch):
        there = circle()
        with uncollected():
            kept = [Thing(None) for _ in range(1_000)]
            await asyncio.sleep(0.2)
            assert there() is not None
        assert not gc.isenabled()
        assert await changed(there)
        assert len(kept) == 1_000


@pytest.mark.asyncio
async def test_what_is_left_of_much_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with collecting(monkeypatch):
        before = gc.get_freeze_count()
        there = circle()
        kept = [Thing(None) for _ in range(MANY + 1_000)]
        assert await changed(there)
        assert gc.get_freeze_count() - before > MANY
        assert len(kept) > MANY


def test_memory_is_given_back_where_that_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Library:
        def __init__(self, _: object) -> None:
            self.malloc_trim = asked.append

    monkeypatch.setattr("ctypes.CDLL", Library)
    memory.give_back()
    assert asked == [0]
    monkeypatch.setattr("ctypes.CDLL", object)  # no such function
    memory.give_back()
