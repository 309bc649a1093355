"""Other formats that arrive under the name ``.ris``, and RIS that merely looks like them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.syntax import foreign_format, read_document
from ris_ls.syntax.foreign import name_of_format
from ris_ls.text import Change, Position
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE

NBIB = "PMID- 12345678\nOWN - NLM\nTI  - On damaged exports\nFAU - Doe, Jane\n"
RECORD = "TY  - JOUR\nTI  - On damaged exports\nER  - \n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (NBIB, "PubMed/MEDLINE (nbib)"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science tagged text"),
        ("%0 Journal Article\n%T A title\n%A Doe, Jane\n", "EndNote Refer (tags with %)"),
        ("@article{doe2020,\n  title = {A title},\n}\n", "BibTeX"),
        ("@Article { , title = {A title} }\n", "BibTeX"),
        ("<!DOCTYPE html>\n<html><body>TY</body></html>", "an HTML page"),
        ('<?xml version="1.0"?>\n<records/>', "XML"),
        ('[{"title": "A title"}]', "JSON"),
        ("title,author,year,doi\nA title,Doe,2020,10.1000/1\n", "a table (CSV)"),
        ("title\tauthor\tyear\tdoi\nA title\tDoe\t2020\t10.1000/1\n", "a table (CSV)"),
        ("%PDF-1.7\n", "a PDF document"),
        ("PK\x03\x04" + "x" * 40, "a ZIP archive or Word document"),
        ("{\\rtf1 TY  - JOUR}", "an RTF document"),
        ("\0\x01\x02" * 50, "binary data, not text"),
        ("Plain prose without a tag. " * 20, "text without a single RIS tag"),
    ],
)
def test_other_formats(text: str, name: str) -> None:
    assert foreign_format(read_document(text)) == name
    assert foreign_format(read_document("\ufeff" + text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "a",
        RECORD,
        "\ufeff" + RECORD,
        RECORD.lower(),
        "Provider: an index, of, many, things\nContent: text, with, many, commas\n" + RECORD,
        "Record #1 of 2\n" + RECORD,
        "TI  - A title\nAU  - Doe, Jane\nER  - \n",
        "TY - JOUR T1 - A title AU - Doe, Jane ER -",
        "TY  - JOUR\nAB  - PMID- 123\n%0 Journal\n%T x\nER  - \n",
        '"TY  - JOUR"\n"ER  - "\n',
        RECORD + NBIB,
    ],
)
def test_ris(text: str) -> None:
    assert foreign_format(read_document(text)) is None


def test_it_is_asked_anew_when_a_later_block_changes() -> None:
    document = read_document(NBIB + "ER  - \nDB  - X\n")
    assert len(document.blocks) == 2
    assert foreign_format(document) == "PubMed/MEDLINE (nbib)"
    first = document.blocks[0]
    document.apply([Change(Position(5, 0), Position(5, 0), "TY  - JOUR\n")], "utf-16")
    assert document.blocks[0] is first
    assert foreign_format(document) is None


@given(RISLIKE | st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    name = foreign_format(read_document(text))
    assert name is None or name


@pytest.mark.parametrize(
    ("start", "filler", "end"),
    [("@a{", " ", ""), ("@", "a", ""), ("", " ", "x"), ("", "@a{\n", ""), ("", "[ ", "")],
)
def test_long_text_takes_linear_time(start: str, filler: str, end: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        return partial(name_of_format, start + filler * (length // len(filler)) + end)

    assert not is_too_steep(prepare)
