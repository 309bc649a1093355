"""Languages by code and name; what nobody can take for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.languages import is_language, language_meant


@pytest.mark.parametrize(
    "value",
    [
        *("en", "EN", "En", "eng", "Eng", "fre", "fra", "ger", "deu", "zxx", "und", "mul", "cmn"),
        *("en-US", "en_GB", "pt-BR", "zh-Hans-CN", "eng-us", "sr-Latn"),
        *("English", "english", "ENGLISH", "Greek", "Norwegian", "Church Slavic", "Old English"),
        *(
            "Deutsch",
            "español",
            "Español",
            "中文",
            "русский",
            "العربية",
            "עברית",
            "日本語",
            "한국어",
        ),
        *("Englisch", "anglais", "inglés", "Inglês", "английский", "英語", "英文"),
        *("English; Finnish", "en, fr", "eng/fre", "English and French", "Englisch und Deutsch"),
        "en and fr",
        *("English (US)", "Chinese (Simplified)", "Brazilian Portuguese", "American English"),
        *("Spanish; summary in English", "Text in English, abstract in French", "eng.", "[eng]"),
        *("Serbo-Croatian", "Farsi", "Undetermined", "Multiple languages", "No linguistic content"),
        "espan\u0303ol",
    ],
)
def test_languages(value: str) -> None:
    assert is_language(value)


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "xx", "jp", "cn", "Englsih", "Language", "Peer reviewed", "United States", "12"),
        *("United Kingdom", "2020", "Journal Article", "http://example.org/", "xx-US", "Online"),
    ],
)
def test_no_languages(value: str) -> None:
    assert not is_language(value)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("jp", "ja"),
        ("CN", "zh"),
        ("Englsih", "English"),
        ("Portugese", "Portuguese"),
        ("Spansih", "Spanish"),
        ("Language", None),
        ("United States", None),
        ("x" * 200, None),
        ("xx", None),
    ],
)
def test_meant(value: str, meant: str | None) -> None:
    assert language_meant(value) == meant


@given(st.text(max_size=60))
def test_never_raises(value: str) -> None:
    is_language(value)
    language_meant(value)
