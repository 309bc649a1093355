"""What a name field (AU, A1-A5, ED) says: one person, one group, or several names in one value.

RIS writes a person as ``Family, Given, Suffix`` and gives each name a field of its own (Reference
Manager specifications of 2001 and 2011). Importers cut at the first comma and never split, so
everything here that goes beyond the commas is a reading for people: it is shown or reported, and a
value is changed only where the separator leaves no doubt.

All offsets are code points into the text that was passed in. Nothing here raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ris_ls.values.given_names import is_given_name
from ris_ls.values.name_words import (
    GROUP_GLUE,
    PARTICLES,
    SUFFIXES,
    TITLES,
    VOWELS,
    has_group_word,
    has_topic_word,
    is_full_word,
    is_initials,
    names_a_group,
)

NameKind = Literal["person", "group", "single"]
NameOrder = Literal["family-first", "given-first", "unknown"]
NameSeparator = Literal["semicolon", "and", "ampersand", "comma"]
NamePunctuationKind = Literal[
    "trailing-comma", "trailing-semicolon", "trailing-and", "doubled-comma", "leading-comma"
]


@dataclass(frozen=True, slots=True)
class Name:
    """One name as read by :func:`parse_name`.

    ``family`` holds the whole name of a group and of a single word, as Zotero keeps a name without
    comma in one field. ``order`` is ``family-first`` where a comma or trailing initials say so,
    ``given-first`` where leading or middle initials or a particle say so, else ``unknown`` (then
    the last word is taken for the family name, as the guess of most readers).
    """

    text: str
    family: str
    given: str
    suffix: str
    kind: NameKind
    order: NameOrder


@dataclass(frozen=True, slots=True)
class NameList:
    """The names found in one value: ``spans`` hold no surrounding blanks, commas or ``and``.

    ``separator`` is None when the value holds one name (then there is one span, or none for a value
    without a name). ``at_most_one_comma`` tells whether every part is ``Family, Given`` or less,
    which is what makes a split at semicolons safe.
    """

    spans: tuple[tuple[int, int], ...]
    separator: NameSeparator | None
    at_most_one_comma: bool


@dataclass(frozen=True, slots=True)
class NamePunctuation:
    """Commas, semicolons and a left-over ``and`` that belong to no name.

    ``mended`` is the value without them, or None when there is nothing to mend. ``corporate`` is
    true for EndNote's corporate forms, which are no defect and are left alone: a trailing comma
    (``World Health Organization,``) and a doubled comma in place of the first one inside an
    organisation's name (``University of California,, Berkeley``).
    """

    kinds: tuple[NamePunctuationKind, ...]
    mended: str | None
    corporate: bool


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_JOINERS = ("and", "AND", "&")
JOINER = re.compile(r"(?<![^\s,;])(?:and|AND|&)(?![^\s])")
"""What stands between two names, or in the name of a body."""
_DOUBLED_COMMA = re.compile(r",(\s*)(?:,(\s*))+")
# Every sign that str.isspace() knows, and the punctuation between names.
_BLANKS = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_JUNK = _BLANKS + ",;"
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))


def _plain_name() -> str:
    """Return `PLAIN_NAME`. Each part of it can match in one way alone, so that it fails quickly.

    The form that most names have stands first and is told in a few steps: a family name of one
    word, then initials or one or two given names. Sets of letters are few and simple, for they
    take long to compile.
    """
    capital, small = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
    # Further Latin letters are capitals and small ones by turns, so they prove neither.
    further = "\u0100-\u024f\u1e00-\u1ef9"
    joint = "'\u2019\u2010-"
    first, rest = f"[{capital}{further}]", f"[{small}{further}]"
    # What can begin or end something that is no part of a name: `et al.`, titles and degrees; of
    # a degree in several words (`Ph D`, `M Sc`) the one that cannot be an initial.
    sound = (
        r"(?!(?:A(?i:nd|ndere)|C(?i:h|hir|ols?)|D(?i:ra?|rmed)|E(?i:d|t|tal\w*)|M(?i:rs?|ed)"
        r"|O(?i:thers?|u?tros)|P(?i:h|harm|hil|rof|rofessor|sy)|R(?i:es)|S(?i:c)|U(?i:nd))\b)"
    )
    # No more capitals in a row than initials have, or it can be `ET AL` or `Y COLS`.
    initials = rf"(?:[{capital}][. -]{{1,2}})*[{capital}]{{1,2}}\.?|(?!AND)[{capital}]{{3}}"
    given = rf"{sound}{first}[{small}]{rest}*(?:[{joint}][{capital}]?{rest}+)?"
    usual = (
        rf"{first}['\u2019]?[{capital}]{{0,2}}[{small}][{capital}{small}{further}{joint}]*, "
        rf"(?:{initials}|{given}(?: (?:{initials}|{given}))?)"
    )
    word = (
        rf"{sound}(?:[DLOdl]['\u2019])?{first}[{further}]?[{small}]{rest}*"
        rf"(?:[{joint}]?[{capital}]{rest}+|[{joint}]{rest}+)*"
    )
    letters = (
        r"(?!ET|(?:AND|COLS?)\b)"
        rf"(?:[{capital}]{{2,3}}\.?|[{capital}](?:[.-]{{1,2}}[{capital}])*\.?)"
    )
    particle = "|".join(sorted(PARTICLES - {"st."}))
    # A comma stands behind words alone, or initials tell of several names: `Doe J, Roe R`.
    other = (
        rf"(?:(?:{word}|{particle})(?: (?:{word}|{particle}))*(?:\Z|, ?(?:{word}|{letters})"
        rf"| {letters})|{letters})(?: (?:{word}|{letters}|{particle}))*"
    )
    cyrillic = "[\u0400-\u042f][\u0430-\u045f][\u0400-\u052f]*"
    russian = (
        rf"{cyrillic}(?:-{cyrillic})?,? "
        rf"(?:[\u0400-\u042f]\.(?: ?[\u0400-\u042f]\.)?|{cyrillic}(?: {cyrillic})?)"
    )
    # A name in Chinese or Korean, or an abbreviation; but the first of these means `and others`.
    short = r"(?!ほか|(?i:etal))[^\W\d_]{2,4}"
    return f"{usual}|{other}|{russian}|{short}|"


PLAIN_NAME = _plain_name()
"""A pattern of whole values that are one name, or empty, and in which nothing is to be mended.

