"""What of a record tells which work it is of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from ris_ls.knowledge import TAG_CODES
from ris_ls.library import Facts, doi_named, facts_of, id_of, letters, names_of
from ris_ls.library.facts import folded
from ris_ls.syntax import read_document
from ris_ls.text import Block
from tests.syntax.samples import RISLIKE


def facts(*lines: str) -> Facts:
    found = facts_of(Block("\n".join(["TY  - JOUR", *lines, "ER  - ", ""])))
    assert found is not None
    return found


def test_all_that_is_told() -> None:
    assert facts(
        "AU  - Doé, Jane",
        "TI  - On <i>Damaged</i> Exports: &beta;-carotene.",
        "T2  - Annals & Reports",
        "PY  - 2020/05/01/",
        "VL  - 012",
        "SP  - 012-9",
        "DO  - https://doi.org/10.1000/ABC",
        "AN  - PMID: 01234567",
    ) == Facts(
        doi="10.1000/abc",
        pmid="1234567",
        title="on damaged exports beta carotene",
        author="doe",
        year=2020,
        volume="12",
        page="12",
        journal="annals reports",
        kind="article",
    )


def test_a_book() -> None:
    block = Block(
        "TY  - BOOK\nTI  - A\nET  - 3rd ed.\nSN  - 0-13-110362-8; 9780306406157\nER  - \n"
    )
    found = facts_of(block)
    assert found is not None
    assert (found.isbns, found.edition) == (("978013110362", "978030640615"), 3)
    assert facts("TI  - A", "SN  - 9780306406157", "ET  - 3").isbns == ()


@pytest.mark.parametrize(
    ("value", "edition"),
    [
        ("1st", 1),
        ("2", 2),
        ("Third edition", 3),
        ("4. Aufl.", 4),
        ("2e", 2),
        ("Illustrated", 0),
        ("2020", 0),
    ],
)
def test_an_edition(value: str, edition: int) -> None:
    found = facts_of(Block(f"TY  - BOOK\nTI  - A\nET  - {value}\nER  - \n"))
    assert found is not None
    assert found.edition == edition


def test_a_thesis_is_told_from_an_article() -> None:
    thesis = facts_of(Block("TY  - THES\nTI  - A\nER  - \n"))
    assert thesis is not None
    assert thesis.kind == "thesis"
    assert facts("TI  - A", "T2  - Annals").kind == "article"
    assert facts("TI  - A").kind == ""
    assert facts("TI  - A", "T2  - Dissertation Abstracts International").kind == ""


@pytest.mark.parametrize(
    ("value", "volume"),
    [
        *(("4", "4"), ("04", "4"), ("Vol. 4", "4"), ("volume 4", "4"), ("4(2)", "4")),
        *(
            ("4 (1-2)", "4"),
            ("Vol. 4, No. 2", "4"),
            ("v. 4", "4"),
            ("91A", "91a"),
            ("4th", "4"),
            ("t. 4", "4"),
        ),
        *(("In press", ""), ("IV", ""), ("v4", "4"), ("9 CCIS", "9")),
        *(("31 Suppl 2", "31 suppl 2"), ("92-93", "92 93"), ("14050 LNAI", "14050")),
    ],
)
def test_a_volume(value: str, volume: str) -> None:
    assert facts("TI  - A", f"VL  - {value}").volume == volume


def test_a_registered_trial() -> None:
    assert facts("TI  - A", "AN  - NCT00000001").trial == "nct00000001"
    assert facts("TI  - A", "A1  - TCTR20211126004,").trial == "tctr20211126004"
    assert facts("TI  - A", "N1  - NCT00000001").trial == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("DO  - 10.1000/b; 10.1000/A",),
        ("DO  - 10.1000/b", "DO  - https://doi.org/10.1000/A"),
        ("DO  - 10.1000/b", "DO  - 10.1000/a", "DO  - 10.1000/B", "M3  - 10.1000/c"),
    ],
)
def test_several_dois(lines: tuple[str, ...]) -> None:
    assert facts("TI  - A", *lines).dois == ("10.1000/b", "10.1000/a")


def test_nothing_is_told() -> None:
    assert facts_of(Block("TY  - JOUR\nAU  - Doe, Jane\nPY  - 2020\nER  - \n")) is None
    assert facts_of(Block("TY  - JOUR\nTI  - N/A\nER  - \n")) is None
    assert facts_of(Block("\n")) is None


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("van der Berg, J.", "vanderberg"),
        ("Carhart-Harris RL, Bolstridge M, Day CMJ", "carhartharris"),
        ("Brownstein C D", "brownstein"),
        ("Jane Doe", "doe"),
        ("World Health Organization", "worldhealthorganization"),
    ],
)
def test_the_first_author(value: str, author: str) -> None:
    assert facts("TI  - A", f"AU  - {value}", "AU  - Roe, Richard").author == author


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("SP  - 1091-+", "1091"),
        ("SP  - E846", "e846"),
        ("C7  - 109057", "109057"),
        ("C7  - searched and screened", ""),
        ("SP  - 146 p", ""),
    ],
)
def test_the_first_page(line: str, page: str) -> None:
    assert facts("TI  - A", line).page == page


@pytest.mark.parametrize(
    "line",
    [
        "M3  - 10.1000/182",
        "UR  - https://doi.org/10.1000/182",
        "N1  - doi: 10.1000/182",
        "L3  - http://dx.doi.org/10.1000/182",
        "LK  - https://doi.org/10.1000/182",
    ],
)
def test_a_doi_stands_in_other_fields_too(line: str) -> None:
    assert facts("TI  - A", line).doi == "10.1000/182"


def test_a_doi_of_another_work_does_not_count() -> None:
    assert facts("TI  - A", "N1  - Erratum in: 10.1000/182").doi == ""


@pytest.mark.parametrize(
    "line",
    [
        "UR  - https://pubmed.ncbi.nlm.nih.gov/1234567/",
        "U1  - 1234567 [PMID]",
        "U2  - 1234567 [PMID]",
    ],
)
def test_a_pubmed_number(line: str) -> None:
    assert facts("TI  - A", line).pmid == "1234567"


def test_a_pubmed_number_is_enough() -> None:
    assert facts("AU  - Doe, Jane", "AN  - PMID: 1234567").pmid == "1234567"


def test_an_issn_is_no_pubmed_number() -> None:
    assert facts("TI  - A", "SN  - 18737862", "AN  - 18737862").pmid == ""


def test_a_collapsed_record() -> None:
    text = "TY  - JOUR AU  - Doe, Jane TI  - On damaged exports PY  - 2020 DO  - 10.1000/182 ER  - "
    (block,) = read_document(text).blocks
    found = facts_of(block)
    assert found is not None
    assert (found.title, found.year, found.doi) == ("on damaged exports", 2020, "10.1000/182")


def test_of_several_records_on_one_line_the_first() -> None:
    one = "TY  - JOUR AU  - Doe, Jane TI  - On damaged exports PY  - 2020 ER  - "
    other = "TY  - JOUR AU  - Roe, Rick TI  - On lost lines DO  - 10.1000/182 ER  - "
    found = facts_of(Block(f"{one}{other}\n"))
    assert found is not None
    assert (found.title, found.doi) == ("on damaged exports", "")


def test_the_id() -> None:
    assert id_of(Block("TY  - JOUR\nID  - doe2020\nER  - \n")) == "doe2020"
    assert id_of(Block("TY  - JOUR\nER  - \n")) == ""


def test_spellings_of_a_text_are_one() -> None:
    assert folded("Ça va, Straße! (CO<sub>2</sub>)") == folded("CA VA STRASSE CO2")
    assert folded("日本の論文") == "日本の論文"
    assert folded("Üñal Łuk Strøm Ægir Œuvre Đorđe Þór Iğdır ẞ Ǿ") == (
        "unal luk strom aegir oeuvre dorde thor igdir ss o"
    )


def test_names_are_those_of_all_persons() -> None:
    block = Block(
        "TY  - BOOK\nAU  - O'Brien-M&uuml;ller, Áine\nED  - Łuk, Zoë\nAU  - \nTI  - Roe\nER  - \n"
    )
    assert names_of(block) == "obrienmulleraine\nlukzoe"
    collapsed = Block("TY - JOUR AU - Doe, J AU - Roe, Rick TI - Sand PY - 2019 ER -\n")
    assert names_of(collapsed) == "doej\nroerick"
    assert names_of(Block("TY  - JOUR\nTI  - Roe\nER  - \n")) == ""
    assert len(names_of(Block("AU  - Poe\n" * 100_000))) == 100_000


@given(RISLIKE)
def test_letters_are_those_of_words(text: str) -> None:
    assert letters(text[:1000]).replace("\n", "") == folded(text).replace(" ", "")


@given(RISLIKE)
def test_no_text_raises(text: str) -> None:
    for block in read_document(text).blocks:
        facts_of(block)
        names_of(block)
        id_of(block)


@pytest.mark.parametrize("page", ["finding", "duplicates"])
def test_the_manual_names_the_fields_that_a_doi_is_found_in(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / f"{page}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b[A-Z][A-Z0-9]\b", text))
    assert named >= {code for code in TAG_CODES if doi_named(code, "10.1000/182")} - {"DO"}
