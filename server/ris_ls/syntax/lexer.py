r"""Lines: what each one is, sound or damaged.

A sound field line is two capitals (the second may be a digit), two blanks, a hyphen, and a
blank before the value: ``AU  - Doe, Jane``. Exports, e-mail, spreadsheets and word processors
bend every part of it. A line that is bent but clearly a field is read as one and says how it is
bent; what cannot be read as a field stays text, and nothing is ever dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ris_ls.knowledge import FIELD_CODES, TYPE_CODES
from ris_ls.syntax.fit import FREE_TEXT, fit
from ris_ls.text.lines import iter_lines

BLANKS = " \t\u00a0"
"""What counts as blank around a tag or value: blank, tab, no-break space."""

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


class LineKind(Enum):
    """What a line is."""

    FIELD = "field"
    """A tag and its value; TY and ER lines too."""
    COLLAPSED = "collapsed"
    """A TY line that goes on with further fields: the line breaks of a record were lost."""
    BLANK = "blank"
    TEXT = "text"
    """Anything else: the continuation of a value, or text outside records."""


class Defect(Enum):
    """How a field line is bent."""

    SEPARATOR = "separator"
    """Not exactly two blanks, a hyphen and a blank."""
    LOWERCASE = "lowercase"
    INDENTED = "indented"
    QUOTED = "quoted"
    """Wrapped in quotation marks by a spreadsheet."""
    BARE_END = "bare end"
    """``ER`` without its hyphen, or without the blanks before it."""


NO_DEFECT: frozenset[Defect] = frozenset()


class Line(NamedTuple):
    """One line. Offsets count code points from the start of the text that was read."""

    kind: LineKind
    start: int
    end: int
    """Where the line ends, its line end left out."""
    next: int
    """Where the next line starts."""
    tag: str = ""
    """The tag in capitals; empty for lines that are no field."""
    tag_start: int = -1
    value_start: int = -1
    value_end: int = -1
    """Where the value ends, blanks behind it left out; equal to its start when it is empty."""
    defects: frozenset[Defect] = NO_DEFECT

    @property
    def is_field(self) -> bool:
        """Whether the line is a tag and its value."""
        return self.kind is LineKind.FIELD


_FIELD = LineKind.FIELD  # looked up for each line, which an Enum makes slow

SEPARATORS = frozenset({"  - ", "  -", "  -\t"})
"""What stands behind the tag of a sound line; behind the hyphen may be the end of the line."""
TAGS = frozenset(
    first + second
    for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
)
"""Everything that has the form of a tag."""
_BENT = re.compile(
    rf"(?P<lead>\ufeff?[{BLANKS}]*)(?:(?P<quote>[\"']+)(?P<inner>[{BLANKS}]*))?"
    rf"(?P<tag>[A-Za-z][A-Za-z0-9])"
    rf"(?P<before>[{BLANKS}]{{0,8}})(?P<dash>[{_DASHES}]{{1,2}})(?P<after>[{BLANKS}]*)"
)
_BARE_END = re.compile(rf"\ufeff?(?P<lead>[{BLANKS}]*)(?P<tag>[Ee][Rr])(?:[{BLANKS}]*|-)$")
_COUNTER = re.compile(r"[\s<#(\[]*(?:Record\s*#?)?\s*\d+\s*(?:of\s+\d+)?[\s.>)\]:]*$")
_TYPE_LIKE = re.compile(r"[A-Z][A-Za-z]{0,30}(?:[ ,/&-]{1,3}[A-Za-z]{1,20}){0,3}")
_DASH = re.compile(rf"[{_DASHES}]")
_NEXT = (
    rf"([A-Za-z][\w /&().,-]{{0,60}}?)"
    rf"(?:[{BLANKS}]+([A-Z][A-Z0-9]) {{0,2}}[{_DASHES}](?:[{BLANKS}]|$)|([A-Z][A-Z0-9])  - )"
)
_COLLAPSED_NEXT = re.compile(_NEXT)
_COLLAPSED_NEXT_ANY_CASE = re.compile(_NEXT, re.IGNORECASE)
_INSIDE = rf"(?:(?<=[{BLANKS}])([A-Z][A-Z0-9]) {{1,2}}-(?= |$))|([A-Z][A-Z0-9])  - "
_FIELD_INSIDE = re.compile(_INSIDE)
_FIELD_INSIDE_ANY_CASE = re.compile(_INSIDE, re.IGNORECASE)
_ENDS_RECORD = re.compile(rf"(?<![A-Za-z0-9])[Ee][Rr] {{1,2}}-[{BLANKS}\"']*$")
PREFIXED_RECORD = re.compile(
    rf"[{BLANKS}:;.,>]TY {{1,2}}-[{BLANKS}]+[A-Z]{{3,7}}[{BLANKS}]+[A-Z][A-Z0-9] {{1,2}}-[{BLANKS}]"
)
"""A collapsed record behind other text on its line."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that could be a bent field."""

    tag: str
    tag_start: int
    value_start: int
    value_end: int
    defects: frozenset[Defect]
    upper: bool
    two_blanks: bool


