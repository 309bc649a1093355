r"""citation-js, plugin-ris 0.8.2: lines end at `\n`, each is trimmed, a TY begins a record.

An ER without a value does not end one, so fields behind it join the record before. A line without
a tag goes to the last value, to that of TY too. Of a type that it does not know it keeps nothing,
unless all tags are those of 2001. It fails, and reads nothing of the file, at a field with a value
in front of the first TY or behind an ER that has a value, and where DO or a date is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from ris_ls.importers.model import Cause, Filing, Part, Reader, Reading, State, with_sign
from ris_ls.importers.shape import plain_type
from ris_ls.knowledge import reference_types
from ris_ls.syntax import Field, Record

_BLANK = (
    " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What JavaScript trims."""

_FIELD = re.compile(r"([A-Z][A-Z0-9])  -(?: |\Z)")
_SEPARATOR = re.compile(r"  -(?: |\Z)")
# In JavaScript a line begins behind these four characters, not behind a byte order mark.
_SIGN = re.compile(r"(?:\A|(?<=[\n\r\u2028\u2029]))TY  - ")


@dataclass(frozen=True, slots=True)
class _At:
    """Where citation-js stands between two blocks."""

    open: bool = False
    """Whether there is a record that fields would go to."""
    in_line: bool = False
    """Whether the line has begun that goes on in the next block."""
    type_last: bool = False
    """Whether a line without a tag would go to TY."""
    before: str = ""
    """The text that this record has been read from: its fields and those to come are one record."""


_OLDER = frozenset(
    {
        *("A1", "AV", "BT", "CP", "ED", "EP", "ID", "J1", "JA", "JF", "JO", "L2", "L3", "N2", "T1"),
        *("U1", "U2", "U3", "U4", "U5", "U6", "Y1"),
    }
)
_NEWER = frozenset(
    {
        *("A4", "AD", "AN", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "CA", "CN", "DA", "DB"),
        *("DO", "DP", "ET", "LA", "LB", "NV", "OP", "PY", "RI", "RN", "SE", "ST", "SV", "TA", "TT"),
    }
)
"""A record with a tag of the one group and none of the other is read as of 2001, or of 2011."""


def reads_as_2001(tags: Collection[str]) -> bool:
    """Tell whether citation-js reads a record with these tags by the 2001 specification alone."""
    return not _OLDER.isdisjoint(tags) and _NEWER.isdisjoint(tags)


_Orders = tuple[tuple[str, ...], ...]
_DATES: dict[str, _Orders] = {
    **dict.fromkeys(("CHAP", "CLSWK", "COMP", "DICT", "GOVDOC", "NEWS"), (("Y2",),)),
    **dict.fromkeys(("ABST", "INPR", "JFULL", "JOUR"), (("DA", "PY"), ("ET",), ("Y2",))),
    **dict.fromkeys(("AGGR", "DBASE"), (("ET", "PY"), ("DA",))),
    "BLOG": (("DA", "PY"), ("VL", "Y2")),
    "CASE": (("DA", "PY"), ("SE",), ("Y2",)),
    "CONF": (("DA", "C2"), ("PY",), ("Y2",)),
    "DATA": (("DA", "PY"), ("SE",), ("Y2",)),
    "EBOOK": (("C5", "PY"), ("DA",)),
    "ECHAP": (("DA", "Y2"),),
    "EJOUR": (("SE", "PY"), ("DA",)),
    "ELEC": (("DA", "PY"), ("M1", "VL")),
    "MULTI": (("DA",),),
    "PAT": (("DA", "PY", "C2"), ("Y2",)),
    "STAT": (("DA", "PY", "Y2"),),
}
_USUAL_DATES: _Orders = (("DA", "PY"), ("Y2",))
"""Which tags hold a date, by type: of a group the first that there is. It has to be there once."""

_NOTHING_KEPT = frozenset({"WEB"})
"""Types that it names and for which it keeps no field."""

_ONCE = re.compile(r"\n[^\S\r\n]*(DO|DA|PY|Y1|Y2|ET|SE|C2|C5|VL|M1)  - ")


@dataclass(slots=True)
class _Open:
    """A record that is being read, or what a block adds to it."""

    start: int
    opens: bool
    type_code: str = ""
    fields: dict[str, list[int]] = field(default_factory=dict)
    """Tag to where the values stand that it holds."""
    last: str = ""
    """The tag that a line without a tag goes to."""
    count: int = 0

    def parts(self, *, closes: bool) -> Iterator[Part]:
        if self.opens or self.count:
            void = self.opens and self.type_code not in _known() and not self.is_of_2001
            yield Part(self.start, self.opens, closes, self.count, self.type_code, void)

    def add(self, tag: str, start: int) -> None:
        self.fields.setdefault(tag, []).append(start)
        self.last = tag
        self.count += 1

    def carry_on(self, line: str) -> None:
        if self.last == "TY":
            self.type_code += " " + line
        # A list to which text is added becomes one text.
        elif len(self.fields.get(self.last, ())) > 1:
            del self.fields[self.last][1:]

    def remember(self, before: str) -> None:
        """Take in the fields of the text that this record has been read from."""
        _, earlier, _, _ = _scan(before, _At())
        if earlier is not None:
            self.type_code = earlier.type_code
            self.fields = {tag: [0] * len(places) for tag, places in earlier.fields.items()}

    @property
    def is_of_2001(self) -> bool:
        return reads_as_2001(self.fields)

    def fails_at(self) -> int:
        """Return where a field stands that must not be repeated and is; -1 when there is none."""
        if self.is_of_2001:
            orders: _Orders = (("Y1",),)
        elif self.type_code in _known():
            orders = (("DO",), *_DATES.get(self.type_code, _USUAL_DATES))
        else:
            orders = ()
        for order in orders:
            places = next((self.fields[tag] for tag in order if tag in self.fields), [])
            if len(places) > 1:
                return places[1]
        return -1


