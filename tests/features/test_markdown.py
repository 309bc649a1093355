"""Values of real files, shown and not taken for layout."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.markdown import either, escape, literal, shorten, table

MARKED = st.text(alphabet="a b`*_[]<>|~#&;\\\n\r\t-\u202e\u2028.1", max_size=80)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("<b>bold</b>", r"\<b\>bold\</b\>"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("unknown_tag", r"unknown\_tag"),
        ("Quality & Safety", "Quality & Safety"),
        ("Quality &amp; Safety", r"Quality \&amp; Safety"),
        ("[link](x)", r"\[link\](x)"),
        ("one\r\ntwo\u2028three", "one two three"),
        ("left\u202eright", "left right"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    assert escape(text) == shown


@given(MARKED)
def test_escape_leaves_no_sign_bare(text: str) -> None:
    shown = escape(text)
    assert not re.search(r"[\n\r\u2028\u202e]", shown)
    assert not re.search(r"[`*_\[\]<>|~#]", re.sub(r"\\.", "", shown))
    assert re.sub(r"\\(.)", r"\1", shown) == shorten(text, 120)


def test_shorten_cuts_between_words() -> None:
    assert shorten("Quality improvement as a primary approach", 24) == "Quality improvement as…"
    assert shorten("Donaudampfschifffahrt", 10) == "Donaudamp…"
    assert shorten("  a \n b ", 10) == "a b"


@given(MARKED, st.integers(2, 40))
def test_shorten_keeps_its_measure(text: str, most: int) -> None:
    assert len(shorten(text * 9, most)) <= most


@given(MARKED)
def test_literal_ends_where_it_should(text: str) -> None:
    shown = literal(text)
    if shown == "(empty)":
        assert not text.strip()
        return
    fence = re.match("`+", shown)
    assert fence
    inner = shown[len(fence[0]) : -len(fence[0])]
    assert shown.endswith(fence[0])
    assert fence[0] not in re.findall("`+", inner)
    assert "\n" not in shown


def test_literal_keeps_the_blanks_of_a_field() -> None:
    assert literal("ER  - ") == "`ER  - `"


def test_table_and_choice() -> None:
    assert table([("a", "b")], ("x", "y")) == "| x | y |\n|---|---|\n| a | b |"
    assert either(("TI",)) == "`TI`"
    assert either(("PY", "Y1", "DA")) == "`PY`, `Y1` or `DA`"
