"""What an index finds depends on what it holds, not on how that came."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.library import index as module
from ris_ls.library.facts import Facts
from ris_ls.library.index import Index
from ris_ls.library.matching import same_work
from tests.library.test_matching import FACTS, ONE, TITLE

Holders = list[tuple[Facts, int]]


def pairs(index: Index[int], facts: set[Facts]) -> set[frozenset[Facts]]:
    return {frozenset((one, other)) for one in facts for other in index.same(one)}


def built(holders: Holders) -> Index[int]:
    index: Index[int] = Index()
    for facts, holder in holders:
        index.add(facts, holder)
    return index


@pytest.mark.parametrize("most", [1, 2, 64])
@given(st.lists(FACTS, max_size=14))
@settings(max_examples=80)
def test_no_order_matters(most: int, every: list[Facts]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_SHARING", most)
        holders = [(facts, number) for number, facts in enumerate(every)]
        index = built(holders)
        gone = holders[::3]
        for facts, holder in gone:
            index.remove(facts, holder)
        left = [one for one in holders if one not in gone]
        facts = {one for one, _ in left}
        assert pairs(index, facts) == pairs(built(left[::-1]), facts)
        assert len(index) == len(facts)
        for facts_left, holder in left:
            assert holder in index.holders(facts_left)
            index.remove(facts_left, holder)
        assert len(index) == 0
        assert not any(map(len, (index._by_doi, index._by_pmid, index._by_key, index._alike)))


@given(st.lists(FACTS, max_size=14), FACTS)
def test_all_whose_duplicates_change_are_told(every: list[Facts], more: Facts) -> None:
    holders = [(facts, number) for number, facts in enumerate(every)]
    index = built(holders)
    before = {facts: set(index.same(facts)) for facts in {*every, more}}
    told = set(index.add(more, -1))
    after = {facts: set(index.same(facts)) for facts in {*every, more}}
    assert {facts for facts in before if before[facts] != after[facts]} <= told
    assert more in told
    assert set(index.remove(more, -1)) == told
    assert {facts: set(index.same(facts)) for facts in {*every, more}} == before


def test_only_what_is_like_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand records whose titles begin alike share a key that is passed over."""
    every = [ONE._replace(title=f"{TITLE} number {n}", page=str(n)) for n in range(1000)]
    compared: list[Facts] = []

    def counting(one: Facts, other: Facts) -> bool:
        compared.append(one)
        return same_work(one, other)

    monkeypatch.setattr(module, "same_work", counting)
    index = built([(facts, number) for number, facts in enumerate(every)])
    assert len(compared) < 10 * module.MOST_SHARING**2, "and not half a million"
    twin = every[500]._replace(doi="10.1/a")
    assert every[500] in index.add(twin, -1)
    assert set(index.same(twin)) == {every[500]}


def test_records_with_the_same_facts_are_one() -> None:
    index = built([(ONE, 1), (ONE, 2), (ONE, 3)])
    assert set(index.holders(ONE)) == {1, 2, 3}
    assert len(index) == 1
    assert list(index.same(ONE)) == []


def test_of_very_many_nobody_is_told_each_time() -> None:
    index = built([(ONE, number) for number in range(module.MANY)])
    assert index.add(ONE, -1) == ()
    assert index.remove(ONE, -1) == ()
    assert index.remove(ONE, 0) != ()


def test_a_doi_in_common() -> None:
    one, other = ONE._replace(doi="10.1/a"), ONE._replace(doi="10.1/a", title="of ravens", page="9")
    index = built([(one, 1), (other, 2)])
    assert set(index.same_doi(one)) == {one, other}
    assert list(index.same(one)) == []
    assert list(index.same_doi(ONE)) == []


def test_an_identifier_that_a_program_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_IDENTIFIED", 2)
    titles = ("of ravens and other birds", "of ravens and other bards", "of ravens and otter birds")
    one, other, third = (
        ONE._replace(doi="10.1/a", title=title, author=name)
        for title, name in zip(titles, ("doe", "roe", "moe"), strict=True)
    )
    index = built([(one, 1), (other, 2)])
    assert list(index.same(one)) == [other]
    assert {one, other} <= set(index.add(third, 3))
    assert list(index.same(one)) == []


def test_a_key_says_something_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SHARING", 2)
    one, other, third = (ONE._replace(year=year) for year in (2019, 2020, 2021))
    index = built([(one, 1), (other, 2), (third, 3)])
    assert list(index.same(one)) == []
    assert {one, other} <= set(index.remove(third, 3))
    assert list(index.same(one)) == [other]


@given(st.lists(FACTS, max_size=14))
def test_all_are_told_when_an_identifier_ceases_to_say_anything(every: list[Facts]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_IDENTIFIED", 2)
        test_all_whose_duplicates_change_are_told.hypothesis.inner_test(  # type: ignore[attr-defined]
            every, ONE._replace(doi="10.1/a", pmid="1")
        )


def test_all_pairs_of_few_are_found() -> None:
    """Where no key is passed over, what shares one is found exactly where it is the same work."""
    every = [ONE, ONE._replace(year=2021), ONE._replace(doi="10.1/a"), ONE._replace(title="x y")]
    index = built([(facts, number) for number, facts in enumerate(every)])
    found = pairs(index, set(every))
    assert found == {frozenset(pair) for pair in combinations(every[:3], 2)}
