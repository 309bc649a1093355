"""ISSN and ISBN numbers: finding them, check digits, and the words around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.serials import find_serials, isbn_is_valid, issn_is_valid, tidy_serials

SERIALLIKE = st.lists(
    st.sampled_from(
        (
            *("2041-1723", "20411723", "2434-561X", "978", "3-16-148410-0", "9783161484100", "0"),
            *("X", "x", "-", "–", " ", ";", ",", "/", "(", ")", "ISSN", "ISBN-13:", "(Print)", "e"),
            *("and", "&", "12345", "٣", "²", "\u00a0", "é"),
        )
    ),
    max_size=10,
).map("".join)
ANY_TEXT = SERIALLIKE | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2041-1723", [("ISSN", "2041-1723", True)]),
        ("20411723", [("ISSN", "2041-1723", True)]),
        ("2434-561x", [("ISSN", "2434-561X", True)]),
        ("0028–0836", [("ISSN", "0028-0836", True)]),
        ("2041-1724", [("ISSN", "2041-1724", False)]),
        ("2434-561X 2434-5611", [("ISSN", "2434-561X", True), ("ISSN", "2434-5611", False)]),
        ("20411723;2434561X", [("ISSN", "2041-1723", True), ("ISSN", "2434-561X", True)]),
        ("2041-1723/2434-561X", [("ISSN", "2041-1723", True), ("ISSN", "2434-561X", True)]),
        ("0306406152", [("ISBN-10", "0306406152", True)]),
        ("0-306-40615-2", [("ISBN-10", "0306406152", True)]),
        ("0-8044-2957-X", [("ISBN-10", "080442957X", True)]),
        ("0-306-40615-3", [("ISBN-10", "0306406153", False)]),
        ("9783161484100", [("ISBN-13", "9783161484100", True)]),
        ("978-3-16-148410-0", [("ISBN-13", "9783161484100", True)]),
        ("978-316148410-0", [("ISBN-13", "9783161484100", True)]),
        ("978 3 16 148410 0", [("ISBN-13", "9783161484100", True)]),
        ("978-3-16-148410-1", [("ISBN-13", "9783161484101", False)]),
        (
            "2041-1723 978-3-16-148410-0",
            [("ISSN", "2041-1723", True), ("ISBN-13", "9783161484100", True)],
        ),
        ("2041 1723", [("ISSN", "2041-1723", True)]),
        ("eISSN2041-1723", [("ISSN", "2041-1723", True)]),
        ("E2041-1723", [("ISSN", "2041-1723", True)]),
        ("ISSN-L: 2041-1723", [("ISSN", "2041-1723", True)]),
        ("ISBN-13: 9783161484100", [("ISBN-13", "9783161484100", True)]),
        ("979-0-2600-0043-8", [("unknown", "979-0-2600-0043-8", False)]),
        ("555-123-4567", [("unknown", "555-123-4567", False)]),
        ("2019-12-01", [("unknown", "2019-12-01", False)]),
    ],
)
def test_finds_numbers(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(serial.kind, serial.normal, serial.valid) for serial in find_serials(text)] == found


@pytest.mark.parametrize(
    "text", ["", "ISSN", "(Print)", "n/a", "+44 20 7946 0958", "XX1234", "DOI: 10.1093/nar/gkl774"]
)
def test_what_is_no_number(text: str) -> None:
    assert find_serials(text) == ()


def test_a_number_stands_where_it_is_written() -> None:
    text = "p-ISSN 2041–1723 (Print)"
    (serial,) = find_serials(text)
    assert serial.text == text[serial.start : serial.end] == "2041–1723"


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("20411723 (ISSN)", "2041-1723"),
        ("2041-1723 (ISSN) ", "2041-1723"),
        ("20411723", "2041-1723"),
        ("2434-561x", "2434-561X"),
        ("ISSN-2041-1723", "2041-1723"),
        ("E2041-1723", "2041-1723"),
        ("2041-1723(Electronic),2434-561X(Print)", "2041-1723, 2434-561X"),
        ("20411723 (ISSN); 9783161484100 (ISBN)", "2041-1723; 9783161484100"),
        ("2041-1723 (Electronic) 2434-561X (Linking)", "2041-1723 2434-561X"),
        ("20411723 and 2434561X", "2041-1723; 2434-561X"),
        ("20411723, 2434561X", "2041-1723, 2434-561X"),
        ("ISBN-13: 978-3-16-148410-0", "978-3-16-148410-0"),
        ("080442957X (pbk.)", "080442957X"),
        ("2041-1723 (Druck)", "2041-1723"),
        ("20411723 (en línea)", "2041-1723"),
        ("ISSN 2041-1723 (Impresso)", "2041-1723"),
        ("2041-1723 (imprimé) 2434-561X (en ligne)", "2041-1723 2434-561X"),
        ("20411724 (ISSN)", "20411724"),
    ],
)
def test_tidies(text: str, tidied: str) -> None:
    assert tidy_serials(text) == tidied


@pytest.mark.parametrize(
    "text",
    [
        *("2041-1723", "2041-1723 2434-561X", "2041-1723; 978-3-16-148410-0", "20411724", ""),
        *("978-3-16-148410-0", "2041-1723 VO  -", "Report 20411723", "(ISSN)", "20411723 #"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert tidy_serials(text) is None


@given(st.integers(min_value=0, max_value=9_999_999))
def test_one_check_digit_of_eleven_is_right(number: int) -> None:
    stem = f"{number:07}"
    assert sum(issn_is_valid(stem + check) for check in "0123456789X") == 1
    assert sum(isbn_is_valid(f"97{stem}000{check}") for check in "0123456789") == 1
    assert sum(isbn_is_valid(f"{stem}00{check}") for check in "0123456789X") == 1


@pytest.mark.parametrize(
    "characters", ["", "2041172", "²0411723", "2041X723", "97831614841", "x" * 13]
)
def test_no_check_digit(characters: str) -> None:
    assert not issn_is_valid(characters)
    assert not isbn_is_valid(characters)


@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    end = 0
    for serial in find_serials(text):
        assert end <= serial.start < serial.end <= len(text)
        assert serial.text == text[serial.start : serial.end]
        end = serial.end


@given(ANY_TEXT)
def test_tidying_keeps_the_numbers_and_is_done_once(text: str) -> None:
    tidied = tidy_serials(text)
    if tidied is not None:
        before = [(serial.kind, serial.normal) for serial in find_serials(text)]
        assert [(serial.kind, serial.normal) for serial in find_serials(tidied)] == before
        assert tidy_serials(tidied) is None


@pytest.mark.parametrize(
    "part", ["1", "1-", "1 ", "-", "20411723 ", "ISSN", "978 ", "(", "X", "e-"]
)
def test_long_values_are_read_in_linear_time(part: str) -> None:
    text = part * (100_000 // len(part))
    find_serials(text)
    tidy_serials(text)
