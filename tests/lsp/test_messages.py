"""Messages are read as pygls reads them; the text of a large document in pieces."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ris_ls.lsp import messages
from ris_ls.lsp.messages import Pieces, read_all, read_message
from ris_ls.lsp.server import create_server
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.syntax import read_document
from ris_ls.text import Document


def opening(text: str, *, last: bool = True) -> dict[str, Any]:
    item: dict[str, Any] = {"uri": "untitled:a", "languageId": "ris", "version": 1}
    item = {**item, "text": text} if last else {"text": text, **item}
    method = types.TEXT_DOCUMENT_DID_OPEN
    return {"jsonrpc": "2.0", "method": method, "params": {"textDocument": item}}


def opened(message: Any) -> Document:
    item = message.params.text_document
    return OpenDocument(item.uri, item.text, item.version, item.language_id).text


HANDLER = create_server().protocol


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take even short messages apart."""
    monkeypatch.setattr(messages, "LARGE", 10)
    monkeypatch.setattr(messages, "_PIECE", 40)


RECORD = 'TY  - JOUR\nTI  - A "title" \\n \\\\n é 😀 \u2028\nER  - \n\n'


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("text", [RECORD * 9, RECORD.replace("\n", "\r\n") * 9, "x" * 500, ""])
def test_a_large_document_is_read_in_pieces(text: str, ascii_only: bool) -> None:
    body = json.dumps(opening(text), ensure_ascii=ascii_only).encode()
    message = read_message(body, HANDLER)
    assert isinstance(message.params.text_document.text, Pieces)
    document = opened(message)
    assert document.text == text
    assert [b.text for b in document.blocks] == [b.text for b in read_document(text).blocks]


@given(st.lists(st.sampled_from([RECORD, "\\", "\\\\n", "\n", '"', "x" * 30, "é", "\r"])))
def test_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "LARGE", 10)
        patch.setattr(messages, "_PIECE", 20)
        body = json.dumps(opening(text)).encode()
        assert opened(read_message(body, HANDLER)).text == text


@pytest.mark.usefixtures("small")
def test_text_that_is_not_last_is_read_all_the_same() -> None:
    body = json.dumps(opening(RECORD * 9, last=False)).encode()
    text = read_message(body, HANDLER).params.text_document.text
    assert not isinstance(text, Pieces)
    assert text == RECORD * 9


@pytest.mark.usefixtures("small")
def test_other_messages_are_read_as_ever() -> None:
    change = {"range": None, "text": RECORD}
    params = {"textDocument": {"uri": "a", "version": 2}, "contentChanges": [{"text": RECORD}]}
    body = {"jsonrpc": "2.0", "method": types.TEXT_DOCUMENT_DID_CHANGE, "params": params}
    message = read_message(json.dumps(body).encode(), HANDLER)
    assert message.params.content_changes[0].text == change["text"]


class Stream:
    """Hands out bytes as a reader does."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    async def readline(self) -> bytes:
        line, feed, self.data = self.data.partition(b"\n")
        return line + feed

    async def readexactly(self, n: int) -> bytes:
        body, self.data = self.data[:n], self.data[n:]
        return body


class Listener:
    """Keeps what it is handed."""

    def __init__(self) -> None:
        self.heard: deque[Any] = deque()

    def structure_message(self, data: dict[str, Any]) -> Any:
        return data

    def handle_message(self, message: Any) -> None:
        self.heard.append(message)


def heard(data: bytes) -> tuple[list[Any], list[Exception]]:
    listener, errors = Listener(), list[Exception]()

    def report(error: Exception, _: type[JsonRpcException]) -> None:
        errors.append(error)

    asyncio.run(read_all(Event(), Stream(data), listener, report))
    return list(listener.heard), errors


def framed(body: bytes, head: bytes = b"Content-Length: %d\r\n") -> bytes:
    return head % len(body) + b"\r\n" + body


def test_one_message_after_the_other() -> None:
    typed = b"Content-Type: application/vscode-jsonrpc\r\ncontent-length: %d\r\n"
    data = framed(b'{"a":1}') + framed(b'{"b":2}', typed) + framed(b'{"c":3}')
    assert heard(data) == ([{"a": 1}, {"b": 2}, {"c": 3}], [])


def test_what_is_no_message_is_reported_and_the_next_one_read() -> None:
    told, errors = heard(framed(b"{nonsense}") + framed(b'{"b":2}'))
    assert told == [{"b": 2}]
    assert len(errors) == 1


def test_an_end_in_the_middle_of_a_message() -> None:
    assert heard(b"Content-Length: 10\r\n\r\n") == ([], [])
    assert heard(b"Content-Le") == ([], [])
