"""HTML and JATS tags in values: which there are, and what the value says without them.

JATS is the XML in which publishers keep articles and deposit abstracts at Crossref. Only known
names are tags: ``p < 0.05 and n > 3``, ``<Go to ISI>`` and ``<middle dot>`` are none. Also tags
that were escaped (``&lt;p&gt;``) are found. Nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ris_ls.values.entities import decode_entities

Span = tuple[int, int]

Kind = Literal["style", "html", "jats"]
"""``style``: the five tags that citation processors know in titles."""

_STYLES = frozenset({"i", "b", "sub", "sup", "span"})
_HTML_INLINE = frozenset(
    {"em", "strong", "u", "s", "a", "font", "small", "big", "tt", "code", "cite", "q", "strike"}
    | {"abbr", "acronym", "del", "ins", "mark", "center", "it", "inf", "o"}
)
_HTML_BLOCKS = frozenset(
    {"p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"}
    | {"table", "tbody", "thead", "tr", "td", "th", "hr", "pre", "blockquote", "section", "img"}
)
_JATS_INLINE = frozenset(
    {"italic", "bold", "sc", "scp", "xref", "ext-link", "monospace", "underline", "roman"}
    | {"inline-formula", "inline-graphic", "named-content", "styled-content", "uri", "email"}
    | {"math", "mi", "mo", "mn", "mrow", "msub", "msup", "msubsup", "mtext", "mfrac", "mspace"}
)
_JATS_BLOCKS = frozenset(
    {"abstracttext", "copyrightinformation", "sec", "list", "list-item", "disp-formula"}
    | {"disp-quote"}
)
# Prefixes of JATS and MathML: behind them every name is a tag.
_PREFIXED_BLOCKS = frozenset({"p", "title", "label", "sec", "list", "list-item", "break"})
_BLOCKS = _HTML_BLOCKS | _JATS_BLOCKS
_NAMES = _STYLES | _HTML_INLINE | _JATS_INLINE | _BLOCKS

_TAG = re.compile(
    r"(?:<|&[Ll]t;)(?P<close>/?)(?P<name>(?:jats:|mml:)?[A-Za-z][A-Za-z0-9-]{0,24})"
    r"(?:\s{1,3}[\w:-]{1,40}\s?=\s?(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'|[^\s\"'<>&]{1,300})){0,12}"
    r"\s{0,3}/?(?:>|&[Gg]t;)"
)
POSSIBLE_TAG = r"(?s:.*)<[/A-Za-z]|(?s:.*)&[Ll]t;[/A-Za-z]"
"""A pattern of the beginnings of all values that can hold a tag. Run over all of the text first,
one sign is looked for from its end, and that is fast."""

_MOST_BRACES = 3
"""So many braces are taken away one around the other."""
_IN_BRACES = re.compile(r"(?<![_^])\{([^{},()\[\]]*[^\W\d_][^{},()\[\]]*)\}(?![0-9])")
_WHOLE_IN_BRACES = re.compile(r"\A\s*\{([^{}]*[^\W\d_]{2}[^{}]*)\}\s*\Z")
_SUPERSCRIPT = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUPERSCRIPT_TEXT = re.compile("[0-9+\u2212-]{1,9}")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag in a value."""

    span: Span
    name: str
    """In small letters, without a prefix."""
    kind: Kind
    closes: bool
    is_block: bool
    """Whether words before and behind it belong to different lines."""


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in place of a stretch of the value."""

    span: Span
    text: str


def find_tags(text: str) -> tuple[Tag, ...]:
    """Return the tags in a value, in order. Never raises.

    A name of one letter that is opened and never closed is an average or a variable (``<u>``).
    """
    if "<" not in text and "&lt;" not in text and "&Lt;" not in text:
        return ()
    tags = [tag for match in _TAG.finditer(text) if (tag := _tag(match)) is not None]
    closed = {tag.name for tag in tags if tag.closes}
    return tuple(
        tag
        for tag in tags
        if len(tag.name) > 1 or tag.name in closed or (tag.name == "p" and tag.span[0] == 0)
    )


def without_tags(text: str, tags: Sequence[Tag]) -> tuple[Change, ...]:
    """Return the changes that take tags out of a value and keep what it says.

    A blank comes where a paragraph ended. Raised digits stay raised, as signs of their own, since
    ``10<sup>5</sup>`` is not 105. Tags of pictures stay: there is nothing to put in their place.
    """
    tags = [tag for tag in tags if tag.name not in ("img", "inline-graphic")]
    out: list[Change] = []
    index = 0
    while index < len(tags):
        tag = tags[index]
        if raised := _raised(text, tags, index):
            out.append(raised)
            index += 2
            continue
        # Tags with nothing or blanks between them go together.
        start, end = tag.span
        is_block = tag.is_block
        index += 1
        while index < len(tags) and not text[end : tags[index].span[0]].strip():
            if _raised(text, tags, index):
                break
            is_block = is_block or tags[index].is_block
            end = tags[index].span[1]
            index += 1
        out.append(_removal(text, start, end, is_block))
    return tuple(out)


def without_markup(text: str) -> str:
    """Return a value without its tags. Never raises."""
    tags = find_tags(text)
    for change in reversed(without_tags(text, tags) if tags else ()):
        start, end = change.span
        text = text[:start] + change.text + text[end:]
    return text


def readable(text: str) -> str:
    """Return a value as a person reads it: entities decoded, without tags and braces of BibTeX.

    Never raises.
    """
    if "&" in text:
        # Where brackets would form a tag they are left, and found as one that was escaped.
        text, _ = decode_entities(text, keep_angle=False)
    text = without_markup(text)
    if "{" in text:
        text = without_braces(text)
    return text.replace("&lt;", "<").replace("&gt;", ">") if "&" in text else text


def without_braces(text: str) -> str:
    """Return a value without the braces by which BibTeX keeps words together. Never raises.

    Left alone are those of formulas (``$x_{2}$``, ``{P(NH)}2``), of sets (``{0,1}``), and those
    without a partner.
    """
    if "\\" in text or "$" in text or text.count("{") != text.count("}"):
        return text
    for _ in range(_MOST_BRACES):
        before = text
        text = _WHOLE_IN_BRACES.sub(r"\1", _IN_BRACES.sub(r"\1", text))
        if text == before:
            break
    return text


def _tag(match: re.Match[str]) -> Tag | None:
    prefix, _, name = match["name"].lower().rpartition(":")
    kind: Kind
    if prefix:
        kind, is_block = "jats", prefix == "jats" and name in _PREFIXED_BLOCKS
    elif name not in _NAMES:
        return None
    else:
        is_block = name in _BLOCKS
        if name in _STYLES:
            kind = "style"
        else:
            kind = "jats" if name in _JATS_INLINE or name in _JATS_BLOCKS else "html"
    return Tag(match.span(), name, kind, bool(match["close"]), is_block)


def _raised(text: str, tags: Sequence[Tag], index: int) -> Change | None:
    """Return the change of a raised text that would say something else if it stood on the line."""
    tag = tags[index]
    if tag.name != "sup" or tag.closes or index + 1 == len(tags):
        return None
    after = tags[index + 1]
    if after.name != "sup" or not after.closes:
        return None
    inner = text[tag.span[1] : after.span[0]].strip()
    span = (tag.span[0], after.span[1])
    if _SUPERSCRIPT_TEXT.fullmatch(inner):
        return Change(span, inner.translate(_SUPERSCRIPT))
    if inner and text[span[0] - 1 : span[0]].isdigit() and inner.lower() not in _ORDINALS:
        return Change(span, "^" + inner)
    return None


def _removal(text: str, start: int, end: int, is_block: bool) -> Change:
    """Return what takes a stretch of tags out with the blanks that are too many then."""
    inside = text[start:end]
    first = start
    while first and text[first - 1] == " ":
        first -= 1
    last = end
    while last < len(text) and text[last] == " ":
        last += 1
    if first == 0:
        return Change((0, last), "")
    if last == len(text):
        return Change((first, last), "")
    had_blank = first < start or last > end or re.search(r">\s|;\s", inside) is not None
    if not had_blank and is_block:
        # No blank in front of a stop or behind an opening bracket.
        had_blank = text[start - 1] not in "([" and text[end] not in ".,;:)]"
    blank = " " if had_blank else ""
    # Of the blanks on both sides one is left where it stood.
    if first < start and last == end:
        return Change((start, end), "") if start - first == 1 else Change((first, end), blank)
    if first == start and last > end:
        return Change((start, end), "") if last - end == 1 else Change((start, last), blank)
    return Change((first, last), blank)
