r"""A large file cut into parts that are looked at each by itself, and what was found put together.

Parts are whole blocks. A part begins only where the ER line of one record is followed by the TY
line of the next and that by another field: then nothing in a part depends on what stands in the
part before it or behind it, but for a few things that hold for the whole file and that its
beginning tells (`Frame`). What is found in the parts is, put together, what is found in the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any, NamedTuple, overload

from ris_ls.config.settings import Settings
from ris_ls.rules.across import Beside, Card, cards_of, library_rules
from ris_ls.rules.claims import Claims
from ris_ls.rules.engine import (
    Frame,
    Merger,
    check_beside,
    check_blocks,
    check_file,
    frame_of,
)
from ris_ls.rules.model import (
    SEVERITIES,
    AnyRule,
    FileRule,
    Finding,
    Fix,
    GatheringRule,
    LibraryRule,
    Problem,
    Severity,
    in_parts,
)
from ris_ls.rules.registry import selected
from ris_ls.rules.silence import Silence
from ris_ls.syntax import read_document
from ris_ls.syntax.exporters import LOOKED_AT
from ris_ls.syntax.foreign import HEAD
from ris_ls.text import Block, Decoded, Document, Edit

SIZE = 1_000_000
"""How many characters a part has, about: a tenth of a second of work or less."""

_READ_THE_TEXT = frozenset({"RIS001", "RIS002", "RIS003", "RIS004", "RIS008"})
"""The rules about whole files that find the same wherever the blocks behind the first begin."""

# Between ER and TY stand blank lines alone: Ovid's lines there belong to the block of the ER, and
# other text to that of the TY. One set of characters for them, since "\r\n" can be read as two.
_SEAM = re.compile(
    r"[\r\n]ER  -(?=[ \t\r\n])[^\r\n]*[\r\n][ \t\u00a0\r\n]*(?<=[\r\n])"
    r"(?=TY  - [A-Z]{2,9}[ \t]*(?:\r\n|\n|\r)(?!TY|ER)[A-Z][A-Z0-9]  - )"
)


_LONE_RETURN = re.compile(r"\r(?!\n)")


# -- cutting ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A run of whole blocks of a file."""

    text: str
    offset: int
    """Where it starts in the file, in code points."""
    first_line: int
    """The number of its first line in the file, counted from 0."""
    opens: bool
    """Whether it is the first part of the file."""
    closes: bool
    """Whether it is the last one."""


class Parts(Sequence[Part]):
    """A text cut into parts of about ``size`` characters; one part where it cannot be cut."""

    def __init__(self, text: str, size: int = SIZE) -> None:
        self.text = text
        self.offsets: Sequence[int] = [0, *seams(text, size)]
        """Where each part starts."""
        self._ends: Sequence[int] = [*self.offsets[1:], len(text)]
        lines = (_line_ends(text, *bounds) for bounds in zip(self.offsets, self._ends, strict=True))
        self._first_lines = [0, *accumulate(lines)]

    @cached_property
    def frame(self) -> Frame:
        """What holds for every record of the file."""
        return frame_of(self._beginning)

    @cached_property
    def _beginning(self) -> Document:
        """As many parts as `frame_of` looks at."""
        for end in self._ends:
            if end >= HEAD or end == len(self.text):
                document = read_document(self.text[:end])
                if len(document.blocks) > 2 * LOOKED_AT:
                    break
        return document

    def whole(self) -> Document:
        """Return the whole text in coarse blocks, for whoever does not ask where blocks begin.

        The first ones are true; the last is all that lies behind them.
        """
        lengths = (block.length for block in self._beginning.blocks)
        starts = list(accumulate(lengths, initial=0))
        return Document(self.text, lambda _: starts)

    def __len__(self) -> int:
        return len(self.offsets)

    @overload
    def __getitem__(self, index: int) -> Part: ...
    @overload
    def __getitem__(self, index: slice) -> list[Part]: ...
    def __getitem__(self, index: int | slice) -> Part | list[Part]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        start, end = self.offsets[index], self._ends[index]
        return Part(
            self.text[start:end],
            start,
            self._first_lines[index],
            opens=start == 0,
            closes=end == len(self.text),
        )


def _line_ends(text: str, start: int, end: int) -> int:
    """Return how many line ends a part of a text holds, without a copy of it."""
    lone = len(_LONE_RETURN.findall(text, start, end)) if text.find("\r", start, end) >= 0 else 0
    return text.count("\n", start, end) + lone