Of such a value, :func:`split_names` finds one name, :func:`name_punctuation` nothing, and neither
do the functions of `name_forms`, but for :func:`~ris_ls.values.name_forms.missing_comma`.
"""


def _rstrip_junk(text: str) -> str:
    """Cut blanks, commas and semicolons off the end of a text; an entity keeps its semicolon."""
    tail = text.rstrip(_JUNK)
    return tail + ";" if _ends_with_entity(tail, text[len(tail) :]) else tail


def _without_joiner(text: str) -> str:
    """Cut every `` and`` and `` &`` off the end of a text, with the blanks and commas before it.

    Works by index, for cutting copies one by one would be quadratic in a row of *and*.
    """
    end = len(text)
    while True:
        joiner = next((word for word in _JOINERS if text.endswith(word, 0, end)), None)
        before = end - len(joiner) if joiner else 0
        if not before or not text[before - 1].isspace():
            return text[:end]
        while before and text[before - 1] in _JUNK:
            before -= 1
        if not before:
            return text[:end]
        end = before
        if text.startswith(";", end) and _ends_with_entity(text[max(0, end - 34) : end], ";"):
            return text[: end + 1]


def _ends_with_entity(tail: str, ending: str) -> bool:
    """Tell whether the first sign of ``ending`` closes an entity such as ``&uuml;``."""
    if not ending.startswith(";"):
        return False
    ampersand = tail.rfind("&", max(0, len(tail) - 34))
    return ampersand >= 0 and _ENTITY.fullmatch(tail[ampersand:] + ";") is not None


def _family_start(words: list[str]) -> int:
    """Index of the first word of the family name when the family name comes last."""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return start


def _is_list_of_subjects(rest: str) -> bool:
    """``Drug Abuse, and Mental Health Administration``: glue and a group word after a comma."""
    words = rest.split()
    return any(word in GROUP_GLUE for word in words) and has_group_word(rest)


def _person_without_comma(text: str, words: list[str]) -> Name:
    suffix = ""
    if len(words) > 2 and words[-1] in SUFFIXES:
        suffix = words[-1]
        words = words[:-1]
    if count := _family_in_capitals(words):
        family, given = " ".join(words[:count]), " ".join(words[count:])
        return Name(text, family, given, suffix, "person", "family-first")
    trailing = len(words)
    while trailing > 1 and is_initials(words[trailing - 1]):
        trailing -= 1
    leading_initial = is_initials(words[0]) and words[0].casefold() not in PARTICLES
    if trailing < len(words) and not leading_initial:
        head = words[:trailing]
        cut = trailing
        if head[0].casefold() in PARTICLES:
            # "van der Knaap Leontien M": the family name ends after the word that the particles
            # lead to.
            cut = 0
            while cut < trailing - 1 and head[cut].casefold() in PARTICLES:
                cut += 1
            cut += 1
        family, given = " ".join(words[:cut]), " ".join(words[cut:])
        return Name(text, family, given, suffix, "person", "family-first")
    start = _family_start(words)
    particle_inside = start < len(words) - 1
    initial_inside = any(is_initials(word) for word in words[:start])
    order: NameOrder = "given-first" if initial_inside or particle_inside else "unknown"
    return Name(text, " ".join(words[start:]), " ".join(words[:start]), suffix, "person", order)


# Short family names of China, which could be initials, and what a given name from there looks like.
_SHORT_FAMILY = frozenset(
    """
    BI DU FU GE GU HE HU JI LI LU MA MU NI PU QI QU SU WU XI XU YE YI YU
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqrxyw]|[zcs]h?)?(?:[iu]?(?:a(?:ng|[ino])?|e(?:ng|[inr])?|o(?:ng|u)?)|i(?:ng|[nu])?"
    r"|u[in]?|ü)[’'-]?){1,3}",
    re.IGNORECASE,
)


