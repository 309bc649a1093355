"""The ledger of a file: how many records it holds, and how many of them each program reads.

What is counted in a block stays with it, and sums stay with its page. So after an edit a new ledger
costs a look at one page, and one at each sum.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from ris_ls.features.citation import DATE_TAGS
from ris_ls.features.place import entries, has_type, records_among, says_something
from ris_ls.importers import READERS, Reader, reading_of
from ris_ls.importers.model import State
from ris_ls.importers.outcome import is_emptied, true_part
from ris_ls.importers.shape import shape_of
from ris_ls.knowledge import importers, tags_of_concept
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import Guess, exporters_among, foreign_format
from ris_ls.syntax.record import read_sound
from ris_ls.text import Block, Document, Page
from ris_ls.text.steps import finish
from ris_ls.values.dates import year_of
from ris_ls.values.doi import parse_doi
from ris_ls.values.placeholders import is_placeholder

Failure = Literal["refused", "stopped", "encoding"]
"""Why a program reads nothing of a file: it does not take it for RIS, fails at some place, or makes
nothing of a file that is not UTF-8."""


class Counts(NamedTuple):
    """What is counted in a text."""

    types: int = 0
    """How many TY."""
    ends: int = 0
    """How many ER."""
    records: int = 0
    """How many records: what stands between TY and ER, also where one of them is missing."""
    without_title: int = 0
    without_abstract: int = 0
    without_doi: int = 0
    """How many records hold no DOI where programs look for it, in DO."""
    without_year: int = 0
    unread: int = 0
    """How many stretches of text are so long, with no record ending in them, that they were not
    read at all."""


class Lacking(NamedTuple):
    """A place for each thing that a record may lack; None where none lacks it."""

    title: int | None = None
    abstract: int | None = None
    doi: int | None = None
    year: int | None = None


NOTHING_LACKS = Lacking()


@dataclass(frozen=True, slots=True)
class Import:
    """What one program makes of the records of a file.

    It reads all that there are, without those that are lost or emptied, and those it invents.
    """

    key: str
    """Its short name in the knowledge tables."""
    records: int
    """How many records it reads."""
    lost: int
    """How many records it does not read as records of their own: lost, or merged with others."""
    emptied: int
    """For how many records it makes one with nothing in it; these are not among `records`."""
    invented: int
    """How many of the records that it reads are none."""
    first: int | None = None
    """Where in the text the first record stands that does not arrive, or that at which it fails;
    None where all arrive."""
    failure: Failure | None = None

    @property
    def name(self) -> str:
        """Its name as a person would write it."""
        return importers()[self.key].name

    @property
    def missed(self) -> int:
        """How many records do not arrive."""
        return self.lost + self.emptied


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one file, or of several together."""

    counts: Counts
    imports: tuple[Import, ...]
    """What the programs read whose reading is known; none for a file that is not RIS."""
    exporters: tuple[Guess, ...]
    """Which programs wrote the file, as far as that shows."""
    foreign: str | None = None
    """What the file is when it is not RIS; then nothing is counted."""
    lacking: Lacking = NOTHING_LACKS
    """Where in the text the first record stands that lacks something."""
    duplicates: int | None = None
    """How many records are of the same work as one before; None where nobody looked."""
    repeated_at: int | None = None
    """Where in the text the first of these stands."""


def ledger(document: Document, unreadable_by: Collection[str] = ()) -> Ledger:
    """Return the ledger of a document. Never raises."""
    return finish(ledger_steps(document, unreadable_by))


def ledger_steps(
    document: Document, unreadable_by: Collection[str] = ()
) -> Generator[None, None, Ledger]:
    """Make the ledger of a document in steps, each about one record long.

    The document must not be changed meanwhile: give it a copy. ``unreadable_by`` are the importers
    that read nothing of the file for its encoding, which does not show in the text.
    """
    if foreign := foreign_format(document):
        return Ledger(Counts(), (), (), foreign)
    counted: list[Counts] = []
    for page in document.pages:
        counted.append((yield from _count_page(page)))
    counts = _sum(counted)
    imports: list[Import] = []
    for reader in READERS.values():
        if reader.key in unreadable_by:
            imports.append(_nothing_read(reader, document, counts.records, "encoding"))
        else:
            imports.append((yield from _import(reader, document, counts.records)))
    writers = yield from exporters_among(document)
    lacking = Lacking(
        _first(document, lambda each: each.without_title > 0),
        _first(document, lambda each: each.without_abstract > 0),
        _first(document, lambda each: each.without_doi > 0),
        _first(document, lambda each: each.without_year > 0),
    )
    return Ledger(counts, tuple(imports), writers, lacking=lacking)


