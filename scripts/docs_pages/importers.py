"""docs/importers.md: what each program that reads RIS makes of it. Installed with the server."""

from __future__ import annotations

from collections.abc import Sequence

from ris_ls.knowledge import Confidence, Fact, Importer, importers

from .markdown import anchor, codes, header, items, link, plain, section, table

_INTRODUCTION = """\
# The programs that read RIS

What is known of each program, with where it is known from. Of Zotero, rispy, citation-js, bibutils
and JabRef enough is known to say what they would lose, and of Covidence its limits: these are what
the setting `targets` takes ([RIS701 to RIS704](rules/README.md)).

"""

CONFIDENCE: dict[Confidence, str] = {
    "high": "seen in source code, in real files, or by running the program",
    "medium": "told by somebody who should know, or concluded",
    "low": "a single remark",
}
"""What the words for confidence mean."""

DEFECTS: dict[str, str] = {
    "missing_er_middle": "no ER between two records",
    "missing_er_last": "no ER at the end of the file",
    "er_letters_only": "the letters ER alone, without a hyphen",
    "no_ty": "a record without TY",
    "double_ty": "two TY lines in a record",
    "unknown_ty": "a reference type that nobody knows",
    "bom": "a byte order mark before the first TY",
    "utf16": "a file in UTF-16",
    "cr_only": "lines that end in a lone carriage return",
    "header_lines": "lines of text before the first record",
    "blank_lines_inside": "blank lines inside a record",
    "one_line": "a whole record on one line",
    "leading_blanks": "blanks before the tags",
    "lowercase_tag": "tags in small letters",
    "one_space": "one blank before the hyphen in place of two",
    "three_spaces": "three blanks before the hyphen",
    "no_space_after_dash": "no blank behind the hyphen",
    "tab": "tabs around the hyphen",
    "nbsp": "no-break spaces before the hyphen",
    "en_dash": "a dash in place of the hyphen",
    "tag_like_text": "a line of an abstract that begins like a field",
    "kw_semicolon": "keywords on one line, with semicolons",
    "kw_continuation": "keywords on lines of their own, without a tag",
    "au_semicolon": "authors on one line, with semicolons",
    "pages_range_in_sp": "a range of pages in SP",
}
"""The defects of the minimal files that programs were run on, in words."""


def pages() -> dict[str, str]:
    """Return the page."""
    known = importers().values()
    parts = [header("the knowledge tables"), _INTRODUCTION]
    head = ("Program", "Short name", "What was examined")
    rows = [
        (link(plain(each.name), anchor(each.name)), f"`{each.key}`", plain(each.version))
        for each in known
    ]
    parts.append(table(head, rows))
    parts.append(section("What comes of a damaged file", _behaviour()))
    meanings = items(f"*{word}*: {told}" for word, told in CONFIDENCE.items())
    parts.append(section("How sure a fact is", meanings))
    parts.extend(section(plain(each.name), _importer(each)) for each in known)
    return {"importers.md": "".join(parts)}


def _behaviour() -> str:
    run = [each for each in importers().values() if each.behaviour]
    rows = [
        (told[0].upper() + told[1:], *(_outcome(each, key) for each in run))
        for key, told in DEFECTS.items()
    ]
    return (
        "Each program was run on a minimal file with one defect. *ok*: nothing was lost. A record "
        "is *empty* when none of its fields was read.\n\n"
    ) + table(("Defect", *(plain(each.name) for each in run)), rows)


def _outcome(each: Importer, defect: str) -> str:
    return plain(each.behaviour.get(defect, ""))


def _importer(each: Importer) -> str:
    told = [
        f"Examined: {plain(each.version)}",
        f"What it takes for a field: {plain(each.tag_line)}",
    ]
    if each.ignored_tags:
        told.append(f"Tags that it drops: {plain(each.ignored_tags)}")
    if each.list_tags:
        told.append(f"Tags of which it keeps every value: {codes(each.list_tags)}")
    return items(told) + ("\n" + facts(each.facts) if each.facts else "")


def facts(known: Sequence[Fact]) -> str:
    """Return facts as a table, with where they come from and how sure they are."""
    rows = [(plain(fact.text), plain(fact.source), fact.confidence) for fact in known]
    return table(("What is known", "From", "How sure"), rows)
