"""How well a text suits a tag: values of real shapes do, the middle of a sentence does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.knowledge import FIELD_CODES
from ris_ls.syntax.fit import fit, goes_on, group_of
from tests.growth import is_too_steep

VALUES = {
    "TY": ["JOUR", "jour", "CPAPER"],
    "AU": [
        "Doe, Jane",
        "van der Berg, A.",
        "Jane E Doe",
        "de la Cruz, J",
        "World Health Organization",
    ],
    "A4": ["Institute of Lines; Society for Breaks; et al."],
    "PY": ["2020", "2020///", "2020/05/12/", "1999 Dec"],
    "DA": ["SEP 22", "SUM", "2020-05-12", "Jan 2021", "2020/05//Spring"],
    "VL": ["12", "12(3)", "Suppl. 1", "14051 LNAI", "A24", "e12"],
    "IS": ["3", "3-4", "MAR", "12 December", "Special Issue 2", "S1"],
    "SP": ["12", "12-19", "e1000", "S12", "xii"],
    "DO": ["10.1000/182", "https://doi.org/10.1000/182"],
    "UR": ["https://example.org/a?b=c", "www.example.org", "https://a.example https://b.example"],
    "SN": ["1234-5678", "1234-567X (Print)", "978-3-16-148410-0"],
    "LA": ["English", "en", "German; English"],
    "KW": ["line breaks", "Child, Preschool", "da Vinci robot"],
    "ID": ["021-366-327", "rayyan-12"],
    "TI": ["On the recovery of lost line breaks: a study", "What is lost?"],
    "AD": ["Institute of Lines, University of Breaks, 12 Long Road, Town, Country. " * 10],
    "N1": ["cited By 16", "Export Date: 24 June 2024"],
    "M3": ["10.1000/182", "Article"],
}

SENTENCE = (
    "of the patients in whom it was more frequent than in the others, which we did not expect."
)


@pytest.mark.parametrize(
    ("code", "value"), [(code, value) for code, values in VALUES.items() for value in values]
)
def test_a_value_suits_its_tag_better_than_the_middle_of_a_sentence(code: str, value: str) -> None:
    assert fit(code, value) >= 0
    assert fit(code, value) > fit(code, SENTENCE)


@pytest.mark.parametrize("code", sorted(set(VALUES) - {"N1", "AD"}))
def test_the_middle_of_a_sentence_suits_nothing(code: str) -> None:
    assert fit(code, SENTENCE) <= 0


@pytest.mark.parametrize(
    ("code", "sure", "unsure"),
    [
        ("PY", "2020", "2020 patients were seen"),
        ("IS", "12", "on Hsp90"),
        ("DO", "10.1000/182", "10.1000/182 and others"),
        ("AU", "Doe, Jane", "heart disease"),
        ("KW", "heart disease", "in heart disease"),
        ("AB", "Background: " + "a word " * 20, "the larger group"),
    ],
)
def test_the_more_it_looks_like_it_the_higher(code: str, sure: str, unsure: str) -> None:
    assert fit(code, sure) > 0 >= fit(code, unsure) - 2
    assert fit(code, sure) > fit(code, unsure)


def test_an_end_has_no_value() -> None:
    assert fit("ER", "") > 0 > fit("ER", "and more")


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        ("of the heart", True),
        (", and so on", True),
        ("is it", True),
        ("Of Mice and Men", False),
        ("da Vinci robot", False),
        ("de la Cruz, J", False),
        ("e12", False),
        ("diabetes", False),
    ],
)
def test_the_middle_of_a_phrase(value: str, inside: bool) -> None:
    assert goes_on(value) is inside


def test_every_tag_has_a_group() -> None:
    groups = {code: group_of(code) for code in FIELD_CODES}
    assert (groups["AU"], groups["VL"], groups["KW"]) == ("name", "closed", "keyword")
    assert (groups["TI"], groups["PB"], groups["AB"]) == ("title", "text", "prose")
    assert group_of("QX") == "text"


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*sorted(FIELD_CODES), "QX"]), st.text())
def test_any_text_gets_a_score(code: str, value: str) -> None:
    assert -8 <= fit(code, value) <= 8


@pytest.mark.parametrize("filler", ["a", "1 ", "a, ", "-"])
def test_long_values_take_linear_time(filler: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        value = filler * (length // len(filler))
        return lambda: [fit(code, value) for code in FIELD_CODES]

    assert not is_too_steep(prepare)