def with_duplicates(found: Ledger, count: int, first: int | None) -> Ledger:
    """Return a ledger with how many records are of the same work as one before.

    ``first`` is where the first of them begins, in code points; None without any.
    """
    return replace(found, duplicates=count, repeated_at=first)


def total(ledgers: Sequence[Ledger]) -> Ledger:
    """Return what several files come to, without places. What is not RIS counts as nothing."""
    together = [
        Import(
            key,
            sum(one.records for one in each),
            sum(one.lost for one in each),
            sum(one.emptied for one in each),
            sum(one.invented for one in each),
        )
        for key in READERS
        if (each := [one for it in ledgers for one in it.imports if one.key == key])
    ]
    told = [it.duplicates for it in ledgers if it.duplicates is not None]
    writers = {guess.key: guess for it in ledgers for guess in it.exporters}
    return Ledger(
        _sum(it.counts for it in ledgers),
        tuple(together),
        tuple(writers.values()),
        duplicates=sum(told) if told else None,
    )


def _sum(counted: Iterable[Counts]) -> Counts:
    return Counts(*map(sum, zip(Counts(), *counted, strict=True)))


# -- counting ---------------------------------------------------------------------------------


def _count_page(page: Page) -> Generator[None, None, Counts]:
    kept: Counts | None = page.recall(Counts)
    if kept is None:
        counted: list[Counts] = []
        for block in page.blocks:
            counted.append(_count(block))
            yield
        kept = _sum(counted)
        page.keep(Counts, kept)
    return kept


def _count(block: Block) -> Counts:
    return block.memo(Counts, lambda: _one_object(_counts(block)))


@lru_cache(maxsize=256)
def _one_object(counts: Counts) -> Counts:
    """Return the same object for the same counts: nearly all records have a few of them."""
    return counts


def _counts(block: Block) -> Counts:
    if _is_too_large(block):
        return Counts(unread=1)
    if sound := read_sound(block.text):
        _, tags, values, _ = sound
        return Counts(1, 1, 1, *_lacks(zip(tags, values, strict=True)))
    found = entries(block)
    tags = [entry.tag for entry in found]
    records = [
        _lacks((entry.tag, entry.value) for entry in record)
        for record in records_among(found)
        if has_type(record) or says_something(record)
    ]
    lacking = map(sum, zip((0, 0, 0, 0), *records, strict=True))
    return Counts(tags.count("TY"), tags.count("ER"), len(records), *lacking)


def _is_too_large(block: Block) -> bool:
    """Tell whether a block is left unread: it would hold up the editor, and is hardly RIS."""
    return len(block.text) > LARGEST_BLOCK


def _first(document: Document, holds: Callable[[Counts], bool]) -> int | None:
    """Return where the first record stands of whose counts something holds."""
    for index, page in _placed(document):
        if holds(page.recall(Counts)):
            within = next(at for at, block in enumerate(page.blocks) if holds(_count(block)))
            return _head(document, index + within)
    return None


def _placed(document: Document) -> Iterator[tuple[int, Page]]:
    """Yield pages with the index of their first block; nobody need count the lines for that."""
    index = 0
    for page in document.pages:
        yield index, page
        index += len(page.blocks)


def _head(document: Document, index: int) -> int:
    """Return where the record of a block begins in the text, by the index of the block."""
    return document.offset_of(index) + shape_of(document.blocks[index]).head.start


_TITLE = frozenset(tags_of_concept("title"))
_ABSTRACT = frozenset(tags_of_concept("abstract"))
_DOI = frozenset(tags_of_concept("doi"))
_DATES = frozenset(DATE_TAGS)


def _lacks(fields: Iterable[tuple[str, str]]) -> tuple[int, int, int, int]:
    """Return 1 for each of title, abstract, DOI and year that a record lacks, else 0."""
    title = abstract = doi = year = 1
    for tag, value in fields:
        if tag in _TITLE:
            title = title and _says_nothing(tag, value)
        elif tag in _ABSTRACT:
            abstract = abstract and _says_nothing(tag, value)
        elif tag in _DOI:
            doi = doi and _is_no_doi(value)
        elif tag in _DATES:
            year = year and not year_of((value,))
    return int(title), int(abstract), int(doi), int(year)


