"""Says how far long work is, and tells more findings while a large document is looked at."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from lsprotocol import types

from ris_ls.lsp.host import RisServer
from ris_ls.lsp.workspace import OpenDocument

INTERVAL = 1.0
"""Seconds between two times that a client is told more."""

PATIENCE = 0.5
"""Seconds before a client is told that there is something to wait for."""


class Progress:
    """What a client shows while work goes on; nothing before that has taken a while."""

    def __init__(self, server: RisServer) -> None:
        self._server = server
        self._token = ""
        """What the client knows this by; empty while it shows nothing."""

    async def begin_later(
        self, title: str, *, measured: bool, stop: Callable[[], None] | None
    ) -> None:
        """Have the client show it once it has taken a while; ``measured`` work can say its share.

        Where there is something to ``stop`` it, the client lets people do so. A client that does
        not want to show any says so with an error, and then shows none.
        """
        await asyncio.sleep(PATIENCE)
        token = f"ris-{secrets.token_hex(4)}"
        try:
            # The client's answer comes all the same when this is cancelled.
            await asyncio.shield(self._server.work_done_progress.create_async(token))
        except Exception:
            return
        if stop is not None:
            cancelled = self._server.work_done_progress.tokens[token]
            cancelled.add_done_callback(lambda _: stop())
        begin = types.WorkDoneProgressBegin(
            title, percentage=0 if measured else None, cancellable=stop is not None
        )
        self._server.work_done_progress.begin(token, begin)
        self._token = token

    def report(self, share: float) -> None:
        """Say how much of the work is done, from 0 to 1."""
        if self._token:
            done = types.WorkDoneProgressReport(percentage=int(share * 100))
            self._server.work_done_progress.report(self._token, done)

    def end(self) -> None:
        """Have the client show nothing any more."""
        if self._token:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
            # pygls keeps them all, and to stop what has ended would stop what was begun since.
            self._server.work_done_progress.tokens.pop(self._token, None)


@asynccontextmanager
async def shown(
    server: RisServer,
    title: str,
    *,
    measured: bool = False,
    stop: Callable[[], None] | None = None,
) -> AsyncIterator[Progress]:
    """Show a client that work is going on, from `PATIENCE` on until it ends, however it ends.

    ``stop`` is called when somebody has enough of it.
    """
    progress = Progress(server)
    able = server.client.work_done_progress
    begin = progress.begin_later(title, measured=measured, stop=stop) if able else None
    beginning = asyncio.ensure_future(begin) if begin is not None else None
    try:
        yield progress
    finally:
        if beginning is not None:
            beginning.cancel()
        progress.end()


def follow(server: RisServer, opened: OpenDocument, tell: Callable[[], None]) -> None:
    """Have ``tell`` called now and then until all of a document is looked at, and then once more.

    Nothing is done when that is going on already.
    """
    if opened.following is None or opened.following.done():
        opened.following = server.spawn(_follow(server, opened, tell))


async def _follow(server: RisServer, opened: OpenDocument, tell: Callable[[], None]) -> None:
    whole = asyncio.ensure_future(opened.analyser.result(whole=True))
    try:
        async with shown(server, f"Checking {opened.name}", measured=True) as progress:
            await asyncio.wait({whole}, timeout=INTERVAL + PATIENCE)
            while not whole.done():
                tell()
                progress.report(opened.analyser.share_done())
                await asyncio.wait({whole}, timeout=INTERVAL)
            if not whole.cancelled() and whole.exception() is None:
                opened.following = None
                tell()
    finally:
        whole.cancel()
