"""Findings kept with pages are, put together, those of the document as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.config.settings import Settings
from ris_ls.library import DocumentShelf, Library
from ris_ls.rules import findings
from ris_ls.rules.baseline import accept_all
from ris_ls.rules.by_page import (
    check_one,
    check_page,
    expect_all,
    found_so_far,
    is_checked,
    page_findings,
    pages_of,
    put_together,
)
from ris_ls.rules.engine import check
from ris_ls.rules.findings import Findings
from ris_ls.rules.look import Look, about_file, follow_file, look_at
from ris_ls.rules.model import SEVERITIES, Finding, Related
from ris_ls.syntax import read_document
from ris_ls.text import Document, Edit, Span, decode, pages
from tests.conftest import corpus_files
from tests.syntax.samples import NEARLY_SOUND, RISLIKE

DEFAULT = Settings()
ALL_ON = Settings(extend_select=("RIS",))


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few blocks on a page and few pages in a run, so that short texts have many."""
    monkeypatch.setattr(pages, "LARGEST_PAGE", 4)
    monkeypatch.setattr(pages, "SMALLEST_PAGE", 1)
    monkeypatch.setattr(findings, "_RUN", 2)


@dataclass
class Held:
    """What is known of a document while it is being edited."""

    look: Look
    shelf: DocumentShelf
    known: Findings


def a_shelf() -> DocumentShelf:
    return DocumentShelf("", Library())


def all_checked(document: Document, look: Look, shelf: DocumentShelf | None = None) -> Findings:
    for placed in pages_of(document):
        for _ in check_page(placed, look):
            pass
        assert is_checked(placed, look)
    for _ in follow_file(document, look):
        pass
    found = [*about_file(document, look, slow=False), *about_file(document, look, slow=True)]
    shelf = a_shelf() if shelf is None else shelf  # an empty one is false
    for _ in shelf.update(document):
        pass
    return Findings(document, look, found, shelf)


def settled(finding: Finding, document: Document) -> Finding:
    """Return a finding that says of other records on which line they begin."""
    related = tuple(
        replace(each, span=Span(line, line), holding=None)
        if each.is_record and (line := line_of(each, document)) >= 0
        else each
        for each in finding.related
    )
    return replace(finding, related=related)


def line_of(related: Related, document: Document) -> int:
    if related.holding is not None:
        return related.holding.shelf.line(related.holding)
    return document.position_at(related.span.start, "utf-32").line


def expected(document: Document, look: Look) -> list[Finding]:
    return check(document, look.settings, on_disk=look.on_disk, accepted=look.accepted)


def brief(finding: Finding) -> tuple[int, str, str]:
    return finding.span.start, finding.code, finding.severity


def place(finding: Finding) -> tuple[int, int, str, int]:
    span = finding.span
    return span.start, SEVERITIES.index(finding.severity), finding.code, span.end


def told(known: Findings, most: int) -> list[tuple[int, str, str]]:
    """Return where the most severe findings start, their codes and severities."""
    chosen = known.most_severe(most)
    alone = [
        (share.at.offset + share.at.page.offsets[one.block] + one.problem.span.start, one)
        for share in chosen.alone
        for one in share.chosen()
    ]
    grouped = [(item.start, item.first) for item in chosen.grouped]
    return sorted((start, one.rule.code, one.severity) for start, one in [*alone, *grouped])


def hold(document: Document, wanted: Settings, earlier: Held | None = None) -> Held:
    """Check a document page by page, and hold what is known against what the engine finds.

    What is known of pages from an earlier look is used again where that still holds.
    """
    look = look_at(document, wanted)
    if earlier is not None and earlier.look.is_like(look):
        look = earlier.look
    shelf = a_shelf() if earlier is None else earlier.shelf
    known = all_checked(document, look, shelf)
    right = expected(document, look)
    assert [settled(one, document) for one in known.all()] == [
        settled(one, document) for one in right
    ]
    assert len(known) == len(right)
    assert known.fixable() == sum(one.fix is not None and one.fix.safe for one in right)
    of_file = [place(one) for one in known.about_file()]
    in_records = [one for one in right if place(one) not in of_file]
    assert told(known, len(in_records)) == sorted(map(brief, in_records))
    worst = sorted(SEVERITIES.index(one.severity) for one in in_records)[:3]
    assert sorted(SEVERITIES.index(severity) for *_, severity in told(known, 3)) == worst
    return Held(look, shelf, known)


