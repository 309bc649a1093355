"""RIS704: a file that is larger than a program takes."""

from __future__ import annotations

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.syntax import read_document

RECORD = "TY  - JOUR\nTI  - On damaged exports\nER  - \n"


def messages(text: str, *targets: str) -> list[str]:
    settings = Settings(select=("RIS704",), targets=targets)
    return [finding.message for finding in check(read_document(text), settings)]


def test_as_many_records_as_are_taken_are_no_finding() -> None:
    assert messages(RECORD * 15_000, "covidence") == []


def test_more_records_than_are_taken_are_told_once() -> None:
    assert messages(RECORD * 15_001, "zotero", "covidence") == [
        "The file holds 15,001 records, and Covidence takes about 15,000 at once: "
        "`ris-ls split` cuts it into several files."
    ]


def test_a_file_of_more_bytes_than_are_taken() -> None:
    text = RECORD.replace("ER", "AB  - " + "\u00e4" * 25_000_000 + "\nER")
    assert messages(text, "covidence") == [
        "The file has 50.0 MB, and Covidence takes 50 MB at once: "
        "`ris-ls split` cuts it into several files."
    ]


def test_no_target_no_finding() -> None:
    assert messages(RECORD * 15_001) == []
