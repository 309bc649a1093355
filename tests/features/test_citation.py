"""A record as a person would cite it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from ris_ls.features.citation import citation, in_short, reference
from ris_ls.features.place import entries
from ris_ls.syntax import read_document
from ris_ls.text import decode
from tests.conftest import corpus_files
from tests.syntax.samples import RISLIKE

ARTICLE = (
    "AU  - Doe, Jane Ruth\nAU  - Roe, J.-P., Jr.\nPY  - 2020/05/01\n"
    "TI  - On <i>damaged</i> exports\n"
    "T2  - Journal of Exports\nVL  - 12\nIS  - 3\nSP  - 860\nEP  - 66\nDO  - doi:10.1000/xyz"
)
BOOK = "A2  - Doe, Jane\nTI  - Exports\nPB  - Example Press\nPY  - 1999\nUR  - https://a.org"


def cited(lines: str) -> tuple[str, str]:
    """Return how a record is cited, in short and as a whole."""
    (block,) = read_document(f"TY  - JOUR\n{lines}\nER  - \n").blocks
    found = citation(entries(block))
    return in_short(found), reference(found)


def test_an_article() -> None:
    short, whole = cited(ARTICLE)
    assert short == "Doe & Roe (2020)"
    assert whole == (
        "Doe, J. R. & Roe, J.-P., Jr. (2020). On damaged exports. *Journal of Exports*, *12*(3), "
        "860\u2013866. [https://doi.org/10.1000/xyz](<https://doi.org/10.1000/xyz>)"
    )


def test_a_book_with_an_editor() -> None:
    short, whole = cited(BOOK)
    assert short == "Doe (1999)"
    assert (
        whole == "Doe, J. (Ed.) (1999). *Exports*. Example Press. [https://a.org](<https://a.org>)"
    )


@pytest.mark.parametrize(
    ("lines", "short", "whole"),
    [
        ("TI  - Who wrote this?", "Who wrote this? (n.d.)", "*Who wrote this?* (n.d.)."),
        ("AU  - World Health Organization", "World Health Organization (n.d.)", None),
        ("AU  - A, B\nAU  - C, D\nAU  - E, F\nPY  - 2001", "A et al. (2001)", None),
        ("AU  - Doe, J\nPY  - Spring 2001", "Doe (2001)", None),
        ("AU  - Doe, J\nDA  - JUN 27\nPY  - 2019", "Doe (2019)", None),
        ("AU  - Doe, J\nPY  - n/a", "Doe (n.d.)", None),
        ("N1  - Nothing to cite", "", ""),
        ("T2  - A journal alone", "A journal alone (n.d.)", "*A journal alone* (n.d.)."),
    ],
)
def test_what_is_missing_is_left_out(lines: str, short: str, whole: str | None) -> None:
    found = cited(lines)
    assert found[0] == short
    assert whole is None or found[1] == whole


def test_of_many_names_the_first_and_the_last() -> None:
    _, whole = cited("\n".join(f"AU  - Doe{number}, J" for number in range(1, 10)))
    assert whole == "Doe1, J., Doe2, J., Doe3, J., Doe4, J., Doe5, J., Doe6, J., … Doe9, J. (n.d.)."


def test_no_sign_is_taken_for_layout() -> None:
    _, whole = cited("TI  - *a* [b](c) `d`")
    assert whole.startswith("*\\*a\\* \\[b\\](c) \\`d\\`*")


def test_an_address_leads_where_it_says() -> None:
    _, whole = cited("TI  - One\nDO  - 10.1000/a_b<c>")
    assert whole.endswith(
        "[https://doi.org/10.1000/a\\_b%3Cc%3E](<https://doi.org/10.1000/a_b%3Cc%3E>)"
    )
    _, whole = cited("TI  - One\nUR  - https://a.org/b c> d")
    assert "a.org" not in whole, "it would end the link"


@given(RISLIKE)
def test_anything(text: str) -> None:
    for block in read_document(text).blocks:
        found = citation(entries(block))
        assert "\n" not in in_short(found)
        assert "\n" not in reference(found)


@pytest.mark.parametrize("path", corpus_files()[::6], ids=lambda path: path.name)
def test_real_files(path: Path) -> None:
    for block in read_document(decode(path.read_bytes()).text).blocks[:40]:
        found = citation(entries(block))
        if found.names and found.title:
            assert found.names[0].family.split()[0][:1] in in_short(found)
            assert reference(found)