TEXTS = st.lists(NEARLY_SOUND | RISLIKE, max_size=8).map("".join)


@given(TEXTS, st.data())
@settings(max_examples=150)
def test_findings_after_edits_are_those_of_the_text(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    held = hold(document, DEFAULT)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(document)))
        end = data.draw(st.integers(start, min(len(document), start + 40)))
        new = data.draw(st.sampled_from(("", "x", "\n", "ER  - \n\nTY  - BOOK\n", "3.\n", " ;")))
        document.edit([Edit(start, end, new)])
        held = hold(document, DEFAULT, held)


@given(TEXTS)
@settings(max_examples=50)
def test_all_rules(text: str) -> None:
    hold(read_document(text), ALL_ON)


@pytest.mark.parametrize("path", corpus_files()[::6], ids=lambda path: path.name)
def test_real_files(path: Path) -> None:
    text = decode(path.read_bytes()).body[:150_000]
    hold(read_document(text), replace(DEFAULT, severity=(("RIS1", "error"),)))


RECORD = "TY  - JOUR\nAU - Doe, Jane\nTI  - n/a\nPY  - 2020\nER  - \n\n"


@given(TEXTS)
@settings(max_examples=50)
def test_what_programs_lose(text: str) -> None:
    hold(read_document(text), Settings(targets=("zotero", "rispy", "covidence")))


def test_a_file_is_followed_in_steps() -> None:
    document = read_document(RECORD * 30)
    look = look_at(document, Settings(targets=("zotero", "jabref")))
    assert len(list(follow_file(document, look))) == 62  # one each to recognise it as RIS


def test_nothing_is_known_before_it_is_looked_at() -> None:
    document = read_document(RECORD * 30)
    expect_all(document)
    look = look_at(document, DEFAULT)
    assert len(Findings(document, look)) == 0
    first, *others = pages_of(document)
    for _ in check_page(first, look):
        pass
    some = len(Findings(document, look))
    assert some > 0
    for placed in others:
        for _ in check_page(placed, look):
            pass
    assert len(Findings(document, look)) > some


def test_what_is_looked_at_first_is_told_of_a_page_that_is_not_known() -> None:
    document = read_document("TY - JOUR\nER  - \n" * 9)
    expect_all(document)
    look = look_at(document, DEFAULT)
    placed = pages_of(document)[1]
    check_one(placed, 1, look, placed.page.blocks[0])
    (found,) = {each.span.start for each in Findings(document, look).all()}
    assert found == placed.offset + placed.page.offsets[1]


def test_an_edit_leaves_what_is_known_of_other_pages() -> None:
    document = read_document(RECORD * 30)
    look = look_at(document, DEFAULT)
    all_checked(document, look)
    document.edit([Edit(5, 5, "\n")])
    checked = [is_checked(placed, look) for placed in pages_of(document)]
    assert checked.count(False) <= 2
    known = Findings(document, look)  # what is known of the other blocks of that page is shown
    assert len(known.all()) > 20


def test_what_is_known_outlives_a_new_look() -> None:
    document = read_document(RECORD * 30)
    look = look_at(document, DEFAULT)
    before = len(all_checked(document, look))
    other = look_at(document, replace(DEFAULT, ignore=("RIS101",)))
    assert len(Findings(document, other)) == before
    assert len(all_checked(document, other)) < before


TWIN = RECORD.replace("n/a", "On exports\nDO  - 10.1000/182")


def test_a_new_look_sets_records_beside_each_other_anew() -> None:
    document = read_document(TWIN * 2)
    without = replace(DEFAULT, ignore=("RIS601",))
    held = hold(document, without)
    held = hold(document, DEFAULT, held)
    assert [one.code for one in held.known.all()].count("RIS601") == 2
    hold(document, without, held)


def test_records_of_another_page_come_and_go() -> None:
    document = read_document(TWIN * 2 + RECORD * 8)
    held = hold(document, DEFAULT)
    page = document.pages[0]
    for number in (3, 2):
        start = len(TWIN * 2 + RECORD * 8)
        document.edit([Edit(start, len(document), TWIN * (number - 2))])
        held = hold(document, DEFAULT, held)
        assert document.pages[0] is page
        assert [one.code for one in held.known.all()].count("RIS601") == number


