"""Code actions that mend nothing: sorting and moving records, other tags, fields split in several.

What takes more than a look at one record is worked out once it is chosen; whether it is offered is
told by a look at few records. Where a client cannot wait, it is worked out at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import Any, Literal, cast
from urllib.parse import quote

from lsprotocol import types

from ris_ls.features.refactor import RefusedError
from ris_ls.features.refactor.extent import begin_of, record_count, touched
from ris_ls.features.refactor.moving import move_steps, remove_steps
from ris_ls.features.refactor.sorting import SORT_BY, SortBy, is_sorted, sort_steps
from ris_ls.features.refactor.tags import (
    can_be_converted,
    convert_refusal,
    convert_steps,
    order_edits,
    order_refusal,
    order_steps,
)
from ris_ls.features.refactor.values import at_value
from ris_ls.formatting.specifications import TagSet
from ris_ls.lsp import progress
from ris_ls.lsp.convert import Converter
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import in_slices, result_of
from ris_ls.lsp.wire import Json, plain_json, read, text_edit, workspace_edit
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.syntax import foreign_format
from ris_ls.text import Document, Edit, PositionEncoding, Span

Task = Literal[
    "sort.author",
    "sort.year",
    "sort.title",
    "convert.2011",
    "convert.2001",
    "order",
    "move",
    "remove",
]
"""What is worked out once it is chosen."""

_REWRITE = f"{types.CodeActionKind.RefactorRewrite.value}.ris"
_VALUE_KINDS = {
    "split": f"{_REWRITE}.split",
    "invert": f"{_REWRITE}.name",
    "pages": f"{_REWRITE}.pages",
}
ORDER = f"{_REWRITE}.order"
CONVERT = f"{_REWRITE}.convert"
REMOVE = f"{_REWRITE}.remove"
MOVE = "refactor.move.ris.newFile"
SORT = "source.sort.ris"
CONVERT_ALL = "source.convert.ris"

KINDS = [
    *_VALUE_KINDS.values(),
    ORDER,
    CONVERT,
    REMOVE,
    MOVE,
    *(f"{SORT}.{by}" for by in SORT_BY),
    f"{CONVERT_ALL}.2011",
    f"{CONVERT_ALL}.2001",
]
"""The kinds of all actions; a menu, a key or a setting for saving may ask for one alone."""

_SORTS: Mapping[SortBy, Task] = MappingProxyType(
    {"author": "sort.author", "year": "sort.year", "title": "sort.title"}
)
_CONVERSIONS: Mapping[TagSet, Task] = MappingProxyType(
    {"2011": "convert.2011", "2001": "convert.2001"}
)
_BY = {task: by for by, task in _SORTS.items()}
_YEAR = {task: year for year, task in _CONVERSIONS.items()}
_DOING: Mapping[Task, str] = MappingProxyType(
    {
        **dict.fromkeys(_SORTS.values(), "Sorting"),
        **dict.fromkeys(_CONVERSIONS.values(), "Converting"),
        "order": "Putting in order",
        "move": "Moving records out of",
        "remove": "Removing records from",
    }
)

FEW = 32
"""So many records are looked at to tell whether something is to be done to them."""

LARGEST_AT_ONCE = 1_000_000
"""In code points. Of a larger document as a whole, nothing is worked out that was not asked for by
its kind, for a client that cannot ask for the edit later."""

CHANGED = "The text has changed since this was offered. Choose it again."

_CHUNK = 250_000
"""So many characters are written as JSON at a stretch."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a client asks about: a place in a document as it was then."""

    server: RisServer
    opened: OpenDocument
    text: Document
    version: int | None
    span: Span

    @property
    def encoding(self) -> PositionEncoding:
        """What a column counts."""
        return self.server.documents.encoding

    @property
    def can_move(self) -> bool:
        """Whether records can go to another file, beside that of the document."""
        return self.opened.file is not None and self.server.client.creates_files


