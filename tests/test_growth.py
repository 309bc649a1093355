"""What all tests of growth rest on can tell one growth from another."""

from __future__ import annotations

from collections.abc import Callable

from tests.growth import is_too_steep


def test_a_quadratic_cost_is_noticed() -> None:
    def quadratic(length: int) -> Callable[[], object]:
        return lambda: sum(range(length * length // 2000))

    assert is_too_steep(quadratic)


def test_a_linear_cost_is_not() -> None:
    def linear(length: int) -> Callable[[], object]:
        return lambda: sum(range(length * 50))

    assert not is_too_steep(linear)
