"""Tags and reference types in words: the Markdown that hover and completion share.

Everything here depends on the knowledge tables alone, so each text is written once and kept.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from ris_ls.features.markdown import either, escape, table
from ris_ls.knowledge import (
    IGNORED,
    TYPE_CODES,
    ReferenceType,
    Tag,
    exporter,
    filed_as,
    importer,
    meaning,
    reference_type,
    reference_types,
    tag,
)
from ris_ls.rules.wording import listed
from ris_ls.syntax import Guess

SHOWN_IMPORTERS = ("zotero", "endnote", "rispy", "jabref", "citationjs")
"""The importers that a hover tells about, the most used first."""

COMMON_TYPES = (
    *("JOUR", "BOOK", "CHAP", "CONF", "CPAPER", "THES", "RPRT", "ELEC", "NEWS", "MGZN", "GEN"),
)
"""The types that people write most, to be offered first."""

_MOST_NOTES = 3


def known_type(code: str) -> ReferenceType | None:
    """Return the type that a TY value names, whether the file wrote it in capitals or not.

    Takes the value as written or in capitals; None when no source knows it.
    """
    return reference_type(code) or reference_type(code.upper())


def nameless(type_code: str) -> str:
    """Return what to call a record that says nothing of a work but its type, as written."""
    known = known_type(type_code)
    return f"{known.name} without title" if known else "Record without title"


def tag_label(code: str, type_code: str) -> str:
    """Return what a tag is called for a type: ``Journal`` for T2 of JOUR; empty when unknown."""
    known = known_type(type_code)
    return meaning(code, known.code if known else None)


@lru_cache(maxsize=4096)
def explain_tag(code: str, type_code: str) -> str:
    """Return all that a hover says about a tag, for a reference type or (empty) for none.

    An unknown tag is explained as what it is. Takes codes in capitals.
    """
    found = tag(code)
    if found is None:
        return _unknown_tag(code)
    known = known_type(type_code)
    parts = [_tag_title(found, known), " ".join(_first_sentences(found))]
    if code == "ER":
        parts.append(
            "Without it rispy loses the last record of a file, and rispy and JabRef make one "
            "record of two. Zotero begins a new record at the next TY."
        )
    else:
        if found.value_kind != "none":
            parts.append(_value_line(found))
        if len(found.code) == 2:
            parts.append(table(_tag_rows(found, known), ("Source", "Meaning")))
    parts += [f"- {escape(note, 400)}" for note in found.notes[:_MOST_NOTES]]
    return _joined(parts)


@lru_cache(maxsize=8192)
def explain_tag_briefly(code: str, type_code: str) -> str:
    """Return what to know of a tag before choosing it: what it holds, how, and an example.

    Takes codes in capitals; empty for an unknown tag.
    """
    found = tag(code)
    if found is None:
        return ""
    parts = [_tag_title(found, known_type(type_code)), " ".join(_first_sentences(found))]
    if found.value_kind != "none":
        parts.append(_value_line(found))
    if found.notes:
        parts.append(escape(found.notes[0], 400))
    return _joined(parts)


@lru_cache(maxsize=256)
def explain_type(value: str) -> str:
    """Return all that a hover says about the value of a TY field, known or not."""
    known = known_type(value)
    if known is None:
        return _unknown_type(value)
    parts = [f"**{escape(value)} — {escape(known.name)}**"]
    if known.canonical:
        parts[0] += f" · another code for `{known.canonical}`"
    parts.append(escape(known.description, 400))
    if value not in TYPE_CODES:
        parts.append(f"Written in small letters: JabRef and astrocite know `{known.code}` alone.")
    notes = [escape(note, 400) for note in known.notes]
    if known.canonical or not known.read_by["zotero"].known:
        # Programs disagree about the code itself: that comes before what it needs.
        parts, notes = parts + notes, []
    parts.append(needs(known))
    rows = [
        (_importer_name(key), _reading(known, key))
        for key in SHOWN_IMPORTERS
        if key in known.read_by
    ]
    latex = dict.fromkeys((known.bibtex_type, known.biblatex_type))
    rows += [("CSL", escape(known.csl_type)), ("BibTeX, biblatex", escape(", ".join(latex)))]
    parts.append(table(rows, ("Program or format", "Type")))
    parts += notes
    usual = [code for code in known.typical_tags if code in known.fields]
    rest = [code for code in known.fields if code not in usual]
    parts.append("Usual fields: " + _fields(known, usual))
    if rest:
        parts.append("Also in the 2011 specification: " + _fields(known, rest))
    return _joined(parts)


@lru_cache(maxsize=256)
def explain_type_briefly(code: str) -> str:
    """Return what to know of a reference type before choosing it; empty for an unknown one."""
    known = reference_type(code)
    if known is None:
        return ""
    parts = [escape(known.description, 400), needs(known)]
    parts += [escape(note, 400) for note in known.notes]
    zotero = known.read_by.get("zotero")
    if zotero:
        parts.append(f"Zotero: {_reading(known, 'zotero')} · CSL: {escape(known.csl_type)}")
    return _joined(parts)


def needs(known: ReferenceType) -> str:
    """Return which fields a type needs and which it should have, TY left out."""
    required = [either(group) for group in known.required if group != ("TY",)]
    recommended = [either(group) for group in known.recommended]
    lines = [f"Needs: {'; '.join(required)}."] if required else []
    if recommended:
        lines.append(f"Better with: {'; '.join(recommended)}.")
    return "  \n".join(lines)


_WRITTEN = {
    "certain": "was written by",
    "likely": "was probably written by",
    "possible": "may have been written by",
}


def explain_writer(file: Guess | None, record: Guess | None) -> str:
    """Return in a line which program wrote a file and a record of it; empty when none shows."""
    if file is None and record is None:
        return ""
    if file is None or (record and record.key != file.key and record.confidence != "possible"):
        found, what = record, "This record"
    else:
        found, what = file, "This file"
    if found is None:
        return ""
    known = exporter(found.key)
    name = escape(known.name) if known else found.key
    return f"{what} {_WRITTEN[found.confidence]} {name}."


# -- tags -------------------------------------------------------------------------------------


def _joined(parts: list[str]) -> str:
    """Join paragraphs; list items stay together."""
    text = ""
    for part in parts:
        if not part:
            continue
        if text:
            text += "\n" if part.startswith("- ") and "\n- " in f"\n{text}"[-600:] else "\n\n"
        text += part
    return text


def _tag_title(found: Tag, known: ReferenceType | None) -> str:
    label = meaning(found.code, known.code if known else None)
    title = f"**{found.code} — {escape(label)}**"
    if known:
        title += f" · in {known.code}, {escape(known.name.lower())}"
    return title


def _first_sentences(found: Tag) -> list[str]:
    """Return what the tag is and what to write in its place, the urgent before the general."""
    sentences: list[str] = []
    if found.code in ("PMID", "PMC"):
        sentences.append("No tag of RIS, for those have two characters.")
    elif found.status == "vendor" and found.value_kind != "none":
        sentences.append("In neither specification.")
        dropped = tuple(
            _importer_name(key)
            for key in SHOWN_IMPORTERS
            if found.importers.get(key, "").startswith(IGNORED)
        )
        if dropped:
            sentences.append(f"{listed(dropped)} drop{'s' * (len(dropped) == 1)} it.")
    if found.preferred != found.code:
        sentences.append(f"The usual tag is `{found.preferred}`.")
    sentences.append(escape(found.description, 400))
    if found.status == "conflict":
        sentences.append("The sources disagree about this tag.")
    if found.written_by and found.status == "vendor":
        sentences.append(f"Written by {escape(listed(found.written_by), 200)}.")
    return sentences


def _value_line(found: Tag) -> str:
    parts = [escape(found.value_format, 300)]
    if found.max_length and str(found.max_length) not in found.value_format:
        parts.append(f"At most {found.max_length} characters in the 2001 specification.")
    parts.append("May be repeated." if found.repeatable else "Once in a record.")
    others = tuple(code for code in found.equivalents if code != found.preferred)
    if others:
        parts.append(f"Others write {either(others)}.")
    line = " ".join(parts)
    # One example cannot fit a tag that is something else for each type, nor show an illegal tag.
    if found.example and found.status != "per_type" and len(found.code) == 2:
        # Fenced: editors show two blanks inside of inline code as one, which is a defect in RIS.
        line += f"\n\n```ris\n{found.code}  - {found.example}\n```"
    return line


def _tag_rows(found: Tag, known: ReferenceType | None) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if found.in_2001 or found.in_2011:
        rows = _specification_rows(found, known)
    filed = ((key, _filed(found, known, key)) for key in SHOWN_IMPORTERS)
    return rows + [(_importer_name(key), text) for key, text in filed if text]


def _specification_rows(found: Tag, known: ReferenceType | None) -> list[tuple[str, str]]:
    return [
        ("Specification 2001", escape(found.meaning_2001) if found.in_2001 else "not defined"),
        ("Specification 2011", _in_2011(found, known)),
    ]


def _in_2011(found: Tag, known: ReferenceType | None) -> str:
    if not found.in_2011:
        return "not defined"
    if not found.meaning_2011:
        return escape(found.name)  # the same for every type: TY, ID
    if known:
        label = known.fields.get(found.code)
        return escape(label) if label else f"not for {known.code}"
    labels = tuple(dict.fromkeys(found.meaning_2011.values()))
    return escape(labels[0]) if len(labels) == 1 else "by type"


def _filed(found: Tag, known: ReferenceType | None, key: str) -> str:
    filed = filed_as(key, found.code, known.code if known else None)
    if not filed:
        return "no field for this type" if key in found.importers else ""
    if filed.startswith(IGNORED):
        return escape(f"drops it{filed.removeprefix(IGNORED)}")
    if filed == "unknown_tag":
        return escape("keeps it apart, under unknown_tag")
    return escape(filed)


def _importer_name(key: str) -> str:
    found = importer(key)
    return found.name.split(" ")[0] if found else {"endnote": "EndNote"}.get(key, key)


def _unknown_tag(code: str) -> str:
    facts = (
        f"**{escape(code)}** is in neither specification, and no program is known to write it.",
        "Zotero, JabRef and citation-js drop its value; rispy keeps it apart, under unknown\\_tag.",
    )
    return "\n\n".join(facts)


# -- types ------------------------------------------------------------------------------------


def _reading(known: ReferenceType, key: str) -> str:
    reading = known.read_by[key]
    text = escape(reading.reads_as) or "known"
    return text if reading.known else f"{text} (does not know {escape(known.code)})"


def _fields(known: ReferenceType, codes: list[str]) -> str:
    return " · ".join(f"`{code}` {escape(known.fields[code])}" for code in codes)


def _unknown_type(value: str) -> str:
    shown = escape(value, 40)
    parts = [f"**{shown}** is no reference type that a specification or program is known to have."]
    if meant := [f"`{code}` {escape(reference_types()[code].name)}" for code in _meant(value)]:
        parts.append(f"Perhaps meant: {', '.join(meant)}.")
    parts.append(
        "Zotero makes a journal article of the record, JabRef files it as Misc, citation-js drops "
        "all its fields, rispy keeps the word."
    )
    return "\n\n".join(parts)


def _meant(value: str) -> list[str]:
    """Return up to three types that an unknown value may stand for, the likeliest first.

    It may be a misprint, a word of the type's name, or what another format calls the type.
    """
    word = value.casefold().strip()
    ordered = [*COMMON_TYPES, *(code for code in reference_types() if code not in COMMON_TYPES)]
    found = [code for code in ordered if word in _names_elsewhere(code)][:1]
    for code in ordered:
        known = reference_types()[code]
        if not known.canonical and word in known.name.casefold().split():
            found.append(code)
    found += get_close_matches(value.upper(), ordered, 2, 0.7)
    return list(dict.fromkeys(found))[:3]


def _names_elsewhere(code: str) -> tuple[str, ...]:
    known = reference_types()[code]
    elsewhere = (known.zotero_item_type, known.csl_type, known.bibtex_type, known.biblatex_type)
    return tuple(name.casefold() for name in (known.name, *elsewhere))
