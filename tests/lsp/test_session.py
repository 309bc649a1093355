"""A session from its beginning to its end: exit codes, errors, other ways to connect."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
import time
from typing import Any

import pytest
from lsprotocol import types

from ris_ls.lsp import settings
from ris_ls.lsp.host import RisServer
from tests.lsp.editor import SERVER, TIMEOUT
from tests.lsp.wired import Wire, embedded, hand

INITIALIZE = {
    "id": 1,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}
SHUTDOWN = {"id": 2, "method": "shutdown"}
EXIT = {"method": "exit"}


def framed(*messages: dict[str, Any]) -> bytes:
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


def answers(data: bytes) -> list[dict[str, Any]]:
    """Return the messages of a stream; it must hold nothing else."""
    found = []
    while data:
        head, _, data = data.partition(b"\r\n\r\n")
        length = re.match(rb"Content-Length: (\d+)", head)
        assert length is not None, head
        found.append(json.loads(data[: int(length[1])]))
        data = data[int(length[1]) :]
    return found


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ((INITIALIZE, SHUTDOWN, EXIT), 0),
        ((INITIALIZE, EXIT), 1),
        ((EXIT,), 1),
        ((INITIALIZE,), 1),  # the editor is gone: its end of the pipe closes
    ],
)
def test_the_exit_code(messages: tuple[dict[str, Any], ...], code: int) -> None:
    done = subprocess.run(
        SERVER, input=framed(*messages), capture_output=True, timeout=TIMEOUT, check=False
    )
    assert done.returncode == code
    assert done.stderr == b""
    replies = answers(done.stdout)
    assert [reply.get("id") for reply in replies] == [m["id"] for m in messages if "id" in m]


def test_every_request_is_answered() -> None:
    def hover(number: int, params: dict[str, Any]) -> dict[str, Any]:
        return {"id": number, "method": "textDocument/hover", "params": params}

    place = {"textDocument": {"uri": "file:///a.ris"}, "position": {"line": 0, "character": 0}}
    messages = (hover(9, place), INITIALIZE, hover(10, {}), SHUTDOWN, hover(11, place), EXIT)
    done = subprocess.run(
        SERVER, input=framed(*messages), capture_output=True, timeout=TIMEOUT, check=False
    )
    assert done.returncode == 0
    codes = {
        reply["id"]: reply["error"]["code"] for reply in answers(done.stdout) if "error" in reply
    }
    assert codes == {9: -32002, 10: -32602, 11: -32600}


def test_who_it_is() -> None:
    done = subprocess.run(
        SERVER, input=framed(INITIALIZE, SHUTDOWN, EXIT), capture_output=True, check=True
    )
    (reply, _) = answers(done.stdout)
    assert reply["result"]["serverInfo"]["name"] == "ris-ls"
    capabilities = reply["result"]["capabilities"]
    assert capabilities["positionEncoding"] == "utf-16"
    assert capabilities["textDocumentSync"]["change"] == 2
    assert capabilities["textDocumentSync"]["save"] is True
    commands = ["ris.mendFile", "ris.goTo", "ris.leaveOut", "ris.showReference"]
    assert capabilities["executeCommandProvider"] == {"commands": commands}


def test_what_is_printed_does_not_end_up_among_the_messages() -> None:
    program = (
        "import sys; from ris_ls.lsp import server\n"
        "server._initialized = lambda *_: print('stray')\n"
        "sys.exit(server.serve())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=framed(INITIALIZE, {"method": "initialized", "params": {}}, SHUTDOWN, EXIT),
        capture_output=True,
        timeout=TIMEOUT,
        check=True,
    )
    assert len(answers(done.stdout)) == 2
    assert done.stderr.split() == [b"stray"]


def test_a_local_port() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*SERVER, "--tcp", str(port)], stderr=subprocess.PIPE)
    try:
        assert server.stderr is not None
        while b"Serving on" not in (line := server.stderr.readline()):
            assert line, "it ended"
        with _connected(port) as connection:
            connection.sendall(framed(INITIALIZE, SHUTDOWN, EXIT))
            data = b""
            while more := connection.recv(65_536):
                data += more
        assert [reply["id"] for reply in answers(data)] == [1, 2]
        assert server.wait(TIMEOUT) == 0
    finally:
        server.kill()
        server.communicate()


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + TIMEOUT
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*SERVER, "--tcp", str(port)], capture_output=True, timeout=TIMEOUT, check=False
        )
    assert done.returncode == 2
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith(f"ris-ls: port {port} cannot be used: ")


def opened(text: str) -> dict[str, Any]:
    item = {"uri": "untitled:a", "languageId": "ris", "version": 1, "text": text}
    return {"method": "textDocument/didOpen", "params": {"textDocument": item}}


@pytest.mark.asyncio
async def test_it_can_be_embedded() -> None:
    server, wire = embedded()
    hand(server, [INITIALIZE, opened("TY  - JOUR\nAU - Doe, Jane\nER  - \n")])
    for _ in range(500):
        if "textDocument/publishDiagnostics" in wire.methods():
            break
        await asyncio.sleep(0.01)
    assert wire.messages[0]["id"] == 1
    codes = [each["code"] for each in wire.messages[-1]["params"]["diagnostics"]]
    assert "RIS101" in codes


@pytest.mark.asyncio
async def test_an_error_is_shown_once_and_all_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Our own code has no known way to fail: a feature that always does stands in for it."""
    server, wire = embedded()

    @server.feature("ris/failingNotification")
    def fail(_server: RisServer, _params: Any) -> None:
        raise ValueError("a bug of ours")

    @server.feature("ris/failingRequest")
    async def fail_later(_server: RisServer, _params: Any) -> None:
        raise ValueError("another bug of ours")

    hand(server, [INITIALIZE])
    hand(server, [{"method": "ris/failingNotification", "params": {}}] * 3)
    hand(server, [{"id": n, "method": "ris/failingRequest", "params": {}} for n in (7, 8)])

    async def fail_in_the_background() -> None:
        raise ValueError("a third bug of ours")

    server.spawn(fail_in_the_background())
    await asyncio.sleep(0.05)
    assert wire.methods() == [types.WINDOW_SHOW_MESSAGE]
    errors = [message["error"] for message in wire.messages if "error" in message]
    assert len(errors) == 2
    assert caplog.text.count("ValueError: a bug of ours") == 3
    assert caplog.text.count("ValueError: another bug of ours") >= 2
    assert caplog.text.count("ValueError: a third bug of ours") == 1
    assert "Traceback" in caplog.text