def lex(text: str) -> tuple[Line, ...]:
    """Read the lines of one block (or any text). Never raises; the lines cover the text."""
    spans = iter_lines(text)
    lines: list[Line] = []
    style: _Style | None = None
    previous: Line | None = None
    continued = any_collapsed = False
    for start, end, following in spans:
        line = _sound(text, start, end, following)
        if line is None:
            candidate = _candidate(text, start, end)
            if candidate is None:
                line = Line(LineKind.TEXT, start, end, following)
            else:
                style = style or _style(text, spans)
                line = _bent(text, start, end, following, candidate, previous, continued, style)
        kind = line[0]
        if kind is _FIELD:
            previous, continued = line, False
        elif kind is LineKind.TEXT:
            if previous is None:
                line = _prefixed(text, line)
            kind = line[0]
            continued = True
        if kind is LineKind.COLLAPSED:
            previous, continued, any_collapsed = line, False, True
        lines.append(line)
    if any_collapsed:
        lines = _with_wrapped(text, lines)
    return tuple(_with_bare_end(text, lines))


def is_plain_text(line: str) -> bool:
    """Tell whether a line, behind a field and not the last of its record, is text for certain.

    It is neither blank nor does it look like a field, so nothing around it can make it one.
    """
    return _BENT.match(line) is None and bool(line.strip(BLANKS + "\ufeff"))


def _prefixed(text: str, line: Line) -> Line:
    """Read a line on which a whole collapsed record follows other text, as on a web page."""
    match = PREFIXED_RECORD.search(text, line.start, line.end)
    if match is None or not _ends_record(text, line):
        return line
    start = match.start() + 1
    value_start, value_end = _trim(text, text.index("-", start) + 1, line.end)
    return line._replace(
        kind=LineKind.COLLAPSED,
        tag="TY",
        tag_start=start,
        value_start=value_start,
        value_end=value_end,
    )


def is_type_line(text: str, start: int, end: int) -> bool:
    """Tell whether the line from ``start`` to ``end`` opens a record, sound or bent."""
    line = _sound(text, start, end, end)
    if line is not None:
        return line.tag == "TY"
    candidate = _candidate(text, start, end)
    return candidate is not None and candidate.tag == "TY" and _is_type(text, candidate)


def opens_record(text: str) -> bool:
    """Tell whether what stands behind an ER on its line is the TY of the next record."""
    line = next(iter(lex(text)), None)
    return line is not None and (
        line.tag == "TY"
        and (
            line.kind is LineKind.COLLAPSED
            or text[line.value_start : line.value_end].upper() in TYPE_CODES
        )
    )


def is_end_line(text: str, start: int, end: int) -> bool:
    """Tell whether the line from ``start`` to ``end`` closes a record and says so itself.

    A bare ``ER`` does not: only the lines behind it tell it from a word of an abstract.
    """
    line = _sound(text, start, end, end)
    if line is not None:
        return line.tag == "ER"
    candidate = _candidate(text, start, end)
    return candidate is not None and candidate.tag == "ER" and _is_end(candidate)


def ends_collapsed(text: str, start: int, end: int) -> bool:
    """Tell whether a line holds a whole collapsed record, its ``ER -`` at the end included."""
    if _ENDS_RECORD.search(text, max(start, end - 12), end) is None:
        return False
    return is_type_line(text, start, end) and is_collapsed(text, start, end)


