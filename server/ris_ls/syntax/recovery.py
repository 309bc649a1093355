"""Recovery of a collapsed record: where the lines broke that one long line has lost.

Every place that looks like a tag between blanks is a candidate. Which of them are real follows
from all of them together: TY comes first and ER last, a value suits its tag (`fit`), a
single-valued tag does not come twice, and every candidate that is turned down leaves a
look-alike inside some value, which is likelier in an abstract than in a page number. The line
is cut as a semi-Markov chain over the candidates; the sum over all cuttings gives each break
the probability that it is one, so nothing is claimed that the line does not show.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ris_ls.knowledge import TAG_CODES, reference_type, tag
from ris_ls.syntax.fit import FREE_TEXT, fit
from ris_ls.syntax.lexer import BLANKS

CERTAIN = 0.95
"""From this confidence on a break counts as certain: measured, see tests/syntax."""

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_CANDIDATE = re.compile(
    rf"(?:(?<![^{BLANKS}\"'])([A-Z][A-Z0-9])([{BLANKS}]{{0,3}})([{_DASHES}])(?=[{BLANKS}]|$|[\"'])"
    rf"|(?<=[^{BLANKS}])([A-Z][A-Z0-9])(  )(-)(?= ))"
)
_REACH = 48
"""How many candidates one value may swallow: look-alikes in one abstract are a handful."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a field begins. Offsets count from the start of the text given."""

    tag: str
    start: int
    """Where the tag stands."""
    value_start: int
    value_end: int
    confidence: float
    """Between 0 and 1: how likely a line broke here."""

    def value(self, text: str) -> str:
        """Return the value of the field in the text that was recovered."""
        return text[self.value_start : self.value_end]


@dataclass(frozen=True, slots=True)
class Recovery:
    """The fields of one collapsed line, in order, ER included when it is there."""

    breaks: tuple[Break, ...]
    rejected: tuple[tuple[str, int], ...]
    """Look-alikes that stay text, as (tag, offset): what a person should look at."""
    confidence: float
    """The lowest confidence of any decision, of those not to break too."""

    @property
    def complete(self) -> bool:
        """Whether the line runs from TY to ER."""
        return bool(self.breaks) and self.breaks[0].tag == "TY" and self.breaks[-1].tag == "ER"

    @property
    def certain(self) -> bool:
        """Whether the line is complete and no decision on it is a guess."""
        return self.complete and self.confidence >= CERTAIN


@dataclass(frozen=True, slots=True)
class _Candidate:
    tag: str
    start: int
    after: int
    blanks: int
    glued: bool


def recover(text: str) -> Recovery:
    """Find the fields on a line that holds one or several records. Never raises.

    Takes the line without its line end. What stands before the first TY is left out.
    """
    candidates = [
        _Candidate(
            match[1] or match[4],
            match.start(1) if match[1] else match.start(4),
            match.end(),
            len(match[2] if match[1] else match[5]),
            match[1] is None,
        )
        for match in _CANDIDATE.finditer(text)
    ]
    first = next((i for i, candidate in enumerate(candidates) if candidate.tag == "TY"), None)
    if first is None:
        return Recovery((), (), 0.0)
    breaks: list[Break] = []
    rejected: list[tuple[str, int]] = []
    confidence = 1.0
    for part, end in _records(text, candidates[first:]):
        style = _style(part)
        fitting = [c for c in part if c.tag in TAG_CODES and c.blanks == style]
        found, turned_down, lowest = _cut(text, fitting, end)
        breaks.extend(found)
        rejected.extend(turned_down)
        confidence = min(confidence, lowest)
    return Recovery(tuple(breaks), tuple(rejected), confidence)


def _style(candidates: list[_Candidate]) -> int:
    """Return how many blanks stand before the hyphen: what whitespace was lost, was lost alike."""
    return candidates[0].blanks


def _records(text: str, candidates: list[_Candidate]) -> list[tuple[list[_Candidate], int]]:
    """Split the candidates where an ER meets a TY: what lies between is one record each."""
    parts: list[tuple[list[_Candidate], int]] = []
    current: list[_Candidate] = []
    for candidate in candidates:
        if (
            candidate.tag == "TY"
            and current
            and current[-1].tag == "ER"
            and not text[current[-1].after : candidate.start].strip(BLANKS)
        ):
            parts.append((current, candidate.start))
            current = []
        current.append(candidate)
    parts.append((current, len(text)))
    return parts


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    value = text[start:end]
    inner = value.strip(BLANKS)
    if not inner:
        return min(start + 1, end), min(start + 1, end)
    begin = start + len(value) - len(value.lstrip(BLANKS))
    return begin, begin + len(inner)


