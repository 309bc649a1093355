"""RIS416 asks one function for the day, so tests can say which day it is."""

from __future__ import annotations

import datetime

import pytest

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.syntax import read_document
from ris_ls.values import dates


@pytest.mark.parametrize(
    ("today", "year", "found"),
    [
        ("2040-12-31", 2041, False),
        ("2040-12-31", 2042, True),
        ("2041-01-01", 2042, False),
        ("1970-01-01", 2027, False),
    ],
)
def test_more_than_one_year_ahead(
    monkeypatch: pytest.MonkeyPatch, today: str, year: int, found: bool
) -> None:
    monkeypatch.setattr(dates, "today", lambda: datetime.date.fromisoformat(today))
    text = f"TY  - JOUR\nTI  - On damaged exports\nPY  - {year}\nER  - \n"
    assert bool(check(read_document(text), Settings(select=("RIS416",)))) is found
