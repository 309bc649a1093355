from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.file import Place, find, load, place_of, read
from ris_ls.config.kinds import Known
from ris_ls.config.settings import Settings

KNOWN = Known(("RIS101", "RIS204"), ("zotero",))


def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "ris.toml").write_text("")
    assert find(inner) == tmp_path / "ris.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert find(inner) == tmp_path / "ris.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.ris-ls]\nignore = ['RIS1']\n")
    assert find(inner) == tmp_path / "a" / "pyproject.toml"
    (tmp_path / "a" / "ris.toml").write_text("")
    assert find(inner) == tmp_path / "a" / "ris.toml"


def test_a_table_below_ours_counts_as_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ris-ls.format]\nenable = false\n")
    path = find(tmp_path)
    assert path is not None
    assert not load(path, KNOWN, Settings()).settings.format.enable


def test_both_kinds_of_file_are_read(tmp_path: Path) -> None:
    own, shared = tmp_path / "ris.toml", tmp_path / "pyproject.toml"
    own.write_bytes(b"\xef\xbb\xbfselect = ['RIS1']\r\n")
    shared.write_text("[tool.other]\nselect = 1\n[tool.ris-ls]\nselect = ['RIS1']\n")
    for path in (own, shared):
        assert load(path, KNOWN, Settings()).settings == Settings(select=("RIS1",))
        assert not load(path, KNOWN, Settings()).problems


@pytest.mark.parametrize(
    ("text", "line", "marked"),
    [
        ("ignore = []\nselct = ['RIS1']\n", 1, "selct"),
        ("[format]\nenable = true\nblank-lines = 'two'\n", 2, "blank-lines"),
        ("[per-file-ignores]\n'a.ris' = ['RIS101']\n\"b.ris\" = ['RIS9']\n", 2, '"b.ris"'),
        ("format.enabled = false\n", 0, "format.enabled"),
        ("severity = { RIS101 = 'bad', RIS204 = 'hint' }\n", 0, "RIS101"),
        ("[formt]\nenable = true\n", 0, "formt"),
    ],
)
def test_a_problem_stands_where_its_key_stands(text: str, line: int, marked: str) -> None:
    (problem,) = read(Path("ris.toml"), text, KNOWN, Settings()).problems
    place = problem.place
    assert (place.line, text.split("\n")[place.line][place.start : place.end]) == (line, marked)


def test_a_problem_in_a_shared_file_stands_in_our_table() -> None:
    text = "[tool.other]\nselct = 1\n[tool.ris-ls]\nselct = 1\n"
    (problem,) = read(Path("pyproject.toml"), text, KNOWN, Settings()).problems
    assert problem.place == Place(3, 0, 5)


def test_what_is_no_toml_is_said_with_its_line() -> None:
    base = Settings(ignore=("RIS101",))
    found = read(Path("ris.toml"), "select = ['RIS1']\nignore = \n", KNOWN, base)
    assert found.settings == base
    (problem,) = found.problems
    assert problem.place.line == 1
    assert problem.message.startswith("This is not TOML, so no setting of this file is used: ")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"ignore = ['\xff']"])
def test_a_file_that_is_no_text_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ris.toml"
    path.write_bytes(content)
    (problem,) = load(path, KNOWN, Settings()).problems
    assert problem.message == "The file is not UTF-8 text."


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (problem,) = load(tmp_path / "ris.toml", KNOWN, Settings()).problems
    assert problem.message.startswith("The file cannot be read")


@given(st.text(alphabet="sel=[]{}'\"#\n. ct1\r", max_size=60))
def test_no_text_raises(text: str) -> None:
    found = read(Path("ris.toml"), text, KNOWN, Settings())
    for problem in found.problems:
        assert 0 <= problem.place.line <= text.count("\n")
    place_of(text, ("select", "ct"))
