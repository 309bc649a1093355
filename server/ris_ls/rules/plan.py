"""Which rules look at what, worked out once for a choice of rules.

Most values are sound, and most rules need not look at them to know: each says what a value or a
record must have for it to find anything (see `RecordRule` and `FieldRule`). What several rules say
is put together here, so that one question, asked at the speed of C, stands for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ris_ls.rules.model import AnyRule, FieldRule, RecordRule
from ris_ls.syntax import Record

Match = Callable[[str], "re.Match[str] | None"]


MayTell = Callable[[str], object]
"""Gives something true for each value in which a rule may find something."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The field rules for one tag."""

    may_tell: MayTell
    """For all of them at once, and values on one line."""
    rules: tuple[tuple[FieldRule, MayTell], ...]
    """Each of them, and for it alone."""
    wrapped: tuple[tuple[FieldRule, MayTell], ...]
    """The same for values that go on on further lines."""


class Gates(dict[str, Gate]):
    """The gate of each tag, made when the tag is first met: a file has few of them."""

    def __init__(self, rules: Iterable[FieldRule]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    def __missing__(self, tag: str) -> Gate:
        """Make the gate of a tag."""
        gate = _gate(tuple(rule for rule in self._rules if not rule.tags or tag in rule.tags))
        self[tag] = gate
        return gate


Signed = tuple[RecordRule, "Match | None"]
"""A rule, and what finds one of its signs in a text, where it names some."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which rules look at what."""

    sound: tuple[Signed, ...]
    """The record rules that may find something in sound records with each value on one line."""
    wrapped: tuple[Signed, ...]
    """Those that may find something in sound records with wrapped values."""
    damaged: tuple[Signed, ...]
    """All of them."""
    collapsed: tuple[Signed, ...]
    """Those that may find something in records that hold a collapsed line."""
    before_sign: re.Pattern[str]
    """Matches a text from a place on up to the next sign of the rules for all tags."""
    before_sign_in_ascii: re.Pattern[str]
    """The same for a text of ASCII characters alone, in half the time."""
    gates: Gates
    """For the values that have such a sign."""
    plain_gates: Gates
    """For values that have none: fewer rules need to be asked."""
    by_tags: dict[tuple[str, frozenset[str]], tuple[Signed, ...]] = field(default_factory=dict)
    """The record rules for records that were seen, by their condition and their tags."""

    def signs_in(self, text: str) -> str:
        """Return which of the signs of the rules for all tags a text has, each once."""
        before_sign = self.before_sign_in_ascii if text.isascii() else self.before_sign
        signs: dict[str, None] = {}
        at, end = 0, len(text)
        while (match := before_sign.match(text, at)) and match.end() < end:
            at = match.end() + 1
            signs[text[at - 1]] = None
        return "".join(signs)

    def signed_values(self, record: Record) -> frozenset[int]:
        """Return the indices of the fields with such a sign in their value."""
        before_sign = self.before_sign_in_ascii if record.text.isascii() else self.before_sign
        return frozenset(
            index
            for index, value in enumerate(record.values)
            if (match := before_sign.match(value)) and match.end() < len(value)
        )

    def record_rules(self, record: Record) -> tuple[Signed, ...]:
        """Return the record rules that may find something, by condition and tags of a record."""
        if record.is_sound:
            condition, rules = ("wrapped", self.wrapped) if record.wrapped else ("", self.sound)
        elif record.collapsed:
            condition, rules = "collapsed", self.collapsed
        else:
            condition, rules = "damaged", self.damaged
        # The records of one export have few sets of tags between them.
        known = self.by_tags.get((condition, record.tags))
        if known is None:
            known = tuple(
                one for one in rules if not one[0].tags or not one[0].tags.isdisjoint(record.tags)
            )
            if len(self.by_tags) >= _MOST_KNOWN:
                self.by_tags.clear()
            self.by_tags[condition, record.tags] = known
        return known


_MOST_KNOWN = 4096


@lru_cache(maxsize=64)
def plan(rules: tuple[AnyRule, ...]) -> Plan:
    """Return which of some rules look at what."""
    record_rules = [rule for rule in rules if isinstance(rule, RecordRule)]
    field_rules = [rule for rule in rules if isinstance(rule, FieldRule)]
    plain_rules = [rule for rule in field_rules if rule.tags or not rule.signs]
    signs = _set(
        [
            *(rule.signs for rule in record_rules),
            *(rule.signs for rule in field_rules if not rule.tags),
        ]
    )
    signed: list[Signed] = [
        (rule, re.compile(f"[{rule.signs}]").search if rule.signs else None)
        for rule in record_rules
    ]
    return Plan(
        tuple(one for one in signed if one[0].condition == "any"),
        tuple(one for one in signed if one[0].condition != "damaged"),
        tuple(signed),
        tuple(one for one in signed if one[0].reads_collapsed),
        re.compile(f"[^{signs}]*" if signs else "(?s:.*)"),
        re.compile(f"[^{_ascii(signs)}]*" if _ascii(signs) else "(?s:.*)"),
        Gates(field_rules),
        Gates(plain_rules),
    )


@lru_cache(maxsize=1024)
def _gate(rules: tuple[FieldRule, ...]) -> Gate:
    alone = tuple((rule, _may_tell((rule,))) for rule in rules)
    wrapped = tuple((rule, _always if rule.reads_lines else may_tell) for rule, may_tell in alone)
    return Gate(_may_tell(rules), alone, wrapped)


def _always(_: str) -> bool:
    return True


@lru_cache(maxsize=1024)
def _may_tell(rules: tuple[FieldRule, ...]) -> MayTell:
    """Return what tells of a value whether any of some rules may find something in it."""
    known_by_end = [rule for rule in rules if rule.endings and not rule.signs and not rule.shape]
    matches = _compiled(rule for rule in rules if rule not in known_by_end)
    endings = tuple(ending for rule in known_by_end for ending in rule.endings)
    if not endings:
        return matches
    return lambda value: value.endswith(endings) or matches(value)


def _compiled(rules: Iterable[FieldRule]) -> Match:
    rules = list(rules)
    parts = dict.fromkeys(rule.shape for rule in rules if rule.shape)
    signs = _set(rule.signs for rule in rules if not rule.shape)
    if signs:
        # To run over what is no sign, up to the end, is twice as fast as to look for one.
        parts[rf"(?![^{signs}]*\Z)"] = None
    if any(not rule.shape and not rule.signs for rule in rules):
        parts = {"": None}
    return re.compile("|".join(f"(?:{part})" for part in parts) if parts else r"(?!)").match


def _ascii(signs: str) -> str:
    """Return what of a set is ASCII; a range that goes on beyond ends with it."""
    within = (
        [chr(code) for code in range(128) if re.match(f"[{signs}]", chr(code))] if signs else []
    )
    return "".join(map(re.escape, within))


def _set(signs: Iterable[str]) -> str:
    """Return sets of characters as one, as it stands between brackets."""
    # Two of these in a row will mean something else one day.
    return re.sub(r"(?<!\\)([&~|])", r"\\\1", "".join(dict.fromkeys(signs)))
