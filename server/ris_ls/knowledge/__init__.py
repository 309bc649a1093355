"""What RIS is: tags, reference types and importers as typed tables.

The facts stand in `data/*.toml`, are compiled into `_tables` by `scripts/compile_knowledge.py`, and
become objects when they are first asked for.
"""

from ris_ls.knowledge.lookup import (
    FIELD_CODES,
    TAG_CODES,
    TYPE_CODES,
    filed_as,
    importer,
    importers,
    is_vendor,
    meaning,
    reference_type,
    reference_types,
    single_valued,
    source_name,
    tag,
    tags,
    tags_of_concept,
)
from ris_ls.knowledge.model import (
    IGNORED,
    Confidence,
    Fact,
    Importer,
    ReferenceType,
    Status,
    Tag,
    TypeReading,
    TypeStatus,
    ValueKind,
)

__all__ = [
    "FIELD_CODES",
    "IGNORED",
    "TAG_CODES",
    "TYPE_CODES",
    "Confidence",
    "Fact",
    "Importer",
    "ReferenceType",
    "Status",
    "Tag",
    "TypeReading",
    "TypeStatus",
    "ValueKind",
    "filed_as",
    "importer",
    "importers",
    "is_vendor",
    "meaning",
    "reference_type",
    "reference_types",
    "single_valued",
    "source_name",
    "tag",
    "tags",
    "tags_of_concept",
]