def _family_in_capitals(words: list[str]) -> int:
    """Return how many words at the start are a family name in capitals; 0 without one.

    ``DUPONT Jean``, ``LI Xiaoyu``, ``WANG X``. Without a full stop three letters and more are no
    initials (as long as they can be spoken); of capitals alone the longest is the family name.
    """
    first, rest = words[0], words[1:]
    if len(words) < 2:
        return 0
    if not _is_particle(first) and all(is_initials(word) and "-" not in word for word in words):
        longest = max(len(word.strip(".")) for word in rest)
        return int(first.isalpha() and _is_spoken(first) and len(first) > max(1, longest))
    count = 0
    while count < len(rest) and (_is_spoken(words[count]) or _is_particle(words[count])):
        count += 1
    rest = words[count:]
    if _is_particle(first) and all(map(is_initials, rest)):
        return count  # "VAN DER BERG J": what particles lead to is written out
    if not any(map(is_full_word, rest)) or not all(
        is_initials(word) or (is_full_word(word) and word[0].isupper()) for word in rest
    ):
        return 0
    if any(len(word) > 2 and not _is_particle(word) for word in words[:count]):
        return count
    chinese = count == 1 and first in _SHORT_FAMILY
    return int(chinese and all(_PINYIN.fullmatch(word) for word in rest))


def _is_spoken(word: str) -> bool:
    """Tell whether a word in capitals has a vowel and no full stop."""
    plain = word.isupper() and not any(sign.isdigit() or sign == "." for sign in word)
    return plain and len(word) > 1 and not VOWELS.isdisjoint(word)


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES


_EAST_ASIAN = (
    "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003ffff\u3041-\u309f"
)
_EAST_ASIAN_NAME = re.compile(rf"[{_EAST_ASIAN}]{{1,4}}")
_SHORT_EAST_ASIAN = re.compile(
    rf"[{_EAST_ASIAN}]{{2,4}}|[{_EAST_ASIAN}]{{1,2}}[ 　][{_EAST_ASIAN}]{{1,3}}"
)
_EAST_ASIAN_WORDS = re.compile(rf"[{_EAST_ASIAN}\s,]+")


def is_east_asian(text: str) -> bool:
    """Tell whether a name is in Chinese, Japanese or Korean letters: then the family name is first.

    Not so in katakana, which is for names from elsewhere.
    """
    return _EAST_ASIAN_WORDS.fullmatch(text) is not None and not text.isspace()


