"""How many records a file holds and each program reads."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ris_ls.features.ledger import Counts, Ledger, ledger, ledger_steps, total
from ris_ls.features.ledger_words import (
    as_json,
    in_words_as_json,
    markdown,
    note,
    records_in_words,
    rows,
    summary,
)
from ris_ls.importers import READERS, events, records_read, unreadable_by
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import foreign_format, read_document
from ris_ls.text import BOM, Document, Edit, decode, pages
from tests.conftest import corpus_files
from tests.corpus.test_predictions import with_rispy
from tests.syntax.samples import NEARLY_SOUND, RISLIKE

WHOLE = (
    "TY  - JOUR\nTI  - On sound exports\nAU  - Doe, Jane\nPY  - 2020\n"
    "AB  - All is there.\nDO  - 10.5555/abc.1\nER  - \n\n"
)
COLLAPSED = (
    "TY - JOUR T1 - A title JF - A Journal VL - 3 AU - Doe, Jane Y1 - 2020/01/02 ER - "
    "TY - BOOK T1 - Another title AU - Roe, Rick PB - A Press Y1 - 2021 ER -"
)
UNENDED = WHOLE.replace("ER  - \n\n", "")
DOUBLE_DOI = WHOLE.replace("DO  - ", "DO  - 10.5555/x\nDO  - ")
TEXTS = st.lists(
    RISLIKE | NEARLY_SOUND | st.sampled_from([WHOLE, WHOLE * 3, UNENDED, DOUBLE_DOI]), max_size=8
).map("".join)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few blocks on a page, so that short texts have many pages."""
    monkeypatch.setattr(pages, "LARGEST_PAGE", PAGE)
    monkeypatch.setattr(pages, "SMALLEST_PAGE", 1)


PAGE = 3


def of(text: str) -> Ledger:
    return ledger(read_document(text))


def read_by(found: Ledger) -> dict[str, int]:
    return {each.key: each.records for each in found.imports}


def what_is_lost(text: str) -> dict[str, tuple[int, int, int]]:
    """Return how many are lost, emptied and invented in the programs in which any are."""
    numbers = {each.key: (each.lost, each.emptied, each.invented) for each in of(text).imports}
    return {key: found for key, found in numbers.items() if any(found)}


# -- counting ---------------------------------------------------------------------------------


def test_sound_records() -> None:
    found = of(WHOLE * 3)
    assert found.counts == Counts(3, 3, 3)
    assert read_by(found) == dict.fromkeys(READERS, 3)
    assert not any(each.missed or each.invented for each in found.imports)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", Counts()),
        ("\n\n", Counts()),
        ("TY", Counts()),
        (WHOLE.replace("ER  - \n", ""), Counts(1, 0, 1)),
        (WHOLE.replace("ER  - \n", "") + WHOLE, Counts(2, 1, 2)),
        (WHOLE.replace("TY  - JOUR\n", ""), Counts(0, 1, 1)),
        (WHOLE.lower(), Counts(1, 1, 1)),
        (WHOLE.replace("  - ", " - "), Counts(1, 1, 1)),
        (WHOLE.replace("\n", "\r\n"), Counts(1, 1, 1)),
        (WHOLE.replace("\n", "\r"), Counts(1, 1, 1)),
        (BOM + WHOLE, Counts(1, 1, 1)),
        (WHOLE + "NL  - 3\nC1  - Database: X\n" + WHOLE, Counts(2, 2, 2)),
        (WHOLE.replace("TY  - JOUR", "TY  - JOUR\nDB  - x\nTY  - JOUR"), Counts(2, 1, 1)),
        ("TY  - JOUR\nER  - \n", Counts(1, 1, 1, 1, 1, 1, 1)),
        # What is left of the end of an export is no record.
        (WHOLE + "DB  - Index\nER  - \n", Counts(1, 2, 1)),
    ],
)
def test_damaged_files(text: str, counts: Counts) -> None:
    assert of(text).counts == counts


def test_records_on_one_line() -> None:
    assert of(COLLAPSED).counts == Counts(2, 2, 2, 0, 2, 2, 0)
    assert of(COLLAPSED.replace("ER - TY", "TY")).counts == Counts(2, 1, 2, 0, 2, 2, 0)


