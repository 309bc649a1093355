"""The capability matrix: each request, as each recorded editor can take its answer.

Real editors' capabilities are in `clients/`. For each of them, every request and command that the
server knows is sent over a damaged document, and `takes.py` says what that editor could not take of
the answers, and of what came unasked. The same is done for VS Code with one capability taken out at
a time: all that `ris_ls/lsp/client.py` reads, and all that stands around these.

A new request has to be added in two places, and tests fail until it is:

- `REQUESTS`: what to send, from the answers to the requests above it;
- `ANSWERS` in `takes.py`: what of the protocol is optional in the answer.

A new command goes to `COMMANDS`, a new field of `Client` to `WITHOUT`, a new feature that people
know by a name to `scripts/docs_pages/editors.py`, which makes `docs/editors.md`.
"""

from __future__ import annotations

import asyncio
import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from cattrs.errors import ClassValidationError
from lsprotocol import converters, types

from ris_ls.lsp import progress, slices
from ris_ls.lsp.client import Client, read_client
from ris_ls.lsp.server import create_server
from tests.lsp.editor import CLIENTS
from tests.lsp.takes import ANSWERS, SENT, Capabilities, announced, out_of_place
from tests.lsp.wired import WiredEditor

EDITORS = ("vscode-1.100", "neovim-0.7", "emacs-28")

TEXT = (
    "TY  - JOUR\nAU - Doé 𝒳, Jane   \nAU  - Roe, 😀\u2028Ann\nTI  - 😀 One <i>title</i>\rKW  - a\n"
    "SP  - 11-19\nKW  - 𝒳; b\nKW  - c\nKW  - a\nKW  -\nC1  -\nPY  - 2020\n\n"
    "DO  - doi:10.5555/12345678\r\nL1  - a b/𝒳.pdf\nER  -\n\n\n"
    "ty - book\nti - Lower case\ner -\n"
    "TY  - JOUR\nTI  - No end\nDO  - 10.5555/12345678\n"
    "TY - JOUR TI - Collapsed 😀 record AU - Doe, Jane PY - 2019 JO - J Tests VL - 3 ER -\n"
    "prose that belongs nowhere\n\nT\n"
)
LINE_END = re.compile(r"\r\n|\n|\r")
LINES = LINE_END.split(TEXT)

Params = dict[str, Any]


def capabilities_of(editor: str) -> Capabilities:
    recorded = json.loads((CLIENTS / f"{editor}.json").read_text(encoding="utf-8"))
    found: Capabilities = recorded["capabilities"]
    return found


VS_CODE = capabilities_of("vscode-1.100")
VS_CODE["experimental"] = {"commands": ["ris.compareRecords"]}
"""What our extension for it announces besides."""


@dataclass
class Transcript:
    """All that a client was sent in one session."""

    uri: str
    capabilities: Capabilities
    offered: dict[str, Any] = field(default_factory=dict)
    """What the server said that it can do."""
    answers: dict[str, list[Any]] = field(default_factory=dict)
    """By request; of commands by their names."""
    sent: list[dict[str, Any]] = field(default_factory=list)

    def first(self, method: str) -> Any:
        return self.answers[method][0]

    def unasked(self, method: str) -> list[Any]:
        return [each.get("params") for each in self.sent if each["method"] == method]

    def registered(self) -> set[str]:
        every = self.unasked("client/registerCapability")
        return {each["method"] for params in every for each in params["registrations"]}

    def diagnostics(self) -> list[Any]:
        """Return the diagnostics of the document as it was opened, however they came."""
        if "textDocument/diagnostic" in self.answers:
            items: list[Any] = self.first("textDocument/diagnostic")["items"]
            return items
        sent = self.unasked("textDocument/publishDiagnostics")
        return next(each["diagnostics"] for each in sent if each["uri"] == self.uri)


def document(told: Transcript) -> Params:
    return {"textDocument": {"uri": told.uri}}


def whole(told: Transcript) -> Params:
    end = {"line": len(LINES) - 1, "character": 0}
    return {**document(told), "range": {"start": {"line": 0, "character": 0}, "end": end}}


