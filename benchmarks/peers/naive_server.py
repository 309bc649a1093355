"""A server on pygls and rispy as one writes it first: all of the file is read anew after each key.

It reports records without a title and what rispy refuses, and offers and explains the tags.
"""

from __future__ import annotations

import rispy
from lsprotocol import types
from pygls.lsp.server import LanguageServer
from rispy.config import TAG_KEY_MAPPING

server = LanguageServer("naive", "1")


def look(uri: str, version: int) -> None:
    """Read the whole text with rispy, and send what is wrong with it."""
    text = server.workspace.get_text_document(uri).source
    problems = []
    try:
        for number, record in enumerate(rispy.loads(text)):
            if "title" not in record and "primary_title" not in record:
                problems.append(f"Record {number + 1} has no title")
    except (KeyError, TypeError, AttributeError) as error:
        problems.append(f"rispy fails: {error!r}")
    place = types.Range(types.Position(0, 0), types.Position(0, 2))
    diagnostics = [types.Diagnostic(place, problem) for problem in problems]
    server.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(uri, diagnostics, version)
    )


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def opened(params: types.DidOpenTextDocumentParams) -> None:
    """Look at the text."""
    look(params.text_document.uri, params.text_document.version)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def changed(params: types.DidChangeTextDocumentParams) -> None:
    """Look at all of the text again."""
    look(params.text_document.uri, params.text_document.version)


@server.feature(types.TEXT_DOCUMENT_COMPLETION)
def completion(_params: types.CompletionParams) -> list[types.CompletionItem]:
    """Offer all tags."""
    return [types.CompletionItem(tag, detail=name) for tag, name in TAG_KEY_MAPPING.items()]


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(params: types.HoverParams) -> types.Hover | None:
    """Say what rispy calls the tag of the line."""
    document = server.workspace.get_text_document(params.text_document.uri)
    name = TAG_KEY_MAPPING.get(document.lines[params.position.line][:2])
    return types.Hover(contents=name) if name else None


if __name__ == "__main__":
    server.start_io()
