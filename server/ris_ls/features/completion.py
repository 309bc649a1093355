"""What can be written at a place: tags, reference types, whole records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ris_ls.text import Document, Span

CompletionKind = Literal["tag", "type", "record"]


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that can be written. Offsets count code points of the document."""

    label: str
    """What the list shows, such as ``AU``."""
    detail: str
    """A few words beside the label: what the tag means for this type, the type's name."""
    documentation: str
    """Markdown: what to know before choosing it."""
    insert: str
    """The text to insert; in snippet syntax where ``snippet`` says so. Lines end with ``\\n``."""
    replace: Span
    """What the insertion replaces; it lies on one line."""
    kind: CompletionKind
    sort: str
    """Sorts the list by plain string order."""
    filter: str
    """What the letters typed so far are compared with."""
    snippet: bool
    """Whether ``insert`` holds places to fill in (``${1:...}``)."""


def complete(document: Document, offset: int) -> list[Completion]:
    """Return what can be written at an offset, the likeliest first. Never raises."""
    return []
