"""Requests answered by one pure function each: layout, completion, hover, outline, folding."""

from __future__ import annotations

from lsprotocol import types

from ris_ls.features.completion import complete
from ris_ls.features.folding import foldings
from ris_ls.features.hover import hover as explain
from ris_ls.features.symbols import symbols
from ris_ls.formatting import format_edits
from ris_ls.lsp.host import RisServer


async def formatting(
    server: RisServer, params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """Lay out a whole document, as the settings allow."""
    opened = server.opened(params.text_document.uri)
    if opened is None or not opened.settings.format.enable:
        return None
    return server.converter(opened).edits(format_edits(opened.text))


async def range_formatting(
    server: RisServer, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | None:
    """Lay out the lines of a range, as the settings allow."""
    opened = server.opened(params.text_document.uri)
    if opened is None or not opened.settings.format.enable:
        return None
    converter = server.converter(opened)
    return converter.edits(format_edits(opened.text, converter.span(params.range)))


async def completion(
    server: RisServer, params: types.CompletionParams
) -> types.CompletionList | None:
    """Return what can be written at a position."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    converter = server.converter(opened)
    found = complete(opened.text, converter.offset(params.position))
    items = [converter.completion(item, server.client) for item in found]
    return types.CompletionList(is_incomplete=False, items=items)


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
    converter = server.converter(opened)
    found = symbols(opened.text)
    if server.client.nested_symbols:
        return [converter.symbol(symbol) for symbol in found]
    return [converter.flat_symbol(symbol, opened.uri) for symbol in found]


async def folding_ranges(
    server: RisServer, params: types.FoldingRangeParams
) -> list[types.FoldingRange] | None:
    """Return what can be folded away."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    converter = server.converter(opened)
    folded = (converter.folding(span) for span in foldings(opened.text))
    return [each for each in folded if each is not None]
