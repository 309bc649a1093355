"""Tells which program wrote a record or a file.

Each exporter has signs (values, tags, lines before the record) and orders of tags, weighed, in the
knowledge tables. A wrong name is worse than none: where two exporters have nearly as much for
them, and where the records of a file disagree, the guess is less sure or there is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ris_ls.knowledge import Exporter, Sign, exporters
from ris_ls.syntax.record import Record, record_of
from ris_ls.text import Block, Document

Certainty = Literal["certain", "likely", "possible"]


@dataclass(frozen=True, slots=True)
class Guess:
    """Which exporter wrote something, and how sure that is."""

    key: str
    """Its short name in the knowledge tables."""
    confidence: Certainty


LOOKED_AT = 50
"""How many records of a file are looked at: its writer shows in the first of them."""

_LONGEST = 200
"""How much of a value is looked at."""

_LEVELS: tuple[tuple[int, Certainty], ...] = ((12, "certain"), (7, "likely"), (4, "possible"))
_AHEAD = 3
"""How far the best has to be ahead of the next, else the guess is a step less sure."""

_ORDER = ((9, 7), (5, 5), (3, 2))
"""So many different tags in an order of an exporter speak so much for it."""
_NO_ORDER = -5
"""So much speaks against it that a record follows none of its orders."""

_ENOUGH = 5
"""So many records that agree make a guess surer."""
_AGREED = 2
_MOST = 0.6
_MANY = 0.25
"""Of the records that tell anything, so many have to name one exporter, and fewer than so many any
other one."""

_SAMPLE = 200
"""So many records, from all over a file, are looked at for whoever else wrote a part of it."""
_PART = 3
_SHARE = 0.02
"""So many of them have to name an exporter for certain, and such a share of those that tell
anything, for it to have written a part of the file."""

Scores = Mapping[str, int]


def exporter_of_record(record: Record) -> Guess | None:
    """Return which exporter wrote a record, by itself; None where that does not show."""
    return _guess(_scores(record))


def exporter_of(document: Document) -> Guess | None:
    """Return which exporter wrote a file, by its first records.

    None where that does not show, or where records of several exporters were put together.
    """
    found: list[Scores] = []
    for block in document.blocks[: 2 * LOOKED_AT]:
        scores = _scores_of(block)
        if scores is not None:
            found.append(scores)
            if len(found) == LOOKED_AT:
                break
    votes: dict[str, int] = defaultdict(int)
    for scores in found:
        if guess := _guess(scores, least=2):
            votes[guess.key] += 1
    if not votes:
        return None
    told = sum(votes.values())
    first, *others = sorted(votes, key=lambda key: -votes[key])
    if votes[first] < _MOST * told or any(votes[key] > max(1, _MANY * told) for key in others):
        return None
    agreed = _AGREED if votes[first] >= _ENOUGH else 0
    return _guess(
        {
            key: round(sum(scores.get(key, 0) for scores in found) / len(found))
            + (agreed if key == first else 0)
            for key in {key for scores in found for key in scores}
        }
    )


def exporters_among(document: Document) -> Generator[None, None, tuple[Guess, ...]]:
    """Return which exporters wrote a file or a part of it, in steps; the one of the file first.

    Exports of several databases are often joined, one behind the other. Of such a file records all
    over it are looked at, and an exporter counts when several of them name it for certain.
    """
    blocks = document.blocks
    votes: dict[str, int] = defaultdict(int)
    told = 0
    count = min(_SAMPLE, len(blocks))
    for number in range(count):
        scores = _scores_of(blocks[number * len(blocks) // count])
        yield
        if scores:
            told += 1
            guess = _guess(scores)
            if guess is not None and guess.confidence == "certain":
                votes[guess.key] += 1
    first = exporter_of(document)
    enough = max(_PART, _SHARE * told)
    parts = sorted((key for key in votes if votes[key] >= enough), key=lambda key: -votes[key])
    whole = () if first is None else (first,)
    return *whole, *(Guess(key, "certain") for key in parts if not whole or key != whole[0].key)


def _scores_of(block: Block) -> Scores | None:
    """Return what speaks for whom in a block, kept with it; None for a block without fields."""
    return block.memo(exporter_of, lambda: _scores_of_fields(record_of(block)))


def _scores_of_fields(record: Record) -> Scores | None:
    return _scores(record) if record.fields else None


def _guess(scores: Scores, least: int = 0) -> Guess | None:
    """Return the exporter for which most speaks, if enough does: ``least`` is enough for a vote."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    key, score = ranked[0]
    lead = score - max(0, ranked[1][1]) if len(ranked) > 1 else score
    if lead == 0:
        return None
    levels: list[Certainty] = [name for least_for, name in _LEVELS if score >= least_for]
    if lead < _AHEAD:
        levels = levels[-1:] if len(levels) == 1 else levels[1:]
    if levels:
        return Guess(key, levels[0])
    return Guess(key, "possible") if least and score >= least else None


