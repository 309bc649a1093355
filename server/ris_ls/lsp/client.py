"""What the editor at the other end can do, of all that matters here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Client:
    """Abilities that a client announced. The defaults are those of one that announced none."""

    pulls_diagnostics: bool = False
    """It asks for diagnostics; otherwise they are sent to it."""
    refreshes_diagnostics: bool = False
    """It can be told to ask for diagnostics anew."""
    refreshes_hints: bool = False
    """It can be told to ask for inlay hints anew."""
    refreshes_lenses: bool = False
    """It can be told to ask for the lines above the records anew."""
    shows_documents: bool = False
    """It can be asked to show a place of a file."""
    compares_records: bool = False
    """It shows two records side by side, which the protocol knows nothing of: it says so under
    `experimental`, as ``{"commands": ["ris.compareRecords"]}``."""
    related_information: bool = False
    code_descriptions: bool = False
    """It shows a link beside the code of a diagnostic."""
    diagnostic_tags: frozenset[types.DiagnosticTag] = frozenset()
    versioned_edits: bool = False
    """It takes edits that name the version of the document they were made for."""
    creates_files: bool = False
    """It takes edits that make a new file."""
    code_action_literals: bool = False
    """It takes code actions; otherwise it knows commands alone."""
    resolves_action_edits: bool = False
    """It asks for the edit of a code action only when the action was chosen."""
    disabled_actions: bool = False
    """It shows a code action that cannot be done now, with the reason."""
    preferred_actions: bool = False
    """It marks the code action that is most probably wanted."""
    snippets: bool = False
    label_details: bool = False
    """It shows a few words beside each row of a completion list."""
    later_completion_kinds: bool = False
    """It names the kinds of completions that it knows, or takes any; else those of the first
    version of the protocol."""
    markdown_hover: bool = False
    markdown_completion: bool = False
    nested_symbols: bool = False
    later_symbol_kinds: bool = False
    """As with completions, in an outline."""
    later_found_kinds: bool = False
    """The same of the symbols of the workspace."""
    link_tooltips: bool = False
    token_types: frozenset[str] = frozenset()
    """The kinds of semantic tokens that it can colour."""
    definition_links: bool = False
    """It takes, with where something leads, what of the text leads there."""
    configuration: bool = False
    """It can be asked for its settings."""
    registers_configuration: bool = False
    """It tells of changed settings once that was asked for."""
    work_done_progress: bool = False
    """It shows how far work is that the server began."""
    watches_files: bool = False
    """It tells of changed files once that was asked for."""


def read_client(capabilities: types.ClientCapabilities) -> Client:
    """Return the abilities that the capabilities of an ``initialize`` request speak of."""
    document = capabilities.text_document or types.TextDocumentClientCapabilities()
    workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
    pull = document.diagnostic
    # Only version 3.18 of the protocol lets a client say these of pulled diagnostics; until then
    # what it says of published ones holds for both.
    shown: list[types.DiagnosticClientCapabilities | types.PublishDiagnosticsClientCapabilities] = [
        each for each in (document.publish_diagnostics, pull) if each is not None
    ]
    action = document.code_action or types.CodeActionClientCapabilities()
    completion = document.completion and document.completion.completion_item
    kinds = document.completion and document.completion.completion_item_kind
    hover = document.hover
    symbol = document.document_symbol
    found = workspace.symbol
    link = document.document_link
    tokens = document.semantic_tokens
    edit = workspace.workspace_edit or types.WorkspaceEditClientCapabilities()
    return Client(
        pulls_diagnostics=pull is not None,
        refreshes_diagnostics=bool(workspace.diagnostics and workspace.diagnostics.refresh_support),
        refreshes_hints=bool(workspace.inlay_hint and workspace.inlay_hint.refresh_support),
        shows_documents=bool(
            capabilities.window
            and capabilities.window.show_document
            and capabilities.window.show_document.support
        ),
        compares_records="ris.compareRecords" in _commands(capabilities.experimental),
        refreshes_lenses=bool(workspace.code_lens and workspace.code_lens.refresh_support),
        related_information=any(each.related_information for each in shown),
        code_descriptions=any(each.code_description_support for each in shown),
        diagnostic_tags=frozenset(
            tag for each in shown if each.tag_support for tag in each.tag_support.value_set
        ),
        versioned_edits=bool(edit.document_changes),
        creates_files=bool(
            edit.document_changes
            and types.ResourceOperationKind.Create in (edit.resource_operations or ())
        ),
        code_action_literals=action.code_action_literal_support is not None,
        resolves_action_edits=bool(
            action.data_support
            and action.resolve_support
            and "edit" in action.resolve_support.properties
        ),
        disabled_actions=bool(action.disabled_support),
        preferred_actions=bool(action.is_preferred_support),
        snippets=bool(completion and completion.snippet_support),
        label_details=bool(completion and completion.label_details_support),
        later_completion_kinds=bool(kinds and kinds.value_set),
        markdown_hover=_prefers_markdown(hover.content_format if hover else None),
        markdown_completion=_prefers_markdown(
            completion.documentation_format if completion else None
        ),
        definition_links=bool(document.definition and document.definition.link_support),
        nested_symbols=bool(symbol and symbol.hierarchical_document_symbol_support),
        later_symbol_kinds=bool(symbol and symbol.symbol_kind and symbol.symbol_kind.value_set),
        later_found_kinds=bool(found and found.symbol_kind and found.symbol_kind.value_set),
        link_tooltips=bool(link and link.tooltip_support),
        token_types=frozenset(tokens.token_types if tokens else ()),
        configuration=bool(workspace.configuration),
        registers_configuration=bool(
            workspace.did_change_configuration
            and workspace.did_change_configuration.dynamic_registration
        ),
        work_done_progress=bool(capabilities.window and capabilities.window.work_done_progress),
        watches_files=bool(
            workspace.did_change_watched_files
            and workspace.did_change_watched_files.dynamic_registration
        ),
    )


def _commands(experimental: object) -> Collection[object]:
    """Return the commands of its own that a client says it has."""
    if isinstance(experimental, dict):
        named = experimental.get("commands")
    else:
        named = getattr(experimental, "commands", None)
    return named if isinstance(named, list | tuple) else ()


def _prefers_markdown(formats: Iterable[types.MarkupKind] | None) -> bool:
    """Tell whether Markdown comes first; a client that names no format reads plain text."""
    return next(iter(formats or ()), None) == types.MarkupKind.Markdown
