"""What the converters share: records of tagged text are read, RIS is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ris_ls.knowledge import single_valued
from ris_ls.text.lines import iter_lines
from ris_ls.values.dates import RisDate, is_possible, month_number, parse_date
from ris_ls.values.doi import parse_doi
from ris_ls.values.letters import plain_letters
from ris_ls.values.pages import parse_pages
from ris_ls.values.serials import find_serials

BLANKS = " \t\u00a0"

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_RANK = {
    tag: rank
    for rank, tags in enumerate(
        (
            *(("AU", "AD"), ("A2",), ("A3",), ("A4",), ("TA",), ("TI",), ("ST",), ("TT",)),
            *(("T2",), ("C3",), ("T3",), ("J2",), ("JA",), ("JO",), ("PY",), ("DA",), ("VL",)),
            *(("NV",), ("IS",), ("M1",), ("SP",), ("EP",), ("SE",), ("C7",), ("ET",), ("CY",)),
            *(("PB",), ("SN",), ("DO",), ("AN",), ("C2",), ("C6",), ("DB",), ("DP",), ("CN",)),
            *(("LB",), ("LA",), ("M3",), ("OP",), ("RP",), ("RI",), ("CA",), ("C1",), ("C4",)),
            *(("C5",), ("Y2",), ("UR",), ("L1",), ("KW",), ("AB",), ("RN",), ("N1",)),
        )
    )
    for tag in tags
}
_LAST = max(_RANK.values())


@dataclass(frozen=True, slots=True)
class Tagged:
    """One field of a source record: its tag and the lines of its value, stripped."""

    tag: str
    """Empty for text that no tag stands before."""
    lines: tuple[str, ...]
    value: str
    """The lines joined, as the formats wrap a long value."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a format writes its records."""

    tag: re.Pattern[str]
    """Matches the head of a field line; group 1 is the tag, what follows is the value."""
    first: frozenset[str]
    """The tags that begin a record."""
    once: frozenset[str]
    """Tags that a record holds once: behind a blank line, a second one is of the next record."""
    last: frozenset[str] = frozenset()
    """The tags that end a record."""
    indented: bool = True
    """Whether a wrapped line begins with a blank."""


def read_records(text: str, syntax: Syntax) -> list[list[Tagged]]:
    """Return the records of a text as lists of fields. Never raises, and passes nothing over."""
    groups = [group for group in _groups(text, syntax) if group]
    records: list[list[Tagged]] = []
    open_tags: set[str] = set()
    ended = True
    for group in groups:
        tags = {one.tag for one in group}
        begins = group[0].tag in syntax.first or not open_tags.isdisjoint(tags & syntax.once)
        if open_tags <= {""} or tags <= {""} | syntax.last:
            begins = ended = False  # text in front of a record, or behind one
        if not records or begins or ended:
            records.append(list(group))
            open_tags = tags
        else:
            records[-1].extend(group)
            open_tags |= tags
        ended = group[-1].tag in syntax.last
    return records


def _groups(text: str, syntax: Syntax) -> Iterable[list[Tagged]]:
    """Yield runs of fields that certainly belong together: cut at blank lines and at first tags."""
    group: list[Tagged] = []
    seen: set[str] = set()
    tag: str | None = None
    lines: list[str] = []
    blank = False

    for start, end, _ in iter_lines(text):
        line = text[start:end]
        stripped = line.strip()
        if not stripped:
            blank = True
            continue
        match = syntax.tag.match(line)
        if match is None and tag is None:
            match = syntax.tag.match(stripped)
            line = stripped if match else line
        if match is None:
            stray = tag is None or (blank and syntax.indented and line[0] not in BLANKS)
            if not stray:
                lines.append(stripped)
                continue
        if tag is not None:
            group.append(_tagged(tag, lines))
            seen.add(tag)
        tag = match[1] if match else ""
        if group and (
            blank or group[-1].tag in syntax.last or (tag in syntax.first and tag in seen)
        ):
            yield group
            group, seen = [], set()
        lines = [line[match.end() :].strip() if match else stripped]
        blank = False
    if tag is not None:
        group.append(_tagged(tag, lines))
    yield group


def _tagged(tag: str, lines: list[str]) -> Tagged:
    value = lines[0] if len(lines) == 1 else " ".join(line for line in lines if line)
    return Tagged(tag, tuple(lines), value)


