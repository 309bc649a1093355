"""An editor for tests: a real client that talks to a real server, in any of its dialects."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

from cattrs import Converter
from lsprotocol import converters, types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

CLIENTS = Path(__file__).parent / "clients"
SERVER = [sys.executable, "-m", "ris_ls", "serve"]
TIMEOUT = 30.0

ENCODINGS = ("utf-16", "utf-8", "utf-32")
DIALECTS = tuple(f"{mode} {encoding}" for mode in ("pull", "push") for encoding in ENCODINGS)
"""How diagnostics travel, and what a column counts."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_converter = converters.get_converter()


def _client_converter() -> Converter:
    """Return pygls's converter, with one mend: an action that holds a command is no command."""

    def action_or_command(value: Any, _: object) -> types.CodeAction | types.Command:
        if isinstance(value.get("command"), str):
            return converter.structure(value, types.Command)
        return converter.structure(value, types.CodeAction)

    converter: Converter = default_converter()  # type: ignore[no-untyped-call]
    # Named as lsprotocol names it, so that it takes the place of its hook.
    either = Union[types.Command, types.CodeAction]  # noqa: UP007
    converter.register_structure_hook(either, action_or_command)
    return converter


def recorded(name: str) -> types.ClientCapabilities:
    """Return the capabilities that a real editor sent; its file says which editor."""
    data = json.loads((CLIENTS / f"{name}.json").read_text(encoding="utf-8"))
    return _converter.structure(data["capabilities"], types.ClientCapabilities)


def speaking(dialect: str) -> types.ClientCapabilities:
    """Return VS Code's capabilities, changed to speak a dialect."""
    mode, encoding = dialect.split()
    capabilities = recorded("vscode-1.100")
    assert capabilities.general is not None
    assert capabilities.text_document is not None
    capabilities.general.position_encodings = [types.PositionEncodingKind(encoding)]
    if mode == "push":
        capabilities.text_document.diagnostic = None
    return capabilities


def columns(text: str, encoding: str) -> int:
    """Return how many columns a text takes."""
    if encoding == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass")) if encoding == "utf-8" else len(text)


@dataclass
class Shown:
    """A document as the editor shows it."""

    uri: str
    text: str
    version: int = 1


