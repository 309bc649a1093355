"""What a DOI field says, and what stands around the DOI in it.

A DOI is ``10.<registrant>/<suffix>``; the suffix may hold any printable sign (DOI Handbook, section
2.2), and DOIs made of serial item identifiers do: ``10.1002/(SICI)1097-0258(19980815/30)17:15/16<
1661::AID-SIM968>3.0.CO;2-2``. So nothing is called wrong for the signs it holds, except blanks, and
signs at the end that belong to the sentence around it. A short DOI (``10/gc3hqm``) counts as one.

The same DOI is written in many ways: as an address, with percent codes (``%28SICI%29``) or entities
(``&lt;``) in place of signs, with the tail of a publisher's address (``/full``, ``?af=R``). All of
them are read as the one DOI here; `doi_key` takes away what is left of the differences.

All offsets are code points into the text that was passed in. Nothing here raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, unquote

from ris_ls.values.entities import decode_entities

DoiProblem = Literal[
    "not-a-doi",
    "several",
    "text-before",
    "text-after",
    "blanks-inside",
    "trailing-punctuation",
    "percent-encoded",
    "cut",
]


@dataclass(frozen=True, slots=True)
class DoiReading:
    """A DOI field as read by :func:`parse_doi`.

    ``doi`` is the bare DOI, without its prefix, blanks and trailing punctuation, its signs as
    themselves; None when there is none, when there are several, and when it was cut.
    ``prefix_span`` covers ``https://doi.org/``, ``doi:`` and the like, with blanks after it, or is
    None. ``doi_span`` covers the DOI as written up to the last sign of ``doi``, blanks inside it
    included, so that deleting ``prefix_span`` and replacing everything from ``doi_span[0]`` on are
    two separate mends. ``mended`` is what
    the field should hold, where that is certain and differs from what it holds; else None.
    """

    doi: str | None
    prefix_span: tuple[int, int] | None
    doi_span: tuple[int, int] | None
    problems: tuple[DoiProblem, ...]
    mended: str | None


# One prefix; several may follow each other ("doi:https://doi.org/"). "doi-org.proxy.example" is how
# library proxies rewrite the address; "https//" and "https:/" are typing errors seen.
_PREFIX = re.compile(
    r"""(?:https?:?/{1,2}\s?)?(?:www\.)?(?:dx[.-])?doi[.-]org(?:\.[\w.-]{1,80})?(?::[0-9]{2,5})?/{1,2}
      | info:doi/ | urn:doi: | doi\ ?[:=]\ ? | doi\s+ | doi(?=10\.) | [<(\["'] | \s+""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"doi[.-]org", re.IGNORECASE)
# Lenient about the number of digits: a wrong registrant cannot be told from a rare one.
_CORE = re.compile(r"10\s?\.\s?[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}\s?/")
# "10/gc3hqm" of shortdoi.org leads to the same page as the DOI it is short for.
_SHORT = re.compile(r"10/(?=[0-9]{0,9}[a-z])[a-z0-9]{3,10}", re.IGNORECASE)
_CORE_WITHOUT_SLASH = re.compile(r"10\.[0-9]{4,9}[.\s]*$")
_CORE_ANYWHERE = re.compile(r"(?<![0-9.])10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,3}/(?=[^\s/])")
# What stands before a second DOI: a separator, or a prefix of its own.
_NEXT = re.compile(
    r"(?:[;,|\s]|doi\.org/|doi:)(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:)?\ ?10\.[0-9]{1,9}/",
    re.IGNORECASE,
)
_ENCODED_CORE = re.compile(r"10(?:\.|%2E)[0-9]{4,9}%2F", re.IGNORECASE)
# MEDLINE writes "[doi]" and "[pii]" after an identifier.
_LABEL_AFTER = re.compile(r"\s+\[(?:doi|pii)\]$", re.IGNORECASE)
_ENTITY_END = re.compile(r"&(?:amp;){0,2}#?[A-Za-z0-9]{1,10};$")
# Where one DOI ends and the next begins: at blanks, or at a separator with a DOI behind it.
_BETWEEN = re.compile(
    r"[;,|]?\s+|[;,|](?=(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)?10\.[0-9]{1,9}/)", re.IGNORECASE
)
# What publishers' addresses add to the DOI in them. A "?" or "#" in a DOI is encoded in an address;
# old DOIs do end in "2-#".
_ADDED_PATH = re.compile(r"(?:/(?:full|abstract|epdf|pdf|fulltext|html|meta)){1,2}$", re.IGNORECASE)
_STUB = re.compile(r"(?<=/)[A-Za-z]+\.? [A-Za-z]{1,3}[0-9]+$")
"""Letters with the rest of a DOI behind a blank: `10.1136/bmj n71`."""
_ADDED_TO_ADDRESS = re.compile(
    r"(?:v[0-9]{1,2})?\.(?:full|abstract)(?:[.-](?:text|pdf))?$|(?<=[^/])/$", re.IGNORECASE
)
_QUERY = re.compile(r"\?[A-Za-z_][\w.-]{0,40}=")
_QUERY_OF_ADDRESS = re.compile(r"\?|&(?=[A-Za-z_]{2,20}=)|#(?=[\w:-]{2})")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
PLAIN_DOI = (
    r"10\.[0-9]{4,9}/[A-Za-z0-9][-A-Za-z0-9._]*(?:\([-A-Za-z0-9.]*\)[-A-Za-z0-9._]*)*(?<!\.)"
)
"""A DOI in which nothing is wrong, as a regular expression: nearly all are of this form."""
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}
_MOST_PREFIXES = 8
_MOST_ENCODED = 4
"""So many times an entity may have been made of the one before."""
_LESS_THAN = ("lt;", "#60;", "#x3c;")
_ANGLE = re.compile(r"&(?:lt|gt|#60|#62|#x3c|#x3e);", re.IGNORECASE)
_CODED_BLANKS = re.compile(r"(?:%20|%0[9AD]|%C2%A0|&nbsp;|&#160;|&#xA0;)+$", re.IGNORECASE)


def parse_doi(text: str) -> DoiReading:
    """Read the value of a DOI field.

    Takes the value; returns the DOI and what is wrong with it. An empty value is ``not-a-doi``.
    Blanks inside are closed up only where both sides can belong to one DOI (a blank beside a slash,
    a hyphen or a bracket, or between a full stop and a digit); several DOIs are reported and never
    mended. Never raises.
    """
    return _read_again(text) if len(text) <= _LONGEST else _read(text, decode=True)


@lru_cache(maxsize=4096)
def _read_again(text: str) -> DoiReading:
    """Do what `_read` does, and remember it: several rules ask for the same value."""
    return _read(text, decode=True)


_LONGEST = 200
"""Longer values are not remembered."""


def doi_key(doi: str) -> str:
    """Return a bare DOI in the form in which it is compared: two are the same if these are equal.

    In small letters, typographic hyphens as the plain one.
    """
    return doi.lower().translate(_HYPHENS)


def doi_address(doi: str) -> str:
    """Return the address that leads to what a bare DOI names; signs that end one are encoded."""
    return "https://doi.org/" + quote(doi, safe="/:;.,()_-~!*'@&=+$")


def split_dois(text: str) -> tuple[str, ...]:
    """Return the DOIs of a value that holds several, in order, each as often as it stands there.

    Takes a value that :func:`parse_doi` calls ``several``. Never raises.
    """
    return tuple(doi for _, doi in placed_dois(text))


def placed_dois(text: str) -> tuple[tuple[tuple[int, int], str], ...]:
    """Return what :func:`split_dois` returns, each DOI with its span. Never raises."""
    cuts = [match.span() for match in _BETWEEN.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    found: list[tuple[tuple[int, int], str]] = []
    for start, end in zip(starts, ends, strict=True):
        reading = parse_doi(text[start:end])
        if reading.doi is not None and reading.doi_span is not None:
            left, right = reading.doi_span
            found.append(((start + left, start + right), reading.doi))
    return tuple(found)


def _read(text: str, *, decode: bool, in_address: bool = False) -> DoiReading:
    end = len(text.rstrip())
    start, prefix_end = _read_prefix(text, end)
    core = _CORE.match(text, prefix_end, end)
    if core is None:
        return _without_core(text, start, prefix_end, end, decode=decode)
    prefix_span = (start, prefix_end) if prefix_end > start else None
    if _NEXT.search(text, core.end(), end):
        return DoiReading(None, prefix_span, None, ("several",), None)

    problems: list[DoiProblem] = []
    certain = True
    raw = text[prefix_end:end]
    label = _LABEL_AFTER.search(raw[-10:])
    if label:
        problems.append("text-after")
        raw = raw[: len(raw) - len(label[0])]
    opened = prefix_span is not None and text[start] in "<([\"'"
    raw, trailing = _split_trailing(raw, opened)
    if prefix_span and _ADDRESS.search(text, start, prefix_end):
        in_address = True
    added = _added(raw, core.end() - prefix_end, in_address)
    if added is not None:
        problems.append("text-after")
        certain = False
        (raw, _), trailing = _split_trailing(raw[:added], opened), ""
    doi = raw
    if any(sign.isspace() for sign in raw):
        joined = _close_up(raw)
        if joined is not None:
            problems.append("blanks-inside")
            doi = joined
        else:
            problems.append("text-after")
            certain = False
            raw, _ = _split_trailing(_up_to_blank(raw), opened)
            doi, trailing = "".join(raw.split()), ""
    if trailing.strip():
        problems.append("trailing-punctuation")
    decoded, times = _decoded(doi)
    certain = certain and times <= 1  # what was encoded twice may have been meant
    if decoded != doi and (_is_sound(decoded) or (in_address and _is_cut(decoded, ""))):
        if "%" in doi and _decodes(doi):
            problems.append("percent-encoded")
        doi = decoded

    doi_span = (prefix_end, prefix_end + len(raw))
    is_stub = "text-after" in problems and _STUB.search(text, core.end(), end)
    if is_stub or _is_cut(doi, trailing):
        return DoiReading(None, prefix_span, doi_span, ("cut",), None)
    mended = doi if certain and doi != text.strip() else None
    return DoiReading(doi, prefix_span, doi_span, tuple(dict.fromkeys(problems)), mended)


def _read_prefix(text: str, end: int) -> tuple[int, int]:
    """Return where the value starts after leading blanks, and where its prefixes end."""
    start = min(len(text) - len(text.lstrip()), end)
    position = start
    for _ in range(_MOST_PREFIXES):
        match = _PREFIX.match(text, position, end)
        if match is None:
            break
        position = match.end()
    return start, position


def _without_core(text: str, start: int, prefix_end: int, end: int, *, decode: bool) -> DoiReading:
    """Read a value in which no DOI follows the prefix."""
    if _SHORT.fullmatch(text, prefix_end, end):
        short = text[prefix_end:end]
        prefix_span = (start, prefix_end) if prefix_end > start else None
        mended = short if short != text.strip() else None
        return DoiReading(short, prefix_span, (prefix_end, end), (), mended)
    if _CORE_WITHOUT_SLASH.match(text, prefix_end, end):
        prefix_span = (start, prefix_end) if prefix_end > start else None
        return DoiReading(None, prefix_span, (prefix_end, end), ("cut",), None)
    value = text[start:end]
    if decode and _ENCODED_CORE.search(value[:200]) and _decodes(value):
        inner = _read(unquote(value), decode=False)
        if inner.doi is not None:
            # Offsets of the decoded text mean nothing here: the whole value is the DOI's place.
            sure = not {"text-after", "text-before"} & set(inner.problems)
            problems: tuple[DoiProblem, ...] = ("percent-encoded", *inner.problems)
            mended = inner.doi if sure else None
            return DoiReading(inner.doi, None, (start, end), problems, mended)
    found = _CORE_ANYWHERE.search(text, start, end)
    if found is None:
        return DoiReading(None, None, None, ("not-a-doi",), None)
    in_address = "://" in text[start : found.start()]
    if in_address and text[end - 4 : end].lower() == ".pdf":
        end -= 4  # ".../content/pdf/10.1007/s00586-012-2345-1.pdf"; a bare DOI may end so
    rest = _read(text[found.start() : end], decode=False, in_address=in_address)
    if rest.doi is None or rest.doi_span is None:
        return DoiReading(None, None, None, rest.problems, None)
    span = (rest.doi_span[0] + found.start(), rest.doi_span[1] + found.start())
    return DoiReading(rest.doi, None, span, ("text-before", *rest.problems), None)


def _added(raw: str, suffix: int, in_address: bool) -> int | None:
    """Return where the tail of an address begins behind a DOI; None without one.

    Takes where the suffix of the DOI begins, and whether the DOI stands in an address.
    """
    query = (_QUERY_OF_ADDRESS if in_address else _QUERY).search(raw, suffix)
    end = query.start() if query else len(raw)
    for path in (_ADDED_PATH, _ADDED_TO_ADDRESS)[: 1 + in_address]:
        if found := path.search(raw, suffix, end):
            return found.start()
    return end if query else None


def _decoded(doi: str) -> tuple[str, int]:
    """Return a DOI with its signs in place of percent codes and entities, and how often these are.

    It is as it is where signs were encoded more often than is within reason.
    """
    if "%" not in doi and "&" not in doi:
        return doi, 0
    found = doi
    for times in range(_MOST_ENCODED):
        plain = decode_entities(found, keep_angle=False)[0] if "&" in found else found
        plain = _ANGLE.sub(_angle, plain)  # kept where they look like a tag
        if "%" in plain and _decodes(plain):
            shown = unquote(plain)
            # A percent sign that is left was not encoded twice: it is the DOI's own.
            plain = shown if not times or "%" not in shown else plain
        if plain == found:
            return found, times
        found = plain
    return doi, 0


def _angle(entity: re.Match[str]) -> str:
    return "<" if entity[0][1:].lower() in _LESS_THAN else ">"


def _is_sound(doi: str) -> bool:
    """Tell whether a text is a DOI as it stands, in which nothing is wrong."""
    core = _CORE.match(doi)
    return (
        core is not None
        and doi.isprintable()
        and not any(sign.isspace() for sign in doi)
        and not _NEXT.search(doi, core.end())
        and not _split_trailing(doi, False)[1]
        and not _is_cut(doi, "")
        and _added(doi, core.end(), False) is None
    )


def _decodes(text: str) -> bool:
    """Tell whether percent signs decode to other text that is printable and without blanks."""
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError:
        return False
    return decoded != text and decoded.isprintable() and " " not in decoded


def _split_trailing(raw: str, opened: bool) -> tuple[str, str]:
    """Split off signs at the end that do not belong to a DOI.

    These are full stops, commas, semicolons, closing brackets without an opening one, and blanks,
    however they are encoded. Where the value itself began with a bracket or quote (``opened``), a
    closing quote goes too.
    """
    end = len(raw)
    open_counts = {closing: raw.count(opening) for closing, opening in _BRACKETS.items()}
    closed_counts = {closing: raw.count(closing) for closing in _BRACKETS}
    while end:
        sign = raw[end - 1]
        if sign == ";" and _ENTITY_END.search(raw, max(0, end - 23), end):
            break
        if sign in _BRACKETS:
            if closed_counts[sign] <= open_counts[sign]:
                break
            closed_counts[sign] -= 1
        elif not (sign in ".,;…" or sign.isspace() or (opened and sign in "\"'")):
            break
        end -= 1
    if blanks := _CODED_BLANKS.search(raw, 0, end):
        end = blanks.start()
    return raw[:end], raw[end:]


def _up_to_blank(raw: str) -> str:
    """Return the part before the first blank of the suffix."""
    core = _CORE.match(raw)
    position = core.end() if core else 0
    while position < len(raw) and not raw[position].isspace():
        position += 1
    return raw[:position]


def _close_up(raw: str) -> str | None:
    """Remove the blanks from a DOI where every one of them is certainly inside it, else None."""
    core = _CORE.match(raw)
    if core is None:
        return None
    head = "".join(core[0].split())
    suffix = raw[core.end() :]
    words = suffix.split()
    if not words or any("://" in word or "@" in word for word in words):
        return None
    joined = words[0]
    if suffix[0].isspace() and not any(sign.isdigit() for sign in joined):
        return None
    for word in words[1:]:
        if not _belongs_together(joined, word):
            return None
        # Only the end of the part before is looked at, so that the work stays linear.
        joined = joined[-3:] + word
    return head + "".join(words)


def _belongs_together(before: str, after: str) -> bool:
    last, first = before[-1:], after[:1]
    if not last or not first:
        return False
    if after == "[" or last == "[":
        # "(2002)022 [ 0056:ABC]2.0.CO;2", as one aggregator prints them.
        return last.isalnum() or first.isdigit()
    if not any(sign.isdigit() for sign in after):
        return False
    if last in "/-_(<:" or (first in "/-_:." and len(after) > 1):
        return True
    if first == "[":
        return after[1:2].isdigit()
    if last == ".":
        # "j.jbi. 2015.01.001" goes on; after "abc. 2015" a year may follow the DOI.
        inner = after[1:-1]
        return before[-2:-1].isalpha() and first.isdigit() and ("." in inner or "-" in inner)
    return before[-3:].casefold() == "co;" and first.isdigit()


def _is_cut(doi: str, trailing: str) -> bool:
    """Tell whether a DOI ends too early: no suffix, an ellipsis, a slash, an open bracket."""
    suffix = doi.partition("/")[2]
    if not suffix or suffix.endswith("/"):
        return True
    if "…" in trailing or trailing.startswith("..."):
        return True
    return any(doi.count(opening) > doi.count(closing) for closing, opening in _BRACKETS.items())
