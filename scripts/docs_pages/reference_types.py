"""docs/types: an index of all reference types, and a page for each that is no other's variant."""

from __future__ import annotations

from ris_ls.knowledge import ReferenceType, importers, meaning, reference_types, source_name

from .markdown import anchor, code, header, items, link, plain, section, table

_HEADER = header("the knowledge tables")

_INTRODUCTION = """\
# The reference types

The value of `TY`, the line that opens each record, says what kind of work the record describes.
Programs read the other fields by it. A code that a program does not know makes it guess, so each
page says who knows the code and what becomes of it. The fields themselves:
[tags](../tags/README.md).

"""

_OTHERS = """\
Some programs write these, though no specification has them. They are told about on the page of
the code that they stand for.

"""

_BASIS = (
    "This is the judgement of this project, by what a citation needs: the specifications demand "
    "nothing but TY and ER. [RIS501](../rules/RIS501.md) and [RIS502](../rules/RIS502.md) report "
    "what is missing."
)


def pages() -> dict[str, str]:
    """Return the index and the page of each standard type."""
    standard = [found for found in reference_types().values() if not found.canonical]
    return {
        "types/README.md": _index(standard),
        **{f"types/{found.code}.md": _page(found) for found in standard},
    }


def _index(standard: list[ReferenceType]) -> str:
    rows = [
        (
            link(found.code, f"{found.code}.md"),
            plain(found.name),
            plain(found.zotero_item_type),
            plain(found.bibtex_type),
            plain(found.csl_type),
        )
        for found in standard
    ]
    others = [
        (
            code(found.code),
            link(found.canonical, f"{found.canonical}.md"),
            plain(found.name),
            plain(", ".join(found.written_by)),
        )
        for found in reference_types().values()
        if found.canonical
    ]
    return "".join(
        [
            _HEADER,
            _INTRODUCTION,
            table(("Code", "Name", "Zotero", "BibTeX", "CSL"), rows),
            section(
                "Other codes for the same",
                _OTHERS + table(("Code", "Stands for", "Name", "Written by"), others),
            ),
        ]
    )


def _page(found: ReferenceType) -> str:
    variants = [each for each in reference_types().values() if each.canonical == found.code]
    parts = [_HEADER, f"# {found.code} {plain(found.name)}\n\n", f"{plain(found.description)}\n\n"]
    parts.append(items(_facts(found)))
    parts.append(section("What a record needs", _needs(found)))
    parts.append(section("Fields", _fields(found)))
    parts.append(section("Which program reads it as what", _readings(found)))
    parts.append(section("Who writes it", _writers(found)))
    parts.append(section("Worth knowing", items(map(plain, found.notes))))
    for each in variants:
        parts.append(section(f"Another code: {each.code}", _variant(each)))
    sources = dict.fromkeys(key for each in (found, *variants) for key in each.sources)
    parts.append(section("Sources", items(plain(source_name(key)) for key in sources)))
    parts.append("\n[All reference types](README.md)\n")
    return "".join(parts)


def _facts(found: ReferenceType) -> list[str]:
    latex = dict.fromkeys((found.bibtex_type, found.biblatex_type))
    facts = []
    if found.spec_2011_group:
        facts.append(f"Table in the specification of 2011: {plain(found.spec_2011_group)}")
    facts.append(f"CSL: {plain(found.csl_type)}")
    facts.append(f"BibTeX, biblatex: {plain(', '.join(latex))}")
    return facts


def _needs(found: ReferenceType) -> str:
    required = [group for group in found.required if group != ("TY",)]
    parts = []
    if required:
        parts.append(
            "It cannot be cited without:\n\n" + items(_either(found, group) for group in required)
        )
    if found.recommended:
        parts.append(
            "A complete record also has:\n\n"
            + items(_either(found, group) for group in found.recommended)
        )
    basis = f"{plain(found.requirement_basis)} " if found.requirement_basis else ""
    parts.append(f"{basis}{_BASIS}\n")
    return "\n".join(parts)


def _either(found: ReferenceType, demand: tuple[str, ...]) -> str:
    """Return a demand: what the first tag of it means, and the tags of which one is enough."""
    linked = [_tag_link(each) for each in demand]
    choice = linked[0] if len(linked) == 1 else ", ".join(linked[:-1]) + f" or {linked[-1]}"
    return f"{plain(meaning(demand[0], found.code))}: {choice}"


def _tag_link(tag_code: str) -> str:
    return link(tag_code, f"../tags/{tag_code}.md")


def _fields(found: ReferenceType) -> str:
    rest = [each for each in found.fields if each not in found.typical_tags]
    order = ", ".join(["TY", *(each for each in found.typical_tags if each != "TY"), "ER"])
    usual = [each for each in found.typical_tags if each != "TY"]
    rows = [
        (
            _tag_link(each),
            plain(found.fields.get(each, "")) or "not in this table",
            "yes" if each in usual else "",
            plain(found.endnote_labels.get(each, "")),
        )
        for each in [*usual, *rest]
    ]
    differs = bool(found.endnote_labels)
    head = ("Tag", "Meaning in the specification of 2011", "Usual", "In EndNote")
    shown = 4 if differs else 3
    return f"A usual record, in the order in which people write it: {order}.\n\n" + table(
        head[:shown], (row[:shown] for row in rows)
    )


def _readings(found: ReferenceType) -> str:
    rows = [
        (
            link(plain(importer.name), "../importers.md" + anchor(importer.name)),
            "yes" if reading.known else "no",
            plain(reading.reads_as) or "not known",
        )
        for key, importer in importers().items()
        if (reading := found.read_by.get(key)) is not None
    ]
    return table(("Program", f"Knows {found.code}", "Reads it as"), rows)


def _writers(found: ReferenceType) -> str:
    if not found.written_by:
        return ""
    return f"Seen in files of: {', '.join(map(plain, found.written_by))}.\n"


def _variant(found: ReferenceType) -> str:
    parts = [f"{plain(found.description)}\n"]
    if found.notes:
        parts.append(items(map(plain, found.notes)))
    parts.append(_readings(found))
    if writers := _writers(found):
        parts.append(writers)
    return "\n".join(parts)
