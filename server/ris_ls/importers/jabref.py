"""JabRef: a record is what stands between two ER, wherever in a line these stand."""

from __future__ import annotations

import re
from typing import Literal, cast

from ris_ls.importers.model import Filing, Part, Reader, Reading, State, with_sign
from ris_ls.importers.shape import one_record, plain_type
from ris_ls.knowledge import FIELD_CODES
from ris_ls.syntax import Field, Record
from ris_ls.values.serials import find_serials

# It reads en and em dashes as hyphens.
_DASH = "-\u2013\u2014\u2015"
_END = re.compile(rf"ER  [{_DASH}][^\r\n\u0085\u2028\u2029]*[\r\n]*")
_FIELD = re.compile(rf"(?:\A|(?<=[\r\n]))([A-Z][A-Z0-9])  [{_DASH}] ([^\r\n]*)")
_SIGN = re.compile(r"TY  - ")

_At = Literal["idle", "blank", "open"]
"""Behind an end; with nothing but blank lines since; inside a record."""


def _read(text: str, state: State) -> Reading:
    at = cast(_At, state)
    if at == "idle" and (type_code := plain_type(text)):
        return one_record(type_code, "idle")
    parts: list[Part] = []
    position = 0
    for end in _END.finditer(text):
        parts.append(_part(text, position, end.start(), opens=at != "open", closes=True))
        position, at = end.end(), "idle"
    rest = text[position:]
    if rest.strip():
        parts.append(_part(text, position, len(text), opens=at != "open", closes=False))
        return Reading(tuple(parts), "open")
    if rest.strip("\r\n") or (rest and at != "idle"):
        at = "blank" if at == "idle" else at
    return Reading(tuple(parts), at)


def _part(text: str, start: int, end: int, *, opens: bool, closes: bool) -> Part:
    fields, type_code, first = 0, "", -1
    for match in _FIELD.finditer(text, start, end):
        first = match.start() if first < 0 else first
        value = match[2].strip()
        if match[1] == "TY":
            type_code = value
        elif value and match[1] in FIELD_CODES:
            fields += 1
    return Part(max(first, start), opens, closes, fields, type_code)


_MISFILED = {
    "A2": "files {it} as an author",
    "A3": "files {it} as an author",
    "A4": "files {it} as an author",
    "AD": "files {it} as the address of the publisher",
    "AN": "files {it} as the number of the issue",
    "C2": "files {it} as a PubMed number",
}
_ONE_NUMBER = ("IS", "AN", "C7", "M1")
"""Tags that fill one field, of which the last counts."""


def _file(field: Field, record: Record) -> Filing | None:
    if field.tag in _ONE_NUMBER:
        last = [each for each in record.of(*_ONE_NUMBER) if each.full_value][-1]
        if last is not field and last.full_value != field.full_value:
            return Filing(dropped=True, what=f"puts the value of {last.tag} in the place of {{it}}")
    if field.tag == "SN" and _is_isbn(field.full_value):
        return Filing(dropped=False, what="files {it} as an ISSN, though it is an ISBN")
    what = _MISFILED.get(field.tag)
    return Filing(dropped=False, what=what) if what else None


def _is_isbn(value: str) -> bool:
    kinds = {serial.kind for serial in find_serials(value)}
    return "ISSN" not in kinds and bool(kinds & {"ISBN-10", "ISBN-13"})


READER = Reader(
    "jabref",
    "idle",
    _read,
    with_sign(_SIGN),
    re.compile(f"[A-Z][A-Z0-9]  [{_DASH}] "),
    _file,
    invents_at_end=lambda at: at == "blank",
)
