"""A whole reference, as Markdown: who, when, what, where, each part with its full stop.

In the form of APA 7, the style of the American Psychological Association. What each kind of work
has of its own is said once below. What the record does not say is left out together with the signs
around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ris_ls.features.citation import MOST_NAMES, Citation, People, role
from ris_ls.features.markdown import escape
from ris_ls.values.dates import MONTHS, RisDate, is_possible, month_number, parse_date
from ris_ls.values.doi import doi_address
from ris_ls.values.name_words import PARTICLES
from ris_ls.values.names import Name, is_east_asian
from ris_ls.values.pages import PageRange
from ris_ls.values.serials import find_serials

_PERIODICALS = frozenset({"JOUR", "EJOUR", "INPR", "ABST", "JFULL", "MGZN", "NEWS", "BLOG"})
_PARTS = frozenset({"CHAP", "ECHAP", "ENCYC", "DICT", "CONF", "CPAPER", "SER"})
"""What appears in a book, if the record names that."""
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK"})
"""Databases give this type to chapters too: these have first and last page."""
_ON_THE_WEB = frozenset({"ELEC", "ICOMM", "MULTI"})
_DAY_MATTERS = frozenset({"MGZN", "NEWS", "BLOG", *_ON_THE_WEB})
_ANYTHING = frozenset({"", "GEN"})
"""Types that tell nothing: what appeared somewhere is taken for an article."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "COMP": "Computer software",
        "DATA": "Data set",
        "MANSCPT": "Unpublished manuscript",
        "MAP": "Map",
        "MPCT": "Film",
        "SLIDE": "Slides",
        "SOUND": "Audio recording",
        "UNPB": "Unpublished manuscript",
        "VIDEO": "Video",
    }
)
_NUMBERED: Mapping[str, str] = MappingProxyType(
    {
        "GOVDOC": "Report No. ",
        "PAT": "Patent No. ",
        "RPRT": "Report No. ",
        "STAND": "",
    }
)

_LONGEST_NAME = 80
_LONGEST_TITLE = 300
_LONGEST_PART = 120
_LONGEST_NUMBER = 40
_WORD = re.compile(r"[^\W\d_]+")
_JOINED_INITIALS = re.compile(r"\.(?=\w)")
_IN_ROW = re.compile(r"[A-Z]{2,3}")
_ENDS = (".", "?", "!", "…", "。", "．", "｡", "？", "！")
_CLOSING = "*\"'”’»」』》"
_LAST_STOP = re.compile(r"(?<!\.)(?<!\.\w)[.。．｡]\Z")  # not that of `U.S.`
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,4}\.\Z")  # ed., rev., Aufl.
_ORDINAL = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th)?\.?(?: (?:ed|edn|edition)\.?)?", re.IGNORECASE)
_VERSION = re.compile(r"v(?:ersion|\.)? ?(?=[0-9])", re.IGNORECASE)
_VOLUME = re.compile(r"([0-9]{1,6}[A-Za-z]?|[IVXLC]{1,7})", re.IGNORECASE)
_WORD_FOR_VOLUME = re.compile(r"^(?:vol(?:ume)?|v|bd|band)\b\.? ?(?=[0-9IVXLC])", re.IGNORECASE)
_WORD_FOR_ISSUE = re.compile(
    r"^(?:(?:no|nr|num|number|iss|issue|heft|h)\b\.?|n?[°º]|№) ?(?=[0-9])", re.IGNORECASE
)
_WORD_IN = re.compile(r"^In: ?", re.IGNORECASE)
_NAMES_ITSELF = re.compile(r"\b(?:no|nr|report|patent|standard)\b", re.IGNORECASE)
_A_THESIS = re.compile(r"thes[ie]|diss|arbeit|tes[ei]|memoir|mémoire|schrift", re.IGNORECASE)


def reference(cited: Citation) -> str:
    """Return a whole reference, as Markdown. Empty for a record without author and title."""
    title = _title(cited)
    if not cited.people.names and not title:
        return ""
    who = f"{_names(cited.people)}{role(cited.people)}" if cited.people.names else title
    when = f"({_when(cited)})"
    what = title if cited.people.names else ""
    parts = [who, when, what, *_where(cited)]
    text = " ".join(map(_ended, filter(None, parts)))
    address = doi_address(cited.doi) if cited.doi else cited.url
    if not address:
        return text
    # With the address by itself, the signs of an escape would become a part of it.
    link = f"[{escape(address, 200)}](<{address}>)"
    return f"{text} {_retrieved(cited)}{link}"


def _ended(part: str) -> str:
    return part if part.rstrip(_CLOSING).endswith(_ENDS) else f"{part}."


# -- who and when -----------------------------------------------------------------------------


