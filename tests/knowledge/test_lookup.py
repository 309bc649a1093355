"""Questions to the knowledge tables."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ris_ls.knowledge import (
    FIELD_CODES,
    IGNORED,
    TAG_CODES,
    TYPE_CODES,
    exporter,
    exporters,
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


def test_tag() -> None:
    author = tag("AU")
    assert author is not None
    assert (author.code, author.name, author.value_kind) == ("AU", "Author", "name")
    assert author.meaning_2011["PAT"] == "Inventor"
    assert tag("AU") is author


@pytest.mark.parametrize("code", ["", "au", "QQ", "AU ", "\N{FULLWIDTH LATIN CAPITAL LETTER A}U"])
def test_unknown_tag(code: str) -> None:
    assert tag(code) is None
    assert not is_vendor(code)
    assert not single_valued(code)
    assert meaning(code, "JOUR") == ""


def test_reference_type() -> None:
    article = reference_type("JOUR")
    assert article is not None
    assert article.fields["T2"] == "Journal"
    assert ("TI", "T1") in article.required
    assert reference_type("jour") is None


def test_a_variant_has_the_fields_of_its_canonical_type() -> None:
    web, page = reference_type("WEB"), reference_type("ELEC")
    assert web is not None
    assert page is not None
    assert (web.fields, web.required) == (page.fields, page.required)
    # What the specification says, it says of its own codes alone.
    assert "WEB" not in tags()["TI"].meaning_2011


def test_codes() -> None:
    assert set(tags()) == TAG_CODES
    assert set(reference_types()) == TYPE_CODES
    assert {"PMC", "PMID", "UK"} == TAG_CODES - FIELD_CODES


def test_importer() -> None:
    assert importer("jabref") is importers()["jabref"]
    assert importer("nobody") is None


def test_exporter() -> None:
    found = exporter("endnote")
    assert found is not None
    assert found is exporters()["endnote"]
    assert "pages_in_start" in found.habits
    assert exporter("nobody") is None


@pytest.mark.parametrize(
    ("tag_code", "type_code", "expected"),
    [
        ("A2", "BOOK", "Series Editor"),
        ("A2", "CHAP", "Editor"),
        ("A2", None, "Secondary author"),
        ("A2", "NOSUCH", "Secondary author"),
        ("EP", "JOUR", "End page"),
        ("M1", "WEB", "Access Date"),
    ],
)
def test_meaning(tag_code: str, type_code: str | None, expected: str) -> None:
    assert meaning(tag_code, type_code) == expected


@pytest.mark.parametrize(
    ("importer_key", "tag_code", "type_code", "expected"),
    [
        ("rispy", "A1", "JOUR", "first_authors"),
        ("endnote", "A2", "CHAP", "Editor"),
        ("endnote", "SE", "JOUR", "Start Page"),
        ("endnote", "EP", "JOUR", ""),
        ("endnote", "LP", "JOUR", ""),
        ("endnote", "QQ", "JOUR", ""),
        ("citavi", "AU", "JOUR", ""),
    ],
)
def test_filed_as(importer_key: str, tag_code: str, type_code: str, expected: str) -> None:
    assert filed_as(importer_key, tag_code, type_code) == expected


@pytest.mark.parametrize("key", ["zotero", "jabref", "citationjs", "bibutils", "reflib"])
def test_nobody_reads_the_last_page_of_highwire(key: str) -> None:
    assert filed_as(key, "LP", "JOUR").startswith(IGNORED)


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        ("title", ("TI", "T1", "CT")),
        ("author", ("AU", "A1")),
        ("end_page", ("EP", "LP")),
        ("doi", ("DO", "DI")),
        ("no such concept", ()),
    ],
)
def test_tags_of_concept(concept: str, expected: tuple[str, ...]) -> None:
    assert tags_of_concept(concept) == expected


def test_vendor_and_single_valued_agree_with_the_tags() -> None:
    for code, entry in tags().items():
        assert is_vendor(code) == (entry.status == "vendor")
        assert single_valued(code) != entry.repeatable


def test_source_name() -> None:
    assert "2011" in source_name("refman2011")
    assert source_name("elsewhere") == "elsewhere"


def test_nothing_is_built_and_no_toml_read_on_import() -> None:
    code = """
import sys
from ris_ls.knowledge import TAG_CODES, lookup
assert "AU" in TAG_CODES
assert not {"tomllib", "tomli"} & set(sys.modules)
assert not lookup._build_tag.cache_info().currsize
"""
    subprocess.run([sys.executable, "-c", code], check=True)
