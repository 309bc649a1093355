"""Search for records in the whole workspace, by what one remembers of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from heapq import nsmallest
from operator import attrgetter
from pathlib import Path

from lsprotocol import types

from ris_ls.features.finder import Misspelt, Word, distance, may_stand_in, title_of, words_of
from ris_ls.features.place import entries, records_among
from ris_ls.library import LARGEST_BLOCK, Facts, facts_of, id_of, names_of
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.library import blocks_in, lined, records_in
from ris_ls.lsp.slices import in_slices
from ris_ls.lsp.wire import Json, listed, range_in, symbol_kind
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.text import Block, PositionEncoding, Span
from ris_ls.text.lines import count_line_ends

MOST = 200
"""So many records are told: those that have most exactly what was asked for."""


@dataclass(slots=True)
class _Found:
    """A record that was found."""

    distance: int
    """How far it is from what was asked for."""
    file: int
    """The number of its file, in the order in which they are told."""
    line: int
    """The number of the first line of its block."""
    uri: str
    title: str
    """What people call its file."""
    path: Path | None
    """Its file, if that is not open."""
    block: Block | None
    """None until it is read from the file."""


async def workspace_symbols(server: RisServer, params: types.WorkspaceSymbolParams) -> Json:
    """Return the records that have all words of a query, the best ones first.

    The words are looked for in what the library holds of all records. Where that gives too few,
    they are looked for in the text of those that it has not read yet; and where nothing is found
    at all, a letter of each may be wrong.
    """
    words = words_of(params.query)
    search = _Search(server, words)
    await in_slices(search.among_known(lambda *known: distance(words, *known)))
    if len(search.found) < MOST:
        await in_slices(search.among_unread())
    if words and not search.found:
        await in_slices(search.among_known(Misspelt(words).distance))
    best = nsmallest(MOST, search.found, key=attrgetter("distance", "file", "line"))
    await in_slices(_read_blocks(best))
    symbols: list[str] = []
    encoding = server.documents.encoding
    kind = symbol_kind("record", server.client.later_found_kinds)
    await in_slices(best, lambda found: symbols.extend(_symbol(found, words, encoding, kind)))
    return listed(symbols)


class _Search:
    """Looks for the records of a workspace that have all words of a query.

    Whatever looks does so in steps, and adds what it finds.
    """

    def __init__(self, server: RisServer, words: tuple[Word, ...]) -> None:
        self.found: list[_Found] = []
        self._words = words
        opened = sorted(server.documents.all_open(), key=attrgetter("uri"))
        self._documents = [(at, each, each.snapshot()) for at, each in enumerate(opened)]
        files = server.bookcase.files() if server.bookcase else []
        self._files = [(at, path, shelf) for at, (path, shelf) in enumerate(files, len(opened))]

    def among_known(
        self, distance_from: Callable[[Facts | None, str, str], int | None]
    ) -> Iterator[None]:
        """Find those that have the words in what the library holds of them."""
        for at, opened, text in self._documents:
            for _, _, first_line, page in text.placed_pages():
                # Where they stand changes when the document does, and its page then.
                for index, holding in [(each.at, each) for each in opened.shelf.of_page(page)]:
                    far = distance_from(holding.facts, holding.id, holding.names)
                    if far is not None:
                        line = first_line + page.first_lines[index]
                        block = page.blocks[index]
                        self.found.append(_in_document(opened, far, at, line, block))
                    yield
        for at, path, shelf in self._files:
            for holding in tuple(shelf or ()):
                far = distance_from(holding.facts, holding.id, holding.names)
                if far is not None:
                    self.found.append(_in_file(path, far, at, holding.at, None))
                yield

    def among_unread(self) -> Iterator[None]:
        """Find more of them among those that the library does not know, until there are enough."""
        for each in self._unread():
            if each is not None:
                self.found.append(each)
                if len(self.found) == MOST:
                    return
            yield

    def _unread(self) -> Iterator[_Found | None]:
        """Yield the records with the words whose text has not been read yet, in steps."""
        for at, opened, text in self._documents:
            for _, _, first_line, page in text.placed_pages():
                if opened.shelf.known_of(page) is None:
                    for index, block in enumerate(page.blocks):
                        far = self._distance(block)
                        line = first_line + page.first_lines[index]
                        yield None if far is None else _in_document(opened, far, at, line, block)
        for at, path, shelf in self._files:
            if shelf is None:
                with suppress(OSError):  # it is gone by now, or not to be read
                    yield from self._unread_file(at, path)

    def _unread_file(self, at: int, path: Path) -> Iterator[_Found | None]:
        for line, block in blocks_in(path):
            far = self._distance(block)
            yield None if far is None else _in_file(path, far, at, line, block)

    def _distance(self, block: Block) -> int | None:
        if block.length > LARGEST_BLOCK or not may_stand_in(self._words, block.text):
            return None
        return distance(self._words, facts_of(block), id_of(block), names_of(block))


def _in_document(opened: OpenDocument, far: int, at: int, line: int, block: Block) -> _Found:
    return _Found(far, at, line, opened.uri, opened.name, None, block)


def _in_file(path: Path, far: int, at: int, line: int, block: Block | None) -> _Found:
    return _Found(far, at, line, path.as_uri(), path.name, path, block)


def _read_blocks(found: Iterable[_Found]) -> Iterator[None]:
    """Read the records from their files, in steps, as far as they are still there."""
    missing: dict[Path, dict[int, _Found]] = {}
    for each in found:
        if each.block is None and each.path is not None:
            missing.setdefault(each.path, {})[each.line] = each
    for path, by_line in missing.items():
        last = max(by_line)
        with suppress(OSError):
            for first_line, piece in records_in(path):
                if first_line > last:
                    break
                yield
                lines = range(first_line, first_line + count_line_ends(piece) + 1)
                if any(line in lines for line in by_line):
                    for line, block in lined(piece, first_line):
                        if line in by_line:
                            by_line[line].block = block
                        yield


def _symbol(
    found: _Found, words: Iterable[Word], encoding: PositionEncoding, kind: int
) -> list[str]:
    """Return a record as a symbol, at its TY; nothing for one that has gone."""
    block = found.block
    if block is None or block.length > LARGEST_BLOCK:
        return []
    fields = next(iter(records_among(entries(block))), [])
    head = next((field for field in fields if field.tag == "TY"), next(iter(fields), None))
    if head is None:
        return []
    span = Span(head.start, max(head.tag_end, head.value_end))
    pieces = range_in(block, span, encoding)
    range_ = "".join(str(found.line + p) if isinstance(p, int) else p for p in pieces)
    return [
        f'{{"name":{json.dumps(title_of(words, fields))},"kind":{kind},'
        f'"location":{{"uri":{json.dumps(found.uri)},"range":{range_}}},'
        f'"containerName":{json.dumps(found.title)}}}'
    ]
