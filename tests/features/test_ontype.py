"""What Enter writes. A text shows the cursor as ``|``."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.settings import FormatSettings
from ris_ls.features import ontype
from ris_ls.features.ontype import on_new_line
from ris_ls.features.place import Entry, entries
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import read_document
from ris_ls.text import BOM, Block
from tests.syntax.samples import RISLIKE

BEGUN = "TY  - JOUR\nAU  - Doe, Jane\nTI  - A title\nT2  - Lost Lines\nPY  - 2020\n"
CLOSED = "TY  - JOUR\nAU  - Doe, Jane\nTI  - A title\nPY  - 2020\nKW  - a\nER  - \n"


def enter(text: str, line_end: str = "\n", settings: FormatSettings | None = None) -> str:
    """Return what becomes of a text when Enter is pressed, as editors place the cursor."""
    before, after = text.split("|")
    typed = f"{before}{line_end}"
    offset = len(typed)
    edit = on_new_line(read_document(typed + after), offset, settings or FormatSettings())
    if edit is None:
        return f"{typed}|{after}"
    assert edit.end == offset, "the cursor comes to stand behind what is written"
    return f"{typed[: edit.start]}{edit.text}|{after}"


def nothing(text: str) -> bool:
    return enter(text) == text.replace("|", "\n|")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_whole_record(line_end: str) -> None:
    """Somebody writes a record with nothing but values and Enter; an empty tag is passed over."""
    values = {
        "AU": ["Doe, 𝒳", "Roe, Rick", ""],
        "TI": ["😀 A title"],
        "PY": ["2020"],
        "T2": ["Lost Lines"],
        "VL": ["3"],
        "IS": [""],
        "SP": ["45"],
        "EP": ["67"],
        "SN": [""],
        "DO": ["10.1000/182"],
        "AB": [""],
    }
    text = enter("TY  - JOUR|", line_end)
    while not text.endswith("ER  - |"):
        code = text.replace("|", "")[-6:-4]
        text = enter(text.replace("|", f"{values[code].pop(0)}|"), line_end)
    assert not any(values.values())
    assert text.split(line_end) == [
        "TY  - JOUR",
        "AU  - Doe, 𝒳",
        "AU  - Roe, Rick",
        "TI  - 😀 A title",
        "PY  - 2020",
        "T2  - Lost Lines",
        "VL  - 3",
        "SP  - 45",
        "EP  - 67",
        "DO  - 10.1000/182",
        "ER  - |",
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        # names and keywords again
        ("TY  - JOUR\nAU  - Doe, J|", "AU  - "),
        ("TY  - JOUR\nau - Doe, J|", "AU  - "),
        ("TY  - ODD\nA2  - Doe, J|", "A2  - "),
        ("AU  - Doe, J|", "AU  - "),
        ("TY  - JOUR\nKW  - a|\nKW  - b\nER  - \n", "KW  - "),
        (CLOSED.replace("KW  - a", "KW  - a|"), "KW  - "),
        ("TY  - JOUR\nAU  - Doe, J|\nTY  - BOOK\nER  - \n", "AU  - "),
        # what the type asks for next
        (f"{BEGUN}VL  - 3|", "IS  - "),
        (f"{BEGUN}UR  - https://a.org|", "AB  - "),
        ("TY  - THES\nAU  - Doe, J\nTI  - A title|", "PY  - "),
        ("TY  - BOOK\nA1  - Doe, J\nT1  - A title\nY1  - 2020|", "PB  - "),
        ("TY  - jour\nTI  - A title|", "PY  - "),
        # pages
        (f"{BEGUN}VL  - 3\nIS  - 4\nSP  - 45|", "EP  - "),
        (f"{BEGUN}VL  - 3\nIS  - 4\nSP  - 45-67|", "SN  - "),
        (f"{BEGUN}VL  - 3\nIS  - 4\nSP  - e0119495|", "SN  - "),
        # what belongs between two lines alone
        (f"{BEGUN}VL  - 3|\nSP  - 4\nER  - \n", "IS  - "),
        (f"{BEGUN}VL  - 3|\nIS  - 4\nER  - \n", None),
        (CLOSED.replace("A title", "A title|"), None),
        (CLOSED.replace("2020", "2020|"), "T2  - "),
        # the end
        ("TY  - GEN\nAU  - Doe, J\nTI  - A title\nPY  - 2020\nUR  - https://a.org|", "ER  - "),
        ("TY  - GEN\nTI  - A title\nUR  - https://a.org|\n\nTY  - GEN\nER  - \n", "ER  - "),
        ("TY  - GEN\nTI  - A title\nUR  - https://a.org|\nER  - \n", None),
        (CLOSED.replace("ER  - ", "ER  - |"), None),
        (CLOSED + "|", None),
        (CLOSED + "AU  - Stray, S|", "AU  - "),
        # types
        ("TY  - |", None),
        ("TY  - ODD|", None),
        ("TY  - BOOK|", "AU  - "),
        (f"{BOM}TY  - BOOK|", "AU  - "),
        # in the midst of something
        ("TY  - JOUR\nTI  - A |title", None),
        ("TY  - JOUR\nTI| - A title", None),
        ("TY  - JOUR\n|TI  - A title", None),
        ("TY  - JOUR\nTI  - A title|\n that goes on\n", None),
        ("TY  - JOUR\nTI  - A title\n that goes on|\n", None),
        (f"{BEGUN}AB  - A paragraph.|", None),
        (f"{BEGUN}N2  - A paragraph.|", None),
        (f"{BEGUN}N1  - A note.|", None),
        ("TY - JOUR T1 - A title AU - Doe, Jane|", None),
        ("Some prose.|", None),
        ("|", None),
        ("\n|\n", None),
    ],
)
def test_behind_a_field(text: str, written: str | None) -> None:
    if written is None:
        assert nothing(text)
    else:
        assert enter(text) == text.replace("|", f"\n{written}|")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("TY  - JOUR\nAU  - Doe, J\nAU  - |", "TY  - JOUR\nAU  - Doe, J\nTI  - |"),
        ("TY  - JOUR\nAU  - |", "TY  - JOUR\nTI  - |"),
        (f"{BEGUN}KW  - |", f"{BEGUN}AB  - |"),
        (f"{BEGUN}AB  - |", f"{BEGUN}ER  - |"),
        # in a record that has its end, what was empty goes
        ("TY  - GEN\nKW  - a\nKW  - |\nER  - \n", "TY  - GEN\nKW  - a\n|\nER  - \n"),
        ("TY  - ODD\nAU  - |\n", "TY  - ODD\n|\n"),
        # what others wrote so is left alone
        ("TY  - JOUR\nAU  -|\nER  - \n", "TY  - JOUR\nAU  -\n|\nER  - \n"),
        ("TY  - JOUR\nau  - |\nER  - \n", "TY  - JOUR\nau  - \n|\nER  - \n"),
        ("TY  - JOUR\nAU  - |\n who goes on\n", "TY  - JOUR\nAU  - \n|\n who goes on\n"),
    ],
)
def test_behind_a_field_that_was_left_empty(text: str, after: str) -> None:
    assert enter(text) == after


def test_the_end_as_the_settings_want_it() -> None:
    bare = FormatSettings(end_blank=False)
    assert enter(f"{BEGUN}AB  - |", settings=bare) == f"{BEGUN}ER  -|"
    assert enter(f"{BEGUN}VL  - 1|", settings=bare) == f"{BEGUN}VL  - 1\nIS  - |"


def test_a_line_with_blanks_on_it_is_not_empty() -> None:
    document = read_document("TY  - JOUR\nAU  - Doe, J\n  ")
    assert on_new_line(document, len(document), FormatSettings()) is None


def test_a_file_that_is_no_ris_is_not_read() -> None:
    assert nothing("TY  - JOUR\nTI  - " + "x" * LARGEST_BLOCK + "|")


def test_only_the_records_around_the_line_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[int] = set()

    def noting(block: Block) -> tuple[Entry, ...]:
        read.add(id(block))
        return entries(block)

    monkeypatch.setattr(ontype, "entries", noting)
    text = CLOSED * 500
    at = text.index("KW  - a", len(text) // 2) + len("KW  - a")
    assert enter(f"{text[:at]}|{text[at:]}") == f"{text[:at]}\nKW  - |{text[at:]}"
    assert 1 <= len(read) <= 2


@given(RISLIKE, st.data())
def test_nothing_that_stood_there_is_lost(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    document = read_document(f"{text[:at]}\n{text[at:]}")
    edit = on_new_line(document, at + 1, FormatSettings())
    if edit is not None:
        assert edit.end == at + 1
        assert text[at : at + 1] in ("", "\n", "\r")
        replaced = document.text[edit.start : edit.end]
        # Between the two characters of a line end, what is typed is not a line end more.
        assert re.fullmatch(r"|.{2}  - (?:\r?\n)", replaced)
        assert not edit.text or edit.text[2:] == "  - "
        assert edit.text or replaced
