"""The formatter: canonical, minimal, idempotent, and without any effect on what a file says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ris_ls.formatting import format_edits, layout
from ris_ls.syntax import read_document, read_record, same_content
from ris_ls.text import Span, decode
from tests.conftest import corpus_files
from tests.syntax.samples import NEARLY_SOUND


def formatted(text: str) -> str:
    document = read_document(text)
    document.edit(format_edits(document))
    return document.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("TY - JOUR\nAU  -Doe\nTI\t-  A  \nER  -\n", "TY  - JOUR\nAU  - Doe\nTI  - A\nER  - \n"),
        ("TY  - JOUR\nSP  - \nER  -  \n", "TY  - JOUR\nSP  -\nER  - \n"),
        ("TY  - JOUR\nER  -", "TY  - JOUR\nER  - \n"),
        ("TY  - JOUR\nER  -\n ", "TY  - JOUR\nER  - \n"),
        ("\n\nTY  - JOUR\nER  - \n\n\n", "TY  - JOUR\nER  - \n"),
        (
            "TY  - JOUR\nER  - \nTY  - BOOK\nER  - \n\n \n\nTY  - CHAP\nER  - \n",
            "TY  - JOUR\nER  - \n\nTY  - BOOK\nER  - \n\nTY  - CHAP\nER  - \n",
        ),
        ("TY  - X\r\nER  -\r\nTY  - Y\r\nER  -", "TY  - X\r\nER  - \r\n\r\nTY  - Y\r\nER  - \r\n"),
        ("TY  - JOUR\rTI  -  x\rER  -\r", "TY  - JOUR\rTI  - x\rER  - \r"),
        ("\ufeffTY - JOUR\nER  - \n", "\ufeffTY  - JOUR\nER  - \n"),
        # rispy reads this record, and would not behind a mark on the same line.
        ("\ufeff\n\nTY  - JOUR\nER  - \n", "\ufeff\nTY  - JOUR\nER  - \n"),
        ("TY  - JOUR\nER\n2.\n", "TY  - JOUR\nER  - \n\n2.\n"),
        ("TY  - JOUR\nER\n\n\n2.\n", "TY  - JOUR\nER  - \n\n2.\n"),
        # Continuation lines keep their indentation and lose the blanks at their end.
        ("TY  - JOUR\nAB  - One\n   two  \nER  - \n", "TY  - JOUR\nAB  - One\n   two\nER  - \n"),
        # Order, text outside of records and unknown tags stay.
        ("1. \nTY  - JOUR\nZZ - x\nTI  - y\nER  - \n", "1.\nTY  - JOUR\nZZ - x\nTI  - y\nER  - \n"),
    ],
)  # fmt: skip
def test_layout(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "PMID- 1\nTI  - A title that a PubMed file holds  \n",
        '{"TY": "JOUR"}  \n',
        "TY - JOUR T1 - One AU - Doe, Jane ER -  \n".rstrip() + "\n",
        '"TY  - JOUR"\n"ER  - "\n',
    ],
)
def test_left_alone(text: str) -> None:
    assert formatted(text) == (text if text.strip() else formatted(formatted(text)))


def test_edits_are_minimal() -> None:
    document = read_document("TY  - JOUR\nTI - A long title that stays\nER  - \n")
    (edit,) = format_edits(document)
    assert (edit.start, edit.end, edit.text) == (13, 13, " ") or edit.end - edit.start <= 1


def test_range_touches_only_its_lines() -> None:
    text = "TY - JOUR\nTI - A\nAU - B\nPY - 2020\nER -\n"
    document = read_document(text)
    start = text.index("TI")
    edits = format_edits(document, Span(start, text.index("PY")))
    document.edit(edits)
    assert document.text == "TY - JOUR\nTI  - A\nAU  - B\nPY - 2020\nER -\n"


LINES = st.sampled_from(
    """TY  - JOUR|TY - BOOK|ER  - |ER  -|ER|ER -|AU  - Doe, Jane|AU-Doe|ti  - x|  TI  - y ||  |2.
    text \u2028 more |KW\t- k|N2 - An abstract, long|AB  - x|\ufeffTY  - JOUR|"TI  - q"|😀  |\x0b
    TY - JOUR T1 - One AU - Doe, J ER -|C1  - Database: E""".replace("\n    ", "|").split("|")
)
TEXTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"])), max_size=14).map(
    lambda parts: "".join(line + end for line, end in parts)
) | st.text(alphabet="TYERAU -\n\rx\u00a0", max_size=60)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_idempotent_and_faithful(text: str) -> None:
    once = formatted(text)
    assert formatted(once) == once
    assert same_content(text, once)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_a_range_never_harms(text: str, first: int, second: int) -> None:
    document = read_document(text)
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    document.edit(format_edits(document, Span(start, end)))
    assert same_content(text, document.text)


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_corpus(path: Path) -> None:
    text = decode(path.read_bytes()).text
    once = formatted(text)
    assert same_content(text, once)
    assert not format_edits(read_document(once))


@given(NEARLY_SOUND, st.booleans(), st.integers(0, 2), st.booleans())
def test_sound_records_are_laid_out_line_by_line(
    text: str, last: bool, blank_lines: int, end_blank: bool
) -> None:
    record = read_record(text)
    assume(record.sound_lines is not None and text.endswith("\n"))
    style = layout._Style(blank_lines, end_blank, in_order=False, modern_tags=False)
    at_once = sorted(layout._sound_edits(text, record.sound_lines or [], last, style))
    by_line = layout._line_edits(text, record.lines, False, last, "\n", style)
    assert at_once == by_line