def _says_nothing(tag: str, value: str) -> bool:
    return not value or is_placeholder(tag, value)


def _is_no_doi(value: str) -> bool:
    read = parse_doi(value)
    return read.doi is None and "several" not in read.problems


# -- importers --------------------------------------------------------------------------------


class _Opener(NamedTuple):
    """The block in which the last record begins that a program reads, as far as that matters."""

    block: int
    """Its index in the page."""
    empties: bool
    is_none: bool
    """Whether there is no record in that block: the program makes one up."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """What a program that stood at `before` makes of a page."""

    before: State
    after: State
    records: int = 0
    lost: int = 0
    emptied: int = 0
    invented: int = 0
    missed: int | None = None
    """The index of the first block of which a record does not arrive."""
    opener: _Opener | None = None
    """None where no record begins in the page."""
    closed: bool | None = None
    """Whether it has come to the end of the last record; None where it read of none."""
    stops_at: int | None = None
    """Where in the page it gives up on the whole file."""


def _import(reader: Reader, document: Document, records: int) -> Generator[None, None, Import]:
    if not (yield from reader.recognising(document)):
        return _nothing_read(reader, document, records, "refused")
    state = reader.start
    pages: list[tuple[int, _Followed]] = []
    for index, page in _placed(document):
        kept: _Followed | None = page.recall((_Followed, reader.key))
        if kept is None or kept.before != state:
            kept = yield from _follow(reader, page, state)
            page.keep((_Followed, reader.key), kept)
        if kept.stops_at is not None:
            return Import(
                reader.key, 0, records, 0, 0, document.offset_of(index) + kept.stops_at, "stopped"
            )
        pages.append((index, kept))
        state = kept.after
    missed = next((at + it.missed for at, it in pages if it.missed is not None), None)
    found = Import(
        reader.key,
        sum(it.records for _, it in pages),
        sum(it.lost for _, it in pages),
        sum(it.emptied for _, it in pages),
        sum(it.invented for _, it in pages),
        None if missed is None else _head(document, missed),
    )
    closed = next((it.closed for _, it in reversed(pages) if it.closed is not None), None)
    opener = next(((at, it.opener) for at, it in reversed(pages) if it.opener), None)
    if reader.keeps_unended or closed is not False or opener is None:
        return found
    return _without_last(found, opener[1], _head(document, opener[0] + opener[1].block))


def _nothing_read(reader: Reader, document: Document, records: int, failure: Failure) -> Import:
    first = _first(document, lambda counts: counts.records > 0)
    return Import(reader.key, 0, records, 0, 0, first, failure)


def _without_last(found: Import, opener: _Opener, at: int) -> Import:
    """Return what is read when the last record, which has no end, is not kept."""
    if opener.is_none:
        return replace(found, records=found.records - 1, invented=found.invented - 1)
    return replace(
        found,
        records=found.records - (not opener.empties),
        lost=found.lost + 1,
        emptied=found.emptied - opener.empties,
        first=at if found.first is None else min(found.first, at),
    )


def _follow(reader: Reader, page: Page, state: State) -> Generator[None, None, _Followed]:
    """Follow a program through a page; up to where it gives up, if it does."""
    before = state
    records = lost = emptied = invented = 0
    missed: int | None = None
    opener: _Opener | None = None
    closed: bool | None = None
    for index, block in enumerate(page.blocks):
        if _is_too_large(block):
            continue
        reading = reading_of(reader, block, state)
        yield
        state = reading.after
        if reading.stops_at >= 0:
            return _Followed(before, state, stops_at=page.offsets[index] + reading.stops_at)
        there = _count(block).records
        opened = [part for part in reading.parts if part.opens]
        empties = bool(there and opened) and is_emptied(true_part(opened), shape_of(block))
        if missed is None and (empties or len(opened) < there):
            missed = index
        records += len(opened) - empties
        emptied += empties
        lost += max(0, there - len(opened))
        invented += max(0, len(opened) - there)
        if opened:
            opener = _Opener(index, empties, is_none=not there)
        if reading.parts:
            closed = reading.parts[-1].closes
    return _Followed(before, state, records, lost, emptied, invented, missed, opener, closed)
