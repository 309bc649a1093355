"""What stands here: a tag, a reference type or a value explained."""

from __future__ import annotations

from dataclasses import dataclass

from ris_ls.text import Document, Span


@dataclass(frozen=True, slots=True)
class Hover:
    """An explanation and the text that it explains. Offsets count code points of the document."""

    markdown: str
    span: Span


def hover(document: Document, offset: int) -> Hover | None:
    """Explain what stands at an offset; None where there is nothing to explain. Never raises."""
    return None
