"""The library: the records of several files, and which of them belong together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from ris_ls.library.facts import Facts, facts_of, id_of, names_of
from ris_ls.library.groups import Groups
from ris_ls.library.index import MANY, Index
from ris_ls.library.matching import same_work
from ris_ls.library.values import Vocabulary, values_of
from ris_ls.text import Block, Document, Page

LARGEST_WITH_VALUES = 20 * 1024 * 1024
"""In code points. What stands in the fields of a larger document takes a third of its length in
memory, and a server is to take no more than six times the length in all."""


@dataclass(slots=True, eq=False)
class Holding:
    """One record of a library. No two are the same, whatever they say.

    Where it stands changes with what stands around it; the rest never does.
    """

    shelf: Shelf
    facts: Facts | None
    """None where nothing tells which work the record is of."""
    id: str
    """What stands in its ID field."""
    page: Page | None
    """The page of the document; None in a file of which the library keeps no text."""
    at: int
    """The index of its block in the page; without a page, where it begins: the number of a line, or
    whatever else its shelf is counted by."""
    names: str = ""
    """Those of all persons, as `names_of` returns them."""
    stamp: int = 0
    """Grows whenever other records belong together with this one than before."""
    asked_by: object = None
    """Who asked last about the others and had nothing to tell, as is so for most records."""
    asked_at: int = -1
    """With which stamp that was."""


class Shelf:
    """The records of one file."""

    def __init__(self, uri: str, library: Library, title: str = "") -> None:
        self.uri = uri
        """That of the file; empty where it does not matter."""
        self.title = title
        """What people call it: the name of the file without its folder."""
        self.library = library
        library.open_shelves += 1
        self.stamp = 0
        """Grows whenever other records belong together with one of these than before."""
        self.is_gone = False
        """Whether its records are being given away: nobody is told of them any more."""
        self.values = library.vocabulary.open()
        """What stands in the fields of its records."""
        self._holdings: list[Holding] = []
        self._ids: Groups[str, Holding] = Groups()

    def __len__(self) -> int:
        return len(self._holdings)

    def __iter__(self) -> Iterator[Holding]:
        """Yield the records, in no order."""
        return iter(self._holdings)

    def put(self, facts: Facts | None, id_: str, at: int, names: str = "") -> Holding:
        """Take a record, of which is known what a `Holding` says."""
        holding = Holding(self, facts, id_, None, at, names)
        self._holdings.append(holding)
        self._tell_of(holding)
        return holding

    def _tell_of(self, holding: Holding) -> None:
        if holding.id:
            self._ids.add(holding.id, holding)
            _touch(self._ids[holding.id])
        if holding.facts is not None:
            self.library.add(holding.facts, holding)

    def _give_away(self, holding: Holding) -> None:
        holding.page = None  # which may hold on to this in turn
        if holding.id:
            _touch(self._ids[holding.id])
            self._ids.discard(holding.id, holding)
        if holding.facts is not None:
            self.library.remove(holding.facts, holding)

    def close(self) -> None:
        """Have nobody told of these records from now on; `clear` gives them away.

        Nothing is to be put here any more.
        """
        if not self.is_gone:
            self.library.open_shelves -= 1
        self.is_gone = True
        self.library.vocabulary.close(self.values)

    def clear(self) -> Iterator[None]:
        """Give all records of a closed shelf away, in steps."""
        while self._holdings:
            self._give_away(self._holdings.pop())
            yield

    def same_id(self, holding: Holding) -> Iterator[Holding]:
        """Yield the other records with the same ID in this file."""
        found = self._ids[holding.id] if holding.id else ()
        return (each for each in found if each is not holding)

    def has_id(self, id_: str) -> bool:
        """Tell whether a record has this ID."""
        return bool(self._ids[id_])

    def touch(self, holding: Holding) -> None:
        """Note that other records belong together with one of these than before."""
        holding.stamp = self.stamp = self.stamp + 1

    def line(self, holding: Holding) -> int:
        """Return the number of the first line of a record, counted from 0, as of the last look."""
        return holding.at

    def place(self, holding: Holding) -> tuple[int, int]:
        """Return where a record stands among those of this shelf, as something to sort by."""
        return 0, holding.at


class DocumentShelf(Shelf):
    """The records of a document that is being edited."""

    def __init__(self, uri: str, library: Library, title: str = "") -> None:
        super().__init__(uri, library, title)
        self._pages: dict[Page, list[Holding]] = {}
        """What is known of each page, in the order of the last look. A list of all records beside
        it would take two megabytes of memory in a file of 50."""
        self._left: dict[Block, Holding] = {}
        """The records of pages that are gone, until it is known whether they are elsewhere."""
        self._reading: tuple[Page, list[Holding]] | None = None
        """The page that is being looked at, and its records so far."""
        self._order: dict[Page, tuple[int, int]] = {}
        """The number of each page and of its first line."""
        self._stamps: dict[Page, int] = {}
        self._has_values: bool | None = None
        """Whether it is counted what stands in the fields; decided once, when it is first read."""

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Holding]:
        """Yield the records, in no order."""
        being_read = () if self._reading is None else self._reading[1]
        return chain(self._holdings, being_read, self._left.values(), *self._pages.values())

    def close(self) -> None:
        """Have nobody told of these records from now on, and let the text go."""
        super().close()
        self._holdings = list(self)
        self._pages, self._left, self._order, self._stamps = {}, {}, {}, {}
        self._reading = None
        for holding in self._holdings:
            holding.page = None

    def update(self, document: Document) -> Iterator[None]:
        """Take the records of a document in place of those it had at the last look.

        In steps, a record or a page each: the caller may do something else between them, or never
        go on, and then look again at another state. An edit costs a page or two.
        """
        if self._has_values is None:
            self._has_values = len(document) <= LARGEST_WITH_VALUES
        self._order = {
            page: (number, first_line)
            for number, (_, _, first_line, page) in enumerate(document.placed_pages())
        }
        if self._reading is not None:  # the last look was not gone on with
            self._leave(*self._reading)
            self._reading = None
        for page in [page for page in self._pages if page not in self._order]:
            self._leave(page, self._pages.pop(page))
            self._stamps.pop(page, None)
            yield
        for page in document.pages:
            if page not in self._pages:
                yield from self._read(page)
        while self._left:
            block, holding = self._left.popitem()
            self._give_away(holding)
            if self._has_values:
                self.values.remove(values_of(block))
            yield

    def _leave(self, page: Page, holdings: list[Holding]) -> None:
        self._left.update((page.blocks[each.at], each) for each in holdings)

    def _read(self, page: Page) -> Iterator[None]:
        holdings: list[Holding] = []
        self._reading = page, holdings
        for at, block in enumerate(page.blocks):
            holding = self._left.pop(block, None)
            if holding is not None:
                holding.page, holding.at = page, at
            else:
                facts, id_, names = facts_of(block), id_of(block), names_of(block)
                values = values_of(block) if self._has_values else {}
                if facts is None and not (id_ or names or values):
                    continue
                holding = Holding(self, facts, id_, page, at, names)
                self._tell_of(holding)
                self.values.add(values)
            holdings.append(holding)
            yield
        self._pages[page] = holdings
        self._reading = None
        self._stamps[page] = self.stamp = self.stamp + 1

    @property
    def is_new(self) -> bool:
        """Whether no page of any text has been looked at."""
        return not self._pages

    def left(self, document: Document) -> int:
        """Return how many pages of a document have not been looked at."""
        return sum(page not in self._pages for page in document.pages)

    def of_page(self, page: Page) -> Collection[Holding]:
        """Return the records of a page, in file order; nothing of one not looked at yet."""
        return self._pages.get(page, ())

    def known_of(self, page: Page) -> Collection[Holding] | None:
        """Return the records of a page, in file order; None where it has not been looked at."""
        return self._pages.get(page)

    def at(self, document: Document, offset: int) -> Holding | None:
        """Return the record in the block at an offset; None where none is known of there."""
        for _, start, _, page in document.placed_pages():
            if offset < start + page.length or page is document.pages[-1]:
                index = bisect_right(page.offsets, offset - start, hi=len(page.blocks)) - 1
                return next((each for each in self.of_page(page) if each.at == index), None)
        return None

    def stamp_of(self, page: Page) -> int:
        """Return a number that is another one when what belongs to a page's records is."""
        return self._stamps.get(page, 0)

    def touch(self, holding: Holding) -> None:
        """Note that other records belong together with one of these than before."""
        super().touch(holding)
        if holding.page in self._stamps:
            self._stamps[holding.page] = holding.stamp

    def place(self, holding: Holding) -> tuple[int, int]:
        """Return where a record stands among those of this shelf, as something to sort by."""
        number, _ = self._order.get(holding.page, (0, 0)) if holding.page else (0, 0)
        return number, holding.at

    def line(self, holding: Holding) -> int:
        """Return the number of the first line of a record, counted from 0, as of the last look."""
        page = holding.page
        if page is None or page not in self._order:
            return 0
        return self._order[page][1] + page.first_lines[holding.at]


