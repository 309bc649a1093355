"""What can be folded."""

from __future__ import annotations

import pytest

from ris_ls.features.folding import block_foldings
from ris_ls.syntax import read_document
from ris_ls.text import BOM


def folded(text: str) -> list[str]:
    placed = read_document(text).placed()
    return [
        span.shift(offset).of(text) for offset, block in placed for span in block_foldings(block)
    ]


def test_records() -> None:
    first = "TY  - JOUR\nTI  - A\nER  - "
    second = "TY  - BOOK\nTI  - B\nER  -"
    assert [text.rstrip() for text in folded(f"{first}\n\n\n{second}\n")] == [
        first.rstrip(),
        second,
    ]


def test_values_that_go_on() -> None:
    value = "AB  - One\ntwo\nthree"
    text = f"TY  - JOUR\n{value}\nTI  - A\nER  - \n\n"
    assert folded(text) == [text.rstrip("\n"), value]


@pytest.mark.parametrize("text", ["", "Prose.\nMore prose.\n", "TY  - JOUR\n", "\n\n\n"])
def test_nothing_to_fold(text: str) -> None:
    assert folded(text) == []


def test_other_line_ends_and_bent_lines() -> None:
    assert folded("TY - JOUR\rTI - A\rER -\r") == ["TY - JOUR\rTI - A\rER -"]
    assert folded(f"{BOM}TY  - JOUR\r\nTI  - A\r\nER  - \r\n")[0].endswith("ER  - ")


def test_text_around_a_record_is_left_out() -> None:
    text = "Header\nTY  - JOUR\nTI  - A\nER  - \nTrailer\n"
    assert folded(text) == ["TY  - JOUR\nTI  - A\nER  - "]
