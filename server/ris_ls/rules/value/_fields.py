"""Which fields hold which kind of value, and the pieces of a value that stands on several lines."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import ValueKind, tags
from ris_ls.rules.model import Fix, Removal
from ris_ls.syntax import BLANKS, Field, Record, remove_lines
from ris_ls.text import Edit, Span, minimal_edit


def tags_of_kind(*kinds: ValueKind) -> frozenset[str]:
    """Return the tags whose value is of one of these kinds."""
    return frozenset(code for code, tag in tags().items() if tag.value_kind in kinds)


def pieces(field: Field, record: Record) -> Iterator[tuple[str, int]]:
    """Yield (text, offset in the block) of each line of a value, blanks around it left out."""
    if field.value:
        yield field.value, field.line.value_start
    for line in field.continuation:
        raw = record.text[line.start : line.end]
        inner = raw.strip(BLANKS)
        if inner:
            yield inner, line.start + len(raw) - len(raw.lstrip(BLANKS))


def own_values(record: Record, tags: frozenset[str]) -> list[tuple[int, str]]:
    """Return (index among the fields, value on the tag's own line) of the fields with some tags.

    It builds no fields, where no value goes on on further lines.
    """
    wrapped, values = record.wrapped, record.values
    return [
        (index, record.field(index).value if index in wrapped else values[index])
        for index in record.indices_of(*(tags & record.tags))
    ]


def replacement(start: int, before: str, after: str) -> tuple[Edit, ...]:
    """Return the smallest edit from ``before``, at ``start``, to ``after``; none when equal."""
    edit = minimal_edit(start, before, after)
    return () if edit is None else (edit,)


def removal_of_line(field: Field, record: Record, title: str, removes: Removal) -> Fix:
    """Return the safe fix that takes a field out with its lines."""
    return Fix(title, (remove_lines(record.text, field.line_span),), True, removes)


def part(start: int, span: tuple[int, int]) -> Span:
    """Return the span of a part of a text that stands at ``start``."""
    return Span(start + span[0], start + span[1])
