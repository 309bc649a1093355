"""Requests answered by one pure function each: layout, completion, hover, outline, folding."""

from __future__ import annotations

import asyncio
import logging

from lsprotocol import types

from ris_ls.features.completion import complete
from ris_ls.features.folding import block_foldings, foldings
from ris_ls.features.hover import hover as explain
from ris_ls.features.symbols import block_symbols, symbols
from ris_ls.formatting import format_steps
from ris_ls.lsp.convert import Converter
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import in_slices
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.text import Span

_log = logging.getLogger(__name__)


async def formatting(
    server: RisServer, params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """Lay out a whole document, as the settings allow."""
    opened = server.opened(params.text_document.uri)
    return None if opened is None else await _laid_out(server, opened, None)


async def range_formatting(
    server: RisServer, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | None:
    """Lay out the lines of a range, as the settings allow."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    span = server.converter(opened).span(params.range)
    return await _laid_out(server, opened, span)


async def _laid_out(
    server: RisServer, opened: OpenDocument, span: Span | None
) -> list[types.TextEdit] | None:
    converter = Converter(opened.snapshot(), server.documents.encoding)
    # Right after opening, the editor has not said yet what is to be done.
    while (loading := opened.loading) is not None and not loading.done():
        await asyncio.wait({loading})
    if not opened.settings.format.enable:
        return None
    edits: list[types.TextEdit] = []
    await in_slices(
        format_steps(
            converter.text,
            span,
            opened.settings,
            lambda refusal: _log.error("%s: %s", opened.uri, refusal.message),
        ),
        lambda some: edits.extend(converter.edits(some)),
    )
    return edits


async def completion(
    server: RisServer, params: types.CompletionParams
) -> list[types.CompletionItem] | None:
    """Return what can be written at a position."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    converter = server.converter(opened)
    found = complete(opened.text, converter.offset(params.position))
    return [converter.completion(item, server.client) for item in found]


async def hover(server: RisServer, params: types.HoverParams) -> types.Hover | None:
    """Explain what stands at a position."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    converter = server.converter(opened)
    found = explain(opened.text, converter.offset(params.position))
    return None if found is None else converter.hover(found, server.client)


async def document_symbols(
    server: RisServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """Return the outline of a document."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    text = opened.snapshot()
    await in_slices(text.blocks, block_symbols)  # kept with the blocks: the next line is quick
    found = symbols(text)
    converter = Converter(text, server.documents.encoding)
    if server.client.nested_symbols:
        nested: list[types.DocumentSymbol] = []
        await in_slices(found, lambda symbol: nested.append(converter.symbol(symbol)))
        return nested
    flat: list[types.SymbolInformation] = []
    await in_slices(found, lambda symbol: flat.append(converter.flat_symbol(symbol, opened.uri)))
    return flat


async def folding_ranges(
    server: RisServer, params: types.FoldingRangeParams
) -> list[types.FoldingRange] | None:
    """Return what can be folded away."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    text = opened.snapshot()
    await in_slices(text.blocks, block_foldings)
    converter = Converter(text, server.documents.encoding)
    folded: list[types.FoldingRange] = []
    await in_slices(foldings(text), lambda span: folded.extend(converter.folding(span)))
    return folded
