"""What the rules about whole records share."""

from __future__ import annotations

from collections.abc import Iterable

from ris_ls.knowledge import tags_of_concept
from ris_ls.rules import wording
from ris_ls.syntax import Field, Line, Record
from ris_ls.text import BOM, Span

_CONTENT = tuple(tags_of_concept(concept) for concept in ("title", "author", "date"))


def line_start(record: Record, line: Line) -> int:
    """Return where a line starts, a byte order mark at its head left out: that one stays put."""
    return line.start + (1 if record.text.startswith(BOM, line.start) else 0)


def whole_line(record: Record, line: Line) -> Span:
    """Return the span of a line with its line end, without a byte order mark at its head."""
    return Span(line_start(record, line), line.next)


def head(line: Line) -> Span:
    """Return the span from the tag of a field line to the end of its value on that line."""
    return Span(line.tag_start, max(line.value_end, line.tag_start + 2))


def ended(text: str, line_end: str) -> str:
    """Return ``text``, whole lines, with a line end behind the last one."""
    return text if text.endswith(("\n", "\r")) else text + line_end


def describes_a_work(record: Record) -> bool:
    """Tell whether a record says what it is about: two of title, author and date."""
    return sum(record.first(*tags) is not None for tags in _CONTENT) >= 2


def listed(tags: Iterable[str]) -> str:
    """Return tags as a sentence names them: ``DB, ID and 3 more``, each tag once."""
    names = list(dict.fromkeys(tags))
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} more"]
    return wording.listed(names)


def stand(tags: Iterable[str]) -> str:
    """Return ``listed`` with its verb: ``DB stands``, ``DB and ID stand``."""
    names = list(dict.fromkeys(tags))
    return f"{listed(names)} {'stands' if len(names) == 1 else 'stand'}"


def before_type(record: Record) -> tuple[Field, ...]:
    """Return the fields in front of the first TY; none where there is no TY."""
    type_field = record.type_field
    if type_field is None:
        return ()
    return record.fields[: record.fields.index(type_field)]
