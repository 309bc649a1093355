"""Our dataclasses as protocol types and back: the only place that does this."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit

from lsprotocol import types

from ris_ls.features.hover import Hover
from ris_ls.lsp.client import Client
from ris_ls.lsp.documentation import href
from ris_ls.rules.model import Finding, Related, Severity
from ris_ls.text import Change, Document, Edit, Position, PositionEncoding, Span

HEAD = len("TY  - JOUR")
"""So much of the first line of a record in whatever file is shown when it is meant."""

MAX_DIAGNOSTICS = 1000
"""VS Code shows no more for one file."""

SOURCE = "ris"
"""What stands beside the message of a diagnostic."""

SEVERITY: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}


# -- from the client ------------------------------------------------------------------------------


def position_encoding(
    negotiated: types.PositionEncodingKind | str,
) -> PositionEncoding:
    """Return what a column counts in our terms; UTF-16, as the protocol says, when unknown."""
    value = negotiated.value if isinstance(negotiated, types.PositionEncodingKind) else negotiated
    return "utf-8" if value == "utf-8" else "utf-32" if value == "utf-32" else "utf-16"


def changes(events: Iterable[types.TextDocumentContentChangeEvent]) -> list[Change]:
    """Return a batch of changes as the document takes them."""
    return [
        Change(_place(event.range.start), _place(event.range.end), event.text)
        if isinstance(event, types.TextDocumentContentChangePartial)
        else Change(None, None, event.text)
        for event in events
    ]


def _place(position: types.Position) -> Position:
    return Position(position.line, position.character)


class Converter:
    """Converts places in one text. ``encoding`` is what was agreed on with the client."""

    def __init__(self, text: Document, encoding: PositionEncoding) -> None:
        self.text = text
        self.encoding: PositionEncoding = encoding

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; one outside of the text gives the nearest inside."""
        return self.text.offset_at(_place(position), self.encoding)

    def span(self, range_: types.Range) -> Span:
        """Return the span of a range; empty, at its start, when it ends before it starts."""
        start = self.offset(range_.start)
        return Span(start, max(start, self.offset(range_.end)))

    # -- to the client ----------------------------------------------------------------------------

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset."""
        place = self.text.position_at(offset, self.encoding)
        return types.Position(place.line, place.column)

    def range(self, span: Span) -> types.Range:
        """Return the range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def edits(self, edits: Iterable[Edit]) -> list[types.TextEdit]:
        """Return edits of this text."""
        return [types.TextEdit(self.range(Span(edit.start, edit.end)), edit.text) for edit in edits]

    def diagnostic(self, finding: Finding, uri: str, client: Client) -> types.Diagnostic:
        """Return one finding as a diagnostic, with as much beside it as the client shows."""
        link = href(finding.code) if client.code_descriptions else None
        unnecessary = types.DiagnosticTag.Unnecessary
        return types.Diagnostic(
            range=self.range(finding.span),
            message=finding.message,
            severity=SEVERITY[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(link) if link else None,
            source=SOURCE,
            tags=[unnecessary]
            if finding.unnecessary and unnecessary in client.diagnostic_tags
            else None,
            related_information=[
                types.DiagnosticRelatedInformation(self._location(related, uri), related.message)
                for related in finding.related
            ]
            if client.related_information and finding.related
            else None,
        )

    def _location(self, related: Related, uri: str) -> types.Location:
        """Return where another place of a finding is, in this document or in another file."""
        holding = related.holding
        if holding is None:
            return types.Location(uri, self.range(related.span))
        line = holding.shelf.line(holding)
        start, end = types.Position(line, 0), types.Position(line, HEAD)
        return types.Location(holding.shelf.uri, types.Range(start, end))

    def more(self, count: int) -> types.Diagnostic:
        """Return a diagnostic that tells how many more there are than are shown."""
        return types.Diagnostic(
            range=self.range(Span(0, len(self.text.line_at(0)[1]))),
            message=(
                f"This file has {count:,} more problems, none more severe than those shown. Mend "
                "some of these and the next ones appear, or list all of them with `ris-ls check`."
            ),
            severity=types.DiagnosticSeverity.Information,
            source=SOURCE,
        )

    def hover(self, hover: Hover, client: Client) -> types.Hover:
        """Return an explanation, without its markup for a client that shows plain text."""
        content = (
            types.MarkupContent(types.MarkupKind.Markdown, hover.markdown)
            if client.markdown_hover
            else types.MarkupContent(types.MarkupKind.PlainText, plain(hover.markdown))
        )
        return types.Hover(content, self.range(hover.span))

    def workspace_edit(
        self, edits: Iterable[Edit], uri: str, version: int | None, client: Client
    ) -> types.WorkspaceEdit:
        """Return edits of this text as an edit of the workspace, bound to its version if it may.

        An editor refuses a bound edit when the document has changed since.
        """
        if client.versioned_edits:
            document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
            made = types.TextDocumentEdit(document, self.edits(edits))
            return types.WorkspaceEdit(document_changes=[made])
        return types.WorkspaceEdit(changes={uri: self.edits(edits)})


_DRIVE = re.compile(r"[A-Za-z]:/")


def path_uri(path: str, uri: str) -> str:
    """Return the URI of a file that a document names, as seen from the folder of the document.

    Empty for a document that lies in no folder. A path may be one of Windows on any machine.
    """
    path = path.replace("\\", "/")
    if _DRIVE.match(path):
        return f"file:///{quote(path, safe='/:')}"
    if path.startswith("//"):
        return f"file:{quote(path)}"
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return ""
    return urljoin(f"file://{parts.netloc}{parts.path}", quote(path))


_PLACE = re.compile(r"\$\{\d+(?::((?:[^}\\]|\\.)*))?\}|\$\d+|\\([\\$}])")


def without_places(snippet: str) -> str:
    """Return the text of a snippet without its places to fill in, what stands in them kept."""
    return _PLACE.sub(lambda match: _PLACE.sub(r"\2", match[1] or "") or match[2] or "", snippet)


_MARKUP = re.compile(
    r"(?m)^#{1,6} +|\*+|`|\\([\\`*_{}\[\]()#+.!|<>~&-])|\[((?:[^\\\]]|\\.)+)\]\(<[^<>]*>\)"
)


def plain(markdown: str) -> str:
    """Return a text without the signs that Markdown shows as something else; links are words."""
    return _MARKUP.sub(lambda match: match[1] or plain(match[2] or ""), markdown)