def _names(people: People, *, given_first: bool = False) -> str:
    """Return names as a list, ``Doe, J., & Roe, R.``, or ``J. Doe & R. Roe``."""
    shown = [escape(_name(name, given_first), _LONGEST_NAME) for name in people.names]
    if people.and_others:
        return f"{', '.join(shown[: MOST_NAMES - 1])}, et al."
    if len(shown) > MOST_NAMES:
        return f"{', '.join(shown[: MOST_NAMES - 1])}, … {shown[-1]}"
    before = ", ".join(shown[:-1])
    comma = "" if given_first and len(shown) < 3 else ","
    return f"{before}{comma} & {shown[-1]}" if before else shown[-1]


def _name(name: Name, given_first: bool) -> str:
    """Return a name with initials, ``Doe, J. R., Jr.``, as far as it is that of a person."""
    if name.kind != "person" or not name.given:
        return name.family or name.text
    if is_east_asian(name.text):
        return f"{name.family} {name.given}"
    initials = _initials(name.given)
    if given_first:
        return " ".join(part for part in (initials, name.family, name.suffix) if part)
    return ", ".join(part for part in (name.family, initials, name.suffix) if part)


def _initials(given: str) -> str:
    """Return given names as initials: ``J. R.`` for ``Jane Ruth`` and ``JR``, ``L. van``."""
    words = _JOINED_INITIALS.sub(". ", given).split()
    in_row = all(len(word) < 4 for word in words)
    return " ".join(filter(None, (_initial(word, in_row=in_row) for word in words)))


def _initial(word: str, *, in_row: bool) -> str:
    if _IN_ROW.fullmatch(word) and in_row:
        return " ".join(f"{sign}." for sign in word)
    if word.casefold() in PARTICLES and len(word) > 1:
        return word.lower()
    return "-".join(f"{part[0]}." for part in word.split("-") if part and part[0].isalnum())


def _when(cited: Citation) -> str:
    if cited.date is not None and cited.type_code in _DAY_MATTERS:
        return f"{cited.year}, {_day(cited.date)}"
    return cited.year or "n.d."


def _day(date: RisDate) -> str:
    """Return month and day of a date that has a month: ``May 1``, or ``January/February``."""
    months = dict.fromkeys(filter(None, map(month_number, _WORD.findall(date.other))))
    if len(months) > 1 and not date.day:
        return "/".join(MONTHS[month - 1] for month in months)
    return f"{MONTHS[(date.month or 1) - 1]}{f' {date.day}' if date.day else ''}"


def _retrieved(cited: Citation) -> str:
    """Return when something on the web was looked at: ``Retrieved May 3, 2021, from``."""
    if cited.type_code not in _ON_THE_WEB or not cited.accessed or cited.doi:
        return ""
    date = parse_date(cited.accessed)
    if date and date.month and date.year and is_possible(date):
        when = f"{_day(date)}, {date.year}"
    else:
        when = escape(cited.accessed.strip(" /,."), _LONGEST_NUMBER)
    return f"Retrieved {when}, from " if when else ""


# -- what and where ---------------------------------------------------------------------------


def _is_article(cited: Citation) -> bool:
    if cited.type_code in _PERIODICALS:
        return not cited.is_container
    return bool(cited.source) and cited.type_code in _ANYTHING


def _is_part(cited: Citation) -> bool:
    if cited.type_code in _BOOKS:
        return bool(_series(cited) and cited.pages and cited.pages.end)
    return bool(cited.source) and cited.type_code in _PARTS


def _series(cited: Citation) -> str:
    """Return what a book appeared in; databases write the title of the book there, too."""
    return "" if cited.source.casefold() == cited.title.casefold() else cited.source


def _title(cited: Citation) -> str:
    """Return the title; that of a work by itself is in italics, and what it is stands behind it."""
    title = escape(cited.title, _LONGEST_TITLE)
    if not title or _is_article(cited) or _is_part(cited):
        return title
    on_the_web = cited.type_code in _ON_THE_WEB
    within = "" if on_the_web else _bracketed(_within(cited, _whole_details(cited)))
    kind = _kind(cited)
    behind = within + (f" \\[{kind}\\]" if kind else "")
    return f"*{_unstopped(title) if behind else title}*{behind}"


def _unstopped(title: str) -> str:
    """Return a title without its full stop, which goes behind the brackets that follow."""
    return _LAST_STOP.sub("", title)


def _where(cited: Citation) -> list[str]:
    """Return where a work appeared, and who published it."""
    if _is_article(cited):
        by = "" if cited.source and cited.type_code in _PERIODICALS else _publisher(cited)
        return [_in_periodical(cited), by]
    if _is_part(cited):
        return [_in_book(cited), _publisher(cited)]
    if cited.type_code in _ON_THE_WEB and cited.source:
        return [escape(cited.source, _LONGEST_TITLE)]
    return ["" if cited.type_code == "THES" else _publisher(cited)]


