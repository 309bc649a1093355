"""The line above each record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.lens import block_lenses, headline, in_full, record_at
from ris_ls.features.place import entries, records_among
from ris_ls.library import LARGEST_BLOCK, MANY
from ris_ls.syntax import read_document
from ris_ls.text import BOM, decode
from tests.conftest import corpus_files
from tests.syntax.samples import RISLIKE

WHOLE = (
    "TY  - JOUR\nAU  - Doe, Jane\nAU  - Roe, Rick\nTI  - On damaged exports\nT2  - Lost Lines\n"
    "PY  - 2020\nVL  - 3\nIS  - 4\nSP  - 5\nDO  - 10.1000/182\nAB  - Much is lost.\nER  - \n\n"
)


def lines(text: str) -> list[tuple[str, str]]:
    """Return, for each line above a record, what it stands above and what it says."""
    document = read_document(text)
    return [
        (span.of(block.text), headline(record_at(document, offset + span.start)))
        for offset, block in document.placed()
        for span in block_lenses(block)
    ]


def above(text: str) -> str:
    """Return the one line above the one record of a text."""
    ((_, said),) = lines(text)
    return said


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_author_date_and_title(line_end: str) -> None:
    said = "Doe & Roe (2020). On damaged exports"
    assert lines((WHOLE * 2).replace("\n", line_end)) == [("TY  - JOUR", said)] * 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("AU  - Roe, Rick\n", "", "Doe (2020). On damaged exports"),
        ("AU  - Roe", "AU  - Poe, P\nAU  - Roe", "Doe et al. (2020). On damaged exports"),
        ("AU  - Doe, Jane\nAU  - Roe, Rick\n", "", "On damaged exports (2020) · no author"),
        ("PY  - 2020", "PY  - ", "Doe & Roe (n.d.). On damaged exports · no year"),
        ("PY  - 2020", "DA  - 2020/05/01", "Doe & Roe (2020). On damaged exports"),
        ("DO  - 10.1000/182", "UR  - https://a.org\nSN  - 1234-5679", "no DOI"),
        ("AB  - Much is lost.", "AB  - n/a", "no abstract"),
        ("VL  - 3\nIS  - 4\nSP  - 5", "C7  - e5", "Doe & Roe (2020). On damaged exports"),
        ("VL  - 3\nIS  - 4\nSP  - 5\n", "", "exports · no volume, no issue, no pages"),
        ("VL  - 3\nIS  - 4\nSP  - 5\nDO", "N1", "no volume, no issue, no pages and 3 more"),
        ("VL  - 3\nIS  - 4\nSP  - 5\n", "AB  - \n", "exports · no volume, no issue, no pages"),
        ("On damaged", "On <i>damaged</i>", "Doe & Roe (2020). On damaged exports"),
        ("TY  - JOUR", "ty - JOUR", "Doe & Roe (2020). On damaged exports"),
        ("TY  - JOUR", "TY  - jour", "Doe & Roe (2020). On damaged exports"),
        ("TY  - JOUR", "TY  - ODD", "Doe & Roe (2020). On damaged exports"),
        ("TY  - JOUR\n", "", "Doe & Roe (2020). On damaged exports"),
        ("TY  - JOUR", f"{BOM}TY  - JOUR", "Doe & Roe (2020). On damaged exports"),
        ("AU  - Roe, Rick", "AU  - 𝒳, Y", "Doe & 𝒳 (2020). On damaged exports"),
        ("exports", "exports\n of $(many) kinds", "On damaged exports of $\u2060(many) kinds"),
    ],
)
def test_what_it_says(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    assert above(WHOLE.replace(old, new)).endswith(said)


def test_four_things_that_are_lacking_are_all_named() -> None:
    text = WHOLE.replace("VL  - 3\nIS  - 4\nSP  - 5\n", "").replace("Much is lost.", "")
    assert above(text).endswith("exports · no volume, no issue, no pages, no abstract")


def test_a_record_that_says_nothing_of_its_work() -> None:
    assert above("TY  - BOOK\nER  - \n").startswith(
        "Book · no title, no year, no author and 3 more"
    )
    assert above("TY  - ODD\nER  - \n") == "Record without title"


@pytest.mark.parametrize(
    ("code", "tag", "said"),
    [
        ("GENERIC", "ED", "Ares (Ed.) (2021). Thin Films · no URL"),
        ("EDBOOK", "A2", "Ares (Ed.) (2021). Thin Films · no publisher, no city, no ISBN"),
        ("BOOK", "A3", "Ares (Ed.) (2021). Thin Films · no publisher, no city, no ISBN"),
        ("CHAP", "ED", "Ares (Ed.) (2021). Thin Films · no book title, no author"),
        ("THES", "A3", "Thin Films (2021) · no author, no university, no thesis type, no URL"),
    ],
)
def test_who_has_editors_lacks_no_author(code: str, tag: str, said: str) -> None:
    text = f"TY  - {code}\n{tag}  - Alicia Ares\nTI  - Thin Films\nPY  - 2021\nER  - \n"
    assert above(text).startswith(said)


def test_duplicates() -> None:
    (fields,) = records_among(entries(read_document(WHOLE).blocks[0]))
    assert headline(fields, 1) == "Doe & Roe (2020). On damaged exports · 1 duplicate"
    assert headline(fields[:-2], 2).endswith("exports · no abstract · 2 duplicates")
    assert headline(fields, MANY).endswith(f"exports · {MANY} duplicates")
    assert headline(fields, MANY + 1).endswith(f"exports · more than {MANY} duplicates")


def test_long_titles_are_cut() -> None:
    said = above(WHOLE.replace("damaged", "damaged " * 60))
    assert said.startswith("Doe & Roe (2020). On damaged")
    assert said.endswith("…")
    assert len(said) < 110


def test_of_records_on_one_line_the_first_has_a_line() -> None:
    text = (
        "TY - JOUR T1 - A title AU - Doe, Jane Y1 - 2022 ER - "
        "TY - BOOK T1 - B title AU - Roe, Rick Y1 - 2021 ER -\n"
    )
    ((place, said),) = lines(text)
    assert place == "TY - JOUR"
    assert said.startswith("Doe (2022). A title · no journal")


def test_text_that_is_no_record_has_no_line() -> None:
    assert lines("") == []
    assert lines("Some prose.\nMore prose.\n") == []
    assert headline(record_at(read_document("Some prose.\n"), 3)) == ""
    assert in_full([]) == ""


def test_a_file_that_is_no_ris_is_not_read() -> None:
    document = read_document("TY  - JOUR\nAB  - " + "x" * LARGEST_BLOCK)
    assert block_lenses(document.blocks[0]) == ()
    assert record_at(document, 0) == []


def test_in_full() -> None:
    document = read_document(WHOLE.replace("AB  -", "N1  -"))
    assert in_full(record_at(document, 30)) == (
        "Doe, J., & Roe, R. (2020). On damaged exports. *Lost Lines*, *3*(4), 5. "
        "[https://doi.org/10.1000/182](<https://doi.org/10.1000/182>)\n\n"
        "The record has no abstract (AB)."
    )
    assert in_full(record_at(read_document("TY  - ODD\nER  - \n"), 0)) == "Record without title"


@given(RISLIKE, st.data())
def test_each_stands_on_a_line_of_its_own(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    rows: list[int] = []
    for offset, block in document.placed():
        for span in block_lenses(block):
            assert span.start < span.end
            start = document.position_at(offset + span.start, "utf-16")
            assert document.position_at(offset + span.end, "utf-16").line == start.line
            rows.append(start.line)
            fields = record_at(document, offset + span.start)
            assert fields[0].start == span.start
            assert headline(fields)
    assert rows == sorted(set(rows))
    headline(record_at(document, data.draw(st.integers(0, len(text)))))


@pytest.mark.skipif(not corpus_files(), reason="needs the corpus beside the checkout")
def test_real_files() -> None:
    for path in corpus_files():
        document = read_document(decode(path.read_bytes()).text)
        for offset, block in list(document.placed())[:20]:
            for span in block_lenses(block):
                fields = record_at(document, offset + span.start)
                assert fields[0].start == span.start
                assert 0 < len(headline(fields)) < 300
