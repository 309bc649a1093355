"""RIS301 unknown-type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from ris_ls.knowledge import reference_type, reference_types
from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.tag._types import KNOWN_TYPE, STANDARD_TYPES, is_known
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import minimal_edit

_NAMES = {
    # What EndNote, Zotero, CSL, BibTeX, Crossref and databases call the types.
    "JOUR": "journal article, article, article-journal, journal",
    "EJOUR": "electronic article, online article",
    "CHAP": "book section, chapter, in book, in collection, book part",
    "CPAPER": "in proceedings, paper-conference, proceedings article, proceedings paper",
    "CONF": "proceedings, conference",
    "EDBOOK": "edited book",
    "EBOOK": "electronic book",
    "ECHAP": "electronic book section",
    "THES": "thesis, dissertation, PhD thesis, doctoral thesis, master's thesis, masters thesis",
    "RPRT": "report, tech report, technical report",
    "ELEC": "web page, website, web site, electronic source",
    "NEWS": "newspaper article, newspaper, article-newspaper",
    "MGZN": "magazine article, magazine, article-magazine",
    "ENCYC": "encyclopedia article, encyclopaedia entry",
    "DICT": "dictionary, dictionary entry",
    "DATA": "dataset, data set",
    "COMP": "software, computer program, computer software",
    "PAT": "patent",
    "MANSCPT": "manuscript",
    "UNPB": "unpublished, unpublished work",
    "GOVDOC": "government document",
    "STAT": "statute, legislation",
    "HEAR": "hearing",
    "PAMP": "pamphlet, booklet",
    "GEN": "generic, misc, miscellaneous, other",
}
_NOTHING = frozenset({"", "UNDEFINED", "NULL", "NONE", "NAN", "NA", "OBJECTOBJECT", "UNKNOWN"})
_NO_LETTER = re.compile(r"[\W\d_]+")


def _plain(value: str) -> str:
    return _NO_LETTER.sub("", value).upper()


def _meant() -> dict[str, str]:
    """Return what unknown values surely mean, by their letters: variants, names of types."""
    meant = {_plain(kind.name): code for code, kind in STANDARD_TYPES.items()}
    for code, kind in reference_types().items():
        if kind.canonical and not is_known(code.upper()):
            meant[_plain(code)] = kind.canonical
    for code, names in _NAMES.items():
        meant.update({_plain(name): code for name in names.split(", ")})
    meant.update({code: code for code in STANDARD_TYPES})  # `JOUR.`, `[BOOK]`
    return {plain: code for plain, code in meant.items() if plain not in _NOTHING}


_MEANT = _meant()


class UnknownType(FieldRule):
    """The reference type, the value of TY, is one that no specification and no program knows.

    ## Why

    The type decides what every other field means. citation-js drops all fields of a record whose
    type it does not know, Zotero makes a journal article of it whatever it is, JabRef files it as
    miscellaneous.

    ## Example

    ```ris
    TY  - Journal Article
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS301"
    name = "unknown-type"
    severity = "error"
    fixable = "sometimes"
    removes = frozenset({"rewritten type"})
    tags = frozenset({"TY"})
    shape = other_than(KNOWN_TYPE)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the type when it is unknown, with the code it means or may mean."""
        if is_known(field.value.upper()):
            return  # in other letters it is RIS302
        code, safe = _suggestion(field.value)
        yield Problem(
            field.value_span if field.value else field.tag_span,
            _message(field.value, code),
            _fix(field, record, code, safe),
            severity="warning" if field.value and _is_read(field.value) else None,
            # A program that has a type of its own writes it in record after record.
            group=field.value if context.exporter else "",
        )


def _suggestion(value: str) -> tuple[str, bool]:
    """Return the code to write, and whether that is certain."""
    plain = _plain(value)
    if plain in _MEANT:
        return _MEANT[plain], value.isascii() and not any(sign.isdigit() for sign in value)
    if plain in _NOTHING:
        return "GEN", False
    first = _plain(re.split(r"[;,/|(]", value)[0])
    if first in _MEANT:
        return _MEANT[first], False
    if near := get_close_matches(plain, sorted(STANDARD_TYPES), n=1, cutoff=0.7):
        return near[0], False
    if near := get_close_matches(plain, sorted(_MEANT), n=1, cutoff=0.85):
        return _MEANT[near[0]], False
    return "GEN", False


def _message(value: str, code: str) -> str:
    if not value:
        return (
            "TY names no reference type: citation-js reads no record here, and Zotero makes a "
            "journal article of it."
        )
    lost = (
        "JabRef files the record as miscellaneous"
        if _is_read(value)
        else "citation-js drops all fields of the record"
    )
    kind = STANDARD_TYPES[code]
    meant = "" if code == "GEN" else f" ({code}, {kind.name.lower()}, is probably meant)"
    # Of GEN itself, and of an article, Zotero makes a journal article as well.
    article = kind.zotero_item_type == "journalArticle"
    zotero = "" if article else ", and Zotero makes a journal article of it"
    return f"`{short(value)}` is no reference type of RIS{meant}: {lost}{zotero}."


def _is_read(value: str) -> bool:
    """Tell whether citation-js reads the fields of a record of this type."""
    known = reference_type(value) or reference_type(value.upper())
    by_citation_js = known.read_by.get("citationjs") if known else None
    return by_citation_js is not None and by_citation_js.known


def _fix(field: Field, record: Record, code: str, safe: bool) -> Fix | None:
    if not field.value:
        at = field.line.end
        gap = "" if record.text[:at].endswith(" ") else " "
        edit = minimal_edit(at, "", gap + code)
    else:
        edit = minimal_edit(field.line.value_start, field.value, code)
    if edit is None:
        return None
    takes_words = _plain(field.value) != code
    return Fix(f"Write {code}", (edit,), safe, "rewritten type" if safe and takes_words else None)
