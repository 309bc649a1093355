"""Reading the client's messages, without three copies of a large document in memory.

pygls decodes the bytes of a message, copies the text of a document out of that, and holds on to
it and to the bytes until the next message comes. Of 50 MB that makes 300. Here the text of a
large document is decoded in pieces, and the bytes are let go of before anything is made of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import stat
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from threading import Event
from typing import Any, BinaryIO, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException

_log = logging.getLogger(__name__)

LARGE = 1_000_000
"""So many bytes make a message worth taking apart."""

_PIECE = 1 << 18
_HEAD = 16_384
"""In so many bytes the text of a document begins."""

_TEXT = re.compile(rb'"text"\s*:\s*"')
_LENGTH = re.compile(rb"Content-Length: *(\d+)\s*", re.IGNORECASE)


class Pieces(str):
    """Stands for a text that is given in pieces, each but the last ending at a line end."""

    __slots__ = ("pieces",)

    pieces: deque[str]

    def __new__(cls, pieces: Iterator[str]) -> Pieces:
        """Keep the pieces; as a string it is empty."""
        made = super().__new__(cls)
        made.pieces = deque(pieces)
        return made

    def taken(self) -> Iterator[str]:
        """Yield the pieces, each of which can be had once."""
        while self.pieces:
            yield self.pieces.popleft()


class Reader(Protocol):
    """What messages are read from."""

    def readline(self) -> Awaitable[bytes]:
        """Return the next line."""

    def readexactly(self, n: int) -> Awaitable[bytes]:
        """Return the next ``n`` bytes."""


_BUFFER = 1 << 22
"""So many bytes are read ahead."""


async def piped(stream: BinaryIO) -> Reader | None:
    """Return what reads a pipe or socket without a thread; None for any other stream.

    A thread that reads has to wait for Python's lock, 5 ms each time while anything is worked out,
    and pygls's reader waits three times for each message.
    """
    if sys.platform == "win32":
        return None  # its pipes cannot be waited for
    kind = os.fstat(stream.fileno()).st_mode
    if not stat.S_ISFIFO(kind) and not stat.S_ISSOCK(kind):
        return None
    reader = asyncio.StreamReader(_BUFFER)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), stream
    )
    return reader


class Handler(Protocol):
    """What messages are handed to: pygls's protocol."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Turn a part of a message into the object that it is."""

    def handle_message(self, message: Any) -> None:
        """Do what a message asks for."""


async def read_all(
    stop: Event,
    reader: Reader,
    handler: Handler,
    report: Callable[[Exception, type[JsonRpcException]], object],
) -> None:
    """Read messages and hand them on until the client or ``stop`` ends it.

    ``report`` is told of messages that cannot be read.
    """
    while not stop.is_set():
        length = await _length(reader)
        if length is None:
            return
        try:
            body = await reader.readexactly(length)
        except asyncio.IncompleteReadError:
            return
        if not body:
            return
        try:
            message = read_message(body, handler)
            del body
            handler.handle_message(message)
            del message
        except Exception as error:
            _log.exception("a message could not be handled")
            report(error, JsonRpcException)


async def _length(reader: Reader) -> int | None:
    """Read the head of a message; return how long its body is, or None when there is no more."""
    length = 0
    while line := await reader.readline():
        if match := _LENGTH.fullmatch(line):
            length = int(match[1])
        if length and not line.strip():
            return length
    return None


def read_message(body: bytes, handler: Handler) -> Any:
    """Return what a message says. Raises what reading it raises."""
    if len(body) > LARGE:
        message = _with_pieces(body, handler)
        if message is not None:
            return message
    message = json.loads(body)
    # Only the whole is a message: to ask of each of its thousands of objects takes its time.
    return handler.structure_message(message) if isinstance(message, dict) else message


def _with_pieces(body: bytes, handler: Handler) -> Any:
    """Read a message that opens a document; None for any other, and where its text is not last."""
    start = _TEXT.search(body, 0, _HEAD)
    end = body.rfind(b'"')
    if start is None or end < start.end():
        return None
    around = body[: start.end()] + body[end:]
    try:
        if json.loads(around).get("method") != types.TEXT_DOCUMENT_DID_OPEN:
            return None
        text = Pieces(_pieces(body, start.end(), end))
    except ValueError:
        return None  # more than the text stands there
    message = handler.structure_message(json.loads(around))
    message.params.text_document.text = text
    return message


def _pieces(body: bytes, start: int, end: int) -> Iterator[str]:
    """Yield the text between two places of a message, cut behind line feeds.

    Raises ValueError where it is not the inside of one string.
    """
    while start < end:
        stop = end if end - start <= _PIECE else _behind_line_feed(body, start + _PIECE, end)
        piece: str = json.loads(b'"%s"' % body[start:stop])
        yield piece
        start = stop


def _behind_line_feed(body: bytes, at: int, end: int) -> int:
    r"""Return the place behind the next ``\n``; the end where there is none."""
    while (found := body.find(b"\\n", at, end)) >= 0:
        slashes = 0
        while body[found - slashes - 1] == 0x5C:
            slashes += 1
        if slashes % 2 == 0:
            return found + 2
        at = found + 1  # a backslash, and then the letter n
    return end
