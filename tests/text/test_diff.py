"""The edits between two texts make the one into the other, and are small."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ris_ls.syntax import cut
from ris_ls.text import Document, Edit, apply_edits
from ris_ls.text.diff import edits_between
from tests.growth import is_too_steep

RECORD = "TY  - JOUR\nAU  - Doe, Jane\nTI  - Title {n}\nPY  - 2020\nER  - \n\n"


def edits(before: str, after: str) -> list[Edit]:
    return edits_between(Document(before, cut), Document(after, cut))


PIECES = st.sampled_from(
    [
        "TY  - JOUR\n",
        "TY  - BOOK\r\n",
        "AU  - Doe, Jane\n",
        "AU - Doe\r",
        "ER  - \n",
        "ER  - \r\n",
        "\n",
        "\r\n",
        "\r",
        "text \u2028 more",
        "\U0001f600",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=30).map("".join))
def test_the_edits_make_one_text_into_the_other(before: str, after: str) -> None:
    assert apply_edits(before, edits(before, after)) == after


@given(st.lists(PIECES, max_size=30), st.data())
def test_a_changed_piece_leaves_the_others_alone(pieces: list[str], data: st.DataObject) -> None:
    changed = [data.draw(st.sampled_from([piece, piece + "x", ""])) for piece in pieces]
    before, after = "".join(pieces), "".join(changed)
    made = edits(before, after)
    assert apply_edits(before, made) == after
    if before == after:
        assert made == []


def test_a_change_inside_a_line_is_an_edit_of_those_characters() -> None:
    before = RECORD.format(n=1) + RECORD.format(n=2)
    after = before.replace("AU  - Doe, Jane\nTI  - Title 2", "AU  - Doe, John\nTI  - Title two")
    at = before.index("Title 2")
    assert edits(before, after) == [
        Edit(at - 10, at - 7, "ohn"),
        Edit(at + 6, at + 7, "two"),
    ]


def test_a_removed_record_is_one_edit() -> None:
    records = [RECORD.format(n=n) for n in range(5)]
    made = edits("".join(records), "".join(records[:2] + records[3:]))
    start = len(records[0]) * 2
    assert made == [Edit(start, start + len(records[2]), "")]


def test_lines_that_come_and_go_are_whole_lines() -> None:
    before = RECORD.format(n=1)
    after = before.replace("TI  - ", "KW  - one\nKW  - two\nTI  - ")
    at = before.index("TI")
    assert edits(before, after) == [Edit(at, at, "KW  - one\nKW  - two\n")]


def test_line_ends_are_not_torn() -> None:
    assert edits("TY  - JOUR\r\nER  - \r\n", "TY  - JOUR\nER  - \n") == [
        Edit(10, 12, "\n"),
        Edit(18, 20, "\n"),
    ]


def test_many_changes_take_linear_time() -> None:
    def prepare(count: int) -> Callable[[], object]:
        before = "".join(RECORD.format(n=n) for n in range(count))
        after = before.replace("Jane", "Joan")
        first, second = Document(before, cut), Document(after, cut)
        return lambda: len(edits_between(first, second))

    assert prepare(2_000)() == 2_000
    assert not is_too_steep(prepare, 20_000)


def test_one_long_record_takes_linear_time() -> None:
    def prepare(count: int) -> Callable[[], object]:
        before = "".join(f"KW  - word {n}\n" for n in range(count))
        after = before.replace("5\n", "five\n")
        first, second = Document(before, cut), Document(after, cut)
        return lambda: len(edits_between(first, second))

    assert prepare(5_000)() == 500
    assert not is_too_steep(prepare, 50_000)


def test_repeated_records_are_matched_too() -> None:
    same = RECORD.format(n=0)
    before = same * 300
    after = same * 150 + RECORD.format(n=1) + same * 150
    made = edits(before, after)
    assert apply_edits(before, made) == after
    assert len(made) == 1
