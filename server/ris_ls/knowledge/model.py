"""The shapes of the knowledge tables: a tag, a reference type, an importer, an exporter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ValueKind = Literal[
    "name",
    "date",
    "year",
    "doi",
    "url",
    "file",
    "page",
    "number",
    "issn_isbn",
    "keyword",
    "language",
    "note",
    "identifier",
    "reference_type",
    "text",
    "none",
]
"""What kind of value a tag carries; `none` for a tag without a value (ER)."""

Status = Literal["standard", "legacy", "per_type", "conflict", "vendor"]
"""Where a tag stands.

`standard`: in the 2011 specification and uncontested; `legacy`: an older form with a modern
replacement; `per_type`: it means something else for each reference type; `conflict`: the sources
disagree; `vendor`: in neither specification.
"""

TypeStatus = Literal["standard", "variant"]
"""`standard`: has a field table in the 2011 specification; `variant`: another spelling of one."""

Confidence = Literal["high", "medium", "low"]
"""`high`: seen in source code, real files or a run; `medium`: indirect; `low`: a single remark."""

IGNORED = "ignored"
"""How an entry of `Tag.importers` begins when the importer reads the tag and drops the value."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and all that is known of it."""

    code: str
    """The tag itself, such as `AU`. `PMID` and `PMC` are no legal tags but do occur."""
    name: str
    """Its name, such as `Author`."""
    description: str
    """What it holds, in one or two sentences."""
    value_kind: ValueKind
    repeatable: bool
    """Whether a record may hold it more than once, each time with another value."""
    repeatable_note: str
    """Who says so or who does otherwise; empty when there is nothing to add."""
    concept: str
    """What the value is about, whatever the tag: `title`, `author`, `date`, `end_page`."""
    preferred: str
    """The tag to write for this concept; the tag itself when there is no better one."""
    equivalents: tuple[str, ...]
    """Tags that say the same."""
    status: Status
    in_2001: bool
    """Whether the Reference Manager specification of 2001 defines it."""
    in_2011: bool
    """Whether the specification of October 2011 defines it."""
    meaning_2001: str
    """What the 2001 specification calls it; empty when it is not in there."""
    meaning_2011: Mapping[str, str]
    """Reference type to what the 2011 specification calls the tag there."""
    max_length: int | None
    """The longest value the 2001 specification allows, in characters."""
    notes: tuple[str, ...]
    """Conflicts and habits worth knowing."""
    importers: Mapping[str, str]
    """Importer to the field it files the value in; begins with `IGNORED` where it drops the value.

    An importer that is missing here is not documented for this tag.
    """
    written_by: tuple[str, ...]
    """Exporters that are known to write it; complete for vendor tags alone."""
    example: str
    """A plausible value; empty for a tag that carries none."""
    value_format: str
    """How a value is written, in one sentence."""
    sources: tuple[str, ...]
    """Short names of the specifications and programs that these facts come from."""


@dataclass(frozen=True, slots=True)
class TypeReading:
    """What one importer makes of a reference type."""

    known: bool
    """Whether it knows the code at all."""
    reads_as: str
    """Its own name for what it makes of the record; empty when the sources do not tell."""