def _scores(record: Record) -> Scores:
    """Return what speaks for each exporter for which anything does."""
    tables = _tables()
    scores: dict[str, int] = defaultdict(int)
    met: set[int] = set()
    for field in record.fields:
        for number in tables.by_tag.get(field.tag, ()):
            if number not in met and tables.patterns[number].match(field.value[:_LONGEST]):
                met.add(number)
    if record.end is not None:
        rest = record.text[record.end.tag_start + 2 :][:_LONGEST].lstrip(" \t")
        met.update(n for n in tables.by_tag.get("ER", ()) if tables.patterns[n].match(rest))
    for line in record.before[-20:]:
        text = record.text[line.start : min(line.end, line.start + _LONGEST)].lstrip()
        met.update(n for n in tables.before if tables.patterns[n].match(text))
    continued = {field.tag for field in record.fields if field.continuation}
    met.update(
        n
        for n in tables.others
        if record.tags.issuperset(tables.signs[n].has)
        and record.tags.isdisjoint(tables.signs[n].lacks)
        and (not tables.signs[n].continued or not continued.isdisjoint(tables.signs[n].continued))
    )
    for number in met:
        scores[tables.keys[number]] += tables.signs[number].weight
    tags = _sequence(record)
    for key, orders in tables.orders.items():
        if key not in scores:
            continue  # an order alone tells little: many programs write tags by the alphabet
        if any(_follows(tags, order) for order in orders):
            count = len(set(tags))
            scores[key] += next((weight for least, weight in _ORDER if count >= least), 0)
        else:
            scores[key] += _NO_ORDER
    for number in tables.required:
        if number not in met:
            scores.pop(tables.keys[number], None)
    return {key: score for key, score in scores.items() if score > 0}


def _sequence(record: Record) -> list[str]:
    """Return the tags behind TY in their order, a run of one tag once."""
    tags: list[str] = []
    for field in record.fields:
        if field.tag != "TY" and (not tags or tags[-1] != field.tag):
            tags.append(field.tag)
    return tags


def _follows(tags: Sequence[str], order: Mapping[str, tuple[int, ...]]) -> bool:
    """Tell whether tags stand in an order, given as the places that each tag may have in it."""
    at = 0
    for tag in tags:
        place = next((place for place in order.get(tag, ()) if place >= at), None)
        if place is None:
            return False
        at = place
    return True


@dataclass(frozen=True, slots=True)
class _Tables:
    """The signs of all exporters, by number, in the shape in which they are looked up."""

    signs: tuple[Sign, ...]
    keys: tuple[str, ...]
    """Whose sign it is."""
    patterns: Mapping[int, re.Pattern[str]]
    by_tag: Mapping[str, tuple[int, ...]]
    before: tuple[int, ...]
    others: tuple[int, ...]
    required: tuple[int, ...]
    orders: Mapping[str, tuple[Mapping[str, tuple[int, ...]], ...]]


@cache
def _tables() -> _Tables:
    known = exporters()
    signs = [(key, sign) for key, each in known.items() for sign in each.signs]
    patterns = {
        number: re.compile(sign.pattern or sign.before)
        for number, (_, sign) in enumerate(signs)
        if sign.pattern or sign.before
    }
    by_tag: dict[str, list[int]] = defaultdict(list)
    for number, (_, sign) in enumerate(signs):
        if sign.tag:
            by_tag[sign.tag].append(number)
    return _Tables(
        tuple(sign for _, sign in signs),
        tuple(key for key, _ in signs),
        patterns,
        {tag: tuple(numbers) for tag, numbers in by_tag.items()},
        tuple(number for number, (_, sign) in enumerate(signs) if sign.before),
        tuple(number for number in range(len(signs)) if number not in patterns),
        tuple(number for number, (_, sign) in enumerate(signs) if sign.required),
        {key: _places(each) for key, each in known.items() if each.orders},
    )


def _places(known: Exporter) -> tuple[Mapping[str, tuple[int, ...]], ...]:
    """Return, for each order of an exporter, which places each tag may have in it."""
    orders: list[Mapping[str, tuple[int, ...]]] = []
    for order in known.orders:
        places: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(order):
            for tag in group:
                places[tag].append(place)
        orders.append({tag: tuple(found) for tag, found in places.items()})
    return tuple(orders)
