"""A language client as an editor is one: raw JSON-RPC over pipes, each message with its time.

No client library of any server is used, and messages are made before the clock starts. Big answers
are not parsed: what has to be known of them stands at their start and their end.
"""

from __future__ import annotations

import json
import re
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECORDED = (
    Path(__file__).resolve().parent.parent / "tests" / "lsp" / "clients" / "vscode-1.100.json"
)

BIG = 200_000
"""Bytes from which on a message is not parsed; that would delay the times of the next ones."""

_METHOD = re.compile(rb'"method"\s*:\s*"([^"]+)"')
_ID = re.compile(rb'"id"\s*:\s*(\d+)')
_VERSION = re.compile(rb'"version"\s*:\s*(\d+)')
_RESULT_ID = re.compile(rb'"resultId"\s*:\s*"([^"]+)"')


@dataclass(frozen=True)
class Message:
    """A message from the server."""

    at: float
    """When its last byte was read."""
    size: int
    id: int | None
    method: str | None
    version: int | None
    """The version of the document that published diagnostics belong to."""
    result_id: str | None
    body: Any
    """The parsed message; none for big ones."""


def read_message(body: bytes, at: float) -> Message:
    """Return a message with what has to be known of it."""
    if len(body) < BIG:
        data = json.loads(body)
        params = data.get("params")
        result = data.get("result")
        return Message(
            at,
            len(body),
            data.get("id"),
            data.get("method"),
            params.get("version") if isinstance(params, dict) else None,
            result.get("resultId") if isinstance(result, dict) else None,
            data,
        )
    edges = body[:400] + b" " + body[-400:]

    def find(pattern: re.Pattern[bytes]) -> str | None:
        found = pattern.search(edges)
        return found[1].decode() if found else None

    number, version = find(_ID), find(_VERSION)
    method = find(_METHOD)
    return Message(
        at,
        len(body),
        int(number) if number and method is None else None,
        method,
        int(version) if version else None,
        find(_RESULT_ID),
        None,
    )


class Client:
    """One session with one server."""

    def __init__(self, command: list[str]) -> None:
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.notifications: list[Message] = []
        """All that the server sent without being asked, its requests included."""
        self._answers: dict[int, Message] = {}
        self._number = 0
        self._arrived = threading.Condition()
        self._writing = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()

    def notify(self, method: str, params: object) -> float:
        """Send a notification. Returns when its first byte was written."""
        return self.send(encoded({"method": method, "params": params}))

    def request(self, method: str, params: object) -> int:
        """Send a request. Returns its number."""
        self._number += 1
        self.send(encoded({"id": self._number, "method": method, "params": params}))
        return self._number

    def send(self, message: bytes) -> float:
        """Send a message that is ready. Returns when its first byte was written."""
        assert self.process.stdin is not None
        with self._writing:
            at = time.perf_counter()
            self.process.stdin.write(message)
            self.process.stdin.flush()
        return at

    def answer(self, number: int, timeout: float) -> Message | None:
        """Wait for the answer to a request; none when it does not come in time."""
        with self._arrived:
            self._arrived.wait_for(lambda: number in self._answers, timeout)
            return self._answers.pop(number, None)

    def wait_for(
        self, wanted: Callable[[Message], bool], timeout: float, after: int = 0
    ) -> Message | None:
        """Wait for a notification from number ``after`` on; none when it does not come in time."""
        found: list[Message] = []
        seen = after

        def look() -> bool:
            nonlocal seen
            while seen < len(self.notifications) and not found:
                if wanted(self.notifications[seen]):
                    found.append(self.notifications[seen])
                seen += 1
            return bool(found)

        with self._arrived:
            self._arrived.wait_for(look, timeout)
        return found[0] if found else None

    def end(self) -> None:
        """End the session as an editor does, or by force."""
        try:
            self.answer(self.request("shutdown", None), 5)
            self.notify("exit", None)
            self.process.wait(5)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return
            body = stream.read(length)
            self._take(read_message(body, time.perf_counter()))

    def _take(self, message: Message) -> None:
        if message.method is not None and message.id is not None:
            self.send(encoded({"id": message.id, "result": _reply(message)}))
        with self._arrived:
            if message.method is None and message.id is not None:
                self._answers[message.id] = message
            else:
                self.notifications.append(message)
            self._arrived.notify_all()


def encoded(message: dict[str, object]) -> bytes:
    """Return a message as it goes over the pipe."""
    body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def _reply(message: Message) -> object:
    """Return what an editor without settings answers to a request of the server."""
    if message.method == "workspace/configuration":
        return [None for _ in message.body["params"]["items"]]
    return None


def capabilities(pull: bool) -> dict[str, Any]:
    """Return what VS Code announces, as it was recorded; without ``pull``, less that it can pull.

    It announces too that it knows versions of published diagnostics: they tell which ones belong
    to which key.
    """
    announced: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))["capabilities"]
    announced["textDocument"]["publishDiagnostics"]["versionSupport"] = True
    if not pull:
        del announced["textDocument"]["diagnostic"]
        del announced["workspace"]["diagnostics"]
    return announced
