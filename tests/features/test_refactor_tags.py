"""Tags put in order, and tags of one specification written as those of the other."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.place import entries
from ris_ls.features.refactor.tags import (
    can_be_converted,
    convert_edits,
    convert_steps,
    order_edits,
    order_refusal,
    order_steps,
)
from ris_ls.formatting.specifications import TagSet
from ris_ls.syntax import read_document, same_content
from ris_ls.text import Edit, apply_edits, decode
from tests.conftest import corpus_files
from tests.features.refactoring import inverse
from tests.syntax.samples import NEARLY_SOUND, RISLIKE


def applied(text: str, edits: list[Edit]) -> str:
    after = apply_edits(text, edits)
    assert apply_edits(after, inverse(text, edits)) == text
    return after


def ordered(text: str) -> str:
    document = read_document(text)
    steps = order_steps(document, range(len(document.blocks)), [].append)
    return applied(text, [*chain.from_iterable(steps)])


def converted(text: str, to: TagSet) -> str:
    document = read_document(text)
    steps = convert_steps(document, range(len(document.blocks)), to, [].append)
    return applied(text, [*chain.from_iterable(steps)])


MIXED_UP = (
    "TY  - JOUR\nPY  - 2020\nTI  - One\nKW  - b\nAB  - An\n  abstract\nKW  - a\nAU  - Doe\nER  - \n"
)
IN_ORDER = (
    "TY  - JOUR\nAU  - Doe\nTI  - One\nPY  - 2020\nKW  - b\nKW  - a\nAB  - An\n  abstract\nER  - \n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_in_order(end: str) -> None:
    text = f"{MIXED_UP}\n{IN_ORDER}\n{MIXED_UP}".replace("\n", end)
    assert ordered(text) == f"{IN_ORDER}\n{IN_ORDER}\n{IN_ORDER}".replace("\n", end)


def test_what_is_in_order_is_not_refused() -> None:
    for text in (IN_ORDER, IN_ORDER.replace("TI  -", "TI -"), IN_ORDER.replace("ER  - ", "")):
        assert order_refusal(read_document(text), 0) is None


def test_one_record_of_several() -> None:
    text = f"{MIXED_UP}\n{MIXED_UP}"
    assert applied(text, order_edits(read_document(text), 1)) == f"{MIXED_UP}\n{IN_ORDER}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (MIXED_UP.replace("PY  -", "PY -"), "Mend line 2 first. One blank and a hyphen stand"),
        (MIXED_UP.replace("TY  -", "TY -"), "Mend line 1 first. One blank and a hyphen stand"),
        (MIXED_UP.replace("TI", " TI"), "Mend line 3 first. Blanks stand before the tag TI"),
        (MIXED_UP.replace("ER  - ", "ER"), "Mend line 9 first. `ER` does not end a record"),
        (MIXED_UP.replace("TY  - JOUR\n", ""), "Mend line 1 first. No TY opens this record"),
        (MIXED_UP.replace("ER  - \n", ""), "The record on line 1 has no ER line"),
        (f"1.\n{MIXED_UP}", "Text stands in front of the record on line 1"),
        (f"{MIXED_UP}\nTY  - JOUR\n\nER  - \n", "rispy adds a line behind the next TY to the last"),
        (
            MIXED_UP.replace("One\n", "One\r"),
            "Some line ends of the record on line 1 are a lone CR",
        ),
        (
            "TY - JOUR PY - 2020 TI - One title AU - Doe, Jane T2 - Journal KW - b ER -\n",
            "The record on line 1 has lost its line breaks",
        ),
    ],
)
def test_where_something_may_hang_on_the_order_it_stays(text: str, why: str) -> None:
    assert str(order_refusal(read_document(text), 0)).startswith(why)
    assert ordered(text) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["", "1. \n", "\ufeff"])
def test_converted(end: str, head: str) -> None:
    before = f"{head}TY  - JOUR\nA1  - Doe\nT1  - 😀 One\n goes on\nJF  - J\n\nER  - \n".replace(
        "\n", end
    )
    after = before.replace("A1", "AU").replace("T1", "TI").replace("JF", "T2")
    assert converted(before, "2011") == after
    assert converted(after, "2001") == after.replace("T2", "JF")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("ty - JOUR\nt1 - One\na1- Doe\n", "ty - JOUR\nTI - One\nAU- Doe\n"),
        (
            "TY  - JOUR\nT1  - One\nER  - \nC1  - Database: T1\n",
            "TY  - JOUR\nTI  - One\nER  - \nC1  - Database: T1\n",
        ),
        ('"TY  - JOUR"\n"T1  - One"\n', '"TY  - JOUR"\n"TI  - One"\n'),
    ],
)
def test_damaged_records_are_converted_too(text: str, after: str) -> None:
    assert converted(text, "2011") == after


def test_a_collapsed_record_stays() -> None:
    text = "TY - JOUR T1 - One title A1 - Doe, Jane JF - Journal Y1 - 2020 SP - 3 EP - 9 ER -\n"
    assert converted(text, "2011") == text
    assert not can_be_converted(read_document(text), 0, "2011")


TAG_SETS: tuple[TagSet, ...] = ("2011", "2001")


# -- nothing is lost --------------------------------------------------------------------------


def told(text: str) -> list[tuple[str, str]]:
    blocks = read_document(text).blocks
    return [(entry.tag, entry.value) for block in blocks for entry in entries(block)]


def read_by_rispy(text: str) -> list[dict[str, object]] | None:
    try:
        return [dict(sorted(record.items())) for record in rispy.loads(text)]
    except Exception:  # rispy raises KeyError, among others, on damaged files
        return None


def check(text: str) -> None:
    after = ordered(text)
    assert Counter(after) == Counter(text)
    assert same_content(text, after)
    assert ordered(after) == after
    for to in TAG_SETS:
        after = converted(text, to)
        assert [value for _, value in told(text)] == [value for _, value in told(after)]
        assert converted(after, to) == after
        document = read_document(text)
        for index, block in enumerate(document.blocks):
            edits = convert_edits(document, index, to)
            assert bool(edits) <= can_be_converted(document, index, to)
            made = [edit.shift(-document.offset_of(index)) for edit in edits]
            old = {entry.tag for entry in entries(block)}
            new = {tag for tag, _ in told(apply_edits(block.text, made))}
            assert len(new) == len(old), "no two tags became one"


MIXED = st.lists(NEARLY_SOUND | RISLIKE, max_size=4).map("".join)


@given(MIXED)
def test_nothing_is_lost(text: str) -> None:
    check(text)


@given(st.lists(NEARLY_SOUND, min_size=1, max_size=3).map("".join))
def test_rispy_reads_the_same_in_order(text: str) -> None:
    before = read_by_rispy(text)
    if before is not None:
        assert read_by_rispy(ordered(text)) == before


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_corpus(path: Path) -> None:
    check(decode(path.read_bytes()).text[:60_000])
