"""A dictionary of sets that takes little memory where most sets have one member."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import Generic, TypeVar

M = TypeVar("M", bound=Hashable)


class Groups(Generic[M]):
    """Members by what they have in common. No member is a set."""

    def __init__(self) -> None:
        self._groups: dict[Hashable, M | set[M]] = {}

    def add(self, key: Hashable, member: M) -> int:
        """Put a member into a group, and return how many the group has now."""
        group = self._groups.setdefault(key, member)
        if isinstance(group, set):
            group.add(member)
            return len(group)
        if group == member:
            return 1
        self._groups[key] = {group, member}
        return 2

    def discard(self, key: Hashable, member: M) -> int:
        """Take a member out of a group, and return how many are left."""
        group = self._groups.get(key)
        if isinstance(group, set):
            group.discard(member)
            if len(group) == 1:
                (self._groups[key],) = group
                return 1
            return len(group)
        if group is not None and group == member:
            del self._groups[key]
            return 0
        return 0 if group is None else 1

    def __getitem__(self, key: Hashable) -> Collection[M]:
        """Return the members of a group, in no order; it may be empty. Not to be kept."""
        group = self._groups.get(key)
        if isinstance(group, set):
            return group
        return () if group is None else (group,)

    def several(self) -> Iterator[Collection[M]]:
        """Yield the groups that have more than one member."""
        return (group for group in self._groups.values() if isinstance(group, set))

    def __len__(self) -> int:
        return len(self._groups)
