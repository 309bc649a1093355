"""Placeholders depend on the tag: a keyword may be NA, an author may be called Null."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.placeholders import is_placeholder


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        *(("KW", word) for word in ("n/a", "N/A", "null", "undefined", "None", "[object Object]")),
        ("AU", " undefined "),
        ("VL", "nan"),
        ("DO", "NULL"),
        *((tag, "NA") for tag in ("AB", "N1", "N2", "DO", "UR", "SN", "VL", "IS", "SP", "EP")),
    ],
)
def test_placeholders(tag: str, value: str) -> None:
    assert is_placeholder(tag, value)


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        *((tag, "NA") for tag in ("KW", "TI", "AU", "T1", "C1")),
        *(("AU", word) for word in ("Null", "Nan", "nan", "None, Jane", "Doe")),
        *(("AB", word) for word in ("", " ", "na", "No abstract", "NA.", "none of these")),
        ("TI", "NULL"),
        ("TY", "undefined"),
        ("ER", "null"),
    ],
)
def test_values(tag: str, value: str) -> None:
    assert not is_placeholder(tag, value)


@given(st.text(max_size=4), st.text(max_size=20))
def test_blanks_around_do_not_count(tag: str, value: str) -> None:
    assert is_placeholder(tag, value) == is_placeholder(tag, f" {value}\t")
