"""A record as a person would cite it: author and date in short, and what a whole reference says.

What a record does not say is left out. Everything is taken as written, but for markup, entities and
signs that several names or names left out are told by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ris_ls.features.links import first_address
from ris_ls.features.place import Entry
from ris_ls.knowledge import editor_tags, meaning, reference_type, tags_of_concept
from ris_ls.values.dates import RisDate, is_possible, parse_date, year_of
from ris_ls.values.doi import parse_doi
from ris_ls.values.markup import readable
from ris_ls.values.name_forms import others_start, plain_name
from ris_ls.values.names import PLAIN_NAME, Name, is_east_asian, parse_name, split_names
from ris_ls.values.pages import PageRange, expand_end, parse_pages
from ris_ls.values.placeholders import is_placeholder

MOST_NAMES = 20
"""So many names are told of; of more, some from the beginning and the last one."""

_LONGEST = 2000
"""In code points: of a longer value the beginning is enough."""
_LEFT_OVER = " ,;:"
DATE_TAGS = ("PY", "Y1", "DA", "PD")
"""The year of publication is in PY before it is in DA, which may hold month and day alone."""
_IN_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class People:
    """Some names, those of the authors or of the editors."""

    names: tuple[Name, ...] = ()
    and_others: bool = False
    """Whether the record says that there are others (*et al.*)."""
    are_editors: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """What of a record goes into a reference; empty where the record does not say it."""

    type_code: str
    """The reference type as both specifications write it; empty for an unknown one."""
    people: People
    """Who it is cited by: the authors, or editors where no author is named."""
    editors: People
    """The editors of the book, beside those that it is cited by."""
    year: str
    date: RisDate | None
    """The date of publication where month or day are known."""
    title: str
    source: str
    """The journal, book, conference or series that it appeared in."""
    is_container: bool
    """Whether the title is that of the journal or book, as the record has none of its own."""
    volume: str
    issue: str
    pages: PageRange | None
    """Of a list the start is the whole, as written."""
    article: str
    """The number of an article that has no pages."""
    edition: str
    """The edition, or of a program or data set the version."""
    number: str
    """The number of a report, patent or standard."""
    kind: str
    """What kind of thesis it is."""
    publisher: str
    accessed: str
    """The date of access as written."""
    doi: str
    url: str


class _Fields:
    """The values of one record that say something, by tag."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._values: dict[str, list[str]] = {}
        written = ""
        for entry in entries:
            written = written or entry.type_code
            if entry.value and not is_placeholder(entry.tag, entry.value):
                self._values.setdefault(entry.tag, []).append(entry.value)
        known = reference_type(written)
        self.type_code = (known.canonical or known.code) if known else ""

    def every(self, *tags: str) -> list[str]:
        """Return all values of the first of some tags that is there."""
        return next((self._values[tag] for tag in tags if tag in self._values), [])

    def all_of(self, tags: Iterable[str]) -> list[str]:
        """Return the values of all of some tags."""
        return [value for tag in tags for value in self._values.get(tag, ())]

    def concept(self, *concepts: str) -> str:
        """Return the first value that means one of some things whatever the type, readable."""
        return self.text(*(tag for concept in concepts for tag in tags_of_concept(concept)))

    def text(self, *tags: str) -> str:
        """Return the first value of the first of some tags that is there, readable."""
        return readable(next(iter(self.every(*tags)), "")[:_LONGEST]).strip(_LEFT_OVER)

    def called(self, label: str, *tags: str) -> tuple[str, ...]:
        """Return those of some tags that the type calls so."""
        return _called(self.type_code, label, tags)


@cache
def _called(type_code: str, label: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if label in meaning(tag, type_code or None))


def citation(entries: Iterable[Entry]) -> Citation:
    """Return what of the fields of one record goes into a reference. Never raises."""
    fields = _Fields(entries)
    people, editors = _people(fields)
    title = fields.concept("title")
    source = fields.concept("secondary_title", "abbreviated_title", "series_title")
    dates = fields.all_of(DATE_TAGS)
    year = year_of(dates)
    return Citation(
        fields.type_code,
        people,
        editors,
        year,
        _in_year(dates, year),
        title or source,
        source if title else "",
        not title,
        fields.text(*fields.called("Volume", *tags_of_concept("volume"))),
        fields.concept("issue"),
        _pages(fields.concept("start_page", "pages"), fields.concept("end_page")),
        fields.text("C7") if fields.called("Article Number", "C7") else "",
        fields.text(*fields.called("Edition", "ET"), *fields.called("Version", "ET")),
        fields.text(*fields.called("Number", "SN", "M1")),
        fields.text(*fields.called("Type", "M3"), *fields.called("Degree", "VL")),
        fields.concept("publisher"),
        fields.text("Y2", *fields.called("Access Date", "M1")),
        parse_doi(next(iter(fields.every("DO", "DI")), "")).doi or "",
        next(filter(None, map(first_address, fields.all_of(tags_of_concept("url")))), ""),
    )


