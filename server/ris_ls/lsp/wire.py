"""Diagnostics as the JSON that goes to the client, put together from pieces that are kept.

A thousand diagnostics as objects of the protocol, turned into JSON anew after each key, cost 18 ms.
So each is written once, with places that count from its block, and kept with that; for a message
only the numbers of lines are filled in. A test holds it against what lsprotocol makes of the same.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeVar

import cattrs
from lsprotocol import converters, types

from ris_ls.features.completion import Completion, CompletionKind
from ris_ls.features.folding import block_foldings
from ris_ls.features.lens import block_lenses
from ris_ls.features.links import block_links
from ris_ls.features.symbols import Symbol, SymbolKind, block_symbols
from ris_ls.library import Holding
from ris_ls.lsp.analysis import Analysis
from ris_ls.lsp.client import Client
from ris_ls.lsp.convert import (
    HEAD,
    MAX_DIAGNOSTICS,
    SEVERITY,
    SOURCE,
    Converter,
    path_uri,
    plain,
    without_places,
)
from ris_ls.lsp.documentation import href
from ris_ls.rules.by_page import GroupKey, Placed, PlacedPage
from ris_ls.rules.findings import Item, Share
from ris_ls.rules.model import Problem
from ris_ls.text import Block, Document, Edit, Page, Position, PositionEncoding, Span
from ris_ls.text.positions import to_column

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Json:
    """A part of a message that is written already."""

    text: str


@cache
def _converter() -> cattrs.Converter:
    return converters.get_converter()  # 20 ms, which starting does not pay


def plain_json(value: object) -> str:
    """Return an object of the protocol as JSON."""
    return json.dumps(_converter().unstructure(value), separators=(",", ":"))


def read(written: Json, kind: type[T]) -> T:
    """Return an object of the protocol from its JSON."""
    return _converter().structure(json.loads(written.text), kind)


Piece = str | int
"""Text, or the number of a line counted from the first one of a block."""


class Form(NamedTuple):
    """A text with places for the numbers of lines: what is kept, at little cost."""

    text: str
    """With ``%d`` for each of them."""
    lines: tuple[int, ...]
    """Counted from the first line of a block."""

    def filled(self, first_line: int) -> str:
        """Return the text, with the number of the block's first line given."""
        return self.text % tuple([first_line + line for line in self.lines])


def _form(pieces: Iterable[Piece]) -> Form:
    pieces = list(pieces)
    texts = [p.replace("%", "%%") if isinstance(p, str) else "%d" for p in pieces]
    return Form("".join(texts), _once(tuple(p for p in pieces if isinstance(p, int))))


@lru_cache(2048)
def _once(lines: tuple[int, ...]) -> tuple[int, ...]:
    """Return the same numbers for equal ones: most records begin at 0 and end on few others."""
    return lines


def listed(texts: Iterable[str]) -> Json:
    """Return texts that are JSON as a list."""
    return Json(f"[{','.join(texts)}]")


def text_edit(edit: Edit, document: Document, encoding: PositionEncoding) -> str:
    """Return an edit of a document as JSON."""
    replaced = _range(document, Span(edit.start, edit.end), encoding)
    return f'{{"range":{replaced},"newText":{json.dumps(edit.text)}}}'


def _range(document: Document, span: Span, encoding: PositionEncoding) -> str:
    start = document.position_at(span.start, encoding)
    end = start if span.end == span.start else document.position_at(span.end, encoding)
    return range_between(start, end)


def range_between(start: Position, end: Position) -> str:
    """Return a range as JSON."""
    return (
        f'{{"start":{{"line":{start.line},"character":{start.column}}},'
        f'"end":{{"line":{end.line},"character":{end.column}}}}}'
    )


def workspace_edit(texts: Iterable[str], uri: str, version: int | None, client: Client) -> Json:
    """Return edits that are JSON as one of the workspace, as `Converter.workspace_edit` does."""
    edits = listed(texts).text
    if not client.versioned_edits:
        return Json(f'{{"changes":{{{json.dumps(uri)}:{edits}}}}}')
    document = f'{{"uri":{json.dumps(uri)},"version":{json.dumps(version)}}}'
    return Json(f'{{"documentChanges":[{{"textDocument":{document},"edits":{edits}}}]}}')


