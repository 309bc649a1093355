"""What the rules about records beside others share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from ris_ls.library import MANY, Holding
from ris_ls.rules.model import Related
from ris_ls.syntax import Record
from ris_ls.text import Span

MOST_RELATED = 10
"""So many other records are named."""


_MOST_LOOKED_AT = 300


def some(holdings: Iterable[Holding], wanted: Callable[[Holding], bool]) -> list[Holding]:
    """Return those records that are wanted, of very many the first ones: one more than `MANY`."""
    return list(islice(filter(wanted, islice(holdings, _MOST_LOOKED_AT)), MANY + 1))


def span_of(record: Record, *tags: str) -> Span:
    """Return where the value of the first of these tags stands; without one, the record's head.

    That is its TY line, or what else its first line is.
    """
    field = record.first(*tags)
    if field is not None:
        return field.value_span
    if record.type_field is not None:
        field = record.type_field
        return Span(field.line.tag_start, max(field.line.value_end, field.line.tag_start + 2))
    line = next((line for line in record.lines if line.end > line.start), record.lines[0])
    return Span(line.start, line.end)


def counted(others: Sequence[Holding]) -> str:
    """Return how many other records there are, as a sentence begins with it."""
    if len(others) > MANY:
        return f"More than {MANY} other records have"
    if len(others) == 1:
        return "Another record has"
    return f"{len(others)} other records have"


def related(message: str, others: Sequence[Holding]) -> tuple[Related, ...]:
    """Return the first of some other records as places that belong to a finding."""
    return tuple(
        Related(message, Span(0, 0), each, is_record=True) for each in others[:MOST_RELATED]
    )
