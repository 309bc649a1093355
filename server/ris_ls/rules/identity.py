"""What a record is known by, so that a decision about it holds when the file around it changes."""

from __future__ import annotations

from ris_ls.syntax import Record
from ris_ls.values.doi import doi_key, parse_doi

_TITLE = ("TI", "T1", "CT", "BT", "T2")
_MAX_TITLE = 100


def record_keys(record: Record) -> tuple[str, ...]:
    """Return the keys of a record, the best first, such as ``doi:10.1000/182``.

    After the DOI come the accession number (``an:``), the title (``title:``) and the ID (``id:``).
    Nothing for a record without a DOI, accession number, title and ID. The ID comes last: many
    programs number the records of a library, so it says least outside of one file.
    """
    keys: list[str] = []
    for field in record.of("DO"):
        if doi := parse_doi(field.full_value).doi:
            keys.append(f"doi:{doi_key(doi)}")
            break
    if number := record.first("AN"):
        keys.append(f"an:{_plain(number.full_value)}")
    if title := record.first(*_TITLE):
        keys.append(f"title:{_plain(title.full_value)}")
    if own := record.first("ID"):
        keys.append(f"id:{_plain(own.full_value)}")
    return tuple(keys)


def plain_key(written: str) -> str:
    """Return a key as `record_keys` gives it, however a person wrote it (`DOI: https:...`)."""
    kind, _, value = written.partition(":")
    kind = kind.strip().casefold()
    if kind == "doi" and (doi := parse_doi(value.strip()).doi):
        return f"doi:{doi_key(doi)}"
    return f"{kind}:{_plain(value)}"


def _plain(value: str) -> str:
    """Return a value without differences of case and blanks, cut to a length one can read."""
    return " ".join(value.split()).casefold()[:_MAX_TITLE]