_COMPLETION_KIND: dict[CompletionKind, types.CompletionItemKind] = {
    "tag": types.CompletionItemKind.Field,
    "type": types.CompletionItemKind.EnumMember,
    "record": types.CompletionItemKind.Snippet,
    "value": types.CompletionItemKind.Value,
}
_EARLIER_COMPLETION_KIND = {types.CompletionItemKind.EnumMember: types.CompletionItemKind.Value}
"""What comes next to a kind that only later versions of the protocol know."""


def completion_list(
    items: Iterable[Completion], document: Document, encoding: PositionEncoding, client: Client
) -> Json:
    """Return what can be written at a place of a document as JSON.

    Editors are to ask for values again after each letter: which ones fit is decided by more than
    the letters that they would compare.
    """
    ranges: dict[Span, str] = {}
    written: list[str] = []
    incomplete = False
    for item in items:
        if item.replace not in ranges:
            ranges[item.replace] = _range(document, item.replace, encoding)
        written.append(_completion(item, ranges[item.replace], client))
        incomplete = incomplete or item.kind == "value"
    if not incomplete:
        return listed(written)
    return Json(f'{{"isIncomplete":true,"items":{listed(written).text}}}')


def _completion(item: Completion, replaced: str, client: Client) -> str:
    snippet = item.snippet and client.snippets
    text = item.insert if snippet or not item.snippet else without_places(item.insert)
    kinds = types.InsertTextFormat
    insertion = kinds.Snippet if snippet else kinds.PlainText
    kind = _COMPLETION_KIND[item.kind]
    if not client.later_completion_kinds:
        kind = _EARLIER_COMPLETION_KIND.get(kind, kind)
    detail = json.dumps(item.detail)
    details = f'"detail":{detail},' if item.detail else ""
    if item.detail and client.label_details:
        # Beside each row; `detail` is shown for the chosen row alone.
        details += f'"labelDetails":{{"description":{detail}}},'
    documentation = ""
    if item.documentation:
        written = _documentation(item.documentation, client.markdown_completion)
        documentation = f'"documentation":{written},'
    return (
        f'{{"label":{json.dumps(item.label)},"kind":{kind.value},{details}'
        f"{documentation}"
        f'"sortText":{json.dumps(item.sort)},"filterText":{json.dumps(item.filter)},'
        f'"insertTextFormat":{insertion.value},'
        f'"textEdit":{{"range":{replaced},"newText":{json.dumps(text)}}}}}'
    )


@lru_cache(maxsize=1024)
def _documentation(markdown: str, as_markdown: bool) -> str:
    if not as_markdown:
        return json.dumps(plain(markdown))
    return f'{{"kind":"{types.MarkupKind.Markdown.value}","value":{json.dumps(markdown)}}}'


LARGEST_WITH_FIELDS = 2 * 1024 * 1024
"""In code points: in a larger document, the outline has records alone.

With the fields, an outline is 18 times as large: 147 MB for a file of 50 MB, in place of 8. Editors
ask for it whenever typing pauses, to show where the cursor is. Here it has 6 MB and 22,000 entries,
fewer than that of 25,000 records."""

_SYMBOL_KIND: dict[SymbolKind, types.SymbolKind] = {
    "record": types.SymbolKind.Struct,
    "field": types.SymbolKind.Field,
    "string": types.SymbolKind.String,
    "variable": types.SymbolKind.Variable,
    "enumMember": types.SymbolKind.EnumMember,
    "number": types.SymbolKind.Number,
}
_EARLIER_SYMBOL_KIND = {
    types.SymbolKind.Struct: types.SymbolKind.Class,
    types.SymbolKind.EnumMember: types.SymbolKind.Constant,
}
"""What comes next to a kind that only later versions of the protocol know."""


def symbol_kind(kind: SymbolKind, later: bool) -> int:
    """Return what the protocol calls a kind; ``later`` where the client knows its later kinds."""
    found = _SYMBOL_KIND[kind]
    return (found if later else _EARLIER_SYMBOL_KIND.get(found, found)).value


