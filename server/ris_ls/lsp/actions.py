"""Code actions: quick fixes, all safe fixes at once, mending on disk, leaving rules out.

What may be done without anything being wrong is in `refactorings`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from lsprotocol import types

from ris_ls.config.edit import Scope
from ris_ls.lsp import commands, duplicates, progress, project, refactorings
from ris_ls.lsp.analysis import Analysis
from ris_ls.lsp.convert import Converter
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import in_slices, result_of
from ris_ls.lsp.summary import summary
from ris_ls.lsp.wire import Json, plain_json, read, text_edit, workspace_edit
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.rules.fixing import fix_steps, refusal
from ris_ls.rules.model import FileRule, Finding
from ris_ls.rules.registry import rule
from ris_ls.rules.silence import keys_of_block
from ris_ls.text import Edit, Span
from ris_ls.text.diff import edits_in_steps

_log = logging.getLogger(__name__)
_refused: set[tuple[str, str]] = set()
"""What was said already: a client asks again at each move of the cursor."""

QUICK_FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.ris"

OPTIONS = types.CodeActionOptions(
    code_action_kinds=[QUICK_FIX, FIX_ALL, *refactorings.KINDS], resolve_provider=True
)

MANY_EDITS = 100
"""A quick fix of more edits (all places of a file) is sent once it is chosen."""


async def actions(server: RisServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range, and in the whole document."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return []
    opened.analyser.attend_to(server.converter(opened).offset(params.range.start))
    analysis = await opened.analyser.result()
    context = params.context
    # A client that only wants to know whether to show a light bulb need not hear of all.
    in_passing = (
        context.only is None and context.trigger_kind == types.CodeActionTriggerKind.Automatic
    )
    offered: list[types.CodeAction] = []
    if wanted(QUICK_FIX, context):
        offered.extend(_quick_fixes(server, opened, analysis, params))
    # As with refactorings: worked out at once, it would take a large document half a minute.
    at_once = context.only is not None or len(opened.text) <= refactorings.LARGEST_AT_ONCE
    may_wait = server.client.resolves_action_edits
    if wanted(FIX_ALL, context) and not in_passing and (may_wait or at_once):
        fix_all = _fix_all(analysis)
        if fix_all is not None:
            if may_wait:
                fix_all.data = {"uri": opened.uri}
            else:
                edit = await opened.while_open(_edit_of_all(server, opened))
                fix_all.edit = read(edit, types.WorkspaceEdit)
            offered.append(fix_all)
    if wanted(QUICK_FIX, context):
        offered.extend(_to_duplicates(server, opened, analysis, params))
        # In passing too: a click on the light bulb shows what was told then, and asks no more.
        offered.extend(_silencing(server, opened, analysis, params))
    asked_for = {kind for kind in refactorings.KINDS if wanted(kind, context)}
    offered += await refactorings.actions(server, opened, params, asked_for, in_passing=in_passing)
    return offered


def wanted(kind: str, context: types.CodeActionContext) -> bool:
    """Tell whether a kind of action is asked for: ``source`` asks for ``source.fixAll.ris`` too."""
    if context.only is None:
        return True
    asked = (
        each.value if isinstance(each, types.CodeActionKind) else each for each in context.only
    )
    return any(not each or kind == each or kind.startswith(f"{each}.") for each in asked)


async def resolve(server: RisServer, action: types.CodeAction) -> types.CodeAction | Json:
    """Work out the edit of an action that was chosen."""
    data: Any = action.data
    uri = data.get("uri") if isinstance(data, dict) else None
    opened = server.opened(uri) if isinstance(uri, str) else None
    if opened is None or action.edit is not None:
        return action
    if action.kind == FIX_ALL:
        version = opened.version
        edit = await opened.while_open(_edit_of_all(server, opened))
        if opened.version != version:
            server.show(refactorings.CHANGED)
            return action
        # The edits of a large file as objects would keep everybody waiting.
        return Json(f'{plain_json(action)[:-1]},"edit":{edit.text}}}')
    if "refactor" in data:
        return await refactorings.resolve(server, opened, action, data)
    analysis = await opened.analyser.result()
    at = data.get("at")
    if not isinstance(at, int):
        return action
    for finding in analysis.known.touching(Span(at, at)):
        if finding.fix is not None and finding.code == data.get("code"):
            action.edit = _edit(server, opened, analysis, finding.fix.edits)
    return action


def _quick_fixes(
    server: RisServer, opened: OpenDocument, analysis: Analysis, params: types.CodeActionParams
) -> Iterator[types.CodeAction]:
    converter = Converter(analysis.text, server.documents.encoding)
    span = converter.span(params.range)

    def shown(finding: Finding) -> types.Diagnostic:
        return _diagnostic(server, opened, converter, params, finding)

    on_disk = list(_touched(analysis.on_disk, span))
    if on_disk and any(each.fix is not None and each.fix.safe for each in opened.on_disk):
        yield types.CodeAction(
            title=commands.MEND_FILE_TITLE,
            kind=QUICK_FIX,
            diagnostics=[shown(finding) for finding in on_disk],
            is_preferred=server.client.preferred_actions or None,
            command=types.Command(
                commands.MEND_FILE_TITLE, commands.MEND_FILE, arguments=[opened.uri]
            ),
        )
    touched = [each for each in analysis.known.touching(span) if each.fix is not None]
    # A collapsed record is marked at its start, and a person may click anywhere on its long line.
    for finding in touched or _on_the_line(analysis, span):
        if finding.fix is None:
            continue
        if why := refusal(analysis.text, finding):
            if (finding.code, why) not in _refused:
                _refused.add((finding.code, why))
                _log.error("a fix of %s was not offered (a bug of ours): %s", finding.code, why)
            continue
        action = types.CodeAction(
            title=finding.fix.title
            if finding.fix.safe
            else f"{finding.fix.title} (check the result)",
            kind=QUICK_FIX,
            diagnostics=[shown(finding)],
            is_preferred=finding.fix.safe if server.client.preferred_actions else None,
        )
        if len(finding.fix.edits) > MANY_EDITS and server.client.resolves_action_edits:
            action.data = {"uri": opened.uri, "code": finding.code, "at": finding.span.start}
        else:
            action.edit = _edit(server, opened, analysis, finding.fix.edits)
        yield action


def _to_duplicates(
    server: RisServer, opened: OpenDocument, analysis: Analysis, params: types.CodeActionParams
) -> Iterator[types.CodeAction]:
    """Yield the actions that lead to the other records that findings in a range name."""
    converter = Converter(analysis.text, server.documents.encoding)
    touched = analysis.known.touching(converter.span(params.range))
    for finding, command in duplicates.actions(server, opened.uri, touched):
        yield types.CodeAction(
            title=command.title,
            kind=QUICK_FIX,
            diagnostics=[_diagnostic(server, opened, converter, params, finding)],
            command=command,
        )


def _diagnostic(
    server: RisServer,
    opened: OpenDocument,
    converter: Converter,
    params: types.CodeActionParams,
    finding: Finding,
) -> types.Diagnostic:
    """Return the client's own diagnostic for a finding, so that it knows it again."""
    place = converter.range(finding.span)
    for diagnostic in params.context.diagnostics:
        if diagnostic.code == finding.code and diagnostic.range == place:
            return diagnostic
    return converter.diagnostic(finding, opened.uri, server.client)


