"""Short remarks between the signs of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.settings import HintSettings
from ris_ls.features.citation import citation
from ris_ls.features.inlay import hints
from ris_ls.features.place import entries, records_among
from ris_ls.syntax import read_document
from ris_ls.text import Span
from tests.syntax.samples import RISLIKE

ALL = HintSettings(types=True, authors=True)
RECORD = "TY  - JOUR\nAU  - Doe, J\nAU  - Roe, R\nTI  - One\nER  - \n\n"


def shown(text: str, settings: HintSettings = ALL, span: Span | None = None) -> str:
    """Return a text with its remarks in it."""
    found = list(hints(read_document(text), span or Span(0, len(text)), settings))
    for hint in reversed(found):
        text = f"{text[: hint.offset]}<{hint.label}>{text[hint.offset :]}"
    return text


def test_types_and_authors() -> None:
    expected = RECORD.replace("JOUR", "JOUR<Journal article>").replace(
        "Doe, J", "Doe, J<2 authors>"
    )
    assert shown(RECORD * 2) == expected * 2


def test_each_can_be_left_out() -> None:
    assert shown(RECORD, HintSettings(types=False, authors=False)) == RECORD
    assert "authors" not in shown(RECORD, HintSettings())
    assert "Journal article" in shown(RECORD, HintSettings())
    assert "Journal article" not in shown(RECORD, HintSettings(types=False, authors=True))


def test_nothing_to_say() -> None:
    text = "TY  - NONSENSE\nAU  - Doe, J\nAU  - \nER  - \n"
    assert shown(text) == text


@pytest.mark.parametrize(
    ("lines", "remark"),
    [
        ("AU  - A, B‸\nAU  - C, D; E, F", "3 authors"),
        ("AU  - A, B; C, D‸", "2 authors"),
        ("AU  - A, B\nAU  - \nAU  - n/a\nAU  - et al.", ""),
        ("AU  - n/a\nAU  - A, B‸\nAU  - C, D\nAU  - et al.", "2 authors and others"),
        ("AU  - A, B‸\nAU  - C, D\nA1  - A, B\nA1  - C, D", "2 authors"),
        ("A1  - A, B‸\nA1  - C, D", "2 authors"),
        ("A2  - A, B\nA2  - C, D", ""),
        ("\n".join(["AU  - A, B‸", *["AU  - C, D; E, F"] * 30]), "61 authors"),
    ],
)
def test_authors_are_those_of_the_citation(lines: str, remark: str) -> None:
    text = f"TY  - JOUR\n{lines}\nER  - \n"
    expected = text.replace("‸", f"<{remark}>")
    assert shown(text.replace("‸", ""), HintSettings(types=False, authors=True)) == expected
    (record,) = records_among(entries(read_document(text.replace("‸", "")).blocks[0]))
    if remark and len(record) < 20:
        assert remark.startswith(str(len(citation(record).people.names)))


def test_the_records_of_a_span_alone() -> None:
    at = len(RECORD)
    found = shown(RECORD * 3, span=Span(at + 3, at + 9))
    assert found.count("<Journal article>") == 1
    assert found.index("<") == at + len("TY  - JOUR")


def test_on_a_line_where_records_ran_together() -> None:
    text = "TY  - JOUR AU  - Doe, J AU  - Roe, R ER  - TY  - BOOK AU  - Poe, E ER  - \n"
    assert shown(text).count("authors") == 1
    assert "BOOK<Book>" in shown(text)


@given(RISLIKE, st.data())
def test_each_stands_in_the_text_behind_the_one_before(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = [hint.offset for hint in hints(read_document(text), Span(start, end), ALL)]
    assert found == sorted(found)
    assert all(0 <= offset <= len(text) for offset in found)
