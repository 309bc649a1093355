"""A dictionary of sets that takes little memory where most sets have one member."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
M = TypeVar("M", bound=Hashable)


class Groups(Generic[K, M]):
    """Members by what they have in common, in the order in which they came. None is a dict."""

    def __init__(self) -> None:
        self._groups: dict[K, M | dict[M, None]] = {}

    def add(self, key: K, member: M) -> int:
        """Put a member into a group, and return how many the group has now."""
        group = self._groups.setdefault(key, member)
        if isinstance(group, dict):
            group[member] = None
            return len(group)
        if group == member:
            return 1
        self._groups[key] = {group: None, member: None}
        return 2

    def discard(self, key: K, member: M) -> int:
        """Take a member out of a group, and return how many are left."""
        group = self._groups.get(key)
        if isinstance(group, dict):
            group.pop(member, None)
            if len(group) == 1:
                (self._groups[key],) = group
            return len(group)
        if group is not None and group == member:
            del self._groups[key]
            return 0
        return 0 if group is None else 1

    def __getitem__(self, key: K) -> Collection[M]:
        """Return the members of a group; it may be empty. Not to be kept: it changes."""
        group = self._groups.get(key)
        if isinstance(group, dict):
            return group.keys()
        return () if group is None else (group,)

    def several(self) -> Iterator[tuple[K, Collection[M]]]:
        """Yield the groups that have more than one member, with their keys."""
        return (
            (key, group.keys()) for key, group in self._groups.items() if isinstance(group, dict)
        )

    def keys(self) -> Iterable[K]:
        """Return the keys of all groups."""
        return self._groups.keys()

    def __len__(self) -> int:
        return len(self._groups)
