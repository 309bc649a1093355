"""docs/editors.md: what each of three editors is sent, by what it says that it can take."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import converters, types

from ris_ls.lsp.client import Client, read_client
from ris_ls.lsp.server import create_server

from .markdown import code, header, plain, section, table

CLIENTS = Path(__file__).resolve().parent.parent.parent / "tests" / "lsp" / "clients"
"""What real editors sent when they started a server."""
EDITORS = ("vscode-1.100", "neovim-0.7", "emacs-28")
NOT = "–"

_INTRODUCTION = """\
# Editors

Every editor says what it can take when it starts a server, and is sent no more than that: no
Markdown where it shows plain text, no places to fill in where it knows none. Here stands what three
of them get, by what they said. A later version, or a plugin, may say more.

"""

_ABOUT_DEGRADING = f"""\

Where a *{NOT}* stands, the editor did not say that it knows such a thing.
"""

_ABOUT_ANSWERS = """\
What the server offers, as it answers `initialize`:

"""


class Feature(NamedTuple):
    """Something that an editor can show."""

    name: str
    capability: str
    """Where the editor announces it; empty for what every editor can."""
    how: Callable[[Client], str] = lambda _: "yes"


def _yes(able: object) -> str:
    return "yes" if able else NOT


FEATURES = (
    Feature(
        "Findings", "", lambda c: "whenever asked for" if c.pulls_diagnostics else "as you type"
    ),
    Feature("… a link to the page of the rule", "", lambda c: _yes(c.code_descriptions)),
    Feature("… the other places that belong to it", "", lambda c: _yes(c.related_information)),
    Feature("… grey where something is too much", "", lambda c: _yes(c.diagnostic_tags)),
    Feature("Quick fixes, *Fix all*, refactorings", "", lambda c: _yes(c.code_action_literals)),
    Feature("… the edits worked out once chosen", "", lambda c: _yes(c.resolves_action_edits)),
    Feature("… refused when the text has changed", "", lambda c: _yes(c.versioned_edits)),
    Feature("Records moved to a new file", "", lambda c: _yes(c.creates_files)),
    Feature(
        "Completion",
        "textDocument.completion",
        lambda c: "with places to fill in" if c.snippets else "as plain text",
    ),
    Feature("… what a tag means, beside each row", "", lambda c: _yes(c.label_details)),
    Feature(
        "Explanations on hover",
        "textDocument.hover",
        lambda c: "with layout" if c.markdown_hover else "as plain text",
    ),
    Feature(
        "Outline",
        "textDocument.documentSymbol",
        lambda c: "records and fields" if c.nested_symbols else "records",
    ),
    Feature("Colours by what a part means", "", lambda c: _yes(c.token_types)),
    Feature("Where else a value stands, marked", "textDocument.documentHighlight"),
    Feature("*Go to Definition*", "textDocument.definition"),
    Feature("*Find All References*", "textDocument.references"),
    Feature("Records of the workspace", "workspace.symbol"),
    Feature("DOIs, addresses and files to click", "textDocument.documentLink"),
    Feature("Folding", "textDocument.foldingRange"),
    Feature("A selection that grows", "textDocument.selectionRange"),
    Feature("Remarks behind types and authors", "textDocument.inlayHint"),
    Feature("A line above each record", "textDocument.codeLens"),
    Feature("*Format Document*", "textDocument.formatting"),
    Feature("*Format Selection*", "textDocument.rangeFormatting"),
    Feature("Enter begins the next field", "textDocument.onTypeFormatting"),
    Feature("Progress of long work", "", lambda c: _yes(c.work_done_progress)),
    Feature(
        "Changed settings of the editor",
        "",
        lambda c: "at once" if c.registers_configuration else "when the editor sends them",
    ),
    Feature(
        "Changed settings files",
        "",
        lambda c: "at once" if c.watches_files else "when a document is saved",
    ),
)


def pages() -> dict[str, str]:
    """Return the page."""
    recorded = [
        json.loads((CLIENTS / f"{editor}.json").read_text(encoding="utf-8")) for editor in EDITORS
    ]
    head = [plain(each["recorded_from"]) for each in recorded]
    announced = [each["capabilities"] for each in recorded]
    features = table(["", *head], ([each.name, *_cells(each, announced)] for each in FEATURES))
    answers = [dict(_flat(asyncio.run(answer_to(each)))) for each in announced]
    names = list(dict.fromkeys(name for answer in answers for name in answer))
    rows = (_offer(name, [answer.get(name, NOT) for answer in answers], head) for name in names)
    body = _ABOUT_ANSWERS + table(["", f"to {head[0]}", "to the others"], rows)
    return {
        "editors.md": header("the server and what editors sent it")
        + _INTRODUCTION
        + features
        + _ABOUT_DEGRADING
        + section("In terms of the protocol", body)
    }


def _offer(name: str, answers: list[str], editors: list[str]) -> list[str]:
    """Return the row of a property: what VS Code is told, and who is told otherwise."""
    others = [
        f"{editor}: {answer}"
        for editor, answer in zip(editors, answers, strict=True)
        if answer != answers[0]
    ]
    return [code(name), answers[0], "; ".join(others) or "the same"]


def _cells(feature: Feature, announced: list[dict[str, Any]]) -> Iterator[str]:
    for capabilities in announced:
        found: Any = capabilities
        for name in filter(None, feature.capability.split(".")):
            found = found.get(name, {})
        kind = types.ClientCapabilities
        client = read_client(converters.get_converter().structure(capabilities, kind))
        yield feature.how(client) if found else NOT


async def answer_to(capabilities: dict[str, Any]) -> dict[str, Any]:
    """Return what the server says that it can do, to a client with some capabilities."""
    written: list[dict[str, Any]] = []

    class Writer:
        def write(self, data: bytes) -> None:
            written.append(json.loads(data))

        def close(self) -> None:
            pass

    protocol = create_server().protocol
    protocol.set_writer(Writer(), include_headers=False)
    params = {"processId": None, "rootUri": None, "capabilities": capabilities}
    request = {"jsonrpc": "2.0", "id": 1, "method": types.INITIALIZE, "params": params}
    protocol.handle_message(protocol.structure_message(request))
    while not written:
        await asyncio.sleep(0.001)
    found: dict[str, Any] = written[0]["result"]["capabilities"]
    return found


def _flat(value: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the innermost properties, each with its path and its value."""
    for name, each in value.items():
        if isinstance(each, dict) and each:
            yield from _flat(each, f"{above}{name}.")
        elif isinstance(each, list):
            yield f"{above}{name}", ", ".join(map(code, each)) or "none"
        elif isinstance(each, bool):
            yield f"{above}{name}", "yes" if each else "no"
        elif isinstance(each, dict):
            if name.endswith("Provider"):  # anything else that is empty offers nothing
                yield name, "yes"
        else:
            yield f"{above}{name}", code(json.dumps(each).strip('"'))
