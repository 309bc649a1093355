"""What stands at an offset, in sound and in damaged records."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ris_ls.features.place import entries, entry_at, record_around, records_among
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import read_document
from tests.growth import is_too_steep

COLLAPSED = (
    "TY - JOUR T1 - A title JF - A Journal VL - 3 AU - Doe, Jane Y1 - 2020/01/02 ER - "
    "TY - BOOK T1 - Another title AU - Roe, Rick PB - A Press Y1 - 2021 ER -"
)


def test_bent_lines_are_entries() -> None:
    (block,) = read_document('TY  - JOUR\nTI - A title\n"AU  - Doe, Jane"\nER\n').blocks
    found = [(entry.tag, entry.value) for entry in entries(block)]
    assert found == [("TY", "JOUR"), ("TI", "A title"), ("AU", "Doe, Jane"), ("ER", "")]


def test_fields_of_a_collapsed_line_have_the_type_of_their_record() -> None:
    (block,) = read_document(COLLAPSED).blocks
    found = entries(block)
    assert [(entry.tag, entry.type_code) for entry in found if entry.tag in ("T1", "AU")] == [
        ("T1", "JOUR"),
        ("AU", "JOUR"),
        ("T1", "BOOK"),
        ("AU", "BOOK"),
    ]
    assert all(entry.recovered for entry in found)
    assert all(COLLAPSED[entry.value_start : entry.value_end] == entry.value for entry in found)
    first, second = (entry for entry in found if entry.tag == "AU")
    assert record_around(found, first)["T1"] == "A title"
    assert record_around(found, second)["T1"] == "Another title"
    assert "VL" not in record_around(found, second)


def records(text: str) -> list[str]:
    """Return the tags of each record in a text that is one block."""
    (block,) = read_document(text).blocks
    return [" ".join(entry.tag for entry in record) for record in records_among(entries(block))]


def test_the_records_of_a_collapsed_line() -> None:
    both = ["TY T1 JF VL AU Y1 ER", "TY T1 AU PB Y1 ER"]
    assert records(COLLAPSED) == both
    # Without an ER, the next TY begins a record if there is one before it.
    assert records(COLLAPSED.replace("ER - TY", "TY")) == [both[0].removesuffix(" ER"), both[1]]


def test_what_is_no_record_of_its_own() -> None:
    assert records("TY  - JOUR\nDB  - x\nTY  - JOUR\nTI  - A\nER  - \n") == ["TY DB TY TI ER"]
    assert records("TY  - JOUR\nTI  - A\nER  - \nNL  - 3\n") == ["TY TI ER"]
    assert records("ER  - \n") == []
    assert records("words\n") == []


def test_fields_before_the_type_belong_to_it() -> None:
    (block,) = read_document("DB  - Base\nTY  - CHAP\nTI  - A\nER  - \n").blocks
    assert [entry.type_code for entry in entries(block)] == ["CHAP"] * 4


def test_letters_below_the_type_do_not_change_it() -> None:
    (block,) = read_document("TY  - JOUR\nti\nER  - \n").blocks
    assert entries(block)[0].value == "JOUR"


def test_values_go_on_over_lines() -> None:
    (block,) = read_document("TY  - JOUR\nTI  - A long\ntitle\nER  - \n").blocks
    assert entries(block)[1].value == "A long title"


def test_pubmed_tags_of_four_letters() -> None:
    document = read_document("TY  - JOUR\nTI  - A\nPMID- 123\nER  - \n")
    found = entry_at(document, 20)
    assert found is not None
    assert (found[1].tag, found[1].value) == ("PMID", "123")


def test_offsets_count_from_the_block() -> None:
    first = "TY  - JOUR\nTI  - \U0001f600\nER  - \n\n"
    document = read_document(first + "TY  - BOOK\nTI  - B\nER  - \n")
    found = entry_at(document, len(first) + 12)
    assert found is not None
    base, entry = found
    assert (base, entry.tag, entry.type_code) == (len(first), "TI", "BOOK")


def test_nothing_stands_between_records_and_in_continuations() -> None:
    text = "TY  - JOUR\nTI  - A long\ntitle\nER  - \n\n"
    document = read_document(text)
    assert entry_at(document, text.index("title")) is None
    assert entry_at(document, len(text)) is None
    assert entry_at(read_document(""), 0) is None


def test_a_file_that_is_no_ris_is_not_read() -> None:
    document = read_document("AU  - Doe\n" * (LARGEST_BLOCK // 10 + 1))
    assert entry_at(document, 0) is None


@pytest.mark.parametrize("line", ["TY  - JOUR\n", "TY  - JOUR\nKW  -\n", "KW  - a\n"])
def test_records_are_found_in_linear_time(line: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        (block,) = read_document(line * (length // len(line))).blocks
        found = entries(block)
        return lambda: records_among(found)

    assert not is_too_steep(prepare)