def cursor(told: Transcript, line: int, character: int) -> Params:
    place = {"line": line, "character": character}
    return {**document(told), "range": {"start": place, "end": place}}


def at(line: int, character: int) -> Callable[[Transcript], list[Params]]:
    """Return what to send of a position."""
    position = {"line": line, "character": character}
    return lambda told: [{**document(told), "position": position}]


def once(params: Callable[[Transcript], Params]) -> Callable[[Transcript], list[Params]]:
    return lambda told: [params(told)]


LAYOUT = {"options": {"tabSize": 2, "insertSpaces": True}}
ENTERED = LINES.index("")
"""A line within a record that is empty, as after Enter."""
COLLAPSED = next(n for n, line in enumerate(LINES) if "Collapsed" in line)
DOI = next(n for n, line in enumerate(LINES) if line.startswith("DO  - "))
PAGES = LINES.index("SP  - 11-19")
LAST = len(LINES) - 2

REQUESTS: dict[str, tuple[str, Callable[[Transcript], list[Params]]]] = {
    "textDocument/diagnostic": ("diagnosticProvider", once(document)),
    "textDocument/completion": (
        "completionProvider",
        # A tag, a type, and a whole record.
        lambda told: [
            *at(LAST, 1)(told),
            *at(0, 6)(told),
            *at(LINES.index("ER  -") + 2, 0)(told),
        ],
    ),
    "textDocument/hover": (
        "hoverProvider",
        # A tag, a value, a damaged one, a collapsed record.
        lambda told: [*at(0, 1)(told), *at(1, 8)(told), *at(0, 8)(told), *at(COLLAPSED, 1)(told)],
    ),
    "textDocument/definition": ("definitionProvider", at(DOI, 12)),
    "textDocument/references": (
        "referencesProvider",
        lambda told: [{**at(DOI, 12)(told)[0], "context": {"includeDeclaration": True}}],
    ),
    "workspace/symbol": ("workspaceSymbolProvider", lambda _: [{"query": "title"}]),
    "textDocument/documentSymbol": ("documentSymbolProvider", once(document)),
    "textDocument/foldingRange": ("foldingRangeProvider", once(document)),
    "textDocument/documentLink": ("documentLinkProvider", once(document)),
    "textDocument/inlayHint": ("inlayHintProvider", once(whole)),
    "textDocument/codeLens": ("codeLensProvider", once(document)),
    "codeLens/resolve": ("codeLensProvider", lambda told: told.first("textDocument/codeLens")),
    "textDocument/selectionRange": (
        "selectionRangeProvider",
        lambda told: [
            {**document(told), "positions": [{"line": 1, "character": 8}]},
        ],
    ),
    "textDocument/documentHighlight": ("documentHighlightProvider", at(1, 8)),
    "textDocument/semanticTokens/full": ("semanticTokensProvider", once(document)),
    "textDocument/semanticTokens/full/delta": (
        "semanticTokensProvider",
        lambda told: [
            {
                **document(told),
                "previousResultId": told.first("textDocument/semanticTokens/full")["resultId"],
            }
        ],
    ),
    "textDocument/semanticTokens/range": ("semanticTokensProvider", once(whole)),
    "textDocument/codeAction": (
        "codeActionProvider",
        lambda told: [
            {**whole(told), "context": {"diagnostics": []}},
            {**whole(told), "context": {"diagnostics": told.diagnostics(), "only": ["quickfix"]}},
            {**whole(told), "context": {"diagnostics": [], "only": ["source"]}},
            {**cursor(told, 0, 1), "context": {"diagnostics": [], "only": ["refactor"]}},
            {**cursor(told, PAGES, 7), "context": {"diagnostics": []}},
        ],
    ),
    "codeAction/resolve": (
        "codeActionProvider",
        lambda told: [
            action
            for some in told.answers["textDocument/codeAction"]
            for action in some
            if "edit" not in action and "command" not in action
        ],
    ),
    "textDocument/formatting": (
        "documentFormattingProvider",
        lambda told: [{**document(told), **LAYOUT}],
    ),
    "textDocument/rangeFormatting": (
        "documentRangeFormattingProvider",
        lambda told: [{**whole(told), **LAYOUT}],
    ),
    "textDocument/onTypeFormatting": (
        "documentOnTypeFormattingProvider",
        lambda told: [{**at(ENTERED, 0)(told)[0], "ch": "\n", **LAYOUT}],
    ),
    "ris/ledger": ("", once(document)),
    "ris/compare": (
        "",
        lambda told: [
            {side: {"uri": told.uri, "line": line} for side, line in (("left", 0), ("right", DOI))}
        ],
    ),
}
"""For each request the server capability that it belongs to, and what to send.

An editor is asked to show nothing that the server did not offer it."""