def _east_asian(text: str, words: list[str]) -> Name:
    """Read ``朱 宏`` or ``山田 太郎``; more words, or longer ones, name an institution."""
    if len(words) == 2 and all(_EAST_ASIAN_NAME.fullmatch(word) for word in words):
        return Name(text, words[0], words[1], "", "person", "family-first")
    return Name(text, " ".join(words), "", "", "group", "unknown")


def parse_name(text: str) -> Name:
    """Read one name. Takes a field's value; returns the reading, with blanks around parts removed.

    With a comma: ``Family, Given, Suffix``; what follows a third comma belongs to the suffix
    (``Doe, Jane, PhD, MPH``). Without one: a single word is ``single``, words such as *University*,
    *Group* or *of* make a ``group``, anything else is a person. In Chinese, Japanese and Korean
    letters the family name stands first. A comma at the end after two or more words is EndNote's
    form for a group. A value that holds several names is read as importers read it, at its first
    comma: ask :func:`split_names` first. Never raises.
    """
    stripped = text.strip()
    body = _rstrip_junk(stripped)
    if "," in body:
        family, _, rest = body.partition(",")
        family = family.strip()
        if names_a_group(family) or _is_list_of_subjects(rest):
            return Name(text, body, "", "", "group", "unknown")
        given, suffix = _given_and_suffix(rest)
        return Name(text, family, given, suffix, "person", "family-first")
    words = body.split()
    if len(words) < 2:
        return Name(text, body, "", "", "single", "unknown")
    if stripped.endswith(",") or names_a_group(body):
        return Name(text, body, "", "", "group", "unknown")
    if is_east_asian(body):
        return _east_asian(text, words)
    return _person_without_comma(text, words)


def _given_and_suffix(rest: str) -> tuple[str, str]:
    """Read what follows the family name: ``John, Jr.``, ``John Jr.`` and ``Jr., John``."""
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if given in SUFFIXES and suffix not in SUFFIXES and (suffix or not given.isupper()):
        return suffix, given  # by themselves II and IV are initials
    before, _, last = given.rpartition(" ")
    if before and not suffix and last in SUFFIXES:
        return before.rstrip(), last
    return given, suffix


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut blanks, commas, semicolons and a left-over joining word off both ends of a span."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_JUNK))
    piece = _rstrip_junk(text[start:end])
    if piece.startswith(("and ", "AND ", "& ")):
        cut = piece.index(" ")
        tail = piece[cut:].lstrip(_JUNK)
        start += len(piece) - len(tail)
        piece = tail
    return start, start + len(_without_joiner(piece))