def _sound(text: str, start: int, end: int, following: int) -> Line | None:
    line = text[start:end]
    tag = line[:2]
    if line[2:6] not in SEPARATORS or tag not in TAGS:
        if not line or not line.strip(BLANKS + "\ufeff"):
            return Line(LineKind.BLANK, start, end, following)
        return None
    if line[6:7].strip(BLANKS) and line[-1] not in BLANKS:
        value_start, value_end = start + 6, end
    else:
        value = line[5:].strip(BLANKS)
        value_start = start + line.index(value, 5) if value else min(start + 6, end)
        value_end = value_start + len(value)
    if tag == "TY" and value_end - value_start > 9 and is_collapsed(text, start, end):
        return Line(LineKind.COLLAPSED, start, end, following, tag, start, value_start, value_end)
    # The constructor of a named tuple takes twice as long as what it calls.
    return tuple.__new__(
        Line,
        (_FIELD, start, end, following, tag, start, value_start, value_end, NO_DEFECT),
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the value in ``start`` to ``end`` without blanks around it."""
    value = text[start:end]
    inner = value.strip(BLANKS)
    if not inner:
        at = min(start + 1, end)
        return at, at
    begin = start + len(value) - len(value.lstrip(BLANKS))
    return begin, begin + len(inner)


def _candidate(text: str, start: int, end: int) -> _Candidate | None:
    match = _BENT.match(text, start, end)
    if match is None:
        return None
    tag = match["tag"]
    code = tag.upper()
    defects: set[Defect] = set()
    if match["quote"]:
        defects.add(Defect.QUOTED)
    if match["lead"].strip("\ufeff") or match["inner"]:
        defects.add(Defect.INDENTED)
    if tag != code:
        defects.add(Defect.LOWERCASE)
    value_start, value_end = _trim(text, match.end(), end)
    if match["quote"] and value_end > value_start:
        # The closing quote and a spreadsheet's separators belong to the wrapping.
        closing = match["quote"]
        inner = text[value_start:value_end].rstrip(",;" + BLANKS)
        if not inner.endswith(closing[-1]):
            return None
        # As many as opened the line: a value that ends in a quotation keeps its own.
        inner = inner.removesuffix(closing) if inner.endswith(closing) else inner[:-1]
        value_end = value_start + len(inner)
        value_start, value_end = _trim(text, value_start, value_end)
    empty = value_end == value_start
    before, after = match["before"], match["after"]
    right_gap = after.startswith(" ") or empty
    if before != "  " or match["dash"] != "-" or not right_gap:
        defects.add(Defect.SEPARATOR)
    if code == "ER" and empty and not before and match["dash"] == "-":
        defects.discard(Defect.SEPARATOR)
        defects.add(Defect.BARE_END)
    tag_start = match.start("tag")
    return _Candidate(
        code,
        tag_start,
        value_start,
        value_end,
        frozenset(defects),
        tag == code,
        before == "  ",
    )


def _is_type(text: str, candidate: _Candidate) -> bool:
    """Tell whether a bent TY opens a record: its value is a type, or at least names one.

    `TY - Journal Article` and `TY - Review` do; a wrapped abstract that begins with TY goes on
    in a sentence.
    """
    value = text[candidate.value_start : candidate.value_end]
    first = re.split(rf"[{BLANKS}]", value, maxsplit=1)[0]
    if first.upper() in TYPE_CODES or not value:
        return candidate.upper or bool(value)
    return candidate.upper and _TYPE_LIKE.fullmatch(value) is not None


def _is_end(candidate: _Candidate) -> bool:
    """Tell whether an ER closes a record: it has no value, and `er-` is no torn word."""
    if candidate.value_end > candidate.value_start:
        return False
    return candidate.upper or candidate.two_blanks or Defect.SEPARATOR in candidate.defects


def is_collapsed(text: str, start: int, end: int) -> bool:
    """Tell whether a TY line goes on with further fields: a type, and then more tags."""
    dash = _DASH.search(text, start, end)
    if dash is None:
        return False
    lower = text[start:end].lstrip("\ufeff\"'" + BLANKS)[:2] not in ("TY", "")
    value_start, _ = _trim(text, dash.end(), end)
    match = (_COLLAPSED_NEXT_ANY_CASE if lower else _COLLAPSED_NEXT).match(text, value_start, end)
    if match is None:
        return False
    group = 2 if match[2] else 3
    if match[1].upper() in TYPE_CODES and match[group].upper() in FIELD_CODES:
        # No value of TY reads `JOUR T1 - `, if both tags are set off in the same manner.
        apart = dash.start() - len(text[start : dash.start()].rstrip(BLANKS)) - start
        inner = _DASH.search(text, match.end(group), end)
        if inner is not None and inner.start() - match.end(group) == apart:
            return True
    found = 0
    inside = _FIELD_INSIDE_ANY_CASE if lower else _FIELD_INSIDE
    for match in inside.finditer(text, value_start, end):
        if (match[1] or match[2]).upper() in FIELD_CODES:
            found += 1
            if found == 2:
                return True
    return found == 1 and _ENDS_RECORD.search(text, max(start, end - 12), end) is not None


def _with_wrapped(text: str, lines: list[Line]) -> list[Line]:
    """Make one line of a collapsed record that was wrapped again, by an e-mail program say.

    It is one when an ER ends one of the following lines before a blank line or a sound field.
    """
    joined: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.kind is LineKind.COLLAPSED and not _ends_record(text, line):
            last = index
            while last < len(lines) and _continues_collapsed(text, lines[last]):
                if _ends_record(text, lines[last]):
                    line = line._replace(
                        end=lines[last].end,
                        next=lines[last].next,
                        value_end=line.value_start
                        + len(text[line.value_start : lines[last].end].rstrip(BLANKS)),
                    )
                    index = last + 1
                    break
                last += 1
        joined.append(line)
    return joined


def _ends_record(text: str, line: Line) -> bool:
    return _ENDS_RECORD.search(text, max(line.start, line.end - 12), line.end) is not None


def _continues_collapsed(text: str, line: Line) -> bool:
    if line.kind is LineKind.BLANK or line.tag == "TY":
        return False
    return line.kind is LineKind.TEXT or bool(line.defects) or _ends_record(text, line)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a record as a whole is written."""

    loose: bool
    """Whether its TY line is bent, or no line of it is sound."""
    manner: str
    """How tags are set off from values where no line is sound: as TY is. Else empty."""


def _style(text: str, spans: list[tuple[int, int, int]]) -> _Style:
    """Tell how a record is written, from its first lines."""
    sound = False
    manner: str | None = None
    for start, end, _ in spans[:60]:
        if text[start + 2 : min(start + 6, end)] in SEPARATORS and text[start : start + 2] in TAGS:
            sound = True
        elif (
            manner is None
            and (candidate := _candidate(text, start, end))
            and candidate.tag == "TY"
            and _is_type(text, candidate)
        ):
            manner = text[candidate.tag_start + 2 : candidate.value_start]
    return _Style(manner is not None or not sound, "" if sound else manner or "")


def _bent(  # noqa: PLR0917 - what decides about one line
    text: str,
    start: int,
    end: int,
    following: int,
    candidate: _Candidate,
    previous: Line | None,
    continued: bool,
    style: _Style,
) -> Line:
    """Read a line that is not sound: a bent field when enough speaks for it, else text."""
    plain = Line(LineKind.TEXT, start, end, following)
    field = Line(
        LineKind.FIELD,
        start,
        end,
        following,
        candidate.tag,
        candidate.tag_start,
        candidate.value_start,
        candidate.value_end,
        candidate.defects,
    )
    if candidate.tag == "TY":
        if not _is_type(text, candidate):
            return plain
        if is_collapsed(text, start, end):
            return Line(
                LineKind.COLLAPSED,
                start,
                end,
                following,
                "TY",
                candidate.tag_start,
                candidate.value_start,
                candidate.value_end,
                candidate.defects,
            )
        return field
    if candidate.tag == "ER":
        return field if _is_end(candidate) else plain
    if Defect.QUOTED in candidate.defects and candidate.two_blanks and candidate.upper:
        return field
    known = candidate.tag in FIELD_CODES
    flush = candidate.two_blanks and candidate.upper and candidate.tag_start == start
    if flush and (known or text[start + 4] == "-"):
        return field  # `AU  -Doe`: rispy takes any such line for a field
    if not known:
        return field if style.loose and candidate.upper and not continued else plain
    value = text[candidate.value_start : candidate.value_end]
    score = fit(candidate.tag, value)
    score += 2.0 if candidate.two_blanks else 0.0
    score += 2.0 if style.loose else 0.0
    set_off = text[candidate.tag_start + 2 : candidate.value_start]
    if style.manner and candidate.upper and set_off == style.manner:
        score += 5.0  # set off in the very manner of this record's TY
    score += 0.5 if candidate.upper else -1.5
    if continued or (previous is not None and previous.tag in FREE_TEXT):
        score -= 2.0
    elif previous is not None:
        score += 1.0
    return field if score > 0.5 else plain


def _with_bare_end(text: str, lines: list[Line]) -> list[Line]:
    """Read a bare ``ER`` as the end of the record when nothing but a counter follows it."""
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if line.kind is LineKind.BLANK:
            continue
        content = text[line.start : line.end]
        if line.kind is LineKind.TEXT and (match := _BARE_END.match(content)):
            defects = {Defect.BARE_END}
            if match["lead"]:
                defects.add(Defect.INDENTED)
            if match["tag"] != "ER":
                defects.add(Defect.LOWERCASE)
            tag_start = line.start + match.start("tag")
            lines[index] = Line(
                LineKind.FIELD,
                line.start,
                line.end,
                line.next,
                "ER",
                tag_start,
                line.end,
                line.end,
                frozenset(defects),
            )
            break
        if line.kind is LineKind.TEXT and len(content) < 60 and _COUNTER.match(content):
            continue
        break
    return lines
