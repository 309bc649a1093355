"""Requests answered by one pure function each: layout, completion, hover, outline, folding."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from lsprotocol import types

from ris_ls.features.completion import complete
from ris_ls.features.highlight import highlights
from ris_ls.features.hover import hover as explain
from ris_ls.features.inlay import hints
from ris_ls.features.lens import headline, record_at
from ris_ls.features.ontype import on_new_line
from ris_ls.features.selection import selections
from ris_ls.formatting import format_steps
from ris_ls.lsp import progress
from ris_ls.lsp.analysis import FEW_RECORDS
from ris_ls.lsp.commands import SHOW_REFERENCE
from ris_ls.lsp.convert import Converter
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import in_slices, result_of
from ris_ls.lsp.tokens import TokenWriter
from ris_ls.lsp.wire import Json, OutlineWriter, completion_list, listed, text_edit
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.text import Span

_log = logging.getLogger(__name__)

NEW_LINE = "\n"
"""What is typed with Enter, whatever ends the lines of the document."""

LARGEST_AT_ONCE = 20 * 1024 * 1024
"""In code points. VS Code colours no larger text as a whole, only what is seen of it, and shows no
line above a record of it; and to find all links of 50 MB takes ten seconds, while all else that is
being worked out waits."""


async def formatting(
    server: RisServer, params: types.DocumentFormattingParams
) -> list[types.TextEdit] | Json | None:
    """Lay out a whole document, as the settings allow."""
    opened = server.opened(params.text_document.uri)
    return None if opened is None else await opened.while_open(_laid_out(server, opened, None))


async def range_formatting(
    server: RisServer, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | Json | None:
    """Lay out the lines of a range, as the settings allow."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    span = server.converter(opened).span(params.range)
    opened.analyser.attend_to(span.start)
    return await opened.while_open(_laid_out(server, opened, span))


async def on_type_formatting(
    server: RisServer, params: types.DocumentOnTypeFormattingParams
) -> list[types.TextEdit] | None:
    """Write the tag that comes next on a new line, unless nothing is to be laid out."""
    opened = server.opened(params.text_document.uri)
    if opened is None or params.ch != NEW_LINE:
        return None
    await opened.settings_known()
    if not opened.settings.format.enable:
        return None
    converter = server.converter(opened)
    offset = converter.offset(params.position)
    edit = on_new_line(opened.text, offset, opened.settings.format)
    return None if edit is None else converter.edits([edit])


async def _laid_out(
    server: RisServer, opened: OpenDocument, span: Span | None
) -> list[types.TextEdit] | Json | None:
    text, encoding = opened.snapshot(), server.documents.encoding
    await opened.settings_known()
    if not opened.settings.format.enable:
        return None
    edits: list[str] = []
    async with progress.shown(server, f"Laying out {opened.name}"):
        await in_slices(
            format_steps(
                text,
                span,
                opened.settings,
                lambda refusal: _log.error("%s: %s", opened.uri, refusal.message),
            ),
            lambda some: edits.extend(text_edit(each, text, encoding) for each in some),
        )
    return listed(edits)


async def completion(
    server: RisServer, params: types.CompletionParams
) -> list[types.CompletionItem] | Json | None:
    """Return what can be written at a position."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    offset = server.converter(opened).offset(params.position)
    opened.analyser.attend_to(offset)
    vocabulary = server.documents.library.vocabulary
    found = complete(opened.text, offset, vocabulary)
    # Mostly done by now; but an edit ends all work on a document, and this with it.
    server.spawn(in_slices(vocabulary.settle()))
    return completion_list(found, opened.text, server.documents.encoding, server.client)


async def hover(server: RisServer, params: types.HoverParams) -> types.Hover | None:
    """Explain what stands at a position."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    converter = server.converter(opened)
    opened.analyser.attend_to(converter.offset(params.position))
    found = explain(opened.text, converter.offset(params.position))
    return None if found is None else converter.hover(found, server.client)