class Editor(LanguageClient):
    """A client that keeps the text of its documents and waits for what it asked."""

    def __init__(self) -> None:
        super().__init__(converter_factory=_client_converter)
        features = {**DEFAULT_CLIENT_FEATURES}
        features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = _published
        features[types.CLIENT_REGISTER_CAPABILITY] = _registered
        features[types.WORKSPACE_INLAY_HINT_REFRESH] = _hints_to_be_asked_for
        features[types.WORKSPACE_CODE_LENS_REFRESH] = _lenses_to_be_asked_for
        register_lsp_features(self, features)
        self.registered: list[types.Registration] = []
        self.published: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.session: types.InitializeResult | None = None
        self.inlay_hint_refresh_count = 0
        self.lens_refresh_count = 0
        self._open: dict[str, Shown] = {}

    # -- the session ------------------------------------------------------------------------------

    async def begin(
        self, capabilities: types.ClientCapabilities, options: Any = None
    ) -> types.ServerCapabilities:
        """Initialize the server."""
        params = types.InitializeParams(capabilities=capabilities, initialization_options=options)
        self.session = await asyncio.wait_for(self.initialize_session(params), TIMEOUT)
        return self.session.capabilities

    @property
    def encoding(self) -> str:
        """What a column counts, as agreed."""
        assert self.session is not None
        agreed = self.session.capabilities.position_encoding
        return agreed.value if isinstance(agreed, types.PositionEncodingKind) else str(agreed)

    @property
    def pulls(self) -> bool:
        """Whether diagnostics are asked for."""
        assert self.session is not None
        return self.session.capabilities.diagnostic_provider is not None

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        for _ in range(int(TIMEOUT / 0.01)):
            if condition():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"waited in vain for {what}")

    # -- documents --------------------------------------------------------------------------------

    def open(self, uri: str, text: str) -> Shown:
        """Open a document."""
        item = types.TextDocumentItem(uri=uri, language_id="ris", version=1, text=text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        shown = self._open[uri] = Shown(uri, text)
        return shown

    def change(self, shown: Shown, *changes: tuple[int, int, str]) -> None:
        """Make changes in one batch; the offsets of each count from the text before it."""
        events: list[types.TextDocumentContentChangeEvent] = []
        for start, end, new in changes:
            range_ = self.range(shown, start, end)
            events.append(types.TextDocumentContentChangePartial(range=range_, text=new))
            shown.text = shown.text[:start] + new + shown.text[end:]
        self._changed(shown, events)

    def replace(self, shown: Shown, text: str) -> None:
        """Send a whole new text."""
        shown.text = text
        self._changed(shown, [types.TextDocumentContentChangeWholeDocument(text=text)])

    def _changed(self, shown: Shown, events: list[types.TextDocumentContentChangeEvent]) -> None:
        shown.version += 1
        identifier = types.VersionedTextDocumentIdentifier(uri=shown.uri, version=shown.version)
        self.text_document_did_change(types.DidChangeTextDocumentParams(identifier, events))

    def save(self, shown: Shown) -> None:
        """Say that a document was saved."""
        self.text_document_did_save(types.DidSaveTextDocumentParams(_identifier(shown)))

    def close(self, shown: Shown) -> None:
        """Close a document."""
        self.text_document_did_close(types.DidCloseTextDocumentParams(_identifier(shown)))
        self._open.pop(shown.uri, None)

    def close_all(self) -> None:
        """Close every document that is still open."""
        for shown in tuple(self._open.values()):
            self.close(shown)

    # -- places -----------------------------------------------------------------------------------

    def position(self, shown: Shown, offset: int) -> types.Position:
        """Return the position of an offset, worked out from the text alone."""
        before = shown.text[:offset]
        ends = [match.end() for match in _LINE_END.finditer(shown.text) if match.end() <= offset]
        start = ends[-1] if ends else 0
        return types.Position(len(ends), columns(before[start:], self.encoding))

    def range(self, shown: Shown, start: int, end: int) -> types.Range:
        """Return the range between two offsets."""
        return types.Range(self.position(shown, start), self.position(shown, end))

    def range_of(self, shown: Shown, part: str) -> types.Range:
        """Return the range of the first place where the text holds ``part``."""
        at = shown.text.index(part)
        return self.range(shown, at, at + len(part))

    def offset(self, shown: Shown, position: types.Position) -> int:
        """Return the offset of a position; it must be one of the text."""
        starts = [0, *(match.end() for match in _LINE_END.finditer(shown.text))]
        start = starts[position.line]
        line = _LINE_END.split(shown.text[start:], maxsplit=1)[0]
        for index in range(len(line) + 1):
            if columns(line[:index], self.encoding) == position.character:
                return start + index
        raise AssertionError(f"{position} is no place in {line!r}")

    def applied(self, shown: Shown, edits: Iterable[types.TextEdit]) -> str:
        """Return the text after edits, which must not overlap."""
        ordered = sorted(
            (
                (self.offset(shown, each.range.start), self.offset(shown, each.range.end), each)
                for each in edits
            ),
            key=lambda entry: entry[:2],
        )
        text, at = "", 0
        for start, end, edit in ordered:
            assert at <= start <= end, "edits overlap"
            text += shown.text[at:start] + edit.new_text
            at = end
        return text + shown.text[at:]

    # -- requests ---------------------------------------------------------------------------------

    async def pull(
        self, shown: Shown, previous: str | None = None
    ) -> types.DocumentDiagnosticReport:
        """Ask for diagnostics."""
        params = types.DocumentDiagnosticParams(_identifier(shown), previous_result_id=previous)
        return await asyncio.wait_for(self.text_document_diagnostic_async(params), TIMEOUT)

    async def all_found(self, shown: Shown) -> list[types.Diagnostic]:
        """Return the diagnostics of the present version, however they travel."""
        if self.pulls:
            report = await self.pull(shown)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return list(report.items)

        def current() -> bool:
            sent = self.published.get(shown.uri, [])
            return bool(sent) and sent[-1].version == shown.version

        await self.until(current, f"diagnostics of version {shown.version}")
        return list(self.published[shown.uri][-1].diagnostics)

    async def until_found(self, shown: Shown, message: str) -> list[types.Diagnostic]:
        """Return the diagnostics once one of them says something, in a large document say."""
        for _ in range(int(TIMEOUT / 0.1)):
            found = await self.all_found(shown)
            if any(message in each.message for each in found):
                return found
            await asyncio.sleep(0.1)
        raise AssertionError(f"waited in vain for {message!r}")

    async def found(self, shown: Shown, code: str) -> list[types.Diagnostic]:
        """Return the diagnostics with a code."""
        return [each for each in await self.all_found(shown) if each.code == code]

    async def actions(
        self,
        shown: Shown,
        range_: types.Range,
        *,
        only: list[str] | None = None,
        diagnostics: list[types.Diagnostic] | None = None,
        trigger: types.CodeActionTriggerKind | None = None,
    ) -> list[types.CodeAction]:
        """Ask what can be done."""
        context = types.CodeActionContext(diagnostics or [], only=only, trigger_kind=trigger)
        params = types.CodeActionParams(_identifier(shown), range_, context)
        found = await asyncio.wait_for(self.text_document_code_action_async(params), TIMEOUT)
        assert all(isinstance(each, types.CodeAction) for each in found or [])
        return [each for each in found or [] if isinstance(each, types.CodeAction)]

    def edits(self, shown: Shown, action: types.CodeAction) -> list[types.TextEdit]:
        """Return the text edits of an action; they must be for this document and version."""
        assert action.edit is not None
        if action.edit.document_changes is not None:
            (made,) = action.edit.document_changes
            assert isinstance(made, types.TextDocumentEdit)
            assert made.text_document.uri == shown.uri
            assert made.text_document.version == shown.version
            return [each for each in made.edits if isinstance(each, types.TextEdit)]
        assert action.edit.changes is not None
        return list(action.edit.changes[shown.uri])

    async def run(self, command: str, *arguments: Any) -> Any:
        """Have the server run a command."""
        params = types.ExecuteCommandParams(command, list(arguments))
        return await asyncio.wait_for(self.workspace_execute_command_async(params), TIMEOUT)


def _identifier(shown: Shown) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(shown.uri)


def _published(client: Editor, params: types.PublishDiagnosticsParams) -> None:
    client.published.setdefault(params.uri, []).append(params)


def _hints_to_be_asked_for(client: Editor, _: None) -> None:
    client.inlay_hint_refresh_count += 1


def _lenses_to_be_asked_for(client: Editor, _: None) -> None:
    client.lens_refresh_count += 1


def _registered(client: Editor, params: types.RegistrationParams) -> None:
    client.registered.extend(params.registrations)
