"""What can be folded away: records and long values."""

from __future__ import annotations

from ris_ls.text import Document, Span


def foldings(document: Document) -> list[Span]:
    """Return what spans several lines: each record, each value carried over several lines.

    A span runs from its first line's start to its last line's end. Never raises.
    """
    return []
