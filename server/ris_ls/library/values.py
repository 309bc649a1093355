"""What stands in the fields of many records, and in how many: what who writes one more can choose.

Of each file it is counted how often it has a value, so that a file can be left out at once. To find
values by what has been typed, the words of all values of a kind stand in one text, the most used
value first, which is searched at the speed of C and takes little memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ris_ls.knowledge import FIELD_CODES, meaning, tag
from ris_ls.library.facts import LARGEST_BLOCK, fields_of
from ris_ls.library.words import Query, WordList, words_of
from ris_ls.syntax import Record, record_of
from ris_ls.text import Block
from ris_ls.values.keywords import keyword_key, keywords_in, may_be_several
from ris_ls.values.names import split_names
from ris_ls.values.placeholders import PLACEHOLDERS, is_placeholder
from ris_ls.values.serials import find_serials

NAME = "name"
KEYWORD = "keyword"
JOURNAL = "journal"
ABBREVIATION = "abbreviated_title"
SERIAL = "serial_number"
"""The ISSN of a journal: known beside its journal alone, for nobody remembers one."""

LONGEST = 200
"""In code points: what is longer is no value that somebody would choose."""

_PERSONS = frozenset(
    {
        *("author", "secondary_author", "tertiary_author", "subsidiary_author"),
        "translated_author",
    }
)
_OF_CONCEPT = frozenset({KEYWORD, ABBREVIATION, "language", "database_name", "database_provider"})
"""Concepts that are the same for all types of references."""
_OF_TYPE = frozenset({"secondary_title", "series_title", "publisher", "place"})
"""Concepts that the reference type decides about: a journal, a book, a university."""
_LEFT_OUT = frozenset({"PA"})
"""Concepts would let it in: it is the whole address of a publisher."""
_SAME = {
    "periodical": JOURNAL,
    "periodical title": JOURNAL,
    "magazine": JOURNAL,
    "newspaper": JOURNAL,
    "dictionary title": "book title",
    "encyclopedia title": "book title",
    "distributor": "publisher",
    "place published": "city",
    "place of publication": "city",
}
"""What the 2011 specification calls the same thing for several types."""
_PERIODICALS = frozenset({"JF", "JO", "SO"})
"""They name a journal where the type does not tell."""
_UNSAID = "secondary title"
_FULL_TITLES = frozenset({"T2", "JF", "BT"})

_FEW = 200
"""So many values of a kind may come or go before all are put in order again."""

Said = Mapping[str, Collection[str]]
"""The values of a record by kind, each once."""


@lru_cache(maxsize=128)
def kinds_of(type_code: str) -> Mapping[str, str]:
    """Return the kind of value that each tag has for a reference type, given in capitals.

    Tags whose values nobody chooses from others are missing: titles, abstracts, notes, pages. An
    unknown type, or none, is like any.
    """
    found: dict[str, str] = {}
    for code in FIELD_CODES - _LEFT_OUT:
        known = tag(code)
        assert known is not None  # FIELD_CODES come from the same table
        if known.concept in _PERSONS:
            found[code] = NAME
        elif known.concept in _OF_CONCEPT:
            found[code] = known.concept
        elif known.concept in _OF_TYPE:
            called = meaning(known.preferred, type_code).casefold()
            kind = _SAME.get(called, called)
            found[code] = JOURNAL if code in _PERIODICALS and kind == _UNSAID else kind
    if found["T2"] == JOURNAL:
        found["SN"] = SERIAL
    return MappingProxyType(found)


def kind_of(code: str, type_code: str, present: Collection[str]) -> str:
    """Return the kind of value that a tag has in a record; empty where nobody chooses one.

    Takes the type in capitals and the tags of the record: beside a journal in full, JO shortens it.
    """
    if code == "JO" and not _FULL_TITLES.isdisjoint(present):
        return ABBREVIATION
    return kinds_of(type_code).get(code, "")


def values_of(block: Block) -> Said:
    """Return the values of the records in a block that others may want too.

    Several names or keywords in one field are taken apart. Never raises.
    """
    if block.length > LARGEST_BLOCK:
        return {}
    found: dict[str, dict[str, None]] = {}
    record = record_of(block)
    carried = _carried_keywords(block, record) if record.wrapped else {}
    kinds = kinds_of("")
    full = short = ""
    for code, value in fields_of(block):
        if code == "TY":
            kinds = kinds_of(value[:10].upper())
            continue
        kind = kinds.get(code)
        if kind is None or not value or (len(value) > LONGEST and kind != KEYWORD):
            continue
        if value in PLACEHOLDERS and is_placeholder(code, value):
            continue
        if kind == KEYWORD and (value in carried or may_be_several(value) or len(value) > LONGEST):
            texts = [each.text for each in keywords_in(carried.get(value, value))]
            if texts := [text for text in texts if len(text) <= LONGEST]:
                found.setdefault(kind, {}).update(dict.fromkeys(texts))
            continue
        if code == "JO":
            short = value
            continue
        of_kind = found.setdefault(kind, {})
        if kind == SERIAL or (kind == NAME and ";" in value):
            of_kind.update(dict.fromkeys(_parts(kind, value)))
        else:
            of_kind[value] = None
        if code in _FULL_TITLES:
            full = value
    if short and short.casefold() != full.casefold():
        found.setdefault(ABBREVIATION if full else kinds["JO"], {})[short] = None
    return found


def _carried_keywords(block: Block, record: Record) -> dict[str, str]:
    """Return the text of each field of keywords that goes on on further lines, by its value."""
    found: dict[str, str] = {}
    for index in record.wrapped:
        if _is_of_keywords(record.codes[index]):
            field = record.field(index)
            found[field.full_value] = block.text[field.line.value_start : field.span.end]
    return found


@cache
def _is_of_keywords(code: str) -> bool:
    return kinds_of("").get(code) == KEYWORD


def _parts(kind: str, value: str) -> list[str]:
    if kind == SERIAL:
        return [each.normal for each in find_serials(value) if each.kind == "ISSN" and each.valid]
    return [value[start:end] for start, end in split_names(value).spans] or [value]


class Values:
    """How many records of one file have each value."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.counts: dict[str, dict[str, int]] = {}
        """By kind and text."""
        self.beside: dict[str, dict[str, dict[str, int]]] = {ABBREVIATION: {}, SERIAL: {}}
        """The same of what stands in a record beside the name of a journal, by kind and name."""

    def add(self, said: Said) -> None:
        """Count the values of one more record."""
        for kind, texts in said.items():
            if kind == SERIAL:
                continue
            counts = self.counts.get(kind)
            if counts is None:
                counts = self.counts[kind] = {}
            for text in texts:
                if text in counts:
                    counts[text] += 1
                else:
                    counts[text] = 1
                    self._vocabulary.meet(kind, text)
        for journal in said.get(JOURNAL, ()):
            for kind, by_journal in self.beside.items():
                if companions := said.get(kind):
                    counts = by_journal.setdefault(_journal_key(journal), {})
                    for text in companions:
                        counts[text] = counts.get(text, 0) + 1

    def remove(self, said: Said) -> None:
        """Forget the values of a record that were counted."""
        for kind, texts in said.items():
            if kind != SERIAL:
                self._vocabulary.lose(kind, _count_down(self.counts[kind], texts))
        for key in map(_journal_key, said.get(JOURNAL, ())):
            for kind, by_journal in self.beside.items():
                if companions := said.get(kind):
                    _count_down(by_journal[key], companions)
                    if not by_journal[key]:
                        del by_journal[key]


