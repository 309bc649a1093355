from __future__ import annotations

import pytest

from ris_ls.rules.wording import short


@pytest.mark.parametrize(
    ("value", "length", "shown"),
    [
        ("harvest", 7, "harvest"),
        ("harvests", 7, "harv..."),
        ("on the harvest", 9, "on the..."),
        ("", 7, ""),
    ],
)
def test_short(value: str, length: int, shown: str) -> None:
    assert short(value, length) == shown
    assert len(short(value, length)) <= length
