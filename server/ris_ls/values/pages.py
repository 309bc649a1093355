"""What SP, EP and C7 say: pages, page ranges, article numbers.

The 2001 specification gives SP the first page and EP the last one; the 2011 one gives SP the range.
Databases add forms of their own: ``479-+`` and ``193-&`` (Web of Science: goes on elsewhere),
``860-66`` (the end abbreviated), ``290.e5``, ``16-20+27-33``. Nothing here raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PageKind = Literal["page", "range", "article", "open", "list", "extent"]


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages as read by :func:`parse_pages`, in the labels of the source (``S12``, ``xiv``).

    ``end`` is empty for anything but a range or list, and written out where the source abbreviates
    it (``860-66`` ends at ``866``). An ``extent`` is a number of pages (``146p``), given in
    ``start``; ``open`` begins at ``start`` and does not tell its end.
    """

    start: str
    end: str
    kind: PageKind


# No field of pages is longer; a longer value is prose.
_LONGEST = 60
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_LABEL = (
    r"(?:[A-Za-z]{0,6}[0-9]{1,10}[A-Za-z]?(?:\.[A-Za-z]{1,2}[0-9]{1,4})?"
    r"|[IVXLCDM]{1,9}|[ivxlcdm]{1,9})"
)
_WORD_FOR_PAGES = re.compile(r"(?:pages?|pp?|pgs?)(?:\.\s?|\s+)(?=[0-9A-Za-z])", re.IGNORECASE)
_ONE = re.compile(_LABEL)
_RANGE = re.compile(rf"({_LABEL})\s?--?\s?({_LABEL})")
_OPEN = re.compile(rf"({_LABEL})\s?(?:-{{0,2}}\s?(?:\+|\\?&)|--?)")
# Parts of a list, which plus signs, commas or "and" keep apart.
_LIST_CUT = re.compile(r"[+,]|\band\b")
_EXTENT = re.compile(r"([0-9]{1,4})\s?(?:pp?\.?|pages|pgs?\.?)")
# "e0119495", "ofab563", "123827", "e01101-20" (year added), "e2021GH000431", "2050313X21991063"
_ARTICLE = re.compile(
    r"e[0-9]+|[A-Za-z]{2,6}[0-9]{3,}|[0-9]{6,}|e[0-9]{5}-[0-9]{2}|[0-9e][0-9]{3,6}[A-Za-z]{1,2}[0-9]{6,9}"
)
_ARTICLE_WORD = re.compile(r"(?:article|art|unsp|pii)\.?\s+(?:no\.?\s+)?(\S{1,30})", re.IGNORECASE)
_PARTS = re.compile(r"([A-Za-z]*)([0-9]+)([A-Za-z]*)")


def parse_pages(text: str) -> PageRange | None:
    """Read pages. Takes a field's value; returns the reading, or None where it is none.

    A word for *pages* in front and a full stop behind are passed over. Never raises.
    """
    value = text.strip().rstrip(".").rstrip()
    if not value or len(value) > _LONGEST:
        return None
    extent = _EXTENT.fullmatch(value)
    if extent:
        return PageRange(extent[1], "", "extent")
    value = value.translate(_DASHES)
    word = _WORD_FOR_PAGES.match(value)
    if word:
        value = value[word.end() :]
    article = _ARTICLE_WORD.fullmatch(value)
    if article:
        return PageRange(article[1], "", "article")
    if _ARTICLE.fullmatch(value):
        return PageRange(value, "", "article")
    if _ONE.fullmatch(value):
        return PageRange(value, "", "page")
    pair = _RANGE.fullmatch(value)
    if pair:
        return PageRange(pair[1], expand_end(pair[1], pair[2]) or pair[2], "range")
    begun = _OPEN.fullmatch(value)
    if begun:
        return PageRange(begun[1], "", "open")
    return _parse_list(value)


def _parse_list(value: str) -> PageRange | None:
    """Read ``16-20+27-33``: first label of the first part, last label of the last part."""
    parts = [part.strip() for part in _LIST_CUT.split(value)]
    if len(parts) < 2:
        return None
    labels: list[str] = []
    for part in parts:
        pair = _RANGE.fullmatch(part)
        if pair:
            labels += [pair[1], expand_end(pair[1], pair[2]) or pair[2]]
        elif _ONE.fullmatch(part):
            labels.append(part)
        else:
            return None
    return PageRange(labels[0], labels[-1], "list")


def expand_end(start: str, end: str) -> str | None:
    """Write out an abbreviated last page: 383 and 93 give 393, S21 and 8 give S28.

    Takes the labels of the first and last page; returns the last one in full, or None where it is
    not abbreviated, and where writing it out would put it before the first page. Never raises.
    """
    first, last = _PARTS.fullmatch(start), _PARTS.fullmatch(end)
    if first is None or last is None or len(start) > _LONGEST:
        return None
    prefix, digits, suffix = first.groups()
    if last[1] not in ("", prefix) or last[3] not in ("", suffix):
        return None
    if len(last[2]) > len(digits) or (len(last[2]) == len(digits) and last[1] == prefix):
        return None
    whole = digits[: len(digits) - len(last[2])] + last[2]
    if int(whole) < int(digits):
        return None
    full = f"{prefix}{whole}{suffix}"
    return full if full != end else None


def runs_on(pages: PageRange) -> bool:
    """Tell whether a range runs on: ``2-1`` is the first page of chapter 2. Never raises."""
    first, last = _PARTS.fullmatch(pages.start), _PARTS.fullmatch(pages.end)
    if first is None or last is None:
        return first is None and last is None  # roman numerals
    return (first[1], first[3]) == (last[1], last[3]) and int(first[2]) <= int(last[2])


def describe(pages: PageRange) -> str:
    """Write pages for people: ``pages 860 to 866 (7 pages)``, ``article e123``."""
    if pages.kind == "article":
        return f"article {pages.start}"
    if pages.kind == "extent":
        return f"{pages.start} pages in all"
    if pages.kind == "open":
        return f"from page {pages.start}"
    if pages.kind == "list":
        return f"several parts from page {pages.start} to {pages.end}"
    if not pages.end or pages.end == pages.start:
        return f"page {pages.start}"
    count = _count(pages)
    return f"pages {pages.start} to {pages.end}" + (f" ({count} pages)" if count else "")


def _count(pages: PageRange) -> int | None:
    first, last = _PARTS.fullmatch(pages.start), _PARTS.fullmatch(pages.end)
    if first is None or last is None or (first[1], first[3]) != (last[1], last[3]):
        return None
    count = int(last[2]) - int(first[2]) + 1
    return count if count > 1 else None
