"""Where else in the workspace something stands: the same value, and records of the same work.

In the open documents as they are, and in the files of the library as they are on disk. These are
read anew for each question, for the library keeps what their records say without the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from lsprotocol import types

from ris_ls.features.occurrences import Sought, occurrences, occurrences_in_pages, sought_at
from ris_ls.features.place import entry_at
from ris_ls.library import Holding
from ris_ls.lsp.convert import HEAD
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.library import records_in
from ris_ls.lsp.slices import in_slices
from ris_ls.lsp.wire import Json, listed, range_between
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.syntax import read_document
from ris_ls.text import Document, Position, PositionEncoding, Span

MOST_PLACES = 1_000
"""So many places of a value are told: nobody looks at more."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, as the client counts."""

    uri: str
    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was found for a place in a document."""

    here: Place
    """The value or record that was asked about."""
    places: list[Place]
    """Where it stands, here among them."""


async def definition(server: RisServer, params: types.DefinitionParams) -> Json | None:
    """Return where else a telling value stands, and of TY the other records of the same work."""
    found = await _found(server, params, telling=True)
    if found is None:
        return None
    others = [place for place in found.places if place != found.here]
    if not others:
        return None
    if not server.client.definition_links:
        return listed(map(_location, others))
    origin = range_between(found.here.start, found.here.end)
    return listed(_link(place, origin) for place in others)


async def references(server: RisServer, params: types.ReferenceParams) -> Json | None:
    """Return all places of a value, and of TY all records of the same work.

    What stands under the cursor counts as the declaration, which may not be asked for.
    """
    found = await _found(server, params)
    if found is None:
        return None
    with_here = params.context.include_declaration
    return listed(_location(each) for each in found.places if with_here or each != found.here)


async def _found(
    server: RisServer,
    params: types.DefinitionParams | types.ReferenceParams,
    *,
    telling: bool = False,
) -> _Answer | None:
    """Return what was found for a value or record, or only for one that one would follow."""
    opened = server.opened(params.text_document.uri)
    if opened is None:
        return None
    offset = server.converter(opened).offset(params.position)
    return await opened.while_open(_look(server, opened, offset, telling))


async def _look(
    server: RisServer, opened: OpenDocument, offset: int, telling: bool
) -> _Answer | None:
    text, encoding = opened.snapshot(), server.documents.encoding
    type_field = _type_at(text, offset)
    if type_field is not None:
        here = _place(opened.uri, text, type_field, encoding)
        others = await _same_work(opened, text, offset)
        return _Answer(here, [here, *others])
    sought = sought_at(text, offset)
    if sought is None or (telling and not sought.is_telling):
        return None
    here = _place(opened.uri, text, sought.span, encoding)
    return _Answer(here, await _places(server, opened, text, sought))


def _type_at(text: Document, offset: int) -> Span | None:
    """Return the TY field at an offset, from its tag to the end of its value; None for any other.

    It stands for the record.
    """
    found = entry_at(text, offset)
    if found is None or found[1].tag != "TY":
        return None
    base, entry = found
    return Span(base + entry.start, base + max(entry.tag_end, entry.value_end))


async def _same_work(opened: OpenDocument, text: Document, offset: int) -> list[Place]:
    """Return where the other records of the same work begin as that at an offset.

    Those of this document come first. What is not known yet of a large document is not waited for.
    """
    await opened.analyser.result()
    shelf = opened.shelf

    def order(holding: Holding) -> tuple[bool, str, tuple[int, int]]:
        its = holding.shelf
        return its is not shelf, its.uri, its.place(holding)

    holding = shelf.at(text, offset)
    if holding is None:
        return []
    return list(map(_record, sorted(shelf.library.same_work(holding), key=order)))


def _record(holding: Holding) -> Place:
    """Return where a record of the library begins."""
    line = holding.shelf.line(holding)
    return Place(holding.shelf.uri, Position(line, 0), Position(line, HEAD))


async def _places(
    server: RisServer, opened: OpenDocument, text: Document, sought: Sought
) -> list[Place]:
    """Return where a value stands: in this document first, then in others, then in files."""
    others = sorted(server.documents.all_open(), key=attrgetter("uri"))
    documents = [(opened, text)]
    documents += [(each, each.snapshot()) for each in others if each is not opened]
    paths = [path for path, _ in server.bookcase.files()] if server.bookcase else []
    found: list[Place] = []

    def steps() -> Iterator[None]:
        for place in _everywhere(documents, paths, sought, server.documents.encoding):
            if place is not None:
                found.append(place)
                if len(found) == MOST_PLACES:
                    return
            yield

    await in_slices(steps())
    return found


def _everywhere(
    documents: Iterable[tuple[OpenDocument, Document]],
    paths: Iterable[Path],
    sought: Sought,
    encoding: PositionEncoding,
) -> Iterator[Place | None]:
    """Yield where a value stands in documents and files, in steps; None for one without a place."""
    for opened, text in documents:
        for span in occurrences_in_pages(text, sought, opened.shelf.known_of):
            yield None if span is None else _place(opened.uri, text, span, encoding)
    for path in paths:
        uri = path.as_uri()
        with suppress(OSError):  # it is gone by now, or not to be read
            for first_line, piece in records_in(path):
                yield None
                if sought.may_stand_in(piece):
                    text = read_document(piece)
                    for span in occurrences(text.placed(), sought):
                        yield (
                            span if span is None else _place(uri, text, span, encoding, first_line)
                        )


def _place(
    uri: str, text: Document, span: Span, encoding: PositionEncoding, first_line: int = 0
) -> Place:
    """Return where a span of a text is whose first line has a number in its file."""
    start, end = text.position_at(span.start, encoding), text.position_at(span.end, encoding)
    return Place(
        uri,
        Position(first_line + start.line, start.column),
        Position(first_line + end.line, end.column),
    )


def _location(place: Place) -> str:
    return f'{{"uri":{json.dumps(place.uri)},"range":{range_between(place.start, place.end)}}}'


def _link(place: Place, origin: str) -> str:
    target = range_between(place.start, place.end)
    return (
        f'{{"originSelectionRange":{origin},"targetUri":{json.dumps(place.uri)},'
        f'"targetRange":{target},"targetSelectionRange":{target}}}'
    )
