"""Runs the rules that look at a record beside others of its file (`LibraryRule`), all at once.

While a document is being edited, `told` asks them page by page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ris_ls.library import Facts, Holding, Library, Shelf, facts_of, id_of
from ris_ls.rules.model import AnyRule, LibraryRule, Problem
from ris_ls.syntax import record_of
from ris_ls.text import Block, Document, Span

_HEAD = len("TY  - JOUR")


class Card(NamedTuple):
    """What is to be known of a record to set it beside others; can be pickled."""

    offset: int
    """Where its block starts in the text, in code points."""
    length: int
    """That of its block."""
    facts: Facts | None
    id: str


def library_rules(rules: Iterable[AnyRule]) -> tuple[LibraryRule, ...]:
    """Return those rules that look at records beside others."""
    return tuple(rule for rule in rules if isinstance(rule, LibraryRule))


def cards(placed: Iterable[tuple[int, Block]]) -> Iterator[Card]:
    """Yield what is to be known of the records in some blocks, given with where they start."""
    for offset, block in placed:
        facts, id_ = facts_of(block), id_of(block)
        if facts is not None or id_:
            yield Card(offset, block.length, facts, id_)


def cards_of(document: Document) -> list[Card]:
    """Return what is to be known of the records of a document."""
    return list(cards(document.placed()))


class Beside:
    """The records of a file, each of which can be looked at beside the others."""

    def __init__(self, cards: Iterable[Card], block_of: Callable[[Card], Block]) -> None:
        self._library = Library()
        shelf = Shelf("", self._library)
        self._shelved = [(card, shelf.put(card.facts, card.id, card.offset)) for card in cards]
        self._block_of = block_of

    def check(self, rule: LibraryRule) -> Iterator[tuple[int, Block, Problem]]:
        """Yield what a rule finds in each block, with where in the file that starts.

        Offsets count from the start of the block. Raises what the rule raises.
        """
        for card, holding in self._shelved:
            # Most records have no others, and of these the text is not needed.
            if others := rule.others(holding, self._library):
                block = self._block_of(card)
                for problem in compare(rule, block, holding, others):
                    yield card.offset, block, _with_places(problem, card.offset)


def compare(
    rule: LibraryRule, block: Block, holding: Holding, others: list[Holding]
) -> Iterator[Problem]:
    """Yield what a rule finds in a record, given with its block, beside others.

    These are put in order, first those of its file. Offsets count from the start of the block.
    Raises what the rule raises.
    """
    home = holding.shelf
    others.sort(key=lambda one: (one.shelf is not home, one.shelf.uri, one.shelf.place(one)))
    return rule.check(record_of(block), holding, others)


def _head(holding: Holding) -> Span:
    return Span(holding.at, holding.at + _HEAD)


def _with_places(problem: Problem, start: int) -> Problem:
    """Say where other records stand, for a problem of the block that starts here."""
    related = tuple(
        replace(each, span=_head(each.holding).shift(-start), holding=None)
        if each.holding is not None
        else each
        for each in problem.related
    )
    return replace(problem, related=related)
