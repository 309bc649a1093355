"""What stands here: a tag, a reference type or a value explained."""

from __future__ import annotations

from dataclasses import dataclass

from ris_ls.features.citation import citation
from ris_ls.features.explain import explain_tag, explain_type, explain_writer
from ris_ls.features.place import entries, entry_at, record_around, record_with
from ris_ls.features.reading import read_value
from ris_ls.features.reference import reference
from ris_ls.syntax import exporter_of, exporter_of_record, record_of
from ris_ls.text import Document, Span


@dataclass(frozen=True, slots=True)
class Hover:
    """An explanation and the text that it explains. Offsets count code points of the document."""

    markdown: str
    span: Span


def hover(document: Document, offset: int) -> Hover | None:
    """Explain what stands at an offset; None where there is nothing to explain. Never raises.

    A tag is explained for the type of its record, together with what lies between it and its value;
    TY with the whole record as a reference, and a value of TY as a type, both with the program that
    wrote them as far as that shows; names, dates, DOIs, numbers and pages as they are understood.
    Lines that are bent and lines on which several fields ran together are explained like sound
    ones.
    """
    found = entry_at(document, offset)
    if found is None:
        return None
    base, entry = found
    at = offset - base
    if at < entry.start:
        return None
    if at <= entry.tag_end or at < entry.value_start:
        text = explain_tag(entry.tag, entry.type_code)
        if entry.tag == "TY":
            block = document.blocks[document.block_at(base)]
            whole = reference(citation(record_with(entries(block), entry)))
            text = "\n\n---\n\n".join(filter(None, (whole, _with_writer(text, document, base))))
        return Hover(text, Span(base + entry.start, base + entry.tag_end))
    if entry.value_start == entry.value_end:
        return None
    if entry.tag == "TY":
        text = _with_writer(explain_type(entry.value), document, base)
    else:
        block = document.blocks[document.block_at(base)]
        values = record_around(entries(block), entry)
        text = read_value(entry.tag, entry.value, entry.type_code, values)
    span = Span(base + entry.value_start, base + entry.value_end)
    return Hover(text, span) if text else None


def _with_writer(text: str, document: Document, base: int) -> str:
    """Put which program wrote the file and the record behind the first paragraph of a text."""
    block = document.blocks[document.block_at(base)]
    line = explain_writer(exporter_of(document), exporter_of_record(record_of(block)))
    if not line:
        return text
    title, _, rest = text.partition("\n\n")
    return "\n\n".join(part for part in (title, line, rest) if part)
