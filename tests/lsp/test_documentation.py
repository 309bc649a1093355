"""The page behind the code of a finding."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ris_ls.lsp import documentation
from ris_ls.lsp.documentation import href


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    href.cache_clear()
    yield
    href.cache_clear()


def test_a_page_of_a_checkout() -> None:
    address = href("RIS101")
    assert address is not None
    assert address.startswith("file:///")
    assert address.endswith("/docs/rules/RIS101.md")


def test_no_page_no_link() -> None:
    assert href("RIS000") is None


def test_an_installed_page_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "with blank" / "RIS101.md"
    page.parent.mkdir()
    page.write_text("# RIS101", "utf-8")
    monkeypatch.setattr(documentation, "FOLDERS", (page.parent, *documentation.FOLDERS))
    assert href("RIS101") == page.as_uri()
    assert "with%20blank" in page.as_uri()


def test_no_link_to_a_disk_that_the_editor_does_not_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert href("RIS101") is None
