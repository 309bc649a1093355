"""Cutting a large file: between records, losing nothing, writing over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ris_ls.cli.main import main
from ris_ls.cli.split import cut
from ris_ls.importers import Limit
from ris_ls.syntax import read_document
from ris_ls.text import decode
from tests.syntax.samples import RISLIKE


def records(count: int) -> str:
    return "".join(
        f"TY  - JOUR\nAU  - Doe, Jane\nTI  - Title {n}\nT2  - Annals\nPY  - 2020\nER  - \n\n"
        for n in range(count)
    )


def test_files_beside_it_hold_all_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.ris"
    path.write_text(records(25))
    assert main(["split", str(path), "--records", "10"]) == 0
    names = [f"export-{n}.ris" for n in (1, 2, 3)]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["export.ris", *names])
    written = [(tmp_path / name).read_text() for name in names]
    assert [text.count("TY  -") for text in written] == [10, 10, 5]
    assert "".join(written) == records(25)
    assert f"{tmp_path / 'export-3.ris'}: 5 records, " in capsys.readouterr().out


def test_each_file_of_utf_16_has_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "export.ris"
    path.write_bytes(records(2).encode("utf-16"))
    assert main(["split", str(path), "--records", "1"]) == 0
    written = [(tmp_path / f"export-{n}.ris").read_bytes() for n in (1, 2)]
    half = len(records(1))
    texts = [records(2)[:half], records(2)[half:]]
    assert [decode(data).text for data in written] == [f"\ufeff{text}" for text in texts]


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, taken = tmp_path / "export.ris", tmp_path / "export-2.ris"
    path.write_text(records(2))
    taken.write_text("mine")
    assert main(["split", str(path), "--records", "1"]) == 2
    assert "is there already; nothing was written" in capsys.readouterr().err
    assert taken.read_text() == "mine"
    assert not (tmp_path / "export-1.ris").exists()


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        (records(3), [], (0, "nothing to cut, it is within 15,000 records and 50 MB")),
        (records(3), ["--size", "1"], (0, "nothing to cut, it is within 1 MB")),
        ("%0 Journal Article\n%T One\n", ["--records", "1"], (2, "not cut, this is not RIS")),
    ],
)
def test_what_is_not_cut_is_said(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: str,
    options: list[str],
    expected: tuple[int, str],
) -> None:
    code, said = expected
    path = tmp_path / "export.ris"
    path.write_text(content)
    assert main(["split", str(path), *options]) == code
    assert said in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["export.ris"]


@given(RISLIKE, st.integers(1, 4), st.integers(1, 400))
def test_nothing_is_lost(text: str, count: int, size: int) -> None:
    data = text.encode("utf-8", "surrogatepass")
    decoded = decode(data)
    assume(not decoded.mark)
    document = read_document(decoded.body)
    pieces = list(cut(document, Limit(count, size), decoded))
    assert b"".join(piece.data for piece in pieces) == data
    assert all(piece.records <= count for piece in pieces)
