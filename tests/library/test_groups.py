"""A dictionary of sets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ris_ls.library.groups import Groups

STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 2), st.integers(0, 3)))


@given(STEPS)
def test_it_is_a_dictionary_of_sets(steps: list[tuple[bool, int, int]]) -> None:
    groups: Groups[int, int] = Groups()
    right: dict[int, set[int]] = {}
    for adds, key, member in steps:
        group = right.setdefault(key, set())
        (group.add if adds else group.discard)(member)
        assert (groups.add if adds else groups.discard)(key, member) == len(group)
        for each in range(3):
            assert sorted(groups[each]) == sorted(right.get(each, ()))
    assert len(groups) == sum(map(bool, right.values()))
    several = {key: set(group) for key, group in groups.several()}
    assert several == {key: group for key, group in right.items() if len(group) > 1}
    assert set(groups.keys()) == {key for key, group in right.items() if group}
