"""Numbers of registered trials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.trials import trial_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NCT00000001", "nct00000001"),
        ("TCTR20211126004,", "tctr20211126004"),
        ("ISRCTN12345678", "isrctn12345678"),
        ("EudraCT 2020-001234-56", "2020-001234-56"),
        ("EUCTR2020-001234-56-GB", "2020-001234-56"),
        ("JPRN-UMIN000012345", "umin000012345"),
        ("jRCTs031190269", "jrcts031190269"),
        ("ChiCTR2000029600", "chictr2000029600"),
        ("CTRI/2020/05/025123", "ctri/2020/05/025123"),
        ("IRCT20200318046812N1", "irct20200318046812n1"),
    ],
)
def test_a_number_is_read(text: str, number: str) -> None:
    assert trial_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "NCT1", "see NCT00000001", "NCT00000001 NCT00000002", "CN-02352451", "12345678"]
)
def test_other_values_are_none(text: str) -> None:
    assert trial_number(text) == ""


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    trial_number(text)
