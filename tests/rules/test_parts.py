r"""What is found in the parts of a file is what is found in the whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import frame_of
from ris_ls.rules.model import FileRule
from ris_ls.rules.parts import Parts, may_be_cut, seams
from ris_ls.rules.registry import rules
from ris_ls.syntax import cut, read_document
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE

SOUND = "TY  - JOUR\nAU  - Doe, Jane\nTI  - On damaged exports\nPY  - 2020\nER  - \n\n"
RECORDS = st.sampled_from(
    (
        SOUND,
        SOUND.replace("\n", "\r\n"),
        SOUND.replace("\n", "\r"),
        SOUND.replace("ER  - \n\n", "ER  -\n"),
        SOUND.replace("ER  - \n\n", "ER  - \n \n\t\n"),
        SOUND.replace("ER  - \n", "ER  - \nNL  - 1\n"),
        SOUND.replace("ER  - \n", ""),
        SOUND.replace("AU  - Doe, Jane\n", "\n"),
        "1.\n" + SOUND,
        "TY  - JOUR\nER  - \n",
        "TY  - JOUR\nTY  - BOOK\nTI  - A\nER  - \n",
    )
)
FILES = st.lists(RECORDS | RISLIKE, max_size=12).map("".join)
"""Sound records, among which a file can be cut, and whatever else there is."""


@given(FILES, st.integers(1, 200))
def test_a_seam_is_a_start_seen_from_either_side(text: str, size: int) -> None:
    whole = cut(text)
    places = [0, *seams(text, size), len(text)]
    pieces = [
        start + each for start, end in pairwise(places) for each in cut(text[start:end]) if text
    ]
    assert pieces == (whole if text else [])
    assert all(text.startswith("TY  - ", seam) for seam in places[1:-1])
    assert all(seam - start >= size for start, seam in pairwise(places[:-1]))


@given(FILES, st.integers(1, 200))
def test_parts_are_the_text(text: str, size: int) -> None:
    parts = Parts(text, size)
    document = read_document(text)
    assert "".join(part.text for part in parts) == text == parts.whole().text
    assert [part.opens for part in parts] == [True] + [False] * (len(parts) - 1)
    assert [part.closes for part in parts] == [False] * (len(parts) - 1) + [True]
    assert parts.frame == frame_of(document)
    for part, offset in zip(parts, parts.offsets, strict=True):
        assert part.offset == offset
        assert part.first_line == document.position_at(offset, "utf-32").line


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["\n", "", "\n \t\n\n"])
def test_sound_records_can_be_told_apart(line_end: str, between: str) -> None:
    record = SOUND.replace("ER  - \n\n", "ER  - \n" + between)
    assert len(Parts((record * 50).replace("\n", line_end), 1000)) >= 3


def test_others_are_not() -> None:
    assert len(Parts(SOUND.replace("ER  - \n", "") * 50, 1000)) == 1
    assert len(Parts("", 1000)) == 1


def test_only_what_follows_a_program_through_the_file_needs_it_in_one_piece() -> None:
    assert may_be_cut(Settings())
    assert may_be_cut(Settings(select=("RIS",)))
    assert not may_be_cut(Settings(targets=("zotero",)))
    assert may_be_cut(Settings(targets=("zotero",), ignore=("RIS701", "RIS704")))


@pytest.mark.parametrize("rule", [each for each in rules() if isinstance(each, FileRule)])
def test_each_rule_about_files_was_thought_of(rule: FileRule) -> None:
    """A new one has to be a `GatheringRule`, or to be named in parts.py, if it can."""
    assert may_be_cut(Settings(), (rule,))


@pytest.mark.parametrize(
    ("start", "filler"),
    [
        ("", "TY  - JOUR\nER  - x\n"),
        ("ER  - \n", "\r\n"),
        ("", "ER  - \n" + " \r\n" * 20),
        ("", "\n"),
    ],
    ids=["no fields", "blank lines", "ends", "line ends"],
)
def test_looking_in_vain_takes_linear_time(start: str, filler: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        return partial(seams, start + filler * (length // len(filler)), 100)

    assert prepare(100_000)() == []
    assert not is_too_steep(prepare, 3_000_000)
