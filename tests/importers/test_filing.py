"""Which fields importers leave out or file elsewhere."""

from __future__ import annotations

import pytest

from ris_ls.importers import READERS, filings
from ris_ls.syntax import read_record


def told(key: str, *fields: str, type_code: str = "JOUR") -> list[str]:
    record = read_record("\n".join((f"TY  - {type_code}", *fields, "ER  - ", "")))
    return [
        f"{field.tag} {'dropped' if filing.dropped else 'misread'}: {filing.what}"
        for field, filing in filings(READERS[key], record)
    ]


@pytest.mark.parametrize(
    ("key", "fields", "expected"),
    [
        ("zotero", ("AD  - University",), ["AD dropped: leaves {it} out"]),
        ("zotero", ("AB  - An abstract", "KW  - a", "KW  - b", "DO  - 10.5555/1"), []),
        ("zotero", ("SN  - 1", "SN  - 2"), ["SN dropped: keeps the first {it} of a record alone"]),
        ("zotero", ("SN  - 1", "SN  - 1"), []),
        ("rispy", ("SN  - 1", "SN  - 2"), ["SN dropped: keeps the first {it} of a record alone"]),
        ("rispy", ("AU  - Doe", "AU  - Roe"), []),
        ("rispy", ("AU  -Doe",), ["AU misread: loses the first character of {it}"]),
        (
            "rispy",
            ("ED  - Roe, Jim",),
            ["ED misread: does not know {it} and keeps it under `unknown_tag` alone"],
        ),
        (
            "citationjs",
            ("A1  - Doe", "AU  - Roe"),
            [],  # A1 and nothing of 2011: as of 2001
        ),
        (
            "citationjs",
            ("A1  - Doe", "AU  - Roe", "PY  - 2020"),
            ["A1 dropped: leaves {it} out where the record has AU"],
        ),
        ("jabref", ("A2  - Roe, Jim",), ["A2 misread: files {it} as an author"]),
        ("jabref", ("SN  - 1234-5679",), []),
        (
            "jabref",
            ("IS  - 3", "M1  - 4"),
            ["IS dropped: puts the value of M1 in the place of {it}"],
        ),
        ("bibutils", ("Y2  - 2020",), ["Y2 misread: files {it} as the month of publication"]),
        (
            "zotero",
            ("AU\t- Doe",),
            ["AU misread: takes this line, {it}, for a part of the value before it"],
        ),
    ],
)
def test_table(key: str, fields: tuple[str, ...], expected: list[str]) -> None:
    assert told(key, *fields) == expected


def test_a_type_that_is_not_known() -> None:
    assert told("zotero", "TI  - One", type_code="UNPB") == [
        "TY misread: does not know {it} and reads a journal article"
    ]
    assert told("jabref", "TI  - One", type_code="GEN") == []


def test_nothing_is_told_of_a_record_that_is_not_seen() -> None:
    record = read_record("TY - JOUR\nAD - University\nER - \n")
    assert list(filings(READERS["rispy"], record)) == []