@dataclass(frozen=True, slots=True)
class _Offer:
    """An action that may be offered, with its edits, or with what is to be worked out."""

    kind: str
    title: str
    todo: tuple[Edit, ...] | Task
    whole: bool = False
    """Whether it is about the whole document."""
    reason: str = ""
    """Why it cannot be done, where that is known already."""


async def actions(
    server: RisServer,
    opened: OpenDocument,
    params: types.CodeActionParams,
    kinds: Set[str],
    *,
    in_passing: bool,
) -> list[types.CodeAction]:
    """Return what can be done in a range, of the kinds that are asked for.

    ``in_passing`` the client asks at each move of the cursor: then it is told of the value alone.
    """
    text = opened.snapshot()
    span = Converter(text, server.documents.encoding).span(params.range)
    asked = _Asked(server, opened, text, opened.version, span)
    found: list[_Offer] = []

    def take(offer: _Offer | None) -> None:
        if offer is not None:
            found.append(offer)

    await in_slices(_offers(asked, kinds, in_passing), take)
    may_wait = server.client.resolves_action_edits
    at_once = params.context.only is not None or len(text) <= LARGEST_AT_ONCE
    made = [await _action(asked, each) for each in found if may_wait or at_once or not each.whole]
    return [action for action in made if action is not None]


async def resolve(
    server: RisServer, opened: OpenDocument, action: types.CodeAction, data: dict[str, Any]
) -> types.CodeAction | Json:
    """Work out the edit of an action that was chosen.

    None where the records it was offered for have changed since, or the text while it was worked
    out: then the user is told. What is done to all records is done to those that there are now.
    """
    text = opened.snapshot()
    match data:
        case {"refactor": str(task), "start": int(start), "end": int(end), "version": version}:
            if task not in _DOING:
                return action
        case _:
            return action
    span = Span(start, end)
    if data.get("whole"):
        span = Span(0, len(text))
    elif version != opened.version and not _is_as_it_was(text, span, data.get("text")):
        server.show(CHANGED)
        return action
    asked = _Asked(server, opened, text, opened.version, span)
    try:
        edit = await opened.while_open(_worked_out(asked, cast(Task, task)))
    except RefusedError as refused:
        server.show(f"Nothing was changed. {refused}")
        return action
    if opened.version != asked.version:
        server.show(CHANGED)
        return action
    # The edits of a large file as objects would keep everybody waiting.
    return Json(f'{plain_json(action)[:-1]},"edit":{edit.text}}}')


def _digest(text: Document, span: Span) -> str:
    """Return what tells whether the records in a span are as they were; nothing for very many."""
    records = touched(text, span)
    if records:
        span = Span(begin_of(text, records.start), begin_of(text, records.stop))
    if span.end - span.start > LARGEST_AT_ONCE:
        return ""
    content = text.slice(span.start, span.end).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _is_as_it_was(text: Document, span: Span, digest: object) -> bool:
    return bool(digest) and span.end <= len(text) and _digest(text, span) == digest


# -- what is offered --------------------------------------------------------------------------


def _offers(asked: _Asked, kinds: Set[str], in_passing: bool) -> Iterator[_Offer | None]:
    """Yield what there is to do, and None now and then so that the caller can stop."""
    if foreign_format(asked.text) is not None:
        return
    yield from _about_value(asked.text, asked.span, kinds, in_passing)
    if not in_passing:
        yield from _about_records(asked, touched(asked.text, asked.span), kinds)
        yield from _about_all(asked.text, kinds)


def _about_value(text: Document, span: Span, kinds: Set[str], in_passing: bool) -> Iterator[_Offer]:
    if kinds.isdisjoint(_VALUE_KINDS.values()):
        return
    lines = {text.position_at(at, "utf-32").line for at in (span.start, span.end)}
    for found in at_value(text, span.start) if len(lines) == 1 else ():
        if _VALUE_KINDS[found.kind] in kinds and (found.in_passing or not in_passing):
            yield _Offer(_VALUE_KINDS[found.kind], found.title, found.edits)


