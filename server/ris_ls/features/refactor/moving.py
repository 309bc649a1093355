"""Records taken out of a document, to be gone or to go into another file."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence

from ris_ls.features.refactor.extent import (
    begin_of,
    extent_of,
    length_of_content,
    misread,
    record_count,
)
from ris_ls.features.refactor.flaws import MERGING, flaw_of, misread_at, refused
from ris_ls.features.refactor.model import RefusedError
from ris_ls.features.refactor.readings import (
    ELSEWHERE,
    LOOKED_AT,
    Readings,
    beginning,
    comparing_steps,
    reading_steps,
    unrecognised_steps,
)
from ris_ls.importers.shape import plain_type
from ris_ls.syntax import read_pieces
from ris_ls.text import Document, Edit
from ris_ls.text.lines import prevailing_line_end

_AROUND = 16
"""So many records before and behind are looked at for a sound one. No program carries anything
over one of these; where there is none, so many tell enough."""


def remove_steps(document: Document, records: range) -> Generator[None, None, Edit]:
    """Return the edit that takes out some records, with the blank lines behind them, in steps.

    Takes the indices of their blocks, at least one. Where the last record goes, the one before it
    becomes the end of the file, and what stood behind the last one stands behind that. The head of
    the file and a foot stay. Raises RefusedError where a block holds more or less than a record,
    and when a record that stays would not be read as it is now, by us or by another program.
    """
    yield from _refuse_flawed(document, records)
    edit = _edit(document, records)
    yield
    yield from _prove(document, records, edit)
    return edit


def move_steps(document: Document, records: range) -> Generator[None, None, tuple[Edit, str]]:
    """Return the edit that takes out some records, and the text of a file of these, in steps.

    That text ends with a line end. Raises RefusedError as `remove_steps` does, and when a record
    would not be read in the new file as it is now.
    """
    edit = yield from remove_steps(document, records)
    texts: list[str] = []
    for index in records:
        texts.append(_text_of(document, index))
        yield
    last = texts[-1]
    texts[-1] = last[: length_of_content(last)] + prevailing_line_end(last)
    if (wrong := (yield from misread("", texts, ""))) is not None:
        raise misread_at(document, [records[min(wrong, len(records) - 1)]])
    before = yield from _readings(document, records, records)
    after = yield from reading_steps(zip(records, texts, strict=True), at_end=True)
    yield from _refuse_misread(document, records, before, after)
    if name := (yield from unrecognised_steps(before, document, read_pieces(texts))):
        raise misread_at(document, records, name)
    return edit, "".join(texts)


def _refuse_flawed(document: Document, records: range) -> Generator[None, None, None]:
    """Raise RefusedError where it is not clear where the records begin and end."""
    first = max(0, records.start - 1)
    for index in range(first, records.stop):
        flaw = flaw_of(document.blocks[index])
        # That another one holds several, or has no ER, does not matter by itself.
        kinds = ("glued",) if index < records.start else ("glued", "several", "too long")
        if flaw is not None and flaw.kind in kinds:
            raise refused(document, index, flaw)
        yield


def _edit(document: Document, records: range) -> Edit:
    first, stop = records.start, records.stop
    if stop == record_count(document) and first:
        return Edit(extent_of(document, first - 1).end, extent_of(document, stop - 1).end, "")
    return Edit(begin_of(document, first), begin_of(document, stop), "")


def _prove(document: Document, records: range, edit: Edit) -> Generator[None, None, None]:
    """Read again what comes together when some records are taken out."""
    first, stop, count = records.start, records.stop, record_count(document)
    head = document.slice(0, begin_of(document, 0)) if first <= 1 else ""
    staying = [document.slice(begin_of(document, first - 1), edit.start)] if first else []
    if stop < count:
        staying.append(document.slice(edit.end, begin_of(document, stop + 1)))
        foot = ""
    else:
        begin = begin_of(document, count)
        if first:
            staying[0] += document.slice(edit.end, begin)
        foot = document.slice(begin, len(document))
    if staying and (yield from misread(head, staying, foot)) is not None:
        unended = _unended_before(document, first)
        raise misread_at(document, [max(0, first - 1)], otherwise=unended)
    around = _around(document, records)
    others = frozenset([ELSEWHERE, *around]).difference(records)
    before = yield from _readings(document, around, others)
    kept = [(index, text) for index, text in _texts(document, around) if index not in records]
    if stop == count and first:  # the text before them has another end now
        at = next(at for at, (index, _) in enumerate(kept) if index == first - 1)
        kept[at] = (first - 1, staying[0])
    head = document.slice(0, begin_of(document, 0)) if around.start == 0 else ""
    after = yield from reading_steps(kept, head=head, at_end=around.stop == count, only=others)
    yield from _refuse_misread(document, records, before, after)
    if first < LOOKED_AT:
        stay = [each for each in range(min(count, stop + LOOKED_AT)) if each not in records]
        was, now = _beginning(document, range(min(count, LOOKED_AT))), _beginning(document, stay)
        if name := (yield from unrecognised_steps(before, was, now)):
            raise misread_at(document, [stay[0] if stay else count], name)


def _refuse_misread(
    document: Document, records: range, before: Readings, after: Readings
) -> Generator[None, None, None]:
    if found := (yield from comparing_steps(before, after)):
        unended = _unended_before(document, records.stop)
        raise misread_at(document, *found, otherwise=unended)


def _unended_before(document: Document, stop: int) -> RefusedError | None:
    """Return the error that names the nearest record before an index whose end may be missed."""
    for index in range(stop - 1, max(-1, stop - 1 - _AROUND), -1):
        flaw = flaw_of(document.blocks[index])
        if flaw is not None and flaw.kind in MERGING:
            return refused(document, index, flaw)
    return None


def _around(document: Document, records: range) -> range:
    """Return some records with those around them that may matter to how they are read."""
    count, blocks = record_count(document), document.blocks
    start, stop = max(0, records.start - 1), min(count, records.stop + 1)
    while start > max(0, records.start - _AROUND) and not plain_type(blocks[start].text):
        start -= 1
    while stop < min(count, records.stop + _AROUND) and not plain_type(blocks[stop - 1].text):
        stop += 1
    return range(start, stop)


def _readings(
    document: Document, records: range, only: Iterable[int]
) -> Generator[None, None, Readings]:
    """Return what programs read of ``only`` some records, by a look at those around them too."""
    around = _around(document, records)
    head = document.slice(0, begin_of(document, 0)) if around.start == 0 else ""
    at_end = around.stop == record_count(document)
    texts = _texts(document, around)
    return (yield from reading_steps(texts, head=head, at_end=at_end, only=frozenset(only)))


def _texts(document: Document, records: range) -> Iterator[tuple[int, str]]:
    """Yield the texts of records with their numbers, and the foot behind the last one."""
    for index in records:
        yield index, _text_of(document, index)
    count = record_count(document)
    if records.stop == count:
        yield ELSEWHERE, document.slice(begin_of(document, count), len(document))


def _text_of(document: Document, index: int) -> str:
    return document.slice(begin_of(document, index), begin_of(document, index + 1))


def _beginning(document: Document, indices: Sequence[int]) -> Document:
    """Return what `beginning` does for a file of some records, with the head and the foot."""
    texts = [_text_of(document, index) for index in indices[:LOOKED_AT]]
    foot = document.slice(begin_of(document, record_count(document)), len(document))
    return beginning([document.slice(0, begin_of(document, 0)), *texts, foot])