def _pieces(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the trimmed, non-empty spans between cuts (each cut is the span of a separator)."""
    found: list[tuple[int, int]] = []
    begin = 0
    for start, end in [*cuts, (len(text), len(text))]:
        span = _trim(text, begin, start)
        if span[0] < span[1]:
            found.append(span)
        begin = end
    return found


def semicolons(text: str) -> list[tuple[int, int]]:
    """Return the spans of the semicolons that separate.

    One at the end of an entity does not, and neither does one in brackets of any kind. The wide
    ones of Chinese and Japanese are semicolons, too, and so are those of Arabic and Persian.
    """
    text = text.replace("；", ";").replace("؛", ";")
    if ";" not in text:
        return []
    entity_ends = {match.end() - 1 for match in _ENTITY.finditer(text)} if "&" in text else set()
    balanced = all(text.count(opening) == text.count(closing) for opening, closing in _BRACKETS)
    depth = 0
    found: list[tuple[int, int]] = []
    for index, sign in enumerate(text):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        elif sign == ";" and index not in entity_ends and not (balanced and depth):
            found.append((index, index + 1))
    return found


def _is_words_then_initials(piece: str, most_words: int = 4) -> bool:
    """``Doe J``, ``van der Berg JR``, ``Franklin D Jr``: the form of MEDLINE and Vancouver."""
    words = piece.split()
    if len(words) > 2 and words[-1] in SUFFIXES:
        words.pop()
    if not 2 <= len(words) <= most_words + 1:
        return False
    if not is_initials(words[-1]):
        return False
    body = words[:-1]
    while len(body) > 1 and is_initials(body[-1]):
        body.pop()
    return all(is_full_word(word) for word in body)


def _ends_with_one_dotted_initial(piece: str) -> bool:
    last = piece.rpartition(" ")[2]
    return len(last) == 2 and last[0].isupper() and last[1] == "."


def _is_initials_then_words(piece: str) -> bool:
    """``J. Doe``, ``J. R. van Doe``."""
    words = piece.split()
    if not 2 <= len(words) <= 6 or not is_initials(words[0]):
        return False
    at = 1
    while at < len(words) - 1 and is_initials(words[at]):
        at += 1
    return all(is_full_word(word) for word in words[at:])


def _is_inverted(piece: str) -> bool:
    """``Doe, Jane R.``: one comma, a short family name and a short given name, no group words."""
    family, comma, given = piece.partition(",")
    if not comma or "," in given or names_a_group(family):
        return False
    family_words, given_words = family.split(), given.split()
    if not (1 <= len(family_words) <= 4 and 1 <= len(given_words) <= 4):
        return False
    if has_group_word(piece):
        return False
    if len(family_words[0]) == 1 or "." in family_words[0]:
        return False
    return all(
        word[0].isupper() or word.casefold() in PARTICLES or not word[0].isalpha()
        for word in family_words + given_words
    ) and (is_initials(given_words[-1]) or any(is_full_word(word) for word in given_words))


def _is_plain_person(piece: str) -> bool:
    """``Jane Doe``, ``Jane van Doe``: two to four capitalised words, none of a group."""
    words = piece.split()
    if len(words) > 2 and words[0].casefold() in TITLES:
        del words[0]
    if not 2 <= len(words) <= 4:
        return False
    if has_group_word(piece) or has_topic_word(piece):
        return False
    return all(
        (word[0].isupper() and (is_full_word(word) or is_initials(word)))
        or word.casefold() in PARTICLES
        for word in words
    ) and any(is_full_word(word) for word in words)


def _is_person(piece: str) -> bool:
    if "," in piece:
        return _is_inverted(piece)
    return (
        _is_words_then_initials(piece) or _is_initials_then_words(piece) or _is_plain_person(piece)
    )


def _comma_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split ``Doe J, Roe R``, ``J. Doe, R. Roe``, ``Doe, J., Roe, R.``; else return one span."""
    whole = [(start, end)]
    if text.count(",", start, end) < 1:
        return whole
    spans: list[tuple[int, int]] = []
    begin = start
    while begin <= end:
        comma = text.find(",", begin, end)
        stop = end if comma < 0 else comma
        span = _trim(text, begin, stop)
        if span[0] == span[1]:
            return whole
        spans.append(span)
        begin = stop + 1
    pieces = [text[left:right] for left, right in spans]
    # A list may have been cut at its end, and then its last name lacks the initials.
    judged = pieces[:-1] if len(pieces) > 2 else pieces
    if (
        len(pieces) == 2
        and all(_ends_with_one_dotted_initial(piece) for piece in pieces)
        and is_given_name(pieces[1].split()[0])
    ):
        # "Fonseca C., Juan R.": a second family name and a second given name, both abbreviated.
        return whole
    if all(_is_words_then_initials(piece) for piece in judged):
        return spans
    if all(_is_initials_then_words(piece) for piece in judged):
        return spans
    if len(pieces) >= 4 and len(pieces) % 2 == 0:
        families, givens = pieces[::2], pieces[1::2]
        if all(is_full_word(piece.split()[-1]) for piece in families) and all(
            all(is_initials(word) for word in piece.split()) for piece in givens
        ):
            return [
                (left[0], right[1]) for left, right in zip(spans[::2], spans[1::2], strict=True)
            ]
    if len(pieces) >= 3 and all(_is_plain_person(piece) for piece in pieces):
        return spans
    return whole


def _joined(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], NameSeparator | None]:
    """Split one span at ``and``, ``&`` and name-separating commas, where all parts are persons."""
    cuts = [
        match.span() for match in JOINER.finditer(text, start, end) if start < match.start() < end
    ]
    if cuts:
        separator: NameSeparator = "ampersand" if text[cuts[0][0]] == "&" else "and"
        spans: list[tuple[int, int]] = []
        begin = start
        for cut_start, cut_end in [*cuts, (end, end)]:
            left, right = _trim(text, begin, cut_start)
            if left < right:
                spans.extend(_comma_list(text, left, right))
            begin = cut_end
        if len(spans) > 1 and all(_is_person(text[left:right]) for left, right in spans):
            return spans, separator
        return [(start, end)], None
    spans = _comma_list(text, start, end)
    return spans, "comma" if len(spans) > 1 else None


