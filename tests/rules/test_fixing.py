"""Fixing applies what is safe, gives way, gives up, and never writes what loses something."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.settings import Settings
from ris_ls.rules.claims import Claims
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import MAX_ROUNDS, FixReport, Removed, fix, fix_steps, refusal
from ris_ls.rules.model import AnyRule, Context, Fix, Problem
from ris_ls.syntax import Record, read_document, remove_lines
from ris_ls.text import Document, Edit, Span, overlap
from tests.rules.misbehaving import Replacing, file_rule, record_rule

RECORD = """TY  - JOUR
AU  - Doe, Jane
AU  - Roe, Richard
TI  - On damaged exports
KW  - harvest
LP  - 17
ER  -

"""


def run(
    text: str, *rules: AnyRule, unsafe: bool = False, on_disk: bool = True
) -> tuple[str, FixReport]:
    """Return the text after fixing with these rules, and the report."""
    document = read_document(text)
    report = fix(document, Settings(), unsafe=unsafe, on_disk=on_disk, rules=rules)
    return document.text, report


def removing_line(tag: str, code: str = "RIS994") -> AnyRule:
    """Make a rule that takes a field out and calls that safe."""

    def look(record: Record, context: Context) -> Iterator[Problem]:
        for field in record.of(tag):
            edit = remove_lines(record.text, field.line_span)
            yield Problem(field.span, "Superfluous.", Fix("Remove it", (edit,), safe=True))

    return record_rule(look, code)


def test_a_good_fix_is_made_everywhere() -> None:
    text, report = run(RECORD * 3, Replacing("LP  - ", "EP  - "))
    assert text == RECORD.replace("LP  - ", "EP  - ") * 3
    assert report.applied == {"RIS993": 3}
    assert (report.rounds, report.refused, report.changed) == (1, [], True)


def test_nothing_to_do() -> None:
    text, report = run(RECORD, Replacing("XY  - ", "EP  - "))
    assert text == RECORD
    assert (report.rounds, report.changed) == (0, False)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Replacing("damaged ", ""), "RIS993 replacing: words would be lost: damaged"),
        (removing_line("KW"), "RIS994 made-for-a-test: words would be lost: harvest"),
        (Replacing("KW  - ", ""), "RIS993 replacing: KW would lose harvest to another place"),
        (Replacing("AU  - R", "R"), "RIS993 replacing: two AU fields would become one"),
        (Replacing("ER  -\n", ""), "RIS993 replacing: rispy would read 0 instead of 1 records"),
        (
            Replacing("TI  - On", "TI  -\nTI  - On"),
            "RIS993 replacing: rispy would no longer read on, damaged, exports in TI",
        ),
    ],
)
def test_a_fix_that_loses_something_is_refused(rule: AnyRule, said: str) -> None:
    text, report = run(RECORD, rule)
    assert text == RECORD
    assert not report.changed
    assert report.refused == [said]


def test_a_refused_fix_is_reported_once_and_holds_up_no_other() -> None:
    text, report = run(
        RECORD * 5, Replacing("damaged ", "", code="RIS900"), Replacing("harvest", "Harvest!")
    )
    assert text == RECORD.replace("harvest", "Harvest!") * 5
    assert report.refused == ["RIS900 replacing: words would be lost: damaged"]
    assert report.applied == {"RIS993": 5}


def test_a_bad_place_does_not_hold_up_the_good_ones_of_a_rule_that_reports_once() -> None:
    text = RECORD + RECORD.replace("KW  - harvest", "KW  - harvest\nKW  - Harvest") + RECORD
    rule = Replacing("KW  - harvest\n", "", removes="exact duplicate", once=True)
    mended, report = run(text, rule)
    assert mended == RECORD + RECORD.replace("harvest", "Harvest") + RECORD
    assert report.applied == {"RIS993": 1}
    assert report.removed == [Removed("RIS993", "exact duplicate", 1)]
    assert report.refused == [
        "RIS993 replacing: removed as a duplicate, yet not there twice: harvest"
    ]


def test_two_fixes_that_lose_something_only_together() -> None:
    text = RECORD.replace("KW  - harvest", "KW  - harvest\nKW  - Harvest")

    def each_takes_the_other(record: Record, context: Context) -> Iterator[Problem]:
        fields = list(record.of("KW"))
        for field in fields if len(fields) > 1 else []:
            edit = remove_lines(record.text, field.line_span)
            fix = Fix("Remove it", (edit,), safe=True, removes="exact duplicate")
            yield Problem(field.span, "There twice.", fix)

    rule = record_rule(each_takes_the_other, removes=frozenset({"exact duplicate"}))
    mended, report = run(text, rule)
    assert mended.casefold() == RECORD.casefold()
    assert report.applied == {"RIS991": 1}
    assert report.refused == [], "neither of them was wrong"


def test_many_fixes_of_which_one_is_bad_in_one_record() -> None:
    keywords = "".join(f"KW  - word{n} bad\n" for n in range(40))
    text = RECORD.replace("KW  - harvest\n", keywords)
    good, bad = Replacing("word", "Word"), Replacing("d17 bad", "d17", code="RIS994")
    mended, report = run(text, good, bad)
    assert mended == text.replace("word", "Word")
    assert report.refused == ["RIS994 replacing: words would be lost: bad"]


def test_overlapping_fixes_the_lower_code_wins() -> None:
    text, report = run(
        RECORD,
        Replacing("Roe, Richard", "Roe, RICHARD"),
        Replacing("Roe", "ROE", code="RIS950"),
    )
    assert "AU  - ROE, Richard" in text
    assert report.applied == {"RIS950": 1}


def test_the_other_of_two_overlapping_fixes_follows_in_the_next_round() -> None:
    text, report = run(
        RECORD,
        Replacing("Richard\nTI", "RICHARD\nTI"),
        Replacing("Roe, R", "ROE, R", code="RIS950"),
    )
    assert "AU  - ROE, RICHARD" in text
    assert report.applied == {"RIS950": 1, "RIS993": 1}
    assert report.rounds == 2


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    _, report = run(RECORD, Replacing("Roe", "ROE"), Replacing("ROE", "Roe", code="RIS950"))
    assert report.rounds == MAX_ROUNDS


def test_a_refused_fix_gives_way_to_one_that_wanted_the_same_text() -> None:
    bad, good = Replacing("LP  - 17", "LP  - ", code="RIS100"), Replacing("LP", "EP")
    text, report = run(RECORD, bad, good)
    assert text == RECORD.replace("LP", "EP")
    assert report.refused == ["RIS100 replacing: words would be lost: 17"]


def test_rounds_follow_each_other() -> None:
    chain = [Replacing(f"x{n} ", f"x{n + 1} ", code=f"RIS90{n}", safe=False) for n in range(5)]
    text, report = run(RECORD.replace("damaged", "x0 "), *chain, unsafe=True)
    assert "x5 " in text
    assert report.rounds == 5


def test_a_fix_without_an_end_stops_after_ten_rounds() -> None:
    text, report = run(RECORD, Replacing("harvest", "harvest harvest"))
    assert report.rounds == MAX_ROUNDS == 10
    assert text.count("harvest") > 10


def test_unsafe_fixes_wait_to_be_asked() -> None:
    rule = Replacing("damaged ", "", safe=False)
    assert run(RECORD, rule)[0] == RECORD
    text, report = run(RECORD, rule, unsafe=True)
    assert text == RECORD.replace("damaged ", "")
    assert report.applied == {"RIS993": 1}


def test_what_was_removed_is_told_by_rule_and_count() -> None:
    rule = Replacing("\u200b", "", removes="invisible character")
    other = Replacing(" (ISSN)", "", removes="decoration", code="RIS992")
    text = RECORD.replace("TI  - On", "TI  - \u200bO\u200bn").replace("LP  - 17", "SN  - 17 (ISSN)")
    mended, report = run(text * 2, rule, other)
    assert mended == RECORD.replace("LP  - 17", "SN  - 17") * 2
    assert report.removed == [
        Removed("RIS992", "decoration", 2),
        Removed("RIS993", "invisible character", 4),
    ]


def test_a_class_that_the_rule_does_not_declare_is_refused() -> None:
    rule = Replacing("damaged ", "", removes="markup", declared=frozenset())
    text, report = run(RECORD, rule)
    assert text == RECORD
    assert "does not declare" in report.refused[0]


def test_a_class_does_not_cover_other_text() -> None:
    rule = Replacing("harvest", "", removes="invisible character")
    text, report = run(RECORD, rule)
    assert text == RECORD
    assert "letters would be removed" in report.refused[0]


@pytest.mark.parametrize(
    "edits",
    [
        (),
        (Edit(0, 2, "a"), Edit(1, 3, "b")),
        (Edit(3, 3, "a"), Edit(3, 3, "b")),
        (Edit(-5, -2, "a"),),
        (Edit(5, 100_000, ""),),
        (Edit(5, 4, ""),),
    ],
)
def test_malformed_edits_are_refused_and_hold_up_nothing(edits: tuple[Edit, ...]) -> None:
    def look(record: Record, context: Context) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "Wrong.", Fix("Mend it", edits, safe=True))

    text, report = run(RECORD, record_rule(look), Replacing("LP", "EP"))
    assert text == RECORD.replace("LP", "EP")
    assert len(report.refused) == 1


def test_a_fix_may_move_text_into_the_record_before() -> None:
    text = RECORD + "N1  - Harvest quarterly\n" + RECORD

    def into_the_record_before(record: Record, context: Context) -> Iterator[Problem]:
        for field in record.of("N1"):
            line = field.line_span.of(record.text)
            there = -len("ER  -\n\n")
            edits = (Edit(there, there, line), Edit(0, len(line), ""))
            if field.line.start == 0:
                yield Problem(field.span, "Behind ER.", Fix("Move it", edits, safe=True))

    moved, report = run(text, record_rule(into_the_record_before))
    assert report.refused == []
    assert moved == RECORD.replace("ER", "N1  - Harvest quarterly\nER") + RECORD

    def and_loses_some(record: Record, context: Context) -> Iterator[Problem]:
        for problem in into_the_record_before(record, context):
            assert problem.fix
            insert, delete = problem.fix.edits
            shorter = Edit(insert.start, insert.end, "N1  - Harvest\n")
            yield Problem(problem.span, "", Fix("Move it", (shorter, delete), safe=True))

    kept, report = run(text, record_rule(and_loses_some))
    assert kept == text
    assert report.refused == ["RIS991 made-for-a-test: words would be lost: quarterly"]


def test_an_edit_across_two_records_is_proved_too() -> None:
    def join(document: Document) -> Iterator[Problem]:
        at = document.text.find("ER  -\n\nTY")
        if at >= 0:
            edit = Edit(at, at + len("ER  -\n\nTY  - JOUR\n"), "")
            yield Problem(Span(at, at + 1), "Two.", Fix("Make it one", (edit,), safe=True))

    text, report = run(RECORD * 2, file_rule(join))
    assert text == RECORD * 2
    assert report.refused[0].startswith("RIS990")


def test_a_record_may_not_begin_on_the_last_line_of_another() -> None:
    text = RECORD.replace("\n\n", "\n") * 2
    rule = Replacing("ER  -\n", "ER  -")
    joined, report = run(text, rule)
    assert joined == text[:-1], "only the very last line may lose its end"
    assert report.refused == [
        "RIS993 replacing: the next record would begin on the last line of this one"
    ]


def test_a_fix_of_the_whole_file_is_proved_in_a_round_of_its_own() -> None:
    def line_ends(document: Document) -> Iterator[Problem]:
        text = document.text
        edits = tuple(Edit(i, i + 1, "\r\n") for i, c in enumerate(text) if c == "\n")
        if "\r" not in text:
            yield Problem(Span(0, 1), "Line ends.", Fix("Mend them", edits, safe=True))

    text, report = run(RECORD * 30, file_rule(line_ends), Replacing("LP", "EP"))
    assert text == RECORD.replace("LP", "EP").replace("\n", "\r\n") * 30
    assert report.rounds == 2
    assert report.applied == {"RIS990": 1, "RIS993": 30}


def test_a_bad_fix_of_the_whole_file_is_refused() -> None:
    def one_line(document: Document) -> Iterator[Problem]:
        text = document.text
        edits = tuple(Edit(i, i + 1, " ") for i, c in enumerate(text) if c == "\n")
        if edits:
            yield Problem(Span(0, 1), "Line ends.", Fix("Remove them", edits, safe=True))

    text, report = run(RECORD * 30, file_rule(one_line))
    assert text == RECORD * 30
    assert len(report.refused) == 1


def test_rules_about_bytes_wait_for_the_file_on_disk() -> None:
    def bom(document: Document) -> Iterator[Problem]:
        if document.text.startswith("\ufeff"):
            yield Problem(Span(0, 1), "BOM.", Fix("Remove it", (Edit(0, 1, ""),), safe=True))

    rule = file_rule(bom, on_disk=True)
    assert run("\ufeff" + RECORD, rule, on_disk=False)[0] == "\ufeff" + RECORD
    text, report = run("\ufeff" + RECORD, rule)
    assert text == RECORD
    assert report.on_disk


def test_files_that_are_not_ris_are_left_alone() -> None:
    text = "PMID- 123\nTI  - A title\nLP  - 17\n\nPMID- 124\nTI  - Another\n"
    assert run(text, Replacing("LP", "EP"))[0] == text


def test_settings_choose_the_rules() -> None:
    text = "TY  - JOUR\nAU - Doe, Jane\nTI  - A title\nER  - \n"
    document = read_document(text)
    assert not fix(document, Settings(ignore=("RIS101",))).applied["RIS101"]
    assert fix(document, Settings(select=("RIS101",))).applied == {"RIS101": 1}
    assert "AU  - Doe, Jane" in document.text


_edits = st.builds(
    lambda start, length, text: Edit(start, start + length, text),
    st.integers(0, 12),
    st.integers(0, 4),
    st.sampled_from(["", "x"]),
)


@given(st.lists(st.lists(_edits, min_size=1, max_size=3), max_size=12))
def test_claims_take_what_touches_nothing(groups: list[list[Edit]]) -> None:
    claims = Claims()
    taken: list[Edit] = []
    for group in groups:
        inside = [(a, b) for i, a in enumerate(group) for b in group[i + 1 :]]
        free = not any(overlap(a, b) for a, b in [*inside, *((a, b) for a in taken for b in group)])
        assert claims.take(group) == free
        if free:
            taken.extend(group)
        assert claims.edits == sorted(taken)


def test_claims_take_nothing_for_nothing() -> None:
    assert not Claims().take([])


def test_fixing_can_be_done_in_steps() -> None:
    document = read_document(RECORD * 20)
    steps = 0
    work = fix_steps(document, Settings(), rules=(Replacing("LP  - ", "EP  - "),))
    while True:
        try:
            next(work)
        except StopIteration as end:
            report: FixReport = end.value
            break
        assert document.text  # may be read at any step
        steps += 1
    assert steps >= 40, "at least one step for each block to check, and to prove"
    assert report.applied == {"RIS993": 20}
    assert document.text == RECORD.replace("LP  - ", "EP  - ") * 20


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (Replacing("LP  - ", "EP  - "), ""),
        (Replacing("damaged ", ""), "words would be lost: damaged"),
        (Replacing("damaged ", "", safe=False), ""),
    ],
)
def test_one_fix_can_be_proved(rule: AnyRule, why: str) -> None:
    document = read_document(RECORD)
    (finding,) = check(document, Settings(), rules=(rule,))
    assert refusal(document, finding) == why
