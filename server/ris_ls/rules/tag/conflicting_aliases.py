"""RIS312 conflicting-aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ris_ls.knowledge import exporter, reference_type
from ris_ls.rules.model import Context, Problem, RecordRule, Related
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.letters import plain_letters

_TITLES = ("TI", "T1", "CT")
_JOURNALS = ("JF", "T2")
_IN_JOURNALS = frozenset({"journalArticle", "magazineArticle", "newspaperArticle"})
"""Zotero's types of which JF and T2 both name the journal."""

_LONGEST = 1000
"""How much of a title is compared."""
_SHARED = 0.5
"""Of the words of the shorter title, so many in the longer one make it the same title."""

_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "il"})
_WORD = re.compile(r"\w+")


class ConflictingAliases(RecordRule):
    """Two tags that mean the same name different titles or different journals.

    ## Why

    TI and T1 are both the title of the work, JF and T2 of an article both its journal. Where they
    differ, each program takes another one: Zotero the first in the record, citation-js TI, JabRef
    JF and both titles joined into one, and rispy keeps both apart. Ovid and EBSCO put the title in
    another language, or that of a special issue, into T2, and Zotero takes that for the journal.
    Abbreviations (JO, JA, J2) are not compared, nor titles of which one is the beginning or an
    abbreviation of the other.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T1  - A history of the comma
    T2  - Journal of Exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS312"
    name = "conflicting-aliases"
    severity = "info"
    once = True
    tags = frozenset({"T1", "CT", "JF"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the second of two fields that cannot both be true."""
        if not record.is_sound and (
            len(record.types) > 1 or record.typed_fields[:1] != record.fields[1:2]
        ):
            return  # damage: these may be the titles of two works
        titles = _TITLES[:2] if record.type_code == "FIGURE" else _TITLES  # CT is its caption
        for first, second in _differing(record, titles):
            takers = [f"Zotero takes {first.tag}, which stands first"]
            if "TI" in (first.tag, second.tag):
                takers.append("citation-js takes TI")
            if "CT" not in (first.tag, second.tag):
                takers.append("JabRef joins the two")
            yield _problem(first, second, "the title of the work", takers)
        kind = reference_type(record.type_code)
        if kind is None or kind.zotero_item_type not in _IN_JOURNALS:
            return
        for first, second in _differing(record, _JOURNALS):
            takers = [f"Zotero takes {first.tag}, which stands first", "JabRef takes JF"]
            writer = exporter(context.exporter)
            if writer and "other_title_in_t2" in writer.habits:
                takers.append(
                    f"{writer.name} puts the title in another language, or that of a special "
                    "issue, into T2"
                )
            yield _problem(first, second, "the journal", takers)


def _differing(record: Record, tags: tuple[str, ...]) -> Iterator[tuple[Field, Field]]:
    """Yield two fields of these tags, in file order, that cannot both be true."""
    found = [field for tag in tags if (field := record.first(tag)) is not None]
    found.sort(key=lambda field: field.line.start)
    for first, second in combinations(found, 2):
        if _differ(first.full_value[:_LONGEST], second.full_value[:_LONGEST]):
            yield first, second


def _differ(one: str, other: str) -> bool:
    words, others = _words(one), _words(other)
    if not words or not others:
        return False
    if len("".join(words)) > len("".join(others)):
        words, others = others, words
    known = set(others)
    shared = sum(word in known for word in words)
    return shared < _SHARED * len(words) and not _abbreviates("".join(words), "".join(others))


def _words(value: str) -> list[str]:
    """Return the words of a title without case, accents and an article at its head."""
    words = _WORD.findall(plain_letters(value))
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _abbreviates(short_form: str, long_form: str) -> bool:
    """Tell whether all letters of one stand in the other in the same order, the first one first."""
    if short_form[0] != long_form[0]:
        return False
    letters = iter(long_form)
    return all(letter in letters for letter in short_form)


def _problem(first: Field, second: Field, what: str, takers: list[str]) -> Problem:
    return Problem(
        second.tag_span,
        f"{first.tag} (`{short(first.full_value, 50)}`) and {second.tag} "
        f"(`{short(second.full_value, 50)}`) both stand for {what} but differ: "
        f"{'; '.join(takers)}.",
        related=(Related(f"{first.tag} stands here", first.span),),
        group=f"{first.tag} {second.tag}",
    )
