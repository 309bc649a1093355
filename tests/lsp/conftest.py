"""One server for each dialect, shared by all tests that do not need one of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count

import pytest
import pytest_lsp
from pytest_lsp import ClientServerConfig

from tests.lsp.editor import DIALECTS, SERVER, Editor, speaking

_config = ClientServerConfig(server_command=SERVER, client_factory=Editor)
_numbers = count(1)


@pytest_lsp.fixture(config=_config, scope="session", params=DIALECTS)
async def editor(lsp_client: Editor, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """An editor in each dialect in turn."""
    await lsp_client.begin(speaking(request.param))
    yield
    await lsp_client.shutdown_session()
    assert lsp_client.messages == [], "a message was shown that no test expected"


@pytest_lsp.fixture(config=_config)
async def fresh(lsp_client: Editor) -> AsyncIterator[None]:
    """An editor whose session has not begun."""
    yield
    await lsp_client.shutdown_session()


@pytest.fixture(autouse=True)
def nothing_stays_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test opened in the shared editor: its records stand beside those of others."""
    shared = request.getfixturevalue("editor") if "editor" in request.fixturenames else None
    yield
    if shared is not None:
        shared.close_all()


@pytest.fixture
def new_uri() -> Callable[[], str]:
    """Return addresses of documents that were never saved."""
    return lambda: f"untitled:Untitled-{next(_numbers)}"