@pytest.mark.asyncio
async def test_what_the_client_gets_wrong_is_no_error_of_ours() -> None:
    server, wire = embedded()
    hand(server, [INITIALIZE, {"method": "$/unheardOf", "params": {}}])
    hand(server, [{"id": 5, "method": "textDocument/unheardOf", "params": {}}])
    params = {"command": "ris.unheardOf", "arguments": []}
    hand(server, [{"id": 6, "method": "workspace/executeCommand", "params": params}])
    await asyncio.sleep(0.01)
    assert wire.methods() == []
    assert [m["error"]["code"] for m in wire.messages if "error" in m] == [-32601, -32602]


@pytest.mark.asyncio
async def test_a_command_without_arguments_is_told_that_it_lacks_some() -> None:
    server, wire = embedded()
    hand(server, [INITIALIZE])
    commands = [*server.protocol.fm.commands]
    assert commands
    for number, command in enumerate(commands):
        for at, more in enumerate(({}, {"arguments": None}, {"arguments": []})):
            params = {"command": command, **more}
            request = {"id": f"{number}.{at}", "method": "workspace/executeCommand"}
            hand(server, [{**request, "params": params}])
    await asyncio.sleep(0.01)
    errors = [message["error"] for message in wire.messages if "error" in message]
    assert [error["code"] for error in errors] == [-32602] * 3 * len(commands)
    assert not any("traceback" in str(error).casefold() for error in errors)
    assert wire.methods() == []


@pytest.mark.asyncio
async def test_changes_to_a_document_that_is_not_open_are_passed_over() -> None:
    server, wire = embedded()
    identifier = {"uri": "untitled:b", "version": 2}
    params = {"textDocument": identifier, "contentChanges": [{"text": "x"}]}
    hand(server, [INITIALIZE, {"method": "textDocument/didChange", "params": params}])
    hand(
        server,
        [{"method": "textDocument/didSave", "params": {"textDocument": {"uri": "untitled:b"}}}],
    )
    await asyncio.sleep(0.01)
    assert wire.methods() == []


ASKABLE = {
    **INITIALIZE,
    "params": {
        "processId": None,
        "rootUri": None,
        "capabilities": {"workspace": {"configuration": True}},
        "initializationOptions": {"select": ["RIS101"]},
    },
}


async def published(wire: Wire) -> list[str]:
    """Return the codes of the diagnostics that are sent, once they are."""
    for _ in range(500):
        for message in wire.messages:
            if message.get("method") == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
                return [each["code"] for each in message["params"]["diagnostics"]]
        await asyncio.sleep(0.01)
    raise AssertionError("waited in vain for diagnostics")


@pytest.mark.asyncio
async def test_an_editor_that_does_not_say_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PATIENCE", 0.05)
    server, wire = embedded()
    hand(server, [ASKABLE, opened("TY  - JOUR\nAU - Doe, Jane\nKW  -\nER  - \n")])
    assert await published(wire) == ["RIS101"]
    assert wire.methods()[0] == types.WORKSPACE_CONFIGURATION


@pytest.mark.asyncio
async def test_an_editor_that_fails_to_say_its_settings() -> None:
    server, wire = embedded()
    hand(server, [ASKABLE, opened("TY  - JOUR\nAU - Doe, Jane\nKW  -\nER  - \n")])
    for _ in range(500):
        asked = [m for m in wire.messages if m.get("method") == types.WORKSPACE_CONFIGURATION]
        if asked:
            break
        await asyncio.sleep(0.01)
    hand(server, [{"id": asked[0]["id"], "error": {"code": -32603, "message": "no settings"}}])
    assert await published(wire) == ["RIS101"]
    assert types.WINDOW_SHOW_MESSAGE not in wire.methods()
