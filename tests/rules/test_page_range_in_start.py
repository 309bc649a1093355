"""RIS441 speaks only where the last page is expected in EP."""

from __future__ import annotations

import pytest

from ris_ls.config.settings import Settings, Specification
from ris_ls.rules.engine import check
from ris_ls.syntax import read_document

RECORD = "TY  - JOUR\nTI  - On damaged exports\nSP  - 860-866\nER  - \n"


@pytest.mark.parametrize(
    ("specification", "targets", "found"),
    [
        ("as-is", (), True),
        ("as-is", ("rispy",), True),
        ("as-is", ("zotero", "bibutils"), True),
        ("as-is", ("zotero", "citationjs"), False),
        ("2001", ("zotero",), True),
        ("2011", ("rispy",), False),
    ],
)
def test_who_expects_the_last_page_in_ep(
    specification: Specification, targets: tuple[str, ...], found: bool
) -> None:
    settings = Settings(select=("RIS441",), specification=specification, targets=targets)
    assert bool(check(read_document(RECORD), settings)) is found


def test_off_by_default() -> None:
    codes = {finding.code for finding in check(read_document(RECORD), Settings())}
    assert "RIS441" not in codes
