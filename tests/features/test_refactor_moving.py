"""Records removed, and moved to another file: what stays and what goes is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.features.refactor import RefusedError
from ris_ls.features.refactor.extent import begin_of, extent_of, record_count, touched
from ris_ls.features.refactor.moving import move_steps, remove_steps
from ris_ls.importers import READERS
from ris_ls.syntax import read_document
from ris_ls.text import Span, apply_edits, decode
from ris_ls.text.lines import iter_lines
from ris_ls.text.steps import finish
from tests.conftest import corpus_files
from tests.features.refactoring import (
    DAMAGED,
    inverse,
    is_part_of,
    lines_of,
    read_by,
    rispy_read,
)
from tests.syntax.samples import NEARLY_SOUND, RISLIKE

A, B, C = (f"TY  - JOUR\nAU  - {name}\nER  - " for name in ("Aa", "Bb", "Cc"))
LINK = "Link to the Ovid Full Text or citation: "


def removed(text: str, first: str, last: str = "") -> str:
    """Return a text without the records from the place of one part to that of another."""
    document = read_document(text)
    start = text.index(first)
    records = touched(document, Span(start, text.index(last) + len(last) if last else start))
    edit = finish(remove_steps(document, records))
    after = apply_edits(text, [edit])
    assert apply_edits(after, inverse(text, [edit])) == text
    return after


@pytest.mark.parametrize(
    ("text", "part", "after"),
    [
        (f"{A}\n\n{B}\n\n{C}\n", "Aa", f"{B}\n\n{C}\n"),
        (f"{A}\n\n{B}\n\n{C}\n", "Bb", f"{A}\n\n{C}\n"),
        (f"{A}\n\n{B}\n\n{C}\n", "Cc", f"{A}\n\n{B}\n"),
        (f"{A}\n\n{B}\n\n{C}", "Cc", f"{A}\n\n{B}"),
        (f"{A}\n{B}\n\n\n", "Bb", f"{A}\n\n\n"),
        (f"{A}\n", "Aa", ""),
        (f"\ufeff{A}\n{B}\n", "Aa", f"\ufeff{B}\n"),
        (f"Provider: CABI\n\n{A}\n{B}\n", "Aa", f"Provider: CABI\n\n{B}\n"),
        (f"1. \n{A}\n\n{LINK}a\n\n2. \n{B}\n\n{LINK}b\n", "Aa", f"2. \n{B}\n\n{LINK}b\n"),
        (f"1. \n{A}\n\n{LINK}a\n\n2. \n{B}\n\n{LINK}b\n", "Bb", f"1. \n{A}\n\n{LINK}a\n"),
        (f"{A}\n{B}\n\nOK##\n", "Bb", f"{A}\n\nOK##\n"),
        (f"{A}\nTY - JOUR AU - x\n{C}\n", "AU - x", f"{A}\n{C}\n"),
        # What is amiss farther off stays as it is.
        (f"{A}\nKW  - a\n{B}\n{C}\n", "Cc", f"{A}\nKW  - a\n{B}\n"),
    ],
)
def test_removed(text: str, part: str, after: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert removed(text.replace("\n", end), part) == after.replace("\n", end)


def test_several() -> None:
    text = f"{A}\n\n{B}\n\n{C}\n"
    assert removed(text, "Aa", "Bb") == f"{C}\n"
    assert removed(text, "Bb", "Cc") == f"{A}\n"
    assert removed(text, "Aa", "Cc") == ""


COLLAPSED = (
    "TY  - JOUR T1  - Slow sand AU  - Doe, Jane PY  - 2020 ER  - "
    "TY  - BOOK T1  - Fast sand AU  - Roe, Rick PY  - 2021 ER  - \n"
)
GLUED = f"{A}TY  - BOOK\nAU  - Bb\nER  - \n"


@pytest.mark.parametrize(
    ("text", "part", "why"),
    [
        (f"TY  - JOUR\nAU  - Aa\nTI  - x\n{B}\nA remark\n{C}\n", "Bb", "record on line 1 has no"),
        (f"TY  - JOUR\nAU  - Aa\nTI  - x\n\n{B}", "Bb", "record on line 1 has no ER line"),
        (COLLAPSED, "Fast", "Several records stand on line 1: mend the line breaks first"),
        (f"{A}\n{COLLAPSED}{C}\n", "Slow", "Several records stand on line 4"),
        (GLUED, "Aa", "On line 3, the next record begins behind ER"),
        (GLUED, "Bb", "On line 3, the next record begins behind ER"),
        (f"{A}\nAU  - Bb\nER  - \n", "Aa", r"Mend line 4 first\. No TY opens this record"),
        (f"{A}\nKW  - loose\n{B}\n", "Aa", r"Mend line 5 first\. KW stands before TY"),
    ],
)
def test_what_would_not_be_read_as_it_is_is_refused(text: str, part: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        removed(text, part)
    document = read_document(text)
    at = text.index(part)
    with pytest.raises(RefusedError, match=why):
        finish(move_steps(document, touched(document, Span(at, at))))


def test_a_file_that_a_program_would_not_take_for_ris_is_refused() -> None:
    remarks = "My remark\n" * 3
    assert removed(f"{B}\n\n{remarks}{A}\n", "Bb") == f"{remarks}{A}\n"
    with pytest.raises(RefusedError, match="would not be read as it is now by Zotero"):
        removed(f"{B}\n\n{remarks * 10}{A}\n", "Bb")


def test_a_record_without_an_end_goes_but_not_to_a_file_of_its_own() -> None:
    text = f"{A}\nTY  - JOUR\nAU  - Bb\n\n{C}\n"
    assert removed(text, "Bb") == f"{A}\n{C}\n"
    with pytest.raises(RefusedError, match="The record on line 4 has no ER line"):
        finish(move_steps(read_document(text), range(1, 2)))


@pytest.mark.parametrize(
    ("damaged", "why"),
    [
        (
            B.replace("TY", "\fTY"),
            r"Mend line 4 first\. A form feed \(U\+000C\) stands in front of TY",
        ),
        (B.replace("TY", " TY").replace("AU", " AU"), r"Mend line 4 first\. Blanks stand before"),
        (B.replace("ER  - ", "ER"), r"Mend line 6 first\. `ER` does not end a record"),
    ],
)
def test_what_is_to_be_mended_is_said_as_the_rule_says_it(damaged: str, why: str) -> None:
    document = read_document(f"{A}\n{damaged}\n{C}\n")
    with pytest.raises(RefusedError, match=why):
        finish(move_steps(document, range(1, 2)))


def test_which_records_a_selection_touches() -> None:
    text = f"\ufeff{A}\n\n\n{B}\n\n{LINK}b\n\n{C}\n"
    document = read_document(text)

    def names(first: str, last: str = "", more: int = 0) -> range:
        start = text.index(first)
        return touched(document, Span(start, (text.index(last) if last else start) + more))

    assert names("Aa") == range(1)
    assert names("TY") == range(1)
    assert names("\n\n\n") == range(1), "the end of its last line is its own"
    assert names("\n\n\n", "\n\n\n", 2) == range(0), "blank lines are nobody's"
    assert names("Aa", B) == range(1), "whole lines end at the start of the next one"
    assert names("Aa", "Bb") == range(2)
    assert names("\n\n\n", "Bb") == range(1, 2)
    assert names(LINK) == range(1, 2)
    assert names(LINK, "Cc") == range(1, 3)
    assert touched(document, Span(0, len(text))) == range(3)
    assert touched(document, Span(len(text), len(text))) == range(2, 2), "behind the last line end"
    assert not touched(read_document(""), Span(0, 0))
    assert not touched(read_document("words"), Span(0, 5))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_moved(end: str) -> None:
    text = f"\ufeff{A}\n\n{B}\n\n\n{C}".replace("\n", end)
    document = read_document(text)
    edit, moved = finish(move_steps(document, range(1, 3)))
    assert apply_edits(text, [edit]) == f"\ufeff{A}".replace("\n", end)
    assert moved == f"{B}\n\n\n{C}\n".replace("\n", end)
    edit, moved = finish(move_steps(document, range(1)))
    assert apply_edits(text, [edit]) == f"\ufeff{B}\n\n\n{C}".replace("\n", end)
    assert moved == f"{A}\n".replace("\n", end)


# -- nothing is lost --------------------------------------------------------------------------


def contents(text: str) -> list[str]:
    document = read_document(text)
    return [extent_of(document, index).of(text) for index in range(record_count(document))]


def check(text: str, first: int, last: int) -> None:
    document = read_document(text)
    count = record_count(document)
    if not count:
        return
    records = range(first % count, max(first % count, last % count) + 1)
    try:
        edit, moved = finish(move_steps(document, records))
    except RefusedError:
        return
    before = contents(text)
    gone = before[records.start : records.stop]
    after = apply_edits(text, [edit])
    assert apply_edits(after, inverse(text, [edit])) == text
    assert (
        text[edit.start : edit.end].strip()
        == text[begin_of(document, records.start) : begin_of(document, records.stop)].strip()
    )
    if after.startswith("TY"):  # else a header may be about the file, with one record left
        assert contents(after) == before[: records.start] + before[records.stop :]
    if moved.startswith("TY"):
        assert contents(moved) == gone


def check_programs(text: str, first: int, last: int) -> bool:
    """Check what every program reads of what stays, and of what moves; tell whether any did."""
    document = read_document(text)
    count = record_count(document)
    if not count:
        return False
    records = range(first % count, max(first % count, last % count) + 1)
    gone = document.slice(begin_of(document, records.start), begin_of(document, records.stop))
    try:
        after = apply_edits(text, [finish(remove_steps(document, records))])
    except RefusedError:
        return False
    try:
        _, moved = finish(move_steps(document, records))
    except RefusedError:
        moved = None
    for reader in READERS.values():
        read = read_by(reader, text)
        if read is None:
            continue
        now = read_by(reader, after) or []
        assert all(is_part_of(record, read) for record in now), reader.key
        here = {line for start, end, _ in iter_lines(gone) if (line := gone[start:end].strip())}
        lost = lines_of(read) - lines_of(now)
        assert not lines_of(now) - lines_of(read), reader.key
        assert set(lost) <= here, reader.key
        staying = lines_of([record for record in read if not here.intersection(record)])
        assert not staying - lines_of(now), reader.key
        if moved is not None:
            there = read_by(reader, moved) or []
            assert lines_of(now) + lines_of(there) == lines_of(read), reader.key
            assert all(is_part_of(record, read) for record in there), reader.key
            assert len(now) + len(there) >= len(read), reader.key
    if moved is not None and (read := rispy_read(text)) is not None:
        there = [*(rispy_read(after) or []), *(rispy_read(moved) or [])]
        assert len(there) >= len(read)
    return True


@settings(max_examples=30)
@given(
    st.lists(DAMAGED | NEARLY_SOUND | RISLIKE, max_size=7).map("".join),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_programs_read_what_they_did(text: str, first: int, last: int) -> None:
    check_programs(text, first, last)


@settings(max_examples=30)
@given(st.lists(DAMAGED, min_size=2, max_size=6).map("".join), st.integers(0, 6))
def test_programs_read_what_they_did_of_damage(text: str, first: int) -> None:
    check_programs(text, first, first)


MIXED = st.lists(NEARLY_SOUND | RISLIKE, max_size=6).map("".join)


@given(MIXED, st.integers(0, 9), st.integers(0, 9))
def test_nothing_is_lost(text: str, first: int, last: int) -> None:
    check(text, first, last)


@given(MIXED, st.data())
def test_a_record_is_touched_where_it_stands(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    extents = [extent_of(document, index) for index in range(record_count(document))]
    if span.start == span.end:
        expected = [each for each in extents if each.start <= span.start <= each.end]
    else:
        expected = [each for each in extents if each.start < span.end and span.start < each.end]
    assert [extents[index] for index in touched(document, span)] == expected


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_corpus(path: Path) -> None:
    text = decode(path.read_bytes()).text[:100_000]
    for first, last in ((0, 0), (1, 2), (3, 9), (-1, -1)):
        check(text, first, last)
        check_programs(text[:20_000], first, last)