COMMANDS = ("ris.showReference", "ris.goTo", "ris.leaveOut", "ris.mendFile")
"""They are called as the server offered them, in lenses and code actions, each once."""


def called(told: Transcript) -> Iterator[Params]:
    offers = [*told.answers["codeLens/resolve"]]
    for answer in told.answers.get("textDocument/codeAction", []):
        offers.extend(answer)
    for name in COMMANDS:
        commands = (each.get("command") or {} for each in offers)
        for command in islice((each for each in commands if each.get("command") == name), 1):
            yield {"command": name, "arguments": command["arguments"]}


NOT_FROM_ALL = {"codeAction/resolve"}
"""Requests that some clients have no reason to send."""


async def transcript(capabilities: Capabilities, folder: Path) -> Transcript:
    """Have a client with some capabilities open the document and ask for everything.

    The document lies in a new folder in ``folder``.
    """
    file = Path(mkdtemp(dir=folder)) / "a.ris"
    file.write_bytes(TEXT.encode("utf-8-sig"))
    told = Transcript(file.as_uri(), capabilities)
    client = WiredEditor()
    told.sent = client.sent
    begun = await client.ask("initialize", {"processId": None, "capabilities": capabilities})
    told.answers["initialize"] = [begun]
    told.offered = begun["capabilities"]
    client.tell("initialized", {})
    item = {"uri": told.uri, "languageId": "ris", "version": 1, "text": TEXT}
    client.tell("textDocument/didOpen", {"textDocument": item})
    if "diagnosticProvider" not in told.offered:
        await client.until_sent("textDocument/publishDiagnostics")
    for method, (provider, params) in REQUESTS.items():
        if not provider or provider in told.offered:
            told.answers[method] = [await client.ask(method, each) for each in params(told)]
    for command in list(called(told)):
        answer = await client.ask("workspace/executeCommand", command)
        told.answers[command["command"]] = [answer]
    client.tell("workspace/didChangeConfiguration", {"settings": {"ris": {"select": ["RIS1"]}}})
    await asyncio.sleep(0.02)
    for method in ("textDocument/diagnostic", "textDocument/hover"):
        provider, params = REQUESTS[method]
        if provider in told.offered:  # behind this, all is told that the new settings mean
            await client.ask(method, params(told)[0])
    client.tell("textDocument/didClose", {"textDocument": {"uri": told.uri}})
    await client.ask("shutdown", None)
    return told


def complaints(told: Transcript) -> Iterator[str]:
    """Yield all that the client could not take."""
    encoding = told.offered["positionEncoding"]
    for method, answers in told.answers.items():
        check = ANSWERS["workspace/executeCommand" if method in COMMANDS else method]
        for answer in answers:
            yield from (f"{method}: {what}" for what in check(answer, told.capabilities))
            misplaced = out_of_place(answer, told.uri, LINES, encoding)
            yield from (f"{method}: {what}" for what in misplaced)
    for name in ("full", "range"):
        for answer in told.answers.get(f"textDocument/semanticTokens/{name}", []):
            yield from coloured(told, answer["data"], encoding)
    for each in told.sent:
        method, params = each["method"], each.get("params")
        yield from (f"{method}: {what}" for what in SENT[method](params, told.capabilities))
        misplaced = out_of_place(params, told.uri, LINES, encoding)
        yield from (f"{method}: {what}" for what in misplaced)


