"""Words and word shapes that tell persons from organisations.

Word lists, not a model: each was grown by reading the names of real files, and a word that is also
a common family name (Church, House, King, Young) is left out. A wrong guess must cost no more than
a missing hint.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that name an organisation or its work and are hardly ever a family name. Church, House,
# King, Young and the like are left out for that reason.
_GROUP_WORDS = _words(
    """
    agency alliance army assembly assoc asociación asociacion association bank board branch bureau
    cent center centers centre centres centro chapter clinic club coalition cohort college
    colleges colegio comité comite commission committee company companies conference congress
    consulting convention corp corporation council court dept design development division economic
    education electrotechnical engineering engineers enterprise enterprises environment europ
    european facility faculty forum foundation fund gmbh government group groups groupe grp
    gruppe health hospital hôpital inc industries industry information initiative initiatives
    intelligence international jury laboratories laboratory lab labs league library llc ltd
    management market medicine medical museum nation national nations network networks office
    organisation organization panel parliament partners partnership platform press programme program
    project registry research school schools schule science sciences scientific secretariat
    section service services societies society states statistics studies study subgroup survey
    system systems taskforce team technologies technology telecom trial trialists trust union unit
    working workgroup workshop world
    """
)
_GROUP_STEMS = (
    "academ",
    "administrat",
    "collab",
    "consor",
    "depart",
    "federat",
    "fundaç",
    "fundac",
    "hochsch",
    "institut",
    "investigator",
    "laborato",
    "ministè",
    "ministe",
    "ministry",
    "societ",
    "socied",
    "université",
    "univers",
)
# Words of places and subjects: enough to doubt that "X Y and Z W" are two persons.
_TOPIC_WORDS = _words(
    """
    agriculture applied arts australia britain canada coastal culture east eastern economics energy
    family fisheries food great human international ireland kingdom labor labour land law life
    mental natural new north northern policy public resources rights safety security social south
    southern standards sustainable trade transport united urban wales water welfare west western
    wildlife zealand zone zones
    """
)
TITLES = _words("dr. prof. mr. mrs. ms. sir")
# Lower-case words that stand inside names of groups and not inside names of persons.
GROUP_GLUE = _words("and for in of on the to & für pour para")
PARTICLES = _words(
    """
    af al am bin da das de del della der den di do dos du el ibn la las le lo los st. ten ter van
    vander von zu zum zur
    """
)
VOWELS = frozenset("AEIOUYÄÖÜÅÆØÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÃÕİАЕИОУЫЭЮЯІЄЇΑΕΗΙΟΥΩ")
# Case matters: "Jr" is a suffix, "JR" are initials.
SUFFIXES = _words("Jr jr Jr. jr. JR. Sr sr Sr. sr. SR. II III IV 2nd 3rd 4th")

_WORD = re.compile(r"[^\W_]+")


def is_group_word(word: str) -> bool:
    """Tell whether one word, without punctuation, names an organisation or its work."""
    folded = word.casefold()
    return folded in _GROUP_WORDS or folded.startswith(_GROUP_STEMS)


def has_group_word(text: str) -> bool:
    """Tell whether any word of a text is one of :func:`is_group_word`."""
    return any(is_group_word(word) for word in _WORD.findall(text))


def has_topic_word(text: str) -> bool:
    """Tell whether any word of a text names a place or a subject (``Coastal``, ``Great``)."""
    return any(word.casefold() in _TOPIC_WORDS for word in _WORD.findall(text))


def names_a_group(text: str) -> bool:
    """Tell whether a text of two or more words reads like the name of an organisation.

    True for a group word, for *The* in front, for lower-case glue between words (*of*, *for*,
    *and*) and for an acronym in round brackets at the end: ``Optical Makers (OMA)``.
    """
    words = text.split()
    if len(words) < 2:
        return False
    if words[0] in ("The", "THE") or has_group_word(text):
        return True
    if any(word in GROUP_GLUE for word in words[1:]):
        return True
    last = words[-1]
    return last.startswith("(") and last.endswith(")") and last[1:-1].isupper() and len(last) > 4


def is_initials(word: str) -> bool:
    """Tell whether a word is initials: ``J``, ``J.``, ``JR``, ``J.-P.``, ``K-A``, ``Ya.``.

    At most four letters, all of them capitals; scripts without capitals have no initials. ``Ya.``
    and ``Ch.`` each stand for one letter of another script.
    """
    if len(word) > 12 or word in SUFFIXES:
        return False
    letters = [sign for sign in word if sign not in ".-‐'’"]
    if not 1 <= len(letters) <= 4 or not all(sign.isalpha() for sign in letters):
        return False
    if all(sign.isupper() for sign in letters):
        return True
    return word.endswith(".") and len(word) <= 4 and word[0].isupper() and "." not in word[:-1]


def is_full_word(word: str) -> bool:
    """Tell whether a word is written out: two or more signs, a small letter, no full stop."""
    return len(word) > 1 and any(sign.islower() for sign in word) and not word.endswith(".")
