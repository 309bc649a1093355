"""The server as its features see it: the client, the open documents, errors, background work."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Coroutine
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException, PyglsError
from pygls.io_ import StdinAsyncReader, StdoutWriter
from pygls.lsp.server import LanguageServer

from ris_ls import __version__
from ris_ls.config.settings import Settings
from ris_ls.lsp import memory
from ris_ls.lsp.client import Client
from ris_ls.lsp.convert import Converter
from ris_ls.lsp.messages import piped, read_all
from ris_ls.lsp.protocol import RisProtocol
from ris_ls.lsp.workspace import OpenDocument, OpenDocuments

if TYPE_CHECKING:
    from ris_ls.lsp.library import Bookcase

_log = logging.getLogger(__name__)


class _Writer(StdoutWriter):
    """Takes no more when the session has ended: what goes on in the background may not know."""

    def write(self, data: bytes) -> None:
        with suppress(ValueError):  # it is closed
            super().write(data)


class RisServer(LanguageServer):
    """Our language server. Its features are functions that are given it first."""

    protocol: RisProtocol

    def __init__(self) -> None:
        super().__init__(
            "ris-ls",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=RisProtocol,
            max_workers=1,  # pygls reads stdin in a thread; nothing of ours runs in one
        )
        self.initial_options: Any = None
        """The settings as they came with the first request, until they are read."""
        self.initial_settings = Settings()
        """What the client sent with its first request."""
        self.bookcase: Bookcase | None = None
        """Reads the files of the workspace that are not open; None until there is one to serve."""
        self.faulty_settings: set[str] = set()
        """The URIs of settings files whose faults the client was told of."""
        self.telling: asyncio.TimerHandle | None = None
        """When it is told what became of documents beside others; None before something did."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._error_shown = False
        self._shown: set[str] = set()

    def start_io(self, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
        """Serve a client on two streams until it ends the session."""
        self._stop_event = Event()
        self.protocol.set_writer(_Writer(stdout or sys.stdout.buffer))
        try:
            asyncio.run(self._serve(stdin or sys.stdin.buffer, self._stop_event))
        except BrokenPipeError:
            _log.error("the client has gone")
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            self.shutdown()  # type: ignore[no-untyped-call]

    async def _serve(self, stdin: BinaryIO, stop: Event) -> None:
        self.spawn(memory.collect_in_pauses())
        reader = await piped(stdin) or StdinAsyncReader(stdin, self.thread_pool)
        await read_all(stop, reader, self.protocol, self.report_server_error)

    @property
    def client(self) -> Client:
        """What the client can do."""
        return self.protocol.client

    @property
    def documents(self) -> OpenDocuments:
        """The open documents."""
        return self.protocol.open_documents()

    def opened(self, uri: str) -> OpenDocument | None:
        """Return the open document with this URI, or None."""
        return self.documents.opened(uri)

    def converter(self, opened: OpenDocument) -> Converter:
        """Return a converter of places in the present text of a document."""
        return Converter(opened.text, self.documents.encoding)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start work that nobody waits for. An error in it is reported like any other."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)  # the event loop itself holds tasks only weakly
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("background work failed", exc_info=error)
            self._show_error()

    def log(self, message: str) -> None:
        """Write a line to the editor's output."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Info, message))

    def show(self, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
        """Show a message to the person at the editor."""
        self.window_show_message(types.ShowMessageParams(kind, message))

    def show_once(self, message: str) -> None:
        """Show a message, but not a second time in this session."""
        if message not in self._shown:
            self._shown.add(message)
            self.show(message)

    def report_server_error(
        self, error: Exception, source: type[PyglsError] | type[JsonRpcException]
    ) -> None:
        """Log an error, and show one message in a session: not a box at each key press."""
        if source is not FeatureRequestError:  # those pygls has logged, with their traceback
            trace = getattr(error, "data", None)
            lines = trace.get("traceback", []) if isinstance(trace, dict) else []
            _log.error("%s\n%s", error, "".join(lines), exc_info=None if lines else error)
        if not _is_clients_fault(error):
            self._show_error()

    def _show_error(self) -> None:
        if not self._error_shown:
            self._error_shown = True
            self.show(
                "The RIS language server met an error in itself and goes on without what failed. "
                "Its output has the details.",
                types.MessageType.Error,
            )


def _is_clients_fault(error: Exception) -> bool:
    """Tell whether an error is an answer to the client (unknown method, bad parameters)."""
    return isinstance(error, JsonRpcException) and error.code in {-32600, -32601, -32602}
