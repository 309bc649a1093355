"""Files of the library that are read from the disk."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.lsp import library
from ris_ls.lsp.library import records_in
from ris_ls.syntax import cut
from ris_ls.text.lines import count_line_ends
from tests.syntax.samples import RISLIKE

RECORD = "TY  - JOUR\nTI  - Över 😀 one\u2028title\nAB  - Sand\n\nER  - \n\n"
COLLAPSED = "TY - JOUR AU - Roe, Rick TI - On sand in small filters PY - 2019 ER -\n"


def pieces(path: Path) -> list[str]:
    """Return the pieces of a file, each of which must begin where is said."""
    line = 0
    found: list[str] = []
    for first_line, text in records_in(path):
        assert first_line == line
        line += count_line_ends(text)
        found.append(text)
    return found


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)],
)
def test_a_file_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line_end: str, encoding: str, mark: bytes
) -> None:
    monkeypatch.setattr(library, "_CHUNK", 256)
    text = (RECORD * 20 + COLLAPSED * 20 + "TY  - BOOK\n" + RECORD * 5).replace("\n", line_end)
    path = tmp_path / "a.ris"
    path.write_bytes(mark + text.encode(encoding))
    found = pieces(path)
    assert "".join(found) == text
    assert len(found) > 5 or line_end == "\r", "one without a line feed is read as a whole"


@given(RISLIKE, st.integers(1, 40))
def test_pieces_begin_where_records_do(
    tmp_path_factory: pytest.TempPathFactory, text: str, size: int
) -> None:
    path = tmp_path_factory.mktemp("pieces") / "a.ris"
    path.write_bytes(text.encode("utf-8", "replace"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "_CHUNK", size)
        found = pieces(path)
    starts = cut("".join(found))
    at = 0
    for piece in found:
        assert at in starts
        at += len(piece)


def test_a_file_that_is_no_ris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_CHUNK", 256)
    monkeypatch.setattr(library, "_LARGEST_RECORD", 1_000)
    path = tmp_path / "a.ris"
    path.write_text("prose\n" * 10_000)
    assert sum(map(len, pieces(path))) < 2_000
    with pytest.raises(OSError):
        pieces(tmp_path / "gone.ris")
