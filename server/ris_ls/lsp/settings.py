"""The settings as the editor holds them, for each open document."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from lsprotocol import types

from ris_ls.config.reading import from_mapping, in_editor
from ris_ls.config.settings import Settings
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.rules.registry import known

_log = logging.getLogger(__name__)

SECTION = "ris"

OTHERS = ("interpreter", "server", "trace")
"""Settings of the VS Code extension, which stand in the same section and are not ours."""

PATIENCE = 3.0
"""Seconds to wait for an editor's settings before going on without."""


def read_initial(server: RisServer) -> None:
    """Take the settings that came with `initialize`: what holds where the editor says nothing."""
    options, server.initial_options = server.initial_options, None
    if options is not None:
        server.initial_settings = _read(server, options)


def take_pushed(server: RisServer, settings: Any) -> None:
    """Take the settings that came with a notification, from a client that cannot be asked."""
    if not server.client.configuration:
        server.initial_settings = _read(server, settings)


async def fetch(server: RisServer, opened: OpenDocument | None = None) -> Settings:
    """Return the settings of a document: asked of the client, else those it sent.

    Without a document, those that hold for the workspace.
    """
    read_initial(server)  # a client may leave out `initialized`
    if not server.client.configuration:
        return server.initial_settings
    item = types.ConfigurationItem(scope_uri=opened.uri if opened else None, section=SECTION)
    answer = server.workspace_configuration_async(types.ConfigurationParams([item]))
    # As a task of its own: were it cancelled with its caller, pygls would fail on the answer.
    task = asyncio.ensure_future(answer)
    await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done() or task.cancelled() or task.exception() is not None:
        _log.warning("the editor did not say its settings; those it began with are used")
        return server.initial_settings
    values = task.result()
    if not values or values[0] is None:
        return server.initial_settings
    return _read(server, values[0])


def ask_to_be_told(server: RisServer) -> None:
    """Ask the client to say when settings change; VS Code says nothing unasked."""
    if server.client.registers_configuration:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
        registration = types.Registration(id=method, method=method, register_options=options)
        server.client_register_capability(types.RegistrationParams([registration]))


def _read(server: RisServer, values: Any) -> Settings:
    """Read settings, bare or under our section, and show each problem once."""
    if isinstance(values, Mapping) and SECTION in values:
        values = values[SECTION]
    settings, problems = from_mapping(values, known(), naming=in_editor, elsewhere=OTHERS)
    for problem in problems:
        server.show_once(f"RIS settings: {problem.message}")
    return settings
