"""What a date field (PY, Y1, DA, Y2) says.

RIS writes ``YYYY/MM/DD/other`` in which every part but the year may be empty, or the year alone
(Reference Manager specifications of 2001 and 2011). Real files also hold ISO dates, compact dates,
month words and months without a year; they are understood here so that they can be shown and
reported, and each reading says which form it came from.

Month words and seasons are the English ones. All offsets are code points into the text that was
passed in. Nothing here raises.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

DateKind = Literal["ris", "year", "iso", "compact", "words", "no-year"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_NUMBERS = {
    spelling: number
    for number, name in enumerate(MONTHS, start=1)
    for spelling in (name.casefold(), name[:3].casefold(), name[:4].casefold())
}
# Web of Science writes three letters: WIN, SPR, SUM, FAL.
_SEASONS = frozenset(
    {"spring", "summer", "autumn", "fall", "winter", "spr", "sum", "aut", "fal", "win"}
)
# Words that stand in a written date and say nothing about year, month or day.
_FILLERS = frozenset(
    {"through", "to", "and", "of", "the", "st", "nd", "rd", "th", "cop", "c", "ca"}
)

_DIGITS = frozenset("0123456789")
_YEAR = re.compile(r"[0-9]{4,5}")
_ISO = re.compile(
    r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2})(?:T[0-9:.]{4,15}(?:Z|[+-][0-9:]{4,6})?)?)?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_WORD_OR_NUMBER = re.compile(r"[0-9]+|[^\W\d_]+")
_PLACEHOLDER = re.compile(r"(?<![^\W_])(?:undefined|null|nan|nat|none)(?![^\W_])", re.IGNORECASE)
# No written date is longer; a longer value is prose.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class RisDate:
    """One date. A part that is empty, zero or not given is None.

    ``other`` is the fourth part of the RIS form, or the words that year, month and day leave out
    (``Summer``, ``11-14 Aug.``). ``kind`` is the form found: ``ris`` (with slashes), ``year``,
    ``iso``, ``compact``, ``words``, or ``no-year`` for a month without year (``SEP 22``). Parts are
    taken as written: ask :func:`is_possible` whether the calendar has such a day.
    """

    year: int | None
    month: int | None
    day: int | None
    other: str
    kind: DateKind


@dataclass(frozen=True, slots=True)
class DatePlaceholders:
    """Words of a program inside a date (``2019/10//undefined``).

    ``spans`` are the words, ``mended`` is the date without them, or None when no date is left.
    """

    spans: tuple[tuple[int, int], ...]
    mended: str | None


def month_number(word: str) -> int | None:
    """Return 1 to 12 for an English month name or its first three or four letters, else None."""
    return _MONTH_NUMBERS.get(word.casefold().rstrip("."))


def parse_date(text: str) -> RisDate | None:
    """Read a date. Takes a field's value; returns the reading, or None when it is no date.

    A value that names two days gives the first, and keeps its words in ``other``. Never raises.
    """
    value = text.strip()
    if "/" in value:
        slashes = _parse_slashes(value)
        if slashes is not None:
            return slashes
        value = value.rstrip("/ ")
    if _YEAR.fullmatch(value):
        return RisDate(int(value), None, None, "", "year")
    iso = _ISO.fullmatch(value)
    if iso:
        return RisDate(int(iso[1]), _part(iso[2]), _part(iso[3]), "", "iso")
    compact = _COMPACT.fullmatch(value)
    if compact:
        reading = RisDate(int(compact[1]), _part(compact[2]), _part(compact[3]), "", "compact")
        return reading if is_possible(reading) else None
    return _parse_words(value) if len(value) <= _LONGEST else None


def _part(digits: str | None) -> int | None:
    """Return the number of a month or day; None for nothing and for zero (``2001/00/00``)."""
    return (int(digits) or None) if digits else None


def _parse_slashes(value: str) -> RisDate | None:
    parts = [part.strip() for part in value.split("/", 3)]
    year, month, day, other = parts + [""] * (4 - len(parts))
    if not _YEAR.fullmatch(year):
        return None
    kind: DateKind = "ris"
    if month and not (month.isascii() and month.isdigit() and len(month) <= 2):
        number = month_number(month)
        if number is None:
            return None
        month, kind = str(number), "words"
    if day and not (day.isascii() and day.isdigit() and len(day) <= 2):
        return None
    return RisDate(int(year), _part(month), _part(day), other, kind)


def _parse_words(value: str) -> RisDate | None:
    years: list[int] = []
    months: list[int] = []
    days: list[int] = []
    seasons = 0
    rest = value
    for match in _WORD_OR_NUMBER.finditer(value):
        word = match[0]
        if word[0] in _DIGITS:
            if len(word) not in (1, 2, 4):
                return None
            (years if len(word) == 4 else days).append(int(word))
            if len(word) == 4:
                rest = value[: match.start()] + value[match.end() :]
        elif (number := month_number(word)) is not None:
            months.append(number)
        elif word.casefold() in _SEASONS:
            seasons += 1
        elif word.casefold() not in _FILLERS:
            return None
    if not (years or months or seasons) or (days and not months):
        # In "2019 12" and "Spring 4" nothing says what the number counts.
        return None
    if len(years) > 1:
        other = value
    elif seasons or len(months) > 1 or len(days) > 1 or not months:
        # A season, a range ("4-8 Aug. 2020"), or words about a year ("2005 cop.").
        other = rest.strip(" ,-()[]")
    else:
        other = ""
    return RisDate(
        years[0] if years else None,
        months[0] if months else None,
        (days[0] or None) if days else None,
        other,
        "words" if years else "no-year",
    )


def is_possible(date: RisDate) -> bool:
    """Tell whether the calendar has this date: month 1-12, a day of that month, a year of 4 digits.

    Parts that are not given are not judged; a day without a month may be 1 to 31.
    """
    if date.year is not None and not 1 <= date.year <= 9999:
        return False
    if date.month is not None and not 1 <= date.month <= 12:
        return False
    if date.day is None:
        return True
    # Without a year, 29 February is possible.
    last = 31 if date.month is None else calendar.monthrange(date.year or 2000, date.month)[1]
    return 1 <= date.day <= last


def describe(date: RisDate) -> str:
    """Write a date for people: ``1 December 2022``, ``Summer 2021``, ``13 August, no year``.

    A date that the calendar lacks is spelled part by part. What ``other`` adds stands in brackets.
    """
    if not is_possible(date):
        named = (("year", date.year), ("month", date.month), ("day", date.day))
        parts = ", ".join(f"{name} {number}" for name, number in named if number is not None)
        return f"{parts} (no such date)"
    words: list[str] = []
    if date.day is not None and date.month is not None:
        words.append(str(date.day))
    if date.month is not None:
        words.append(MONTHS[date.month - 1])
    if date.year is not None:
        words.append(str(date.year))
    text = " ".join(words)
    other = date.other
    if date.month is None and other.casefold() in _SEASONS:
        text, other = f"{other} {text}".rstrip(), ""
    if date.year is None:
        text += ", no year"
    return f"{text} ({other})" if other else text


def find_placeholders(text: str) -> DatePlaceholders | None:
    """Find ``undefined``, ``null``, ``NaN``, ``NaT``, ``None`` inside a date.

    Takes a field's value; returns None when there is none, and when the placeholder is the whole
    value (an empty field in disguise, which is another rule's matter). Words that joined the
    placeholder to the rest go with it: ``2021/02//Jan & undefined`` becomes ``2021/02//Jan``.
    Slashes stay, for they tell the parts apart. Never raises.
    """
    spans = tuple(match.span() for match in _PLACEHOLDER.finditer(text))
    if not spans or text.strip() == text[spans[0][0] : spans[0][1]]:
        return None
    mended = "/".join(_without_placeholders(part) for part in text.split("/"))
    return DatePlaceholders(spans, mended if mended.strip("/ \t") else None)


def _without_placeholders(part: str) -> str:
    kept = _PLACEHOLDER.sub(" ", part)
    if kept == part:
        return part
    words = kept.split()
    joiners = {"&", "-", "and", "to", ",", ";"}
    while words and words[-1] in joiners:
        words.pop()
    start = 0
    while start < len(words) and words[start] in joiners:
        start += 1
    return " ".join(words[start:])