class OutlineWriter:
    """Writes outline, folds, links and lenses of documents, each record once, kept with it."""

    def __init__(self, uri: str, client: Client, encoding: PositionEncoding) -> None:
        self._uri = uri
        self._nested = client.nested_symbols
        self._later_kinds = client.later_symbol_kinds
        self._tooltips = client.link_tooltips
        self._encoding: PositionEncoding = encoding
        able = (self._nested, self._later_kinds, self._tooltips)
        self._key = (OutlineWriter, uri, able, encoding)

    def symbols(self, document: Document) -> Iterator[str]:
        """Yield the symbols of a document as JSON, page by page; what is empty is left out."""
        with_fields = self._nested and len(document) <= LARGEST_WITH_FIELDS
        return self._pages(document, self._symbols_and_fields if with_fields else self._symbols)

    def foldings(self, document: Document) -> Iterator[str]:
        """Yield what folds in a document as JSON, page by page; what is empty is left out."""
        return self._pages(document, self._foldings)

    def links(self, document: Document) -> Iterator[str]:
        """Yield what leads somewhere as JSON, page by page; what is empty is left out."""
        return self._pages(document, self._links)

    def lenses(self, document: Document) -> Iterator[str]:
        """Yield where a line is shown above a record, as JSON, page by page.

        What is empty is left out. What the lines say is worked out when they are seen.
        """
        return self._pages(document, self._lenses)

    def _pages(self, document: Document, write: Callable[[Block], Form]) -> Iterator[str]:
        key = (self._key, write.__name__)
        for _, _, first_line, page in document.placed_pages():
            parts: list[str] = []
            for block, line in zip(page.blocks, page.first_lines, strict=False):
                form: Form | None = block.recall(key)
                if form is None:
                    form = write(block)
                    block.keep(key, form)
                    yield ""
                parts.append(form.filled(first_line + line))
            yield ",".join(filter(None, parts))

    def _symbols(self, block: Block) -> Form:
        return _form(self._written(block, block_symbols(block)))

    def _symbols_and_fields(self, block: Block) -> Form:
        return _form(self._written(block, block_symbols(block, with_fields=True)))

    def _written(self, block: Block, symbols: Iterable[Symbol]) -> list[Piece]:
        pieces: list[Piece] = []
        for symbol in symbols:
            pieces.extend([",{" if pieces else "{", f'"name":{json.dumps(symbol.name)}'])
            pieces.append(f',"kind":{symbol_kind(symbol.kind, self._later_kinds)}')
            if self._nested:
                if symbol.detail:
                    pieces.append(f',"detail":{json.dumps(symbol.detail)}')
                pieces.extend([',"range":', *range_in(block, symbol.span, self._encoding)])
                place = range_in(block, symbol.selection, self._encoding)
                pieces.extend([',"selectionRange":', *place])
                if symbol.children:
                    children = self._written(block, symbol.children)
                    pieces.extend([',"children":[', *children, "]"])
            else:
                pieces.append(f',"location":{{"uri":{json.dumps(self._uri)},"range":')
                pieces.extend([*range_in(block, symbol.span, self._encoding), "}"])
            pieces.append("}")
        return pieces

    def _foldings(self, block: Block) -> Form:
        pieces: list[Piece] = []
        for span in block_foldings(block):
            start = bisect_right(block.line_starts, span.start) - 1
            end = bisect_right(block.line_starts, span.end) - 1
            if end > start:
                head = ',{"startLine":' if pieces else '{"startLine":'
                pieces.extend([head, start, ',"endLine":', end, "}"])
        return _form(pieces)

    def _links(self, block: Block) -> Form:
        pieces: list[Piece] = []
        for link in block_links(block):
            target = path_uri(link.target, self._uri) if link.is_path else link.target
            if target:
                pieces.extend([',{"range":' if pieces else '{"range":'])
                pieces.extend(range_in(block, link.span, self._encoding))
                pieces.append(f',"target":{json.dumps(target)}')
                if self._tooltips:
                    pieces.append(f',"tooltip":{json.dumps(link.tooltip)}')
                pieces.append("}")
        return _form(pieces)

    def _lenses(self, block: Block) -> Form:
        pieces: list[Piece] = []
        for span in block_lenses(block):
            pieces.extend([',{"range":' if pieces else '{"range":'])
            pieces.extend(range_in(block, span, self._encoding))
            pieces.append(f',"data":{json.dumps(self._uri)}}}')
        return _form(pieces)


