"""PubMed numbers and the labels that claim one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.pmids import is_pmid, labelled_pmid


@pytest.mark.parametrize("text", ["1", "12345678"])
def test_numbers(text: str) -> None:
    assert is_pmid(text)


@pytest.mark.parametrize("text", ["", "123456789", "12345678.0", "PMC123", "1234 5678", "١٢"])
def test_no_numbers(text: str) -> None:
    assert not is_pmid(text)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("PMID: 12345678", "12345678"),
        ("pmid:12345678.", "12345678"),
        ("PubMed ID: 12345678", "12345678"),
        ("PubMed: 12345678", "12345678"),
        ("PMID: PMC1234567", "PMC1234567"),
        ("PMID: 12345678.0", "12345678.0"),
        ("PMID: NLM12345678", "12345678"),
        ("PMID: 12345678 [pmid]", "12345678"),
        ("PMID: 12345678; PMCID: PMC1234567", None),
        ("Comment in: PMID: 12345678", None),
        ("MEDLINE:12345678", None),
        ("12345678", None),
        ("", None),
    ],
)
def test_labels(text: str, claimed: str | None) -> None:
    assert labelled_pmid(text) == claimed


def test_accession_numbers_have_labels_of_their_own() -> None:
    assert labelled_pmid("MEDLINE:12345678", accession=True) == "12345678"
    assert labelled_pmid("PM:12345678", accession=True) == "12345678"
    assert labelled_pmid("WOS:000123456700001", accession=True) is None


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    claimed = labelled_pmid(text, accession=True)
    assert claimed is None or claimed in text