def authors(entries: Iterable[Entry]) -> People:
    """Return all authors that the fields of one record name, however many. Never raises."""
    return _read(_Fields(entries).every(*tags_of_concept("author")), are_editors=False)


def in_short(cited: Citation) -> str:
    """Return author and date: ``Doe & Roe (2020)``, ``Doe et al. (2020)``; a title without author.

    Plain text. Empty for a record that names neither.
    """
    people = cited.people
    named = [short_name(name) for name in people.names]
    if not named:
        head = cited.title
    elif len(named) > 2 or people.and_others:
        head = f"{named[0]} et al."
    else:
        head = " & ".join(named)
    return f"{head}{role(people)} ({cited.year or 'n.d.'})" if head else ""


def role(people: People) -> str:
    """Return what is said behind the names of editors, `` (Ed.)``; empty for those of authors."""
    if not people.are_editors:
        return ""
    return " (Eds.)" if len(people.names) > 1 or people.and_others else " (Ed.)"


def short_name(name: Name) -> str:
    """Return a family name.

    In Chinese, Japanese and Korean letters that of many people is the same, so it is the whole.
    """
    whole = is_east_asian(name.text) and name.given
    return f"{name.family} {name.given}" if whole else name.family or name.text


def _people(fields: _Fields) -> tuple[People, People]:
    """Return who a record is cited by, and editors beside them."""
    called = editor_tags(fields.type_code or None)
    editors = [tag for tag in called if tag not in fields.called("Series", *called)]
    found = _read(_shown(fields.every(*tags_of_concept("author"))), are_editors=False)
    if found.names:
        return found, _read(_shown(fields.every(*editors)), are_editors=True)
    found = _read(_shown(fields.every(*editors, *called)), are_editors=True)
    if found.names:
        return found, People()
    others = fields.every(*tags_of_concept("secondary_author"))
    return _read(_shown(others), are_editors=False), People()


def _shown(values: Sequence[str]) -> Sequence[str]:
    """Return as many values as are shown of names, and the last one."""
    return values if len(values) <= MOST_NAMES + 1 else [*values[:MOST_NAMES], values[-1]]


def _read(values: Sequence[str], *, are_editors: bool) -> People:
    names: list[Name] = []
    and_others = False
    for value in values:
        text = readable(value[:_LONGEST])
        if _IN_BRACES.fullmatch(value):  # so BibTeX writes the name of a group
            names.append(Name(text, text.strip(), "", "", "group", "unknown"))
            continue
        if re.fullmatch(PLAIN_NAME, text):
            names.append(parse_name(text))
            continue
        cut = others_start(text)
        if cut is not None:
            and_others, text = True, text[:cut]
        names += (parse_name(plain_name(part)) for part in _apart(text))
    return People(tuple(name for name in names if name.family), and_others, are_editors)


def _apart(text: str) -> list[str]:
    found = split_names(text)
    return [text[slice(*span)] for span in found.spans] if found.separator else [text]


def _in_year(dates: Iterable[str], year: str) -> RisDate | None:
    """Return the first date in a year that has a month."""
    for date in map(parse_date, dates):
        if date and date.month and str(date.year) == year and is_possible(date):
            return date
    return None


def _pages(start: str, end: str) -> PageRange | None:
    if not start or end == start:
        end = ""
    if not start:
        return None
    written = f"{start}-{end}" if end else start
    found = parse_pages(written) or _between(parse_pages(start), parse_pages(end))
    if found is None:
        return PageRange(start, "", "page")
    if found.kind == "list":
        return replace(found, start=written[max(0, written.find(found.start)) :])
    return found


def _between(first: PageRange | None, last: PageRange | None) -> PageRange | None:
    """Return the range of two pages, each of which may have a word in front: ``p. 5``, ``p. 9``."""
    if first is None or last is None or not first.kind == last.kind == "page":
        return None
    return PageRange(first.start, expand_end(first.start, last.start) or last.start, "range")
