"""docs/tags: an index of all tags, and a page for each."""

from __future__ import annotations

from collections import defaultdict

from ris_ls.knowledge import (
    Status,
    Tag,
    ValueKind,
    exporters,
    importers,
    reference_types,
    source_name,
    tag,
    tags,
)

from .markdown import anchor, code, header, items, link, plain, section, table

_HEADER = header("the knowledge tables")

_INTRODUCTION = """\
# The tags

A RIS file is a list of lines `XX  - value`: a tag of two characters, two blanks, a hyphen, a
blank and the value. This is every tag that a specification, a program or a real file knows. Each
page says what the tag means for which reference type, which program files it where, and who
writes it. What a record of some kind needs: [reference types](../types/README.md).

**2001** and **2011** are the two specifications: that of Reference Manager, and the later one
with a table of fields for each reference type.

"""

_KINDS: dict[ValueKind, str] = {
    "name": "a name",
    "date": "a date",
    "year": "a year",
    "doi": "a DOI",
    "url": "a web address",
    "file": "a file",
    "page": "a page",
    "number": "a number",
    "issn_isbn": "an ISSN or ISBN",
    "keyword": "a keyword",
    "language": "a language",
    "note": "free text",
    "identifier": "an identifier",
    "reference_type": "a reference type",
    "text": "free text",
    "none": "nothing",
}

_STATUS: dict[Status, str] = {
    "standard": "standard",
    "legacy": "older form",
    "per_type": "differs by type",
    "conflict": "disputed",
    "vendor": "in no specification",
}

_STATUS_MEANINGS: dict[Status, str] = {
    "standard": "defined by the specification of 2011, and nobody disagrees",
    "legacy": "there is a newer tag for the same",
    "per_type": "it means something else for each reference type",
    "conflict": "specifications and programs disagree on what it means",
    "vendor": "some programs know it, no specification has it",
}


def pages() -> dict[str, str]:
    """Return the index and the page of each tag."""
    return {
        "tags/README.md": _index(),
        **{f"tags/{found.code}.md": _page(found) for found in tags().values()},
    }


def _index() -> str:
    standing = items(f"*{_STATUS[status]}*: {told}" for status, told in _STATUS_MEANINGS.items())
    head = ("Tag", "Name", "Holds", "In a record", "2001", "2011", "Standing")
    rows = [
        (
            link(found.code, f"{found.code}.md"),
            plain(found.name),
            _KINDS[found.value_kind],
            _times(found),
            "yes" if found.in_2001 else "",
            "yes" if found.in_2011 else "",
            _STATUS[found.status],
        )
        for found in tags().values()
    ]
    return f"{_HEADER}{_INTRODUCTION}**Standing.**\n\n{standing}\n{table(head, rows)}"


def _page(found: Tag) -> str:
    parts = [_HEADER, f"# {found.code} {plain(found.name)}\n\n", f"{plain(found.description)}\n\n"]
    parts.append(items(_facts(found)))
    if found.example and len(found.code) == 2:
        example = f"```ris\n{found.code}  - {found.example}\n```\n"
        parts.append(section("Example", example))
    parts.append(section("What it means", _meanings(found)))
    parts.append(section("Which program files it where", _filing(found)))
    parts.append(section("Who writes it", _writers(found)))
    parts.append(section("Worth knowing", items(map(plain, found.notes))))
    parts.append(section("Sources", items(plain(source_name(key)) for key in found.sources)))
    parts.append("\n[All tags](README.md)\n")
    return "".join(parts)


def _times(found: Tag) -> str:
    return "any number of times" if found.repeatable else "once"


def _facts(found: Tag) -> list[str]:
    facts = [f"Standing: {_STATUS_MEANINGS[found.status]}"]
    if found.value_kind != "none":
        facts.append(f"Holds: {_holds(found)}")
        times = f"In a record: {_times(found)}"
        note = f". {plain(found.repeatable_note)}" if found.repeatable_note else ""
        facts.append(times + note)
    if found.preferred != found.code:
        facts.append(f"Better written as: {_tag_link(found.preferred)}")
    same = [each for each in found.equivalents if each != found.preferred]
    if same:
        facts.append(f"Says the same as: {', '.join(map(_tag_link, same))}")
    if found.max_length:
        facts.append(f"Longest value in the specification of 2001: {found.max_length} characters")
    if found.code in ("PMID", "PMC"):
        facts.append("It is longer than a tag may be, yet it occurs in files")
    return facts


def _holds(found: Tag) -> str:
    kind = _KINDS[found.value_kind]
    if found.value_format.rstrip(".").lower() == kind:
        return kind
    return f"{kind}. {plain(found.value_format)}"


def _tag_link(found: str) -> str:
    return link(found, f"{found}.md") if tag(found) else code(found)


def _meanings(found: Tag) -> str:
    parts: list[str] = []
    if found.in_2001:
        parts.append(f"In the specification of 2001: {plain(found.meaning_2001)}.\n")
    if found.meaning_2011:
        by_meaning: dict[str, list[str]] = defaultdict(list)
        for type_code, meaning in found.meaning_2011.items():
            by_meaning[meaning].append(type_code)
        ordered = sorted(by_meaning.items(), key=lambda each: (-len(each[1]), each[0]))
        rows = [(plain(meaning), _types(found, codes)) for meaning, codes in ordered]
        parts.append("In the specification of 2011:\n\n" + table(("Meaning", "Types"), rows))
    elif found.in_2011:
        parts.append("In the specification of 2011 it means the same for every type.\n")
    endnote = [
        (plain(found_type.endnote_labels[found.code]), _type_link(found_type.code))
        for found_type in reference_types().values()
        if found.code in found_type.endnote_labels
    ]
    if endnote:
        rows_told = table(("EndNote shows it as", "Types"), endnote)
        parts.append("Where EndNote differs from the specification of 2011:\n\n" + rows_told)
    if not found.in_2001 and not found.in_2011:
        parts.append("Neither specification has it.\n")
    return "\n".join(parts)


def _types(found: Tag, type_codes: list[str]) -> str:
    """Return the types for which a tag has one meaning; in short where nearly all have it."""
    standard = sum(1 for each in reference_types().values() if not each.canonical)
    if len(type_codes) == standard:
        return "every type"
    if len(found.meaning_2011) == standard and len(type_codes) > standard / 2:
        return "every other type"
    return ", ".join(map(_type_link, type_codes))


def _type_link(type_code: str) -> str:
    return link(type_code, f"../types/{type_code}.md")


def _filing(found: Tag) -> str:
    rows = [
        (
            link(plain(importer.name), "../importers.md" + anchor(importer.name)),
            plain(found.importers[key]),
        )
        for key, importer in importers().items()
        if key in found.importers
    ]
    if not rows:
        return ""
    note = "\nOf other programs it is not known.\n"
    return table(("Program", "Where the value goes"), rows) + note


def _writers(found: Tag) -> str:
    usual = [
        link(plain(exporter.name), "../exporters.md" + anchor(exporter.name))
        for exporter in exporters().values()
        if any(found.code in group for order in exporter.orders for group in order)
        and not any(exporter.name.startswith(name) for name in found.written_by)
    ]
    told: list[str] = []
    if found.written_by:
        told.append(f"Seen in files of: {', '.join(map(plain, found.written_by))}.")
    if usual:
        which = "Also usual" if told else "Usual"
        told.append(f"{which} in files of: {', '.join(usual)}.")
    return "\n\n".join(told) + "\n" if told else ""