def _cut(
    text: str, candidates: list[_Candidate], end: int
) -> tuple[list[Break], list[tuple[str, int]], float]:
    """Decide about each candidate of one record; see the module's description."""
    type_value = text[candidates[0].after : candidates[1].start if len(candidates) > 1 else end]
    known_type = reference_type(type_value.strip().upper())
    allowed = frozenset(known_type.fields) if known_type else frozenset()
    penalty = [0.0] * len(candidates)
    odds = _posterior(text, candidates, end, allowed, penalty)
    for _ in range(8):
        worse = _repeats(candidates, odds, penalty)
        if not worse:
            break
        for index in worse:
            penalty[index] -= 7.0
        odds = _posterior(text, candidates, end, allowed, penalty)
    accepted = [i for i, chance in enumerate(odds) if i == 0 or chance >= 0.5]
    breaks: list[Break] = []
    for place, index in enumerate(accepted):
        until = candidates[accepted[place + 1]].start if place + 1 < len(accepted) else end
        value_start, value_end = _trimmed(text, candidates[index].after, until)
        breaks.append(
            Break(
                candidates[index].tag,
                candidates[index].start,
                value_start,
                value_end,
                1.0 if index == 0 else odds[index],
            )
        )
    chosen = set(accepted)
    rejected = [(c.tag, c.start) for i, c in enumerate(candidates) if i not in chosen]
    lowest = min(max(chance, 1.0 - chance) for chance in [1.0, *odds[1:]])
    return breaks, rejected, lowest


def _repeats(candidates: list[_Candidate], odds: list[float], penalty: list[float]) -> list[int]:
    """Return candidates that repeat, less likely or later, what a record has once."""
    best: dict[str, int] = {}
    worse: list[int] = []
    for index, candidate in enumerate(candidates):
        if odds[index] < 0.02 or penalty[index] <= -14.0:
            continue
        known = tag(candidate.tag)
        if known is None or (known.repeatable and candidate.tag not in ("AB", "N2")):
            continue
        # AB and N2 are one abstract: the second of them is most likely a word in the first.
        concept = known.concept if candidate.tag in ("AB", "N2") else candidate.tag
        if concept not in best:
            best[concept] = index
        elif odds[index] > odds[best[concept]] + 0.3:
            worse.append(best[concept])
            best[concept] = index
        else:
            worse.append(index)
    return [index for index in worse if penalty[index] > -14.0 and odds[index] > 0.02]


def _accept(text: str, candidate: _Candidate, allowed: frozenset[str]) -> float:
    """Score what speaks for a break before its value is looked at."""
    known = tag(candidate.tag)
    assert known is not None  # candidates are filtered by the tag table
    score = 1.5
    if known.status == "vendor":
        score -= 0.75
    elif allowed and candidate.tag not in allowed and known.status != "legacy":
        score -= 0.5
    before = text[max(0, candidate.start - 3) : candidate.start].rstrip(BLANKS)
    if before[-1:] in ".…?!)]\"'”":
        score += 0.5
    if candidate.glued:
        score -= 0.5
    return score


def _posterior(
    text: str,
    candidates: list[_Candidate],
    end: int,
    allowed: frozenset[str],
    penalty: list[float],
) -> list[float]:
    """Return each candidate's probability to be a break (forward and backward sums)."""
    count = len(candidates)
    entry = [0.0] + [_accept(text, candidates[i], allowed) + penalty[i] for i in range(1, count)]
    steps: list[list[tuple[int, float]]] = []
    for i, candidate in enumerate(candidates):
        row: list[tuple[int, float]] = []
        swallowed = -0.75 if candidate.tag in FREE_TEXT else -2.0
        for j in range(i + 1, min(i + _REACH, count) + 1):
            until = candidates[j].start if j < count else end
            value = text[candidate.after : until]
            score = fit(candidate.tag, value) + swallowed * (j - i - 1)
            if candidate.tag == "ER" and j < count:
                score -= 6.0
            row.append((j, score))
        steps.append(row)
    forward = [-math.inf] * (count + 1)
    forward[0] = 0.0
    for i in range(count):
        for j, score in steps[i]:
            gain = forward[i] + score + (entry[j] if j < count else _last(candidates[i]))
            forward[j] = _log_sum(forward[j], gain)
    backward = [-math.inf] * (count + 1)
    backward[count] = 0.0
    for i in range(count - 1, -1, -1):
        for j, score in steps[i]:
            gain = backward[j] + score + (entry[j] if j < count else _last(candidates[i]))
            backward[i] = _log_sum(backward[i], gain)
    total = forward[count]
    if total == -math.inf:
        return [1.0] + [0.0] * (count - 1)
    return [math.exp(min(0.0, forward[i] + backward[i] - total)) for i in range(count)]


def _last(candidate: _Candidate) -> float:
    """Score a candidate as the record's last field: that is ER, unless the line was cut off."""
    return 2.0 if candidate.tag == "ER" else 0.0


def _log_sum(a: float, b: float) -> float:
    if a < b:
        a, b = b, a
    return a if b == -math.inf else a + math.log1p(math.exp(b - a))
