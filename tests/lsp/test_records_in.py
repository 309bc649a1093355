"""Files of the library that are read from the disk."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.lsp import library
from ris_ls.lsp.library import _files_in, records_in
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
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
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
    assert len(found) > 5


@pytest.mark.parametrize("size", range(252, 264))
def test_the_first_piece_ends_within_a_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(library, "_CHUNK", size)
    text = "TY  - JOUR\nTI  - 참고 문헌" + "목록" * 200 + "\nER  - \n"
    path = tmp_path / "a.ris"
    path.write_text(text, encoding="utf-8")
    assert "".join(pieces(path)) == text


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


def test_files_in_the_order_of_their_folders(tmp_path: Path) -> None:
    names = ["a/0.ris", "a/1.ris", "a/b/0.ris", "b/0.ris", "b/a/0.ris", "c/0.ris"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(RECORD)
    folders = [tmp_path / name for name in "abc"]
    for some in ([tmp_path], folders):
        found = [path for files in _files_in(some) for _, path in files]
        assert [path.relative_to(tmp_path).as_posix() for path in found] == names


def test_a_file_that_is_no_ris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_CHUNK", 256)
    monkeypatch.setattr(library, "_LARGEST_RECORD", 1_000)
    path = tmp_path / "a.ris"
    path.write_text("prose\n" * 10_000)
    assert sum(map(len, pieces(path))) < 2_000
    with pytest.raises(OSError):
        pieces(tmp_path / "gone.ris")
