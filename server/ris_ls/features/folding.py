"""What can be folded away: records and long values."""

from __future__ import annotations

import re

from ris_ls.features.place import LARGEST_BLOCK
from ris_ls.syntax import LineKind, record_of
from ris_ls.text import Block, Span

# A line that neither begins with a sound tag nor is blank: only then can a value go on over lines.
_UNTAGGED = re.compile(r"[\r\n](?![A-Z][A-Z0-9]  -|[ \t]*(?:[\r\n]|\Z))")


def block_foldings(block: Block) -> tuple[Span, ...]:
    """Return what of one block spans several lines: the record, and values carried over lines.

    A span runs from its first line's start to its last line's end. Never raises. Offsets count from
    the start of the block.
    """
    text = block.text
    if len(text) > LARGEST_BLOCK:
        return ()
    if text.startswith("TY  - ") and not _UNTAGGED.search(text):
        end = len(text.rstrip())
        while end < len(text) and text[end] not in "\r\n":
            end += 1
        whole = Span(0, end)
        return (whole,) if _several_lines(text, whole) else ()
    record = record_of(block)
    lines = [line for line in record.lines if line.is_field or line.kind is LineKind.COLLAPSED]
    if not lines:
        return ()
    last = record.end or max(
        (*lines, *(more for field in record.fields for more in field.continuation)),
        key=lambda line: line.end,
    )
    spans = [Span(lines[0].start, last.end)]
    spans += [
        Span(field.line.start, field.continuation[-1].end)
        for field in record.fields
        if field.continuation
    ]
    return tuple(span for span in spans if _several_lines(text, span))


def _several_lines(text: str, span: Span) -> bool:
    return text.find("\n", span.start, span.end) >= 0 or text.find("\r", span.start, span.end) >= 0
