"""RIS105: many look-alikes on one line."""

from __future__ import annotations

from collections.abc import Callable

from ris_ls.rules.line.glued_field import GluedField
from ris_ls.rules.model import Context
from ris_ls.syntax import read_record
from tests.growth import is_too_steep


def on_one_line(length: int) -> Callable[[], object]:
    record = read_record(f"TY  - JOUR\nAB  - {'AU - x ' * (length // 7)}\nER  - \n")
    return lambda: list(GluedField().check(record, Context()))


def test_many_look_alikes_on_one_line() -> None:
    assert not is_too_steep(on_one_line, 800_000)