def seams(text: str, size: int) -> list[int]:
    """Return the offsets at which a text can be cut into parts of about ``size`` characters.

    Each is the start of a block, however the text is cut: `cut` finds the blocks on either side of
    it without the other side. Takes time in proportion to the text at worst, and little where
    most records are sound.
    """
    found: list[int] = []
    at = size
    while len(text) - at >= size // 2 and (match := _SEAM.search(text, at)):
        found.append(match.end())
        at = match.end() + size
    return found


def may_be_cut(settings: Settings, rules: tuple[AnyRule, ...] | None = None) -> bool:
    """Tell whether the rules find the same in the parts of a file as in the whole.

    Not those that follow a program through all records, which are run where targets are set.
    """
    return all(
        not isinstance(rule, FileRule)
        or isinstance(rule, GatheringRule)
        or rule.code in _READ_THE_TEXT
        or (rule.code.startswith("RIS7") and not settings.targets)
        for rule in (selected(settings) if rules is None else rules)
    )


# -- finding ----------------------------------------------------------------------------------

Place = tuple[int, int, str, int]
"""What findings are sorted by: start, severity, code, end. Offsets count from the file's start."""

GroupKey = tuple[str, str]
"""Rule and group of what is reported once per file."""


class Mend(NamedTuple):
    """What the fixes of a group in one part come to."""

    safe: bool
    """Whether they are the safe ones; else none is."""
    titles: tuple[str, ...]
    """The title of the first fix, and one other if there is one."""
    taken: int
    """How many of them are made: of two that touch each other, the first."""
    touches_start: bool
    """Whether one of them changes something where the part begins."""
    touches_end: bool


class Told(NamedTuple):
    """What has to be known of a group in one part, to tell it once for the file."""

    place: Place
    severity: Severity
    message: str
    """That of the first place."""
    places: int
    mend: Mend | None


@dataclass(frozen=True, slots=True)
class Group:
    """What of one part is told as one finding for the file."""

    told: Told
    base: int
    """Where in the part the block of the first place starts."""
    first: Finding
    """The first place; offsets count from the start of its block."""
    edits: tuple[Edit, ...]
    """What all fixes change, in order. Offsets count from the start of the part."""


@dataclass(frozen=True, slots=True)
class PartFindings:
    """What was found in one part."""

    alone: list[tuple[Place, int, Finding]]
    """Findings that stand by themselves, in order: what they are sorted by, where in the part the
    block starts, and the finding; its offsets count from the start of the block."""
    groups: dict[GroupKey, Group]
    gathered: dict[str, Any]
    """What is to be known of this part for rules about the whole file, by code, and of its records
    for those that set records beside others, under `_CARDS`."""


def check_part(part: Part, settings: Settings, frame: Frame) -> PartFindings:
    """Return what the selected rules find in a part of a file, but for what needs the whole."""
    document = read_document(part.text)
    alone: list[tuple[Place, int, Finding]] = []
    grouped: dict[GroupKey, list[_Placed]] = {}
    found_in_blocks = check_blocks(
        document, settings, frame=frame, opens=part.opens, closes=part.closes
    )
    for base, found in found_in_blocks:
        for rule, problem in found:
            if rule.once or problem.group:
                grouped.setdefault((rule.code, problem.group), []).append((base, rule, problem))
            else:
                finding = _finding(rule, problem, settings)
                alone.append((place_of(finding, part.offset + base), base, finding))
    alone.sort(key=itemgetter(0))
    groups = {key: _group(places, part, settings) for key, places in grouped.items()}
    gathered = {} if frame.foreign else _gathered(document, settings)
    return PartFindings(alone, groups, gathered)


def _gathered(document: Document, settings: Settings) -> dict[str, Any]:
    gathered: dict[str, Any] = {}
    for rule in selected(settings):
        if isinstance(rule, GatheringRule):
            with suppress(Exception):  # `conclude` misses it then
                gathered[rule.code] = rule.gather(document.placed())
    if library_rules(selected(settings)):
        gathered[_CARDS] = cards_of(document)
    return gathered


_CARDS = "cards"


def place_of(finding: Finding, base: int = 0) -> Place:
    """Return what a finding is sorted by; its offsets count from ``base``."""
    span = finding.span
    return base + span.start, SEVERITIES.index(finding.severity), finding.code, base + span.end


_Placed = tuple[int, AnyRule, Problem]
"""Where in the part the block starts, and what was found in it."""


def _finding(rule: AnyRule, problem: Problem, settings: Settings) -> Finding:
    severity: Severity | None = settings.severity_of(rule.code) if settings.severity else None
    return Finding(
        rule.code,
        rule.name,
        severity or problem.severity or rule.severity,
        problem.message,
        problem.span,
        problem.fix,
        problem.related,
        rule.unnecessary,
    )


