"""How names are written; what looks alike and is right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import is_too_steep

from ris_ls.values.given_names import is_given_name
from ris_ls.values.name_forms import (
    foreign_part,
    missing_comma,
    others_start,
    plain_name,
    titles_in,
    turned,
    without_capitals,
)


@pytest.mark.parametrize(
    ("text", "mended", "sure"),
    [
        ("J. Doe", "Doe, J.", True),
        ("JR Doe", "Doe, JR", True),
        ("J. R. van der Doe", "van der Doe, J. R.", True),
        ("Jane R. Doe", "Doe, Jane R.", True),
        ("Keith E Doe", "Doe, Keith E", True),
        ("Doe J", "Doe, J", True),
        ("A.S. Doe", "Doe, A.S.", True),
        ("van der Doe J R", "van der Doe, J R", True),
        ("Doe J Jr", "Doe, J, Jr", True),
        ("Ľ. Doeová", "Doeová, Ľ.", True),
        ("Jane Doe", "Doe, Jane", False),
        ("Doe Jane", "Doe, Jane", False),
        ("Cynthia Van Doe", "Van Doe, Cynthia", False),
        ("de Doe Alexandra", "de Doe, Alexandra", False),
        ("Doe JRX", "Doe, JRX", False),
        ("J. Roe Doe", None, True),
        ("Doe Roe J", None, True),
        ("Jane Roe Doe", None, False),
        ("Jane Richard", None, False),
    ],
)
def test_missing_comma(text: str, mended: str | None, sure: bool) -> None:
    found = missing_comma(text)
    assert found is not None
    assert (found.mended, found.sure) == (mended, sure)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Doe", "Doe, J.", "World Health Organization", "UNESCO", "Doe Poe", "Wei Li"),
        *("Examples AG", "Age UK", "IEEE Comp Soc", "ACM SIGMM", "University of Doe", "Doe et al."),
        *(
            "Clinical Practice",
            "Covid 19 Task Force",
            "NCT00000000",
            "Prof. J. Doe",
            "Jane Doe PhD",
        ),
        *("Jane Doe PhD", "DOE J", "some author", "王 小明", "Doe; Roe", "Doctors Without Borders"),
        *("U.S. Census", "UK Biobank", "St. Doe"),
    ],
)
def test_no_missing_comma(text: str) -> None:
    assert missing_comma(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        *(("et al.", ""), ("et. al", ""), ("[et al.]", ""), ("ET AL", ""), ("and others", "")),
        *(("Others", ""), ("等", ""), ("Doe J et al.", "Doe J"), ("Doe, J., et al", "Doe, J.")),
        *(("Doe & al.", "Doe"), ("Doe J u.a.", "Doe J"), ("王明, 等", "王明")),
        ("Doe, Jane and others", "Doe, Jane"),
    ],
)
def test_others(text: str, rest: str) -> None:
    start = others_start(text)
    assert start is not None
    assert text[:start] == rest


@pytest.mark.parametrize(
    "text", ["", "Doe, U. A.", "Alal, B", "Metal", "Doe et al. Study Group", "Brothers", "Al, E"]
)
def test_no_others(text: str) -> None:
    assert others_start(text) is None


@pytest.mark.parametrize(
    ("text", "titles", "mended"),
    [
        ("Prof. Dr. Jane Doe", "Prof. Dr.", "Jane Doe"),
        ("Doe, Prof. Dr. med. Jane", "Prof. Dr. med.", "Doe, Jane"),
        ("Dr., Jane Doe", "Dr.", "Jane Doe"),
        ("Doe J., Dr.", "Dr.", "Doe J."),
        ("Doe, Jane Ph.D.", "Ph.D.", "Doe, Jane"),
        ("Doe, Jane, PhD, MPH", "PhD MPH", "Doe, Jane"),
        ("Doe, Jane, Jr., M.D.", "M.D.", "Doe, Jane, Jr."),
        ("Jane Doe PhD", "PhD", "Jane Doe"),
    ],
)
def test_titles(text: str, titles: str, mended: str) -> None:
    found = titles_in(text)
    assert found is not None
    assert (" ".join(found.titles), found.mended) == (titles, mended)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Doe, MD", "Doe, MS", "Smith, Dr", "Md Doe", "Doe, Md Jane", "Dr. Doe Institute"),
        *("Doe, Jane, Jr.", "Doe, Jane, III", "Dr.", "Doe,", "PhD", "Drew, Jane"),
    ],
)
def test_no_titles(text: str) -> None:
    assert titles_in(text) is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("MOREAU, J R", "Moreau, J R"),
        ("O'BRIEN, MARY-ANN", "O'Brien, Mary-Ann"),
        ("MCDONALD, R", "McDonald, R"),
        ("VAN DER BERG, ANNA M. DE", "van der Berg, Anna M. de"),
        ("GÜVELİ, Elif", "Güveli, Elif"),
        ("SMITH-JONES, A. P. JASON de", "Smith-Jones, A. P. Jason de"),
        ("ИВАНОВ, И. И.", "Иванов, И. И."),
    ],
)
def test_capitals(text: str, mended: str) -> None:
    assert without_capitals(text) == mended


@pytest.mark.parametrize(
    "text", ["", "UNESCO", "UNESCO,", "LI, WEI", "Doe, JR", "WHO, Europe", "RESEARCH GROUP, DOE"]
)
def test_no_capitals(text: str) -> None:
    assert without_capitals(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "mended"),
    [
        ("Doe, Jane <jane.doe@example.org>", "e-mail", "Doe, Jane"),
        ("jane@example.org", "e-mail", ""),
        ("Doe, Jane (ORCID: 0000-0002-1825-0097)", "orcid", "Doe, Jane"),
        ("https://orcid.org/0000-0002-1825-009X", "orcid", ""),
        ("Doe, Jane www.example.org", "address", "Doe, Jane"),
        ("Doe1, Jane", "mark", "Doe, Jane"),
        ("Doe, Jane1,2*", "mark", "Doe, Jane"),
        ("Jane Doe²", "mark", "Jane Doe"),
        ("Doe, Jane†", "mark", "Doe, Jane"),
        ("Doe, Jane, Department of Examples, X", "affiliation", "Doe, Jane"),
        ("Doe, J. (University of Examples)", "affiliation", "Doe, J."),
    ],
)
def test_foreign(text: str, kind: str, mended: str) -> None:
    found = foreign_part(text)
    assert found is not None
    assert (found.kind, found.mended) == (kind, mended)


@pytest.mark.parametrize(
    "text",
    [
        *("", "NCT00000000", "NCT00000000,", "Covid 19 Task Force", "3DEX Group", "Doe, J 3rd"),
        *("Brazil, Ministry of Health, Department X", "Li, Jane (Jack)", "Doe, Jane, PhD, MPH"),
        *("World Health Organization (Regional Office)", "Jane @ Doe", "Group, 3DEX"),
        "COVID-19 Working Group",
    ],
)
def test_nothing_foreign(text: str) -> None:
    assert foreign_part(text) is None


def test_given_names_are_in_small_letters() -> None:
    assert is_given_name("Jane")
    assert is_given_name("Anna-Lena")
    assert not is_given_name("Doe")


_ALL: list[Callable[[str], object]] = [
    missing_comma,
    others_start,
    titles_in,
    turned,
    without_capitals,
    foreign_part,
    plain_name,
]


@given(st.text(alphabet="AaÉİß.,;'-()[]@1²* &\u3000DrPhet", max_size=40))
def test_never_raise(text: str) -> None:
    for function in _ALL:
        function(text)


@pytest.mark.parametrize("sign", ["a", "A. ", "1", "@", "et al ", "Dr. ", "(", ",", " "])
def test_long_values_take_linear_time(sign: str) -> None:
    for function in _ALL:
        assert not is_too_steep(lambda n, of=function: partial(of, sign * (n // len(sign)))), (
            function
        )


_WITH_NOTES = {
    "Doe, Jane (Prof.)": "Doe, Jane",
    "Roe, A. (Ed.)": "Roe, A.",
    "Roe, A. [Editor]": "Roe, A.",
    "Doe, C. (ORCID 0000-0001)": "Doe, C.",
    "Doe, C. (ORCID 0000-0001-2345-6789)": "Doe, C.",
    "Roe A AUID- ORCID: 0000-0001-2345-6789": "Roe A",
    "Roe, A.*": "Roe, A.",
    "Roe, A.1": "Roe, A.",
    "Doe, B.1,2": "Doe, B.",
    "Doe, B.¹": "Doe, B.",
    "Li Xiaoming (李小明)": "Li Xiaoming",
    "Dr. John Doe": "John Doe",
    "Doe, Prof. John": "Doe, John",
    "John Doe, PhD": "John Doe",
}


@pytest.mark.parametrize(("text", "plain"), _WITH_NOTES.items())
def test_a_name_without_notes(text: str, plain: str) -> None:
    assert plain_name(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Optical Makers (OMA)",
        "Doe",
        "Doe, J.",
        "Doe, J., Jr.",
        "Study Group 5",
        "(Doe)",
        "Route66",
        "Doe1, J",
    ],
)
def test_a_name_that_is_plain(text: str) -> None:
    assert plain_name(text) == text


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("Jane Doe, R. J.", "R. J. Jane Doe"),
        ("Jane Doe, Rick Roe", None),
        ("JANE DOE AND RICHARD ROE", None),
        ("Jane Doe / Rick Roe", None),
        ("Jane Doe, MD", None),
        ("Dr. Jane Doe", None),
        ("Bayer AG, Leverkusen", None),
        ("et al.", None),
        ("van der Doe, Jane R.", "Jane R. van der Doe"),
        ("Doe, John, Jr.", "John Doe Jr."),
        ("Doe J", "Doe, J"),
        ("Doe,Jane", "Jane Doe"),
        ("Jane Doe", "Doe, Jane"),
        ("Doe", None),
        ("University of Examples", None),
        ("Doe, Jane, PhD", None),
        ("Doe, ", None),
        *((text, None) for text in _WITH_NOTES),
        ("Doe, Jane MD", None),
        ("Jane Doe MD", None),
        ("DOE Jane MD", None),
        ("The Doorways", None),
        ("Doe, John 3rd", "John Doe 3rd"),
        ("Doe, John III", "John Doe III"),
        ("Doe, MD", "MD Doe"),
        ("WANG X", "WANG, X"),
        ("DOE JA", "DOE, JA"),
        ("DUPONT Jean", "DUPONT, Jean"),
        ("", None),
        ("x" * 500, None),
        ("朱 宏", "朱, 宏"),
        ("朱, 宏", "朱 宏"),
        ("김 철수", "김, 철수"),
    ],
)
def test_a_name_written_the_other_way(text: str, other: str | None) -> None:
    assert turned(text) == other
