"""What can be folded away: records, long values, and runs of keywords or authors."""

from __future__ import annotations

import re
from itertools import groupby

from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import LineKind, record_of
from ris_ls.text import Block, Span

# A line that neither begins with a sound tag nor is blank: only then can a value go on over lines.
_UNTAGGED = re.compile(r"[\r\n](?![A-Z][A-Z0-9]  -|[ \t]*(?:[\r\n]|\Z))")

_RUN = 3
_SOUND_RUN = re.compile(
    r"(?:\A|(?<=[\r\n]))([A-Z][A-Z0-9])  -[^\r\n]*(?:(?:\r\n|\n|\r)\1  -[^\r\n]*){2,}"
)


def block_foldings(block: Block) -> tuple[Span, ...]:
    """Return what of one block spans several lines: the record, values carried over lines, runs.

    A run is three fields or more with the same tag behind each other. A span runs from its first
    line's start to its last line's end. Never raises. Offsets count from the start of the block.
    """
    text = block.text
    if len(text) > LARGEST_BLOCK:
        return ()
    if text.startswith("TY  - ") and not _UNTAGGED.search(text):
        end = len(text.rstrip())
        while end < len(text) and text[end] not in "\r\n":
            end += 1
        whole = Span(0, end)
        if not _several_lines(text, whole):
            return ()
        return (whole, *(Span(*run.span()) for run in _SOUND_RUN.finditer(text)))
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
    for _, same in groupby(record.fields, key=lambda field: field.tag):
        run = list(same)
        if len(run) >= _RUN:
            spans.append(Span(run[0].line.start, run[-1].span.end))
    several = {(span.start, span.end): span for span in spans if _several_lines(text, span)}
    return tuple(span for _, span in sorted(several.items(), key=_outer_first))


def _outer_first(item: tuple[tuple[int, int], Span]) -> tuple[int, int]:
    (start, end), _ = item
    return start, -end


def _several_lines(text: str, span: Span) -> bool:
    return text.find("\n", span.start, span.end) >= 0 or text.find("\r", span.start, span.end) >= 0
