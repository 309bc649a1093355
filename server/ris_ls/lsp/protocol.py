"""pygls's protocol with our documents in place of its own, and the exit code that is asked for."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
from collections.abc import Generator, Sequence
from typing import Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.protocol.json_rpc import RPCRequest

from ris_ls.lsp.client import Client, read_client
from ris_ls.lsp.convert import changes, position_encoding
from ris_ls.lsp.tokens import legend
from ris_ls.lsp.wire import Json
from ris_ls.lsp.workspace import OpenDocuments

_log = logging.getLogger(__name__)


class RisProtocol(LanguageServerProtocol):
    """The protocol as our server speaks it."""

    client: Client = Client()
    """What the client can do; known after `initialize`."""

    ended_well = False
    """Whether the client asked for a shutdown before it asked for the exit."""

    def __init__(self, server: Any, converter: Any) -> None:
        super().__init__(server, converter)
        self._writing: set[asyncio.Future[None]] = set()

    def open_documents(self) -> OpenDocuments:
        """Return the open documents. Raises RuntimeError before `initialize`.

        No property: pygls looks at each attribute of the protocol while it is being made.
        """
        workspace = self.workspace
        if not isinstance(workspace, OpenDocuments):
            raise RuntimeError("the client has not initialized the server yet")
        return workspace

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message; answer a request that cannot be read, so that nobody waits for it."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _send_data(self, data: Any) -> None:
        """Send a message; what of it is JSON already goes as it is."""
        result = getattr(data, "result", None)
        if isinstance(result, Json):
            self._write(f'{{"id":{json.dumps(data.id)},"result":{result.text},"jsonrpc":"2.0"}}')
        else:
            super()._send_data(data)

    def notify_json(self, method: str, params: Json) -> None:
        """Send a notification whose parameters are JSON already."""
        self._write(f'{{"method":"{method}","params":{params.text},"jsonrpc":"2.0"}}')

    def _write(self, body: str) -> None:
        if self.writer is None:
            _log.error("there is no client to write to")
            return
        data = body.encode("utf-8", "surrogatepass")
        if self._include_headers:
            data = b"Content-Length: %d\r\n\r\n%s" % (len(data), data)
        written = self.writer.write(data)
        if inspect.isawaitable(written):
            task = asyncio.ensure_future(written)
            self._writing.add(task)  # the event loop itself holds tasks only weakly
            task.add_done_callback(self._writing.discard)

    def handle_message(self, message: Any) -> None:
        """Hand a message on; answer requests that come before or after their time."""
        if isinstance(message, RPCRequest):
            early = self._workspace is None and message.method != types.INITIALIZE
            if early or self._shutdown:
                wrong = JsonRpcServerNotInitialized if early else JsonRpcInvalidRequest
                self._send_response(message.id, error=wrong().to_response_error())
                return
        super().handle_message(message)

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(
        self, params: types.InitializeParams
    ) -> Generator[Any, Any, types.InitializeResult]:
        """Answer with what the server can do, and put our documents in place of pygls's."""
        self.client = read_client(params.capabilities)
        result = yield from super().lsp_initialize(params)
        capabilities = result.capabilities
        encoding = position_encoding(
            capabilities.position_encoding or types.PositionEncodingKind.Utf16
        )
        self._workspace = OpenDocuments(_folders(params), encoding)
        if not self.client.pulls_diagnostics:
            capabilities.diagnostic_provider = None
        if not self.client.code_action_literals:
            # All our actions but one are edits, which such a client cannot take.
            capabilities.code_action_provider = None
        known = legend(self.client.token_types)
        if (tokens := capabilities.semantic_tokens_provider) is not None:
            tokens.legend = known
        if not known.token_types:
            capabilities.semantic_tokens_provider = None
        return result

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Make all changes of a notification at once, not one by one as pygls does.

        A plain function: pygls keeps a future of each notification that a generator handles.
        """
        identifier = params.text_document
        opened = self.open_documents().opened(identifier.uri)
        if opened is not None:
            batch = changes(params.content_changes)
            opened.change(batch, self.open_documents().encoding, identifier.version)
        handler = self.fm.features.get(types.TEXT_DOCUMENT_DID_CHANGE)
        if handler is not None:
            handler(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: types.DidCloseTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """End the work on a document before it is forgotten."""
        opened = self.open_documents().opened(params.text_document.uri)
        if opened is not None:
            opened.close()
        yield from super().lsp_text_document__did_close(params)

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    def lsp_workspace__execute_command(
        self, params: types.ExecuteCommandParams
    ) -> Generator[Any, Any, Any]:
        """Run a command; one that comes without arguments is told which it lacks.

        Of arguments that are left out, pygls checks nothing.
        """
        params.arguments = params.arguments or []
        return (yield from super().lsp_workspace__execute_command(params))

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> Generator[Any, Any, None]:
        """Exit; what the exit code has to be is read from ``ended_well`` afterwards."""
        self.ended_well = self._shutdown
        yield from super().lsp_exit(*args)


def _folders(params: types.InitializeParams) -> Sequence[types.WorkspaceFolder]:
    """Return the folders of the workspace; older clients name one only, in another place."""
    if params.workspace_folders or not params.root_uri:
        return params.workspace_folders or []
    return [types.WorkspaceFolder(params.root_uri, params.root_uri.rpartition("/")[2])]
