"""How a name is written: in which order, in capitals, with a title, with what is no name.

Each function takes one name, as importers read it: ask :func:`ris_ls.values.names.split_names`
first whether a value holds several. A way of writing is told only where the name itself leaves
little doubt; names of organisations are left alone. Nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ris_ls.values.given_names import is_given_name
from ris_ls.values.name_words import (
    PARTICLES,
    SUFFIXES,
    VOWELS,
    has_group_word,
    has_topic_word,
    is_full_word,
    is_initials,
    names_a_group,
)
from ris_ls.values.names import JOINER, Name, is_east_asian, parse_name

_LONGEST = 300
"""What is longer is no name, and not looked at."""

_BETWEEN_NAMES = re.compile(rf"{JOINER.pattern}|[/|]")

MissingComma = Literal["family-first", "given-first", "unknown"]


@dataclass(frozen=True, slots=True)
class Uninverted:
    """A person's name without the comma that divides family and given name.

    ``sure`` tells that initials say which part is which: not merely a common given name, nor an
    abbreviation that may be part of the name of a firm.
    ``mended`` is ``Family, Given``, or None where it is not known where the family name begins.
    """

    order: MissingComma
    sure: bool
    mended: str | None


_COUNTRIES = frozenset({"EU", "UK", "UN", "US", "USA"})
# Endings of firms and countries that look like initials.
_NO_INITIALS = frozenset(
    """
    AB AG AI AS BV CO DC EU EV GB IT KG LP LTD NV OY OYJ PC PLC SA SE SL SPA SRL TV UAE UC UK UN US
    USA
    """.split()  # noqa: SIM905 - a list of words reads better so
)


def missing_comma(text: str) -> Uninverted | None:
    """Return how a name without comma is ordered; None for groups, mononyms and what is unclear.

    ``Doe J.`` and ``J. Doe`` are told by their initials, ``Jane Doe`` by a common given name.
    """
    if "," in text or ";" in text or len(text) > _LONGEST:
        return None
    words = text.split()
    if not 2 <= len(words) <= 6 or not all(_is_name_word(word) for word in words):
        return None
    name = parse_name(text)
    if name.kind != "person" or has_topic_word(text) or titles_in(text) is not None:
        return None
    if name.order == "family-first":
        return _with_trailing_initials(name, words)
    return _with_leading_initials(name, words) or _with_given_name(name, words)


def _is_name_word(word: str) -> bool:
    return all(sign.isalpha() or sign in ".-'’‐`" for sign in word) and any(
        sign.isalpha() for sign in word
    )


def _starts_like_a_name(word: str) -> bool:
    return word[0].isupper() or word.casefold() in PARTICLES or word[1:2] in ("'", "’")


def _are_name_words(words: list[str]) -> bool:
    return all(is_full_word(word) and _starts_like_a_name(word) for word in words)


def _with_trailing_initials(name: Name, words: list[str]) -> Uninverted | None:
    family = name.family.split()
    if len(family) > 4 or not _are_name_words(family) or words[-1] in _NO_INITIALS:
        return None
    # "Doe Jane R": the given name may be written out, and the family name may have two words.
    is_one = all(word.casefold() in PARTICLES for word in family[:-1])
    sure = "." in words[-1] or len(words[-1]) < 3  # "Examples LLP"
    return Uninverted("family-first", sure, inverted(name) if is_one else None)


def _with_leading_initials(name: Name, words: list[str]) -> Uninverted | None:
    """Read ``J. Doe``, ``JR van Doe``, ``Jane R. Doe``: initials before the family name."""
    at = next((at for at, word in enumerate(words) if _are_plain_initials(word)), None)
    if at is None or at > 2:
        return None
    last = at
    while last + 1 < len(words) and _are_plain_initials(words[last + 1]):
        last += 1
    rest = words[last + 1 :]
    if not rest or not _are_name_words([*words[:at], *rest]):
        return None
    if at and not all(len(word.strip(".")) == 1 for word in words[at : last + 1]):
        return None  # "Institute UK Berlin"
    sure_family = all(word.casefold() in PARTICLES for word in rest[:-1])
    return Uninverted("given-first", True, inverted(name) if sure_family else None)


def _are_plain_initials(word: str) -> bool:
    """``J``, ``J.``, ``J.R.``, ``JR``; an abbreviation of three letters has its full stops."""
    if not is_initials(word) or word in _NO_INITIALS or word.casefold() in PARTICLES:
        return False
    if word.replace(".", "") in _COUNTRIES:
        return False
    return "." in word or len(word) <= 2


def _with_given_name(name: Name, words: list[str]) -> Uninverted | None:
    if len(words) > 4 or not _are_name_words(words):
        return None
    first, last = is_given_name(words[0]), is_given_name(words[-1])
    if first and last:
        return Uninverted("unknown", False, None)
    if first:
        given = name.given.split()
        sure = all(is_given_name(word) for word in given)
        return Uninverted("given-first", False, inverted(name) if sure else None)
    if last:
        sure = all(word.casefold() in PARTICLES for word in words[:-2])
        mended = f"{' '.join(words[:-1])}, {words[-1]}" if sure else None
        return Uninverted("family-first", False, mended)
    return None


def inverted(name: Name) -> str:
    """Return the name of a person as ``Family, Given, Suffix``."""
    parts = [name.family, name.given, *([name.suffix] if name.suffix else [])]
    return ", ".join(parts)


def turned(text: str) -> str | None:
    """Return a person's name written the other way: ``Jane Doe`` for ``Doe, Jane``, and back.

    For a person who asks for it: where nothing tells which word is the family name, it is the last
    one; in Chinese, Japanese and Korean letters always the first. None for groups, for names of one
    word, with a title, a degree or a note, for ``et al.``, for what may be two names, and where
    something would be left out.
    """
    if len(text) > _LONGEST or titles_in(text) is not None or others_start(text) is not None:
        return None
    if _may_hold_note(text) or _may_end_with_degree(text) or _BETWEEN_NAMES.search(text):
        return None
    family, comma, rest = text.partition(",")
    words = family.split()
    # A firm and its seat: `Bayer AG, Leverkusen`.
    if (words and words[-1] in _NO_INITIALS) or (comma and _is_whole(words, rest.split())):
        return None
    name = parse_name(text)
    if name.kind != "person" or not name.given or (name.suffix and name.suffix not in SUFFIXES):
        return None
    both = [name.family, name.given] if is_east_asian(text) else [name.given, name.family]
    parts = [*both, *([name.suffix] if name.suffix else [])]
    new = " ".join(parts) if "," in text else inverted(name)
    return new if sorted(_letters(new)) == sorted(_letters(text)) else None


def _is_whole(words: list[str], behind: list[str]) -> bool:
    """Tell whether a whole name stands before a comma: `Jane Doe, Rick Roe`, `Jane Doe, MD`.

    Initials behind it are given names: `Jorge Doe, C.` has two family names.
    """
    if len(words) < 2 or not is_given_name(words[0]) or words[0].casefold() in PARTICLES:
        return False
    has_degree = _is_degree(" ".join(behind), capitals=True)
    return has_degree or not all(is_initials(word) for word in behind)


def _may_hold_note(text: str) -> bool:
    """Tell whether a name has brackets, marks of a footnote, or digits but for ``3rd``."""
    return not _NO_NAME.isdisjoint(text) or any(
        any(sign.isdigit() for sign in word) for word in text.split() if word not in SUFFIXES
    )


def _may_end_with_degree(text: str) -> bool:
    """Tell whether a degree or initials stand at the end of a written name: ``Doe, Jane MD``."""
    family, comma, rest = text.partition(",")
    words = rest.split() if comma else family.split()
    if len(words) < 2 or words[-1] not in _DEGREES_IN_CAPITALS:
        return False
    return is_full_word(words[0]) if comma else any(map(is_given_name, words[:-1]))


def _letters(text: str) -> Iterator[str]:
    return (sign for sign in text if not sign.isspace() and sign not in ",;")


_OTHERS = re.compile(
    r"(?:\bet\.? ?al(?:ii|ia|\b)|\bet coll\b|\band others\b|& ?al\b|\by otros\b|\be outros\b|"
    r"\by cols?\b|(?<=[\s,，])(?:等|ほか)|(?-i:\bu\. ?a\b)|\bund andere\b|\bи др\b|\bи соавт\b)"
    r"[.,;\s]*[)\]]?[.,;\s]*$",
    re.IGNORECASE,
)
_OTHERS_ALONE = frozenset({"others", "other", "等", "ほか", "andere", "otros", "outros"})
_JUNK = " \t,;，([&"


def others_start(text: str) -> int | None:
    """Return where ``et al.`` at the end of a name begins, 0 when it is all; None without it."""
    if len(text) > _LONGEST:
        return None
    if text.strip(" .,;()[]").casefold() in _OTHERS_ALONE:
        return 0
    found = _OTHERS.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    if before.strip(_JUNK) and before[-1] not in _JUNK:
        return None
    return len(before.rstrip(_JUNK))


@dataclass(frozen=True, slots=True)
class Titled:
    """A name with titles or degrees: what they are, and the name without them."""

    titles: tuple[str, ...]
    mended: str


_TITLES = frozenset({"dr", "prof", "professor", "dra", "mr", "mrs", "univ.-prof", "dipl.-ing"})
_MORE_OF_TITLE = frozenset({"med.", "rer.", "nat.", "phil.", "habil.", "h.c.", "sc.", "hc"})
# What a name must hold to have one of these or of the degrees below, bar those in capitals.
_MAY_HAVE_TITLE = re.compile(r"Dr|Prof|Mr|Univ|Dipl|[hdmy]\.? ?D|S\.?c|hil|Ed|Ch|Res")
# Degrees that no initials look like, without full stops.
_DEGREES = frozenset(
    """
    PhD MSc BSc PharmD DrPH PsyD EdD DPhil MPhil MEd DSc ScD MBChB MBBCh DrMed MRes MChir
    """.split()  # noqa: SIM905 - a list of words reads better so
)
# Degrees that look like initials (`Doe, MD`), but not behind a second comma.
_DEGREES_IN_CAPITALS = frozenset(
    """
    BA BDS BS BSN CPH DDS DMD DNP DO DVM FACC FACP FACS FAHA FRCP FRCPC FRCS JD LCSW LLB LLM LSW MA
    MBA MBBS MD MDS MFA MHA MHS MHSC MLS MPA MPH MPP MS MSN MSPH MSW PHD RD RN RPH
    """.split()  # noqa: SIM905 - a list of words reads better so
)


def titles_in(text: str) -> Titled | None:
    """Return the titles and degrees in a person's name; None where there are none.

    Titles (``Dr.``, ``Prof.``) count at the start and end of the family and of the given name.
    ``PhD`` and its like count at the end; what might be initials (``MD``) counts only in capitals
    behind a second comma, for ``Ma`` is a family name. ``Md`` is short for Muhammad and no title.
    """
    if len(text) > _LONGEST or (text.count(",") < 2 and not _MAY_HAVE_TITLE.search(text)):
        return None
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        return None
    titles: list[str] = []
    kept: list[str] = []
    for number, part in enumerate(parts):
        if number > 0 and _is_degree(part, capitals=number > 1):
            titles.append(part)
            continue
        words = part.split()
        if number < 2:
            words = _without_titles(words, titles, alone=len(parts) == 1)
        if words:
            kept.append(" ".join(words))
    if not titles or not kept or names_a_group(text):
        return None
    return Titled(tuple(titles), ", ".join(kept))


def _without_titles(words: list[str], titles: list[str], *, alone: bool) -> list[str]:
    """Cut titles off both ends; ``titles`` gains them. A name keeps at least one word."""
    start = 0
    while start < len(words) and (
        _is_title(words[start]) or (start and words[start] in _MORE_OF_TITLE)
    ):
        start += 1
    if start == len(words) and (alone or not words[-1].endswith(".")):
        return words  # "Dr" can be initials
    end = len(words)
    while end - start > 1 and (_is_title(words[end - 1]) or _is_degree(words[end - 1])):
        end -= 1
    titles.extend(words[:start] + words[end:])
    return words[start:end]


def _is_title(word: str) -> bool:
    return not word.isupper() and word[0].isupper() and word.rstrip(".").casefold() in _TITLES


def _is_degree(text: str, *, capitals: bool = False) -> bool:
    plain = text.replace(".", "").replace(" ", "")
    return plain in _DEGREES or (capitals and plain in _DEGREES_IN_CAPITALS)


_LETTERS = re.compile(r"[^\W\d_]+")
# Turkish and Azerbaijani have these; the small letter of their I has no dot.
_TURKISH = frozenset("ıİğĞ")


def without_capitals(text: str) -> str | None:
    """Return ``Family, Given`` for a name whose family name is all capitals; None for others.

    Left alone are names without a comma, of which many are abbreviations, and initials.
    """
    family, comma, rest = text.partition(",")
    if not comma or not family.isupper() or len(text) > _LONGEST:
        return None
    longest = max((len(word) for word in _LETTERS.findall(family)), default=0)
    if longest < 4 or any(sign.isdigit() for sign in text) or has_group_word(text):
        return None
    if not rest.strip(" ,"):
        return None
    words = family.split(" ")
    dotless = not _TURKISH.isdisjoint(text)
    small = [
        word.lower()
        if word.casefold() in PARTICLES and at < len(words) - 1
        else _capitalised(word, dotless)
        for at, word in enumerate(words)
    ]
    return " ".join(small) + "," + _given_without_capitals(rest, dotless)


def _given_without_capitals(text: str, dotless: bool) -> str:
    """Return given names with small letters; what may be initials stays as it is."""
    words = text.split(" ")
    if not any(_is_word_in_capitals(word, 4) for word in words):
        return text
    shortest = 3 if text.isupper() else 4
    return " ".join(
        word.lower()
        if word.casefold() in PARTICLES
        else _capitalised(word, dotless)
        if _is_word_in_capitals(word, shortest)
        else word
        for word in words
    )


def _is_word_in_capitals(word: str, length: int) -> bool:
    longest = max((len(part) for part in _LETTERS.findall(word)), default=0)
    return longest >= length and word.isupper() and "." not in word and not VOWELS.isdisjoint(word)


def _capitalised(word: str, dotless: bool) -> str:
    """Return a word with its first letter alone in capitals; a Turkish I becomes a dotless i."""
    even = word.replace("I", "ı") if dotless else word
    # A small dotted i of its own would be two characters.
    lower = _LETTERS.sub(
        lambda part: word[part.start()] + part[0][1:].replace("İ", "i").lower(), even
    )
    if lower.startswith("Mc") and len(lower) > 4:
        return "Mc" + lower[2].upper() + lower[3:]
    return lower


ForeignKind = Literal["orcid", "e-mail", "address", "mark", "affiliation"]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something in a name that is no name, and the name without it (empty when nothing is left)."""

    kind: ForeignKind
    text: str
    mended: str


