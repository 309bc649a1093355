"""Where the documentation of a rule stands: pages that come with the server, read offline."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import ris_ls

_PACKAGE = Path(ris_ls.__file__).resolve().parent

FOLDERS = (
    _PACKAGE / "_docs" / "rules",  # installed: put there when the wheel is built
    _PACKAGE.parent.parent / "docs" / "rules",  # a checkout
)


@cache
def href(code: str) -> str | None:
    """Return the address of the page about a rule; None where there is no page to open."""
    if sys.platform == "emscripten":
        return None  # the editor cannot open files of the virtual disk
    for folder in FOLDERS:
        page = folder / f"{code}.md"
        if page.is_file():
            return page.as_uri()
    return None
