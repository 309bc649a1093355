"""The tables hold together, agree with rispy and are compiled from the data as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import rispy.config

from ris_ls import knowledge
from ris_ls.knowledge import Confidence, Habit, Status, TypeStatus, ValueKind

ROOT = Path(__file__).resolve().parents[2]
TAGS = knowledge.tags()
TYPES = knowledge.reference_types()
IMPORTERS = knowledge.importers()
EXPORTERS = knowledge.exporters()

# Codes that occur in RIS files though they are no legal tags.
LONG_TAGS = {"PMC", "PMID"}


def test_the_compiled_tables_are_fresh() -> None:
    script = ROOT / "scripts" / "compile_knowledge.py"
    run = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_counts() -> None:
    assert (len(TAGS), len(TYPES), len(IMPORTERS)) == (117, 66, 21)
    assert sum(entry.status == "standard" for entry in TYPES.values()) == 56


class TestTags:
    @pytest.mark.parametrize("code", sorted(set(TAGS) - LONG_TAGS))
    def test_code_is_a_legal_tag(self, code: str) -> None:
        assert re.fullmatch(r"[A-Z][A-Z0-9]", code)

    @pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
    def test_entry_is_complete(self, tag: knowledge.Tag) -> None:
        assert tag.name
        assert tag.description.endswith(".")
        assert tag.value_format.endswith(".")
        assert tag.value_kind in get_args(ValueKind)
        assert tag.status in get_args(Status)
        assert bool(tag.example) == (tag.value_kind != "none")
        assert all(note.endswith(".") for note in tag.notes)

    @pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
    def test_every_reference_leads_somewhere(self, tag: knowledge.Tag) -> None:
        assert set(tag.equivalents) <= set(TAGS)
        assert tag.code not in tag.equivalents
        assert set(tag.importers) <= set(IMPORTERS)
        assert set(tag.meaning_2011) <= set(TYPES)
        assert tag.sources
        assert all(knowledge.source_name(source) != source for source in tag.sources)
        assert len(set(tag.sources)) == len(tag.sources)

    @pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
    def test_preferred_tag_is_better(self, tag: knowledge.Tag) -> None:
        preferred = TAGS[tag.preferred]
        assert preferred.preferred == preferred.code
        if preferred is not tag:
            assert preferred.in_2001 or preferred.in_2011

    @pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
    def test_specifications(self, tag: knowledge.Tag) -> None:
        assert tag.in_2001 == ("refman2001" in tag.sources) == bool(tag.meaning_2001)
        assert tag.in_2011 == ("refman2011" in tag.sources)
        assert (tag.status == "vendor") == (not tag.in_2001 and not tag.in_2011)
        if tag.max_length:
            assert tag.in_2001
        # The 2011 tables do not repeat what holds for every type.
        assert bool(tag.meaning_2011) == (tag.in_2011 and tag.code not in {"TY", "ER", "ID"})

    @pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
    def test_equivalents_share_a_concept(self, tag: knowledge.Tag) -> None:
        # BT is the title of the work itself for whole books, so it stands between two concepts.
        for code in set(tag.equivalents) - {"BT"}:
            assert TAGS[code].concept == tag.concept

    def test_every_vendor_tag_names_an_exporter_or_a_reader(self) -> None:
        only_read_or_listed = {"A5", "CR", "IN", "U6", "UK"}
        silent = {
            code for code, tag in TAGS.items() if tag.status == "vendor" and not tag.written_by
        }
        assert silent == only_read_or_listed

    @pytest.mark.parametrize("code", ["AU", "DO", "SP", "LP", "T1"])
    def test_the_five_importers_that_hover_shows_are_documented(self, code: str) -> None:
        expected = {"zotero", "rispy", "jabref", "citationjs"}
        assert expected <= set(TAGS[code].importers)


class TestTypes:
    @pytest.mark.parametrize("entry", TYPES.values(), ids=TYPES)
    def test_entry_is_complete(self, entry: knowledge.ReferenceType) -> None:
        assert entry.name
        assert entry.description.endswith(".")
        assert entry.requirement_basis.endswith(".")
        assert entry.csl_type and entry.bibtex_type and entry.biblatex_type
        assert entry.zotero_item_type
        assert entry.status in get_args(TypeStatus)
        assert (entry.status == "variant") == bool(entry.canonical)
        assert (entry.status == "standard") == bool(entry.spec_2011_group)
        assert entry.sources
        assert all(knowledge.source_name(source) != source for source in entry.sources)

    @pytest.mark.parametrize("entry", TYPES.values(), ids=TYPES)
    def test_every_reference_leads_somewhere(self, entry: knowledge.ReferenceType) -> None:
        if entry.canonical:
            assert TYPES[entry.canonical].status == "standard"
        assert set(entry.fields) <= set(TAGS)
        assert set(entry.endnote_labels) <= set(TAGS)
        assert set(entry.typical_tags) <= knowledge.FIELD_CODES
        assert set(entry.read_by) <= set(IMPORTERS)
        for demand in entry.required + entry.recommended:
            assert demand
            assert set(demand) <= set(TAGS)

    @pytest.mark.parametrize("entry", TYPES.values(), ids=TYPES)
    def test_a_typical_record_holds_what_is_required(self, entry: knowledge.ReferenceType) -> None:
        assert entry.required[0] == ("TY",) == entry.typical_tags[:1]
        assert all(set(demand) & set(entry.typical_tags) for demand in entry.required)

    @pytest.mark.parametrize("entry", TYPES.values(), ids=TYPES)
    def test_a_code_is_a_word(self, entry: knowledge.ReferenceType) -> None:
        misprints = {"UNBILl", "undefined"}
        assert entry.code in misprints or re.fullmatch(r"[A-Z]{3,7}", entry.code)

    @pytest.mark.parametrize("code", ["UNPB", "UNPD", "GRANT", "GRNT", "WEB", "ELEC"])
    def test_disputed_types_tell_who_reads_them(self, code: str) -> None:
        assert {"zotero", "rispy", "jabref", "citationjs"} <= set(TYPES[code].read_by)

    def test_zotero_knows_one_code_of_each_disputed_pair(self) -> None:
        known = {code for code, entry in TYPES.items() if entry.read_by["zotero"].known}
        assert {"UNPD", "GRNT", "WEB", "ELEC"} <= known
        assert not {"UNPB", "GRANT"} & known


class TestImporters:
    @pytest.mark.parametrize("entry", IMPORTERS.values(), ids=IMPORTERS)
    def test_entry_is_complete(self, entry: knowledge.Importer) -> None:
        assert entry.name and entry.version and entry.facts
        assert entry.tag_line.endswith(".")
        for fact in entry.facts:
            assert fact.text.endswith(".")
            assert fact.source
            assert fact.confidence in get_args(Confidence)

    def test_all_that_were_run_met_the_same_defects(self) -> None:
        run = {key: set(entry.behaviour) for key, entry in IMPORTERS.items() if entry.behaviour}
        assert set(run) == {"zotero", "rispy", "citationjs", "astrocite", "bibutils", "reflib"}
        assert len({frozenset(defects) for defects in run.values()}) == 1


class TestExporters:
    @pytest.mark.parametrize("entry", EXPORTERS.values(), ids=EXPORTERS)
    def test_entry_is_complete(self, entry: knowledge.Exporter) -> None:
        assert entry.name and entry.facts
        assert entry.summary.endswith(".")
        assert set(entry.habits) <= set(get_args(Habit))
        assert set(entry.own_tags) <= set(TAGS)
        for fact in entry.facts:
            assert fact.text.endswith(".")
            assert fact.source
            assert fact.confidence in get_args(Confidence)

    @pytest.mark.parametrize("entry", EXPORTERS.values(), ids=EXPORTERS)
    def test_signs_and_orders_can_be_met(self, entry: knowledge.Exporter) -> None:
        assert bool(entry.signs) or not entry.orders  # an order alone is no evidence
        for order in entry.orders:
            assert all(set(group) <= set(TAGS) - {"TY", "ER"} for group in order)
        for sign in entry.signs:
            assert sign.weight > 0
            assert bool(sign.tag) == bool(sign.pattern)
            assert sum(map(bool, (sign.tag, sign.before, sign.has or sign.continued))) == 1
            assert set(sign.has + sign.lacks + sign.continued) <= set(TAGS)
            re.compile(sign.pattern or sign.before)

    def test_every_habit_is_somebodys(self) -> None:
        assert {habit for entry in EXPORTERS.values() for habit in entry.habits} == set(
            get_args(Habit)
        )


class TestRispy:
    """rispy is the reader of our users' scripts, and its tables are at hand."""

    def test_every_tag_is_filed_where_rispy_files_it(self) -> None:
        for code, key in rispy.config.TAG_KEY_MAPPING.items():
            if code != "ER":
                assert TAGS[code].importers["rispy"] == key

    def test_every_other_tag_is_unknown_to_rispy(self) -> None:
        for code in set(TAGS) - set(rispy.config.TAG_KEY_MAPPING) - LONG_TAGS:
            assert TAGS[code].importers["rispy"] == "unknown_tag"

    def test_list_tags(self) -> None:
        assert set(IMPORTERS["rispy"].list_tags) == set(rispy.config.LIST_TYPE_TAGS)
        assert not any(map(knowledge.single_valued, rispy.config.LIST_TYPE_TAGS))

    def test_every_type_is_known(self) -> None:
        known = {code for code, entry in TYPES.items() if entry.read_by["rispy"].known}
        assert known == set(rispy.config.TYPE_OF_REFERENCE_MAPPING)
