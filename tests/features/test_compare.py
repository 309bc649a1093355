"""Records in the form in which they are set beside each other."""

from __future__ import annotations

from hypothesis import given

from ris_ls.features.compare import for_comparison, named
from ris_ls.syntax import read_document
from ris_ls.text import Block
from tests.syntax.samples import RISLIKE


def shown(text: str) -> str:
    return for_comparison(Block(text))


def test_order_and_habits_do_not_count() -> None:
    one = "TY  - JOUR\nAU  - Doe, Jane\nAU  - Roe, R\nTI  - On exports\nPY  - 2020\nER  - \n\n"
    other = (
        "TY - JOUR\r\nPY  -  2020\r\nTI  - On\r\nexports\r\n"
        "au  - Doe, Jane\r\nAU  - Roe, R\r\nER  -"
    )
    assert shown(one) == shown(other)
    assert shown(one) == one.removesuffix("\n")


def test_a_collapsed_record() -> None:
    text = "TY  - JOUR TI  - On damaged exports AU  - Doe, Jane PY  - 2020 ER  - "
    assert shown(text).split("\n") == [
        "TY  - JOUR",
        "AU  - Doe, Jane",
        "TI  - On damaged exports",
        "PY  - 2020",
        "ER  - ",
        "",
    ]


def test_its_name() -> None:
    assert named(Block("TY  - JOUR\nAU  - Doe, Jane\nPY  - 2020\nER  - \n")) == "Doe (2020)"
    assert named(Block("TY  - JOUR\nER  - \n")) == ""


def test_what_is_no_record_is_shown_as_it_is() -> None:
    assert shown("nothing\n") == "nothing\n"
    assert named(Block("nothing\n")) == ""


@given(RISLIKE)
def test_any_text(text: str) -> None:
    for block in read_document(text).blocks:
        for_comparison(block)
        named(block)
