"""Tags and types in words."""

from __future__ import annotations

import re

import pytest

from ris_ls.features.explain import (
    explain_tag,
    explain_tag_briefly,
    explain_type,
    explain_type_briefly,
    explain_writer,
    known_type,
    needs,
    tag_label,
)
from ris_ls.knowledge import TAG_CODES, TYPE_CODES, reference_types, tags
from ris_ls.syntax import Guess

SOME_TYPES = ("", "JOUR", "CHAP", "CONF", "PAT", "WEB", "UNBILL", "NO SUCH TYPE")


@pytest.mark.parametrize("type_code", SOME_TYPES)
def test_every_tag_is_explained(type_code: str) -> None:
    assert len(TAG_CODES) == 117
    for code in TAG_CODES:
        text = explain_tag(code, type_code)
        assert text.startswith(f"**{code} — "), text
        assert len(text) < 2200, text  # to be read at a glance, at the top at least
        assert not re.search(r"None[ |]*$", text, re.M)
        assert "  " not in text.replace(f"\n{code}  - ", ""), text
        assert all(line.count("|") == 3 for line in text.split("\n") if line.startswith("|")), text
        if len(code) == 2 and code != "UK":
            assert explain_tag_briefly(code, type_code).startswith(f"**{code} — ")


def test_a_tag_means_what_its_type_makes_of_it() -> None:
    assert explain_tag("T2", "JOUR").startswith("**T2 — Journal** · in JOUR, journal article\n")
    assert explain_tag("T2", "CHAP").startswith("**T2 — Book Title** · in CHAP, book chapter\n")
    assert explain_tag("T2", "").startswith("**T2 — Secondary title**\n")


def test_both_specifications_and_the_importers_are_told() -> None:
    text = explain_tag("SP", "JOUR")
    assert "| Specification 2001 | Start page |" in text
    assert "| Specification 2011 | Pages |" in text
    for row in ("| Zotero | pages", "| EndNote | Pages |", r"| rispy | start\_page |"):
        assert row in text
    assert "| JabRef | pages (start) |" in text
    assert "| citation-js | page" in text
    assert "```ris\nSP  - 860\n```" in text


def test_a_label_of_endnote_that_differs_is_told() -> None:
    assert "| EndNote | Docket Number |" in explain_tag("SV", "CASE")


def test_a_tag_without_meaning_for_the_type_says_so() -> None:
    assert "| Specification 2011 | not for JOUR |" in explain_tag("PB", "JOUR")
    assert "| Specification 2011 | not defined |" in explain_tag("EP", "JOUR")
    assert "| Specification 2011 | by type |" in explain_tag("C1", "")
    assert "| Specification 2011 | Reference ID |" in explain_tag("ID", "JOUR")


def test_examples_fit_the_type() -> None:
    assert "```" not in explain_tag("C1", "MAP")
    assert "```" not in explain_tag("PMID", "JOUR")


def test_what_loses_data_comes_first() -> None:
    text = explain_tag("LP", "JOUR")
    first = text.split("\n\n")[1]
    assert first.startswith(
        "In neither specification. Zotero, JabRef and citation-js drop it. The usual tag is `EP`."
    )
    assert "Written by HighWire." in first
    assert "| Specification" not in text


def test_the_end_of_a_record_says_what_it_does() -> None:
    text = explain_tag("ER", "JOUR")
    assert "Closes the record." in text
    assert "rispy loses the last record" in text
    assert "|" not in text


def test_an_unknown_tag() -> None:
    text = explain_tag("Q7", "JOUR")
    assert text.startswith("**Q7** is in neither specification")
    assert r"unknown\_tag" in text
    assert explain_tag_briefly("Q7", "JOUR") == ""


@pytest.mark.parametrize("code", sorted(TYPE_CODES))
def test_every_type_is_explained(code: str) -> None:
    text = explain_type(code)
    known = reference_types()[code]
    assert text.startswith(f"**{code} — {known.name}**")
    assert needs(known) in text
    assert f"| CSL | {known.csl_type.replace('_', chr(92) + '_')} |" in text
    assert "| Zotero | " in text
    assert "| BibTeX, biblatex | " in text
    assert "Usual fields: " in text
    assert not re.search(r"None[ |]*$", text, re.M)
    assert explain_type_briefly(code)


def test_needs_are_choices() -> None:
    assert "Needs: `TI` or `T1`; `T2`, `JF`, `JO`, `JA` or `J2`; `PY`, `Y1` or `DA`." in (
        explain_type("JOUR")
    )


def test_disputed_types_say_who_reads_them() -> None:
    grant = explain_type("GRANT")
    assert "| Zotero | journalArticle (does not know GRANT) |" in grant
    assert grant.index("Zotero knows GRNT alone") < grant.index("Needs:")
    assert explain_type("WEB").startswith("**WEB — Web page** · another code for `ELEC`")


def test_small_letters() -> None:
    assert "JabRef and astrocite know `JOUR` alone" in explain_type("Jour")
    assert "small letters" not in explain_type("UNBILl")
    found = known_type("book")
    assert found is not None
    assert found.code == "BOOK"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ARTICLE", "`JOUR` Journal article"),
        ("journalArticle", "`JOUR` Journal article"),
        ("inproceedings", "`CONF` Conference proceedings"),
        ("JUOR", "`JOUR` Journal article"),
        ("Book chapter", "`CHAP` Book chapter"),
    ],
)
def test_an_unknown_type_names_what_was_perhaps_meant(written: str, meant: str) -> None:
    text = explain_type(written)
    assert "is no reference type" in text
    assert f"Perhaps meant: {meant}" in text
    assert "citation-js drops all its fields" in text


def test_a_wild_type_does_not_break_the_layout() -> None:
    assert explain_type("<b>|*x*").startswith(r"**\<b\>\|\*x\*** is no reference type")


def test_labels() -> None:
    assert tag_label("SN", "RPRT") == "Report Number"
    assert tag_label("SN", "") == tags()["SN"].name
    assert tag_label("Q7", "JOUR") == ""


@pytest.mark.parametrize(
    ("file", "record", "line"),
    [
        (None, None, ""),
        (Guess("wos", "certain"), None, "This file was written by Web of Science."),
        (None, Guess("wos", "possible"), "This record may have been written by Web of Science."),
        (Guess("wos", "likely"), Guess("wos", "certain"), "This file was probably written by"),
        (Guess("wos", "likely"), Guess("zotero", "likely"), "This record was probably written by"),
        (Guess("wos", "likely"), Guess("zotero", "possible"), "This file was probably written by"),
    ],
)
def test_who_wrote_it_is_said_in_a_line(
    file: Guess | None, record: Guess | None, line: str
) -> None:
    assert explain_writer(file, record).startswith(line)
    assert bool(explain_writer(file, record)) == bool(line)