def test_a_record_beside_others_may_be_passed_over() -> None:
    document = read_document(TWIN * 2)
    known = hold(document, Settings(per_record_ignores=(("doi:10.1000/182", ("RIS601",)),))).known
    assert "RIS601" not in [one.code for one in known.all()]


def test_touching() -> None:
    document = read_document(RECORD * 30)
    known = all_checked(document, look_at(document, DEFAULT))
    at = document.text.index("AU - ", 1000)
    (finding,) = known.touching(Span(at, at))
    assert finding.code == "RIS101"
    assert finding.span.start == at
    (merged,) = [one for one in known.touching(Span(0, 60)) if one.code == "RIS456"]
    assert merged.places == 30
    assert merged.fix is not None
    assert len(merged.fix.edits) == 30
    assert merged in known.all()


def test_a_baseline_accepts_as_often_as_it_says() -> None:
    document = read_document(RECORD * 10)
    accepted = accept_all(document, DEFAULT, on_disk=False)
    more = read_document(RECORD * 12)
    look = look_at(more, DEFAULT, accepted)
    known = all_checked(more, look)
    right = check(more, DEFAULT, on_disk=False, accepted=accepted)
    assert [settled(one, more) for one in known.all()] == [settled(one, more) for one in right]
    assert 0 < len(known) < 10


def lines_outside() -> Iterator[str]:
    for number in range(1, 20):
        yield f"{number}.\nTY  - JOUR\nAU  - Doe, Jane\nTI  - On exports\nPY  - 2020\nER  - \n\n"


def test_a_rule_about_the_file_is_told_of_each_page() -> None:
    document = read_document("".join(lines_outside()))
    known = hold(document, DEFAULT).known
    (counters,) = [one for one in known.all() if one.code == "RIS109"]
    assert counters.places == 19
    # Without most of the counters the others are what they say only where they count right.
    text = document.text
    for number in range(2, 19):
        text = text.replace(f"\n{number}.\n", "\n")
    document.edit([Edit(0, len(document), text)])
    hold(document, DEFAULT)


def test_what_stands_before_a_page_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields behind the last ER belong before it, and it may move while their page stays."""
    monkeypatch.setattr(pages, "LARGEST_PAGE", 1)
    document = read_document(RECORD * 4 + "KW  - damage\n")
    held = hold(document, DEFAULT)
    page = document.pages[-1]
    at = 4 * len(RECORD) - 1
    document.edit([Edit(at, at, "\n")])
    assert document.pages[-1] is page
    hold(document, DEFAULT, held)


def test_whether_a_page_is_the_first_or_last_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ER the last record is lost, others are merged; a TY that comes late costs less."""
    monkeypatch.setattr(pages, "LARGEST_PAGE", 1)
    no_end = RECORD.replace("ER  - \n\n", "")
    late = "AU  - Doe, Jane\nTY  - JOUR\nTI  - On exports\nPY  - 2020\nER  - \n\n"
    document = read_document(RECORD + late + no_end + RECORD)
    held = hold(document, DEFAULT)
    first, middle, last = document.pages[1], document.pages[2], document.pages[3]
    document.edit([Edit(document.offset_of(3), len(document), "")])
    assert document.pages[-1] is middle
    held = hold(document, DEFAULT, held)
    document.edit([Edit(0, len(RECORD), "")])
    assert document.pages[0] is first
    assert document.pages[-1] is middle
    held = hold(document, DEFAULT, held)
    document.edit([Edit(len(document), len(document), last.blocks[0].text)])
    hold(document, DEFAULT, held)


def test_two_kinds_of_findings_are_put_together_in_order() -> None:
    document = read_document("TY - JOUR\nTI - A\nKW  -\nER  - \n" * 3)
    look = look_at(document, DEFAULT)
    all_checked(document, look)
    placed = pages_of(document)[0]
    every = found_so_far(placed, look)
    parts = [[(index, found[at::2]) for index, found in every] for at in (0, 1)]
    one, other = (page_findings(placed, look, part) for part in parts)
    together = put_together(one, other)
    expected = page_findings(placed, look, every)
    assert all(any(known.by_rank) for known in (one, other))
    assert together.by_rank == expected.by_rank
    assert together.groups == expected.groups
    assert together.fixable == expected.fixable
