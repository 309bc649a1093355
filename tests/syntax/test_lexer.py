"""What a line is: a field, sound or bent, a collapsed record, a blank, or text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings

from ris_ls.syntax import BLANKS, Defect, Line, LineKind, lex
from ris_ls.syntax.lexer import is_end_line, is_type_line
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE

RECORD = "TY  - JOUR\n{}\nTI  - On damaged exports\nPY  - 2020\nER  - \n"


def line_of(line: str) -> Line:
    """Read a line where it stands second in a sound record."""
    return lex(RECORD.format(line))[1]


def kinds(text: str) -> list[LineKind]:
    return [line.kind for line in lex(text)]


@pytest.mark.parametrize(
    ("line", "tag", "value"),
    [
        ("AU  - Doe, Jane", "AU", "Doe, Jane"),
        ("A1  -  Doe, Jane  ", "A1", "Doe, Jane"),
        ("AU  -\tDoe", "AU", "Doe"),
        ("AU  - \u00a0Doe\u00a0", "AU", "Doe"),
        ("AU  - ", "AU", ""),
        ("AU  -", "AU", ""),
        ("AU  -     ", "AU", ""),
        ("AU  - - a - b", "AU", "- a - b"),
        ("ZZ  - a tag that nobody knows", "ZZ", "a tag that nobody knows"),
    ],
)
def test_sound_fields(line: str, tag: str, value: str) -> None:
    read = line_of(line)
    assert (read.kind, read.tag, read.defects) == (LineKind.FIELD, tag, frozenset())
    assert RECORD.format(line)[read.value_start : read.value_end] == value
    assert read.tag_start == read.start


@pytest.mark.parametrize(
    ("line", "defects"),
    [
        ("AU - Doe, Jane", {Defect.SEPARATOR}),
        ("AU   - Doe, Jane", {Defect.SEPARATOR}),
        ("AU- Doe, Jane", {Defect.SEPARATOR}),
        ("AU\t-\tDoe, Jane", {Defect.SEPARATOR}),
        ("AU\u00a0\u00a0- Doe, Jane", {Defect.SEPARATOR}),
        ("AU  – Doe, Jane", {Defect.SEPARATOR}),
        ("AU  — Doe, Jane", {Defect.SEPARATOR}),
        ("AU  -Doe, Jane", {Defect.SEPARATOR}),
        ("AU -- Doe, Jane", {Defect.SEPARATOR}),
        ("au  - Doe, Jane", {Defect.LOWERCASE}),
        ("  AU  - Doe, Jane", {Defect.INDENTED}),
        ("\tAU  - Doe, Jane", {Defect.INDENTED}),
        ('"AU  - Doe, Jane"', {Defect.QUOTED}),
        ('"AU  - Doe, Jane",', {Defect.QUOTED}),
        (" AU - Doe, Jane", {Defect.SEPARATOR, Defect.INDENTED}),
    ],
)
def test_bent_fields(line: str, defects: set[Defect]) -> None:
    read = line_of(line)
    assert (read.kind, read.tag, read.defects) == (LineKind.FIELD, "AU", defects)
    assert RECORD.format(line)[read.value_start : read.value_end] == "Doe, Jane"


@pytest.mark.parametrize(
    "line",
    [
        "AU and - others",
        "AUTHOR  - Doe",
        "PMID  - 12345678",
        "IS - ischemic stroke was more frequent in the second group than in the first",
        "at - that time",
        "Provider: JSTOR",
        "5a - not a tag",
        '"AU  - an opening quote alone',
    ],
)
def test_what_is_no_field(line: str) -> None:
    assert line_of(line).kind is LineKind.TEXT


@pytest.mark.parametrize("blank", ["", " ", "\t \u00a0", "\ufeff"])
def test_blank_lines(blank: str) -> None:
    assert line_of(blank).kind is LineKind.BLANK


def test_prose_in_an_abstract_is_not_taken_for_a_bent_field() -> None:
    text = "TY  - JOUR\nAB  - Two arms, the first and the\nIS - ischemic one, were small.\nER  - \n"
    assert kinds(text)[2] is LineKind.TEXT


def test_a_record_that_is_bent_throughout_is_read_as_one() -> None:
    text = "TY - JOUR\nT1 - A title\nXX - of a tag unknown\nPY - 2020\nER -\n"
    assert [line.tag for line in lex(text)] == ["TY", "T1", "XX", "PY", "ER"]
    assert all(line.defects == {Defect.SEPARATOR} for line in lex(text))


@pytest.mark.parametrize("last", ["ER", "ER  ", "ER-", " ER", "er"])
@pytest.mark.parametrize("behind", ["", "\n", "\n\n\n", "\n\n2.\n", "\n<12>\n"])
def test_bare_end(last: str, behind: str) -> None:
    line = lex(f"TY  - JOUR\nTI  - A\n{last}{behind}")[2]
    assert (line.kind, line.tag) == (LineKind.FIELD, "ER")
    assert Defect.BARE_END in line.defects
    assert (Defect.LOWERCASE in line.defects) is (last == "er")
    assert (Defect.INDENTED in line.defects) is (last == " ER")
    assert line.value_start == line.value_end


@pytest.mark.parametrize("behind", ["more of the abstract\n", "\nTI  - B\n", "and\n\nER  - \n"])
def test_er_as_a_word_is_no_end(behind: str) -> None:
    text = f"TY  - JOUR\nAB  - Patients came to the\nER\n{behind}"
    assert lex(text)[2].kind is LineKind.TEXT


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("ER  - ", True),
        ("ER  -", True),
        ("ER  - Ovid", True),
        ("ER - ", True),
        ("er  - ", True),
        ("ER-", True),
        ("ER", False),  # a word, unless nothing follows it
        ("ER - positive patients", False),
        ("ERR  - ", False),
        ("TY  - JOUR", False),
    ],
)
def test_is_end_line(line: str, end: bool) -> None:
    assert is_end_line("#\n" + line + "\n", 2, 2 + len(line)) is end


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("TY  - JOUR", True),
        ("TY  - ", True),
        ("\ufeffTY  - JOUR", True),
        ("ty - jour", True),
        ("TY – JOUR", True),
        ('"TY  - JOUR"', True),
        ("TY  - SOMETHING NEW", True),
        ("TY - a word that is no type", False),
        ("TYPE  - JOUR", False),
        ("ER  - ", False),
    ],
)
def test_is_type_line(line: str, opens: bool) -> None:
    assert is_type_line("#\n" + line + "\n", 2, 2 + len(line)) is opens


@pytest.mark.parametrize(
    "line",
    [
        "TY - JOUR T1 - A title AU - Doe, J PY - 2020 ER -",
        "TY  - JOUR AU  - Doe, J TI  - A title",
        "TY  - JOURTI  - A titleAU  - Doe, JER  - ",
        "TY - GEN TI - A title ER -",
    ],
)
def test_collapsed(line: str) -> None:
    assert kinds(line + "\n") == [LineKind.COLLAPSED]


@pytest.mark.parametrize(
    "line", ["TY  - JOUR", "TY  - Journal Article - Review", "TY  - JOUR IS - one look-alike"]
)
def test_not_collapsed(line: str) -> None:
    assert kinds(line + "\n") == [LineKind.FIELD]


@pytest.mark.parametrize("end", ["ER -", "and more ER  - ", "er - "])
def test_a_collapsed_record_that_was_wrapped_again_is_one_line(end: str) -> None:
    text = f"TY - JOUR TI - On damaged\nexports AU - Doe, Jane PY -\n2020 {end}\n"
    assert kinds(text) == [LineKind.COLLAPSED]
    assert kinds(text.replace(f" {end}", f"\n{end}")) == [LineKind.COLLAPSED]


@given(RISLIKE)
@settings(max_examples=500, deadline=None)
def test_lines_cover_any_text(text: str) -> None:
    at = 0
    for line in lex(text):
        assert line.start == at <= line.end <= line.next
        assert text[line.end : line.next] in ("", "\n", "\r\n", "\r")
        if line.kind is not LineKind.COLLAPSED:  # which may have been wrapped again
            assert not re.search(r"[\r\n]", text[line.start : line.end])
        at = line.next
        if line.kind in (LineKind.FIELD, LineKind.COLLAPSED):
            assert re.fullmatch(r"[A-Z][A-Z0-9]", line.tag)
            assert line.start <= line.tag_start < line.value_start + 1
            assert line.tag_start + 2 <= line.value_start <= line.value_end <= line.end
            assert text[line.tag_start : line.tag_start + 2].upper() == line.tag
            value = text[line.value_start : line.value_end]
            assert value == value.strip(BLANKS)
        else:
            assert line.tag == "" and line.tag_start == -1 and not line.defects
        if line.is_field and not line.defects:
            sound = rf"\ufeff?{line.tag}  -([ \t].*)?"
            assert re.fullmatch(sound, text[line.start : line.end], re.DOTALL)
    assert at == len(text)


@pytest.mark.parametrize(
    ("start", "filler", "end"),
    [
        ("TY  - JOUR ", "x", ""),
        ("TY  - ", "AU - ", ""),
        ("TY - JOUR ", " ", "x"),
        ("", '"', ""),
        ("", " ", "x"),
        ("ER", " ", "x"),
        ("AB  - ", "IS - ", ""),
    ],
)
def test_long_lines_take_linear_time(start: str, filler: str, end: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        line = start + filler * (length // len(filler)) + end
        return partial(lex, f"{line}\nAB  - x\n{line}\n")

    assert not is_too_steep(prepare, 200_000)
