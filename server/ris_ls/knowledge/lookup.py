"""Questions to the knowledge tables; objects are built when first asked for and kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ris_ls.knowledge import _tables
from ris_ls.knowledge.model import (
    Exporter,
    Fact,
    Importer,
    ReferenceType,
    Sign,
    Tag,
    TypeReading,
)

TAG_CODES: frozenset[str] = frozenset(_tables.TAGS)
"""Every tag in the tables, the illegal `PMID` and `PMC` and rispy's pseudo tag `UK` among them."""

FIELD_CODES: frozenset[str] = frozenset(
    code for code in _tables.TAGS if len(code) == 2 and code != "UK"
)
"""The tags that a field line can begin with: two characters, and a tag that somebody writes."""

TYPE_CODES: frozenset[str] = frozenset(_tables.TYPES)
"""Every reference type in the tables, misprints and variants such as `WEB` among them."""


def tag(code: str) -> Tag | None:
    """Return the tag with this code as written, or None when no source knows it."""
    return _build_tag(code) if code in _tables.TAGS else None


@cache
def tags() -> Mapping[str, Tag]:
    """Return all tags by code, in alphabetical order."""
    return MappingProxyType({code: _build_tag(code) for code in _tables.TAGS})


def reference_type(code: str) -> ReferenceType | None:
    """Return the reference type with this code as written, or None when no source knows it."""
    return _build_type(code) if code in _tables.TYPES else None


@cache
def reference_types() -> Mapping[str, ReferenceType]:
    """Return all reference types by code: the standard ones by alphabet, then the variants."""
    return MappingProxyType({code: _build_type(code) for code in _tables.TYPES})


def importer(key: str) -> Importer | None:
    """Return the importer with this short name (`zotero`, `rispy`), or None."""
    return importers().get(key)


@cache
def importers() -> Mapping[str, Importer]:
    """Return all importers by short name, the best examined ones first."""
    return MappingProxyType({key: _build_importer(key) for key in _tables.IMPORTERS})


def exporter(key: str) -> Exporter | None:
    """Return the exporter with this short name (`scopus`, `endnote`), or None."""
    return exporters().get(key)


@cache
def exporters() -> Mapping[str, Exporter]:
    """Return all exporters by short name."""
    return MappingProxyType({key: _build_exporter(key) for key in _tables.EXPORTERS})


def meaning(tag_code: str, type_code: str | None) -> str:
    """Return what a tag means for a reference type.

    This is the 2011 specification's label when it has one for the type (a variant code counts as
    its canonical type), else the general name of the tag, else an empty string.
    """
    found = tag(tag_code)
    if found is None:
        return ""
    record_type = reference_type(type_code) if type_code else None
    return record_type.fields.get(tag_code, found.name) if record_type else found.name


@cache
def name_tags() -> frozenset[str]:
    """Return the tags whose values are names of persons."""
    return frozenset(code for code, one in tags().items() if one.value_kind == "name")


@cache
def editor_tags(type_code: str | None) -> tuple[str, ...]:
    """Return the tags that hold editors for a reference type, those of a series too."""
    people = (*tags_of_concept("secondary_author"), *tags_of_concept("tertiary_author"))
    return tuple(tag for tag in people if "Editor" in meaning(tag, type_code))


def filed_as(importer_key: str, tag_code: str, type_code: str | None) -> str:
    """Return the field that an importer files a tag in, empty where that is not documented.

    It begins with `IGNORED` where the importer drops the value. EndNote is closed: its field is the
    label it shows for the type, which is the 2011 one unless an export of it was seen to differ.
    """
    found = tag(tag_code)
    filed = found.importers.get(importer_key, "") if found else ""
    record_type = reference_type(type_code) if type_code else None
    if importer_key == "endnote" and record_type:
        label = record_type.endnote_labels.get(tag_code)
        return label or (record_type.fields.get(tag_code, "") if filed else "")
    return filed


def source_name(key: str) -> str:
    """Return what the short name of a source stands for; an unknown one is returned as it is."""
    return _tables.SOURCES.get(key, key)


def tags_of_concept(concept: str) -> tuple[str, ...]:
    """Return the tags that say the same thing, such as TI, T1 and CT for `title`.

    Those that should be written come first and vendor tags last. An unknown concept has none.
    """
    return _tables.CONCEPTS.get(concept, ())


def is_vendor(code: str) -> bool:
    """Return whether a tag is in neither specification; False for a tag that no source knows."""
    return code in _tables.VENDOR


def single_valued(code: str) -> bool:
    """Return whether a record should hold a tag once; False for a tag that no source knows."""
    return code in _tables.SINGLE_VALUED


@cache
def _build_tag(code: str) -> Tag:
    row = _tables.TAGS[code]
    labels = {
        type_code: fields[code] for type_code, fields in _tables.FIELDS.items() if code in fields
    }
    return Tag(
        **{
            **row,
            "code": code,
            "meaning_2011": MappingProxyType(labels),
            "importers": MappingProxyType(row["importers"]),
        }
    )


@cache
def _build_type(code: str) -> ReferenceType:
    row = _tables.TYPES[code]
    readings = {key: TypeReading(*reading) for key, reading in row["read_by"].items()}
    return ReferenceType(
        **{
            **row,
            "code": code,
            "fields": MappingProxyType(_tables.FIELDS[row["canonical"] or code]),
            "endnote_labels": MappingProxyType(row["endnote_labels"]),
            "read_by": MappingProxyType(readings),
        }
    )


@cache
def _build_importer(key: str) -> Importer:
    row = _tables.IMPORTERS[key]
    return Importer(
        **{
            **row,
            "key": key,
            "facts": tuple(Fact(*fact) for fact in row["facts"]),
            "behaviour": MappingProxyType(row["behaviour"]),
        }
    )


@cache
def _build_exporter(key: str) -> Exporter:
    row = _tables.EXPORTERS[key]
    return Exporter(
        **{
            **row,
            "key": key,
            "signs": tuple(Sign(**sign) for sign in row["signs"]),
            "facts": tuple(Fact(*fact) for fact in row["facts"]),
        }
    )
