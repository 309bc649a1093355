"""The collector is off while many objects are made, and on again afterwards, whatever happens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from ris_ls.lsp.memory import MANY, uncollected


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