def split_names(text: str) -> NameList:
    """Find the names in one value. Takes a field's value; returns spans, separator and comma count.

    A semicolon outside entities and round brackets always separates, and so does ``、`` between
    names in Chinese, Japanese or Korean letters. ``and``, ``&`` and commas
    separate only where every part reads like a person, so that ``Ministry of Health and Welfare``,
    ``Johnson and Johnson`` and ``Doe, Jane, PhD`` stay whole. Never raises.
    """
    spans = _pieces(text, semicolons(text) or _ideographic_commas(text))
    separator: NameSeparator | None = None
    if len(spans) > 1:
        separator = "semicolon" if semicolons(text) else "comma"
    if len(spans) == 1:
        spans, separator = _joined(text, *spans[0])
    return NameList(
        tuple(spans),
        separator,
        all(text.count(",", start, end) <= 1 for start, end in spans),
    )


def _ideographic_commas(text: str) -> list[tuple[int, int]]:
    """Return the spans of ``、`` where short names stand between them: ``王小明、李四``."""
    if "、" not in text:
        return []
    parts = [part.strip() for part in text.split("、") if part.strip()]
    if not all(_SHORT_EAST_ASIAN.fullmatch(part) for part in parts):
        return []
    return [match.span() for match in re.finditer("、", text)]


def _is_corporate_comma(body: str) -> bool:
    return "," not in body and len(body.split()) >= 2


def name_punctuation(text: str) -> NamePunctuation:
    """Find commas, semicolons and a trailing ``and`` that belong to no name.

    Takes a field's value; returns the kinds in the order of :data:`NamePunctuationKind` with one
    text that mends them all. Blanks at the start of the value are kept, for they are another
    rule's matter. A missing blank after a comma (``Baldwin,S.A.``) is the form of the 2001
    specification and no defect; an empty given name before a suffix (``Doe,,Jr.``) is none either.
    Never raises.
    """
    kinds: list[NamePunctuationKind] = []
    corporate = False
    core = text.lstrip()
    indent = text[: len(text) - len(core)]

    tail = _rstrip_junk(core)
    ending = core[len(tail) :]
    without_joiner = _without_joiner(tail)
    if without_joiner and without_joiner != tail:
        kinds.append("trailing-and")
        tail = without_joiner
    elif ";" in ending:
        kinds.append("trailing-semicolon")
    elif "," in ending:
        if _is_corporate_comma(tail):
            corporate = True
            tail = core.rstrip() if ending.count(",") == 1 else tail + ","
            if ending.count(",") > 1:
                kinds.append("doubled-comma")
        else:
            kinds.append("trailing-comma")
    if not kinds and not corporate:
        tail = core

    lead = tail.lstrip(_BLANKS + ",")
    if "," in tail[: len(tail) - len(lead)]:
        kinds.append("leading-comma")
        tail = lead

    tail, doubled, form = _without_doubled_commas(tail)
    corporate = corporate or form
    if doubled and "doubled-comma" not in kinds:
        kinds.append("doubled-comma")
    if not kinds or not tail:
        return NamePunctuation((), None, corporate and not kinds)
    return NamePunctuation(tuple(kinds), indent + tail, corporate)


def _without_doubled_commas(text: str) -> tuple[str, bool, bool]:
    """Make doubled commas one; tell whether any was, and whether one was a corporate form."""
    out: list[str] = []
    done = 0
    changed = corporate = False
    for number, match in enumerate(_DOUBLED_COMMA.finditer(text)):
        if len(text) - match.end() < 12 and text[match.end() :].strip(_JUNK) in SUFFIXES:
            continue
        before = text[: match.start()] if number == 0 else ""
        if "," not in before and names_a_group(before):
            corporate = True
            continue
        changed = True
        out.append(text[done : match.start()] + "," + (match.group(2) or ""))
        done = match.end()
    return "".join(out) + text[done:], changed, corporate
