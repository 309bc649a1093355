"""Which importers read nothing of a file for its encoding; rispy, citation-js and bibutils run."""

from __future__ import annotations

import codecs
import shutil
import subprocess
from pathlib import Path

import pytest
import rispy

from ris_ls.importers import READERS, records_read, unreadable_by
from ris_ls.knowledge import importers
from ris_ls.syntax import read_document
from ris_ls.text import decode
from tests.corpus.test_predictions import with_citation_js

RECORD = "TY  - JOUR\r\nAU  - Doe, Jane\r\nTI  - On damaged exports\r\nPY  - 2020\r\nER  - \r\n"
ACCENTS = RECORD.replace("Doe, Jane", "Müller, José").replace("On", "L'été à Orléans")
CHINESE = RECORD.replace("On damaged exports", "文献数据导出的设计与试验")

FILES: dict[str, bytes] = {
    "utf-8": ACCENTS.encode(),
    "utf-8, marked": ACCENTS.encode("utf-8-sig") + ACCENTS.encode(),
    "utf-8, a byte damaged": ACCENTS.encode().replace("é".encode(), b"\xe9", 1),
    "utf-8, cut in a letter": ACCENTS.encode() + "é".encode()[:1],
    "utf-16-le": ACCENTS.encode("utf-16-le"),
    "utf-16-be": ACCENTS.encode("utf-16-be"),
    "utf-16-le, plain": RECORD.encode("utf-16-le"),
    "utf-16-be, plain": RECORD.encode("utf-16-be"),
    "utf-16-le, marked": codecs.BOM_UTF16_LE + ACCENTS.encode("utf-16-le"),
    "utf-16-be, marked": codecs.BOM_UTF16_BE + ACCENTS.encode("utf-16-be"),
    "utf-32-le": ACCENTS.encode("utf-32-le"),
    "utf-32-be": RECORD.encode("utf-32-be"),
    "utf-32-le, marked": codecs.BOM_UTF32_LE + ACCENTS.encode("utf-32-le"),
    "utf-32-be, marked": codecs.BOM_UTF32_BE + RECORD.encode("utf-32-be"),
    "cp1252": ACCENTS.encode("cp1252"),
    "cp1252, plain": RECORD.encode("cp1252"),
    "latin-1": ACCENTS.encode("latin-1"),
    "mac-roman": ACCENTS.encode("mac_roman"),
    "gbk": CHINESE.encode("gbk") * 2,
    "gb18030": CHINESE.encode("gb18030") * 20,
}


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "a.ris"
    path.write_bytes(FILES[request.param])
    return path


def expected(key: str, file: Path) -> int:
    """Return how many records an importer is said to read of a file."""
    decoded = decode(file.read_bytes())
    if key in unreadable_by(decoded):
        return 0
    return len(records_read(READERS[key], read_document(decoded.body)))


def test_rispy(file: Path) -> None:
    try:
        with file.open(encoding="utf-8") as opened:
            read = len(rispy.load(opened))
    except UnicodeDecodeError:
        read = 0
    assert read == expected("rispy", file)


def test_citation_js(file: Path) -> None:
    (read,) = with_citation_js([file])
    assert len(read) == expected("citationjs", file)


@pytest.mark.skipif(shutil.which("ris2xml") is None, reason="bibutils is not installed")
def test_bibutils(file: Path) -> None:
    done = subprocess.run(["ris2xml", str(file)], capture_output=True, check=True)
    assert done.stdout.count(b"<mods ") == expected("bibutils", file)


@pytest.mark.parametrize("key", [key for key in READERS if importers()[key].behaviour])
def test_the_tables_say_the_same_of_utf_16(key: str) -> None:
    read_nothing = ("0 records", "decode error", "not recognised as RIS")
    told = importers()[key].behaviour["utf16"]
    assert (told in read_nothing) == (key in unreadable_by(decode(RECORD.encode("utf-16"))))
