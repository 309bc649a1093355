r"""Blocks are kept in pages, and an edit makes anew only the pages it touches."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.syntax import read_document
from ris_ls.text import Change, Document, Edit, Position, pages
from ris_ls.text.pages import LARGEST_PAGE, SMALLEST_PAGE, Block, Page

# Short records, with and without their ends: an edit in one can join it to its neighbours.
RECORDS = (
    *("TY  - JOUR\nTI  - A\nER  - \n", "TY  - JOUR\rPY  - 2020\r", "TY  - BOOK\nER  -\r\n\r\n"),
    *("TY  - JOUR\nAB  - 漢 😀\nER  - \n\n", "ER  - \n", "TY  - A TI  - B ER  - \r\n", "1.\n"),
)
WRITTEN = ("x", "\n", "\r", "ER  - \n", "TY  - JOUR\nTI  - B\n", "é😀")
TEXT = st.lists(st.sampled_from(RECORDS), max_size=60).map("".join)
# Where an edit starts (in thousandths of the text), how much it takes out, and what it puts in.
EDIT = st.tuples(
    st.integers(0, 1000),
    st.sampled_from((0, 0, 1, 5, 30, 400)),
    st.lists(st.sampled_from(WRITTEN), max_size=2).map("".join)
    | st.lists(st.sampled_from(RECORDS), max_size=12).map("".join),
)
BATCHES = st.lists(st.lists(EDIT, max_size=4), max_size=5)
RECORD = "TY  - JOUR\nTI  - Title {}\nER  - \n\n"


@contextmanager
def small_pages() -> Iterator[None]:
    """Give a short text, which hypothesis can vary, many pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "LARGEST_PAGE", 8)
        patch.setattr(pages, "SMALLEST_PAGE", 2)
        yield


@given(TEXT, BATCHES)
@settings(max_examples=600, deadline=None)
@small_pages()
def test_pages_hold_through_any_edits(text: str, batches: list[list[tuple[int, int, str]]]) -> None:
    """What must hold of the pages of a document, however it was edited.

    The blocks of the pages, joined, are the text. No page, and no block, is too large or too small.
    All places are those counted from scratch. A page stays the same object unless it, or one
    beside it, was touched. And what was handed out before, as a snapshot, never changes.
    """
    document = read_document(text)
    assert_sound(document, text)
    snapshots: list[tuple[Document, str, list[Block], list[Page]]] = []
    for batch in batches:
        edits = _apart(batch, len(text))
        before, blocks, touched = list(document.pages), list(document.blocks), set[int]()
        snapshots.append((copy.copy(document), text, blocks, before))
        for edit in edits:
            # The block before an edit is read again: its end depends on what follows.
            first, last = document.block_at(edit.start) - 1, document.block_at(edit.end)
            touched.update(range(max(0, first), last + 1))
        document.edit(edits)
        for edit in reversed(edits):
            text = text[: edit.start] + edit.text + text[edit.end :]
        assert_sound(document, text)
        # So are the blocks that one without an end now runs on into.
        left = set(map(id, document.blocks))
        touched.update(index for index, block in enumerate(blocks) if id(block) not in left)
        same = set(map(id, document.pages))
        assert _far_from(touched, before) <= same
    for snapshot, was, blocks, their_pages in snapshots:
        assert_sound(snapshot, was)
        assert list(map(id, snapshot.blocks)) == list(map(id, blocks))
        assert list(map(id, snapshot.pages)) == list(map(id, their_pages))


def _apart(batch: list[tuple[int, int, str]], length: int) -> list[Edit]:
    """Return edits of a text of this length, in order, none touching another."""
    edits: list[Edit] = []
    for thousandths, removed, written in sorted(batch):
        start = length * thousandths // 1000
        if not edits or start > edits[-1].end:
            edits.append(Edit(start, min(length, start + removed), written))
    return edits


def _far_from(touched: Iterable[int], pages: list[Page]) -> set[int]:
    """Return the identities of the pages neither touched nor beside one whose blocks were."""
    page_of = [number for number, page in enumerate(pages) for _ in page.blocks]
    near = {page_of[index] + by for index in touched for by in (-1, 0, 1)}
    return {id(page) for number, page in enumerate(pages) if number not in near}


def assert_sound(document: Document, text: str) -> None:
    assert document.text == text
    blocks = [block for page in document.pages for block in page.blocks]
    assert "".join(block.text for block in blocks) == text
    assert all(block.text for block in blocks) or [block.text for block in blocks] == [""]
    sizes = [len(page.blocks) for page in document.pages]
    assert max(sizes) <= pages.LARGEST_PAGE
    assert min(sizes) >= pages.SMALLEST_PAGE or len(sizes) == 1
    assert_is_like(document, blocks)
    assert_places(document, text)


