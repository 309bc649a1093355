"""What a field for web addresses holds: one address, several, none, or a place on a disk.

An address begins with a scheme (RFC 3986). Both specifications put semicolons between several;
databases also put blanks. EndNote files of Web of Science hold ``<Go to ISI>://WOS:...``, which
EndNote alone can follow, and those of Reference Manager numbers such as ``PM:12345678``.

All offsets are code points into the text that was passed in. Nothing here raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ris_ls.values.doi import parse_doi

UrlKind = Literal[
    "address",
    "several",
    "no-scheme",
    "doi",
    "bracketed",
    "with-text",
    "local",
    "resolver",
    "cut-resolver",
    "twice",
    "nothing",
]
"""What a value is.

``address``: one address, or several with semicolons between them; ``several``: with blanks
between some of them; ``no-scheme``: an address without ``https://``; ``doi``: a DOI that is not
written as an address; ``bracketed``: one address in angle brackets; ``with-text``: an address
with blanks in it or words beside it; ``local``: a place on somebody's disk; ``resolver``:
``<Go to ISI>://...`` and ``PM:...``; ``cut-resolver``: the rest of the former; ``twice``: an
address that begins with two schemes; ``nothing``: no address at all.
"""


@dataclass(frozen=True, slots=True)
class UrlReading:
    """A value as read by :func:`parse_url`.

    ``mended`` is what the field should hold, where that is certain and differs; else None.
    ``count`` is the number of addresses, where they are ``several``.
    """

    kind: UrlKind
    mended: str | None = None
    count: int = 1


PLAIN_URL = r"https?://(?!https?:?/)[A-Za-z0-9]\S*"
"""One address in which nothing is wrong, as a regular expression."""

# Besides EndNote's, those of Reference Manager: PM:12345678, ISI:000123456700001.
_RESOLVER = re.compile(r"<Go to [A-Za-z]{2,6}>|PM: ?[0-9]{1,8}$|ISI:[A-Z0-9]{5,20}$", re.IGNORECASE)
_LOCAL = re.compile(
    r"""(?i:file:|internal-pdf:) | [A-Za-z]:[\\/](?!/) | \\\\[^\\\s]
      | /(?:Users|home|Volumes|mnt)/ | ~/""",
    re.VERBOSE,
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30})://")
_WEB = re.compile(r"(?:https?|ftps?)://", re.IGNORECASE)
_HOST = re.compile(r"[\w\[%]")
_TWICE = re.compile(r"https?://(?:https?:/|https?//)", re.IGNORECASE)
# Names of things rather than places, which need no slashes.
_NAME = re.compile(r"(?:urn|info|mailto|hdl|ark|tel|news|data):\S", re.IGNORECASE)
_MISSPELT = frozenset({"htp", "http.", "htpp", "hhttp", "httpp", "htttp", "ttp", "ttps", "htps"})
# A word that opens an address among others.
_OPENING = re.compile(r"(?:(?:https?|ftps?)://|www\.)[\w\[%]", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}([A-Za-z]{2,8})(?::[0-9]{2,5})?([/?#].*)?")
# Not all there are: a word with a dot in it is a host for certain only with one of these.
_TOP_LEVEL = frozenset(
    (
        *("com", "org", "net", "edu", "gov", "int", "mil", "info", "eu", "io"),
        *("uk", "de", "fr", "es", "it", "nl", "be", "ch", "at", "se", "no", "dk", "fi", "pl"),
        *("cz", "pt", "ie", "ru", "ua", "cn", "jp", "kr", "in", "au", "nz", "ca", "us", "br"),
        *("mx", "ar", "cl", "co", "za", "ir", "tr", "il", "gr", "hu"),
    )
)
_SEPARATORS = ";,|"


def parse_url(text: str) -> UrlReading:
    """Read the value of a field for web addresses. An empty value is ``nothing``. Never raises."""
    value = text.strip()
    if len(value) > 2 and value[0] == value[-1] == '"':
        return UrlReading(parse_url(value[1:-1].strip('"')).kind)
    if _RESOLVER.match(value):
        return UrlReading("resolver")
    if _LOCAL.match(value):
        return UrlReading("local")
    words = value.split(maxsplit=1)
    if len(words) > 1:
        return _read_words(value)
    return _read_word(value)


def _read_word(value: str) -> UrlReading:
    """Read a value without blanks."""
    if value.startswith("<") and value.endswith(">"):
        inner = value[1:-1].removeprefix("URL:").removeprefix("url:")
        if _WEB.match(inner) and _read_word(inner).kind == "address":
            return UrlReading("bracketed", inner)
    scheme = _SCHEME.match(value)
    if scheme is not None:
        if scheme[1].casefold() in _MISSPELT or not _HOST.match(value, scheme.end()):
            return UrlReading("nothing")
        return UrlReading("twice" if _TWICE.match(value) else "address")
    if _NAME.match(value):
        return UrlReading("address")
    if value.startswith("://"):
        return UrlReading("cut-resolver")
    rest = value.removeprefix("//")
    host = _BARE_HOST.fullmatch(rest)
    if host is not None:
        web = rest[:4].casefold() == "www."
        known = host[1].casefold() in _TOP_LEVEL
        if web or (known and (len(rest) < len(value) or len(host[2] or "") > 1)):
            return UrlReading("no-scheme", f"https://{rest}")
    return _without_address(value)


def _without_address(value: str) -> UrlReading:
    """Read a value that does not begin with an address."""
    if _is_doi(value):
        return UrlReading("doi")
    return UrlReading("with-text" if _WEB.search(value) else "nothing")


def _is_doi(value: str) -> bool:
    found = parse_doi(value)
    return found.doi is not None and not {"text-before", "text-after"} & set(found.problems)


def _read_words(value: str) -> UrlReading:
    """Read a value with blanks in it."""
    words = value.split()
    openings = [word for word in words if _OPENING.match(word)]
    if not openings:
        return _without_address(value)
    if len(openings) == 1:
        rest = [word for word in words if word.strip(_SEPARATORS)]
        return UrlReading("address" if len(rest) == 1 else "with-text")
    addresses: list[str] = []
    listed = True
    open_end = False
    for word in words:
        address = word.rstrip(_SEPARATORS)
        if address:
            if not _OPENING.match(word):
                return UrlReading("several", None, len(openings))
            listed = listed and not open_end
            addresses.append(address)
            open_end = True
        if ";" in word[len(address) :]:
            open_end = False
    if listed:
        return UrlReading("address")
    sure = all(";" not in address for address in addresses)
    return UrlReading("several", "; ".join(addresses) if sure else None, len(addresses))
