"""What rules about importers share: their names, and the words for what goes wrong and why."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.importers import READERS, Cause, Effect, Event, Filing, Reader
from ris_ls.knowledge import importers, tag
from ris_ls.rules.wording import short
from ris_ls.syntax import Field


def readers(targets: tuple[str, ...]) -> Iterator[Reader]:
    """Yield the importers among the targets whose reading is known."""
    return (READERS[target] for target in targets if target in READERS)


def name_of(key: str) -> str:
    """Return the name of an importer as a person would write it."""
    known = importers().get(key)
    return known.name if known else key


def subject(key: str) -> str:
    """Return an importer as the subject of a sentence, which begins with a capital."""
    name = name_of(key)
    return f"The importer {name}" if name[0].islower() else name


def sentence(reader: Reader, field: Field, filing: Filing) -> str:
    """Return what an importer does with a field, as a sentence."""
    if field.tag == "TY":
        said = f"the type {short(field.value, 20)}"
    else:
        known = tag(field.tag)
        said = f"{field.tag} ({known.name})" if known else field.tag
    return f"{subject(reader.key)} {filing.what.format(it=said)}."


HAPPENS: dict[Effect, str] = {
    "lost": "reads no record here",
    "merged": "reads this record and the one before as one",
    "invented": "reads a record here that is none",
    "emptied": "reads a record here and none of its fields",
    "stopped": "fails here and reads nothing of the file",
    "refused": "does not take this file for RIS and reads nothing of it",
}
"""What becomes of a record, as the end of a sentence that begins with the name of the importer."""

BECAUSE: dict[Cause, tuple[str, str]] = {
    "byte order mark": ("an invisible byte order mark stands in front of TY", "RIS002"),
    "line ends": ("its lines end in a lone carriage return", "RIS004"),
    "separator": (
        "what stands between tag and value is not two blanks, a hyphen and a blank",
        "RIS101",
    ),
    "lowercase": ("a tag is written in small letters", "RIS102"),
    "indented": ("blanks stand in front of a tag", "RIS103"),
    "quoted": ("lines stand in quotation marks", "RIS114"),
    "collapsed": ("all fields stand on one line", "RIS104"),
    "blank line after type": ("a blank line follows TY", "RIS108"),
    "line after type": ("a line without a tag follows TY", ""),
    "blank before type": ("more than one blank stands in front of the type", "RIS112"),
    "text before": ("too much stands in front of the first TY", ""),
    "text after": ("text stands behind the last ER", "RIS109"),
    "blanks after": ("blanks stand on a line behind the last ER", ""),
    "no type": ("it has no TY", "RIS201"),
    "empty type": ("its TY has no value", "RIS311"),
    "unknown type": ("it keeps no field of the type {type}", ""),
    "field before type": ("a field stands in front of TY", "RIS202"),
    "repeated type": ("TY stands there twice", "RIS203"),
    "repeated field": ("it cannot read a record that has this field more than once", ""),
    "no end": ("no ER ends it", "RIS204"),
    "bare end": ("ER has no hyphen", "RIS205"),
    "field after end": ("a field stands outside of the records, behind an ER", "RIS206"),
}
"""Cause to what it is, as a clause, and the code of the rule that reports it, if one does."""


def reason(event: Event) -> str:
    """Return why something happens, as a clause with the code of its rule; empty if not known."""
    if not event.cause:
        return ""
    said, code = BECAUSE[event.cause]
    if event.effect == "merged" and event.cause == "no end":
        said = "no ER stands between them"
    elif event.effect == "merged" and event.cause in _BENT:
        said = "it does not see the ER between them"
    said = said.format(type=short(event.type_code.strip(), 20))
    return f"{said} ({code})" if code else said


_BENT: frozenset[Cause] = frozenset({"separator", "lowercase", "indented", "quoted", "collapsed"})
"""Ways to write a line in which an importer does not see the tag."""
