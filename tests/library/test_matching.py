"""Which records are of the same work: what can be told from two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.library.facts import Facts
from ris_ls.library.matching import may_be_same_work, said_alike, same_doi, same_work

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
    more_dois=st.sampled_from(((), ("10.1/c",), ("10.1/b", "10.1/c"))),
    trial=st.sampled_from(("", "nct00000001", "nct00000002")),
    isbns=st.sampled_from(((), ("978030640615",), ("978013110362",))),
    edition=st.sampled_from((0, 1, 3)),
    kind=st.sampled_from(("", "article", "thesis")),
)


def changed(**values: str | int | tuple[str, ...]) -> Facts:
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
        changed(year=2013),
        changed(kind="thesis"),
        changed(isbns=("978030640615",)),
        changed(edition=3),
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
        changed(year=1990),
        changed(year=2022, volume=""),
        changed(year=2022, author=""),
        changed(year=2022, title="on damaged exports"),
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


def test_a_short_title_needs_its_year() -> None:
    short = changed(title="on damaged exports")
    assert same_work(short, short._replace(year=2021))
    assert not same_work(short, short._replace(year=2022))


def test_different_identifiers_decide() -> None:
    assert not same_work(changed(doi="10.1/a"), changed(doi="10.1/b"))
    assert not same_work(changed(pmid="1"), changed(pmid="2"))
    assert not same_work(changed(trial="nct00000001"), changed(trial="nct00000002"))
    assert not same_work(changed(doi="10.1/a", pmid="1"), changed(doi="10.1/a", pmid="2"))


def test_of_several_dois_one_is_enough() -> None:
    one, other = changed(doi="10.1/a", more_dois=("10.1/b",)), changed(doi="10.1/b")
    assert same_doi(one, other)
    assert same_work(one, other)
    assert not same_work(one, changed(doi="10.1/c"))


def test_chapters_have_the_doi_of_their_book_too() -> None:
    one = changed(doi="10.1/a_1", more_dois=("10.1/a",))
    other = changed(doi="10.1/a_2", more_dois=("10.1/a",))
    assert not same_doi(one, other)
    assert same_work(one, other), "as title and page say"
    assert not same_work(one, other._replace(page="99"))


def test_other_editions_are_other_works() -> None:
    book = changed(page="", isbns=("978030640615",), edition=1)
    assert not same_work(book, book._replace(edition=3))
    paperback = book._replace(isbns=("978013110362",))
    assert same_work(book, paperback), "each form of an edition has its own ISBN"
    assert not same_work(book, paperback._replace(year=2021))
    assert same_work(book, book._replace(year=2021))


def test_a_thesis_is_not_its_article() -> None:
    assert not same_work(changed(kind="thesis"), changed(kind="article"))
    assert same_work(changed(kind="thesis", doi="10.1/a"), changed(kind="article", doi="10.1/a"))


def test_what_is_said_alike() -> None:
    assert said_alike(ONE, changed(year=0)) == ("title", "author", "year")
    assert said_alike(ONE, changed(year=2021, author="vandoe")) == ("title", "author")
    assert said_alike(ONE, changed(author="roe")) == ("title", "year")


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
    dois_differ = one.dois and other.dois and not set(one.dois) & set(other.dois)
    numbers = ((one.pmid, other.pmid), (one.trial, other.trial))
    if dois_differ or any(mine and theirs and mine != theirs for mine, theirs in numbers):
        assert not same_work(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("male", "female"),
        ("hypertensive", "hypotensive"),
        ("symmetric", "asymmetric"),
        ("ineffective", "effective"),
        ("prenatal", "perinatal"),
        ("eastern", "western"),
        ("intercellular", "intracellular"),
    ],
)
def test_a_word_that_means_something_else_is_not_misspelt(one: str, other: str) -> None:
    title = "a randomised study of the {} patients treated with slow sand in towns"
    alone = changed(title=title.format(one), volume="", page="")
    assert not same_work(alone, alone._replace(title=title.format(other)))
    assert same_work(alone, alone._replace(title=title.format(f"{one}s")))
