"""Records sorted: the same ones, each with its own text, and the file as sound as it was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.features.refactor import RefusedError
from ris_ls.features.refactor.extent import extent_of, record_count
from ris_ls.features.refactor.sorting import SORT_BY, SortBy, sort_key, sort_steps
from ris_ls.importers import READERS
from ris_ls.syntax import read_document
from ris_ls.text import apply_edits, decode
from ris_ls.text.steps import finish
from tests.conftest import corpus_files
from tests.features.refactoring import DAMAGED, inverse, read_by, rispy_read
from tests.syntax.samples import NEARLY_SOUND, RISLIKE


def sorted_text(text: str, by: SortBy = "author") -> str:
    edits = finish(sort_steps(read_document(text), by))
    after = apply_edits(text, edits)
    assert apply_edits(after, inverse(text, edits)) == text
    return after


def one(author: str = "", year: str = "", title: str = "", end: str = "\n") -> str:
    """Return a record without the line end behind its ER."""
    lines = ["TY  - JOUR"]
    lines += [
        f"{tag}  - {value}" for tag, value in (("AU", author), ("PY", year), ("TI", title)) if value
    ]
    return end.join([*lines, "ER  - "])


def told(text: str, tag: str = "AU") -> list[str]:
    return [line[6:] for line in text.split("\n") if line.startswith(f"{tag}  - ")]


# -- the order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "authors",
    [
        ["Doe, Jane", "doe, john", "Roe, A"],
        ["Adam, Z", "Ågren, A", "Álvarez, B", "Azur, A"],
        ["Olsen, A", "Østby, A", "Otto, A"],
        ["Jane Doe", "Doe, Jim", "J. Roe"],
        ["Doe, J; Aa, B", "Roe, A"],
        ["Moe, A", "Jane Roe and Rita Aa"],
        ["Lee, Z", "Leeds, A"],
        ["University of Examples", "Vox, A"],
        ["Doe, A", "𝒳oe, B"],
    ],
)
def test_by_author(authors: list[str]) -> None:
    text = "\n\n".join(one(author) for author in reversed(authors)) + "\n"
    assert told(sorted_text(text)) == authors


def test_records_that_agree_are_sorted_by_the_rest() -> None:
    parts = [("Roe", "2019", "A"), ("Doe", "2020", "B"), ("Doe", "2020", "A"), ("Doe", "1999", "Z")]
    text = "".join(one(*part) + "\n\n" for part in parts)
    assert told(sorted_text(text), "TI") == ["Z", "A", "B", "A"]
    assert told(sorted_text(text, "year")) == ["Doe", "Roe", "Doe", "Doe"]
    assert told(sorted_text(text, "title"), "PY") == ["2020", "2019", "2020", "1999"]


def test_what_agrees_in_all_stays_as_it_is() -> None:
    text = "".join(f"{one('Doe', '2020', 'A')[:-6]}N1  - {at}\nER  - \n\n" for at in range(9))
    assert sorted_text(text) == text


@pytest.mark.parametrize("by", SORT_BY)
def test_records_that_lack_it_come_last(by: SortBy) -> None:
    lacking = {
        "author": one("", "2000", "A"),
        "year": one("A", "n.d.", "A"),
        "title": one("A", "2000"),
    }
    text = f"{lacking[by]}\n\n{one('Z', '2020', 'Z')}\n"
    assert sorted_text(text, by) == f"{one('Z', '2020', 'Z')}\n\n{lacking[by]}\n"


def test_other_tags_and_placeholders() -> None:
    keys = [
        sort_key(read_document(text).blocks[0], "author")
        for text in (
            "TY  - BOOK\nA1  - Doe, Jane\nY1  - 2020/05/01\nT1  - «The» Title, no. 1\nER  - \n",
            "ty - BOOK\nAU - n/a\nED - Doe, Jane\nDA - 5 May 2020\nTI - THE title No 1\n",
            "TY - JOUR TI - The title; no 1 AU - Doe, Jane T2 - Journal PY - 2020 SP - 3 ER -\n",
        )
    ]
    expected = ((False, "doe\0jane"), (False, "2020"), (False, "the title no 1"))
    assert keys == [expected] * 3


# -- what moves with a record, and what does not -----------------------------------------------

A, B, C = one("Aa"), one("Bb"), one("Cc")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # A last record without a line end, and blank lines that differ.
        (f"{B}\n\n{A}", f"{A}\n\n{B}"),
        (f"{C}\n\n\n{B}\n{A}\n\n", f"{A}\n\n\n{B}\n{C}\n\n"),
        (f"{B}\n \n{A}", f"{A}\n \n{B}"),
        # A mark, and text about the file.
        (f"\ufeff{B}\n\n{A}\n", f"\ufeff{A}\n\n{B}\n"),
        (f"\ufeff\n\n{B}\n\n{A}\n", f"\ufeff\n\n{A}\n\n{B}\n"),
        (f"Provider: CABI\n\n{B}\n\n{A}\n", f"Provider: CABI\n\n{A}\n\n{B}\n"),
        (f"Some words\n{B}\n\n{A}\n", f"Some words\n{A}\n\n{B}\n"),
        # Headers and counters of each record, Ovid's links behind them, and a foot.
        (
            f"Record #1 of 2\nProvider: X\n\n{B}\n\nRecord #2 of 2\nProvider: X\n\n{A}\n",
            f"Record #2 of 2\nProvider: X\n\n{A}\n\nRecord #1 of 2\nProvider: X\n\n{B}\n",
        ),
        (
            f"1. \n{B}\n\nLink to the Ovid Full Text or citation: b\n\n2. \n{A}\n\n"
            "Link to the Ovid Full Text or citation: a\n\n",
            f"2. \n{A}\n\nLink to the Ovid Full Text or citation: a\n\n1. \n{B}\n\n"
            "Link to the Ovid Full Text or citation: b\n\n",
        ),
        (
            f"\ufeff1.\n{B}\n\n2.\n{A}\n",
            f"\ufeff2.\n{A}\n\n1.\n{B}\n",
        ),
        (
            f"Record 1 of 2\n{B}\n\nRecord 2 of 2\n{A}\n",
            f"Record 2 of 2\n{A}\n\nRecord 1 of 2\n{B}\n",
        ),
        (f"{B}\n\n{A}\n\nOK##\n", f"{A}\n\n{B}\n\nOK##\n"),
        # Other text in front of a record is its own.
        (f"{B}\n\nMy remark\n{A}\n", f"My remark\n{A}\n\n{B}\n"),
        # Damage: lower case, a record on one line.
        (f"{B.lower()}\n\n{A.lower()}\n", f"{A.lower()}\n\n{B.lower()}\n"),
        (
            f"{B}\n\n{A}\n\nTY - JOUR TI - One AU - Cc, C T2 - Journal PY - 2020 SP - 3 ER -\n",
            f"{A}\n\n{B}\n\nTY - JOUR TI - One AU - Cc, C T2 - Journal PY - 2020 SP - 3 ER -\n",
        ),
    ],
)
def test_each_with_its_own(before: str, after: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert sorted_text(before.replace("\n", end)) == after.replace("\n", end)
        assert sorted_text(after.replace("\n", end)) == after.replace("\n", end)


def test_without_records_and_with_one() -> None:
    for text in ("", "\n", "\ufeff", "words", f"{A}\n", A):
        assert sorted_text(text) == text


def test_records_that_stand_right_stay_where_they_are() -> None:
    records = [one(f"A{at:03}") for at in range(300)]
    text = "\n\n".join([*records[:200], one("A050x"), *records[200:]]) + "\n"
    edits = finish(sort_steps(read_document(text), "author"))
    assert len(edits) == 2
    assert sum(len(edit.text) for edit in edits) < 100


BARE = "TY  - JOUR\nAU  - {}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # Behind the mark of the file, a second one would cost the record its TY.
        (f"\ufeff{B}\n\n\ufeff{A}\n", r"Mend line 5 first\. A byte order mark"),
        # rispy and JabRef would make one record of two.
        (f"{B}\n\n{BARE.format('Aa')}", "The record on line 5 has no ER line"),
        (f"{BARE.format('Bb')}\n{A}\n", "The record on line 1 has no ER line"),
        (f"{C}\n\n{BARE.format('Bb')}\nA remark\n{A}\n", "The record on line 5 has no ER line"),
        (f"{B}TY  - BOOK\nAU  - Aa\nER  - \n", "On line 3, the next record begins behind ER"),
        # rispy would take it for the type of the record behind it.
        (
            f"{B}\n\nTY - JOUR TI - One AU - Aa, C T2 - Journal PY - 2020 SP - 3 ER -\n",
            "The record on line 5 has lost its line breaks: mend them first",
        ),
        # citation-js fails at a field in front of the first TY ...
        (f"{B}\n\nAU  - Aa\nER  - \n", r"Mend line 5 first\. No TY opens this record"),
        # ... and to a field behind ER it goes with the record before.
        (f"{B}\n\n{A}\n\nAU  - Aaa\n", r"Mend line 9 first\. AU stands behind ER"),
        (f"{B}\nKW  - a\n\n{A}\n", r"Mend line 6 first\. KW stands before TY"),
        # rispy makes one record of two where ER or TY is bent: wherever that stands in the file.
        (f"{C}\n{BARE.format('Bb')}ER\n\n{A}\n", r"Mend line 6 first\. `ER` does not end"),
        (f"{C}\n{B.replace('TY  -', 'TY -')}\n{A}\n", r"Mend line 4 first\. One blank and"),
        (f"{A}\n{C}\n{B.replace('TY  -', 'TY -')}\n", r"Mend line 7 first\. One blank and"),
    ],
)
def test_what_would_not_be_read_as_it_is_is_refused(text: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        sorted_text(text)


def test_a_file_that_a_program_would_not_take_for_ris_is_refused() -> None:
    remarks = "My remark\n" * 3
    assert sorted_text(f"{B}\n\n{remarks}{A}\n") == f"{remarks}{A}\n\n{B}\n"
    text = f"{B}\n\n{remarks * 10}{A}\n"
    with pytest.raises(RefusedError, match="would not be read as it is now by Zotero"):
        sorted_text(text)


def test_a_last_record_without_an_end_may_stay_last() -> None:
    text = f"{B}\n\n{A}\n\n{BARE.format('Cc')}"
    assert sorted_text(text) == f"{A}\n\n{B}\n\n{BARE.format('Cc')}"


# -- nothing is lost --------------------------------------------------------------------------


def records(text: str) -> list[str]:
    document = read_document(text)
    return [extent_of(document, index).of(text) for index in range(record_count(document))]


def check(text: str, by: SortBy) -> None:
    try:
        after = sorted_text(text, by)
    except RefusedError:
        return
    assert Counter(after) == Counter(text)
    document = read_document(after)
    assert len(document.blocks) == len(read_document(text).blocks)
    if text.startswith(("TY", "\ufeffTY")) and after.startswith(("TY", "\ufeffTY")):
        assert Counter(records(text)) == Counter(records(after))
        assert sorted_text(after, by) == after


MIXED = st.lists(
    NEARLY_SOUND | RISLIKE | st.builds(lambda author: one(author) + "\n", st.text(max_size=5)),
    max_size=8,
).map("".join)


def check_programs(text: str, by: SortBy) -> bool:
    """Check that every program reads the records that it did; tell whether they were sorted."""
    try:
        after = sorted_text(text, by)
    except RefusedError:
        return False
    for reader in READERS.values():
        read = read_by(reader, text)
        if read is not None:
            now = read_by(reader, after) or []
            assert Counter(now) == Counter(read), reader.key
    # What of a damaged line goes to which value depends on the record before; here it is enough
    # that there are as many.
    if (read := rispy_read(text)) is not None:
        assert len(rispy_read(after) or []) == len(read)
    return True


@settings(max_examples=30)
@given(
    st.lists(DAMAGED | NEARLY_SOUND | RISLIKE, max_size=8).map("".join), st.sampled_from(SORT_BY)
)
def test_programs_read_the_same_records(text: str, by: SortBy) -> None:
    check_programs(text, by)


@settings(max_examples=30)
@given(st.lists(DAMAGED, min_size=2, max_size=6).map("".join))
def test_programs_read_the_same_damaged_records(text: str) -> None:
    check_programs(text, "author")


@given(MIXED, st.sampled_from(SORT_BY))
def test_a_sort_is_a_permutation(text: str, by: SortBy) -> None:
    check(text, by)


@given(st.lists(st.tuples(*[st.sampled_from(["", "a", "B", "é", "2020", "x y"])] * 3), max_size=40))
def test_is_as_sorted_does(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(one(*part) + "\n\n" for part in parts)
    blocks = read_document(text).blocks if parts else ()
    expected = sorted(blocks, key=lambda block: sort_key(block, "author"))
    assert sorted_text(text) == "".join(block.text for block in expected)


NOT_SORTED = {
    "ris_data.ris": "The record on line 2 has no ER line",
    "trid.ris": "The record on line 55 has no ER line",
}
"""Real files in which some record is to be mended first."""


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_corpus(path: Path) -> None:
    text = decode(path.read_bytes()).text
    if path.name in NOT_SORTED:
        with pytest.raises(RefusedError, match=NOT_SORTED[path.name]):
            sorted_text(text, "author")
        return
    after = sorted_text(text, "author")
    assert Counter(after) == Counter(text)
    if record_count(read_document(text)) < 200:
        assert check_programs(text, "author")
        assert Counter(rispy_read(after) or []) == Counter(rispy_read(text) or [])
    assert sorted_text(after, "author") == after