def _group(places: list[_Placed], part: Part, settings: Settings) -> Group:
    places = sorted(places, key=_span)
    base, rule, problem = places[0]
    first = _finding(rule, problem, settings)
    mend, edits = _mend(places, part)
    place = place_of(first, part.offset + base)
    told = Told(place, first.severity, first.message, len(places), mend)
    return Group(told, base, first, edits)


def _span(placed: _Placed) -> tuple[int, int]:
    base, _, problem = placed
    return base + problem.span.start, base + problem.span.end


def _mend(places: list[_Placed], part: Part) -> tuple[Mend | None, tuple[Edit, ...]]:
    """Return what the safe fixes of some places come to; where none is safe, what all do."""
    fixes = [(base, problem.fix) for base, _, problem in places if problem.fix is not None]
    chosen = [(base, fix) for base, fix in fixes if fix.safe] or fixes
    if not chosen:
        return None, ()
    claims = Claims()
    taken = sum(claims.take([edit.shift(base) for edit in fix.edits]) for base, fix in chosen)
    edits = tuple(claims.edits)
    mend = Mend(
        chosen[0][1].safe,
        _two_titles(fix for _, fix in chosen),
        taken,
        bool(edits) and edits[0].start <= 0,
        bool(edits) and edits[-1].end >= len(part.text),
    )
    return mend, edits


def _two_titles(fixes: Iterable[Fix]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fix.title for fix in fixes))[:2]


# -- putting together -------------------------------------------------------------------------


def check_text(parts: Parts, settings: Settings, decoded: Decoded) -> list[Finding]:
    """Return what is found in a file as a whole by rules that need not know of its parts."""
    rules = tuple(
        rule for rule in selected(settings) if not isinstance(rule, GatheringRule | LibraryRule)
    )
    merger = Merger(settings)
    merger.add(0, check_file(parts.whole(), settings, on_disk=True, rules=rules, decoded=decoded))
    return merger.findings()


def conclude(
    parts: Parts, gathered: Sequence[Mapping[str, Any]], settings: Settings
) -> list[Finding] | None:
    """Return what is found in a file as a whole, given what was gathered in its parts, in order.

    None where a rule crashed: then it takes the whole file to find what can be found.
    """
    merger = Merger(settings)
    for rule in selected(settings):
        if not isinstance(rule, GatheringRule) or parts.frame.foreign:
            continue
        try:
            told = [each[rule.code] for each in gathered]
            starts = parts.offsets
            for number, (part, state) in enumerate(zip(told, rule.states(told), strict=True)):
                found = [in_parts(each, starts, number) for each in rule.tell(part, state)]
                merger.add(starts[number], [(rule, problem) for problem in found])
        except Exception:  # it is logged when it happens again
            return None
    beside = library_rules(selected(settings))
    if beside and not parts.frame.foreign:
        merger.add(0, check_beside(_records(parts, gathered), beside, Silence(settings)))
    return merger.findings()


def _records(parts: Parts, gathered: Sequence[Mapping[str, Any]]) -> Beside:
    """Return the records of all parts."""
    cards: list[Card] = [
        card._replace(offset=start + card.offset)
        for start, each in zip(parts.offsets, gathered, strict=True)
        for card in each[_CARDS]
    ]
    return Beside(cards, lambda card: Block(parts.text[card.offset : card.offset + card.length]))


@dataclass(frozen=True, slots=True)
class Together:
    """What the places of a group in all parts come to."""

    message: str
    places: int
    title: str
    """What the fix of all of them is called; empty where there is none."""
    safe: bool
    mended: tuple[int, ...]
    """Which of the parts that have the group the fix changes."""


def together(numbers: Sequence[int], groups: Sequence[Told]) -> Together | None:
    """Put together what was found of one group in the parts with these numbers, in file order.

    None where fixes of two parts touch each other: then it takes the whole file to tell.
    """
    message = groups[0].message
    places = sum(group.places for group in groups)
    if more := places - 1:
        message += f" ({more} more place{'s' if more > 1 else ''} in this file)"
    mends = [(index, group.mend) for index, group in enumerate(groups) if group.mend is not None]
    chosen = [(index, mend) for index, mend in mends if mend.safe] or mends
    for (index, mend), (following, other) in pairwise(chosen):
        beside = numbers[index] + 1 == numbers[following]
        if beside and mend.touches_end and other.touches_start:
            return None
    if not chosen:
        return Together(message, places, "", False, ())
    taken = sum(mend.taken for _, mend in chosen)
    title = chosen[0][1].titles[0]
    if len({title for _, mend in chosen for title in mend.titles}) > 1:
        title = f"Mend {taken} such places"
    elif taken > 1:
        title = f"{title} (all {taken} places)"
    return Together(message, places, title, chosen[0][1].safe, tuple(index for index, _ in chosen))