def coloured(told: Transcript, data: list[int], encoding: str) -> Iterator[str]:
    """Yield what is wrong with semantic tokens: none of the legend, across lines or each other."""
    numbers = iter(data)
    legend = told.offered["semanticTokensProvider"]["legend"]["tokenTypes"]
    line = start = end = 0
    while token := tuple(islice(numbers, 5)):
        below, along, length, kind, modifiers = token
        line, start = line + below, along if below else start + along
        if (not below and start < end) or kind >= len(legend) or modifiers:
            yield f"token {token}"
        end = start + length
        ends = {"line": line, "character": start}, {"line": line, "character": end}
        yield from (f"token {what}" for what in out_of_place(list(ends), "", LINES, encoding))


# -- each editor as it is -------------------------------------------------------------------------


def test_every_request_and_command_has_a_row() -> None:
    manager = create_server().protocol.fm
    requests = {method for method in manager.features if not _is_notification(method)}
    assert REQUESTS.keys() == requests - {"initialize"}
    assert set(COMMANDS) == set(manager.commands)
    assert ANSWERS.keys() == requests | {"workspace/executeCommand"}


def _is_notification(method: str) -> bool:
    kinds = types.METHOD_TO_TYPES.get(method)
    return kinds is not None and kinds[1] is None


@pytest.mark.asyncio
@pytest.mark.parametrize("name", [*EDITORS, "one that says nothing"])
async def test_each_editor_gets_what_it_can_take(name: str, tmp_path: Path) -> None:
    capabilities = capabilities_of(name) if name in EDITORS else {}
    told = await transcript(capabilities, tmp_path)
    assert list(complaints(told)) == []
    # So that there was something to find fault with.
    for method, answers in told.answers.items():
        assert any(answers) or method in COMMANDS or method in NOT_FROM_ALL, method
    assert told.diagnostics()
    assert told.unasked("window/showMessage")


# -- VS Code without one of its abilities ---------------------------------------------------------


def without(capabilities: Capabilities, path: str) -> Capabilities:
    """Return capabilities less what stands at a path."""
    left = copy.deepcopy(capabilities)
    *above, name = path.split(".")
    del (announced(left, ".".join(above)) if above else left)[name]
    return left


@dataclass(frozen=True)
class Degrading:
    """How an answer changes when VS Code does not announce something."""

    path: str
    """What is not announced."""
    shown: Callable[[Transcript], Any]
    """What to look at."""
    before: Any
    after: Any


def some(method: str, of: Callable[[Any], Any]) -> Callable[[Transcript], Any]:
    """Return what is seen of the members of the answers to a request."""
    return lambda told: {of(each) for answer in told.answers[method] for each in members(answer)}


def members(answer: Any) -> list[Any]:
    """Return what an answer lists, be it in a list of completions that says more about itself."""
    found: list[Any] = answer["items"] if isinstance(answer, dict) else answer or []
    return found


def kinds(symbols: list[Any]) -> set[int]:
    found = {each["kind"] for each in symbols}
    return found.union(*(kinds(each.get("children", [])) for each in symbols))


ITEM = "textDocument.completion.completionItem"
ACTION = "textDocument.codeAction"
PUBLISHED = "textDocument.publishDiagnostics"

