"""What two texts do not say alike: the proof of the formatter."""

from __future__ import annotations

import pytest
from hypothesis import given

from ris_ls.syntax import same_content
from ris_ls.syntax.content import Difference, differences
from tests.syntax.samples import RISLIKE

RECORD = "TY  - JOUR\nAU  - Doe, Jane\nAU  - Roe, Richard\nTI  - A title\nKW  - a\nER  - \n"


@pytest.mark.parametrize(
    "after",
    [
        RECORD.replace("  - ", " -\t"),
        RECORD.replace("\n", "\r\n\n"),
        "\ufeff" + RECORD,
        RECORD.replace("A title", "A\n  title"),
        RECORD.replace("TI  -", "T1  -").replace("AU  -", "A1  -"),
        "TY  - JOUR\nKW  - a\nAU  - Doe, Jane\nTI  - A title\nA1  - Roe, Richard\nER  -\n",
    ],
    ids=["separators", "line ends", "mark", "continued", "legacy tags", "order"],
)
def test_the_same(after: str) -> None:
    assert differences(RECORD, after) == ()
    assert same_content(RECORD, after)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A title", "A tit", ("TI", "A title", "A tit")),
        ("TI  - A title\n", "", ("TI", "A title", "")),
        ("KW  - a\n", "KW  - a\nKW  - b\n", ("KW", "", "b")),
        ("Doe, Jane\nAU  - Roe, Richard", "Roe, Richard\nAU  - Doe, Jane",
         ("AU", "Doe, Jane", "Roe, Richard")),
        ("JOUR", "BOOK", ("TY", "JOUR", "BOOK")),
    ],
)  # fmt: skip
def test_one_difference(old: str, new: str, expected: tuple[str, str, str]) -> None:
    before = "1.\n" + RECORD + "\n2.\n" + RECORD
    after = "1.\n" + RECORD + "\n2.\n" + RECORD.replace(old, new)
    assert differences(before, after) == (Difference(2, 9, *expected),)
    assert not same_content(before, after)


def test_a_value_in_another_field() -> None:
    after = RECORD.replace("TI  -", "ST  -")
    assert differences(RECORD, after) == (
        Difference(1, 0, "TI", "A title", ""),
        Difference(1, 0, "ST", "", "A title"),
    )


def test_text_that_is_no_field() -> None:
    before, after = f"1.\n{RECORD}\n<2>\n", f"1.\n{RECORD}"
    assert differences(before, after) == (Difference(0, 0, "", "<2>", ""),)
    assert differences(RECORD + "NL  - 3\n", RECORD) == (Difference(0, 0, "", "NL  - 3", ""),)


def test_a_record_that_is_gone() -> None:
    book = "TY  - BOOK\nER  - \n"
    assert differences(RECORD + "\n" + book, RECORD) == (
        Difference(2, 7, "TY", "BOOK", ""),
        Difference(2, 7, "ER", "", ""),
    )


def test_a_text_outside_in_another_order() -> None:
    before, after = f"one\ntwo\n{RECORD}", f"two\none\n{RECORD}"
    assert differences(before, after) == (Difference(0, 0, "", "one", "two"),)


@given(RISLIKE, RISLIKE)
def test_never_raises_and_agrees(one: str, other: str) -> None:
    assert differences(one, one) == ()
    assert bool(differences(one, other)) == bool(differences(other, one))
