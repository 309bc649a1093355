r"""Where one record ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings

from ris_ls.syntax import cut, last_start, lex, read_document, record_of
from ris_ls.text.lines import iter_lines
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE


def blocks(text: str) -> list[str]:
    return [text[start:end] for start, end in pairwise([*cut(text), len(text)])]


FIRST = "TY  - JOUR\nTI  - A\n"
SECOND = "TY  - BOOK\nTI  - B\nER  - \n"


@pytest.mark.parametrize(
    "end", ["ER  - ", "ER  -", "ER - ", "er  - ", "ER-", "ER  - Ovid", "  ER  - "]
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n", "\r", "\n \t\u00a0\n\n"])
def test_an_end_and_the_blank_lines_behind_it(end: str, between: str) -> None:
    first = FIRST + end + between
    assert blocks(first + SECOND) == [first, SECOND]


def test_text_in_front_belongs_to_the_record_behind_it() -> None:
    parts = ["Provider: X\n\nTY  - JOUR\nER  - \n\n", "2.\n" + SECOND]
    assert blocks("".join(parts)) == parts


def test_fields_in_front_of_a_type_are_in_its_block() -> None:
    parts = ["DB  - X\n" + FIRST + "ER  - \n", "DB  - Y\n" + SECOND]
    assert blocks("".join(parts)) == parts


@pytest.mark.parametrize(
    "trailer", ["NL  - 12\n", "C1  - Database: PsycINFO <2020>\n", "\nNL  - 1\n\n"]
)
def test_lines_that_ovid_writes_behind_an_end(trailer: str) -> None:
    first = FIRST + "ER  - \n" + trailer
    assert blocks(first + SECOND) == [first, SECOND]


@pytest.mark.parametrize("other", ["C1  - 1001\n", "DB  - X\n", "NL - 1\n"])
def test_other_lines_behind_an_end_are_in_the_next_block(other: str) -> None:
    assert blocks(FIRST + "ER  - \n" + other + SECOND) == [FIRST + "ER  - \n", other + SECOND]


def test_records_without_type_end_with_their_end() -> None:
    parts = ["AU  - A\nTI  - B\nER  - \n\n", "AU  - C\nTI  - D\nER  - \n"]
    assert blocks("".join(parts)) == parts


@pytest.mark.parametrize("field", ["TI", "T1", "AU", "A1", "PY", "Y1", "DA", "JO", "T2", "ti"])
def test_without_an_end_the_next_type_ends_a_record_that_says_something(field: str) -> None:
    first = f"TY  - JOUR\n{field}  - x\n\n2.\n"
    assert blocks(first + SECOND) == [first, SECOND]


@pytest.mark.parametrize("between", ["", "\n", "DB  - X\nID  - 7\n", "N1  - TI  - x\n"])
def test_a_second_type_after_mere_housekeeping_is_a_repeated_one(between: str) -> None:
    text = "TY  - JOUR\n" + between + SECOND
    assert blocks(text) == [text]


def test_a_bare_end_ends_a_block_at_the_next_type() -> None:
    assert blocks(FIRST + "ER\n\n" + SECOND) == [FIRST + "ER\n\n", SECOND]


def test_a_collapsed_record_is_a_block() -> None:
    one = "TY - JOUR T1 - A title AU - Doe, J PY - 2020 ER -\n"
    open_ended = "TY - JOUR T1 - A title AU - Doe, J PY - 2020\n"
    assert blocks(one + one + SECOND) == [one, one, SECOND]
    assert blocks(open_ended + SECOND) == [open_ended, SECOND]


@pytest.mark.parametrize("text", ["", "\n", "text", "TY", "ER", "ER  - ", "\ufeff", "TY  - JOUR"])
def test_little_or_nothing_is_one_block(text: str) -> None:
    assert cut(text) == [0]


def test_look_alikes_in_values_do_not_cut() -> None:
    text = "TY  - JOUR\nAB  - The\nER - positive arm\nTYPE  - II\nER stress\nER  - \n"
    assert cut(text) == [0]


@given(RISLIKE)
@settings(max_examples=500, deadline=None)
def test_blocks_hold_one_record_each(text: str) -> None:
    """The cutter, which looks at few lines, and the lexer, which reads all, agree."""
    document = read_document(text)
    starts = {start for start, _, _ in iter_lines(text)} | {0}
    assert set(cut(text)) <= starts, "a block begins with a line"
    for block in document.blocks:
        record = record_of(block)
        ends = [line for line in lex(block.text) if line.is_field and line.tag == "ER"]
        assert len(ends) <= 1
        if record.end is not None:
            behind = [block.text[line.start : line.end] for line in record.after]
            assert all(
                line.startswith(("NL  - ", "C1  - Database:")) or ends[0].defects for line in behind
            ), behind


def test_many_records_take_linear_time() -> None:
    def prepare(count: int) -> Callable[[], object]:
        text = ("TY  - JOUR\nTI  - A\n" + "AB  - word\n" * 40 + "ER  - \n\n") * count
        text += "TY - JOUR T1 - A ER -\n" * count + "TY  - JOUR\n" * count
        return lambda: len(cut(text))

    assert prepare(4_000)() == 8_001
    assert not is_too_steep(prepare, 4_000)


@given(RISLIKE)
def test_one_of_the_starts_is_found_from_behind(text: str) -> None:
    assert last_start(text) in cut(text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_last_start(line_end: str) -> None:
    text = (FIRST + "ER  - \n\n" + SECOND).replace("\n", line_end)
    assert text[last_start(text) :] == SECOND.replace("\n", line_end)