def _about_records(asked: _Asked, records: range, kinds: Set[str]) -> Iterator[_Offer | None]:
    if not records:
        return
    text = asked.text
    these = "this record" if len(records) == 1 else f"{len(records):,} records"
    if ORDER in kinds:
        title = "Put the tags of {} in order"
        able: _Able = partial(order_edits, text), partial(order_refusal, text)
        yield (yield from _each(_Offer(ORDER, title, "order"), records, these, able))
    if CONVERT in kinds:
        for year, task in _CONVERSIONS.items():
            title = f"Convert {{}} to the {year} tags"
            able = _conversion(text, year)
            yield (yield from _each(_Offer(CONVERT, title, task), records, these, able))
    few = len(records) <= FEW
    if MOVE in kinds and asked.can_move and len(records) < record_count(text):
        why = (yield from _refusal(move_steps(text, records))) if few else ""
        yield _Offer(MOVE, f"Move {these} to a new file", "move", reason=why)
    if REMOVE in kinds:
        why = (yield from _refusal(remove_steps(text, records))) if few else ""
        yield _Offer(REMOVE, f"Remove {these}", "remove", reason=why)


def _refusal(steps: Generator[None, None, object]) -> Generator[None, None, str]:
    """Try something out, in steps; return why it cannot be done, nothing where it can."""
    try:
        yield from steps
    except RefusedError as refused:
        return str(refused)
    return ""


def _about_all(text: Document, kinds: Set[str]) -> Iterator[_Offer | None]:
    records = range(record_count(text))
    few = len(records) <= FEW
    for by, task in _SORTS.items():
        if f"{SORT}.{by}" in kinds and not (few and is_sorted(text, by)):
            why = (yield from _refusal(sort_steps(text, by))) if few else ""
            yield _Offer(f"{SORT}.{by}", f"Sort records by {by}", task, whole=True, reason=why)
        yield None
    for year, task in _CONVERSIONS.items():
        kind = f"{CONVERT_ALL}.{year}"
        if kind not in kinds:
            continue
        offer = _Offer(kind, f"Convert {{}} to the {year} tags", task, whole=True)
        yield (yield from _each(offer, records, "all records", _conversion(text, year)))


_Able = tuple[Callable[[int], object], Callable[[int], RefusedError | None]]
"""Tell of a record, by the index of its block, whether there is something to do, and if not, why
that cannot be done."""


def _conversion(text: Document, year: TagSet) -> _Able:
    return partial(can_be_converted, text, to=year), partial(convert_refusal, text)


def _each(
    offer: _Offer, records: range, these: str, able: _Able
) -> Generator[None, None, _Offer | None]:
    """Return, in steps, the offer of what is done to each of some records by itself.

    The title names those to which it can be done; of many, that is taken to be all. None where
    there is nothing to do.
    """
    does, refuses = able
    done = len(records) > FEW
    reasons: list[RefusedError] = []
    for index in () if done else records:
        if does(index):
            done = True
        elif reason := refuses(index):
            reasons.append(reason)
        yield
    if not (done or reasons):
        return None
    if done and reasons:
        these = f"{len(records) - len(reasons)} of {len(records)} records"
    title = offer.title.format(these)
    return replace(offer, title=title, reason="" if done else str(reasons[0]))


async def _action(asked: _Asked, offer: _Offer) -> types.CodeAction | None:
    """Return an offer as an action; None where it cannot be done, and the client cannot say so."""
    action = types.CodeAction(title=offer.title, kind=offer.kind)
    opened, client = asked.opened, asked.server.client
    if offer.reason:
        if not client.disabled_actions:
            return None
        action.disabled = types.CodeActionDisabled(offer.reason)
        return action
    if isinstance(offer.todo, tuple):
        converter = Converter(asked.text, asked.encoding)
        action.edit = converter.workspace_edit(offer.todo, opened.uri, asked.version, client)
        return action
    if offer.whole:
        asked = replace(asked, span=Span(0, len(asked.text)))
    if client.resolves_action_edits:
        action.data = {
            "uri": opened.uri,
            "refactor": offer.todo,
            "start": asked.span.start,
            "end": asked.span.end,
            "version": asked.version,
            "whole": offer.whole,
            "text": "" if offer.whole else _digest(asked.text, asked.span),
        }
        return action
    try:
        edit = await opened.while_open(_worked_out(asked, offer.todo))
    except RefusedError:
        return None
    action.edit = read(edit, types.WorkspaceEdit)
    return action


