"""Which records are of the same work, kept up to date while records come and go.

To compare each record with each would take hours for a large library. So only those are compared
that share a key: the beginning of the title with the author, the first page with the year, and so
on. A key that very many have in common says nothing and is passed over. What is found depends on
what the index holds, not on the order in which it came.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import chain, combinations, islice
from typing import Generic, TypeVar

from ris_ls.library.facts import Facts
from ris_ls.library.groups import Groups
from ris_ls.library.matching import same_doi, same_work

MOST_SHARING = 64
"""A key that more different records share is passed over."""

MOST_IDENTIFIED = 200
"""An identifier that more different records have was made up by a program, and says nothing."""

MANY = 100
"""Of more duplicates than these nobody wants to know how many there are."""


H = TypeVar("H", bound=Hashable)


class Index(Generic[H]):
    """The facts of many records, and which of them are of the same work."""

    def __init__(self) -> None:
        self._holders: Groups[Facts, H] = Groups()
        """Those that hold a record, by its facts."""
        self._by_doi: Groups[str, Facts] = Groups()
        self._by_pmid: Groups[str, Facts] = Groups()
        self._by_key: Groups[int, Facts] = Groups()
        self._alike: Groups[Facts, Facts] = Groups()
        """What is of the same work without having the same DOI or PubMed number, by facts."""

    def __len__(self) -> int:
        return len(self._holders)

    def add(self, facts: Facts, holder: H) -> Iterable[Facts]:
        """Take the facts of a record; ``holder`` stands for the record.

        Returns all facts whose records have other duplicates than before. Where a record has very
        many, the others are not told of one more.
        """
        count = self._holders.add(facts, holder)
        if count > MANY:
            return ()
        changed = self._link(facts) if count == 1 else ()
        return {facts, *changed, *self._related(facts)}

    def remove(self, facts: Facts, holder: H) -> Iterable[Facts]:
        """Forget the facts of a record that was added; returns what `add` does."""
        left = self._holders.discard(facts, holder)
        if left >= MANY:
            return ()
        related = list(self._related(facts))
        changed = self._unlink(facts) if left == 0 else ()
        return {facts, *changed, *related}

    def _related(self, facts: Facts) -> Iterator[Facts]:
        """Yield the facts whose records are set beside those with these; of very many, some."""
        known = (islice(each, 2 * MOST_IDENTIFIED) for each in self._identified(facts))
        return chain(islice(self.same(facts), MANY), *known)

    def _identified(self, facts: Facts) -> Iterator[Collection[Facts]]:
        """Yield the facts that have an identifier in common with these, by identifier."""
        for doi in facts.dois:
            yield self._by_doi[doi]
        if facts.pmid:
            yield self._by_pmid[facts.pmid]

    def holders(self, facts: Facts) -> Collection[H]:
        """Return what stands for the records with these facts, in no order."""
        return self._holders[facts]

    def same_doi(self, facts: Facts) -> Iterator[Facts]:
        """Yield the facts with the same DOI, these among them; nothing where there is no DOI.

        What it is to have the same of several DOIs, `matching.same_doi` says.
        """
        found: set[Facts] = set()
        for other in (other for doi in facts.dois for other in self._by_doi[doi]):
            if other not in found and same_doi(facts, other):
                found.add(other)
                yield other

    def same(self, facts: Facts) -> Iterator[Facts]:
        """Yield all other facts that are of the same work, each once."""
        found = {facts}
        known = (each for each in self._identified(facts) if len(each) <= MOST_IDENTIFIED)
        for other in chain(self._alike[facts], *known):
            if other not in found and same_work(facts, other):
                found.add(other)
                yield other

    def with_others(self) -> set[Facts]:
        """Return all facts whose records may be of the same work as others: there are few."""
        found = {facts for facts, _ in self._holders.several()}
        found.update(self._alike.keys())
        for by in (self._by_doi, self._by_pmid):
            found.update(chain.from_iterable(group for _, group in by.several()))
        return found

    def _link(self, facts: Facts) -> set[Facts]:
        for doi in facts.dois:
            self._by_doi.add(doi, facts)
        if facts.pmid:
            self._by_pmid.add(facts.pmid, facts)
        changed: set[Facts] = set()
        sizes = {key: self._by_key.add(key, facts) for key in set(_keys(facts))}
        for key, size in sizes.items():
            if size <= MOST_SHARING:
                for other in self._by_key[key]:
                    self._compare(facts, other)
            elif size == MOST_SHARING + 1:
                changed |= self._look_again(self._by_key[key])
        return changed

    def _unlink(self, facts: Facts) -> set[Facts]:
        for doi in facts.dois:
            self._by_doi.discard(doi, facts)
        self._by_pmid.discard(facts.pmid, facts)
        for other in tuple(self._alike[facts]):
            self._alike.discard(facts, other)
            self._alike.discard(other, facts)
        changed: set[Facts] = set()
        sizes = {key: self._by_key.discard(key, facts) for key in set(_keys(facts))}
        for key, size in sizes.items():
            if size == MOST_SHARING:
                changed |= self._look_again(self._by_key[key])
        return changed

    def _look_again(self, sharing: Collection[Facts]) -> set[Facts]:
        """Compare all that share a key which has just come to be passed over, or ceased to be."""
        changed: set[Facts] = set()
        for one, other in combinations(sharing, 2):
            linked = other in self._alike[one]
            if linked and not self._share_a_key(one, other):
                self._alike.discard(one, other)
                self._alike.discard(other, one)
                changed |= {one, other}
            elif not linked and self._share_a_key(one, other) and self._compare(one, other):
                changed |= {one, other}
        return changed

    def _share_a_key(self, one: Facts, other: Facts) -> bool:
        shared = {*_keys(one)}.intersection(_keys(other))
        return any(len(self._by_key[key]) <= MOST_SHARING for key in shared)

    def _compare(self, one: Facts, other: Facts) -> bool:
        """Note that two are of the same work, if they are; tell whether that is new."""
        if one == other or other in self._alike[one] or not same_work(one, other):
            return False
        self._alike.add(one, other)
        self._alike.add(other, one)
        return True


_ARTICLES = ("the ", "a ", "an ")
_HEAD = 24
_TAIL = 16


def _keys(facts: Facts) -> Iterator[int]:
    """Yield what facts have in common with those of the same work, if one of them is misspelt.

    As numbers, which take a third of the memory; two that are the same by chance are compared and
    found to differ.
    """
    title, author, year = facts.title, facts.author, facts.year
    if title:
        yield hash(title)
        head = next((title[len(a) :] for a in _ARTICLES if title.startswith(a)), title)[:_HEAD]
        yield hash((head, author))
        yield hash((title[-_TAIL:], year))
    if facts.page:
        yield hash((facts.page, facts.volume, author))