_OPEN, _CLOSE = r"[\s,;]*[(\[<]?\s*", r"\s*[)\]>]?"
_ORCID = re.compile(
    _OPEN
    + r"(?:(?:id_)?ORCID(?: ?iD)?:?\s*)?((?:https?://)?(?:orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX])"
    + _CLOSE,
    re.IGNORECASE,
)
_E_MAIL = re.compile(
    r"(?:\be-?mail:?\s*)?(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"((?:https?://|\bwww\.)[^\s,;)\]>]{3,})", re.IGNORECASE)
# "Doe1, Jane", "Doe, Jane1,2", "Doe, Jane*": marks that stood for a footnote.
_MARK = re.compile(
    r"(?<=[^\W\d_]{2})(?:[0-9]{1,2}(?:,[0-9]{1,2})*|[⁰¹²³⁴-⁹]+|[*†‡§¶#]+)(?:[*†‡§¶#]*)(?=[\s,]|$)"
)
_MARKS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶#")
_NO_NAME = _MARKS | frozenset("()[]{}<>@")
_NOTE_BEHIND = re.compile(
    r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|[*†‡§¶#]|(?<=[^\W\d_.])\.?[0-9⁰¹²³⁴-⁹]{1,2}(?:,\s?[0-9]{1,2})*)$"
)


def plain_name(text: str) -> str:
    """Return a name as it is cited: without title, degree, role, note, and mark of a footnote.

    Takes one name; names of groups, and what would not be a name any more, stay as they are.
    """
    if len(text) > _LONGEST or names_a_group(text):
        return text
    plain = text.strip()
    if (found := foreign_part(plain)) is not None and found.mended and found.kind != "mark":
        plain = found.mended.removesuffix("AUID-").rstrip()  # PubMed's tag of an ORCID iD
    while (note := _NOTE_BEHIND.search(plain)) is not None:
        # The full stop of an initial stays: `Roe, A.1`.
        stop = "." if note[0].startswith(".") else ""
        plain = plain[: note.start()] + stop
    if (titled := titles_in(plain)) is not None:
        plain = titled.mended
    if plain == text.strip():
        return text
    name = parse_name(plain)
    return plain if name.kind == "person" and name.given else text


def foreign_part(text: str) -> Foreign | None:
    """Return what in a name is no name: an ORCID iD, an address, a footnote mark, an affiliation.

    Numbers of trials, which registries give for an author, and numbers in the names of groups
    are left alone.
    """
    if len(text) > _LONGEST:
        return None
    has_digit = any(sign.isdigit() for sign in text)
    if has_digit and "-" in text and (found := _ORCID.search(text)):
        return Foreign("orcid", found[1], _without(text, found))
    if "@" in text and (found := _E_MAIL.search(text)):
        return Foreign("e-mail", found[1], _without(text, found))
    if ("://" in text or "www." in text.casefold()) and (found := _ADDRESS.search(text)):
        return Foreign("address", found[1], _without(text, found))
    if has_digit or not _MARKS.isdisjoint(text):
        return _footnote_mark(text)
    if "(" in text or text.count(",") > 1:
        return _affiliation(text)
    return None


def _without(text: str, found: re.Match[str]) -> str:
    """Return a name without what was found in it, and without the brackets around that."""
    return _joined(text[: found.start()].rstrip(" \t,;(<["), text[found.end() :])


def _joined(before: str, after: str) -> str:
    after = after.lstrip(" \t)>]")
    glue = "" if not before or not after or after[0] in ",;" else " "
    return (before + glue + after).strip(" \t,;")


def _footnote_mark(text: str) -> Foreign | None:
    found = _MARK.search(text)
    if found is None:
        return None
    mended = _MARK.sub("", text)
    if any(sign.isdigit() for sign in mended) or names_a_group(mended) or has_group_word(mended):
        return None
    name = parse_name(mended)
    is_person = "," in mended or missing_comma(mended) is not None
    if name.kind != "person" or not name.given or not is_person:
        return None
    return Foreign("mark", found[0], mended)


def _affiliation(text: str) -> Foreign | None:
    """Read ``Doe, Jane, University of Examples`` and ``Doe, Jane (University of Examples)``."""
    head, bracket, tail = text.partition("(")
    if not bracket:
        family, first, *more = text.split(",")
        head, tail = f"{family},{first}", ",".join(more)
    tail = tail.strip(" ,()")
    if not has_group_word(tail) or has_group_word(head) or has_topic_word(head):
        return None
    name = parse_name(head)
    given = name.given.split()
    if name.kind != "person" or "," not in head or not given or len(given) > 4:
        return None
    if not (is_given_name(given[0]) or all(is_initials(word) for word in given)):
        return None
    if any(word in SUFFIXES for word in name.family.split()):
        return None
    return Foreign("affiliation", tail, head.strip(" ,"))
