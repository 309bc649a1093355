"""A document's records in a library are those of its text, whatever happened before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.library import DocumentShelf, Facts, Library, Shelf, facts_of
from ris_ls.library.catalogue import Holding
from ris_ls.syntax import read_document
from ris_ls.text import Document, Edit, pages
from ris_ls.text.steps import finish
from tests.library.test_matching import ONE


def record(title: str, *lines: str) -> str:
    return "\n".join(["TY  - JOUR", "AU  - Doe, Jane", f"TI  - {title}", *lines, "ER  - ", "", ""])


RECORDS = st.lists(
    st.sampled_from(
        [
            record("On damaged exports", "PY  - 2020", "DO  - 10.1000/182", "ID  - a"),
            record("On damaged exports", "PY  - 2020", "ID  - a"),
            record("On lost lines of the northern libraries", "PY  - 2021", "ID  - b"),
            record("On lost lines of the northern libraries", "PY  - 2021", "VL  - 3"),
            record("Editorial"),
            "KW  - outside\n",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST_PAGE", 3)
    monkeypatch.setattr(pages, "SMALLEST_PAGE", 1)


def shelved(document: Document, library: Library | None = None) -> DocumentShelf:
    shelf = DocumentShelf("", library or Library())
    run(shelf, document)
    return shelf


def run(shelf: DocumentShelf, document: Document, steps: int | None = None) -> None:
    for number, _ in enumerate(shelf.update(document)):
        if number == steps:
            return


def described(shelf: DocumentShelf, document: Document) -> list[object]:
    """Return all that is known of a document, in file order, with lines for other records."""

    def lines(found: object) -> list[int]:
        return sorted(shelf.line(each) for each in found)  # type: ignore[attr-defined]

    library = shelf.library
    return [
        (
            shelf.line(each),
            each.facts,
            each.id,
            each.names,
            lines(library.same_doi(each)),
            lines(library.same_work(each)),
            lines(shelf.same_id(each)),
        )
        for page in document.pages
        for each in shelf.of_page(page)
    ]


@given(RECORDS, st.data())
@settings(max_examples=150)
def test_after_edits_it_is_as_if_read_anew(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    shelf = shelved(document)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(document)))
        end = data.draw(st.integers(start, min(len(document), start + 60)))
        new = data.draw(st.sampled_from(("", "x", "\n", "ER  - \n\nTY  - BOOK\n", "ID  - a\n")))
        document.edit([Edit(start, end, new)])
        # Some looks are given up before they are through.
        run(shelf, document, data.draw(st.none() | st.integers(0, 5)))
    run(shelf, document)
    assert shelf.left(document) == 0
    assert described(shelf, document) == described(shelved(document), document)
    assert len(shelf) == sum(len(shelf.of_page(page)) for page in document.pages)


@given(RECORDS, st.data())
def test_stamps_tell_where_something_changed(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    shelf = shelved(document)
    stamps = {page: shelf.stamp_of(page) for page in document.pages}
    before = {page: beside(shelf, page) for page in document.pages}
    at = data.draw(st.integers(0, len(document)))
    document.edit([Edit(at, at, "\nDO  - 10.1000/182\n")])
    run(shelf, document)
    for page in document.pages:
        if page in stamps and shelf.stamp_of(page) == stamps[page]:
            assert beside(shelf, page) == before[page]


def test_who_has_an_id_learns_of_others_with_it() -> None:
    titles = ("On damaged exports", "On lost lines", "On ravens", "On clouds")
    document = read_document("".join(record(title, f"ID  - {title}") for title in titles))
    shelf = shelved(document)
    first, *_, last = document.pages
    stamps = [shelf.stamp_of(first)]
    at = document.text.index("ID  - On clouds") + len("ID  - ")
    for old, new in ("On clouds", titles[0]), (titles[0], "On clouds"):
        document.edit([Edit(at, at + len(old), new)])
        run(shelf, document)
        stamps.append(shelf.stamp_of(first))
    assert document.pages[0] is first is not last
    assert stamps[0] < stamps[1] < stamps[2]


def beside(shelf: DocumentShelf, page: pages.Page) -> list[tuple[set[Holding], ...]]:
    library = shelf.library
    return [
        (set(library.same_doi(each)), set(library.same_work(each)), set(shelf.same_id(each)))
        for each in shelf.of_page(page)
    ]


def test_other_files() -> None:
    library = Library()
    document = read_document(record("On damaged exports", "PY  - 2020", "DO  - 10.1000/182"))
    shelf = shelved(document, library)
    (mine,) = shelf
    other = Shelf("file:///b.ris", library, "b.ris")
    stamp = shelf.stamp
    theirs = other.put(facts_of(document.blocks[0]), "", 7)
    assert shelf.stamp > stamp
    assert list(library.same_work(mine)) == [theirs]
    assert other.line(theirs) == 7
    other.close()
    assert list(library.same_work(mine)) == [], "nobody is told of what is being given away"
    assert len(list(other.clear())) == 1
    assert len(other) == 0
    assert len(library.index) == 1


@pytest.mark.parametrize("steps", [0, 2, 4])
def test_a_shelf_is_cleared_while_a_look_is_going_on(steps: int) -> None:
    document = read_document(record("On damaged exports") * 5)
    shelf = DocumentShelf("", Library())
    run(shelf, document, 2)
    document.edit([Edit(0, 0, "\n")])
    run(shelf, document, steps)
    shelf.close()
    for _ in shelf.clear():
        pass
    assert len(shelf) == len(shelf.library.index) == 0


@pytest.mark.parametrize("known", [{"doi": "10.1/a"}, {"pmid": "1"}])
def test_an_identifier_tells_of_a_record_that_it_is_repeated(known: dict[str, str]) -> None:
    shelf = Shelf("", Library())
    nothing_else = Facts("", "", "", "", 0, "", "", "")
    every = [facts._replace(**known) for facts in (ONE, nothing_else)]  # type: ignore[arg-type]
    _, second = [shelf.put(facts, "", line) for line, facts in enumerate(every)]
    assert finish(shelf.library.repeated(shelf)) == [second]


def test_records_that_say_too_little_have_no_others() -> None:
    shelf = Shelf("", Library())
    one, _ = [shelf.put(ONE._replace(title="editorial", author="", page=""), "", n) for n in (1, 2)]
    assert list(shelf.library.same_work(one)) == []
    assert finish(shelf.library.repeated(shelf)) == [], "nor is the second one counted as such"


@given(RECORDS, st.booleans())
def test_a_record_is_found_by_each_place_in_it(text: str, stripped: bool) -> None:
    document = read_document(text.rstrip() if stripped else text)
    shelf = shelved(document)
    for offset in range(len(document.text) + 1):
        index = document.block_at(offset)
        found = shelf.at(document, offset)
        block = document.blocks[index]
        assert found is not None or facts_of(block) is None
        assert found is None or (found.page and found.page.blocks[found.at] is block)