def _read(text: str, state: State) -> Reading:
    at = cast(_At, state)
    if not at.in_line and (plain := _plain(text)):
        return plain
    parts, last, stops_at, stops_for = _scan(text, at)
    unended = text[text.rfind("\n") + 1 :].strip(_BLANK)
    in_line = bool(unended) or (at.in_line and "\n" not in text)
    before = ""
    if last is not None and (last.opens or last.count):
        before = text if last.opens else (at.before + text)[:_REMEMBERED]
    elif last is not None:
        before = at.before
    type_last = last is not None and last.last == "TY"
    after = _At(last is not None, in_line, type_last, before)
    return Reading(tuple(parts), after, stops_at, stops_for)


_REMEMBERED = 100_000
"""How many characters of a record that goes on and on behind its ER are looked back at."""


def _scan(text: str, at: _At) -> tuple[list[Part], _Open | None, int, Cause]:
    """Return the parts, the record that is open at the end, and where and why it gives up."""
    parts: list[Part] = []
    record = _Open(0, opens=False, last="TY" if at.type_last else "") if at.open else None
    remembered = not at.before
    fails_at = -1
    for start, tag, value in _fields(text, in_line=at.in_line):
        ends = tag in ("ER", "TY") and (value.strip(_BLANK) or value.endswith("\r"))
        if ends and record is not None:
            parts.extend(record.parts(closes=tag == "ER"))
            fails_at = record.fails_at() if fails_at < 0 else fails_at
            record = None
        if not tag:
            if record is not None:
                record.carry_on(value)
        elif not value.strip(_BLANK) and not value.endswith("\r"):
            if record is not None:
                record.last = ""
        elif tag == "TY":
            code = value.upper()
            record = _Open(start, True, "JOUR" if code == "JOURN" else code, last="TY")
        elif tag != "ER":
            if record is None:
                return parts, None, *_gives_up(fails_at, start, parts)
            if not record.opens and not remembered:
                record.remember(at.before)
                remembered = True
            record.add(tag, start)
    if record is not None:
        if text.endswith("\n"):
            # Behind the last line end of a file it sees one more line, an empty one. Where the
            # next record follows without an ER, it does not: there this says too little.
            record.carry_on("")
        parts.extend(record.parts(closes=False))
        fails_at = record.fails_at() if fails_at < 0 else fails_at
    return parts, record, fails_at, "repeated field" if fails_at >= 0 else ""


def _gives_up(fails_at: int, start: int, parts: list[Part]) -> tuple[int, Cause]:
    """Return where and why it gives up at a field outside of records, if it has not done so yet."""
    if fails_at >= 0:
        return fails_at, "repeated field"
    return start, "field after end" if parts else "field before type"


def _plain(text: str) -> Reading | None:
    """Return what is read in a block in which nothing is out of the ordinary, else None."""
    type_code = plain_type(text)
    if type_code not in _known():
        return None
    once = _ONCE.findall(text)
    if len(set(once)) < len(once):
        return None
    # Its ER has no value, so the record stays open.
    return Reading((Part(0, True, True, 1, type_code),), _At(open=True, before=text))


def _fields(text: str, *, in_line: bool) -> Iterator[tuple[int, str, str]]:
    """Yield (start, tag, value) of each line; without a tag, the line itself for the value."""
    position = text.find("\n") + 1 or len(text) if in_line else 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].lstrip(_BLANK)
        # A line that ends in a lone CR goes on in the next block.
        if end < len(text) or not text.endswith("\r"):
            line = line.rstrip(_BLANK)
        if _FIELD.match(line):
            tag, value, *_ = _SEPARATOR.split(line)
            yield position, tag, value
        else:
            yield position, "", line
        position = end + 1


@cache
def _known() -> frozenset[str]:
    """Return the reference types of which citation-js keeps the fields."""
    return frozenset(
        code
        for code, each in reference_types().items()
        if (reading := each.read_by.get("citationjs"))
        and reading.known
        and code not in _NOTHING_KEPT
    )


_NEVER_READ = frozenset(
    {"ED", "CP", "CT", "L1", "L2", "L3", "U1", "U2", "U3", "U4", "U5", "U6"},
)
"""Tags that it reads in a record of 2001 alone, if at all."""

_GIVES_WAY: dict[str, str] = {"A1": "AU", "T1": "TI", "N2": "AB"}
"""Tag to the one that it is left out for."""


def _file(field: Field, record: Record) -> Filing | None:
    tags = record.tags
    if reads_as_2001(tags):
        return None
    other = _GIVES_WAY.get(field.tag, "")
    if other in tags:
        return Filing(dropped=True, what=f"leaves {{it}} out where the record has {other}")
    if field.tag in _NEVER_READ:
        return Filing(
            dropped=True,
            what="reads {it} in a record of 2001 tags alone, and here it leaves it out",
        )
    return None


READER = Reader(
    "citationjs",
    _At(),
    _read,
    with_sign(_SIGN),
    re.compile("[ \t\u00a0\ufeff]*[A-Z][A-Z0-9]  -(?: |$)"),
    _file,
)
