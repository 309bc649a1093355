"""What can be done to the value at a place: split it, turn a name round, write pages in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ris_ls.features.place import Entry, entries, entry_at
from ris_ls.features.refactor.model import Refactoring, Told, tells
from ris_ls.knowledge import name_tags, tag
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import BLANKS, Defect, Field, Record, record_of
from ris_ls.text import Block, Document, Edit, minimal_edit
from ris_ls.text.lines import prevailing_line_end
from ris_ls.values.keywords import are_keywords, divide_keywords, split_keywords
from ris_ls.values.name_forms import missing_comma, turned
from ris_ls.values.names import split_names
from ris_ls.values.pages import expand_end, parse_pages, runs_on

_NAMES = name_tags() - {"TA"}
"""Not TA, which many programs write for the abbreviated title of a journal."""
_LONGEST_SHOWN = 60
_BETWEEN = " \t\u00a0\u3000,;/，、；؛"
_DASHES = f"{BLANKS}-‐‑‒–—−"
_JOINERS = frozenset({"", "and", "AND", "&"})
"""What may stand between two names or keywords that become fields of their own."""


def at_value(document: Document, offset: int) -> Iterator[Refactoring]:
    """Yield what can be done to the value that holds an offset. Never raises."""
    index = document.block_at(offset)
    block, base = document.blocks[index], document.offset_of(index)
    if block.length > LARGEST_BLOCK:
        return
    record = record_of(block)
    field = _field_at(record, offset - base)
    found: list[Refactoring | None] = []
    if field is not None:
        found += [_split(document, block, record, field), _pages(document, block, record, field)]
    if (place := entry_at(document, offset)) is not None:
        found.append(_turn(block, place[1]))
    for one in found:
        if one is not None:
            yield replace(one, edits=tuple(edit.shift(base) for edit in one.edits))


def _field_at(record: Record, at: int) -> Field | None:
    """Return the field, its continuation lines included, on whose lines a place stands."""
    return next((each for each in record.fields if each.line.start <= at <= each.span.end), None)


def _proved(
    block: Block, kind: str, title: str, edits: Sequence[Edit | None], expected: Told
) -> Refactoring | None:
    """Return a refactoring, its offsets counted from the block; None if it would not tell that."""
    made = [edit for edit in edits if edit is not None]
    if not made or not tells(block, made, expected):
        return None
    return Refactoring(kind, title, tuple(made))


# -- one field into several -------------------------------------------------------------------


def _split(document: Document, block: Block, record: Record, field: Field) -> Refactoring | None:
    """Give each name or keyword that a field holds a field of its own."""
    known = tag(field.tag)
    lines = [field.value, *(record.line_text(line).strip(BLANKS) for line in field.continuation)]
    lines = [line for line in lines if line]
    if field.tag in _NAMES:
        what, parts = "names", _names(field.full_value) if _is_one_list(lines) else []
    elif known is not None and known.value_kind == "keyword":
        what, parts = "keywords", _keywords(field.full_value, lines)
    else:
        return None
    if len(parts) < 2 or Defect.QUOTED in field.line.defects:
        return None
    start, end = field.line.value_start, field.span.end
    line_end = _line_end(document, record, field)
    after = f"{line_end}{field.tag}  - ".join(parts)
    edit = minimal_edit(start, block.text[start:end], after)
    expected: list[tuple[str, str]] = []
    for entry in entries(block):
        here = entry.start == field.line.tag_start
        expected += [(field.tag, part) for part in parts] if here else [(entry.tag, entry.value)]
    title = f"Split into {len(parts)} {what}"
    found = _proved(block, "split", title, [edit], tuple(expected))
    # A comma may be a part of a heading: `Diabetes Mellitus, Type 2`.
    is_sure = what == "names" or split_keywords(field.full_value, alone=True) is not None
    return found and replace(found, in_passing=is_sure or bool(field.continuation))


def _names(value: str) -> list[str]:
    found = split_names(value)
    return _parts(value, found.spans) if found.separator is not None else []


def _keywords(value: str, lines: Sequence[str]) -> list[str]:
    if len(lines) > 1 and are_keywords(lines):
        return [*lines]
    found = divide_keywords(value) if _is_one_list(lines) else None
    return _parts(value, found.spans) if found else []


def _is_one_list(lines: Sequence[str]) -> bool:
    """Tell whether lines make one list: where a line breaks, it is not in the midst of a part."""
    return all(line.endswith(";") for line in lines[:-1])


def _parts(value: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the parts of a value; none where something other than separators would be left out."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(value)]
    between = (value[end:start] for end, start in zip(ends, starts, strict=True))
    if not all(text.strip(_BETWEEN) in _JOINERS for text in between):
        return []
    return [value[start:end] for start, end in spans]


def _line_end(document: Document, record: Record, field: Field) -> str:
    """Return the line end to write behind a field."""
    return record.line_end(field.line) or prevailing_line_end(document.blocks[0].text)


# -- names ------------------------------------------------------------------------------------


def _turn(block: Block, entry: Entry) -> Refactoring | None:
    """Write the name of a person the other way round."""
    value = block.text[entry.value_start : entry.value_end]
    # What goes on on further lines is no single name, and what holds several is to be split first.
    if entry.tag not in _NAMES or value != entry.value or split_names(value).separator is not None:
        return None
    new = turned(value)
    if new is None or len(new) > _LONGEST_SHOWN:
        return None
    expected = _with(block, {entry.start: new})
    edit = minimal_edit(entry.value_start, value, new)
    found = _proved(block, "invert", f"Write as {new}", [edit], expected)
    return found and replace(found, in_passing=missing_comma(value) is not None)


def _with(block: Block, values: dict[int, str]) -> Told:
    """Return what a block tells with other values in the fields that begin at some places."""
    return tuple((one.tag, values.get(one.start, one.value)) for one in entries(block))


# -- pages ------------------------------------------------------------------------------------


def _pages(document: Document, block: Block, record: Record, field: Field) -> Refactoring | None:
    """Write the first page in SP and the last one, in full, in EP."""
    if field.tag not in ("SP", "EP") or len(record.types) > 1:
        return None
    starts, ends = [*record.of("SP")], [*record.of("EP")]
    if len(starts) != 1 or len(ends) > 1 or any(each.continuation for each in (*starts, *ends)):
        return None
    start, end = starts[0], ends[0] if ends else None
    pages = _read(start.value, end.value if end else "")
    if pages is None:
        return None
    first, last = pages
    values = {start.line.tag_start: first}
    edits = [minimal_edit(start.line.value_start, start.value, first)]
    if end is not None:
        at = end.line.value_start
        if end.value:
            edits.append(minimal_edit(at, end.value, last))
        else:  # there may be no blank behind the hyphen
            at = end.line.tag_start
            edits.append(minimal_edit(at, block.text[at : end.line.end], f"EP  - {last}"))
        values[end.line.tag_start] = last
    expected = list(_with(block, values))
    if end is None:
        edits.append(_line_behind(document, record, start, f"EP  - {last}"))
        expected.insert(
            [one.start for one in entries(block)].index(start.line.tag_start) + 1, ("EP", last)
        )
    if first == start.value:
        title = f"Write the last page as {last}"
    else:
        title = f"Write pages {first} to {last} in SP and EP"
    return _proved(block, "pages", title, edits, tuple(expected))


def _read(start: str, end: str) -> tuple[str, str] | None:
    """Return the first and the last page in full; None where SP and EP have them already, or more.

    Takes the values of SP and EP.
    """
    pages = parse_pages(start)
    if pages is None:
        return None
    if pages.kind == "page" and start == pages.start:
        last = expand_end(start, end)
        return None if last is None else (start, last)
    if pages.kind != "range" or not start.startswith(pages.start) or not runs_on(pages):
        return None
    rest = start[len(pages.start) :].lstrip(_DASHES)
    if not rest or not pages.end.endswith(rest):
        return None
    if end not in ("", pages.end) and expand_end(pages.start, end) != pages.end:
        return None
    return pages.start, pages.end


def _line_behind(document: Document, record: Record, field: Field, text: str) -> Edit:
    """Return the edit that puts a line behind that of a field."""
    at, line_end = field.line.next, _line_end(document, record, field)
    new = text + line_end if record.line_end(field.line) else line_end + text
    return Edit(at, at, new)
