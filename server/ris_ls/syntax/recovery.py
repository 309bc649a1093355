"""Recovery of a collapsed record: where the lines broke that one long line has lost.

Every place that looks like a tag between blanks is a candidate. Which of them are real follows
from all of them together: TY comes first and ER last, a value suits its tag (`fit`), exporters
write their tags in some order, a sentence does not end with "of", and what a record has once does
not come twice. Each piece of evidence has a weight, learned from sound records of real exports
whose line breaks were taken out; their sum is the log odds that a line broke there, so nothing is
claimed that the line does not show.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ris_ls.syntax._candidates import EDGE, Candidate, records
from ris_ls.syntax._evidence import CollapsedLine

CERTAIN = 0.985
"""From this confidence on a decision counts as certain: measured, see benchmarks/README.md."""

_LINE_ENDS = {ord("\n"): " ", ord("\r"): " "}

_MOST_FIELDS = 4000
"""A record with more candidates is not judged, for the sake of time: each is taken, on a guess.
The longest lists of authors hold about 3,000."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a field begins, or seems to. Offsets count from the start of the text."""

    tag: str
    """In capitals."""
    start: int
    """Where the tag stands."""
    value_start: int
    value_end: int
    confidence: float
    """Between 0 and 1: how likely a line broke here."""

    @property
    def certain(self) -> bool:
        """Whether there is no doubt about it, one way or the other."""
        return max(self.confidence, 1.0 - self.confidence) >= CERTAIN

    def value(self, text: str) -> str:
        """Return the value of the field in the text that was recovered."""
        return text[self.value_start : self.value_end]


@dataclass(frozen=True, slots=True)
class Recovery:
    """The fields of one collapsed line, in order, ER included when it is there."""

    breaks: tuple[Break, ...]
    rejected: tuple[Break, ...] = ()
    """Look-alikes that stay text; their value is what it would have been."""

    @property
    def confidence(self) -> float:
        """The lowest confidence of any decision, of those not to break too; 0 without breaks."""
        if not self.breaks:
            return 0.0
        found = min(each.confidence for each in self.breaks)
        return min([found, *(1.0 - each.confidence for each in self.rejected)])

    @property
    def complete(self) -> bool:
        """Whether the line runs from TY to ER."""
        return bool(self.breaks) and self.breaks[0].tag == "TY" and self.breaks[-1].tag == "ER"

    @property
    def certain(self) -> bool:
        """Whether the line is complete and no decision on it is a guess."""
        return self.complete and self.confidence >= CERTAIN

    @property
    def doubtful(self) -> tuple[Break, ...]:
        """What a person should look at: breaks and look-alikes that could be the other."""
        unsure = [each for each in self.breaks if each.confidence < CERTAIN]
        # One that is turned down although it looks like a break is the most doubtful of all.
        unsure.extend(each for each in self.rejected if each.confidence > 1.0 - CERTAIN)
        return tuple(sorted(unsure, key=lambda each: each.start))


def recover(text: str) -> Recovery:
    """Find the fields on a line that holds one or several records. Never raises.

    Takes the line without its line end; line ends inside it count as blanks. What stands before
    the first TY is left out.
    """
    breaks: list[Break] = []
    rejected: list[Break] = []
    flat = text.translate(_LINE_ENDS)
    for part, end in records(text):
        found, turned_down = _decide(flat, part, end)
        breaks.extend(found)
        rejected.extend(turned_down)
    return Recovery(tuple(breaks), tuple(rejected))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    value = text[start:end]
    inner = value.strip(EDGE)
    if not inner:
        return min(start + 1, end), min(start + 1, end)
    begin = start + len(value) - len(value.lstrip(EDGE))
    return begin, begin + len(inner)


def _decide(text: str, candidates: list[Candidate], end: int) -> tuple[list[Break], list[Break]]:
    """Tell the fields of one record from the look-alikes among its candidates."""
    line = CollapsedLine(text, candidates, end)
    judged = len(candidates) <= _MOST_FIELDS
    if judged:
        line.settle()
    breaks: list[Break] = []
    rejected: list[Break] = []
    for index, candidate in enumerate(candidates):
        odds = line.log_odds(index) if judged else 0.0
        confidence = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
        value_start, value_end = _trimmed(text, candidate.after, line.start_of(line.after(index)))
        if candidate.tag == "ER" and not text[value_start:value_end].strip("\"'" + EDGE):
            value_end = value_start  # the quotes that a spreadsheet put around the line
        found = Break(candidate.tag, candidate.start, value_start, value_end, confidence)
        (breaks if line.accepted[index] else rejected).append(found)
    return breaks, rejected
