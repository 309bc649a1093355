"""What in a record leads somewhere: DOIs, PubMed and arXiv numbers, addresses, ISSNs, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from ris_ls.features.place import Entry, entries
from ris_ls.knowledge import tag
from ris_ls.library import LARGEST_BLOCK, doi_named
from ris_ls.text import Block, Span
from ris_ls.values.doi import PLAIN_DOI, doi_address, parse_doi, placed_dois
from ris_ls.values.pmids import is_pmid, labelled_pmid
from ris_ls.values.serials import find_serials
from ris_ls.values.urls import parse_url

LONGEST_VALUE = 5000
"""In code points: what is longer is a text, and a link in it is the editor's to find."""


class Link(NamedTuple):
    """A part of one line that leads somewhere. Offsets count from the start of the block."""

    span: Span
    target: str
    """An address; for a file that is named without its folder, the path, no sign escaped."""
    tooltip: str
    """Where it leads, in a few words."""
    is_path: bool = False
    """Whether the target is a path, as seen from the folder of the file that names it."""


_WEB = r"(?:https?|ftp)://"
# A semicolon is a part of many addresses, but not in front of the next one.
_ADDRESS = re.compile(rf"{_WEB}(?:(?!;{_WEB})[^\s<>\"])+", re.IGNORECASE)
_ARXIV = re.compile(
    r"\barxiv[: ]{1,2}(?:abs/)?"
    r"([0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?|[a-z-]{2,8}(?:\.[A-Z]{2})?/[0-9]{7})\b",
    re.IGNORECASE,
)
_OPENING = {")": "(", "]": "[", "}": "{"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ATTACHMENT = re.compile(r"internal-pdf://", re.IGNORECASE)
_FILE_TAGS = ("L1", "L2", "L3", "L4")
"""Tags of links. Both specifications have files in L1 and L4; programs write them in the others."""
_PART = re.compile(r"[^\s;](?:[^;]*[^\s;])?")
_WHOLE = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_WEB_AHEAD = re.compile(rf"\s*{_WEB}", re.IGNORECASE)
_DOI = re.compile(rf"(?:doi:? ?)?(?:{PLAIN_DOI})", re.IGNORECASE)
_BETWEEN_DOIS = re.compile(r";\s*|,\s+")
_BLANK = re.compile(r"\s")
_QUOTES = (('"', '"'), ("<", ">"))
# Blanks, and what is not ASCII, as in an address.
_ESCAPED = re.compile(r"%20|(?:%[89A-F][0-9A-F])+", re.IGNORECASE)
_EXTENSION = re.compile(r"[^\s.]\.(?=[A-Za-z0-9]{0,4}[A-Za-z])[A-Za-z0-9]{1,5}\s*\Z")


def block_links(block: Block) -> list[Link]:
    """Return what leads somewhere in one block, in file order. Never raises."""
    if block.length > LARGEST_BLOCK:
        return []
    found: list[Link] = []
    for entry in entries(block):
        if entry.value_start < entry.value_end <= entry.value_start + LONGEST_VALUE:
            value = block.text[entry.value_start : entry.value_end]
            links = (
                link._replace(span=link.span.shift(entry.value_start)) for link in _of(entry, value)
            )
            found += links
    return found


def _of(entry: Entry, value: str) -> Iterator[Link]:
    """Yield what leads somewhere in a value. Offsets count from its start."""
    known = tag(entry.tag)
    kind = known.value_kind if known else "text"
    addresses = list(_addresses(value))
    if kind == "doi" or _is_doi(entry.tag, kind, value):
        yield from _dois(value) or addresses
        return
    if addresses:
        yield from addresses
        return
    if kind == "issn_isbn":
        for serial in find_serials(value):
            if serial.kind == "ISSN" and serial.valid:
                span = Span(serial.start, serial.end)
                target = f"https://portal.issn.org/resource/ISSN/{serial.normal}"
                yield Link(span, target, "Open the journal in the ISSN portal")
    elif kind == "url" and (whole := parse_url(value)).kind == "no-scheme" and whole.mended:
        yield Link(_without_blanks(value), whole.mended, "Open the address")
        return
    elif entry.tag in _FILE_TAGS:
        yield from _files(value, may_be_text=kind != "file")
    if (match := _ARXIV.search(value)) is not None:
        yield Link(Span(*match.span()), f"https://arxiv.org/abs/{match[1]}", "Open on arXiv")
    number = value if entry.tag == "PMID" else labelled_pmid(value, accession=entry.tag == "AN")
    if number is not None and is_pmid(number):
        at = value.rindex(number)
        target = f"https://pubmed.ncbi.nlm.nih.gov/{number}/"
        yield Link(Span(at, at + len(number)), target, "Open in PubMed")


def _is_doi(code: str, kind: str, value: str) -> bool:
    """Tell whether a value in another field than DO is a DOI.

    In fields where exporters put one it may have words behind it; elsewhere it is nothing else.
    """
    if _WEB_AHEAD.match(value):
        return False
    if doi_named(code, value):
        return True
    return kind in ("identifier", "note", "text") and all(
        _DOI.fullmatch(part) for part in _BETWEEN_DOIS.split(value.strip().rstrip(";"))
    )


def _dois(value: str) -> list[Link]:
    found = parse_doi(value)
    placed = placed_dois(value) if found.problems == ("several",) else ()
    if found.doi is not None and found.doi_span is not None:
        placed = ((found.doi_span, found.doi),)
    return [Link(Span(*span), doi_address(doi), "Open the DOI") for span, doi in placed]


def _addresses(value: str) -> Iterator[Link]:
    for match in _ADDRESS.finditer(value):
        end = match.end()
        while end > match.start():
            last = value[end - 1]
            unopened = last in _OPENING and value.count(last, match.start(), end) > value.count(
                _OPENING[last], match.start(), end
            )
            if last not in ".,;:!?'" and not unopened:
                break
            end -= 1
        yield Link(Span(match.start(), end), value[match.start() : end], "Open the address")


def first_address(value: str) -> str:
    """Return the first web address of a value that holds nothing else; empty without one.

    Of a value too long for a link the beginning is read.
    """
    value = value[:LONGEST_VALUE]
    read = parse_url(value)
    if read.kind in ("no-scheme", "bracketed"):
        return read.mended or ""
    if read.kind not in ("address", "several"):
        return ""
    return next((link.target for link in _addresses(value)), "")


def _files(value: str, *, may_be_text: bool) -> Iterator[Link]:
    """Yield the files that a value names: paths, or addresses of the file's own kind.

    Several have semicolons between them, and each its extension: a name may hold a semicolon.
    """
    parts = [_unquoted(part) for part in _PART.finditer(value)]
    if len(parts) < 2 or not all(_EXTENSION.search(span.of(value)) for span in parts):
        parts = [_unquoted(part) for part in _WHOLE.finditer(value)]
    for span in parts:
        yield from _file(span.of(value), span, may_be_text=may_be_text)


def _unquoted(part: re.Match[str]) -> Span:
    """Return where a part of a value stands, without the quotation marks or brackets around it."""
    start, end = part.span()
    has_quotes = end - start > 2 and (part[0][0], part[0][-1]) in _QUOTES
    return Span(start + 1, end - 1) if has_quotes else Span(start, end)


def _file(value: str, span: Span, *, may_be_text: bool) -> Iterator[Link]:
    if _ATTACHMENT.match(value):
        return  # EndNote alone knows in which folder such a file lies
    if value[:5].casefold() == "file:":
        address = _BLANK.sub(lambda blank: quote(blank[0]), value)
        yield Link(span, address, "Open the file")
        return
    if value[:4].casefold() == "www." and (read := parse_url(value)).kind == "no-scheme":
        yield Link(span, read.mended or value, "Open the address")
        return
    is_path = _DRIVE.match(value) is not None or not _SCHEME.match(value)
    if is_path and (not may_be_text or _EXTENSION.search(value)):
        yield Link(span, _ESCAPED.sub(_decoded, value), "Open the file", is_path=True)


def _decoded(escaped: re.Match[str]) -> str:
    try:
        return unquote(escaped[0], errors="strict")
    except UnicodeDecodeError:
        return escaped[0]


def _without_blanks(value: str) -> Span:
    start = len(value) - len(value.lstrip())
    return Span(start, len(value.rstrip()))