_Groups = dict[GroupKey, tuple[list[tuple[Page, int, Problem]], str]]
"""The further places of groups, each with their text."""


class DiagnosticWriter:
    """Writes the diagnostics of one document for one client."""

    def __init__(self, uri: str, client: Client, encoding: PositionEncoding) -> None:
        self._client = client
        self._encoding: PositionEncoding = encoding
        self._uri = uri
        self._location = f'{{"location":{{"uri":{json.dumps(uri)},"range":'
        self._groups: _Groups = {}
        """What was written last."""
        self._before: _Groups = {}
        """What was written before that, while something is being written."""
        self._key = (DiagnosticWriter, uri, client, encoding)

    def write(self, analysis: Analysis) -> Json:
        """Return all that is known, as a list; of too much the most severe, and how much more."""
        # What is not written again is forgotten, with the pages that it stood on.
        self._before, self._groups = self._groups, {}
        converter = Converter(analysis.text, self._encoding)
        of_file = [*analysis.on_disk, *analysis.known.about_file()]
        total = len(analysis.on_disk) + len(analysis.known)
        most = MAX_DIAGNOSTICS if total <= MAX_DIAGNOSTICS else MAX_DIAGNOSTICS - 1
        written = [
            (each.span.start, plain_json(converter.diagnostic(each, self._uri, self._client)))
            for each in of_file[:most]
        ]
        chosen = analysis.known.most_severe(most - len(written))
        for share in chosen.alone:
            offset = share.at.offset
            written.extend((offset + start, text) for start, text in self._share(share))
        written.extend((item.start, self._item(item)) for item in chosen.grouped)
        told = [text for _, text in sorted(written, key=itemgetter(0))]
        if more := total - len(told):
            told.append(plain_json(converter.more(more)))
        self._before = {}
        return Json(f"[{','.join(told)}]")

    def _share(self, share: Share) -> list[tuple[int, str]]:
        """Return what is told by itself in a page: where in it, and the diagnostic."""
        page = share.at.page
        key = (share.known, share.counts, share.at.first_line)
        kept = page.recall(self._key)
        # Other records that are named may move while all stays as it is here.
        if kept is None or kept[0] != key or _lines(kept[2]) != kept[3]:
            chosen = list(share.chosen())
            told = [
                (
                    page.offsets[one.block] + one.problem.span.start,
                    self._alone(share.at, one),
                )
                for one in chosen
            ]
            named = _named(chosen)
            kept = (key, told, named, _lines(named))
            page.keep(self._key, kept)
        made: list[tuple[int, str]] = kept[1]
        return made

    def _alone(self, page: PlacedPage, one: Placed) -> str:
        """Return the diagnostic of what is told by itself."""
        kept = self._kept(page, one)
        first_line = _first_line(page, one)
        named = [each for each in one.problem.related if each.holding is not None]
        if not named or not self._client.related_information:
            return kept.whole.filled(first_line)
        related = [
            *(form.filled(first_line) for form in kept.related),
            *(_elsewhere(each.holding, each.message) for each in named if each.holding is not None),
        ]
        return (
            f'{kept.head.filled(first_line)},"message":{json.dumps(one.problem.message)}'
            f',"relatedInformation":[{",".join(related)}]}}'
        )

    def _item(self, item: Item) -> str:
        kept = self._kept(item.at, item.first)
        text = [
            kept.head.filled(_first_line(item.at, item.first)),
            f',"message":{json.dumps(item.message)}',
        ]
        related = [one.filled(_first_line(item.at, item.first)) for one in kept.related]
        if item.others:
            related.append(self._further(item))
        if related and self._client.related_information:
            text.append(f',"relatedInformation":[{",".join(related)}]')
        return "".join([*text, "}"])

    def _further(self, item: Item) -> str:
        """Return the further places of a group, as they were written before where none moved."""
        key = (item.first.rule.code, item.first.problem.group)
        places = [(page.page, page.first_line, one.problem) for page, one in item.others]
        kept = self._before.get(key)
        if kept is None or kept[0] != places:
            written = (
                _form(self._related(self._kept(page, one).place, "here too")).filled(
                    _first_line(page, one)
                )
                for page, one in item.others
            )
            kept = (places, ",".join(written))
        self._groups[key] = kept
        return kept[1]

    def _kept(self, page: PlacedPage, one: Placed) -> _Written:
        """Return a diagnostic as it was written before, or write it."""
        block, problem = page.page.blocks[one.block], one.problem
        here: dict[tuple[str, int, str], _Written] = block.memo(self._key, dict)
        # Some rules find the same anew: what is known by its object would pile up.
        key = (one.rule.code, problem.span.start, problem.message)
        kept = here.get(key)
        if kept is None or kept.rank != one.rank or kept.problem != problem:
            kept = here[key] = self._written(block, one)
        return kept

    def _written(self, block: Block, one: Placed) -> _Written:
        problem, rule = one.problem, one.rule
        place = range_in(block, problem.span, self._encoding)
        head: list[Piece] = ['{"range":', *place, f',"severity":{SEVERITY[one.severity].value}']
        head.append(f',"code":{json.dumps(rule.code)}')
        link = href(rule.code) if self._client.code_descriptions else None
        if link:
            head.append(f',"codeDescription":{{"href":{json.dumps(link)}}}')
        head.append(f',"source":"{SOURCE}"')
        unnecessary = types.DiagnosticTag.Unnecessary
        if rule.unnecessary and unnecessary in self._client.diagnostic_tags:
            head.append(f',"tags":[{unnecessary.value}]')
        related = [
            self._related(range_in(block, each.span, self._encoding), each.message)
            for each in problem.related
            if each.holding is None
        ]
        whole: list[Piece] = [*head, f',"message":{json.dumps(problem.message)}']
        if related and self._client.related_information:
            whole.append(',"relatedInformation":[')
            for number, each in enumerate(related):
                whole.extend([",", *each] if number else each)
            whole.append("]")
        whole.append("}")
        forms = [_form(each) for each in related]
        return _Written(problem, one.rank, _form(head), _form(whole), place, forms)

    def _related(self, place: Sequence[Piece], message: str) -> list[Piece]:
        return [self._location, *place, f'}},"message":{json.dumps(message)}}}']


