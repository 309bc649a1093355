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


RUN = "KW  - a\nKW  - b\nKW  - c"


@pytest.mark.parametrize("tail", ["PY  - 2020", "PY - 2020"], ids=["sound", "bent"])
def test_runs_of_a_tag(tail: str) -> None:
    text = f"TY  - JOUR\nAU  - A\nAU  - B\n{RUN}\n{tail}\n{RUN}\nER  - "
    assert folded(text) == [text.rstrip(), RUN, RUN] or folded(text) == [text, RUN, RUN]
    crlf = text.replace("\n", "\r\n")
    assert folded(crlf)[1:] == [RUN.replace("\n", "\r\n")] * 2


def test_a_run_with_a_value_that_goes_on() -> None:
    run = "KW  - a\n  and more\nKW  - b\nKW  - c\n  and"
    text = f"TY  - JOUR\n{run}\nPY  - 2020\nER  - "
    value = "KW  - a\n  and more"
    assert folded(text)[1:] == [run, value, "KW  - c\n  and"]


@pytest.mark.parametrize("text", ["", "Prose.\nMore prose.\n", "TY  - JOUR\n", "\n\n\n"])
def test_nothing_to_fold(text: str) -> None:
    assert folded(text) == []


def test_other_line_ends_and_bent_lines() -> None:
    assert folded("TY - JOUR\rTI - A\rER -\r") == ["TY - JOUR\rTI - A\rER -"]
    assert folded(f"{BOM}TY  - JOUR\r\nTI  - A\r\nER  - \r\n")[0].endswith("ER  - ")


def test_text_around_a_record_is_left_out() -> None:
    text = "Header\nTY  - JOUR\nTI  - A\nER  - \nTrailer\n"
    assert folded(text) == ["TY  - JOUR\nTI  - A\nER  - "]
