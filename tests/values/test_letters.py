"""Letters without capitals and accents."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.letters import plain_letters


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Doe, Jane (2020)\n", "doe, jane (2020)\n"),
        ("Østergård", "ostergard"),
        ("ŁUK, Zoë", "luk, zoe"),
        ("Straße Æther ŒUVRE Þór Đặng", "strasse aether oeuvre thor dang"),
        ("Işık İnce", "isik ince"),
        ("ﬁn 𝒳", "fin x"),
        ("朱 宏", "朱 宏"),
        ("", ""),
    ],
)
def test_plain(text: str, plain: str) -> None:
    assert plain_letters(text) == plain


@given(st.text())
def test_however_accents_are_encoded(text: str) -> None:
    forms = {plain_letters(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1
