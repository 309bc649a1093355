"""What of a record tells which work it is of, so that it can be compared with others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from sys import intern
from typing import Literal, NamedTuple

from ris_ls.knowledge import name_tags
from ris_ls.syntax import LineKind, record_of, recover
from ris_ls.text import Block
from ris_ls.values.dates import year_of
from ris_ls.values.doi import doi_key, parse_doi, split_dois
from ris_ls.values.letters import plain_letters
from ris_ls.values.markup import readable
from ris_ls.values.names import parse_name
from ris_ls.values.pages import parse_pages
from ris_ls.values.placeholders import is_placeholder
from ris_ls.values.pmids import is_pmid, labelled_pmid
from ris_ls.values.serials import find_serials, isbn_key
from ris_ls.values.trials import trial_number

Kind = Literal["", "article", "thesis"]


class Facts(NamedTuple):
    """What tells which work a record is of, in a form that can be compared; empty where unsaid.

    Records with the same facts are the same to a library.
    """

    doi: str
    """As `doi_key` gives it. Of several the first."""
    pmid: str
    title: str
    """The words in small letters without accents, signs and markup, a blank between two."""
    author: str
    """The family name of the first author, in small letters and without blanks."""
    year: int
    """0 where unsaid."""
    volume: str
    page: str
    """The first page, or the number of the article."""
    journal: str
    """What the work appeared in; the words as in the title."""
    more_dois: tuple[str, ...] = ()
    """The DOIs of the record that are not the first, in order."""
    trial: str = ""
    """The number under which the trial is registered that the record is."""
    isbns: tuple[str, ...] = ()
    """Of a book, as `isbn_key` gives them, in order."""
    edition: int = 0
    """Of a book or chapter; 0 where unsaid."""
    kind: Kind = ""
    """Where it is certain. An ``article`` appeared in a journal, a book or at a conference."""

    @property
    def dois(self) -> tuple[str, ...]:
        """All DOIs of the record."""
        return (self.doi, *self.more_dois) if self.doi else ()


LARGEST_BLOCK = 2_000_000
"""In code points: a larger block is no record (the largest of real files has a tenth of that)."""
_LONGEST = 1000
"""Of a title so much is compared."""
_LONGEST_NAMES = 100_000
"""Of the names of a record so much is kept: the largest of real files has a tenth of that."""

_TITLE = ("TI", "T1", "CT", "BT", "T2", "JF", "JO")
"""Its own title; of a whole book, issue or journal that is the title of what it appeared in."""
_AUTHOR = ("AU", "A1", "A2", "ED", "A3")
_DATE = ("PY", "Y1", "DA")
_JOURNAL = ("T2", "JF", "JO", "JA", "J2")
_VOLUME = ("VL",)
_PAGE = ("SP", "C7")
_TRIAL = ("AN", "ID", "AU", "A1")
"""Where a registry's number stands; Cochrane has it as the author."""
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK"})
_CHAPTERS = frozenset({"CHAP", "ECHAP"})
_ARTICLES = frozenset({"JOUR", "EJOUR", "MGZN", "CONF", "CPAPER", *_CHAPTERS})
_MOST_DOIS = 8
"""Of one record: a list of references is no list of its own DOIs."""
_DOI_ELSEWHERE = ("M3", "L3", "UR", "N1", "ID", "AN", "C7", "LK", "DI")
"""Where exporters put a DOI besides DO."""
_PMID_ELSEWHERE = ("AN", "ID", "C2", "M1", "U1", "U2", "N1", "UR", "L2", "LK")

