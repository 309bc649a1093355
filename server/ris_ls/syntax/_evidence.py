"""Which candidates of a collapsed record are fields: the evidence, and its sum."""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Iterator
from functools import cache

from ris_ls.knowledge import FIELD_CODES, TYPE_CODES, reference_type, tag, tags
from ris_ls.syntax._candidates import EDGE, Candidate
from ris_ls.syntax._weights import FOLLOWERS, WEIGHTS
from ris_ls.syntax.fit import FUNCTION_WORDS, fit, goes_on, group_of

_OPEN_ENDS = tuple(",;:(-–/&")
_RARE = 1.5
"""The lines that taught the weights hold a look-alike each, real text one in a thousand records.
The log odds of that are above 7; most of it is kept back, since a field taken for text is seen less
easily than text taken for a field, but neither should be."""

_DOUBT = 2.0
"""The log odds of a decision that must stay a guess: 0.88."""

_COUNTER = re.compile(r"[<(\[]?\d{1,7}[.>)\]]?|Record #\d+ of \d+")
"""What some exporters write between records: the number of the next one."""

_ALIASES = {"AB": "N2", "N2": "AB", "TI": "T1", "T1": "TI", "AU": "A1", "A1": "AU"}


class CollapsedLine:
    """The candidates of one record and which of them are taken for fields at present."""

    def __init__(self, text: str, candidates: list[Candidate], end: int) -> None:
        self.text = text
        self.candidates = candidates
        self.end = end
        count = len(candidates)
        self.accepted = [True] * count
        self._odds: dict[int, float] = {}  # what is known while nothing changes
        self._before = list(range(-1, count - 1))
        self._after = list(range(1, count + 1))
        until = candidates[1].start if count > 1 else end
        known = reference_type(text[candidates[0].after : until].strip(EDGE).upper())
        self.allowed = frozenset(known.fields) if known else frozenset()
        self.taken: dict[str, set[int]] = {}
        for index, candidate in enumerate(candidates):
            self.taken.setdefault(candidate.tag, set()).add(index)

    # -- the state --------------------------------------------------------------------------

    def after(self, index: int) -> int:
        """Return the next accepted candidate; their number when there is none."""
        return self._after[index]

    def before(self, index: int) -> int:
        """Return the accepted candidate before this one; -1 for the first."""
        return self._before[index]

    def start_of(self, index: int) -> int:
        """Return where a candidate stands; the end of the record behind the last one."""
        return self.candidates[index].start if index < len(self.candidates) else self.end

    def reject(self, index: int) -> None:
        """Take an accepted candidate for a look-alike."""
        before, after = self._before[index], self._after[index]
        self._odds.clear()
        self.accepted[index] = False
        self.taken[self.candidates[index].tag].discard(index)
        self._after[before] = after
        if after < len(self.candidates):
            self._before[after] = before

    def relink(self) -> None:
        """Let every candidate know its accepted neighbours again."""
        last = -1
        for index, accepted in enumerate(self.accepted):
            self._before[index] = last
            if accepted:
                last = index
        following = len(self.candidates)
        for index in range(len(self.candidates) - 1, -1, -1):
            self._after[index] = following
            if self.accepted[index]:
                following = index

    def accept(self, index: int) -> None:
        """Take a rejected candidate for a field; `relink` has to follow."""
        self._odds.clear()
        self.accepted[index] = True
        self.taken[self.candidates[index].tag].add(index)

    # -- the decision -----------------------------------------------------------------------

    def settle(self) -> None:
        """Take every candidate for a field, then give up the least likely, one by one."""
        for _ in range(4):
            self._give_up()
            self.relink()
            missed = [
                index
                for index, accepted in enumerate(self.accepted)
                if not accepted and self.log_odds(index) > 0
            ]
            if not missed:
                return
            # Of neighbours only one at a time: either may be the reason for the other.
            last = -2
            for index in missed:
                if self._before[index] != last or last == -2:
                    self.accept(index)
                    last = self._before[index]
            self.relink()
        self._give_up()
        self.relink()

    def _give_up(self) -> None:
        """Reject the accepted candidate with the lowest log odds while there are any below 0."""
        heap = [
            (self.log_odds(index), index)
            for index in range(1, len(self.candidates))
            if self.accepted[index]
        ]
        heapq.heapify(heap)
        while heap:
            known, index = heapq.heappop(heap)
            if not self.accepted[index]:
                continue
            odds = self.log_odds(index)
            if odds > known + 1e-9:
                heapq.heappush(heap, (odds, index))
                continue
            if odds >= 0:
                if known >= 0:
                    return
                continue
            before, after = self._before[index], self._after[index]
            siblings = self.taken[self.candidates[index].tag]
            self.reject(index)
            touched = {before, after, *(siblings if len(siblings) <= 6 else ())}
            for other in touched:
                if 0 < other < len(self.candidates):
                    heapq.heappush(heap, (self.log_odds(other), other))

    def log_odds(self, index: int) -> float:
        """Return the log odds that a line broke at a candidate, all others being as they are."""
        odds = self._odds.get(index)
        if odds is None and index == 0:
            odds = self._odds[0] = self._odds_of_type()
        elif odds is None:
            odds = sum(WEIGHTS.get(name, 0.0) * size for name, size in self.evidence(index))
            odds += _RARE
            if abs(odds) > _DOUBT and self._doubted(index, odds > 0):
                odds = math.copysign(_DOUBT, odds)
            self._odds[index] = odds
        return odds

    def _odds_of_type(self) -> float:
        """Return the log odds that the record begins at its first candidate, TY."""
        value = self.text[self.candidates[0].after : self.start_of(self._after[0])].strip(EDGE)
        if value.upper() in TYPE_CODES:
            return 30.0
        return 5.0 if len(value) <= 30 and value.count(" ") < 3 else _DOUBT

    def _doubted(self, index: int, taken: bool) -> bool:
        """Tell whether a decision must stay a guess, however much speaks for it.

        Exporters that nobody has seen write their tags in orders that nobody has counted. So what
        a value says for itself has to allow a decision before the sum of all may be certain.
        """
        candidate, before = self.candidates[index], self._before[index]
        if candidate.tag == "ER":
            return False
        inside = group_of(self.candidates[before].tag)
        others = self._others(index, candidate.tag)
        stop = self.start_of(self._after[index])
        value = self.text[candidate.after : min(stop, candidate.after + 700)].strip(EDGE)
        suits = fit(candidate.tag, value)
        group = group_of(candidate.tag)
        if not taken:
            known = tag(candidate.tag)
            others += len(self.taken.get(_ALIASES.get(candidate.tag, ""), ()))
            twice = others > 0 and known is not None and not known.repeatable
            sentences = inside in ("title", "prose", "keyword")
            return candidate.blanks >= 2 or not sentences or (suits > -2.0 and not twice)
        if candidate.tag not in FIELD_CODES:
            return True
        if candidate.blanks >= 2 or not value:
            return False
        if suits < (0.5 if group == "closed" else 0.0) or (group != "closed" and goes_on(value)):
            return True
        if inside in ("title", "prose"):
            word = _last_word(self._text_before(index))
            if word in FUNCTION_WORDS or word.endswith(_OPEN_ENDS):
                return True
            if group == "name" and "," not in value:
                return True
            # The end of an abstract: "... by KW - Wiley & Sons. © 2018".
            if group == "keyword" and (value[-1] in ".…" or "©" in value):
                return True
        if candidate.tag not in ("AB", "N2") or self._is_notice(index):
            return False
        abstracts = self.taken.get("AB", set()) | self.taken.get("N2", set())
        second = any(other != index and not self._is_notice(other) for other in abstracts)
        return second or 2 <= value.count(" ") < (40 if inside == "title" else 12)

    def _is_notice(self, index: int) -> bool:
        """Tell whether a value is the notice that EBSCO writes into a second AB."""
        return self.text.startswith(" Copyright of ", self.candidates[index].after)

    def _text_before(self, index: int) -> str:
        """Return the end of the value that stands in front of a candidate."""
        stop = self.candidates[index].start
        begin = max(self.candidates[self._before[index]].after, stop - 300)
        return self.text[begin:stop].strip(EDGE)

    def _others(self, index: int, code: str) -> int:
        """Return how many accepted fields have this tag, the one at ``index`` left out."""
        siblings = self.taken.get(code, ())
        return len(siblings) - (index in siblings)

    def evidence(self, index: int) -> Iterator[tuple[str, float]]:
        """Yield what speaks for (or against) a break at a candidate, as (name, size)."""
        text, candidate = self.text, self.candidates[index]
        before, after = self._before[index], self._after[index]
        previous = self.candidates[before]
        following = self.candidates[after].tag if after < len(self.candidates) else ""
        group, inside = group_of(candidate.tag), group_of(previous.tag)
        end = self.start_of(after)
        value = text[candidate.after : min(end, candidate.after + 700)].strip(EDGE)
        kept = text[previous.after : min(candidate.start, previous.after + 700)].strip(EDGE)
        whole = text[previous.after : min(end, previous.after + 700)].strip(EDGE)

        yield f"is {group}", 1.0
        yield f"inside {inside}", 1.0
        if candidate.tag == "ER":
            counted = not value.strip("\"'") or _COUNTER.fullmatch(value)
            yield "end" if counted else "end with value", 1.0
            yield "end last" if after == len(self.candidates) else "end not last", 1.0
        else:
            yield f"fits {group}", fit(candidate.tag, value)
            if not value:
                yield "empty", 1.0
            if after == len(self.candidates):
                yield "last and no end", 1.0
        gain = fit(previous.tag, kept) - fit(previous.tag, whole)
        yield f"mends {inside}", max(-6.0, min(6.0, gain))
        yield from self._order(previous.tag, candidate.tag, following)
        yield from self._repetition(index, value)
        yield from self._edges(index, inside, group, value if end - candidate.after < 700 else "")
        known = tag(candidate.tag)
        if known is None or candidate.tag not in FIELD_CODES:
            yield "unknown tag", 1.0
        elif self.allowed and candidate.tag not in self.allowed and not known.in_2001:
            yield "tag not for type", 1.0
        if candidate.blanks >= 2:
            yield "two blanks", 1.0
        if candidate.glued:
            yield "glued", 1.0

    def _order(self, previous: str, own: str, following: str) -> Iterator[tuple[str, float]]:
        """Yield how many exporters write these tags one after the other."""
        if own != previous:
            yield f"after the tag before: {_often(previous, own)}", 1.0
        if following and following != own:
            yield f"before the next tag: {_often(own, following)}", 1.0
        if following and following != previous:
            yield f"without it: {_often(previous, following)}", 1.0

    def _repetition(self, index: int, value: str) -> Iterator[tuple[str, float]]:
        """Yield how the tag stands among others of its kind in the record."""
        own = self.candidates[index].tag
        known = tag(own)
        others = self._others(index, own)
        neighbours = {
            self.candidates[at].tag
            for at in (self._before[index], self._after[index])
            if at < len(self.candidates)
        }
        if known is not None and not known.repeatable:
            if others:
                where = "side by side" if own in neighbours else "elsewhere"
                yield f"again {where} {group_of(own)}", 1.0
        elif others:
            yield "in a row" if own in neighbours else "astray", 1.0
        alias = _ALIASES.get(own)
        if alias and self.taken.get(alias):
            yield f"alias there {group_of(own)}", 1.0
        if known is not None and known.status == "vendor":
            company = any(self.taken.get(code) for code in _company(own))
            yield "vendor tag in company" if company else "vendor tag alone", 1.0
        if others and group_of(own) == "name":
            yield from self._unlike(index, "," in value)

    def _unlike(self, index: int, comma: bool) -> Iterator[tuple[str, float]]:
        """Yield when a name has no comma though those beside it have, or the other way round."""
        near = [
            at
            for at in (self._before[index], self._after[index])
            if at < len(self.candidates) and self.candidates[at].tag == self.candidates[index].tag
        ]
        for at in near:
            start = self.candidates[at].after
            if self._after[index] == at:
                stop = self.start_of(self._after[at])
            else:
                stop = self.candidates[index].start
            if ("," in self.text[start : min(stop, start + 80)]) != comma:
                yield "unlike the name beside it", 1.0
                return

    def _edges(
        self, index: int, inside: str, group: str, value: str
    ) -> Iterator[tuple[str, float]]:
        """Yield whether the words on both sides of a candidate are one phrase that goes on."""
        candidate = self.candidates[index]
        tail = self._text_before(index)
        head = self.text[candidate.after : candidate.after + 300].strip(EDGE)
        if not tail:
            if self._before[index] > 0:
                yield "nothing before", 1.0
        else:
            if _last_word(tail) in FUNCTION_WORDS and inside != "closed":
                yield "after function word", 1.0
            elif tail.endswith(_OPEN_ENDS):
                yield "after open end", 1.0
            elif tail[-1] in ".?!…":
                yield f"after full stop {inside}", 1.0
            if (
                inside not in ("closed", "name")
                and tail.count("(") > tail.count(")")
                and head.count(")") > head.count("(")
            ):
                yield "in brackets", 1.0
        if head and group != "closed":
            if goes_on(head):
                yield "before function word", 1.0
            elif head[0].islower():
                yield f"before small letter {group}", 1.0
            if value and value[-1] == "." and group in ("title", "text", "keyword", "name"):
                yield f"value ends with full stop {group}", 1.0


def _last_word(text: str) -> str:
    word = text[-30:].rsplit(" ", 1)[-1]
    return "" if len(word) == 1 and word.isupper() else word.lower()  # "Planning A", "Part I"


@cache
def _company(code: str) -> tuple[str, ...]:
    """Return the other vendor tags that the same exporters write."""
    own = tag(code)
    if own is None:
        return ()
    makers = set(own.written_by)
    return tuple(
        other.code
        for other in tags().values()
        if other.status == "vendor" and other.code != code and makers & set(other.written_by)
    )


def _often(first: str, second: str) -> str:
    """Tell how often exports write a field of the second tag right after one of the first."""
    a, b = tag(first), tag(second)
    if a is None or b is None:
        return "never seen"
    return _OFTEN[FOLLOWERS.get(a.concept, {}).get(b.concept, 0)]


_OFTEN = ("never seen", "seen", "common", "usual")
