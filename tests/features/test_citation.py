"""A record as a person would cite it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.citation import citation, in_short
from ris_ls.features.place import entries
from ris_ls.features.reference import reference
from ris_ls.knowledge import TYPE_CODES
from ris_ls.syntax import read_document
from ris_ls.text import decode
from ris_ls.values.markup import readable
from tests.conftest import corpus_files
from tests.syntax.samples import RISLIKE

ARTICLE = (
    "AU  - Doe, Jane Ruth\nAU  - Roe, J.-P., Jr.\nPY  - 2020/05/01\n"
    "TI  - On <i>damaged</i> exports\n"
    "T2  - Journal of Exports\nVL  - 12\nIS  - 3\nSP  - 860\nEP  - 66\nDO  - doi:10.1000/xyz"
)
BOOK = "A2  - Doe, Jane\nTI  - Exports\nPB  - Example Press\nPY  - 1999\nUR  - https://a.org"


def cited(lines: str, code: str = "JOUR") -> tuple[str, str]:
    """Return how a record is cited, in short and as a whole."""
    (block,) = read_document(f"TY  - {code}\n{lines}\nER  - \n").blocks
    found = citation(entries(block))
    return in_short(found), reference(found)


def test_an_article() -> None:
    short, whole = cited(ARTICLE)
    assert short == "Doe & Roe (2020)"
    assert whole == (
        "Doe, J. R., & Roe, J.-P., Jr. (2020). On damaged exports. *Journal of Exports*, *12*(3), "
        "860\u2013866. [https://doi.org/10.1000/xyz](<https://doi.org/10.1000/xyz>)"
    )


def test_a_book_with_an_editor() -> None:
    short, whole = cited(BOOK, "BOOK")
    assert short == "Doe (Ed.) (1999)"
    assert whole == (
        "Doe, J. (Ed.). (1999). *Exports*. Example Press. [https://a.org](<https://a.org>)"
    )
    short, _ = cited("A2  - Doe, Jane\nA2  - Roe, R\nTI  - Exports", "BOOK")
    assert short == "Doe & Roe (Eds.) (n.d.)"


@pytest.mark.parametrize(
    ("lines", "short", "whole"),
    [
        ("TI  - Who wrote this?", "Who wrote this? (n.d.)", "Who wrote this? (n.d.)."),
        ("AU  - World Health Organization", "World Health Organization (n.d.)", None),
        ("AU  - A, B\nAU  - C, D\nAU  - E, F\nPY  - 2001", "A et al. (2001)", None),
        ("AU  - Doe, J\nPY  - Spring 2001", "Doe (2001)", None),
        ("AU  - Doe, J\nDA  - JUN 27\nPY  - 2019", "Doe (2019)", None),
        ("AU  - Doe, J\nPY  - n/a", "Doe (n.d.)", None),
        ("AU  - Doe, J\nPY  - 0000\nDA  - 2003/04/05", "Doe (2003)", None),
        ("AU  - Doe, J\nPY  - 20000", "Doe (n.d.)", None),
        (
            "AU  - {World Water Makers}\nTI  - {WWM} report on {{COVID-19}}",
            "World Water Makers (n.d.)",
            "World Water Makers. (n.d.). WWM report on COVID-19.",
        ),
        ("N1  - Nothing to cite", "", ""),
        ("T2  - A journal alone", "A journal alone (n.d.)", "*A journal alone*. (n.d.)."),
    ],
)
def test_what_is_missing_is_left_out(lines: str, short: str, whole: str | None) -> None:
    found = cited(lines)
    assert found[0] == short
    assert whole is None or found[1] == whole


def test_of_many_names_the_first_and_the_last() -> None:
    _, whole = cited("\n".join(f"AU  - Doe{number}, J" for number in range(1, 21)))
    assert whole.endswith("Doe19, J., & Doe20, J. (n.d.).")
    for most in (21, 22, 23, 3000):
        _, whole = cited("\n".join(f"AU  - Doe{number}, J" for number in range(1, most + 1)))
        assert whole.endswith(f"Doe18, J., Doe19, J., … Doe{most}, J. (n.d.).")


@pytest.mark.parametrize(
    ("lines", "short", "names"),
    [
        ("AU  - Doe, Jane\nAU  - et al.", "Doe et al.", "Doe, J., et al."),
        ("AU  - Doe, Jane et al.", "Doe et al.", "Doe, J., et al."),
        ("AU  - Doe, J\nAU  - Roe, R\nAU  - others", "Doe et al.", "Doe, J., Roe, R., et al."),
        ("A1  - Jane Q. Smith; Bob Miller", "Smith & Miller", "Smith, J. Q., & Miller, B."),
        (
            "AU  - Smith, John; Miller, Bob; Zed, A",
            "Smith et al.",
            "Smith, J., Miller, B., & Zed, A.",
        ),
        ("AU  - Doe JR, Roe P", "Doe & Roe", "Doe, J. R., & Roe, P."),
        ("AU  - 朱德泉\nAU  - 朱 宏", "朱德泉 & 朱 宏", "朱德泉, & 朱 宏."),
        ("AU  - 朱, 宏", "朱 宏", "朱 宏."),
        ("AU  - M&uuml;ller, J", "Müller", "Müller, J."),
        ("AU  - Doe, Jane M. de", "Doe", "Doe, J. M. de."),
        ("AU  - DOE, JANE M. DE", "DOE", "DOE, J. M. de."),
        ("AU  - Doe, DA", "Doe", "Doe, D. A."),
        ("AU  - Doe, John III", "Doe", "Doe, J., III."),
        ("AU  - DOE JA", "DOE", "DOE, J. A."),
        ("AU  - {Doe Brothers}", "Doe Brothers", "Doe Brothers."),
        ("AU  - Dr. John Doe", "Doe", "Doe, J."),
        ("AU  - Doe, Prof. John", "Doe", "Doe, J."),
        ("AU  - John Doe, PhD", "Doe", "Doe, J."),
        ("AU  - Doe, B.1,2", "Doe", "Doe, B."),
        ("AU  - Doe J., Roe R.", "Doe & Roe", "Doe, J., & Roe, R."),
        ("AU  - Red Lantern,", "Red Lantern", "Red Lantern."),
        ("AU  - et al.\nTI  - Exports", "Exports", "Exports."),
    ],
)
def test_names(lines: str, short: str, names: str) -> None:
    found = cited(f"{lines}\nPY  - 2020")
    assert found == (f"{short} (2020)", f"{names} (2020).")


IN_BOOK = (
    "AU  - Doe, J\nTI  - My chapter\nT2  - The Book\nPY  - 2020\nSP  - 1\nEP  - 20\nPB  - Springer"
)
PAGES = "1\u201320"


@pytest.mark.parametrize(
    ("code", "lines", "whole"),
    [
        (
            "CHAP",
            f"{IN_BOOK}\nA2  - Roe, R\nA2  - Poe, P\nET  - 2\nVL  - 3",
            "Doe, J. (2020). My chapter. In R. Roe & P. Poe (Eds.), *The Book* "
            f"(2nd ed., Vol. 3, pp. {PAGES}). Springer.",
        ),
        (
            "CHAP",
            f"{IN_BOOK}\nED  - Roe, R".replace("EP  - 20\n", ""),
            "Doe, J. (2020). My chapter. In R. Roe (Ed.), *The Book* (p. 1). Springer.",
        ),
        (
            "CHAP",
            IN_BOOK.replace("AU", "A2"),
            f"Doe, J. (Ed.). (2020). My chapter. In *The Book* (pp. {PAGES}). Springer.",
        ),
        (
            "CPAPER",
            IN_BOOK,
            f"Doe, J. (2020). My chapter. In *The Book* (pp. {PAGES}). Springer.",
        ),
        (
            "BOOK",
            "AU  - Doe, J\nTI  - Exports\nA3  - Roe, R\nA2  - Poe, P\nT2  - A Series\n"
            "VL  - Vol. 4\nET  - Third\nPB  - Press\nSP  - 300\nPY  - 2001",
            "Doe, J. (2001). *Exports* (R. Roe, Ed.; Third ed., A Series, Vol. 4). Press.",
        ),
        (
            "BOOK",
            IN_BOOK,
            f"Doe, J. (2020). My chapter. In *The Book* (pp. {PAGES}). Springer.",
        ),
        (
            "BOOK",
            IN_BOOK.replace("My chapter", "The book"),
            f"Doe, J. (2020). *The book* (pp. {PAGES}). Springer.",
        ),
        (
            "SER",
            IN_BOOK.replace("The Book", "Lost Lines,"),
            f"Doe, J. (2020). My chapter. In *Lost Lines* (pp. {PAGES}). Springer.",
        ),
        (
            "EDBOOK",
            "A2  - Doe, J\nA2  - Roe, R\nTI  - Exports\nET  - 1st ed.\nPB  - Press",
            "Doe, J., & Roe, R. (Eds.). (n.d.). *Exports*. Press.",
        ),
        (
            "THES",
            "AU  - Doe, J\nTI  - Exports\nPY  - 2020\nM3  - PhD thesis\nPB  - University of Oz",
            "Doe, J. (2020). *Exports* \\[PhD thesis, University of Oz\\].",
        ),
        (
            "THES",
            "AU  - Doe, J\nTI  - Exports\nPY  - 2020\nVL  - Master's",
            "Doe, J. (2020). *Exports* \\[Master's thesis\\].",
        ),
        (
            "THES",
            "AU  - Doe, J\nTI  - Exports\nPY  - 2020\nM3  - 10.1000/182",
            "Doe, J. (2020). *Exports* \\[Thesis\\].",
        ),
        (
            "PAT",
            "AU  - Doe, J\nTI  - A sieve\nPY  - 2020\nSN  - US 8,123,456 B2\nPB  - Sieves Inc.",
            "Doe, J. (2020). *A sieve* (Patent No. US 8,123,456 B2). Sieves Inc.",
        ),
        (
            "RPRT",
            "AU  - World Health Organization\nTI  - Exports\nPY  - 2020\nSN  - 12\nT2  - A Series\n"
            "PB  - World Health Organization",
            "World Health Organization. (2020). *Exports* (A Series, Report No. 12).",
        ),
        (
            "RPRT",
            "AU  - Doe, J\nTI  - Exports\nSN  - 0028-0836\nPB  - Oz",
            "Doe, J. (n.d.). *Exports*. Oz.",
        ),
        (
            "STAND",
            "AU  - Oz Bureau of Standards\nTI  - Sieves\nSN  - ISO 9001:2015\nPY  - 2015",
            "Oz Bureau of Standards. (2015). *Sieves* (ISO 9001:2015).",
        ),
        (
            "ELEC",
            "AU  - Doe, J\nTI  - Exports\nT2  - Oz News\nDA  - 2020/05/01\nY2  - 2021/05/03/\n"
            "UR  - https://a.org",
            "Doe, J. (2020, May 1). *Exports*. Oz News. Retrieved May 3, 2021, from "
            "[https://a.org](<https://a.org>)",
        ),
        (
            "WEB",
            "AU  - Doe, J\nTI  - Exports\nPB  - Oz\nM1  - some day\nUR  - https://a.org",
            "Doe, J. (n.d.). *Exports*. Oz. Retrieved some day, from [https://a.org](<https://a.org>)",
        ),
        (
            "DATA",
            "AU  - Doe, J\nTI  - Exports\nPY  - 2020\nET  - v2.1\nPB  - Zenodo",
            "Doe, J. (2020). *Exports* (Version 2.1) \\[Data set\\]. Zenodo.",
        ),
        (
            "COMP",
            "AU  - Doe, J\nTI  - Exporter\nPY  - 2020\nET  - 3",
            "Doe, J. (2020). *Exporter* (Version 3) \\[Computer software\\].",
        ),
        (
            "NEWS",
            "AU  - Doe, J\nTI  - Exports\nT2  - The Oz\nPY  - 2020\nDA  - 2020/05/01\nSP  - A1\n"
            "PB  - Oz Press",
            "Doe, J. (2020, May 1). Exports. *The Oz*, A1.",
        ),
        (
            "JOUR",
            "AU  - Doe, J\nTI  - Exports\nT2  - J Exp\nPY  - 2020\nVL  - 1\nC7  - e12\nPB  - Oz",
            "Doe, J. (2020). Exports. *J Exp*, *1*, Article e12.",
        ),
        ("JOUR", "AU  - Doe, J\nTI  - Exports\nSP  - 9-9", "Doe, J. (n.d.). Exports. 9."),
        ("JOUR", "AU  - Doe, J\nTI  - A\nSP  - 13,15,17", "Doe, J. (n.d.). A. 13,15,17."),
        ("JOUR", "AU  - Doe, J\nTI  - A\nSP  - 1-3, 5", "Doe, J. (n.d.). A. 1-3, 5."),
        (
            "CHAP",
            "AU  - Doe, J\nTI  - A\nT2  - In: Book.\nSP  - pp. 301, 303",
            "Doe, J. (n.d.). A. In *Book* (pp. 301, 303).",
        ),
        ("JOUR", "AU  - Doe, J\nTI  - A\nSP  - p. 5\nEP  - p. 9", "Doe, J. (n.d.). A. 5–9."),
        ("JOUR", "AU  - Doe, J\nTI  - A\nSP  - 5\nEP  - p. 9", "Doe, J. (n.d.). A. 5–9."),
        ("JOUR", "AU  - Doe, J\nTI  - A\nSP  - 15\nEP  - p. 9", "Doe, J. (n.d.). A. 15–19."),
        (
            "CHAP",
            "AU  - Doe, J\nTI  - A\nT2  - Notes\nVL  - 12762",
            "Doe, J. (n.d.). A. In *Notes* (Vol. 12762).",
        ),
        (
            "BOOK",
            "AU  - Doe, J\nTI  - Exports.\nET  - Rev. ed.",
            "Doe, J. (n.d.). *Exports* (Rev. ed.).",
        ),
        (
            "BOOK",
            "AU  - Doe, J\nTI  - Exports to the U.S.\nET  - Revised edition.",
            "Doe, J. (n.d.). *Exports to the U.S.* (Revised edition).",
        ),
        ("BOOK", "AU  - Doe, J\nTI  - Exports.", "Doe, J. (n.d.). *Exports.*"),
        ("THES", "AU  - Doe, J\nTI  - A.", "Doe, J. (n.d.). *A* \\[Thesis\\]."),
        ("JOUR", "AU  - Doe, J\nTI  - 题目。\nT2  - A", "Doe, J. (n.d.). 题目。 *A*."),
        ("JOUR", "AU  - Doe, J\nTI  - It is “why?”", "Doe, J. (n.d.). It is “why?”"),
        (
            "JOUR",
            "AU  - Doe, J\nTI  - A\nT2  - B\nVL  - Vol. 10\nIS  - no. 3",
            "Doe, J. (n.d.). A. *B*, *10*(3).",
        ),
        (
            "JOUR",
            "AU  - Doe, J\nTI  - A\nT2  - B\nVL  - Volume\nIS  - Suppl 3",
            "Doe, J. (n.d.). A. *B*, *Volume*(Suppl 3).",
        ),
        (
            "CHAP",
            "AU  - Doe, J\nTI  - A\nT2  - B\nSP  - S21-1\nEP  - S21-4",
            "Doe, J. (n.d.). A. In *B* (p. S21-1).",
        ),
        (
            "NEWS",
            "AU  - Doe, J\nTI  - A\nY1  - 2021/Jan/Feb",
            "Doe, J. (2021, January/February). A.",
        ),
        (
            "NEWS",
            "AU  - Doe, J\nTI  - A\nPY  - Jan/Feb 2021",
            "Doe, J. (2021, January/February). A.",
        ),
        (
            "NEWS",
            "AU  - Doe, J\nTI  - A\nPY  - 2020\nDA  - 2019/05/01",  # of another year
            "Doe, J. (2020). A.",
        ),
        ("NEWS", "AU  - Doe, J\nTI  - A\nPY  - 2020/02/31", "Doe, J. (2020). A."),
        ("ABST", "AU  - Doe, J\nTI  - A\nT2  - B\nVL  - 3", "Doe, J. (n.d.). A. *B*, *3*."),
        ("BOOK", "AU  - Doe, J\nTI  - A\nSP  - 300\nEP  - 300", "Doe, J. (n.d.). *A*."),
        ("BOOK", "AU  - Doe, J\nTI  - A\nVL  - 0", "Doe, J. (n.d.). *A*."),
        ("BOOK", "AU  - Doe, J\nTI  - A\nET  - 111", "Doe, J. (n.d.). *A* (111th ed.)."),
        ("EDBOOK", "A2  - Doe, J\nA2  - et al.\nTI  - A", "Doe, J., et al. (Eds.). (n.d.). *A*."),
        ("RPRT", "AU  - Doe, J\nTI  - A\nSN  - Report 12", "Doe, J. (n.d.). *A* (Report 12)."),
        (
            "ELEC",
            "AU  - Doe, J\nTI  - A\nY2  - 2021/05/03\nDO  - 10.1000/182",
            "Doe, J. (n.d.). *A*. [https://doi.org/10.1000/182](<https://doi.org/10.1000/182>)",
        ),
        (
            "JOUR",
            "AU  - Doe, J\nTI  - A\nDI  - 10.1000/182",
            "Doe, J. (n.d.). A. [https://doi.org/10.1000/182](<https://doi.org/10.1000/182>)",
        ),
        (
            "ODD",
            "AU  - Doe, J\nTI  - Exports\nT2  - Things\nPB  - Oz",
            "Doe, J. (n.d.). Exports. *Things*. Oz.",
        ),
        (
            "JOUR",
            "AU  - Doe, J\nTI  - A &amp; B: H<sub>2</sub>O and CO&lt;sub&gt;2",
            "Doe, J. (n.d.). A & B: H2O and CO2.",
        ),
    ],
)
def test_each_kind_of_work(code: str, lines: str, whole: str) -> None:
    assert cited(lines, code)[1] == whole


_SAID = {
    **{tag: ["Doe, Jane", "World Org", "Doe, J.; Roe, R.", "et al."] for tag in ("AU", "A2", "A3")},
    **{tag: ["Some words", "1st", "Many"] for tag in ("TI", "T2", "T3", "PB", "M3", "ET", "C7")},
    **{tag: ["12", "3", "US 12"] for tag in ("VL", "IS", "SN", "M1", "SP", "EP")},
    **{tag: ["2020", "2020/05/01", "spring"] for tag in ("PY", "DA", "Y2")},
    "UR": ["https://a.org"],
    "DO": ["10.1000/182"],
}


@given(
    st.sampled_from(sorted(TYPE_CODES)),
    st.lists(
        st.sampled_from([f"{tag}  - {value}" for tag, some in _SAID.items() for value in some])
    ),
)
def test_what_is_left_out_leaves_no_signs_behind(code: str, lines: list[str]) -> None:
    for text in cited("\n".join(lines), code):
        assert not re.search(
            r"[.,;:&(] ?[.,;:)]|\(\)|  |\* \*|\*{2}|^[ .,]", _without_initials(text)
        )


def _without_initials(text: str) -> str:
    """Return a reference in which no stop stands for letters left out."""
    text = text.replace("(n.d.)", "(no date)")
    return re.sub(r"\b[JR]\.(?= [JR]\.|,|\)| [(&])|\bet al\.|\b(?:Eds?|ed)\.(?=[);,])", "x", text)


def test_no_sign_is_taken_for_layout() -> None:
    _, whole = cited("TI  - *a* [b](c) `d`")
    assert whole.startswith("\\*a\\* \\[b\\](c) \\`d\\`.")


def test_an_address_leads_where_it_says() -> None:
    _, whole = cited("TI  - One\nDO  - 10.1000/a_b<c>")
    assert whole.endswith(
        "[https://doi.org/10.1000/a\\_b%3Cc%3E](<https://doi.org/10.1000/a_b%3Cc%3E>)"
    )
    _, whole = cited("TI  - One\nUR  - https://a.org/b c> d")
    assert "a.org" not in whole, "it would end the link"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("https://x.org/a; http://y.org", "https://x.org/a"),
        ("https://x.org/a;http://y.org", "https://x.org/a"),
        ("https://x.org/a;b", "https://x.org/a;b"),
        ("https://x.org/a.", "https://x.org/a"),
        ("https://x.org/a http://y.org", "https://x.org/a"),
        ("<https://x.org/a>", "https://x.org/a"),
    ],
)
def test_the_first_address(value: str, address: str) -> None:
    _, whole = cited(f"TI  - One\nUR  - {value}")
    assert whole.endswith(f"(<{address}>)")


@pytest.mark.parametrize(
    "title",
    [
        "The set {0,1}",
        "On $x_{2}$",
        "On x_{ab}",
        "A {P(NH)}2 ring",
        "A {CH}3 ring",
        "An \\emph{odd} one",
        "One } two {",
        "A {b",
    ],
)
def test_braces_that_are_none_of_bibtex(title: str) -> None:
    assert readable(title) == title


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
        if found.people.names and found.title:
            assert found.people.names[0].family.split()[0][:1] in in_short(found)
            assert reference(found)