WITHOUT: dict[str, Degrading] = {
    "pulls_diagnostics": Degrading(
        "textDocument.diagnostic",
        lambda told: (
            "diagnosticProvider" in told.offered,
            told.uri in [each["uri"] for each in told.unasked("textDocument/publishDiagnostics")],
        ),
        (True, False),
        (False, True),
    ),
    "refreshes_diagnostics": Degrading(
        "workspace.diagnostics.refreshSupport",
        lambda told: bool(told.unasked("workspace/diagnostic/refresh")),
        True,
        False,
    ),
    "refreshes_hints": Degrading(
        "workspace.inlayHint.refreshSupport",
        lambda told: bool(told.unasked("workspace/inlayHint/refresh")),
        True,
        False,
    ),
    "refreshes_lenses": Degrading(
        "workspace.codeLens.refreshSupport",
        lambda told: bool(told.unasked("workspace/codeLens/refresh")),
        True,
        False,
    ),
    "related_information": Degrading(
        f"{PUBLISHED}.relatedInformation",
        lambda told: any("relatedInformation" in each for each in told.diagnostics()),
        True,
        False,
    ),
    "code_descriptions": Degrading(
        f"{PUBLISHED}.codeDescriptionSupport",
        lambda told: any("codeDescription" in each for each in told.diagnostics()),
        True,
        False,
    ),
    "diagnostic_tags": Degrading(
        f"{PUBLISHED}.tagSupport",
        lambda told: any("tags" in each for each in told.diagnostics()),
        True,
        False,
    ),
    "versioned_edits": Degrading(
        "workspace.workspaceEdit.documentChanges",
        some("textDocument/codeAction", lambda each: tuple(each.get("edit", ()))),
        {(), ("documentChanges",)},
        {(), ("changes",)},
    ),
    "creates_files": Degrading(
        "workspace.workspaceEdit.resourceOperations",
        some("textDocument/codeAction", lambda each: each["kind"].startswith("refactor.move")),
        {True, False},
        {False},
    ),
    "code_action_literals": Degrading(
        f"{ACTION}.codeActionLiteralSupport",
        lambda told: "codeActionProvider" in told.offered,
        True,
        False,
    ),
    "resolves_action_edits": Degrading(
        f"{ACTION}.resolveSupport",
        some(
            "textDocument/codeAction",
            lambda each: not each.keys().isdisjoint(("edit", "command", "disabled")),
        ),
        {True, False},
        {True},
    ),
    "disabled_actions": Degrading(
        f"{ACTION}.disabledSupport",
        some("textDocument/codeAction", lambda each: "disabled" in each),
        {True, False},
        {False},
    ),
    "preferred_actions": Degrading(
        f"{ACTION}.isPreferredSupport",
        some("textDocument/codeAction", lambda each: "isPreferred" in each),
        {True, False},
        {False},
    ),
    "snippets": Degrading(
        f"{ITEM}.snippetSupport",
        some("textDocument/completion", lambda each: each["insertTextFormat"]),
        {1, 2},
        {1},
    ),
    "label_details": Degrading(
        f"{ITEM}.labelDetailsSupport",
        some("textDocument/completion", lambda each: ("labelDetails" in each, "detail" in each)),
        {(True, True)},
        {(False, True)},
    ),
    "later_completion_kinds": Degrading(
        "textDocument.completion.completionItemKind",
        some("textDocument/completion", lambda each: each["kind"]),
        {5, 15, 20},
        {5, 12, 15},
    ),
    "markdown_hover": Degrading(
        "textDocument.hover.contentFormat",
        lambda told: {each["contents"]["kind"] for each in told.answers["textDocument/hover"]},
        {"markdown"},
        {"plaintext"},
    ),
    "markdown_completion": Degrading(
        f"{ITEM}.documentationFormat",
        some("textDocument/completion", lambda each: type(each["documentation"])),
        {dict},
        {str},
    ),
    "nested_symbols": Degrading(
        "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport",
        some("textDocument/documentSymbol", lambda each: ("children" in each, "location" in each)),
        {(True, False)},
        {(False, True)},
    ),
    "later_symbol_kinds": Degrading(
        "textDocument.documentSymbol.symbolKind",
        lambda told: kinds(told.first("textDocument/documentSymbol")),
        {8, 13, 15, 16, 22, 23},
        {5, 8, 13, 14, 15, 16},
    ),
    "later_found_kinds": Degrading(
        "workspace.symbol.symbolKind",
        some("workspace/symbol", lambda each: each["kind"]),
        {23},
        {5},
    ),
    "definition_links": Degrading(
        "textDocument.definition.linkSupport",
        some("textDocument/definition", lambda each: "targetUri" in each),
        {True},
        {False},
    ),
    "shows_documents": Degrading(
        "window.showDocument",
        lambda told: ("ris.goTo" in told.answers, bool(told.unasked("window/showDocument"))),
        (True, True),
        (False, False),
    ),
    "compares_records": Degrading(
        "experimental.commands",
        some("textDocument/codeAction", lambda each: each["title"].startswith("Compare with")),
        {True, False},
        {False},
    ),
    "link_tooltips": Degrading(
        "textDocument.documentLink.tooltipSupport",
        some("textDocument/documentLink", lambda each: "tooltip" in each),
        {True},
        {False},
    ),
    "token_types": Degrading(
        "textDocument.semanticTokens",
        lambda told: "semanticTokensProvider" in told.offered,
        True,
        False,
    ),
    "configuration": Degrading(
        "workspace.configuration",
        lambda told: bool(told.unasked("workspace/configuration")),
        True,
        False,
    ),
    "registers_configuration": Degrading(
        "workspace.didChangeConfiguration.dynamicRegistration",
        lambda told: "workspace/didChangeConfiguration" in told.registered(),
        True,
        False,
    ),
    "work_done_progress": Degrading(
        "window.workDoneProgress",
        lambda told: bool(told.unasked("window/workDoneProgress/create")),
        True,
        False,
    ),
    "watches_files": Degrading(
        "workspace.didChangeWatchedFiles.dynamicRegistration",
        lambda told: "workspace/didChangeWatchedFiles" in told.registered(),
        True,
        False,
    ),
}
"""For each field of `Client`, what changes without it."""


