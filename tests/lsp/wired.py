"""A client in the process of the server: it sees each message as it goes over the wire, as JSON.

Nothing is dropped on the way, nothing filled in, as a library for clients would do; and a session
costs a few milliseconds.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from ris_ls.lsp.host import RisServer
from ris_ls.lsp.server import create_server

TIMEOUT = 30.0


class Wire:
    """What a server writes to, without a process around it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.told: Callable[[dict[str, Any]], None] = lambda _: None
        """Called with each message."""

    def write(self, data: bytes) -> None:
        message = json.loads(data)
        self.messages.append(message)
        self.told(message)

    def close(self) -> None:
        pass

    def methods(self) -> list[str]:
        return [message["method"] for message in self.messages if "method" in message]


def embedded() -> tuple[RisServer, Wire]:
    """Return a server that is handed messages, as under Pyodide, and what it writes to."""
    server, wire = create_server(), Wire()
    server.protocol.set_writer(wire, include_headers=False)
    return server, wire


def hand(server: RisServer, messages: Iterable[dict[str, Any]]) -> None:
    for message in messages:
        structured = server.protocol.structure_message({"jsonrpc": "2.0", **message})
        server.protocol.handle_message(structured)


class WiredEditor:
    """One session. It answers what the server asks, and keeps what the server sent unasked."""

    def __init__(self) -> None:
        self.server, wire = embedded()
        wire.told = self._take
        self.sent: list[dict[str, Any]] = []
        """The requests and notifications of the server."""
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}

    async def ask(self, method: str, params: object) -> Any:
        """Send a request. Returns the result; raises AssertionError for an error."""
        number = next(self._numbers)
        asked = self._asked[number] = asyncio.get_running_loop().create_future()
        hand(self.server, [{"id": number, "method": method, "params": params}])
        answer = await asyncio.wait_for(asked, TIMEOUT)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        hand(self.server, [{"method": method, "params": params}])

    async def until_sent(self, *methods: str) -> None:
        """Wait until the server has sent something of these kinds."""
        for _ in range(int(TIMEOUT / 0.005)):
            if {each["method"] for each in self.sent}.issuperset(methods):
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"waited in vain for {methods}")

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self._asked.pop(message["id"]).set_result(message)
            return
        self.sent.append(message)
        if "id" in message:
            result: Any = None
            if message["method"] == "workspace/configuration":  # it has no settings of its own
                result = [None for _ in message["params"]["items"]]
            elif message["method"] == "window/showDocument":
                result = {"success": True}
            answer = {"id": message["id"], "result": result}
            asyncio.get_running_loop().call_soon(hand, self.server, [answer])
