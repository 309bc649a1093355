"""What becomes of each record of a file in an importer: what it reads against what is there."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace

from ris_ls.importers.model import Cause, Effect, Event, Part, Reader, Reading, State
from ris_ls.importers.shape import Shape, shape_of
from ris_ls.text import Block, Document, Span
from ris_ls.text.steps import finish


def readings(reader: Reader, document: Document) -> list[Reading]:
    """Return what an importer reads in each block, up to the one at which it gives up, if any."""
    return [reading for _, reading in _in_turn(reader, document)]


def recognises(reader: Reader, document: Document) -> bool:
    """Tell whether an importer takes a file for RIS at all."""
    return finish(reader.recognising(document))


def follow(reader: Reader, document: Document) -> Generator[None, None, None]:
    """Make what `events` needs, in steps: the caller may do something else between them."""
    if not (yield from reader.recognising(document)):
        return
    for block, _ in _in_turn(reader, document):
        shape_of(block)
        yield


def _in_turn(reader: Reader, document: Document) -> Iterator[tuple[Block, Reading]]:
    state = reader.start
    for block in document.blocks:
        reading = reading_of(reader, block, state)
        yield block, reading
        if reading.stops_at >= 0:
            return
        state = reading.after


def reading_of(reader: Reader, block: Block, state: State) -> Reading:
    """Return what an importer that stands at ``state`` reads in a block, kept with it.

    Only the last reading is kept: who types in the record before brings ever new states.
    """
    kept: tuple[State, Reading] | None = block.recall(reader.key)
    if kept is None or kept[0] != state:
        kept = (state, reader.read(block.text, state))
        block.keep(reader.key, kept)
    return kept[1]


def records_read(reader: Reader, document: Document) -> list[tuple[int, Part]]:
    """Return the records that an importer reads from a file: where each begins, and its part there.

    What JabRef makes of blanks behind the last record has no part.
    """
    if not recognises(reader, document):
        return []
    read = readings(reader, document)
    if read[-1].stops_at >= 0:
        return []
    found = [
        (offset + part.start, part)
        for (offset, _), reading in zip(document.placed(), read, strict=False)
        for part in reading.parts
        if part.opens
    ]
    parts = [part for reading in read for part in reading.parts]
    if not reader.keeps_unended and parts and not parts[-1].closes:
        found.pop()
    return found


def events(reader: Reader, document: Document) -> Iterator[Event]:
    """Yield what goes wrong: each record that is lost, merged with another, invented or emptied."""
    if not recognises(reader, document):
        yield from _refused(document)
        return
    read = readings(reader, document)
    last = read[-1]
    if last.stops_at >= 0:
        start = document.offset_of(len(read) - 1) + last.stops_at
        shape = shape_of(document.blocks[len(read) - 1])
        lacks_type = shape.type_cause == "no type" and last.stops_for == "field before type"
        cause: Cause = "no type" if lacks_type and shape.wanted else last.stops_for
        yield Event("stopped", cause, start, start + 5)
        return
    found = _compared(read, document)
    yield from found if reader.keeps_unended else _settled(found, read, document)
    if reader.invents_at_end(last.after):
        yield Event("invented", "blanks after", len(document) - 1, len(document))


def _compared(read: list[Reading], document: Document) -> Iterator[Event]:
    """Yield what each block makes to be reported, its place in the file counted from the start."""
    previous: Shape | None = None
    for (offset, block), reading in zip(document.placed(), read, strict=False):
        shape = shape_of(block)
        if shape.plain and _is_whole(reading):
            previous = shape
            continue
        for event in _in_block(reading, shape, previous):
            yield replace(event, start=event.start + offset, end=event.end + offset)
        if shape.wanted:
            previous = shape


def _is_whole(reading: Reading) -> bool:
    """Tell whether one record is read, with its fields, and nothing else."""
    if len(reading.parts) != 1:
        return False
    part = reading.parts[0]
    return part.opens and part.fields > 0 and not part.void


def _settled(found: Iterator[Event], read: list[Reading], document: Document) -> Iterator[Event]:
    """Yield the events that stand when the last record, not being closed, is lost.

    With it those records are lost that would have been merged with it.
    """
    opener = len(read)
    for index in reversed(range(len(read))):
        parts = read[index].parts
        if parts and parts[-1].closes:
            break
        if any(part.opens for part in parts):
            opener = index
            break
    if opener == len(read):
        yield from found
        return
    from_here = document.offset_of(opener)
    for event in found:
        if event.start < from_here:
            yield event
        elif event.effect == "merged":
            yield replace(event, effect="lost")
        elif event.effect != "emptied":
            yield event
    shape = shape_of(document.blocks[opener])
    if shape.wanted:
        start, end = from_here + shape.head.start, from_here + shape.head.end
        yield Event("lost", shape.end_cause, start, end)


def _refused(document: Document) -> Iterator[Event]:
    """Yield one event for the whole file, at its first record."""
    for offset, block in document.placed():
        shape = shape_of(block)
        if shape.wanted:
            cause = shape.type_cause or ("text before" if offset + shape.head.start else "")
            yield Event("refused", cause, offset + shape.head.start, offset + shape.head.end)
            return


def _in_block(reading: Reading, shape: Shape, previous: Shape | None) -> Iterator[Event]:
    opened = [part for part in reading.parts if part.opens]
    if not shape.wanted:
        for part in opened:
            cause: Cause = "field after end" if shape.fields else "text after"
            yield _event("invented", cause, _place(part), part)
    elif opened:
        yield from _opened(opened, shape)
    elif any(part.fields for part in reading.parts):
        before = previous.end_cause if previous else ""
        yield _event("merged", before or shape.type_cause or _other(shape), shape.head)
    else:
        yield _event("lost", shape.type_cause or _other(shape), shape.head)


def _opened(opened: list[Part], shape: Shape) -> Iterator[Event]:
    """Yield what goes wrong where at least one record begins: one is the true one."""
    true = true_part(opened)
    for part in opened:
        if part is not true:
            cause: Cause = "repeated type" if part.type_code else "field before type"
            if part.start > true.start and not part.type_code:
                cause = "field after end"
            yield _event("invented", cause, _place(part), part)
    if is_emptied(true, shape):
        yield _event("emptied", _why_emptied(true, shape), shape.head, true)


def true_part(opened: list[Part]) -> Part:
    """Return which of the records that begin in one block is the true one: the others are none."""
    return max(opened, key=lambda part: (part.fields, bool(part.type_code)))


def is_emptied(part: Part, shape: Shape) -> bool:
    """Tell whether a record says something, and nothing of it is kept."""
    return shape.content and (part.void or not part.fields)


def _why_emptied(part: Part, shape: Shape) -> Cause:
    if shape.type_cause:
        return shape.type_cause
    if not part.void:
        return _other(shape)
    if shape.lone_cr:
        return "line ends"
    code = part.type_code
    if code != code.lstrip():
        return "blank before type"
    if code != code.rstrip():
        return "blank line after type"
    return "line after type" if " " in code else "unknown type"


def _other(shape: Shape) -> Cause:
    return "line ends" if shape.lone_cr else ""


def _place(part: Part) -> Span:
    return Span(part.start, part.start + 5)


def _event(effect: Effect, cause: Cause, span: Span, part: Part | None = None) -> Event:
    return Event(effect, cause, span.start, span.end, part.type_code if part else "")
