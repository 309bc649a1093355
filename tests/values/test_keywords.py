"""Lists of keywords, and subject headings that only look like lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import is_too_steep

from ris_ls.values.keywords import (
    divide_keywords,
    is_same_keyword,
    keyword_key,
    keywords_in,
    may_be_several,
    says_more,
    split_keywords,
)


def _split(text: str, *, alone: bool = True) -> list[str] | None:
    found = split_keywords(text, alone=alone)
    return None if found is None else [text[slice(*span)] for span in found.spans]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("harvest; weather", ["harvest", "weather"]),
        ("harvest;weather;", ["harvest", "weather"]),
        (" ; harvest ;; crop rotation", ["harvest", "crop rotation"]),
        ("知识图谱；可视化", ["知识图谱", "可视化"]),
        ("الماء؛ الرمل؛المرشحات", ["الماء", "الرمل", "المرشحات"]),
        ("{a; b}; c", ["{a; b}", "c"]),
        ("(a; {b); c", ["(a", "{b)", "c"]),
        (", ".join(["a word"] * 9000), ["a word"] * 9000),
        ("; ".join(["a word"] * 9000), ["a word"] * 9000),
        ("folate; vitamin B12", ["folate", "vitamin B12"]),
        ("&alpha;-synuclein; &beta;", ["&alpha;-synuclein", "&beta;"]),
        ("Keywords: harvest; weather", ["Keywords: harvest", "weather"]),
        ("Neoplasms, Nerve; Classification (of information)", None),
        ("harvest,weather,crop rotation", ["harvest", "weather", "crop rotation"]),
        ("harvest, weather, yield, soil", ["harvest", "weather", "yield", "soil"]),
        ("Ernte / Wetter / Boden / Ertrag", ["Ernte", "Wetter", "Boden", "Ertrag"]),
    ],
)
def test_lists(text: str, parts: list[str] | None) -> None:
    assert _split(text) == (parts or [part.strip() for part in text.split(";")])


@pytest.mark.parametrize(
    "text",
    [
        *("", ";", "harvest", "harvest;", "Diabetes Mellitus, Type 2", "Child, Preschool"),
        *("Heart Failure/drug therapy", "Amides/adverse effects/therapeutic use", "HIV/AIDS"),
        *("Receptors, Dopamine, D2", "phosphatidylinositol 3,4,5 trisphosphate", "CAD / CAE"),
        "Urban, Rural, Regional, and Transportation Economics",
        "Economic Sociology; Language; Social and Economic Stratification Z13",
        "t(9;22)(q34;q11)",
        "R&amp;D",
        "Survey of Health, Ageing and Retirement in Europe, a study of many years (SHARE)",
        "In this paper we ask what becomes of exports; and we ask it of all the programs there are",
    ],
)
def test_no_lists(text: str) -> None:
    assert _split(text) is None


def test_commas_divide_only_what_is_alone() -> None:
    assert _split("harvest,weather,yield", alone=False) is None


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("sand\nwater\r\n  filter beds ", ["sand", "water", "filter beds"]),
        ("sand; water\nbeds; wells", ["sand", "water beds", "wells"]),
        ("Diabetes Mellitus,\n  Type 2", ["Diabetes Mellitus, Type 2"]),
        ("sand；water؛ wells", ["sand", "water", "wells"]),
        ("sand", ["sand"]),
        (" \n", []),
    ],
)
def test_keywords_of_a_field(text: str, keywords: list[str]) -> None:
    assert [each.text for each in keywords_in(text)] == keywords


def test_a_label_is_told() -> None:
    found = split_keywords("Keywords: harvest; weather", alone=True)
    assert found is not None
    assert found.labelled


def test_same_keyword() -> None:
    assert keyword_key("*Crop  Rotation") == keyword_key("crop rotation")
    assert is_same_keyword("Crop rotation", "crop Rotation")
    assert is_same_keyword("*COVID-19", "Covid-19")
    assert not is_same_keyword("AIDS", "aids")
    assert not is_same_keyword("*Amides/adverse effects", "Amides/*adverse effects")
    assert says_more("*harvest", "Harvest")
    assert says_more("Harvest", "HARVEST")
    assert not says_more("harvest", "Harvest")


@given(st.text(alphabet=";,/ ()[]&amp:aA*；、", max_size=60), st.booleans())
def test_spans_are_in_order_and_hold_text(text: str, alone: bool) -> None:
    found = split_keywords(text, alone=alone)
    if found is not None:
        flat = [at for span in found.spans for at in span]
        assert flat == sorted(flat)
        assert all(text[slice(*span)].strip() == text[slice(*span)] != "" for span in found.spans)
    keyword_key(text)


@given(st.text(alphabet=";,/ ()&amp:aA*；، \t\u00a0\r\n-", max_size=60))
def test_keywords_stand_in_the_text_of_their_field(text: str) -> None:
    found = keywords_in(text)
    flat = [at for _, *span in found for at in span]
    assert flat == sorted(flat)
    assert all(
        " ".join(text[start:end].split()) == " ".join(each.split()) != ""
        for each, start, end in found
    )
    assert all(not {*"\r\n"} & {*each} for each, _, _ in found)
    assert bool(found) == bool(text.strip(" \t\u00a0\r\n"))
    line = text.replace("\r", "").replace("\n", "")
    assert may_be_several(line) or len(keywords_in(line)) < 2


@pytest.mark.parametrize("sign", [";", ",", " / ", "a;", "(", "&", "a, ", "a\n", "\r\n", "a \t"])
@pytest.mark.parametrize(
    "read", [partial(split_keywords, alone=True), divide_keywords, keywords_in]
)
def test_long_values_take_linear_time(sign: str, read: Callable[[str], object]) -> None:
    def prepare(length: int) -> Callable[[], object]:
        return partial(read, sign * (length // len(sign)))

    assert not is_too_steep(prepare)
    assert not is_too_steep(prepare, 20_000)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one; two", ["one", "two"]),
        ("one；two", ["one", "two"]),
        ("one / two", ["one", "two"]),
        ("one, two", ["one", "two"]),
        ("Diabetes Mellitus, Type 2", ["Diabetes Mellitus", "Type 2"]),
        ("a very long part of far more than ten words in all; two", None),
        ("3,4-methylenedioxyamphetamine", []),
        ("drugs (one, two)", []),
        ("RNA [one, two]", []),
        ("one", []),
        ("", []),
    ],
)
def test_what_a_person_may_ask_to_divide(text: str, parts: list[str] | None) -> None:
    found = divide_keywords(text)
    read = [text[slice(*span)] for span in found.spans] if found else []
    assert read == (text.split("; ") if parts is None else parts)