def _silencing(
    server: RisServer, opened: OpenDocument, analysis: Analysis, params: types.CodeActionParams
) -> Iterator[types.CodeAction]:
    """Yield the actions that leave a rule out; they write to the settings file."""
    if opened.file is None:
        return
    converter = Converter(analysis.text, server.documents.encoding)
    span = converter.span(params.range)
    touched = [*_touched(analysis.on_disk, span), *analysis.known.touching(span)]
    here = {each.code: each for each in touched}
    for finding in here.values():
        for scope, key, where in _scopes(analysis, finding):
            title = f"Leave out {finding.code} ({finding.name}) {where}"
            arguments = [opened.uri, finding.code, scope, key]
            yield types.CodeAction(
                title=title,
                kind=QUICK_FIX,
                diagnostics=[_diagnostic(server, opened, converter, params, finding)],
                command=types.Command(title, project.LEAVE_OUT, arguments=arguments),
            )


def _scopes(analysis: Analysis, finding: Finding) -> Iterator[tuple[Scope, str, str]]:
    """Yield where a rule can be left out: the scope, the key of the record, and in words."""
    found = rule(finding.code)
    if finding.places == 1 and not isinstance(found, FileRule):
        index = analysis.text.block_at(finding.span.start)
        for key in keys_of_block(analysis.text.blocks[index])[:1]:
            yield "record", key, "in this record"
    yield "file", "", "in this file"
    yield "everywhere", "", "everywhere"


def _touched(findings: Iterable[Finding], span: Span) -> Iterator[Finding]:
    """Yield the findings that a span touches, if only at an end: a cursor has no width."""
    return (
        finding
        for finding in findings
        if finding.span.start <= span.end and span.start <= finding.span.end
    )


def _on_the_line(analysis: Analysis, span: Span) -> list[Finding]:
    """Return the findings with a fix on the line that a span begins in."""
    document = analysis.text
    start, text = document.line_at(document.position_at(span.start, "utf-32").line)
    line = Span(start, start + len(text))
    return [each for each in analysis.known.touching(line) if each.fix is not None]


def _edit(
    server: RisServer, opened: OpenDocument, analysis: Analysis, edits: Iterable[Edit]
) -> types.WorkspaceEdit:
    converter = Converter(analysis.text, server.documents.encoding)
    return converter.workspace_edit(edits, opened.uri, opened.version, server.client)


def _fix_all(analysis: Analysis) -> types.CodeAction | None:
    """Return the action that applies all safe fixes, its edit still to come; None without any."""
    safe = analysis.known.fixable()
    if not safe:
        return None
    return types.CodeAction(title=f"Fix all safe problems in this file ({safe:,})", kind=FIX_ALL)


async def _edit_of_all(server: RisServer, opened: OpenDocument) -> Json:
    """Apply all safe fixes to a copy of the text, and return what changed between the two."""
    before = opened.snapshot()
    version = opened.version
    after = opened.snapshot()
    edits: list[str] = []
    encoding = server.documents.encoding
    async with progress.shown(server, f"Mending {opened.name}"):
        report = await result_of(
            fix_steps(after, opened.settings, on_disk=opened.file is None, accepted=opened.accepted)
        )
        await in_slices(
            edits_in_steps(before, after),
            lambda some: edits.extend(text_edit(each, before, encoding) for each in some),
        )
    server.log(summary(opened.name, report))
    return workspace_edit(edits, opened.uri, version, server.client)
