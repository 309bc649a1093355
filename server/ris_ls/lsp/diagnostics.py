"""Diagnostics: answered where the client asks for them, sent to it where it cannot ask."""

from __future__ import annotations

import asyncio
import json
import secrets
from functools import partial
from itertools import count

from lsprotocol import types

from ris_ls.lsp import disk, memory, progress, project, settings
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import result_of
from ris_ls.lsp.wire import DiagnosticWriter, Json
from ris_ls.lsp.workspace import OpenDocument, Report

DEBOUNCE = 0.002
"""Seconds before diagnostics are worked out: several edits at once are one."""

GIVING_BACK = 1.0
"""Seconds after a document was closed: then nothing holds on to it any more."""

TOGETHER = 0.3
"""Seconds before other documents are told what an edit in one of them means for them."""

OPTIONS = types.DiagnosticOptions(
    inter_file_dependencies=True, workspace_diagnostics=False, identifier="ris"
)

_session = secrets.token_hex(4)
_numbers = count(1)


async def pull(
    server: RisServer, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport | Json:
    """Answer a request for the diagnostics of a document."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    await asyncio.sleep(DEBOUNCE)  # a completion is asked for right behind, and is shown at once
    report = await _report(server, opened)
    if params.previous_result_id == report.result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(report.result_id)
    return Json(f'{{"kind":"full","resultId":"{report.result_id}","items":{report.items.text}}}')


async def _report(server: RisServer, opened: OpenDocument) -> Report:
    """Return what is known of a document, under a new id when it differs from the last time."""
    analysis = await opened.analyser.result()
    if not analysis.complete:
        progress.follow(server, opened, partial(_tell_more, server, opened))
    last = opened.report
    if last is not None and last.analysis is analysis:
        return last
    if opened.writer is None:
        encoding = server.documents.encoding
        opened.writer = DiagnosticWriter(opened.uri, server.client, encoding)
    items = opened.writer.write(analysis)
    same = last is not None and last.items == items
    result_id = last.result_id if last is not None and same else f"{_session}-{next(_numbers)}"
    opened.report = Report(analysis, items, result_id)
    if any(map(_is_outdated, server.documents.all_open())):
        library_changed(server)
    return opened.report


def _tell_more(server: RisServer, opened: OpenDocument) -> None:
    """Tell the client that more is known than when it was told last."""
    _send(server, opened)
    _let_ask_again(server)
    if opened.following is None and server.client.refreshes_lenses:
        server.workspace_code_lens_refresh(None)  # all duplicates are known now


def document_opened(server: RisServer, params: types.DidOpenTextDocumentParams) -> None:
    """Fetch what is needed to look at a document."""
    opened = server.opened(params.text_document.uri)
    if opened is not None:
        if server.bookcase is not None:
            server.bookcase.document_opened(opened)
        _load(server, opened)
        _send(server, opened)


def document_changed(server: RisServer, params: types.DidChangeTextDocumentParams) -> None:
    """Send new diagnostics where they are not asked for."""
    opened = server.opened(params.text_document.uri)
    if opened is not None:
        _send(server, opened)
        if server.bookcase is not None:
            server.bookcase.document_changed(opened)


def document_saved(server: RisServer, params: types.DidSaveTextDocumentParams) -> None:
    """Look at the file on disk again, and at the settings where nobody tells that they changed."""
    opened = server.opened(params.text_document.uri)
    if opened is not None:
        if not server.client.watches_files:
            _load(server, opened)
            opened.analyser.restart()
        look_at_disk(server, opened)


def document_closed(server: RisServer, params: types.DidCloseTextDocumentParams) -> None:
    """Take back what was sent, and give back what memory a large document took."""
    if server.bookcase is not None:
        server.bookcase.document_closed(params.text_document.uri)
    asyncio.get_running_loop().call_later(GIVING_BACK, memory.give_back)
    if not server.client.pulls_diagnostics:
        uri = params.text_document.uri
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def settings_changed(server: RisServer, params: types.DidChangeConfigurationParams) -> None:
    """Take new settings of the editor."""
    settings.take_pushed(server, params.settings)
    load_all(server)


def watched_files_changed(server: RisServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Read again what changed: settings files, a baseline, the references of the workspace."""
    of_settings = [change for change in params.changes if project.is_about_settings(change.uri)]
    if server.bookcase is not None:
        server.bookcase.files_changed([c for c in params.changes if c not in of_settings])
    if of_settings:
        project.look_again(server)  # the documents that one holds for may be closed by now
        load_all(server)


def folders_changed(server: RisServer, _: types.DidChangeWorkspaceFoldersParams) -> None:
    """Look at the folders that the workspace has now: what holds for a document is there too."""
    load_all(server)


def library_changed(server: RisServer) -> None:
    """Tell more of those documents whose records belong together with others than were told."""
    if server.telling is None:
        loop = asyncio.get_running_loop()
        server.telling = loop.call_later(TOGETHER, _tell_changed, server)


def _tell_changed(server: RisServer) -> None:
    server.telling = None
    changed = list(filter(_is_outdated, server.documents.all_open()))
    for opened in changed:
        _send(server, opened)
    if changed:
        _let_ask_again(server)
    if server.client.refreshes_lenses and any(
        map(_has_outdated_lenses, server.documents.all_open())
    ):
        for opened in server.documents.all_open():
            opened.lenses = None
        server.workspace_code_lens_refresh(None)


def _is_outdated(opened: OpenDocument) -> bool:
    """Tell whether other records belong together with those of a document than was told."""
    report = opened.report
    return report is not None and report.analysis.stamp != opened.shelf.stamp


def _has_outdated_lenses(opened: OpenDocument) -> bool:
    return opened.lenses is not None and opened.lenses != opened.shelf.stamp


def load_all(server: RisServer) -> None:
    """Read the settings again, and look at all open documents and the workspace anew."""
    if server.bookcase is not None:
        server.bookcase.look_through()
    for opened in server.documents.all_open():
        _load(server, opened)
        opened.analyser.restart()
        _send(server, opened)
    _let_ask_again(server)
    if server.client.refreshes_hints:
        server.workspace_inlay_hint_refresh(None)
    if server.client.refreshes_lenses:
        server.workspace_code_lens_refresh(None)


def look_at_disk(server: RisServer, opened: OpenDocument) -> None:
    """Read the bytes on disk again, and tell the client when there is something new."""
    before = opened.on_disk
    looking = server.spawn(_reading(opened, opened.loading))
    if opened.file is None or not disk.is_large(opened.file):
        opened.loading = looking  # what is found waits for it
    looking.add_done_callback(lambda _: _compare(server, opened, before))


def _compare(server: RisServer, opened: OpenDocument, before: object) -> None:
    if opened.on_disk != before:
        opened.analyser.restart()
        _send(server, opened)
        _let_ask_again(server)


def _load(server: RisServer, opened: OpenDocument) -> None:
    opened.loading = server.spawn(_loading(server, opened, opened.loading))


async def _loading(
    server: RisServer, opened: OpenDocument, before: asyncio.Task[None] | None
) -> None:
    if before is not None:
        await asyncio.wait({before})  # so that the answer to the last question holds
    found = project.rulings(server, opened, await settings.fetch(server, opened))
    opened.settings, opened.accepted = found.settings, found.accepted
    if opened.file is not None and disk.is_large(opened.file):
        look_at_disk(server, opened)
    else:
        await _reading(opened, None)


async def _reading(opened: OpenDocument, before: asyncio.Task[None] | None) -> None:
    if before is not None:
        await asyncio.wait({before})
    file = opened.file
    steps = disk.findings(file, opened.settings, opened.accepted) if file is not None else None
    opened.on_disk = await result_of(steps) if steps is not None else ()


def _let_ask_again(server: RisServer) -> None:
    if server.client.pulls_diagnostics and server.client.refreshes_diagnostics:
        server.workspace_diagnostic_refresh(None)


def _send(server: RisServer, opened: OpenDocument) -> None:
    """Send the diagnostics of a document to a client that does not ask, once it is quiet."""
    if server.client.pulls_diagnostics:
        return
    if opened.sending is not None:
        opened.sending.cancel()
    opened.sending = server.spawn(_sending(server, opened))


async def _sending(server: RisServer, opened: OpenDocument) -> None:
    await asyncio.sleep(DEBOUNCE)
    report = await _report(server, opened)
    version = "null" if opened.version is None else opened.version
    server.protocol.notify_json(
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS,
        Json(
            f'{{"uri":{json.dumps(opened.uri)},"version":{version},'
            f'"diagnostics":{report.items.text}}}'
        ),
    )