# -- what is done -----------------------------------------------------------------------------


async def _worked_out(asked: _Asked, task: Task) -> Json:
    """Return the edit of the workspace that does a task. Raises RefusedError."""
    text, opened = asked.text, asked.opened
    records = touched(text, asked.span)
    async with progress.shown(asked.server, f"{_DOING[task]} {opened.name}"):
        if task == "remove":
            return await _edit(asked, [[await result_of(remove_steps(text, records))]])
        if task == "move":
            removal, moved = await result_of(move_steps(text, records))
            return await _moved(asked, await _edit(asked, [[removal]]), moved)
        steps: Iterable[list[Edit]]
        left: list[RefusedError] = []
        if task == "order":
            steps = order_steps(text, records, left.append)
        elif task in _BY:
            steps = [await result_of(sort_steps(text, _BY[task]))]
        else:
            steps = convert_steps(text, records, _YEAR[task], left.append)
        edit = await _edit(asked, steps)
    if len(left) == len(records) and left:
        raise left[0]
    if left and asked.server.client.resolves_action_edits:  # else nothing was chosen yet
        stay = "stays as it is" if len(left) == 1 else "stay as they are"
        asked.server.show(f"{len(left):,} of {len(records):,} records {stay}. {left[0]}")
    return edit


async def _edit(asked: _Asked, steps: Iterable[list[Edit]]) -> Json:
    written: list[str] = []
    await in_slices(_written(steps, asked.text, asked.encoding), written.append)
    texts = ["".join(written)]
    return workspace_edit(texts, asked.opened.uri, asked.version, asked.server.client)


def _written(
    steps: Iterable[list[Edit]], text: Document, encoding: PositionEncoding
) -> Iterator[str]:
    """Yield edits as JSON, with commas between them, a long one in pieces."""
    between = ""
    for edits in steps:
        yield ""
        for edit in edits:
            head, tail = text_edit(replace(edit, text=""), text, encoding).rsplit('""', 1)
            yield f'{between}{head}"'
            yield from _string(edit.text)
            yield f'"{tail}'
            between = ","


def _string(text: str) -> Iterator[str]:
    """Yield a text as it stands in JSON, without the quotation marks, in pieces."""
    for start in range(0, len(text), _CHUNK):
        yield json.dumps(text[start : start + _CHUNK])[1:-1]


async def _moved(asked: _Asked, old: Json, text: str) -> Json:
    """Return an edit that makes a file with a text, and does then what another edit does."""
    pieces: list[str] = []
    await in_slices(_string(text), pieces.append)
    name, start = json.dumps(_new_uri(asked.server, asked.opened)), '{"line":0,"character":0}'
    changes = old.text.removeprefix('{"documentChanges":[')
    return Json(
        f'{{"documentChanges":[{{"kind":"create","uri":{name}}},'
        f'{{"textDocument":{{"uri":{name},"version":null}},"edits":['
        f'{{"range":{{"start":{start},"end":{start}}},"newText":"{"".join(pieces)}"}}]}},'
        f"{changes}"
    )


def _new_uri(server: RisServer, opened: OpenDocument) -> str:
    """Return the address of a file that is not there yet, beside that of a document."""
    file = opened.file
    assert file is not None  # for the type checker: it was offered for a file alone
    folder = opened.uri.rpartition("/")[0]
    for number in count(1):
        name = f"{file.stem}-selection{f'-{number}' if number > 1 else ''}.ris"
        uri = f"{folder}/{quote(name)}"
        if not file.with_name(name).exists() and server.opened(uri) is None:
            return uri
    raise AssertionError("there is always a further number")
