"""The line that an editor shows above each record: who wrote what, and what the record lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ris_ls.features.citation import citation, in_short
from ris_ls.features.explain import known_type, nameless
from ris_ls.features.markdown import shorten
from ris_ls.features.place import Entry, entries, records_among
from ris_ls.features.reference import reference
from ris_ls.library import LARGEST_BLOCK, MANY
from ris_ls.rules.demands import Demand, all_lacking, in_words
from ris_ls.syntax import record_of
from ris_ls.text import Block, Document, Span
from ris_ls.values.placeholders import is_placeholder

_LONGEST_HEAD = 80
_LONGEST_TITLE = 80
_SHOWN_DEMANDS = 3
"""So many things are named that a record lacks; a fourth too where it is the last."""
_WORD_JOINER = "\u2060"


def block_lenses(block: Block) -> tuple[Span, ...]:
    """Return where in a block such a line belongs: one span for each line that begins a record.

    Of records that ran together on one line, only the first has its own. Never raises. Offsets
    count from the start of the block.
    """
    if len(block.text) > LARGEST_BLOCK:
        return ()
    lines = record_of(block).sound_lines
    if lines is not None:
        return (Span(0, len(lines[0])),)
    return tuple(_first_of_lines(block))


def _first_of_lines(block: Block) -> Iterator[Span]:
    end = 0
    for fields in records_among(entries(block)):
        first = fields[0]
        if not end or first.start >= end:
            end = _end_of_line(block.text, first.start)
            # A value on a line where fields ran together may go on below.
            yield Span(first.start, min(max(first.value_end, first.tag_end), end))


def _end_of_line(text: str, start: int) -> int:
    ends = (text.find(sign, start) for sign in "\r\n")
    return min((end for end in ends if end >= 0), default=len(text))


def record_at(document: Document, offset: int) -> list[Entry]:
    """Return the fields of the record that an offset is in, or that is nearest in its block.

    Empty where there is none. Never raises.
    """
    index = document.block_at(offset)
    block = document.blocks[index]
    if len(block.text) > LARGEST_BLOCK:
        return []
    local = offset - document.offset_of(index)
    found = records_among(entries(block))
    begun = [fields for fields in found if fields[0].start <= local]
    return next(iter(begun[-1:] or found), [])


def headline(fields: Sequence[Entry], duplicates: int = 0) -> str:
    """Return the line above a record, ``Doe & Roe (2020). On exports · no volume, no abstract``.

    Takes the fields of the record, and how many others are about the same work. What a record
    lacks is what its type asks for. Empty for no fields.
    """
    if not fields:
        return ""
    parts = [cited(fields), _lacked(_lacking(fields))]
    if duplicates:
        parts.append(_counted(duplicates))
    return without_icons(" · ".join(filter(None, parts)))


def without_icons(text: str) -> str:
    """Return a text in which VS Code does not take ``$(n)`` for the picture of that name."""
    return text.replace("$(", f"${_WORD_JOINER}(")


def _counted(duplicates: int) -> str:
    if duplicates > MANY:
        return f"more than {MANY} duplicates"
    return f"{duplicates} duplicate" + ("s" if duplicates > 1 else "")


def in_full(fields: Sequence[Entry]) -> str:
    """Return the whole reference and what the record lacks, as Markdown. Empty for no fields."""
    if not fields:
        return ""
    whole = reference(citation(fields)) or _type_alone(_type_code(fields))
    demands = _lacking(fields)
    return f"{whole}\n\nThe record has no {in_words(demands)}." if demands else whole


def cited(fields: Sequence[Entry]) -> str:
    """Return what a record is, ``Doe & Roe (2020). On exports``. Takes its fields. Never empty."""
    found = citation(fields)
    head = shorten(in_short(found), _LONGEST_HEAD)
    if not head:
        return _type_alone(_type_code(fields))
    title = shorten(found.title, _LONGEST_TITLE) if found.people.names else ""
    return f"{head}. {title}" if title else head


def _type_alone(code: str) -> str:
    """Return what to call a record that says nothing else: that it lacks a title is told beside."""
    known = known_type(code)
    return known.name if known else nameless(code)


def _type_code(fields: Sequence[Entry]) -> str:
    return next((field.value for field in fields if field.tag == "TY"), "")


def _lacking(fields: Sequence[Entry]) -> tuple[Demand, ...]:
    """Return what a record lacks, the required before the recommended."""
    known = known_type(_type_code(fields))
    if known is None:
        return ()
    there = frozenset(
        field.tag for field in fields if field.value and not is_placeholder(field.tag, field.value)
    )
    return all_lacking(known.code, there)


def _lacked(demands: Sequence[Demand]) -> str:
    named = [f"no {one.label}" for one in demands]
    more = len(named) - _SHOWN_DEMANDS
    if more <= 1:
        return ", ".join(named)
    return f"{', '.join(named[:_SHOWN_DEMANDS])} and {more} more"
