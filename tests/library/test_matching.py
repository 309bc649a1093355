"""Which records are of the same work: what can be told from two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.library.facts import Facts
from ris_ls.library.matching import may_be_same_work, same_work

TITLE = "on damaged exports of the northern libraries"
ONE = Facts("", "", TITLE, "doe", 2020, "12", "345", "annals")
FACTS = st.builds(
    Facts,
    doi=st.sampled_from(("", "10.1/a", "10.1/b")),
    pmid=st.sampled_from(("", "1", "2")),
    title=st.sampled_from(("", TITLE, f"{TITLE} a review", "on damaged export", "editorial")),
    author=st.sampled_from(("", "doe", "vandoe", "roe")),
    year=st.sampled_from((0, 2019, 2020, 2022)),
    volume=st.sampled_from(("", "12", "13")),
    page=st.sampled_from(("", "1", "345")),
    journal=st.sampled_from(("", "annals", "reports")),
)


def changed(**values: str | int) -> Facts:
    return ONE._replace(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        ONE,
        changed(doi="10.1/a"),
        changed(title=f"{TITLE} a review"),
        changed(title="on damaged exports of the northem libraries", volume="", page=""),
        changed(title="on damaged export s of the northern libraries"),
        changed(year=2021),
        changed(year=0, volume=""),
        changed(author="vandoe"),
        changed(author="", page="", volume=""),
        changed(page="1"),
        changed(journal="ann", volume="", page=""),
        changed(author="jane"),
        changed(journal="reports of the sea", page=""),
    ],
)
def test_same(other: Facts) -> None:
    assert same_work(ONE, other)


@pytest.mark.parametrize(
    "other",
    [
        changed(title="on damaged exports of the southern libraries", volume="", page=""),
        changed(title=f"correction {TITLE}"),
        changed(title=f"{TITLE} part 2", volume="", page=""),
        changed(title=f"{TITLE} a protocol", volume="", page=""),
        changed(title="on damaged"),
        changed(year=2022, page="", volume=""),
        changed(author="roe", year=2022),
        changed(author="roe", volume="", page=""),
        changed(page="678"),
        changed(volume="13"),
        changed(journal="reports of the sea", volume="", page=""),
        changed(title="editorial"),
        changed(title=""),
    ],
)
def test_not_the_same(other: Facts) -> None:
    assert not same_work(ONE, other)


def test_a_page_of_a_journal_is_a_place_without_a_volume() -> None:
    one = changed(volume="")
    assert same_work(one, one._replace(author="roe"))
    assert not same_work(one, one._replace(author="roe", journal="reports"))


def test_a_short_title_on_page_one_is_that_of_another_work() -> None:
    notice = changed(title="a short notice")
    assert same_work(notice, notice)
    assert not same_work(notice, notice._replace(page="1"))


@pytest.mark.parametrize("year", [0, 2020])
def test_without_authors_both_have_to_say_the_year(year: int) -> None:
    one = changed(author="", volume="", page="")
    assert same_work(one, one._replace(year=year)) == (year == one.year)


def test_different_identifiers_decide() -> None:
    assert not same_work(changed(doi="10.1/a"), changed(doi="10.1/b"))
    assert not same_work(changed(pmid="1"), changed(pmid="2"))
    assert not same_work(changed(doi="10.1/a", pmid="1"), changed(doi="10.1/a", pmid="2"))


def test_one_doi_of_several_works() -> None:
    book = changed(doi="10.1/a", title="a handbook of ravens", page="12")
    chapter = changed(doi="10.1/a", title="how clouds move over the sea", page="99")
    assert not same_work(book, chapter)
    assert not may_be_same_work(book, chapter)
    translated = chapter._replace(page="12")
    assert same_work(book, translated), "the same page: a title in two languages"


def test_what_says_little_is_not_even_like_itself() -> None:
    assert not same_work(*[Facts("", "", "editorial", "", 2020, "", "", "")] * 2)


@given(FACTS, FACTS)
def test_the_order_does_not_matter(one: Facts, other: Facts) -> None:
    assert same_work(one, other) == same_work(other, one)


@given(FACTS, FACTS)
def test_never_with_different_identifiers(one: Facts, other: Facts) -> None:
    if (one.doi and other.doi and one.doi != other.doi) or (
        one.pmid and other.pmid and one.pmid != other.pmid
    ):
        assert not same_work(one, other)
