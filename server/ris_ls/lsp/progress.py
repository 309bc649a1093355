"""Says how far the look at a large document is, and tells more findings while it goes on."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from lsprotocol import types

from ris_ls.lsp.host import RisServer
from ris_ls.lsp.workspace import OpenDocument

INTERVAL = 1.0
"""Seconds between two times that a client is told more."""

PATIENCE = 0.5
"""Seconds before a client is told that there is something to wait for."""


def follow(server: RisServer, opened: OpenDocument, tell: Callable[[], None]) -> None:
    """Have ``tell`` called now and then until all of a document is looked at, and then once more.

    Nothing is done when that is going on already.
    """
    if opened.following is None or opened.following.done():
        opened.following = server.spawn(_follow(server, opened, tell))


async def _follow(server: RisServer, opened: OpenDocument, tell: Callable[[], None]) -> None:
    whole = asyncio.ensure_future(opened.analyser.result(whole=True))
    token = ""
    try:
        await asyncio.wait({whole}, timeout=PATIENCE)
        if not whole.done() and server.client.work_done_progress:
            token = await _begin(server, opened)
        while not whole.done():
            await asyncio.wait({whole}, timeout=INTERVAL)
            if not whole.done():
                tell()
                if token:
                    _report(server, token, opened.analyser.share_done())
        if not whole.cancelled() and whole.exception() is None:
            opened.following = None
            tell()
    finally:
        whole.cancel()
        if token:
            server.work_done_progress.end(token, types.WorkDoneProgressEnd())


async def _begin(server: RisServer, opened: OpenDocument) -> str:
    """Show that a document is being looked at; return what the client knows this by."""
    token = f"ris-{secrets.token_hex(4)}"
    try:
        await asyncio.shield(server.work_done_progress.create_async(token))
    except Exception:  # the client does not want to show any
        return ""
    begin = types.WorkDoneProgressBegin(title=f"Checking {opened.name}", percentage=0)
    server.work_done_progress.begin(token, begin)
    return token


def _report(server: RisServer, token: str, done: float) -> None:
    share = types.WorkDoneProgressReport(percentage=int(done * 100))
    server.work_done_progress.report(token, share)
