"""What becomes of the fields of a record: left out, or put where they do not belong.

Where a tag goes stands in the knowledge tables; what hangs on the rest of the record, in the module
of each importer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ris_ls.importers.model import Filing, Reader
from ris_ls.knowledge import IGNORED, filed_as, reference_type
from ris_ls.syntax import Field, Record

JOINED = Filing(dropped=False, what="takes this line, {it}, for a part of the value before it")


def filings(reader: Reader, record: Record) -> Iterator[tuple[Field, Filing]]:
    """Yield each field that an importer leaves out or files elsewhere, with what it does.

    Nothing of a record whose TY it does not see: what becomes of that is not a matter of fields.
    """
    typed = record.type_field
    if typed is None or record.collapsed or not sees(reader, typed, record):
        return
    if filing := _of_type(reader, record):
        yield typed, filing
    for field in record.typed_fields:
        if not field.full_value or field.tag == "TY":
            continue
        if not sees(reader, field, record):
            yield field, JOINED
        elif filing := (
            reader.file(field, record) or by_tables(reader.key, field.tag, record.type_code)
        ):
            yield field, filing


def sees(reader: Reader, field: Field, record: Record) -> bool:
    """Tell whether an importer takes the line of a field for a field."""
    return reader.sees.match(record.text, field.line.start, field.line.end) is not None


@lru_cache(maxsize=4096)
def by_tables(key: str, tag: str, type_code: str) -> Filing | None:
    """Return what the tables say of a tag that an importer drops, whatever else there is."""
    if filed_as(key, tag, type_code).startswith(IGNORED):
        return Filing(dropped=True, what="leaves {it} out")
    return None


def _of_type(reader: Reader, record: Record) -> Filing | None:
    """Return what an importer makes of a reference type that it does not know."""
    known = reference_type(record.type_code)
    reading = known.read_by.get(reader.key) if known else None
    if known is None or reading is None or reading.known or reader.key not in _INSTEAD:
        # rispy keeps any type as text; of what citation-js does not know it keeps no field.
        return None
    if "GEN" in (known.code, known.canonical) and reader.key != "zotero":
        return None
    return Filing(dropped=False, what=f"does not know {{it}} and reads {_INSTEAD[reader.key]}")


_INSTEAD = {
    "zotero": "a journal article",
    "bibutils": "a record of its default type",
    "jabref": "an entry of the type Misc",
}