def _in_periodical(cited: Citation) -> str:
    """Return *Journal*, *12*(3), 45-67."""
    volume = _WORD_FOR_VOLUME.sub("", cited.volume)
    number = f"*{escape(volume, 20)}*" if volume else ""
    if cited.issue:
        number += f"({escape(_WORD_FOR_ISSUE.sub('', cited.issue), 20)})"
    source = f"*{escape(cited.source, _LONGEST_TITLE)}*" if cited.source else ""
    return _listed((source, number, _range(cited.pages) or _article(cited)))


def _in_book(cited: Citation) -> str:
    """Return In R. Roe (Ed.), *Book* (2nd ed., Vol. 3, pp. 45-67)."""
    editors = _names(cited.editors, given_first=True) if cited.editors.names else ""
    by = f"{editors}{role(cited.editors)}, " if editors else ""
    details = (_edition(cited), _volume(cited), _paged(cited) or _article(cited))
    book = escape(_WORD_IN.sub("", cited.source), _LONGEST_TITLE)
    within = _bracketed(_listed(details))
    return f"In {by}*{_unstopped(book) if within else book}*{within}"


def _whole_details(cited: Citation) -> str:
    series = "" if cited.type_code == "THES" else escape(_series(cited), _LONGEST_PART)
    pages = _paged(cited) if cited.pages and cited.pages.end else ""
    return _listed((_edition(cited), series, _volume(cited), _number(cited), pages))


def _within(cited: Citation, details: str) -> str:
    """Return what stands in brackets behind the title of a book: ``R. Roe, Ed.; 2nd ed.``."""
    if not cited.editors.names:
        return details
    editors = f"{_names(cited.editors, given_first=True)}, {role(cited.editors).strip(' ()')}"
    return "; ".join(filter(None, (editors, details)))


def _kind(cited: Citation) -> str:
    """Return what a work is where that has to be said: ``PhD thesis, University of Examples``."""
    if cited.type_code != "THES":
        return _KINDS.get(cited.type_code, "")
    kind = cited.kind if not cited.kind.startswith(("10.", "http")) else ""
    if kind and not _A_THESIS.search(kind):
        kind += " thesis"
    where = cited.publisher or cited.source
    return _listed((escape(kind, _LONGEST_NUMBER) or "Thesis", escape(where)))


def _publisher(cited: Citation) -> str:
    """Return who published it; not again where that is its author."""
    by = {name.text.casefold() for name in cited.people.names}
    return "" if cited.publisher.casefold() in by else escape(cited.publisher)


def _edition(cited: Citation) -> str:
    """Return ``2nd ed.`` or ``Version 2``; a first edition does not name itself."""
    written = escape(cited.edition, _LONGEST_NUMBER)
    edition = written.rstrip(".")
    if cited.type_code in ("COMP", "DATA"):
        return edition and f"Version {_VERSION.sub('', edition)}"
    if match := _ORDINAL.fullmatch(edition):
        return f"{_ordinal(int(match[1]))} ed." if int(match[1]) > 1 else ""
    kept = written if _ABBREVIATED.search(written) else edition
    return f"{kept} ed." if edition.isalpha() else kept


def _ordinal(number: int) -> str:
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _volume(cited: Citation) -> str:
    match = _VOLUME.fullmatch(_WORD_FOR_VOLUME.sub("", cited.volume.strip()))
    return f"Vol. {match[1]}" if match and match[1].strip("0") else ""


def _number(cited: Citation) -> str:
    """Return the number of a report or patent; the field may hold an ISBN instead."""
    if cited.type_code not in _NUMBERED or any(each.valid for each in find_serials(cited.number)):
        return ""
    number = escape(cited.number, _LONGEST_NUMBER)
    word = "" if _NAMES_ITSELF.search(number) else _NUMBERED[cited.type_code]
    return number and f"{word}{number}"


def _article(cited: Citation) -> str:
    number = escape(cited.article, _LONGEST_NUMBER)
    return number if not number or number.casefold().startswith("art") else f"Article {number}"


def _range(pages: PageRange | None) -> str:
    if pages is None or pages.kind == "extent":
        return ""
    start = escape(pages.start, _LONGEST_NUMBER)
    runs_on = pages.end and pages.end != pages.start and pages.kind != "list"
    return f"{start}\u2013{escape(pages.end, _LONGEST_NUMBER)}" if runs_on else start


def _paged(cited: Citation) -> str:
    """Return ``pp. 45-67``, or ``p. 45``."""
    found = _range(cited.pages)
    is_list = cited.pages is not None and cited.pages.kind == "list"
    word = "pp." if is_list or "\u2013" in found else "p."
    return found and f"{word} {found}"


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""