_converter = converters.get_converter()


def read(capabilities: Capabilities) -> Client:
    return read_client(_converter.structure(capabilities, types.ClientCapabilities))


def test_every_ability_has_a_row() -> None:
    assert WITHOUT.keys() == {each.name for each in fields(Client)}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the least work shown, as work on a large document is on a slow machine."""
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(slices, "SLICE", 0)
    monkeypatch.setattr(slices, "PAUSE", 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("capabilities")


_told: list[Transcript] = []


async def told_vs_code(folder: Path) -> Transcript:
    """Return what VS Code is sent: once is enough."""
    if not _told:
        _told.append(await transcript(VS_CODE, folder))
    return _told[0]


@pytest.mark.asyncio
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("ability", WITHOUT)
async def test_an_answer_degrades(ability: str, folder: Path) -> None:
    row = WITHOUT[ability]
    assert row.shown(await told_vs_code(folder)) == row.before
    told = await transcript(without(VS_CODE, row.path), folder)
    assert row.shown(told) == row.after
    assert list(complaints(told)) == []


def test_each_row_takes_out_its_ability() -> None:
    every = read(VS_CODE)
    for ability, row in WITHOUT.items():
        less = read(without(VS_CODE, row.path))
        differing = [name for name in WITHOUT if getattr(less, name) != getattr(every, name)]
        # No file can be made by a client that does not take edits of documents.
        also = ["creates_files"] if ability == "versioned_edits" else []
        assert differing == [ability, *also]


def paths(capabilities: Capabilities, above: str = "") -> Iterator[str]:
    """Yield the paths of all that a client announced, from the outermost to the innermost."""
    for name, value in capabilities.items():
        yield f"{above}{name}"
        if isinstance(value, dict):
            yield from paths(value, f"{above}{name}.")


@pytest.mark.asyncio
@pytest.mark.usefixtures("impatient")
async def test_anything_may_be_missing(folder: Path) -> None:
    tried = {row.path for row in WITHOUT.values()}
    every = read(VS_CODE)
    for path in paths(VS_CODE):
        less = without(VS_CODE, path)
        try:
            as_read = read(less)
        except (ClassValidationError, KeyError):
            continue  # what stands above it must have it
        if path not in tried and as_read != every:
            told = await transcript(less, folder)
            assert list(complaints(told)) == [], path