_DOI_AHEAD = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:? ?)?10\.[0-9]{4,9}(?:/|%2F)", re.IGNORECASE
)
_PUBMED = re.compile(
    r"https?://(?:pubmed\.ncbi|www\.ncbi|ncbi)\.nlm\.nih\.gov/(?:pubmed/)?([0-9]{1,8})/?"
)
_LABELLED_BEHIND = re.compile(r"([0-9]{1,8}) \[pmid\]", re.IGNORECASE)
_INITIALS_BEHIND = re.compile(r" [A-Z]{1,3}$")
_VOLUME_AS_WRITTEN = re.compile(
    r"(?:(?:vol(?:ume)?|bd|band)\b\.? ?|[vt]\.? ?)?([0-9]{1,6})(?:st|nd|rd|th)?"
    r"(?: (?:LN[A-Z]{1,4}|CCIS|AISC)"
    r"| ?\([0-9]{1,4}(?:[-–/][0-9]{1,4})?\)|,? (?:no|nr|issue)\.? ?[0-9]{1,4})?",
    re.IGNORECASE,
)
"""The number of a volume, with a word before it, and its issue or series behind it."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_EDITION = re.compile(
    rf"(?:([0-9]{{1,3}})(?:st|nd|rd|th|e|\.)?|({'|'.join(_ORDINALS)}))"
    r"(?: ?(?:ed(?:ition|n)?|aufl(?:age)?)\b\.?)?",
    re.IGNORECASE,
)
_OF_A_THESIS = re.compile(r"dissert|(?<![^ ])thes[ie]s|(?<![^ ])tes[ie](?![^ ])|universit")
"""*Dissertation Abstracts International* is a journal to its exporters, and its articles theses."""
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[^\w\n]+|_+")
_GREEK = {
    ord(sign): f" {name} "
    for sign, name in zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        (
            *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"),
            *("kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma"),
            *("tau", "upsilon", "phi", "chi", "psi", "omega"),
        ),
        strict=True,
    )
}


def facts_of(block: Block) -> Facts | None:
    """Return what tells which work the record in a block is of; None where that is nothing.

    Of several records on one collapsed line, the first. Never raises.
    """
    if block.length > LARGEST_BLOCK:
        return None
    values = _values(block)
    if not values:
        return None
    # What many records have in common is kept once.
    dois = _dois(values)
    type_code = _first(values, ("TY",))
    journal = intern(folded(_first(values, _JOURNAL)))
    found = Facts(
        dois[0] if dois else "",
        _pmid(values),
        folded(_first(values, _TITLE)),
        intern(_author(_first(values, _AUTHOR))),
        _year(values),
        intern(_volume(_first(values, _VOLUME))),
        intern(_page(values)),
        journal,
        dois[1:],
        next(filter(None, map(trial_number, _every(values, _TRIAL))), ""),
        _isbns(values) if type_code in _BOOKS else (),
        _edition(_first(values, ("ET",))) if type_code in _BOOKS | _CHAPTERS else 0,
        _kind(type_code, journal),
    )
    return found if found.doi or found.pmid or found.title else None


def folded(text: str) -> str:
    """Return the words of a text so that two spellings of it are the same.

    In small letters, without accents, markup, entities and signs; Greek letters by their names,
    ``ø`` and ``æ`` as people type them who have no such key. Of a long text the beginning.
    """
    return " ".join(_WORD.findall(_plain(text[:_LONGEST])))


def letters(text: str) -> str:
    """Return the letters and digits of a text as in `folded`, without blanks; line feeds stay.

    Takes a second for twenty million code points, five times that where letters have accents.
    """
    return _SIGNS.sub("", _plain(text))


def _plain(text: str) -> str:
    if "<" in text or "&" in text:
        text = readable(text)
    text = plain_letters(text)
    return text if text.isascii() else text.translate(_GREEK)


_WANTED = frozenset(
    (*_TITLE, *_AUTHOR, *_DATE, "DO", *_DOI_ELSEWHERE, *_PMID_ELSEWHERE, *_VOLUME, *_PAGE, "ET")
) | {"SN"}


def _values(block: Block) -> dict[str, list[str]]:
    """Return the values of the fields that matter here, by tag."""
    values: dict[str, list[str]] = {}
    types = 0
    for code, value in fields_of(block):
        if code in _WANTED:
            if value and not is_placeholder(code, value):
                values.setdefault(code, []).append(value)
        elif code == "TY":
            types += 1
            if types > 1:
                break
            values["TY"] = [value]
    return values


def fields_of(block: Block) -> Iterable[tuple[str, str]]:
    """Return the tag and the value of each field in a block, those on collapsed lines too."""
    record = record_of(block)
    if record.is_sound or not record.collapsed:
        return zip(record.codes, record.values, strict=True)
    return _with_recovered(block)


def _with_recovered(block: Block) -> Iterator[tuple[str, str]]:
    record = record_of(block)
    fields = {field.line.start: field for field in record.fields}
    for line in record.lines:
        if line.start in fields:
            yield line.tag, fields[line.start].full_value
        elif line.kind is LineKind.COLLAPSED:
            text = record.line_text(line)
            for part in recover(text).breaks:
                yield part.tag, part.value(text)


def _first(values: dict[str, list[str]], codes: Iterable[str]) -> str:
    for code in codes:
        if code in values:
            return values[code][0]
    return ""


def doi_named(code: str, value: str) -> str:
    """Return the DOI that the value of a field names, in small letters; empty where it names none.

    In other fields than DO a value has to begin as only a DOI does.
    """
    elsewhere = code in _DOI_ELSEWHERE and len(value) <= _LONGEST and _DOI_AHEAD.match(value)
    return doi_key(parse_doi(value).doi or "") if code == "DO" or elsewhere else ""


def pmid_named(code: str, value: str) -> str:
    """Return the PubMed number that the value of a field names; empty where it names none."""
    if code not in _PMID_ELSEWHERE:
        return ""
    found: str | None
    if match := _PUBMED.match(value) or _LABELLED_BEHIND.fullmatch(value):
        found = match[1]
    else:
        found = labelled_pmid(value, accession=code == "AN")
    return found.lstrip("0") if found and is_pmid(found) else ""


def _every(values: dict[str, list[str]], codes: Iterable[str]) -> Iterator[str]:
    return (value for code in codes for value in values.get(code, ()))


def _dois(values: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the DOIs in DO; where there is none, the first that stands elsewhere."""
    found = [doi_key(doi) for value in values.get("DO", ()) for doi in _named_in(value)]
    if len(found) > 1:
        found = list(dict.fromkeys(found))[:_MOST_DOIS]
    if found:
        return tuple(found)
    named = (doi_named(code, value) for code in _DOI_ELSEWHERE for value in values.get(code, ()))
    return next(((doi,) for doi in named if doi), ())


