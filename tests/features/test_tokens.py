"""What the parts of a text mean, sound or damaged."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features import tokens as module
from ris_ls.features.tokens import TOKEN_KINDS, block_tokens
from ris_ls.syntax import read_document, record_of
from ris_ls.text import Block, decode
from tests.conftest import corpus_files
from tests.syntax.samples import NEARLY_SOUND, RISLIKE


def tokens(text: str) -> list[tuple[str, str]]:
    """Return the parts of a text that mean something, and what."""
    return [
        (block.text[token.start : token.end], token.kind)
        for block in read_document(text).blocks
        for token in block_tokens(block)
    ]


def values(text: str) -> list[tuple[str, str]]:
    return [each for each in tokens(text) if each[1] not in ("keyword", "property")]


def test_a_sound_record() -> None:
    text = (
        "TY  - JOUR\nAU  - Doe, Jane\nTI  - On exports\nKW  - data\nPY  - 2020/05/01\nSP  - e12\n"
        "DO  - 10.1000/1\nAB  - We did.\nER  - \n"
    )
    assert values(text) == [
        ("JOUR", "type"),
        ("Doe, Jane", "variable"),
        ("On exports", "string"),
        ("data", "enumMember"),
        ("2020/05/01", "number"),
        ("e12", "number"),
    ]
    tags = [each for each in tokens(text) if each[1] in ("keyword", "property")]
    assert tags == [
        (code, "keyword" if code in ("TY", "ER") else "property")
        for code in ("TY", "AU", "TI", "KW", "PY", "SP", "DO", "AB", "ER")
    ]


def test_a_damaged_record_is_coloured_as_what_it_is() -> None:
    text = "1.\nTY - BOOK\n au – Doe, Jane\nTI  - A title that\n  goes on\nER  - \nDatabase: X\n"
    assert tokens(text) == [
        ("1.", "comment"),
        ("TY", "keyword"),
        ("BOOK", "type"),
        ("au", "property"),
        ("Doe, Jane", "variable"),
        ("TI", "property"),
        ("A title that", "string"),
        ("goes on", "string"),
        ("ER", "keyword"),
        ("Database: X", "comment"),
    ]


def test_a_record_on_one_line() -> None:
    text = "TY  - JOUR TI  - On exports AU  - Doe, Jane PY  - 2020 ER  - \n"
    assert values(text) == [
        ("JOUR", "type"),
        ("On exports", "string"),
        ("Doe, Jane", "variable"),
        ("2020", "number"),
    ]


@pytest.mark.parametrize("line", ["TY  - NONSENSE", "TY  - JOUR\nPY  - n.d."])
def test_a_value_that_is_not_what_it_should_be_stays_plain(line: str) -> None:
    assert [each for each in values(f"{line}\nER  - \n") if each[0] != "JOUR"] == []


@given(st.one_of(RISLIKE, NEARLY_SOUND))
def test_each_lies_on_one_line_and_behind_the_one_before(text: str) -> None:
    for block in read_document(text).blocks:
        found = block_tokens(block)
        assert all(token.kind in TOKEN_KINDS for token in found)
        assert all(token.start < token.end <= block.length for token in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        written = [block.text[token.start : token.end] for token in found]
        assert not any("\n" in each or "\r" in each for each in written)


def short_and_long_way(block: Block) -> None:
    record = record_of(block)
    lines = record.sound_lines
    if lines is not None and not record.wrapped:
        width = 2 if "\r" in block.text else 1
        short = list(module._of_sound(lines, width))
        assert short == sorted(module._of_any(block, record))


@given(NEARLY_SOUND)
def test_the_short_way_and_the_long_way_agree(text: str) -> None:
    for block in read_document(text).blocks:
        short_and_long_way(block)


@pytest.mark.parametrize("path", corpus_files()[::8], ids=lambda path: path.name)
def test_the_short_way_and_the_long_way_agree_on_real_files(path: Path) -> None:
    for block in read_document(decode(path.read_bytes()).text).blocks[:40]:
        short_and_long_way(block)
