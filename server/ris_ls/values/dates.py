"""What a date field (PY, Y1, DA, Y2) says.

RIS writes ``YYYY/MM/DD/other`` in which every part but the year may be empty, or the year alone
(Reference Manager specifications of 2001 and 2011). Real files also hold ISO dates, compact dates,
month words and months without a year; they are understood here so that they can be shown and
reported, and each reading says which form it came from.

Month words are read in the languages of which the meaning is certain (English, French, German,
Spanish, Portuguese, Italian, Dutch), seasons in English. All offsets are code points into the text
that was passed in. Nothing here raises.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

DateKind = Literal["ris", "year", "iso", "compact", "numbers", "words", "no-year"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_NUMBERS = {
    spelling: number
    for number, name in enumerate(MONTHS, start=1)
    for spelling in (name.casefold(), name[:3].casefold(), name[:4].casefold())
}
# Further spellings, by month: whole names and the abbreviations in use that no other month has.
_OTHER_MONTHS = (
    "janvier janv januar jänner jän enero ene janeiro gennaio gen januari",
    "février fevrier févr fevr fév februar feber febrero fevereiro fev febbraio februari",
    "mars märz maerz mär mrz marzo março marco maart mrt",
    "avril avr abril abr aprile",
    "mai mayo maio maggio mag mei",
    "juin juni junio junho giugno giu",
    "juillet juil juli julio julho luglio lug",
    "août aout agosto ago augustus",
    "septembre septiembre setiembre setembro settembre set",
    "octobre oktober okt octubre outubro ottobre ott",
    "novembre noviembre novembro",
    "décembre decembre déc dezember dez diciembre dic dezembro dicembre december",
)
_MONTH_NUMBERS.update(
    (spelling, number)
    for number, spellings in enumerate(_OTHER_MONTHS, start=1)
    for spelling in spellings.split()
)
# Web of Science writes three letters: WIN, SPR, SUM, FAL.
_SEASONS = frozenset(
    {"spring", "summer", "autumn", "fall", "winter", "spr", "sum", "aut", "fal", "win"}
)
# Words that stand in a written date and say nothing about year, month or day.
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "º"})
_WEEKDAYS = frozenset(
    spelling
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for spelling in (day, day[:3])
)
_FILLERS = (
    frozenset({"through", "to", "and", "of", "the", "de", "del", "cop", "c", "ca"})
    | _ORDINALS
    | _WEEKDAYS
)
# Those of them that are not missed where year, month and day are written as numbers.
_SPARE = _ORDINALS | _WEEKDAYS | {"of", "the", "de", "del", *"年月日년월일"}

_DIGITS = frozenset("0123456789")
_YEAR = re.compile(r"[0-9]{4,5}")
_YEAR_IN_WORDS = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")
_LAST_YEAR = 9999
_ISO = re.compile(
    r"([0-9]{4})([-/.]) ?([0-9]{1,2})"
    r"(?:\2 ?([0-9]{1,2})\.?(?:[T ]([0-9]{1,2}:[0-9:.]{2,12}(?:Z|[+-][0-9:]{4,6})?))?)?"
)
_MIDNIGHT = re.compile(r"[0:.]+(?:Z|[+-][0:]+)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_FLOAT = re.compile(r"([0-9]{4})\.0")
_MONTH_AND_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.-]([0-9]{4})")
_EAST_ASIAN = re.compile(
    r"([0-9]{4}) ?[年년](?: ?([0-9]{1,2}) ?[月월](?: ?([0-9]{1,2}) ?[日일])?)?"
)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_DOUBLE_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})/{0,2}")
_WORD_OR_NUMBER = re.compile(r"[0-9]+|[^\W\d_]+")
_PLACEHOLDER = re.compile(r"(?<![^\W_])(?:undefined|null|nan|nat|none)(?![^\W_])", re.IGNORECASE)
# No written date is longer; a longer value is prose.
_LONGEST = 120

PLAIN_DATE = (
    r"(?:[1-9][0-9]{3}(?:/{0,3}|/(?:0?[1-9]|1[0-2])/{0,2}|/(?:(?:0?[1-9]|1[0-2])/"
    r"(?:0?[1-9]|1[0-9]|2[0-8])|(?:0?[13-9]|1[0-2])/(?:29|30)|(?:0?[13578]|1[02])/31)/?))?"
)
"""A pattern of dates, in the form of RIS and without further text, that the calendar has."""


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
    return _parse_again(text) if len(text) <= _LONGEST else _parse(text)


def year_of(dates: Iterable[str]) -> str:
    """Return the year of the first date that has one, or else of what looks like one in its words.

    Takes the values of fields; returns digits, empty where no value has a year. Never raises.
    """
    for value in dates:
        date = parse_date(value)
        if date is not None and date.year is not None and 0 < date.year <= _LAST_YEAR:
            return str(date.year)
        if found := _YEAR_IN_WORDS.search(value[:_LONGEST]):
            return found[0]
    return ""


@lru_cache(maxsize=4096)
def _parse_again(text: str) -> RisDate | None:
    """Do what `_parse` does, and remember it: several rules ask, and files repeat their years."""
    return _parse(text)


def _parse(text: str) -> RisDate | None:
    value = text.strip()
    if "/" in value:
        slashes = _parse_slashes(value)
        if slashes is not None:
            return slashes
        value = value.rstrip("/ ")
    if _YEAR.fullmatch(value):
        return RisDate(int(value), None, None, "", "year")
    iso = _ISO.fullmatch(value)
    if iso and (iso[4] or iso[2] == "-"):
        time = iso[5] or ""
        other = "" if _MIDNIGHT.fullmatch(time) else time
        return RisDate(int(iso[1]), _part(iso[3]), _part(iso[4]), other, "iso")
    east_asian = _EAST_ASIAN.fullmatch(value)
    if east_asian:
        year, month, day = east_asian.groups()
        return RisDate(int(year), _part(month), _part(day), "", "words")
    if float_year := _FLOAT.fullmatch(value):
        # What spreadsheets make of a year.
        return RisDate(int(float_year[1]), None, None, "", "numbers")
    if month_and_year := _MONTH_AND_YEAR.fullmatch(value):
        return RisDate(int(month_and_year[2]), int(month_and_year[1]), None, "", "numbers")
    compact = _COMPACT.fullmatch(value)
    if compact:
        reading = RisDate(int(compact[1]), _part(compact[2]), _part(compact[3]), "", "compact")
        return reading if is_possible(reading) else None
    if _YEAR_LAST.fullmatch(value):
        readings = year_last_readings(value)
        return readings[0] if len(readings) == 1 else None
    return _parse_words(value) if len(value) <= _LONGEST else None


def year_last_readings(text: str) -> tuple[RisDate, ...]:
    """Return what `03/04/2019` can mean: none, one or two days; the day-first reading first.

    ``13/04/2019`` can only be in April; dots and hyphens are read alike. Never raises.
    """
    match = _YEAR_LAST.fullmatch(text.strip())
    if match is None:
        return ()
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day_first = RisDate(year, second, first, "", "numbers")
    month_first = RisDate(year, first, second, "", "numbers")
    readings = (day_first,) if first == second else (day_first, month_first)
    # Without regard to the month's length: 31/02/2019 means a day, though there is none.
    return tuple(
        date for date in readings if 1 <= (date.month or 0) <= 12 and 1 <= (date.day or 0) <= 31
    )


def double_year(text: str) -> tuple[int, int] | None:
    """Return the years of ``1998/99``, which is no month 99; None for anything else."""
    match = _DOUBLE_YEAR.fullmatch(text.strip())
    if match is None or int(match[2]) <= 12 or int(match[2]) != (int(match[1]) + 1) % 100:
        return None
    return int(match[1]), int(match[1]) + 1


def ris_form(date: RisDate) -> str | None:
    """Write a date as ``YYYY/MM/DD/other``, or as the year alone; None where it has no year.

    A slash inside ``other`` becomes a hyphen, for Zotero reads no date with a fifth part.
    """
    if date.year is None:
        return None
    if date.month is None and date.day is None and not date.other:
        return f"{date.year:04}"
    month = "" if date.month is None else f"{date.month:02}"
    day = "" if date.day is None else f"{date.day:02}"
    return f"{date.year:04}/{month}/{day}/{date.other.replace('/', '-')}"


def same_date(before: str, after: str, year: int | None = None) -> bool:
    """Tell whether two values name the same day and no word of the first one is missing.

    ``year`` is what a first value without a year is completed with. Month words, ordinals and
    numbers may go where the second value says year, month and day in numbers. Never raises.
    """
    old, new = parse_date(before), parse_date(after)
    if old is None or new is None:
        return False
    wanted = (year if old.year is None else old.year, old.month, old.day)
    if wanted != (new.year, new.month, new.day):
        return False
    if old.kind == "compact":
        return True  # all of it is year, month and day
    said = {word.casefold().lstrip("0") for word in _WORD_OR_NUMBER.findall(after)}
    # Zero says nothing, and T and Z only mark the time of an ISO date.
    said |= {"", "t", "z"} if old.kind == "iso" else {""}
    words = (word.casefold().lstrip("0") for word in _WORD_OR_NUMBER.findall(before))
    return all(
        word in said
        or word in _SPARE
        or (new.month is not None and month_number(word) == new.month)
        for word in words
    )


def today() -> datetime.date:
    """Return today's date: the one place that asks the clock, for tests to replace."""
    return datetime.datetime.now().astimezone().date()


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
        other = rest.strip(" ,;:/-()[]").lstrip(".")
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
