"""What a client takes, by the text of the protocol (3.17) and the capabilities it announced.

Each check looks at an answer as it went over the wire and yields what the client could not take.
The capabilities are those of its ``initialize``, read here anew: the server reads them on its own
in ``ris_ls/lsp/client.py``, and a mistake in one does not hide in the other.

What is not said here is meant: the version in published diagnostics is sent to all, since it is
only a property that a client may pass over, and more places fold than a client may like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Capabilities = dict[str, Any]
Complaints = Iterator[str]
Check = Callable[[Any, Capabilities], Complaints]

FIRST_SYMBOL_KINDS = range(1, 19)
"""File to Array: what a client knows that names no kinds of symbols."""
FIRST_COMPLETION_KINDS = range(1, 19)
"""Text to Reference: what a client knows that names no kinds of completions."""

_MARKUP = re.compile(r"\*\*|^#+ |`|\]\(", re.MULTILINE)


def announced(capabilities: Capabilities, path: str) -> Any:
    """Return what stands at a path such as ``textDocument.hover``; None where nothing does."""
    found: Any = capabilities
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _properties(
    value: dict[str, Any],
    always: str,
    capabilities: Capabilities,
    where_announced: Mapping[str, str] | None = None,
) -> Complaints:
    """Yield the properties that are neither among those ``always`` known nor announced."""
    for name in value:
        path = (where_announced or {}).get(name)
        if name not in always.split() and not (path and announced(capabilities, path)):
            yield f"{name} in {sorted(value)}"


def _markup(content: Any, formats: list[str] | None, *, strings: bool) -> Complaints:
    """Yield what is wrong with a text: a client takes the first format that it names."""
    wanted = formats[0] if formats else "plaintext"
    if isinstance(content, str):
        kind, text = "plaintext", content
        if not strings:
            yield "a bare string, which is read as Markdown"
    else:
        kind, text = content["kind"], content["value"]
    if kind != wanted and not (isinstance(content, str) and not formats):
        yield f"{kind} where {wanted} is wanted"
    if kind == "plaintext" and _MARKUP.search(text):
        yield f"markup in plain text: {text!r}"


def _each(check: Check) -> Check:
    """Return a check of a list, or of nothing."""

    def of_all(answer: Any, capabilities: Capabilities) -> Complaints:
        for each in answer or []:
            yield from check(each, capabilities)

    return of_all


def hover(answer: Any, capabilities: Capabilities) -> Complaints:
    if answer is not None:
        yield from _properties(answer, "contents range", capabilities)
        formats = announced(capabilities, "textDocument.hover.contentFormat")
        yield from _markup(answer["contents"], formats, strings=False)


def completion(answer: Any, capabilities: Capabilities) -> Complaints:
    of_list = "textDocument.completion.completionList.itemDefaults"
    if isinstance(answer, dict):
        known = announced(capabilities, of_list) or []
        yield from _properties(answer, "isIncomplete itemDefaults items", capabilities)
        yield from (f"default {each}" for each in answer.get("itemDefaults", {}).keys() - known)
        answer = answer["items"]
    for item in answer or []:
        yield from _completion_item(item, capabilities)


def _completion_item(item: Any, capabilities: Capabilities) -> Complaints:
    of_item = "textDocument.completion.completionItem"
    yield from _properties(
        item,
        "label kind detail documentation sortText filterText insertText insertTextFormat textEdit "
        "additionalTextEdits command data",
        capabilities,
        {
            "labelDetails": f"{of_item}.labelDetailsSupport",
            "tags": f"{of_item}.tagSupport",
            "deprecated": f"{of_item}.deprecatedSupport",
            "preselect": f"{of_item}.preselectSupport",
            "commitCharacters": f"{of_item}.commitCharactersSupport",
            "insertTextMode": f"{of_item}.insertTextModeSupport",
        },
    )
    named = announced(capabilities, "textDocument.completion.completionItemKind.valueSet")
    if not named and item.get("kind", 1) not in FIRST_COMPLETION_KINDS:
        yield f"completion kind {item['kind']}"
    formats = announced(capabilities, f"{of_item}.documentationFormat")
    if "documentation" in item:
        yield from _markup(item["documentation"], formats, strings=True)
    edit = item.get("textEdit", {})
    if "insert" in edit and not announced(capabilities, f"{of_item}.insertReplaceSupport"):
        yield "an edit that inserts or replaces"
    text = edit.get("newText", item.get("insertText", ""))
    if item.get("insertTextFormat", 1) == 2:
        if not announced(capabilities, f"{of_item}.snippetSupport"):
            yield "a snippet"
    elif "${" in text:
        yield f"a snippet's places in plain text: {text!r}"


def symbols(answer: Any, capabilities: Capabilities) -> Complaints:
    of_symbols = "textDocument.documentSymbol"
    nested = announced(capabilities, f"{of_symbols}.hierarchicalDocumentSymbolSupport")
    tags = {"tags": f"{of_symbols}.tagSupport"}
    known = announced(capabilities, f"{of_symbols}.symbolKind.valueSet")
    for symbol in answer or []:
        if not known and symbol["kind"] not in FIRST_SYMBOL_KINDS:
            yield f"symbol kind {symbol['kind']}"
        if "location" in symbol:
            yield from _properties(symbol, "name kind location containerName", capabilities, tags)
        elif not nested:
            yield "a symbol of a tree"
        else:
            always = "name detail kind range selectionRange children"
            yield from _properties(symbol, always, capabilities, tags)
            yield from symbols(symbol.get("children"), capabilities)


def found_symbols(answer: Any, capabilities: Capabilities) -> Complaints:
    known = announced(capabilities, "workspace.symbol.symbolKind.valueSet")
    later = announced(capabilities, "workspace.symbol.resolveSupport.properties") or []
    for symbol in answer or []:
        if not known and symbol["kind"] not in FIRST_SYMBOL_KINDS:
            yield f"symbol kind {symbol['kind']}"
        tags = {"tags": "workspace.symbol.tagSupport"}
        yield from _properties(symbol, "name kind location containerName", capabilities, tags)
        if "range" not in symbol["location"] and "location.range" not in later:
            yield f"the place of {symbol['name']!r} is to be asked for"


@_each
def locations(location: Any, capabilities: Capabilities) -> Complaints:
    yield from _properties(location, "uri range", capabilities)


def definition(answer: Any, capabilities: Capabilities) -> Complaints:
    for each in answer or []:
        if not announced(capabilities, "textDocument.definition.linkSupport"):
            yield from locations([each], capabilities)
        else:
            always = "originSelectionRange targetUri targetRange targetSelectionRange"
            yield from _properties(each, always, capabilities)


def folding(answer: Any, capabilities: Capabilities) -> Complaints:
    of_folding = "textDocument.foldingRange"
    for each in answer or []:
        yield from _properties(
            each,
            "startLine startCharacter endLine endCharacter kind",
            capabilities,
            {"collapsedText": f"{of_folding}.foldingRange.collapsedText"},
        )
        if announced(capabilities, f"{of_folding}.lineFoldingOnly"):
            yield from (f"{name} in a fold" for name in each if name.endswith("Character"))


@_each
def links(link: Any, capabilities: Capabilities) -> Complaints:
    tooltip = {"tooltip": "textDocument.documentLink.tooltipSupport"}
    yield from _properties(link, "range target data", capabilities, tooltip)


@_each
def edits(edit: Any, capabilities: Capabilities) -> Complaints:
    annotation = {"annotationId": "workspace.workspaceEdit.changeAnnotationSupport"}
    yield from _properties(edit, "range newText", capabilities, annotation)


def workspace_edit(edit: Any, capabilities: Capabilities) -> Complaints:
    of_edits = "workspace.workspaceEdit"
    operations = announced(capabilities, f"{of_edits}.resourceOperations") or []
    yield from _properties(
        edit,
        "changes",
        capabilities,
        {
            "documentChanges": f"{of_edits}.documentChanges",
            "changeAnnotations": f"{of_edits}.changeAnnotationSupport",
        },
    )
    for change in edit.get("documentChanges", []):
        if "kind" in change and change["kind"] not in operations:
            yield f"the operation {change['kind']}"
        yield from edits(change.get("edits"), capabilities)
    for some in edit.get("changes", {}).values():
        yield from edits(some, capabilities)


@_each
def actions(action: Any, capabilities: Capabilities) -> Complaints:
    yield from code_action(action, capabilities)
    of_actions = "textDocument.codeAction"
    later = announced(capabilities, f"{of_actions}.resolveSupport.properties") or []
    can = "edit" in later and announced(capabilities, f"{of_actions}.dataSupport")
    if action.keys().isdisjoint(("edit", "command", "disabled")) and not can:
        yield f"the edit of {action['title']!r} is to be asked for"


def code_action(action: Any, capabilities: Capabilities) -> Complaints:
    of_actions = "textDocument.codeAction"
    if not announced(capabilities, f"{of_actions}.codeActionLiteralSupport"):
        yield "a code action in place of a command"
    yield from _properties(
        action,
        "title kind diagnostics edit command",
        capabilities,
        {
            "isPreferred": f"{of_actions}.isPreferredSupport",
            "disabled": f"{of_actions}.disabledSupport",
            "data": f"{of_actions}.dataSupport",
        },
    )
    yield from diagnostics(action.get("diagnostics"), capabilities)
    yield from workspace_edit(action.get("edit", {}), capabilities)


@_each
def diagnostics(diagnostic: Any, capabilities: Capabilities) -> Complaints:
    # What a client says of published diagnostics holds for pulled ones too, until version 3.18.
    shown = {
        **(announced(capabilities, "textDocument.publishDiagnostics") or {}),
        **(announced(capabilities, "textDocument.diagnostic") or {}),
    }
    yield from _properties(
        diagnostic,
        "range severity code source message",
        shown,
        {
            "codeDescription": "codeDescriptionSupport",
            "relatedInformation": "relatedInformation",
            "tags": "tagSupport",
            "data": "dataSupport",
        },
    )
    known = announced(shown, "tagSupport.valueSet") or []
    yield from (f"diagnostic tag {tag}" for tag in diagnostic.get("tags", []) if tag not in known)


def published(params: Any, capabilities: Capabilities) -> Complaints:
    yield from _properties(params, "uri version diagnostics", capabilities)
    yield from diagnostics(params["diagnostics"], capabilities)


def pulled(report: Any, capabilities: Capabilities) -> Complaints:
    if not announced(capabilities, "textDocument.diagnostic"):
        yield "a report that was not asked for"
    related = {"relatedDocuments": "textDocument.diagnostic.relatedDocumentSupport"}
    yield from _properties(report, "kind resultId items", capabilities, related)
    yield from diagnostics(report.get("items"), capabilities)


@_each
def lenses(lens: Any, capabilities: Capabilities) -> Complaints:
    yield from _properties(lens, "range command data", capabilities)


def lens(answer: Any, capabilities: Capabilities) -> Complaints:
    return lenses([answer], capabilities)


@_each
def hints(hint: Any, capabilities: Capabilities) -> Complaints:
    always = "position label kind textEdits tooltip paddingLeft paddingRight data"
    yield from _properties(hint, always, capabilities)


@_each
def highlights(highlight: Any, capabilities: Capabilities) -> Complaints:
    yield from _properties(highlight, "range kind", capabilities)


@_each
def selections(selection: Any, capabilities: Capabilities) -> Complaints:
    yield from _properties(selection, "range parent", capabilities)
    if "parent" in selection:
        yield from selections([selection["parent"]], capabilities)


def tokens(answer: Any, capabilities: Capabilities) -> Complaints:
    """Check what is around the numbers; what they say takes the legend and the text."""
    yield from _properties(answer, "resultId data edits", capabilities)


def anything(_answer: Any, _capabilities: Capabilities) -> Complaints:
    """Find nothing wrong: no capability is about this."""
    return iter(())


def session(result: Any, capabilities: Capabilities) -> Complaints:
    """Check the answer to ``initialize``."""
    offered = result["capabilities"]
    encodings = announced(capabilities, "general.positionEncodings") or ["utf-16"]
    if offered.get("positionEncoding", "utf-16") not in encodings:
        yield f"columns count {offered['positionEncoding']}"
    needed = {
        "diagnosticProvider": "textDocument.diagnostic",
        "codeActionProvider": "textDocument.codeAction.codeActionLiteralSupport",
        "notebookDocumentSync": "notebookDocument",
        "semanticTokensProvider": "textDocument.semanticTokens",
    }
    for provider, path in needed.items():
        if offered.get(provider) and not announced(capabilities, path):
            yield f"{provider} without {path}"
    prepares = isinstance(offered.get("renameProvider"), dict)
    if prepares and not announced(capabilities, "textDocument.rename.prepareSupport"):
        yield "a rename with preparation"
    legend = announced(offered, "semanticTokensProvider.legend") or {}
    for name in ("tokenTypes", "tokenModifiers"):
        known = announced(capabilities, f"textDocument.semanticTokens.{name}") or []
        yield from (f"{each} among {name}" for each in legend.get(name, []) if each not in known)


def registration(params: Any, capabilities: Capabilities) -> Complaints:
    for each in params["registrations"]:
        path = each["method"].replace("/", ".")
        if not announced(capabilities, f"{path}.dynamicRegistration"):
            yield f"{each['method']} was registered"


def _if(path: str) -> Check:
    """Return a check that the client announced something."""

    def check(_answer: Any, capabilities: Capabilities) -> Complaints:
        if not announced(capabilities, path):
            yield f"sent without {path}"

    return check


ANSWERS: dict[str, Check] = {
    "initialize": session,
    "textDocument/codeAction": actions,
    "codeAction/resolve": code_action,
    "textDocument/codeLens": lenses,
    "codeLens/resolve": lens,
    "textDocument/completion": completion,
    "textDocument/definition": definition,
    "textDocument/diagnostic": pulled,
    "textDocument/documentHighlight": highlights,
    "textDocument/documentLink": links,
    "textDocument/documentSymbol": symbols,
    "textDocument/foldingRange": folding,
    "textDocument/formatting": edits,
    "textDocument/hover": hover,
    "textDocument/inlayHint": hints,
    "textDocument/onTypeFormatting": edits,
    "textDocument/rangeFormatting": edits,
    "textDocument/references": locations,
    "textDocument/selectionRange": selections,
    "textDocument/semanticTokens/full": tokens,
    "textDocument/semanticTokens/full/delta": tokens,
    "textDocument/semanticTokens/range": tokens,
    "workspace/executeCommand": anything,
    "workspace/symbol": found_symbols,
    "ris/compare": anything,
    "ris/ledger": anything,
}
"""A check for each request that the server answers."""

SENT: dict[str, Check] = {
    "$/progress": _if("window.workDoneProgress"),
    "client/registerCapability": registration,
    "textDocument/publishDiagnostics": published,
    "window/logMessage": anything,
    "window/showDocument": _if("window.showDocument.support"),
    "window/showMessage": anything,
    "window/workDoneProgress/create": _if("window.workDoneProgress"),
    "workspace/applyEdit": _if("workspace.applyEdit"),
    "workspace/codeLens/refresh": _if("workspace.codeLens.refreshSupport"),
    "workspace/configuration": _if("workspace.configuration"),
    "workspace/diagnostic/refresh": _if("workspace.diagnostics.refreshSupport"),
    "workspace/inlayHint/refresh": _if("workspace.inlayHint.refreshSupport"),
}
"""A check for each message that the server may send unasked."""


def places(value: Any, uri: str) -> Iterator[dict[str, int]]:
    """Yield all positions in an answer that are not said to be of another document."""
    if isinstance(value, dict):
        document = value.get("textDocument", value)
        if document.get("uri", document.get("targetUri", uri)) != uri:
            return
        if value.keys() == {"line", "character"}:
            yield value
        for each in value.values():
            yield from places(each, uri)
    elif isinstance(value, list):
        for each in value:
            yield from places(each, uri)


def out_of_place(value: Any, uri: str, lines: Iterable[str], encoding: str) -> Complaints:
    """Yield the positions that are none of the text: beyond it, or within a character."""
    columns = [_columns(line, encoding) for line in lines]
    for place in places(value, uri):
        line, column = place["line"], place["character"]
        if not (line < len(columns) and column in columns[line]):
            yield f"line {line}, column {column}"


def _columns(line: str, encoding: str) -> set[int]:
    """Return the columns of a line at which a character begins or the line ends."""
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    found, at = {0}, 0
    for character in line:
        at += len(character.encode(codec)) // width
        found.add(at)
    return found