async def document_symbols(
    server: RisServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | Json | None:
    """Return the outline of a document."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    return await opened.while_open(_in_pages(_outline(server, opened).symbols(opened.snapshot())))


async def folding_ranges(
    server: RisServer, params: types.FoldingRangeParams
) -> list[types.FoldingRange] | Json | None:
    """Return what can be folded away."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    return await opened.while_open(_in_pages(_outline(server, opened).foldings(opened.snapshot())))


async def document_links(
    server: RisServer, params: types.DocumentLinkParams
) -> list[types.DocumentLink] | Json | None:
    """Return what leads somewhere; nothing of a document that is very large."""
    opened = server.opened(params.text_document.uri)
    if opened is None or len(opened.text) > LARGEST_AT_ONCE:
        return None
    return await opened.while_open(_in_pages(_outline(server, opened).links(opened.snapshot())))


async def code_lenses(
    server: RisServer, params: types.CodeLensParams
) -> list[types.CodeLens] | Json | None:
    """Return where a line is shown above a record; nowhere in a document that is very large.

    Editors that ask for what the lines say ask for each, and some for all that are not seen too.
    """
    opened = server.opened(params.text_document.uri)
    if opened is None or len(opened.text) > LARGEST_AT_ONCE:
        return None
    await opened.settings_known()
    if not opened.settings.hints.references:
        return None
    opened.lenses = opened.shelf.stamp
    return await opened.while_open(_in_pages(_outline(server, opened).lenses(opened.snapshot())))


async def resolve_lens(server: RisServer, lens: types.CodeLens) -> types.CodeLens:
    """Return a line above a record with what it says: nothing where the record has gone."""
    opened = server.opened(lens.data) if isinstance(lens.data, str) else None
    title, place = "", lens.range.start
    if opened is not None:
        if len(opened.text.blocks) <= FEW_RECORDS:
            await opened.shelved()
        opened.lenses = opened.shelf.stamp
        offset = server.converter(opened).offset(place)
        title = headline(record_at(opened.text, offset), opened.duplicates_at(offset))
    if title:
        where = [lens.data, place.line, place.character]
        lens.command = types.Command(title, SHOW_REFERENCE, arguments=where)
    else:
        lens.command = types.Command("", "")
    return lens


async def selection_ranges(
    server: RisServer, params: types.SelectionRangeParams
) -> list[types.SelectionRange] | None:
    """Return what to select around each of some positions, from the word to the record."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    converter = server.converter(opened)
    found: list[types.SelectionRange] = []
    for position in params.positions:
        selected: types.SelectionRange | None = None
        for span in reversed(selections(opened.text, converter.offset(position))):
            selected = types.SelectionRange(converter.range(span), selected)
        assert selected is not None  # a place is always around itself
        found.append(selected)
    return found


async def document_highlights(
    server: RisServer, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """Return where else the tag or value at a position stands."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    text = opened.snapshot()
    converter = Converter(text, server.documents.encoding)
    found: list[types.DocumentHighlight] = []

    def take(span: Span | None) -> None:
        if span is not None:
            found.append(types.DocumentHighlight(converter.range(span)))

    offset = converter.offset(params.position)
    await opened.while_open(in_slices(highlights(text, offset), take))
    return sorted(found, key=lambda each: each.range.start)


async def inlay_hints(
    server: RisServer, params: types.InlayHintParams
) -> list[types.InlayHint] | None:
    """Return the short remarks to be shown in a range."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    await opened.settings_known()
    converter = server.converter(opened)
    return [
        types.InlayHint(converter.position(hint.offset), hint.label, padding_left=True)
        for hint in hints(opened.text, converter.span(params.range), opened.settings.hints)
    ]


async def semantic_tokens(
    server: RisServer, params: types.SemanticTokensParams
) -> types.SemanticTokens | Json | None:
    """Return what all parts of a document mean; nothing for one so large that none is coloured."""
    opened = server.opened(params.text_document.uri)
    if opened is None or len(opened.text) > LARGEST_AT_ONCE:
        return None
    return await opened.while_open(_all_tokens(server, opened))


async def semantic_tokens_delta(
    server: RisServer, params: types.SemanticTokensDeltaParams
) -> types.SemanticTokens | types.SemanticTokensDelta | Json | None:
    """Return what changed since the client was told last; all where it was not told by us."""
    opened = server.opened(params.text_document.uri)
    if opened is None or len(opened.text) > LARGEST_AT_ONCE:
        return None
    old = opened.tokens
    if old is None or old.result_id != params.previous_result_id:
        return await opened.while_open(_all_tokens(server, opened))
    writer = _tokens(server)
    opened.tokens = await opened.while_open(result_of(writer.read(opened.snapshot())))
    return writer.difference(old, opened.tokens)


async def _all_tokens(server: RisServer, opened: OpenDocument) -> Json:
    writer = _tokens(server)
    told = opened.tokens = await result_of(writer.read(opened.snapshot()))
    written: list[str] = []
    await in_slices(writer.whole(told), written.append)
    return Json(f'{{"resultId":"{told.result_id}","data":[{",".join(written)}]}}')


async def semantic_tokens_range(
    server: RisServer, params: types.SemanticTokensRangeParams
) -> types.SemanticTokens | Json | None:
    """Return what the parts of the records in a range mean."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    first, last = params.range.start.line, params.range.end.line
    return _tokens(server).between(opened.text, first, last)


def _outline(server: RisServer, opened: OpenDocument) -> OutlineWriter:
    return OutlineWriter(opened.uri, server.client, server.documents.encoding)


def _tokens(server: RisServer) -> TokenWriter:
    return TokenWriter(server.documents.encoding, server.client.token_types)


async def _in_pages(pages: Iterator[str]) -> Json:
    written: list[str] = []
    await in_slices(pages, written.append)
    return listed(filter(None, written))
