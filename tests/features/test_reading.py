"""Values as understood, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.reading import LONGEST_VALUE, read_value
from ris_ls.knowledge import TAG_CODES


def read(tag: str, value: str, type_code: str = "JOUR", **record: str) -> str:
    return read_value(tag, value, type_code, {tag: value, **record})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Doe, Jane", "Family: Doe · Given: Jane"),
        ("Doe, John A., Jr.", "Family: Doe · Given: John A. · Suffix: Jr."),
        ("World Health Organization,", "Group: World Health Organization"),
        ("Plato", "Name: Plato (one word: no family and given name)"),
    ],
)
def test_names(value: str, text: str) -> None:
    assert read("AU", value) == text


@pytest.mark.parametrize(
    ("value", "first", "then"),
    [
        ("Keith E Mandel", "Family: Mandel · Given: Keith E", "As a person: `Mandel, Keith E`"),
        ("Jane Doe", "Family: Doe · Given: Jane", "if the last word is the family name"),
        ("Doe, Jane,", "Family: Doe · Given: Jane", "the name alone: `Doe, Jane`"),
        (
            "University of California, Berkeley",
            "Group: University of California, Berkeley",
            "split it at the first comma",
        ),
        ("Doe, Jane; Roe, Rick", "2 names in one value", "2. Family: Roe · Given: Rick"),
        (",;", "No name is found here.", ""),
        ("朱 宏", "Family: 朱 · Given: 宏", "As a person: `朱, 宏`"),
        ("et al.", "`et al.` says that there are others; programs take it for a name.", ""),
        ("Doe, Jane, et al.", "Family: Doe · Given: Jane\n\n`et al.` says", "part of the name"),
    ],
)
def test_names_that_importers_misread(value: str, first: str, then: str) -> None:
    text = read("AU", value)
    assert text.startswith(first)
    assert then in text


def test_long_lists_of_names_are_cut() -> None:
    text = read("A2", "; ".join(f"Doe{letter}, Jane" for letter in "abcdefghij"))
    assert text.startswith("10 names in one value")
    assert "one `A2` line for each" in text
    assert text.endswith("and 4 more")


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ("Y1", "2022/12/01", "Primary date: 1 December 2022"),
        ("PY", "2022", "Year: 2022"),
        ("Y2", "2021/04/02/", "Access Date: 2 April 2021"),
        ("DA", "2022/13/41", "Date: year 2022, month 13, day 41 (no such date)"),
    ],
)
def test_dates(tag: str, value: str, text: str) -> None:
    assert read(tag, value) == text


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("2022-12-01", "In the form of RIS: `2022/12/01/`"),
        ("Dec 2022", "In the form of RIS: `2022/12//`"),
        ("soon", "No date is understood here."),
        ("2019/10//undefined", "The date without it: `2019/10//`"),
        ("SEP 22", "no year"),
    ],
)
def test_dates_in_other_forms(value: str, part: str) -> None:
    assert part in read("DA", value)


def test_a_doi_is_a_link() -> None:
    assert read("DO", "10.1136/bmjqs-2021-014447") == (
        "DOI `10.1136/bmjqs-2021-014447`  \n"
        "[https://doi.org/10.1136/bmjqs-2021-014447](<https://doi.org/10.1136/bmjqs-2021-014447>)"
    )


def test_the_address_of_a_doi_is_safe() -> None:
    text = read("DO", "10.1002/(SICI)1097<1661::AID#x%y?z`>3.0.CO;2-2")
    assert "](<https://doi.org/10.1002/(SICI)1097%3C1661::AID%23x%25y%3Fz%60%3E3.0.CO;2-2>)" in text


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("https://doi.org/10.1000/182", "The DOI alone: `10.1000/182`"),
        ("10.1000/182.", "do not belong to the DOI. The DOI alone: `10.1000/182`"),
        ("none of these", "This is no DOI"),
        ("10.1000/1; 10.1000/2", "more than one DOI"),
        ("10.1000/", "cut off"),
    ],
)
def test_damaged_dois(value: str, part: str) -> None:
    assert part in read("DO", value)


def test_dois_elsewhere() -> None:
    assert read("M3", "doi:10.1000/182").startswith("DOI `10.1000/182`")
    assert read("UR", "https://doi.org/10.1000/182").startswith("DOI `10.1000/182`")
    assert read("UR", "https://example.org/10.1000/182") == ""
    assert read("M3", "Review") == ""


@pytest.mark.parametrize(
    ("type_code", "value", "text"),
    [
        ("JOUR", "0378-5955", "ISSN 0378-5955, check digit right"),
        ("JOUR", "0378-5954", "ISSN 0378-5954, check digit wrong, so some sign is mistyped or"),
        ("BOOK", "978-3-16-148410-0", "ISBN-13 9783161484100, check digit right"),
        ("JOUR", "03785955 (ISSN)", "ISSN 0378-5955, check digit right"),
        ("JOUR", "forthcoming", "Neither an ISSN nor an ISBN is found here."),
        ("RPRT", "TR-2020-17", ""),
        ("", "0378-5955", "ISSN 0378-5955, check digit right"),
    ],
)
def test_serial_numbers(type_code: str, value: str, text: str) -> None:
    shown = read("SN", value, type_code)
    assert shown.startswith(text)
    assert bool(shown) == bool(text)


def test_several_serial_numbers() -> None:
    assert read("SN", "0378-5955; 1234-5678").count("ISSN ") == 2


def test_pages_are_read_together() -> None:
    assert read("SP", "860", EP="866") == "Pages 860 to 866 (7 pages)"
    assert read("EP", "66", SP="860").startswith(
        "Pages 860 to 866 (7 pages)\n\n66 is short for 866"
    )
    assert read("LP", "866", SP="860") == "Pages 860 to 866 (7 pages)"
    assert read("SP", "860-866", EP="866") == "Pages 860 to 866 (7 pages)"
    assert read("SP", "860") == "Page 860"


def test_pages_backwards() -> None:
    assert "The last page comes before the first." in read("EP", "850", SP="860")


def test_pages_of_types_that_count_them() -> None:
    assert read("SP", "146", "BOOK") == "146 pages in all"
    assert read("SP", "146", "BOOK", EP="150") == "Pages 146 to 150 (5 pages)"
    assert read("SP", "2 h 10 min", "MPCT") == ""
    assert read("SP", "somewhere in the middle").startswith("No page is understood here.")


def test_placeholders() -> None:
    assert read("UR", "undefined").startswith("`undefined` is what a program wrote")
    assert read("AU", "Nan") == "Name: Nan (one word: no family and given name)"


def test_texts_are_left_in_peace() -> None:
    assert read("AB", "A long abstract.") == ""
    assert read("TI", "A title") == ""
    assert read("DO", "10.1000/" + "x" * LONGEST_VALUE) == ""
    assert read("Q7", "value") == ""
    assert read("PY", "  ") == ""


@given(
    st.sampled_from(sorted(TAG_CODES)),
    st.text(alphabet="aZé ,;.-/<>|*`[]()&\\_09X\u00a0\u2028\U0001f600", max_size=40),
    st.sampled_from(("JOUR", "BOOK", "", "NOPE")),
    st.text(alphabet="019-S", max_size=6),
)
def test_anything_is_read_without_raising(tag: str, value: str, type_code: str, page: str) -> None:
    text = read_value(tag, value, type_code, {"SP": page, "EP": page, tag: value})
    assert "\u2028" not in text