def _journal_key(name: str) -> str:
    return name.casefold()


def _count_down(counts: dict[str, int], texts: Iterable[str]) -> int:
    """Count some values down, and return how many are gone."""
    before = len(counts)
    for text in texts:
        counts[text] -= 1
        if not counts[text]:
            del counts[text]
    return before - len(counts)


class Use(NamedTuple):
    """A value, and how many records have it."""

    text: str
    records: int


class Vocabulary:
    """The values of several files, found by what somebody has typed of one."""

    def __init__(self) -> None:
        self._files: list[Values] = []
        self._lists: dict[str, list[WordList]] = {}
        """Of each kind, the words of all values: first those in order, last those that came since.

        Words of values that are gone stay until the lists are put in order again."""
        self._unsettled: Counter[str] = Counter()
        """How many values of each kind have come or gone since then."""
        self._settling = False

    def open(self) -> Values:
        """Return a place for the values of one more file."""
        values = Values(self)
        self._files.append(values)
        return values

    def close(self, values: Values) -> None:
        """Leave out all values of a file."""
        if values in self._files:
            self._files.remove(values)
            for kind, counts in values.counts.items():
                self.lose(kind, len(counts))

    def meet(self, kind: str, text: str) -> None:
        """Take note of a value that a file did not have before."""
        self._lists.setdefault(kind, [WordList()])[-1].add(text)
        self._unsettled[kind] += 1

    def lose(self, kind: str, count: int) -> None:
        """Take note of how many values a file no longer has."""
        self._unsettled[kind] += count

    def find(
        self, kind: str, typed: str, most: int, without: Collection[str] = (), journal: str = ""
    ) -> list[Use]:
        """Return the values of a kind that what was typed is the beginning of, the likeliest first.

        It may be the beginning of any word, and so may each of its own words; case, accents and
        signs do not matter. What begins with it comes before what holds it, and the most used
        first. Of several spellings with the same letters the most used is given. Takes how many are
        wanted, the values that are not, and for abbreviations and ISSNs the journal whose own come
        before all others, and alone where nothing was typed.
        """
        query = Query(typed)
        if typed and not query.words:
            return []
        ranks: dict[str, int] = {}
        for text in self.beside(journal, kind) if journal else ():
            if query.fits(words_of(text)):
                ranks[text] = -1
        # Where nothing was typed, abbreviations of other journals would be noise.
        lists = () if journal and not typed else self._lists.get(kind, ())
        for words in lists:
            for text, rank in words.find(query, most):
                ranks[text] = min(rank, ranks.get(text, rank))
        passed_over = {*map(_spelling, without)}
        tables = self._tables(kind, journal)
        groups: dict[str, tuple[int, int, int, str]] = {}
        for text, rank in ranks.items():
            count = sum(table[text] for table in tables if text in table)
            # What is being typed may have been counted itself.
            if count == 0 or (count == 1 and text == typed.strip()):
                continue
            key = _spelling(text)
            if key not in passed_over:
                other = groups.get(key, (rank, 0, 0, ""))
                best = max((count, text), (other[2], other[3]))
                groups[key] = (min(rank, other[0]), other[1] - count, *best)
        ordered = sorted(groups.values(), key=lambda each: (each[0], each[1], each[3].casefold()))
        return [Use(text, -count) for _, count, _, text in ordered[:most]]

    def beside(self, journal: str, kind: str) -> list[str]:
        """Return the abbreviations or ISSNs that records of a journal have, the most used first.

        Its name in full is no abbreviation of it.
        """
        key = _journal_key(journal)
        counts: dict[str, int] = {}
        for values in self._files:
            for text, count in values.beside.get(kind, {}).get(key, {}).items():
                if _journal_key(text) != key:
                    counts[text] = counts.get(text, 0) + count
        return sorted(counts, key=lambda text: (-counts[text], text))

    def _tables(self, kind: str, journal: str) -> list[dict[str, int]]:
        """Return how often each file has each value of a kind; of ISSNs, beside a journal."""
        if kind == SERIAL:
            key = _journal_key(journal)
            return [each.beside[kind][key] for each in self._files if key in each.beside[kind]]
        return [each.counts[kind] for each in self._files if kind in each.counts]

    def settle(self) -> Iterator[None]:
        """Put the values in the order of their use where many came or went, in small steps.

        Until then values that came are found all the same, though of very many not always the most
        used; and values that are gone can stand in the way of others.
        """
        if self._settling:
            return
        self._settling = True
        try:
            for kind in tuple(self._lists):
                ordered = sum(len(each) for each in self._lists[kind] if each.in_order)
                if self._unsettled[kind] > max(_FEW, ordered // 8):
                    yield from self._put_in_order(kind)
        finally:  # here too where nobody asks for the next step
            self._settling = False

    def _put_in_order(self, kind: str) -> Iterator[None]:
        lists = self._lists[kind]
        old, settled = len(lists), self._unsettled[kind]
        lists.append(WordList())  # what comes meanwhile
        of_files = self._tables(kind, "")
        totals: dict[str, int] = {}
        if len(of_files) == 1:
            (totals,) = of_files
        else:
            for counts in of_files:
                for text in tuple(counts):
                    totals[text] = totals.get(text, 0) + counts.get(text, 0)
                    yield
        by_count: dict[int, list[str]] = {}
        for text in tuple(totals):
            by_count.setdefault(totals.get(text, 0), []).append(text)
            yield
        words = WordList(in_order=True)
        for count in sorted(by_count, reverse=True):
            for text in by_count[count]:
                words.add(text)
                words.read(1)
                yield
        lists[:old] = [words]
        self._unsettled[kind] -= settled


def _spelling(text: str) -> str:
    return keyword_key(text).rstrip(".")