@dataclass(slots=True)
class Reference:
    """A reference to be written as RIS, field by field in any order."""

    type: str = "GEN"
    fields: list[tuple[str, str]] = field(default_factory=list)
    _first: dict[str, str] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def holds_notes_alone(self) -> bool:
        """Whether nothing was understood."""
        return all(tag == "N1" for tag, _ in self.fields)

    def first(self, tag: str) -> str:
        """Return the first value of a tag; empty when it has none."""
        return self._first.get(tag, "")

    def put(self, tag: str, value: str, label: str) -> None:
        """Add a field; a note under ``label`` where a record should hold the tag only once."""
        value = value.strip()
        if not value:
            return
        if tag in self._first and tag != "M3" and single_valued(tag):
            if value != self._first[tag]:
                self.note(label, value)
            return
        if tag in ("KW", "N1"):
            if (tag, value) in self._seen:
                return
            self._seen.add((tag, value))
        self._first.setdefault(tag, value)
        self.fields.append((tag, value))

    def note(self, label: str, value: str) -> None:
        """Add a labelled note, once."""
        value = value.strip()
        if value:
            self.put("N1", f"{label}: {value}" if label else value, label)

    def put_date(self, value: str, label: str) -> None:
        """Add a date: the year to PY, month and day, where it has them, to DA."""
        value = value.strip()
        if not value:
            return
        date = parse_date(value)
        if date is None or date.year is None or not is_possible(date):
            year = _YEAR.search(value)
            if year is None or "PY" in self._first:
                self.put("DA", value, label)
                return
            self.put("PY", year[0], label)
            if year[0] != value:
                self.put("DA", value, label)
            return
        self.put("PY", str(date.year), label)
        other = date.other if _says_all(date, value) else value
        if date.month or date.day or other:
            month = f"{date.month:02}" if date.month else ""
            day = f"{date.day:02}" if date.day else ""
            self.put("DA", f"{date.year}/{month}/{day}/{other}", label)

    def put_pages(self, value: str, label: str) -> None:
        """Add pages: a range as first and last page, written out; anything else as it stands."""
        pages = parse_pages(value)
        if pages is not None and pages.kind == "range" and "SP" not in self._first:
            self.put("SP", pages.start, label)
            self.put("EP", pages.end, label)
        else:
            self.put("SP", value, label)

    def put_doi(self, value: str, label: str) -> None:
        """Add a DOI; a note where the value is none."""
        reading = parse_doi(value)
        if reading.doi is not None and set(reading.problems) <= {"trailing-punctuation"}:
            self.put("DO", reading.doi, label)
        else:
            self.note(label, value)

    def put_serials(self, values: list[str], label: str) -> None:
        """Add the first serial number; a note with all where words or others are with it."""
        if not values:
            return
        if "SN" in self._first:
            self.note(label, "; ".join(values))
            return
        found = find_serials(values[0])
        alone = found[0].text if found else values[0]
        self.put("SN", alone, label)
        if len(values) > 1 or alone != values[0]:
            self.note(label, "; ".join(values))

    def put_name(self, tag: str, full: str, short: str, label: str) -> None:
        """Add a name, in full where it is known; the short form is noted if it says more."""
        self.put(tag, full or short, label)
        if full and short and not abbreviates(short, full):
            self.note(label, short)


def _says_all(date: RisDate, value: str) -> bool:
    """Tell whether a date holds every word of the value that it was read from."""
    numbers = {date.year, date.month, date.day}
    other = _WORD.findall(date.other)
    words = re.findall(r"[0-9]+|[^\W\d_]+", value)
    return all(
        word in other or month_number(word) == date.month
        if not word.isdigit()
        else word in other or int(word) in numbers
        for word in words
    )


def inverted(name: str) -> str:
    """Return ``Doe JA`` as ``Doe, JA``, as RIS writes a person; other names as they are."""
    words = name.split()
    suffix = ""
    if len(words) > 2 and words[-1].rstrip(".") in {"Jr", "Sr", "2nd", "3rd", "4th"}:
        suffix = f", {words.pop()}"
    if "," in name or len(words) < 2 or len(words[-1]) > 4:
        return name
    if not (words[-1].isalpha() and words[-1].isupper()):
        return name
    return f"{' '.join(words[:-1])}, {words[-1]}{suffix}"


def abbreviates(short: str, full: str) -> bool:
    """Tell whether a short name says nothing that the full one does not: words and initials."""
    words = _words(full)
    initials = "".join(word[0] for word in words)
    return all(word in words or _is_within(word, initials) for word in _words(short))


def _words(name: str) -> list[str]:
    return _WORD.findall(plain_letters(name))


def _is_within(letters: str, initials: str) -> bool:
    """Tell whether letters occur in this order among the initials."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def write(references: Iterable[Reference], line_end: str) -> str:
    """Write references as RIS: one line a field, a blank line between records."""
    records: list[str] = []
    for reference in references:
        lines = [f"TY  - {reference.type}"]
        lines.extend(f"{tag}  - {value}" for tag, value in _ordered(reference.fields))
        lines.append("ER  - ")
        records.append(line_end.join(lines) + line_end)
    return line_end.join(records)


def _ordered(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return fields in the usual order; kinds of work are joined, since programs read one M3."""
    kinds = list(dict.fromkeys(value for tag, value in fields if tag == "M3"))
    rest = [(tag, value) for tag, value in fields if tag != "M3"]
    if kinds:
        rest.append(("M3", "; ".join(kinds)))
    return sorted(rest, key=lambda one: _RANK.get(one[0], _LAST))
