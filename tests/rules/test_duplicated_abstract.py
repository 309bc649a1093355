"""A copyright notice on several lines: what rispy reads decides whether the fix is safe."""

from __future__ import annotations

import pytest

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import fix
from ris_ls.syntax import read_document

HEAD = "TY  - JOUR\nTI  - A title\nAB  - Lines are lost.\n"


@pytest.mark.parametrize(
    ("notice", "safe"),
    [("AB  - Copyright of Lines\n", True), ("AB  - Copyright of Lines\nby Line Press.\n", False)],
)
def test_a_notice_becomes_a_note(notice: str, safe: bool) -> None:
    document = read_document(f"{HEAD}{notice}ER  - \n")
    settings = Settings(select=("RIS506",))
    (found,) = check(document, settings)
    assert found.fix is not None
    assert found.fix.safe is safe
    report = fix(document, settings, unsafe=True)
    assert report.refused == []
    assert document.text == f"{HEAD}{notice.replace('AB', 'N1')}ER  - \n"
    assert check(document, settings) == []
