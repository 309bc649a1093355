"""Zotero, its RIS translator: any field begins a record, ER or the next TY ends it."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import cast

from ris_ls.importers.model import Filing, Part, Reader, Reading, State, by_mark
from ris_ls.importers.shape import one_record, plain_type
from ris_ls.knowledge import reference_type
from ris_ls.syntax import Field, Record
from ris_ls.text import BOM, Document

_FIELD = re.compile(r"(?:\A\ufeff?|(?<=[\r\n]))([A-Z][A-Z0-9]) {1,2}-(?: ([^\r\n]*))?(?=[\r\n]|\Z)")
_SIGN = re.compile(r"TY {1,2}- ")
_LINE = re.compile(r"[^\r\n]+")
_LOOKED_AT = 5
"""In how many lines, empty ones left out, it looks for a TY to tell whether a file is RIS."""


def _read(text: str, state: State) -> Reading:
    is_open = cast(bool, state)
    if not is_open and (type_code := plain_type(text)):
        return one_record(type_code, False)
    parts: list[Part] = []
    start, fields, type_code, opens = 0, 0, "", False

    def close(ended: bool) -> None:
        if opens or fields or (ended and is_open):
            parts.append(Part(start, opens, ended, fields, type_code))

    for match in _FIELD.finditer(text):
        tag, value = match[1], (match[2] or "").strip()
        if tag == "ER":
            close(True)
            is_open, opens, fields = False, False, 0
            continue
        if tag == "TY" and is_open:
            close(True)
            is_open = False
        if not is_open:
            start, fields, type_code, opens, is_open = match.start(1), 0, "", True, True
        if tag == "TY":
            type_code = type_code or value
        elif value:
            fields += 1
    close(False)
    return Reading(tuple(parts), is_open)


def _recognise(document: Document) -> Generator[None, None, bool]:
    """Tell whether a TY stands in one of the first lines; blanks before it do not matter here."""
    looked_at = 0
    for block in document.blocks:
        yield
        for match in _LINE.finditer(block.text):
            line = match[0].strip().removeprefix(BOM).lstrip()
            if not line:
                continue
            if _SIGN.match(line):
                return True
            looked_at += 1
            if looked_at >= _LOOKED_AT:
                return False
    return False


_ITEM_TYPES: dict[str, frozenset[str]] = {
    "C1": frozenset({"patent", "videoRecording", "map", "conferencePaper"}),
    "C2": frozenset({"patent", "bookSection", "blogPost"}),
    "C3": frozenset({"artwork", "conferencePaper", "patent"}),
    "C4": frozenset({"audioRecording", "patent", "film"}),
    "C5": frozenset({"patent", "audioRecording", "film", "videoRecording"}),
    "C6": frozenset({"patent"}),
}
"""The item types for which it has a field for these tags; for the others it leaves them out."""

_FIRST_KEPT = frozenset({"AB", "CN", "DB", "LA", "PB", "SN", "ST", "TI", "T1", "VL"})
"""Tags of which it keeps the first value of a record, for whatever type."""

_LAST_KEPT = frozenset({"DO", "PY"})
"""Tags of which it keeps the last value: each one takes the place of that before."""


def _file(field: Field, record: Record) -> Filing | None:
    tag = field.tag
    if tag in _ITEM_TYPES and (item := _item_type(record)) not in _ITEM_TYPES[tag]:
        return Filing(dropped=True, what=f"has no field for {{it}} in an item of the type {item}")
    if tag in _LAST_KEPT:
        last = next(each for each in reversed(record.fields) if each.tag == tag)
        if last is not field and last.full_value != field.full_value:
            return Filing(dropped=True, what="keeps the last {it} of a record alone")
    if tag in _FIRST_KEPT:
        first = next(record.of(tag))
        if first is not field and first.full_value != field.full_value:
            return Filing(dropped=True, what="keeps the first {it} of a record alone")
    return None


def _item_type(record: Record) -> str:
    known = reference_type(record.type_code)
    return known.zotero_item_type if known else "journalArticle"


READER = Reader(
    "zotero",
    False,
    _read,
    _recognise,
    re.compile("\ufeff?[A-Z][A-Z0-9] {1,2}-(?: |$)"),
    _file,
    decodes=by_mark,
)
