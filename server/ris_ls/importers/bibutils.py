"""bibutils (ris2xml): TY begins a record, ER or the next TY ends it, other fields are left out."""

from __future__ import annotations

import re
from typing import cast

from ris_ls.importers.model import Filing, Part, Reader, Reading, State, any_file
from ris_ls.importers.shape import one_record, plain_type
from ris_ls.syntax import Field, Record

_FIELD = re.compile(r"(?:\A|(?<=[\r\n]))\ufeff?([A-Z][A-Z0-9])   ?-(?=[ \r\n]|\Z)(?: ([^\r\n]*))?")


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
        tag, value = match[1], match[2]
        if tag == "ER":
            close(True)
            is_open, opens, fields = False, False, 0
        elif tag == "TY" and value is not None:
            close(True)
            start, fields, type_code, opens, is_open = match.start(), 0, value.strip(), True, True
        elif is_open and value and value.strip():
            fields += 1
    close(False)
    return Reading(tuple(parts), is_open)


_MISFILED = {
    "A4": "files {it} as an author of the series",
    "CT": "files {it} as the place of publication",
    "T2": "files {it} as a short title",
    "Y2": "files {it} as the month of publication",
}


def _file(field: Field, _: Record) -> Filing | None:
    what = _MISFILED.get(field.tag)
    return Filing(dropped=False, what=what) if what else None


READER = Reader(
    "bibutils",
    False,
    _read,
    any_file,
    re.compile("\ufeff?[A-Z][A-Z0-9]   ?-(?: |$)"),
    _file,
)
