"""What a reference type asks for, and which of it a record lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ris_ls.knowledge import (
    ReferenceType,
    editor_tags,
    meaning,
    reference_type,
    tag,
    tags_of_concept,
)
from ris_ls.syntax import Record
from ris_ls.values.placeholders import PLACEHOLDERS, is_placeholder

Kind = Literal["required", "recommended"]

_INSTEAD = {
    "SP": ("C7", "M2", "EP", "ET"),
    "IS": ("C7", "SV"),
    "VL": ("C7",),
    "UR": ("DO", "L2", "LK", "AN"),
    "SN": ("DO",),
}
"""What makes up for a recommended field: an article number for pages, a DOI for an address."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a reference type asks for."""

    tag: str
    """The tag to write it with."""
    label: str
    """What it is called for the type."""
    accepted: tuple[str, ...]
    """All tags that meet the demand."""


def type_of(record: Record) -> ReferenceType | None:
    """Return the reference type of a record that has fields; None where the tables lack it."""
    if "TY" not in record.tags or record.codes.count("TY") == len(record.codes):
        return None
    written = record.values[0] if record.is_sound else record.types[0].value
    return reference_type(written) or reference_type(record.type_code)


def missing(record: Record, code: str, kind: Kind) -> tuple[Demand, ...]:
    """Return what a record lacks of what its type asks for; `n/a` and the like are no values."""
    return lacking(code, kind, _said(record))


@lru_cache(maxsize=1)
def _said(record: Record) -> frozenset[str]:
    """Return the tags that have a value; kept for a moment, as several rules ask for it."""
    values = list(record.values)
    for index in record.wrapped:
        values[index] = record.field(index).value or values[index]
    if all(values) and PLACEHOLDERS.isdisjoint(map(str.strip, values)):
        return record.tags
    return frozenset(
        code
        for code, value in zip(record.codes, values, strict=True)
        if value and not is_placeholder(code, value)
    )


@lru_cache(maxsize=4096)
def lacking(code: str, kind: Kind, there: frozenset[str]) -> tuple[Demand, ...]:
    """Return what a record of a type lacks when these tags have a value."""
    # Kept, since the records of one export have few sets of tags between them.
    found = (one for one in _demands(code, kind) if there.isdisjoint(one.accepted))
    return tuple(one for one in found if not _made_up_for(one.tag, code, kind, there))


def all_lacking(code: str, there: frozenset[str]) -> tuple[Demand, ...]:
    """Return all that a record of a type lacks, what is required before what is recommended."""
    return lacking(code, "required", there) + lacking(code, "recommended", there)


def _made_up_for(demanded: str, code: str, kind: Kind, there: frozenset[str]) -> bool:
    if demanded == "AU" and _is_edited(code, there):
        return True
    if kind == "recommended":
        # A first edition does not name itself.
        return demanded == "ET" or not there.isdisjoint(_INSTEAD.get(demanded, ()))
    # Mendeley writes web pages as such: they are known by their title.
    web_page = code == "ICOMM" and "UR" in there and not there.isdisjoint(("TI", "T1"))
    return web_page and demanded == "AU"


def _is_edited(code: str, there: frozenset[str]) -> bool:
    """Tell whether a work is cited by its editors: those of a book are not of what is in it."""
    known = reference_type(code)
    is_part = known is None or any("T2" in accepted for accepted in known.required)
    return not is_part and not there.isdisjoint(editor_tags(code))


def in_words(demands: Sequence[Demand]) -> str:
    """Return demands as ``year (PY)``, or ``journal (T2), year (PY) and volume (VL)``."""
    names = [f"{one.label} ({one.tag})" for one in demands]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@cache
def _demands(code: str, kind: Kind) -> tuple[Demand, ...]:
    """Return what a type asks for."""
    known = reference_type(code)
    demands: list[Demand] = []
    asked = () if known is None else known.required if kind == "required" else known.recommended
    for alternatives in asked:
        if alternatives == ("TY",):
            continue
        accepted = list(alternatives)
        for alternative in alternatives:
            fact = tag(alternative)
            if fact is not None:
                accepted.extend(tags_of_concept(fact.concept))
        label = meaning(alternatives[0], code)
        label = label if label.isupper() else label.lower()
        demands.append(Demand(alternatives[0], label, tuple(dict.fromkeys(accepted))))
    return tuple(demands)
