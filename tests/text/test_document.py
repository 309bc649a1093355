r"""A document is its text, cut into blocks, whatever is done to it and however it is told."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ris_ls.syntax import cut, read_document
from ris_ls.text import Change, Document, Edit, Position, PositionEncoding, decode
from tests.conftest import corpus_files

ENCODINGS: tuple[PositionEncoding, ...] = get_args(PositionEncoding)

# What makes and breaks blocks and lines, and what is counted differently by each encoding.
FRAGMENTS = (
    *("TY  - JOUR\n", "TY  - BOOK\r\n", "TY  - ", "TY", "ty - jour\r", "  TY  - CHAP\n"),
    *("ER  - \n", "ER  -\r\n", "ER  - ", "ER\n", "ER", "ER-\n", "R  - \n", "E"),
    *("TI  - A title\n", "PY  - 2020\r\n", "DB  - A base\r", "AU  - Doe, J.", "ID  - 7\n"),
    *("NL  - x\n", "C1  - Database: Y\n", "TY  - JOUR TI  - X PY  - 2020 ER  - \n"),
    *("\n", "\r", "\r\n", " ", "\t", "text", "-", '"'),
    *("\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\0", "\ufeff", "\u00a0"),
    *("é", "漢", "😀", "𝒜", "e\u0301", "\ud800"),
)
# Short records, with and without their ends: an edit in one can join it to its neighbours.
RECORDS = (
    *("TY  - JOUR\nTI  - A\n", "TY  - JOUR\rPY  - 2020\r", "TY - BOOK\nDB  - B\n", "TY  - JOUR\n"),
    *("TY  - JOUR\nTI  - A\nER  - \n\n", "TY  - A TI  - B ER  - \r\n", "ER  - \nNL  - N\n", "1.\n"),
)
TEXT = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=24).map("".join),
    st.lists(st.sampled_from(RECORDS), min_size=2, max_size=6).map("".join),
)
INSERTED = st.lists(st.sampled_from(FRAGMENTS), max_size=3).map("".join)
POSITION = st.builds(Position, st.integers(0, 12), st.integers(0, 14))
CHANGE = st.builds(Change, POSITION, POSITION, INSERTED) | st.builds(
    Change, st.none(), st.none(), TEXT
)
# Mostly ordered batches, as editors send them: up or down through the text.
RANGES = st.lists(st.tuples(POSITION, POSITION, INSERTED), max_size=6)
ENCODING = st.sampled_from(ENCODINGS)


def naive_offset(text: str, position: Position, encoding: PositionEncoding) -> int:
    """The offset of a position, worked out the slow way and by no code of the project."""
    at = 0
    for _ in range(position.line):
        end = re.compile(r"\r\n|\n|\r").search(text, at)
        if end is None:
            return len(text)
        at = end.end()
    units = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    codec = "utf-8" if encoding == "utf-8" else f"{encoding}-le"
    used = 0
    while at < len(text) and text[at] not in "\r\n":
        used += len(text[at].encode(codec, "surrogatepass")) // units
        if used > position.column:
            break
        at += 1
    return at


def naive_apply(text: str, change: Change, encoding: PositionEncoding) -> str:
    if change.start is None or change.end is None:
        return change.text
    start = naive_offset(text, change.start, encoding)
    end = max(start, naive_offset(text, change.end, encoding))
    return text[:start] + change.text + text[end:]


def assert_as_from_scratch(document: Document, text: str) -> None:
    fresh = Document(text, cut)
    assert document.text == text
    assert [block.text for block in document.blocks] == [block.text for block in fresh.blocks]
    for index in range(len(fresh.blocks) + 1):
        assert document.offset_of(index) == fresh.offset_of(index)
        assert document.first_line_of(index) == fresh.first_line_of(index)
    assert len(document) == len(text)
    assert len({id(block) for block in document.blocks}) == len(document.blocks)


@given(TEXT)
@settings(max_examples=500, deadline=None)
def test_blocks_are_the_text(text: str) -> None:
    document = read_document(text)
    assert "".join(block.text for block in document.blocks) == text == document.text
    for index, (offset, block) in enumerate(document.placed()):
        assert (offset, block) == (document.offset_of(index), document.blocks[index])
    assert document.first_line_of(len(document.blocks)) == len(re.findall(r"\r\n|\n|\r", text))


@given(TEXT, st.lists(st.lists(CHANGE, max_size=4), max_size=4), ENCODING)
@settings(max_examples=600, deadline=None)
@example("a\r", [[Change(Position(1, 0), Position(1, 0), new) for new in "\nb"]], "utf-16")
@example("a\nb", [[Change(Position(i, 1), Position(i, 1), "\rx"[i]) for i in (0, 1)]], "utf-8")
@example("", [[Change(Position(0, i), Position(0, i), "ER"[i]) for i in (0, 1)]], "utf-8")
@example("a\rb\n", [[Change(Position(1, 0), Position(1, 1), "")] * 2], "utf-32")
def test_incremental_equals_from_scratch(
    text: str, batches: list[list[Change]], encoding: PositionEncoding
) -> None:
    document = read_document(text)
    for batch in batches:
        document.apply(batch, encoding)
        for change in batch:
            text = naive_apply(text, change, encoding)
        assert_as_from_scratch(document, text)


@given(TEXT, RANGES, ENCODING, st.booleans())
@settings(max_examples=600, deadline=None)
def test_ordered_batches_equal_one_by_one(
    text: str,
    ranges: list[tuple[Position, Position, str]],
    encoding: PositionEncoding,
    downwards: bool,
) -> None:
    """Batches through the text in one direction take the fast road: it leads to the same place."""
    ordered = sorted(ranges, key=lambda entry: entry[:2], reverse=downwards)
    batch = [Change(min(s, e), max(s, e), inserted) for s, e, inserted in ordered]
    whole, single = read_document(text), read_document(text)
    whole.apply(batch, encoding)
    for change in batch:
        single.apply([change], encoding)
        text = naive_apply(text, change, encoding)
    assert_as_from_scratch(whole, text)
    assert_as_from_scratch(single, text)


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8), INSERTED), max_size=6))
@settings(max_examples=600, deadline=None)
@example("TY  - A\nTI  - B\nTY  - C\n", [(14, 1, ""), (17, 1, "")])
def test_edits_by_offset(text: str, wanted: list[tuple[int, int, str]]) -> None:
    edits: list[Edit] = []
    for start, length, inserted in sorted(wanted):
        if start + length <= len(text) and (not edits or start > edits[-1].end):
            edits.append(Edit(start, start + length, inserted))
    document = read_document(text)
    document.edit(reversed(edits))
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert_as_from_scratch(document, text)


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_random_edits_of_real_files(path: Path) -> None:
    text = decode(path.read_bytes()).text
    document = read_document(text)
    dice = random.Random(path.name)
    for turn in range(3):
        encoding = ENCODINGS[turn % 3]
        batch = [_random_change(document, dice, encoding) for _ in range(3)]
        document.apply(batch, encoding)
        for change in batch:
            assert change.start is not None and change.end is not None
            text = _apply_by_lines(text, change, encoding)
        assert_as_from_scratch(document, text)


def _random_change(document: Document, dice: random.Random, encoding: PositionEncoding) -> Change:
    """A change of the kind a person makes: near a TY or ER more often than not."""
    line = dice.randrange(document.first_line_of(len(document.blocks)) + 1)
    if dice.random() < 0.7:
        block = dice.randrange(len(document.blocks))
        line = max(0, document.first_line_of(block) + dice.choice((-2, -1, 0, 0, 0, 1)))
    start = Position(line, dice.choice((0, 0, 1, 2, 4, 6, 80)))
    end = Position(line + dice.choice((0, 0, 0, 1, 2)), dice.choice((0, 0, 1, 2, 4, 6, 80)))
    pieces = [dice.choice(FRAGMENTS) for _ in range(dice.choice((0, 0, 1, 2)))]
    return Change(start, max(start, end), "".join(pieces))


def _apply_by_lines(text: str, change: Change, encoding: PositionEncoding) -> str:
    """As naive_apply, fast enough for a real file."""
    assert change.start is not None and change.end is not None
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def offset(position: Position) -> int:
        if position.line >= len(starts):
            return len(text)
        start = starts[position.line]
        end = starts[position.line + 1] if position.line + 1 < len(starts) else len(text)
        return start + naive_offset(text[start:end], Position(0, position.column), encoding)

    begin = offset(change.start)
    return text[:begin] + change.text + text[max(begin, offset(change.end)) :]


def _many(records: int, line_end: str = "\n") -> str:
    return "".join(
        line_end.join(
            (
                "TY  - JOUR",
                f"TI  - Title {number} of colour",
                f"AB  - The colour 😀 of {number}",
                "ER  - ",
                "",
                "",
            )
        )
        for number in range(records)
    )


@pytest.mark.parametrize("downwards", [True, False], ids=["as VS Code", "as Emacs"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_replace_all_is_one_pass(
    downwards: bool, encoding: PositionEncoding, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = _many(2_500)
    batch: list[Change] = []
    for number, line in enumerate(text.split("\n")):
        if (at := line.find("colour")) >= 0:
            column = len(line[:at].encode("utf-16-le")) // 2 if encoding == "utf-16" else at
            column = len(line[:at].encode()) if encoding == "utf-8" else column
            batch.append(Change(Position(number, column), Position(number, column + 6), "color"))
    assert len(batch) == 5_000
    if downwards:
        batch.reverse()
    passes = []
    edit = Document.edit
    monkeypatch.setattr(Document, "edit", lambda self, edits: passes.append(edit(self, edits)))
    document = read_document(text)
    document.apply(batch, encoding)
    assert len(passes) == 1
    assert_as_from_scratch(document, text.replace("colour", "color"))


def test_replace_all_within_one_line() -> None:
    document = read_document("AB  - 😀 a b a b a\n")
    columns = (9, 13, 17)
    shift = 0
    batch = []
    for column in columns:
        batch.append(Change(Position(0, column + shift), Position(0, column + shift + 1), "xyz"))
        shift += 2
    document.apply(batch, "utf-16")
    assert document.text == "AB  - 😀 xyz b xyz b xyz\n"


def test_an_edit_keeps_what_is_known_of_other_blocks() -> None:
    document = read_document(_many(50))
    kept = list(document.blocks)
    document.apply([Change(Position(5 * 20 + 1, 6), Position(5 * 20 + 1, 6), "New ")], "utf-16")
    changed = [i for i, block in enumerate(document.blocks) if block is not kept[i]]
    assert changed == [20]


def test_a_lost_end_joins_two_blocks_and_typing_it_parts_them() -> None:
    document = read_document("TY  - JOUR\nTI  - A\nER  - \nDB  - B\nER  - \n")
    assert len(document.blocks) == 2
    document.apply([Change(Position(2, 0), Position(3, 0), "")], "utf-16")
    assert len(document.blocks) == 1
    document.apply([Change(Position(2, 0), Position(2, 0), "ER  - \n")], "utf-16")
    assert [block.text for block in document.blocks] == [
        "TY  - JOUR\nTI  - A\nER  - \n",
        "DB  - B\nER  - \n",
    ]


def test_deleting_everything_leaves_one_empty_block() -> None:
    document = read_document("TY  - JOUR\nER  - \n")
    document.apply([Change(Position(0, 0), Position(9, 0), "")], "utf-8")
    assert [block.text for block in document.blocks] == [""]
    assert document.position_at(0, "utf-8") == Position(0, 0)
    assert document  # an empty document is not false


@pytest.mark.parametrize("edits", [[Edit(0, 3, ""), Edit(2, 4, "")], [Edit(3, 99, "")]])
def test_impossible_edits_are_refused(edits: list[Edit]) -> None:
    document = read_document("TY  - JOUR\n")
    with pytest.raises(ValueError, match="overlaps another or leaves the text"):
        document.edit(edits)
    assert document.text == "TY  - JOUR\n"


@given(TEXT, ENCODING)
@settings(max_examples=500, deadline=None)
def test_positions_and_offsets_are_inverse(text: str, encoding: PositionEncoding) -> None:
    document = read_document(text)
    for offset in range(len(text) + 1):
        if text[max(0, offset - 1) : offset + 1] == "\r\n":
            continue  # no position lies inside a line end
        position = document.position_at(offset, encoding)
        assert document.offset_at(position, encoding) == offset
        assert naive_offset(text, position, encoding) == offset


@given(TEXT, POSITION, ENCODING)
@settings(max_examples=500, deadline=None)
def test_any_position_has_an_offset(
    text: str, position: Position, encoding: PositionEncoding
) -> None:
    document = read_document(text)
    assert document.offset_at(position, encoding) == naive_offset(text, position, encoding)


@given(TEXT, st.integers(0, 80), st.integers(0, 80))
def test_slice(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert read_document(text).slice(start, end) == text[start:end]


def test_lines_outside_the_text() -> None:
    document = read_document("TY  - JOUR\nER  - ")
    assert document.line_at(-1) == (0, "")
    assert document.line_at(1) == (11, "ER  - ")
    assert document.line_at(2) == (17, "")


def test_memory_of_a_block() -> None:
    block = read_document("TY  - JOUR\n").blocks[0]
    computed = []
    for _ in range(2):
        assert block.memo("key", lambda: computed.append(1) or "value") == "value"
    assert computed == [1]


# What `ris_ls.text.document.Cutter` asks of a cutter.


@given(TEXT)
@settings(max_examples=600, deadline=None)
def test_cutting_can_restart_anywhere(text: str) -> None:
    starts = cut(text)
    assert starts[0] == 0
    assert all(a < b for a, b in pairwise(starts))
    for index, start in enumerate(starts):
        assert cut(text[start:]) == [later - start for later in starts[index:]]


@given(TEXT, TEXT)
@settings(max_examples=600, deadline=None)
def test_a_start_depends_on_nothing_behind_its_line(text: str, other: str) -> None:
    starts = set(cut(text))
    for line in [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]:
        end = re.compile(r"\r\n|\n|\r").search(text, line)
        if end is None:
            continue
        if end[0] == "\r" and other.startswith("\n"):
            other = " " + other
        again = set(cut(text[: end.end()] + other))
        assert {s for s in starts if s <= line} == {s for s in again if s <= line}


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_cutting_real_files_can_restart(path: Path) -> None:
    text = decode(path.read_bytes()).text
    starts = cut(text)
    assert read_document(text).text == text
    for index in {1, len(starts) // 3, len(starts) - 1} & set(range(len(starts))):
        start = starts[index]
        assert cut(text[start:]) == [later - start for later in starts[index:]]


def test_what_is_kept_with_a_block_can_be_dropped() -> None:
    block = read_document("TY  - JOUR\n").blocks[0]
    assert block.memo("key", lambda: 1) == 1
    assert block.memo("key", lambda: 2) == 1
    block.forget("key")
    block.forget("key")
    assert block.memo("key", lambda: 2) == 2
