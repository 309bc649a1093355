from __future__ import annotations

from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.edit import NotEditable, Scope, leave_out
from ris_ls.config.file import read
from ris_ls.config.kinds import Known
from ris_ls.config.settings import Settings

OWN = Path("ris.toml")


@pytest.mark.parametrize(
    ("before", "scope", "after"),
    [
        ("", "everywhere", 'ignore = ["RIS431"]\n'),
        ("", "file", '[per-file-ignores]\n"a key" = ["RIS431"]\n'),
        ("", "record", '[per-record-ignores]\n"a key" = ["RIS431"]\n'),
        (
            "ignore = [\n  'RIS1', # why\n]\n",
            "everywhere",
            "ignore = [\n  'RIS1',\n  \"RIS431\", # why\n]\n",
        ),
        ("ignore = ['RIS431']\n", "everywhere", "ignore = ['RIS431']\n"),
        (
            "# mine\n[format] # theirs\nenable = true\n",
            "everywhere",
            '# mine\nignore = ["RIS431"]\n[format] # theirs\nenable = true\n',
        ),
        (
            "per-file-ignores = { 'a key' = ['RIS1'] }\n",
            "file",
            "per-file-ignores = { 'a key' = ['RIS1', \"RIS431\"] }\n",
        ),
    ],
)
def test_what_stands_there_stays(before: str, scope: Scope, after: str) -> None:
    written = leave_out(before, OWN, "RIS431", scope, "a key")
    assert tomlkit.parse(written) == tomlkit.parse(after)
    for comment in ("# why", "# mine", "# theirs"):
        assert (comment in written) == (comment in before)


def test_a_shared_file_has_a_table_of_ours() -> None:
    written = leave_out("[project]\nname = 'x'\n", Path("pyproject.toml"), "RIS1", "file", "a.ris")
    assert written.startswith("[project]\nname = 'x'\n")
    assert tomlkit.parse(written)["tool"] == {"ris-ls": {"per-file-ignores": {"a.ris": ["RIS1"]}}}


@pytest.mark.parametrize("text", ["ignore = ]", "ignore = 'RIS1'", "ignore = {}"])
def test_what_cannot_be_written_into_is_refused(text: str) -> None:
    with pytest.raises(NotEditable, match=r"^ris\.toml "):
        leave_out(text, OWN, "RIS431", "everywhere")


@given(st.text(max_size=20), st.sampled_from(["record", "file", "everywhere"]))
def test_what_is_written_is_understood(key: str, scope: Scope) -> None:
    if scope == "record":
        key = f"title:x{key}"
    text = leave_out("select = ['RIS4']\n", OWN, "RIS431", scope, key)
    found = read(OWN, text, Known(("RIS431",)), Settings())
    assert not found.problems
    assert found.settings.select == ("RIS4",)
    assert found.settings != Settings(select=("RIS4",))