def _named(chosen: Iterable[Placed]) -> list[Holding]:
    """Return the other records that some findings name."""
    return [
        related.holding
        for one in chosen
        for related in one.problem.related
        if related.holding is not None
    ]


def _lines(holdings: Iterable[Holding]) -> list[int]:
    return [each.shelf.line(each) for each in holdings]


def _elsewhere(holding: Holding, message: str) -> str:
    """Return a record of whatever file, as it belongs to a diagnostic."""
    line = holding.shelf.line(holding)
    return (
        f'{{"location":{{"uri":{json.dumps(holding.shelf.uri)},"range":'
        f'{{"start":{{"line":{line},"character":0}},'
        f'"end":{{"line":{line},"character":{HEAD}}}}}}},"message":{json.dumps(message)}}}'
    )


def range_in(block: Block, span: Span, encoding: PositionEncoding) -> list[Piece]:
    """Return the range of a span of a block as JSON, its lines left open."""
    start, end = _position(block, span.start, encoding), _position(block, span.end, encoding)
    return ['{"start":{"line":', *start, '},"end":{"line":', *end, "}}"]


def _position(block: Block, offset: int, encoding: PositionEncoding) -> tuple[int, str]:
    """Return the line within a block, and the rest of a position."""
    line = bisect_right(block.line_starts, offset) - 1
    start = block.line_starts[line]
    column = to_column(block.text[start:offset], offset - start, encoding)
    return line, f',"character":{column}'


@dataclass(frozen=True, slots=True)
class _Written:
    """One diagnostic, with the numbers of lines left open."""

    problem: object
    rank: int
    head: Form
    """All up to the message."""
    whole: Form
    place: list[Piece]
    """Its range."""
    related: list[Form]


def _first_line(page: PlacedPage, one: Placed) -> int:
    return page.first_line + page.page.first_lines[one.block]
