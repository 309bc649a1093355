"""A record as a person would cite it: author and date in short, or a whole reference.

Author, date, title, source, as most author-date styles have them; no style in particular. What a
record does not say is left out. Everything is taken as written, but for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ris_ls.features.markdown import escape
from ris_ls.features.place import Entry
from ris_ls.knowledge import tags_of_concept
from ris_ls.text.edits import Edit, apply_edits
from ris_ls.values.dates import parse_date
from ris_ls.values.doi import doi_address, parse_doi
from ris_ls.values.markup import find_tags, without_tags
from ris_ls.values.names import Name, parse_name
from ris_ls.values.pages import parse_pages
from ris_ls.values.placeholders import is_placeholder

_SHOWN_NAMES = 7
"""So many names are shown; of more the first six and the last one."""

_LONGEST_NAME = 80
_LONGEST_TITLE = 300
_JOINED_INITIALS = re.compile(r"\.(?=\w)")
DATE_TAGS = ("PY", "Y1", "DA", "PD")
"""The year of publication is in PY before it is in DA, which may hold month and day alone."""
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Citation:
    """What of a record goes into a reference; empty where the record does not say it."""

    names: tuple[Name, ...]
    are_editors: bool
    """Whether the names are those of editors, as no author is named."""
    year: str
    title: str
    source: str
    """The journal, book or series that it appeared in."""
    volume: str
    issue: str
    pages: str
    publisher: str
    doi: str
    url: str


def citation(entries: Iterable[Entry]) -> Citation:
    """Return what of the fields of one record goes into a reference. Never raises."""
    values: dict[str, list[str]] = {}
    for entry in entries:
        if entry.value and not is_placeholder(entry.tag, entry.value):
            values.setdefault(entry.tag, []).append(entry.value)

    def every(*concepts: str) -> list[str]:
        for concept in concepts:
            for tag in tags_of_concept(concept):
                if tag in values:
                    return values[tag]
        return []

    def first(*concepts: str) -> str:
        return next(iter(every(*concepts)), "")

    authors = every("author")
    title = _plain(first("title"))
    source = _plain(first("secondary_title", "abbreviated_title", "series_title"))
    return Citation(
        tuple(map(parse_name, authors or every("secondary_author"))),
        not authors,
        year_of([value for tag in DATE_TAGS for value in values.get(tag, ())]),
        title or source,
        source if title else "",
        first("volume"),
        first("issue"),
        _pages(first("start_page", "pages"), first("end_page")),
        first("publisher"),
        parse_doi(first("doi")).doi or "",
        next(filter(_ADDRESS.fullmatch, every("url")), ""),
    )


def in_short(cited: Citation) -> str:
    """Return author and date: ``Doe & Roe (2020)``, ``Doe et al. (2020)``; a title without author.

    Plain text. Empty for a record that names neither.
    """
    families = [name.family or name.text for name in cited.names]
    if not families:
        head = cited.title
    elif len(families) > 2:
        head = f"{families[0]} et al."
    else:
        head = " & ".join(families)
    return f"{head} ({cited.year or 'n.d.'})" if head else ""


def reference(cited: Citation) -> str:
    """Return a whole reference, as Markdown. Empty for a record without author and title."""
    parts: list[str] = []
    if cited.names:
        editors = (" (Eds.)" if len(cited.names) > 1 else " (Ed.)") if cited.are_editors else ""
        parts.append(f"{_names(cited.names)}{editors} ({cited.year or 'n.d.'})")
    title = escape(cited.title, _LONGEST_TITLE)
    if title:
        dated = "" if cited.names else f" ({cited.year or 'n.d.'})"
        parts.append((title if cited.source else f"*{title}*") + dated)
    if not parts:
        return ""
    parts += [part for part in (_source(cited), escape(cited.publisher)) if part]
    text = " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts)
    address = doi_address(cited.doi) if cited.doi else cited.url
    # With the address by itself, the signs of an escape would become a part of it.
    return f"{text} [{escape(address, 200)}](<{address}>)" if address else text


def _source(cited: Citation) -> str:
    """Return where it appeared: *Journal*, *12*(3), 45-67."""
    number = f"*{escape(cited.volume, 20)}*" if cited.volume else ""
    if cited.issue:
        number += f"({escape(cited.issue, 20)})"
    source = f"*{escape(cited.source, _LONGEST_TITLE)}*" if cited.source else ""
    return ", ".join(part for part in (source, number, escape(cited.pages, 40)) if part)


def _names(names: Sequence[Name]) -> str:
    shown = [escape(_name(name), _LONGEST_NAME) for name in names]
    if len(shown) > _SHOWN_NAMES:
        return f"{', '.join(shown[: _SHOWN_NAMES - 1])}, … {shown[-1]}"
    return " & ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _name(name: Name) -> str:
    """Return a name with initials, ``Doe, J. R., Jr.``, as far as it is that of a person."""
    if name.kind != "person" or not name.given:
        return name.family or name.text
    words = _JOINED_INITIALS.sub(". ", name.given).split()
    initials = " ".join(map(_initials, words))
    return ", ".join(part for part in (name.family, initials, name.suffix) if part)


def _initials(word: str) -> str:
    return "-".join(f"{part[0]}." for part in word.split("-") if part and part != ".")


def year_of(dates: Iterable[str]) -> str:
    """Return the year of the first date that has one; empty when none has."""
    for value in dates:
        date = parse_date(value)
        if date is not None and date.year is not None:
            return str(date.year)
        if found := _YEAR.search(value[:100]):
            return found[1]
    return ""


def _pages(start: str, end: str) -> str:
    found = parse_pages(f"{start}-{end}" if end and end != start else start) if start else None
    if found is None:
        return start or end
    return f"{found.start}\u2013{found.end}" if found.end else found.start


def _plain(text: str) -> str:
    """Return a text without markup."""
    tags = find_tags(text)
    if not tags:
        return text
    changes = without_tags(text, tags)
    return apply_edits(text, [Edit(*change.span, change.text) for change in changes])
