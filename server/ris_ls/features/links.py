"""What in a record leads somewhere: DOIs, PubMed and arXiv numbers, addresses, ISSNs, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ris_ls.features.place import LARGEST_BLOCK, Entry, entries
from ris_ls.knowledge import tag
from ris_ls.text import Block, Span
from ris_ls.values.doi import doi_address, parse_doi
from ris_ls.values.pmids import is_pmid, labelled_pmid
from ris_ls.values.serials import find_serials

LONGEST_VALUE = 5000
"""In code points: what is longer is a text, and a link in it is the editor's to find."""


class Link(NamedTuple):
    """A part of one line that leads somewhere. Offsets count from the start of the block."""

    span: Span
    target: str
    """An address; for a file that is named without its folder, the path as written."""
    tooltip: str
    """Where it leads, in a few words."""
    is_path: bool = False
    """Whether the target is a path, as seen from the folder of the file that names it."""


_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"]+", re.IGNORECASE)
_ARXIV = re.compile(
    r"\barxiv[: ]{1,2}(?:abs/)?"
    r"([0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?|[a-z-]{2,8}(?:\.[A-Z]{2})?/[0-9]{7})\b",
    re.IGNORECASE,
)
_OPENING = {")": "(", "]": "[", "}": "{"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ATTACHMENT = re.compile(r"internal-pdf://", re.IGNORECASE)


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
    if kind == "doi" or (kind in ("identifier", "note", "text") and _is_doi(value)):
        yield from _doi(value)
        return
    addresses = list(_addresses(value))
    if addresses:
        yield from addresses
        return
    if kind == "issn_isbn":
        for serial in find_serials(value):
            if serial.kind == "ISSN" and serial.valid:
                span = Span(serial.start, serial.end)
                target = f"https://portal.issn.org/resource/ISSN/{serial.normal}"
                yield Link(span, target, "Open the journal in the ISSN portal")
    elif kind == "file":
        yield from _file(value)
    if (match := _ARXIV.search(value)) is not None:
        yield Link(Span(*match.span()), f"https://arxiv.org/abs/{match[1]}", "Open on arXiv")
    number = value if entry.tag == "PMID" else labelled_pmid(value, accession=entry.tag == "AN")
    if number is not None and is_pmid(number):
        at = value.rindex(number)
        target = f"https://pubmed.ncbi.nlm.nih.gov/{number}/"
        yield Link(Span(at, at + len(number)), target, "Open in PubMed")


def _is_doi(value: str) -> bool:
    return (
        value.lstrip()[:12].casefold().startswith(("10.", "doi"))
        and parse_doi(value).doi is not None
    )


def _doi(value: str) -> Iterator[Link]:
    found = parse_doi(value)
    if found.doi is not None and found.doi_span is not None:
        start, end = found.doi_span
        yield Link(Span(start, end), doi_address(found.doi), "Open the DOI")
    else:
        yield from _addresses(value)


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


def _file(value: str) -> Iterator[Link]:
    """Yield the file that L1 to L4 name: a path, or an address of the file's own kind."""
    if _ATTACHMENT.match(value):
        return  # EndNote alone knows in which folder such a file lies
    whole = Span(0, len(value))
    if value[:5].casefold() == "file:":
        yield Link(whole, value, "Open the file")
    elif _DRIVE.match(value) or not _SCHEME.match(value):
        yield Link(whole, value, "Open the file", is_path=True)
