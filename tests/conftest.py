"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "files"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-markers",
        action="store_true",
        help="rewrite the markers of the rules' fixtures to what is found; then read the diff",
    )


def corpus_files() -> list[Path]:
    """Return the real files that lie beside a checkout of the project; none elsewhere."""
    return sorted(path for path in CORPUS.glob("*/*") if path.is_file())
