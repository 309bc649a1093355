"""What is written on a new line when Enter was pressed: the tag that most probably comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ris_ls.config.settings import FormatSettings
from ris_ls.features.completion import SEPARATOR
from ris_ls.features.explain import known_type
from ris_ls.features.place import Entry, entries, record_with
from ris_ls.features.templates import template_tags
from ris_ls.formatting.order import canonical_place
from ris_ls.knowledge import ReferenceType, tag
from ris_ls.library import LARGEST_BLOCK
from ris_ls.rules.demands import all_lacking
from ris_ls.syntax import BLANKS
from ris_ls.text import Document, Edit
from ris_ls.values.pages import parse_pages

_REPEATED = ("name", "keyword")
"""The kinds of values that people write one below the other, each with its tag."""
_PROSE = ("abstract", "notes")
"""What a value is about that may well go on on the next line."""


def on_new_line(document: Document, offset: int, settings: FormatSettings) -> Edit | None:
    """Return what to write when a line end was typed in front of an offset; None for nothing.

    Behind a name or keyword that is the same tag again. Behind any other field it is the first tag
    that the type asks for, the record lacks, and that belongs between this field and the next one;
    at the end of a record that has all of it, ER. A field that was left empty gives way to what
    comes behind it, or goes. Nothing is written on a line that is not empty, behind text that may
    go on, on damaged lines and behind ER. Never raises.
    """
    line = document.position_at(offset, "utf-32").line
    start, text = document.line_at(line)
    if not line or text or _goes_on(document, line + 1):
        return None
    above, written = document.line_at(line - 1)
    here = _fields_of_line(document, line - 1)
    if len(here) != 1 or here[0].recovered:
        return None
    entry = here[0]
    fields = record_with(_around(document, above), entry)
    if not fields or entry.tag == "ER":
        return None
    if not entry.value:
        if written != entry.tag + SEPARATOR or entry.tag == "TY":
            return None
        return Edit(above, start, _written(_behind(fields, entry), settings))
    found = tag(entry.tag)
    if found is not None and found.concept in _PROSE:
        return None
    if found is not None and found.repeatable and found.value_kind in _REPEATED:
        code = entry.tag
    else:
        code = _behind(fields, entry)
    return Edit(start, start, _written(code, settings)) if code else None


def _written(code: str, settings: FormatSettings) -> str:
    head = code + SEPARATOR if code else ""
    return head.rstrip(BLANKS) if code == "ER" and not settings.end_blank else head


# -- the lines around -------------------------------------------------------------------------


def _around(document: Document, offset: int) -> tuple[Entry, ...]:
    """Return the fields of the block that holds an offset."""
    block = document.blocks[document.block_at(offset)]
    return entries(block) if len(block.text) <= LARGEST_BLOCK else ()


def _fields_of_line(document: Document, line: int) -> list[Entry]:
    """Return the fields that begin on a line."""
    start, text = document.line_at(line)
    local = start - document.offset_of(document.block_at(start))
    end = local + len(text)
    return [entry for entry in _around(document, start) if local <= entry.start < end]


def _goes_on(document: Document, line: int) -> bool:
    """Tell whether a line is text: then what stands above it is in the midst of a value."""
    _, text = document.line_at(line)
    return bool(text.strip(BLANKS)) and not _fields_of_line(document, line)


# -- what comes next --------------------------------------------------------------------------


def _behind(fields: Sequence[Entry], entry: Entry) -> str:
    """Return the tag that belongs behind a field of a record; empty for none."""
    known = known_type(entry.type_code)
    if known is None:
        return ""
    at = fields.index(entry)
    rest = fields[at + 1 :]
    others = fields if entry.value else [*fields[:at], *rest]
    first = canonical_place(entry.tag)
    last = canonical_place(rest[0].tag) if rest and rest[0].tag != "ER" else None
    for code in sorted(_expected(known, others), key=canonical_place):
        place = canonical_place(code)
        if first < place and (last is None or place < last):
            return code
    return "" if rest else "ER"


def _expected(known: ReferenceType, fields: Sequence[Entry]) -> Iterator[str]:
    """Yield the tags that a type asks for and a record with these fields lacks."""
    there = frozenset(field.tag for field in fields)
    demands = all_lacking(known.code, there)
    accepted = {code for demand in demands for code in demand.accepted}
    for code in template_tags(known):
        if code in accepted or (code == "EP" and _is_first_page_alone(fields)):
            yield code


def _is_first_page_alone(fields: Sequence[Entry]) -> bool:
    values = {field.tag: field.value for field in fields}
    pages = parse_pages(values.get("SP", ""))
    return "EP" not in values and pages is not None and pages.kind == "page"