def _named_in(value: str) -> tuple[str, ...]:
    reading = parse_doi(value)
    if reading.problems == ("several",):
        return split_dois(value[:_LONGEST])
    return (reading.doi,) if reading.doi else ()


def _pmid(values: dict[str, list[str]]) -> str:
    found = (pmid_named(code, value) for code in _PMID_ELSEWHERE for value in values.get(code, ()))
    return next(filter(None, found), "")


def _author(value: str) -> str:
    """Return a family name; of several names in one value that of the first."""
    family, comma, _ = value.partition(",")
    if not comma or _INITIALS_BEHIND.search(family):  # "Doe J, Roe R"
        family = parse_name(family).family
    return folded(family).replace(" ", "")


def _year(values: dict[str, list[str]]) -> int:
    return int(year_of(value for code in _DATE for value in values.get(code, ())) or 0)


def _volume(value: str) -> str:
    """Return the number of a volume, as written where there is more to it.

    Words alone (``In press``, ``IV``) say nothing that another record would contradict.
    """
    number = _VOLUME_AS_WRITTEN.fullmatch(value)
    if number is None and not any(map(str.isdigit, value)):
        return ""
    return (number[1] if number else folded(value)).lstrip("0")


def _isbns(values: dict[str, list[str]]) -> tuple[str, ...]:
    found = (serial for value in values.get("SN", ()) for serial in find_serials(value))
    return tuple(sorted({isbn_key(each) for each in found if each.valid and each.kind != "ISSN"}))


def _edition(value: str) -> int:
    """Return the number of an edition; 0 where it has none."""
    found = _EDITION.fullmatch(value)
    if found is None:
        return 0
    return int(found[1]) if found[1] else _ORDINALS.index(found[2].lower()) + 1


def _kind(type_code: str, journal: str) -> Kind:
    if type_code == "THES":
        return "thesis"
    is_article = type_code in _ARTICLES and journal and not _OF_A_THESIS.search(journal)
    return "article" if is_article else ""


def _page(values: dict[str, list[str]]) -> str:
    """Return where a work begins; other things stand in these fields too."""
    for code in _PAGE:
        found = parse_pages(_first(values, (code,)))
        if found is not None and found.kind != "extent":
            return folded(found.start).replace(" ", "").lstrip("0")
    return ""


def names_of(block: Block) -> str:
    """Return the names of all persons in a block, as `letters`, one a line; empty without any.

    Those of all records on a collapsed line. Never raises.
    """
    if block.length > LARGEST_BLOCK:
        return ""
    wanted = name_tags()
    names = [value for code, value in fields_of(block) if value and code in wanted]
    return letters("\n".join(names)[:_LONGEST_NAMES])


def id_of(block: Block) -> str:
    """Return what stands in the ID field of the record in a block; empty where there is none."""
    record = record_of(block)
    return record.value_of("ID") if "ID" in record.tags else ""