class Library:
    """The records of several files, and which of them belong together."""

    def __init__(self) -> None:
        self.index: Index[Holding] = Index()
        self.open_shelves = 0
        """How many shelves there are whose records others are told of."""
        self.vocabulary = Vocabulary()
        """What stands in the fields of all records."""

    def add(self, facts: Facts, holding: Holding) -> None:
        """Take the facts of a record that was put on a shelf."""
        self._tell(self.index.add(facts, holding))

    def remove(self, facts: Facts, holding: Holding) -> None:
        """Forget the facts of a record that was taken from a shelf."""
        self._tell(self.index.remove(facts, holding))

    def _tell(self, changed: Iterable[Facts]) -> None:
        for facts in changed:
            _touch(self.index.holders(facts))

    def same_doi(self, holding: Holding) -> Iterator[Holding]:
        """Yield the other records with the same DOI, in no order."""
        facts = holding.facts
        if facts is not None:
            for each in self.index.same_doi(facts):
                yield from self._others(each, holding)

    def same_work(self, holding: Holding) -> Iterator[Holding]:
        """Yield the other records of the same work, in no order."""
        facts = holding.facts
        if facts is not None:
            if same_work(facts, facts):  # some say too little to be known by
                yield from self._others(facts, holding)
            for each in self.index.same(facts):
                yield from self._others(each, holding)

    def repeated(self, shelf: Shelf) -> Generator[None, None, list[Holding]]:
        """Return the records of a file that are of the same work as one before them in it.

        In file order. In steps, a record each; what is put and taken meanwhile may be missed.
        """
        found: list[Holding] = []
        first: dict[Facts, tuple[int, int]] = {}
        here: dict[Facts, list[Holding]] = {}
        for facts in self.index.with_others():
            mine = [each for each in self.index.holders(facts) if each.shelf is shelf]
            if mine:
                here[facts] = mine
                first[facts] = min(map(shelf.place, mine))
            yield
        for facts, mine in here.items():
            itself = same_work(facts, facts)
            for holding in mine:
                place = shelf.place(holding)
                if (itself and first[facts] < place) or any(
                    first.get(other, place) < place for other in self.index.same(facts)
                ):
                    found.append(holding)
                yield
        return sorted(found, key=shelf.place)

    def _others(self, facts: Facts, holding: Holding) -> Iterator[Holding]:
        holders = self.index.holders(facts)
        return (each for each in holders if each is not holding and not each.shelf.is_gone)


def repeated_in(document: Document) -> Generator[None, None, list[int]]:
    """Return where the records of a document start that are of the same work as one before them.

    In steps. Offsets are those of their blocks.
    """
    library = Library()
    shelf = DocumentShelf("", library)
    yield from shelf.update(document)
    found = yield from library.repeated(shelf)
    return [document.line_at(shelf.line(each))[0] for each in found]


def _touch(holdings: Iterable[Holding]) -> None:
    for each in islice(holdings, MANY):
        each.shelf.touch(each)
