"""What no tool checks for us."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SERVER = Path(__file__).resolve().parents[1] / "server"


@pytest.mark.parametrize(
    ("banned", "why"),
    [
        (r"\.splitlines\(", "it splits at characters that occur inside abstracts"),
        (r"asyncio\.sleep\(0\)", "it starves the reader of the editor's requests"),
    ],
)
def test_banned_calls(banned: str, why: str) -> None:
    sources = sorted(SERVER.rglob("*.py"))
    assert sources
    guilty = [
        f"{path.relative_to(SERVER)}:{number}"
        for path in sources
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if re.search(banned, line)
    ]
    assert not guilty, f"{guilty}: {why}"