@pytest.mark.parametrize(
    ("line", "lacking"),
    [
        ("TI  - On sound exports", "title"),
        ("AB  - All is there.", "abstract"),
        ("DO  - 10.5555/abc.1", "doi"),
        ("PY  - 2020", "year"),
    ],
)
@pytest.mark.parametrize("damage", [str, lambda text: text.replace("AU  - ", "AU - ")])
def test_what_records_lack(line: str, lacking: str, damage: object) -> None:
    assert callable(damage)
    one = dict.fromkeys(("title", "abstract", "doi", "year"), 0) | {lacking: 1}
    for less in ("", f"{line[:6]}n/a", line[:6]):
        text = damage(WHOLE.replace(line, less) if less else WHOLE.replace(line + "\n", ""))
        assert as_json(of(WHOLE + text), str)["without"] == one


@pytest.mark.parametrize(
    ("line", "other", "lacking"),
    [
        ("TI  - On sound exports", "T1  - On sound exports", 0),
        ("AB  - All is there.", "N2  - All is there.", 0),
        ("DO  - 10.5555/abc.1", "DO  - https://doi.org/10.5555/ABC.1", 0),
        ("DO  - 10.5555/abc.1", "DO  - 10.5555/a; 10.5555/b", 0),
        ("DO  - 10.5555/abc.1", "DO  - see below", 1),
        ("DO  - 10.5555/abc.1", "UR  - https://doi.org/10.5555/abc.1", 1),
        ("PY  - 2020", "Y1  - 2020/03//Spring", 0),
        ("PY  - 2020", "PY  - in press\nDA  - 3 May 2020", 0),
        ("PY  - 2020", "PY  - 2020-2021", 0),
        ("PY  - 2020", "PY  - undefined", 1),
        ("PY  - 2020", "Y2  - 2020", 1),
    ],
)
def test_what_counts_as_a_value(line: str, other: str, lacking: int) -> None:
    assert sum(of(WHOLE.replace(line, other)).counts[3:7]) == lacking


# -- importers --------------------------------------------------------------------------------


def test_what_programs_lose() -> None:
    unended = WHOLE.replace("ER  - \n", "")
    assert what_is_lost(WHOLE + unended) == {"rispy": (1, 0, 0)}
    assert what_is_lost(unended + WHOLE) == {"rispy": (1, 0, 0), "jabref": (1, 0, 0)}
    assert what_is_lost(unended * 3) == {"rispy": (3, 0, 0), "jabref": (2, 0, 0)}


def test_a_program_that_gives_up_reads_nothing() -> None:
    twice = WHOLE.replace("DO  - ", "DO  - 10.5555/x\nDO  - ")
    found = {each.key: each for each in of(WHOLE + twice + WHOLE).imports}
    assert (found["citationjs"].records, found["citationjs"].lost) == (0, 3)
    assert found["citationjs"].failure == "stopped"
    assert found["zotero"].records == 3


def test_a_program_that_refuses_the_file_reads_nothing() -> None:
    found = {each.key: each for each in of(WHOLE.replace("TY  - ", "TY - ") * 2).imports}
    assert (found["jabref"].failure, found["jabref"].lost) == ("refused", 2)
    assert (found["zotero"].failure, found["zotero"].records) == (None, 2)


def test_a_program_that_cannot_read_the_encoding_reads_nothing() -> None:
    text = "Provider: Index\n\n" + WHOLE + UNENDED
    found = {each.key: each for each in ledger(read_document(text), ["rispy"]).imports}
    assert (found["rispy"].failure, found["rispy"].lost) == ("encoding", 2)
    assert found["rispy"].first == text.index("TY")
    assert note(found["rispy"]) == "reads nothing of a file that is not UTF-8"
    assert (found["zotero"].failure, found["zotero"].records) == (None, 2)


def test_records_with_nothing_in_them_are_not_read() -> None:
    """The line breaks of this record were lost: Zotero makes an item without any field of it."""
    found = of(COLLAPSED[: COLLAPSED.index("TY - BOOK")])
    assert found.counts[:3] == (1, 1, 1)
    assert read_by(found) == dict.fromkeys(READERS, 0)
    assert {each.key for each in found.imports if each.emptied} == {"zotero"}