@dataclass(frozen=True, slots=True)
class ReferenceType:
    """A reference type, the value of TY, and all that is known of it."""

    code: str
    """The value of TY, such as `JOUR`."""
    name: str
    description: str
    status: TypeStatus
    canonical: str
    """The standard code when this one is a variant (`WEB` has `ELEC`), else empty."""
    spec_2011_group: str
    """The name of its table in the 2011 specification; empty for a variant."""
    csl_type: str
    """The nearest type of the Citation Style Language."""
    bibtex_type: str
    biblatex_type: str
    zotero_item_type: str
    """What Zotero makes of it, `journalArticle` where it does not know the code."""
    required: tuple[tuple[str, ...], ...]
    """What a citable record needs: each inner tuple is a demand that any of its tags meets."""
    recommended: tuple[tuple[str, ...], ...]
    """What a complete record has besides, in the same shape."""
    requirement_basis: str
    """Why these are demanded. Neither specification demands more than TY and ER."""
    fields: Mapping[str, str]
    """Tag to its meaning for this type in the 2011 specification; a variant has its canonical's."""
    endnote_labels: Mapping[str, str]
    """Tag to the label that EndNote gives it for this type where that is not the 2011 one."""
    typical_tags: tuple[str, ...]
    """Tags of a usual record in the order people write them, without ER."""
    written_by: tuple[str, ...]
    """Exporters that are known to write this code."""
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    read_by: Mapping[str, TypeReading]
    """Importer to what it makes of the code; a missing importer is not documented."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a program, with where it comes from."""

    text: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Importer:
    """A program that reads RIS."""

    key: str
    """Its short name in the tables, such as `citationjs`."""
    name: str
    version: str
    """The version that was examined, in words."""
    tag_line: str
    """What it takes for a field line, in words."""
    ignored_tags: str
    """Which tags it drops, in words; empty when none or not known."""
    list_tags: tuple[str, ...]
    """Tags of which it keeps every value; empty when not known."""
    facts: tuple[Fact, ...]
    behaviour: Mapping[str, str]
    """Defect (`bom`, `one_space`, `missing_er_last`) to what came of a minimal file that has it."""


Habit = Literal[
    "abstract_notice",
    "bare_carriage_returns",
    "bent_separator",
    "blank_lines_before",
    "byte_order_mark",
    "capital_doi",
    "capital_keywords",
    "control_characters",
    "date_hyphens",
    "date_slashes",
    "date_undefined",
    "date_without_year",
    "date_words",
    "doi_as_address",
    "doi_elsewhere",
    "doi_in_link",
    "doi_prefix",
    "doi_twice",
    "download_date",
    "empty_fields",
    "entities",
    "extra_blank",
    "field_after_end",
    "glued_fields",
    "joined_addresses",
    "keyword_asterisks",
    "keyword_lines",
    "local_files",
    "long_tag",
    "markup",
    "markup_in_notes",
    "mixed_line_ends",
    "name_commas",
    "names_not_inverted",
    "no_blank_between_records",
    "no_type",
    "other_title_in_t2",
    "packed_note",
    "page_words",
    "pages_in_start",
    "placeholders",
    "repeated_abstract",
    "repeated_address",
    "repeated_database",
    "repeated_date",
    "repeated_page",
    "repeated_serial_number",
    "repeated_volume",
    "reviewer_notes",
    "serial_number_elsewhere",
    "serial_number_notes",
    "several_names",
    "several_serial_numbers",
    "short_title_twice",
    "text_after_note",
    "text_between_records",
    "title_full_stop",
    "truncated_abstract",
    "value_lines",
    "wrapped_lines",
]
"""House style of an exporter, of which rules can ask: `pages_in_start` is a range of pages in SP,
`keyword_lines` are keywords on lines without a tag, `date_slashes` is `2019///`."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a record that speaks for an exporter. All that it names has to be so."""

    weight: int
    """How much it says: 4 makes an exporter possible, 7 likely, 12 certain."""
    tag: str = ""
    """Whose value `pattern` is about. The value of ER is the record from its hyphen on."""
    pattern: str = ""
    """A regular expression that matches at the start of a value of `tag`."""
    before: str = ""
    """A regular expression that matches at the start of an untagged line before the record."""
    has: tuple[str, ...] = ()
    """Tags that the record has."""
    lacks: tuple[str, ...] = ()
    """Tags that the record does not have."""
    continued: tuple[str, ...] = ()
    """Tags of which one goes on in untagged lines."""
    required: bool = False
    """Whether the exporter is not considered without it."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A program that writes RIS."""

    key: str
    """Its short name in the tables, such as `scopus`."""
    name: str
    summary: str
    """What it is, or what is most particular about its files, in a sentence."""
    own_tags: tuple[str, ...]
    """Tags that it writes and hardly anyone else does."""
    habits: tuple[Habit, ...]
    """Its house style: what is no mishap in a file of its making."""
    orders: tuple[tuple[tuple[str, ...], ...], ...]
    """The orders in which it writes tags; those of a group may come in any order."""
    signs: tuple[Sign, ...]
    """What else tells that it wrote a record."""
    facts: tuple[Fact, ...]
