"""Explanations where the cursor stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.hover import hover
from ris_ls.knowledge import FIELD_CODES, reference_types
from ris_ls.syntax import read_document
from ris_ls.text import BOM, Document, Edit, decode
from tests.conftest import corpus_files


def at(text: str) -> tuple[Document, int]:
    """Return a document and the offset of the mark in its text."""
    offset = text.index("‸")
    return read_document(text.replace("‸", "")), offset


def shown(text: str) -> tuple[str, str]:
    """Return the first line of a hover and the text that it is about."""
    document, offset = at(text)
    found = hover(document, offset)
    if found is None:
        return "", ""
    return found.markdown.split("\n")[0], found.span.of(document.text)


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ("TY  - CHAP\n‸T2  - A Book\n", "**T2 — Book Title** · in CHAP, book chapter", "T2"),
        ("TY  - CHAP\nT2  ‸- A Book\n", "**T2 — Book Title** · in CHAP, book chapter", "T2"),
        ("TY  - J‸OUR\n", "**JOUR — Journal article**", "JOUR"),
        ("T‸Y  - JOUR\n", "**TY — Type of reference** · in JOUR, journal article", "TY"),
        ("TY  - BOOK\nAU  - Doe, J‸ane\n", "Family: Doe · Given: Jane", "Doe, Jane"),
        ("TY  - BOOK\nAU  - Doe, Jane‸\n", "Family: Doe · Given: Jane", "Doe, Jane"),
        ("TY  - JOUR\nSP  - 86‸0\nEP  - 866\n", "Pages 860 to 866 (7 pages)", "860"),
        ("TY  - JOUR\nE‸R  - \n", "**ER — End of record** · in JOUR, journal article", "ER"),
        ("TY  - JOUR\nTI  - A ‸title\n", "", ""),
        ("TY  - JOUR\nAB  - A text\nthat goes on ‸AU  - here\n", "", ""),
        ("TY  - JOUR\nDO  - ‸\n", "", ""),
        ("TY  - JOUR\n\n‸\nER  - \n", "", ""),
        ("‸", "", ""),
    ],
)
def test_sound_lines(text: str, line: str, about: str) -> None:
    assert shown(text) == (line, about)


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ("TY - JOUR\nT‸I - A title\nER -\n", "**TI — Title** · in JOUR, journal article", "TI"),
        ("  TY  - JOUR\n  S‸P  - 1\n", "**SP — Pages** · in JOUR, journal article", "SP"),
        (
            '"TY  - JOUR"\n"AU  - ‸Doe, Jane"\n"ER  - "\n',
            "Family: Doe · Given: Jane",
            "Doe, Jane",
        ),
        (f"{BOM}T‸Y  - BOOK\n", "**TY — Type of reference** · in BOOK, book", "TY"),
        (
            "TY  - JOUR\rSN  - 0378-‸5955\rER  - \r",
            "ISSN 0378-5955, check digit right",
            "0378-5955",
        ),
    ],
)
def test_bent_lines(text: str, line: str, about: str) -> None:
    assert shown(text) == (line, about)


LINE = (
    "TY - JOUR T1 - A title: handling AB - like text JF - A Journal SP - 10 EP - 12 "
    "AU - Doe, Jane Y1 - 2022/12/01 DO - 10.1000/182 ER -"
)


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("T1 -", "**T1 — Primary title** · in JOUR, journal article"),
        ("JOUR", "**JOUR — Journal article**"),
        ("JF", "**JF — Journal, full name** · in JOUR, journal article"),
        ("Doe", "Family: Doe · Given: Jane"),
        ("2022", "Primary date: 1 December 2022"),
        ("10.1000", "DOI `10.1000/182`  "),
        ("12 AU", "Pages 10 to 12 (3 pages)"),
        ("ER -", "**ER — End of record** · in JOUR, journal article"),
        ("A Journal", ""),
    ],
)
def test_inside_a_collapsed_line(word: str, line: str) -> None:
    found = hover(read_document(LINE + "\n"), LINE.index(word) + 1)
    assert (found.markdown.split("\n")[0] if found else "") == line


SCOPUS = (
    "TY  - JOUR\nTI  - One\nSN  - 12345679 (ISSN)\nDB  - Scopus\nN1  - Export Date: 1 May 2024\n"
    "ER  - \n\n"
)
ZOTERO = (
    "TY  - BOOK\nTI  - Two\nAU  - Doe, Jane\nDA  - 2019///\nPY  - 2019\nPB  - Press\nSN  - 1\n"
    "ER  - \n\n"
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("‸" + SCOPUS, "This file was written by Scopus."),
        ("TY  - ‸" + SCOPUS[6:] + SCOPUS * 5, "This file was written by Scopus."),
        (SCOPUS * 4 + "‸" + ZOTERO, "This record was probably written by Zotero."),
        (
            SCOPUS * 4 + "‸TY  - BOOK\nTI  - x\nER  - \n",
            "This file was probably written by Scopus.",
        ),
    ],
)
def test_the_type_tells_who_wrote_it(text: str, line: str) -> None:
    found = hover(*at(text))
    assert found is not None
    *_, explained = found.markdown.split("\n\n---\n\n")
    assert explained.split("\n\n")[1] == line


def test_no_program_is_named_where_none_shows() -> None:
    found = hover(*at("TY  - ‸JOUR\nTI  - One\nER  - \n"))
    assert found is not None
    assert "written by" not in found.markdown


def test_every_tag_in_some_types() -> None:
    for type_code in ("JOUR", "CHAP", "PAT", "UNPD", *list(reference_types())[::9]):
        for code in (*FIELD_CODES, "PMID", "PMC"):
            if code == "TY":
                continue
            blanks = "" if len(code) > 2 else "  "
            text = f"TY  - {type_code}\nTI  - x\n{code}{blanks}- x\nER  - \n"
            found = hover(read_document(text), text.index(f"\n{code}{blanks}-") + 1)
            assert found is not None, code
            assert found.markdown.startswith(f"**{code} — "), code
            assert found.span.of(text) == code


@given(
    st.lists(
        st.sampled_from(
            (
                *("TY  - JOUR\n", "TY - BOOK ", "T1 - A ", "AU  - Doe\r\n", "ER  - \n", "ER - "),
                *(
                    "DO  - ",
                    "10.1/x",
                    "SP  - 1",
                    "\n",
                    "\r",
                    " ",
                    "PMID- ",
                    "\u2028",
                    "\x00",
                    "`|<",
                ),
                *("\U0001f600", BOM, "“", "SN  - 1234-5678", "Y1  - 20/1/"),
            )
        ),
        max_size=12,
    ).map("".join),
    st.data(),
)
def test_anything_is_explained_without_raising(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = hover(read_document(text), offset)
    if found is not None:
        assert found.markdown
        assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.skipif(not corpus_files(), reason="needs the corpus beside the checkout")
def test_real_files_are_explained_between_edits() -> None:
    texts = [decode(path.read_bytes()).text for path in corpus_files()]
    document = read_document("\n".join(texts))
    length = len(document)
    assert length > 50_000_000
    explained = 0
    for step in range(400):
        index = document.block_at(length * step // 400)
        block, base = document.blocks[index], document.offset_of(index)
        line = block.line_starts[len(block.line_starts) // 2]
        offset = base + line + (step % 2) * 8  # in a tag, in a value
        document.edit([Edit(base + len(block.text) // 3, base + len(block.text) // 3, "x")])
        _ = document.first_line_of(len(document.blocks))  # what any request after an edit pays once
        explained += hover(document, offset) is not None
    assert explained > 100


def test_the_first_tag_shows_the_whole_record() -> None:
    record = "TY  - BOOK\nAU  - Doe, Jane\nPY  - 2020\nTI  - {}\nER  - \n\n"
    found = hover(*at(record.format("One") + "‸" + record.format("Two")))
    assert found is not None
    assert found.markdown.startswith("Doe, J. (2020). *Two*.\n\n---\n\n")
    joined = "TY  - BOOK TI  - One AU  - Doe, Jane ER  - ‸TY  - BOOK TI  - Two AU  - Roe, R ER  - "
    found = hover(*at(joined))
    assert found is not None
    assert found.markdown.startswith("Roe, R. (n.d.). *Two*.")