def places(text: str) -> dict[str, str]:
    """Return the line at each place that a ledger names, by the label of its row."""
    told = rows(of(text))
    return {
        row.label: text[row.place :].split("\n", maxsplit=1)[0]
        for row in told
        if row.place is not None
    }


def test_where_the_first_one_is() -> None:
    def named(name: str) -> str:
        return WHOLE.replace("JOUR", name)

    unended = named("BOOK").replace("ER  - \n\n", "")
    assert places(WHOLE * 2) == {}
    assert places(WHOLE + unended) == {"Read by rispy": "TY  - BOOK"}
    assert places(unended + named("CHAP") + WHOLE)["Read by rispy"] == "TY  - CHAP"
    assert places(unended + named("CHAP").replace("ER  - ", ""))["Read by rispy"] == "TY  - BOOK"
    lacking = named("BOOK").replace("PY  - 2020\n", "").replace("DO  - ", "ID  - ")
    found = places(WHOLE * 300 + lacking + WHOLE * 300 + lacking)
    assert found == dict.fromkeys(("Without a DOI", "Without a year"), "TY  - BOOK")
    twice = named("BOOK").replace("DO  - ", "DO  - 10.5555/x\nDO  - ")
    assert places(WHOLE + twice)["Read by citation-js"] == "DO  - 10.5555/abc.1"
    assert places("x\n" + WHOLE.replace("TY  - ", "TY - "))["Read by JabRef"] == "TY - JOUR"


@given(TEXTS)
@example("TY - JOURTY  - JOUR\n")  # no record, of which rispy begins to read one
@settings(max_examples=200)
def test_the_numbers_are_those_of_the_importers(text: str) -> None:
    hold(read_document(text))


def hold(document: Document) -> None:
    found = ledger(document)
    if foreign_format(document):
        assert found.foreign
        return
    for each in found.imports:
        reader = READERS[each.key]
        assert each.records + each.emptied == len(records_read(reader, document))
        kept = found.counts.records - each.lost - each.emptied + each.invented
        assert each.records == kept
        assert min(each.records, each.lost, each.emptied, each.invented) >= 0
        assert (each.first is not None) == (each.missed > 0 or each.failure == "stopped")
        assert each.first is None or 0 <= each.first <= len(document)
        if each.failure is None and found.counts.records == wanted(document):
            told = Counter(event.effect for event in events(reader, document))
            assert each.lost == told["lost"] + told["merged"]
        if found.counts.records == wanted(document):
            missed = [one.start for one in events(reader, document) if one.effect != "invented"]
            assert each.first == min(missed, default=None)


def wanted(document: Document) -> int:
    """Return in how many blocks there is a record: that is the measure of `events`."""
    from ris_ls.importers import shape_of

    return sum(shape_of(block).wanted for block in document.blocks)


# -- pages and edits --------------------------------------------------------------------------


