"""The language server: which function answers which request."""

from __future__ import annotations

import logging
import os
import sys
from functools import partial
from typing import BinaryIO

from lsprotocol import types

from ris_ls.lsp import (
    actions,
    commands,
    diagnostics,
    duplicates,
    finding,
    ledger,
    project,
    requests,
    search,
    settings,
)
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.library import Bookcase
from ris_ls.lsp.tokens import legend


def create_server() -> RisServer:
    """Return a server that knows all requests and waits for a client.

    To embed it, give ``server.protocol.set_writer`` something to write to and hand each message
    to ``server.protocol.handle_message``, inside a running event loop.
    """
    server = RisServer()
    server.bookcase = Bookcase(server, partial(diagnostics.library_changed, server))
    feature = server.feature

    feature(types.INITIALIZE)(_initialize)
    feature(types.INITIALIZED)(_initialized)
    feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(diagnostics.settings_changed)

    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(diagnostics.watched_files_changed)
    feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(diagnostics.folders_changed)

    feature(types.TEXT_DOCUMENT_DID_OPEN)(diagnostics.document_opened)
    feature(types.TEXT_DOCUMENT_DID_CHANGE)(diagnostics.document_changed)
    feature(types.TEXT_DOCUMENT_DID_SAVE)(diagnostics.document_saved)
    feature(types.TEXT_DOCUMENT_DID_CLOSE)(diagnostics.document_closed)
    feature(types.TEXT_DOCUMENT_DIAGNOSTIC, diagnostics.OPTIONS)(diagnostics.pull)

    feature(types.TEXT_DOCUMENT_CODE_ACTION, actions.OPTIONS)(actions.actions)
    feature(types.CODE_ACTION_RESOLVE)(actions.resolve)
    server.command(commands.MEND_FILE)(commands.mend_file)
    server.command(duplicates.GO_TO)(duplicates.go_to)
    feature(duplicates.COMPARE)(duplicates.compare)
    server.command(project.LEAVE_OUT)(commands.leave_out)
    server.command(commands.SHOW_REFERENCE)(commands.show_reference)

    feature(ledger.LEDGER)(ledger.ledger)

    feature(types.TEXT_DOCUMENT_DEFINITION)(finding.definition)
    feature(types.TEXT_DOCUMENT_REFERENCES)(finding.references)
    feature(types.WORKSPACE_SYMBOL)(search.workspace_symbols)

    feature(types.TEXT_DOCUMENT_FORMATTING)(requests.formatting)
    feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)(requests.range_formatting)
    on_type = types.DocumentOnTypeFormattingOptions(first_trigger_character=requests.NEW_LINE)
    feature(types.TEXT_DOCUMENT_ON_TYPE_FORMATTING, on_type)(requests.on_type_formatting)
    # No character opens the list by itself: behind "KW  - " it would take the next Enter.
    feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions())(requests.completion)
    feature(types.TEXT_DOCUMENT_HOVER)(requests.hover)
    feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(requests.document_symbols)
    feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(requests.folding_ranges)
    feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, types.DocumentLinkOptions())(requests.document_links)
    feature(types.TEXT_DOCUMENT_INLAY_HINT)(requests.inlay_hints)
    lens_options = types.CodeLensOptions(resolve_provider=True)
    feature(types.TEXT_DOCUMENT_CODE_LENS, lens_options)(requests.code_lenses)
    feature(types.CODE_LENS_RESOLVE)(requests.resolve_lens)
    feature(types.TEXT_DOCUMENT_SELECTION_RANGE)(requests.selection_ranges)
    feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(requests.document_highlights)
    tokens = legend()  # the client is told of those alone that it knows
    feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, tokens)(requests.semantic_tokens)
    feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, tokens)(requests.semantic_tokens_delta)
    feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, tokens)(requests.semantic_tokens_range)
    return server


def _initialize(server: RisServer, params: types.InitializeParams) -> None:
    server.initial_options = params.initialization_options


def _initialized(server: RisServer, _params: types.InitializedParams) -> None:
    # Not before the answer: to know what settings may name takes all rules, and time to load them.
    settings.read_initial(server)
    settings.ask_to_be_told(server)
    project.watch(server)
    if server.bookcase is not None:
        server.bookcase.look_through()


def serve(port: int | None = None) -> int:
    """Serve one client until it ends the session: on stdin and stdout, or on a local port.

    Returns the exit code that the protocol asks for: 0 after a shutdown, else 1. Raises OSError
    when the port cannot be had.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("pygls").setLevel(logging.ERROR)  # it warns of all that it does not handle
    server = create_server()
    if port is not None:
        logging.getLogger("pygls.server").setLevel(logging.INFO)  # it says when it listens
        server.start_tcp("127.0.0.1", port)
    else:
        server.start_io(*_own_streams())
    return 0 if server.protocol.ended_well else 1


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout for the protocol alone: what is printed goes to stderr from here on.

    A stray print would otherwise end up inside a message and end the session.
    """
    reading = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    writing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return reading, writing