def assert_is_like(document: Document, blocks: list[Block]) -> None:
    """The view of the blocks is to be used as a list is."""
    view = document.blocks
    count = len(blocks)
    assert len(view) == count
    assert list(view) == blocks == [view[index] for index in range(count)]
    assert [view[index - count] for index in range(count)] == blocks
    for part in (slice(3), slice(2, -2), slice(-5, None), slice(7, 30), slice(9, 4), slice(1, 2)):
        assert view[part] == blocks[part]
    assert view[::-3] == blocks[::-3]
    for outside in (count, -count - 1):
        with pytest.raises(IndexError):
            view[outside]


def assert_places(document: Document, text: str) -> None:
    """Everything that is asked by place, against what is counted from the start of the text."""
    index = offset = line = 0
    placed, placed_pages = [], []
    for page in document.pages:
        placed_pages.append((index, offset, line, page))
        for block in page.blocks:
            assert document.offset_of(index) == offset
            assert document.first_line_of(index) == line
            assert document.block_at(offset) == index
            assert document.block_at(offset + max(0, len(block.text) - 1)) == index
            placed.append((offset, block))
            index += 1
            offset += len(block.text)
            line += len(re.findall(r"\r\n|\n|\r", block.text))
    assert list(document.placed()) == placed
    assert list(document.placed_pages()) == placed_pages
    assert len(document) == document.offset_of(index) == offset
    assert document.first_line_of(index) == line
    for outside in (-1, index + 1):
        with pytest.raises(IndexError):
            document.offset_of(outside)
    start = 0
    for number, content in enumerate(re.split(r"\r\n|\n|\r", text)):
        assert document.line_at(number) == (start, content)
        assert document.position_at(start, "utf-16") == Position(number, 0)
        assert document.slice(start, start + len(content)) == content
        start += len(content)
        start += 2 if text[start : start + 2] == "\r\n" else 1


def test_a_letter_makes_one_page_anew() -> None:
    document = read_document("".join(map(RECORD.format, range(2_000))))
    assert len(document.pages) > 10
    # The first and the last block of a page, and one in the middle.
    for page in (3, 4):
        for within in (0, len(document.pages[page].blocks) // 2, -1):
            before, blocks = document.pages, list(document.blocks)
            index = sum(len(other.blocks) for other in before[:page])
            index += range(len(before[page].blocks))[within]
            at = document.offset_of(index)
            document.edit([Edit(at + 20, at + 20, "x")])
            after = document.pages
            assert [n for n, other in enumerate(before) if other is not after[n]] == [page]
            assert [n for n, one in enumerate(blocks) if one is not document.blocks[n]] == [index]


def test_an_edit_that_changes_nothing_changes_no_page() -> None:
    document = read_document("".join(map(RECORD.format, range(2_000))))
    before = document.blocks
    document.edit([Edit(0, 2, "TY"), Edit(5_000, 5_000, "")])
    assert document.blocks is before


def test_pages_are_split_and_merged() -> None:
    document = read_document("".join(map(RECORD.format, range(1_000))))
    text = document.text
    at = document.offset_of(300)
    more = "".join(map(RECORD.format, range(1_000, 1_600)))
    document.edit([Edit(at, at, more)])
    assert_sound(document, text[:at] + more + text[at:])
    end = document.offset_of(len(document.blocks) - 5)
    document.edit([Edit(document.offset_of(3), end, "")])
    assert [len(page.blocks) for page in document.pages] == [8]
    document.edit([Edit(0, len(document), "")])
    assert_sound(document, "")


def test_records_typed_one_by_one_do_not_make_small_pages() -> None:
    document = read_document("")
    for number in range(3 * LARGEST_PAGE):
        document.edit([Edit(len(document), len(document), RECORD.format(number))])
    assert_sound(document, "".join(map(RECORD.format, range(3 * LARGEST_PAGE))))
    assert min(len(page.blocks) for page in document.pages) >= SMALLEST_PAGE


def test_a_new_whole_text_keeps_the_pages_it_shares_with_the_old_one() -> None:
    document = read_document("".join(map(RECORD.format, range(2_000))))
    before = list(document.pages)
    document.apply(
        [Change(None, None, document.text.replace("Title 1000\n", "Another\n"))], "utf-16"
    )
    changed = [number for number, page in enumerate(document.pages) if page is not before[number]]
    assert len(changed) == 1


def test_memory_of_a_page() -> None:
    document = read_document("".join(map(RECORD.format, range(1_000))))
    first, last = document.pages[0], document.pages[-1]
    assert first.memo("key", lambda: 1) == 1
    assert last.memo("key", lambda: 2) == 2
    document.edit([Edit(20, 21, "x")])
    assert document.pages[0].memo("key", lambda: 3) == 3, "it is another page now"
    assert document.pages[-1].memo("key", lambda: 3) == 2
    last.forget("key")
    assert last.memo("key", lambda: 4) == 4