@given(TEXTS, st.data())
@settings(max_examples=200)
def test_after_an_edit_it_is_as_from_scratch(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    for _ in range(3):
        start = data.draw(st.integers(0, len(document)))
        end = data.draw(st.integers(start, min(len(document), start + 40)))
        new = data.draw(st.sampled_from(("", "x", "\n", "ER  - \n\nTY  - BOOK\n", "\nER  - ")))
        document.edit([Edit(start, end, new)])
        assert ledger(document) == of(document.text)


MANY = WHOLE * (40 * PAGE)


@pytest.mark.parametrize("where", [0.01, 0.5, 0.99])
@pytest.mark.parametrize(
    ("old", "new"), [("ER  - \n", ""), ("TY  - ", "TY - "), ("AU  - ", "AU\n")]
)
def test_in_many_pages_too(where: float, old: str, new: str) -> None:
    document = read_document(MANY)
    assert len(document.pages) > 1
    assert ledger(document).counts.records == 40 * PAGE
    at = MANY.index(old, int(where * len(MANY)))
    document.edit([Edit(at, at + len(old), new)])
    assert ledger(document) == of(document.text)
    document.edit([Edit(at, at + len(new), old)])
    assert ledger(document) == of(MANY)


def test_an_edit_costs_a_page_or_two() -> None:
    document = read_document(MANY)
    first = sum(1 for _ in ledger_steps(document))
    assert first > len(document.blocks) * len(READERS)
    at = len(MANY) // 2
    document.edit([Edit(at, at, "x")])
    asked_who_wrote_it = len(document.blocks)
    steps = sum(1 for _ in ledger_steps(document))
    assert steps <= asked_who_wrote_it + 2 * PAGE * (len(READERS) + 1)
    assert sum(1 for _ in ledger_steps(document)) <= asked_who_wrote_it + len(READERS)


def test_what_is_no_record_for_a_whole_megabyte_is_not_read() -> None:
    found = of(WHOLE + "TY  - JOUR\nAB  - " + "x" * LARGEST_BLOCK)
    assert found.counts == Counts(1, 1, 1, unread=1)
    assert any(row.kind == "unread" for row in rows(found))


# -- several files ----------------------------------------------------------------------------


def test_the_total() -> None:
    ledgers = [of(WHOLE * 2), of(WHOLE.replace("ER  - \n", "")), of("@article{a,\n title = {b}}\n")]
    found = total(ledgers)
    assert found.counts == Counts(3, 2, 3)
    assert {each.key: each.lost for each in found.imports if each.lost} == {"rispy": 1}
    assert total([]) == Ledger(Counts(), (), ())


# -- words ------------------------------------------------------------------------------------


def test_in_a_few_words() -> None:
    unended = of(WHOLE * 2 + WHOLE.replace("ER  - \n", ""))
    assert summary(unended).text == "3 records · rispy 2"
    assert summary(unended).warning
    assert summary(unended).shown == "rispy"
    aimed = summary(unended, ("zotero", "endnote"))
    assert (aimed.text, aimed.warning) == ("3 records · Zotero 3", False)
    assert summary(unended, ("zotero", "rispy")) == summary(unended)
    assert summary(unended, ("endnote",)) == summary(unended)


def test_in_a_few_words_where_all_is_well() -> None:
    assert summary(of(WHOLE)).text == "1 record"
    assert not summary(of(WHOLE)).warning
    assert summary(of("")).text == "no records"
    assert summary(of("%PDF-1.7\n")).text == "not RIS"
    assert records_in_words(12_000) == "12,000 records"


def test_rows() -> None:
    found = of(COLLAPSED)
    told = {row.label: (row.value, row.note, row.warning) for row in rows(found)}
    assert told["Records"] == ("2", "", False)
    assert told["Read by rispy"] == ("0", "2 lost or merged with others", True)
    assert told["Read by JabRef"] == ("0", "does not take this file for RIS", True)
    assert told["Without an abstract"] == ("2", "", False)
    assert "Duplicates" not in told


def test_what_others_count_is_shown_when_it_is_known() -> None:
    one = of(WHOLE)
    known = Ledger(one.counts, one.imports, one.exporters, duplicates=0)
    assert [row.value for row in rows(known) if row.kind == "duplicates"] == ["0"]
    assert as_json(known, str)["duplicates"] == 0


def test_another_format() -> None:
    found = of("@article{doe,\n title = {On exports}}\n")
    assert [row.value for row in rows(found)] == ["BibTeX"]
    assert as_json(found, str)["format"] == "BibTeX"
    assert as_json(found, str)["records"] == 0


@given(TEXTS)
def test_words_stand_for_any_file(text: str) -> None:
    found = of(text)
    told = in_words_as_json(found, (), str)
    assert told["summary"]
    assert told["markdown"] == markdown(found)
    assert len(told["markdown"].split("\n")) == len(told["rows"]) + 1
    for row in told["rows"]:
        assert row["label"]
        assert row["value"]
    notes = {row["note"] for row in told["rows"] if row["kind"] == "import"}
    assert notes == {note(each) for each in found.imports}


# -- real files -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_rispy_reads_so_many(path: Path) -> None:
    decoded = decode(path.read_bytes())
    text = decoded.body
    found = ledger(read_document(text), unreadable_by(decoded))
    if found.foreign:
        pytest.skip("it is not RIS")
    (ours,) = (each for each in found.imports if each.key == "rispy")
    try:
        read = with_rispy(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        read = []
    assert ours.records + ours.emptied == len(read)
    hold(read_document(text))
