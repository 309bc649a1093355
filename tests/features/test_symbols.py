"""The outline."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given

from ris_ls.features import symbols as module
from ris_ls.features.symbols import Symbol, block_symbols
from ris_ls.syntax import read_document
from ris_ls.text import BOM, Document, decode
from tests.conftest import corpus_files
from tests.syntax.samples import RISLIKE

SOUND = "TY  - JOUR\nAU  - Doe, Jane\nAU  - Roe, Rick\nTI  - A title\nPY  - 2022/12/01\nER  - \n\n"


def symbols(document: Document) -> list[Symbol]:
    """Return the symbols of all blocks, with places in the document."""
    return [
        replace(symbol, span=symbol.span.shift(offset), selection=symbol.selection.shift(offset))
        for offset, block in document.placed()
        for symbol in block_symbols(block)
    ]


def names(text: str) -> list[tuple[str, str]]:
    return [(symbol.name, symbol.detail) for symbol in symbols(read_document(text))]


@pytest.mark.parametrize(
    ("text", "name", "detail"),
    [
        (SOUND, "Doe 2022 — A title", "JOUR"),
        (SOUND.replace("\n", "\r\n"), "Doe 2022 — A title", "JOUR"),
        (SOUND.replace("\n", "\r"), "Doe 2022 — A title", "JOUR"),
        (BOM + SOUND, "Doe 2022 — A title", "JOUR"),
        (SOUND.replace("TI  - A title", "TI - A title"), "Doe 2022 — A title", "JOUR"),
        (
            SOUND.replace("A title", "A title\nthat goes on"),
            "Doe 2022 — A title that goes on",
            "JOUR",
        ),
        (SOUND.replace("A title", "A <i>title</i>"), "Doe 2022 — A title", "JOUR"),
        (SOUND.replace("TY  - JOUR\n", ""), "Doe 2022 — A title", ""),
        (SOUND.replace("TI  - A title\n", ""), "Doe 2022", "JOUR"),
        ("TY  - JOUR\nT2  - A Journal\nER  - \n", "A Journal", "JOUR"),
        ("TY  - JOUR\nVL  - 3\nER  - \n", "Journal article without title", "JOUR"),
        ("TY  - ODD\nVL  - 3\nER  - \n", "Record without title", "ODD"),
        ("TY  - JOUR\n", "Journal article without title", "JOUR"),
        ("TY  - BOOK\nED  - Jane Roe\nT1  - B\nY1  - May 1999\n", "Roe 1999 — B", "BOOK"),
        (
            "TY  - RPRT\nAU  - World Health Organization,\nTI  - R\nPY  - 2001\n",
            "World Health Organization 2001 — R",
            "RPRT",
        ),
        ("TY  - JOUR\nAU  - Doe, Jane; Roe, Rick\nTI  - R\nPY  - 2001\n", "Doe 2001 — R", "JOUR"),
        (
            "TY - JOUR T1 - A title AU - Doe, Jane Y1 - 2022/12/01 ER -",
            "Doe 2022 — A title",
            "JOUR",
        ),
    ],
)
def test_names(text: str, name: str, detail: str) -> None:
    assert names(text) == [(name, detail)]


def test_long_titles_are_cut() -> None:
    ((name, _),) = names(SOUND.replace("A title", "Quality improvement " * 20))
    assert name.startswith("Doe 2022 — Quality improvement")
    assert name.endswith("…")
    assert len(name) < 100


def test_several_records_on_one_line() -> None:
    text = (
        "TY - JOUR T1 - A title AU - Doe, Jane Y1 - 2022 ER - "
        "TY - BOOK T1 - B title AU - Roe, Rick Y1 - 2021 ER -"
    )
    found = symbols(read_document(text))
    assert [symbol.name for symbol in found] == ["Doe 2022 — A title", "Roe 2021 — B title"]
    assert [symbol.selection.of(text) for symbol in found] == ["TY - JOUR", "TY - BOOK"]
    assert found[1].span.of(text).startswith("TY - BOOK")


def test_text_that_is_no_record_has_no_symbol() -> None:
    assert symbols(read_document("")) == []
    assert symbols(read_document("Some prose.\nMore prose.\n")) == []


def test_spans_enclose_the_record_and_no_blank_lines() -> None:
    text = f"{SOUND}{SOUND.replace('TI  -', 'TI -')}Stray text\n\nTY  - BOOK\nTI  - Open\n\n\n"
    found = symbols(read_document(text))
    assert [symbol.span.of(text)[:2] for symbol in found] == ["TY", "TY", "TY"]
    assert [symbol.span.of(text)[-4:] for symbol in found] == ["R  -", "R  -", "Open"]
    assert all(
        symbol.span.start <= symbol.selection.start < symbol.selection.end <= symbol.span.end
        for symbol in found
    )


def fields(text: str) -> list[list[tuple[str, str, str, str]]]:
    """Return name, detail, kind and text of the fields of each record."""
    return [
        [(each.name, each.detail, each.kind, each.span.shift(offset).of(text)) for each in one]
        for offset, block in read_document(text).placed()
        for one in (symbol.children for symbol in block_symbols(block, with_fields=True))
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_fields(line_end: str) -> None:
    text = (
        "TY  - CHAP\nau - Doe, 𝒳\nTI  - A title\n that goes on\n\nT2  - \nZZ  - Odd\nKW  - one\n"
        "PY  - 2022\nER  - \n\n"
    ).replace("\n", line_end)
    assert fields(text) == [
        [
            ("AU Author", "Doe, 𝒳", "variable", "au - Doe, 𝒳"),
            (
                "TI Title",
                "A title that goes on",
                "string",
                f"TI  - A title{line_end} that goes on",
            ),
            ("T2 Book Title", "", "field", "T2  - "),
            ("ZZ", "Odd", "field", "ZZ  - Odd"),
            ("KW Keywords", "one", "enumMember", "KW  - one"),
            ("PY Year", "2022", "number", "PY  - 2022"),
        ]
    ]


def test_fields_of_a_record_without_beginning_or_end() -> None:
    text = "AU  - Doe, J\nTY  - JOUR\nTI  - T\n\nTY  - BOOK\nAU  - Roe, R\n\n\n"
    first, second = fields(text)
    assert [name for name, *_ in first] == ["AU Author", "TI Title"]
    assert second == [("AU Author", "Roe, R", "variable", "AU  - Roe, R")]


def test_fields_on_a_line_where_records_ran_together() -> None:
    text = (
        "TY - JOUR T1 - A title AU - Doe, Jane Y1 - 2022 ER - "
        "TY - BOOK T1 - B title AU - Roe, Rick Y1 - 2021 ER -"
    )
    assert [[line for *_, line in each] for each in fields(text)] == [
        ["T1 - A title", "AU - Doe, Jane", "Y1 - 2022"],
        ["T1 - B title", "AU - Roe, Rick", "Y1 - 2021"],
    ]


@given(RISLIKE)
@example("TY  - JOUR\nTI  - \n")
def test_fields_lie_inside_their_record_one_behind_the_other(text: str) -> None:
    for block in read_document(text).blocks:
        plain = block_symbols(block)
        nested = block_symbols(block, with_fields=True)
        assert [replace(each, children=()) for each in nested] == list(plain)
        for symbol in nested:
            at = symbol.span.start
            for child in symbol.children:
                assert child.name.strip()
                assert at <= child.span.start == child.selection.start
                assert child.selection.start < child.selection.end <= child.span.end
                at = child.span.end
            assert at <= symbol.span.end


@pytest.mark.skipif(not corpus_files(), reason="needs the corpus beside the checkout")
def test_the_short_way_and_the_long_way_agree_on_real_files() -> None:
    short = total = 0
    for path in corpus_files():
        for block in read_document(decode(path.read_bytes()).text).blocks[:40]:
            total += 1
            quick = module._of_sound_block(block.text)
            if quick is not None:
                short += 1
                assert [quick] == module._of_entries(block)
            assert all(symbol.name for symbol in block_symbols(block))
    assert short > total / 2


def test_placeholders_say_nothing() -> None:
    for text in (
        "TY  - JOUR\nAU  - Doe, Jane\nTI  - N/A\nT2  - Annals\nPY  - 2020\nER  - \n",
        "TY  - JOUR\nAU -Doe, Jane\nTI  - N/A\nT2 - Annals\nPY  - n/a\nDA  - 2020/01/02\n",
    ):
        (symbol,) = block_symbols(read_document(text).blocks[0])
        assert symbol.name == "Doe 2020 — Annals"
