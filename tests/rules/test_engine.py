"""The engine calls rules for what they ask, survives those that crash, and works nothing twice."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

import pytest

from ris_ls.config.settings import Settings
from ris_ls.rules import engine
from ris_ls.rules.engine import MAX_RELATED, Merger, check, check_blocks
from ris_ls.rules.model import Context, FileContext, FileRule, Finding, Fix, Problem
from ris_ls.rules.registry import rules, selected
from ris_ls.syntax import Field, Record, read_document
from ris_ls.text import Block, Document, Edit, Span
from tests.rules.misbehaving import Replacing, field_rule, file_rule, record_rule

RECORD = """TY  - JOUR
AU  - Doe, Jane
TI  - On damaged exports
KW  - harvest
ER  -

"""


def at_start(record: Record, context: Context) -> Iterator[Problem]:
    yield Problem(Span(0, 2), "A record.")


def every_field(field: Field, record: Record, context: Context) -> Iterator[Problem]:
    yield Problem(field.tag_span, f"A {field.tag}.")


def each_tag(field: Field, record: Record, context: Context) -> Iterator[Problem]:
    yield Problem(field.tag_span, f"A {field.tag}.", group=field.tag)


FINE = field_rule(every_field, tags=frozenset({"TI"}))


def places(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    return [(finding.code, finding.span.start) for finding in findings]


def test_places_count_from_the_start_of_the_file() -> None:
    document = read_document(RECORD * 3)
    found = check(document, Settings(), rules=(record_rule(at_start),))
    assert [finding.span for finding in found] == [
        Span(n * len(RECORD), n * len(RECORD) + 2) for n in range(3)
    ]


def test_rules_see_only_the_tags_they_name() -> None:
    document = read_document(RECORD)
    found = check(document, Settings(), rules=(field_rule(every_field),))
    assert [f.message for f in found] == ["A TY.", "A AU.", "A TI.", "A KW."]
    rule = field_rule(every_field, tags=frozenset({"KW", "TI", "PY"}))
    assert [f.message for f in check(document, Settings(), rules=(rule,))] == ["A TI.", "A KW."]
    everything = field_rule(every_field, code="RIS999")
    both = check(document, Settings(), rules=(rule, everything))
    assert [(f.code, f.message) for f in both if "TI" in f.message or "AU" in f.message] == [
        ("RIS999", "A AU."),
        ("RIS992", "A TI."),
        ("RIS999", "A TI."),
    ]
    for tags, count in ((frozenset({"KW"}), 1), (frozenset({"VL"}), 0), (frozenset(), 1)):
        assert len(check(document, Settings(), rules=(record_rule(at_start, tags=tags),))) == count


def test_collapsed_records_go_to_the_rules_that_read_them() -> None:
    document = read_document("TY - JOUR AU - Doe, Jane TI - A title PY - 2020 ER -\n")
    plain = record_rule(at_start)
    reads = record_rule(at_start, code="RIS104", reads_collapsed=True)
    found = check(document, Settings(), rules=(plain, reads, field_rule(every_field)))
    assert places(found) == [("RIS104", 0)]


def test_context_tells_where_a_record_stands() -> None:
    seen: list[Context] = []

    def look(record: Record, context: Context) -> Iterator[Problem]:
        seen.append(context)
        yield from ()

    text = RECORD * 2 + "N1  - behind ER\n" + RECORD
    check(read_document(text), Settings(), rules=(record_rule(look),))
    assert [(c.first, c.last) for c in seen] == [(True, False), (False, False), (False, True)]
    seen.clear()
    check(read_document(text.replace("\n", "\r\n")), Settings(), rules=(record_rule(look),))
    assert {c.line_end for c in seen} == {"\r\n"}
    seen.clear()
    check(read_document(RECORD + "N1  - behind ER\n"), Settings(), rules=(record_rule(look),))
    assert [c.end_before for c in seen] == [None, len("ER  -\n\n")]


def test_other_formats_get_no_findings_but_from_rules_for_any_file() -> None:
    def whole(document: Document) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "A file.")

    document = read_document("PMID- 123\nTI  - A title\n\nPMID- 124\nTI  - Another\n")
    given = (
        file_rule(whole),
        file_rule(whole, code="RIS001", any_file=True),
        record_rule(at_start),
    )
    assert places(check(document, Settings(), rules=given)) == [("RIS001", 0)]
    assert len(check(read_document(RECORD), Settings(), rules=given)) == 3


def test_rules_about_bytes_are_left_out_where_an_editor_hides_them() -> None:
    def whole(document: Document) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "A file.")

    rule = file_rule(whole, on_disk=True)
    assert check(read_document(RECORD), Settings(), rules=(rule,))
    assert not check(read_document(RECORD), Settings(), on_disk=False, rules=(rule,))


def test_a_crash_is_contained_to_one_record_and_logged_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_crashed", set())

    def crashes(record: Record, context: Context) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "Before the crash.")
        if "crash" in record.text:
            raise RuntimeError("a bug")
        yield Problem(Span(1, 2), "Behind it.")

    text = RECORD + RECORD.replace("harvest", "crash") * 2 + RECORD
    with caplog.at_level(logging.ERROR):
        found = check(read_document(text), Settings(), rules=(record_rule(crashes), FINE))
    assert [f.message for f in found if f.code == "RIS991"] == [
        "Before the crash.",
        "Behind it.",
        "Before the crash.",
        "Before the crash.",
        "Before the crash.",
        "Behind it.",
    ]
    assert sum(f.code == "RIS992" for f in found) == 4, "the other rules go on"
    assert [record.getMessage() for record in caplog.records] == [
        "rule RIS991 crashed; the other rules go on"
    ]


def test_crashes_of_every_kind_of_rule_are_contained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_crashed", set())

    def at_once(*given: object) -> Iterator[Problem]:
        raise RecursionError

    def no_iterator(*given: object) -> Iterator[Problem]:
        return None  # type: ignore[return-value]

    for look in (at_once, no_iterator):
        bad = (file_rule(look), record_rule(look), field_rule(look, code="RIS995"))
        found = check(read_document(RECORD), Settings(), rules=(*bad, FINE))
        assert [finding.code for finding in found] == ["RIS992"]


def test_once_per_file_means_one_finding_with_all_places() -> None:
    document = read_document(RECORD * 30)
    rule = field_rule(each_tag, tags=frozenset({"TI", "KW"}), once=True)
    title, keyword = check(document, Settings(), rules=(rule,))
    assert title.message == "A TI. (29 more places in this file)"
    assert title.span.start == RECORD.index("TI")
    assert len(title.related) == MAX_RELATED
    assert title.related[0].span.start == len(RECORD) + RECORD.index("TI")
    assert keyword.message == "A KW. (29 more places in this file)"
    assert len(check(document, Settings(), rules=(rule,), merge=False)) == 60


def test_a_group_is_told_once_whatever_the_rule_does_else() -> None:
    def look(field: Field, record: Record, context: Context) -> Iterator[Problem]:
        yield Problem(field.tag_span, f"A {field.tag}.", group="" if field.tag == "TI" else "rest")

    rule = field_rule(look, tags=frozenset({"TI", "KW", "AU"}))
    found = check(read_document(RECORD * 2), Settings(), rules=(rule,))
    assert [f.message for f in found] == ["A AU. (3 more places in this file)", "A TI.", "A TI."]


def test_one_place_is_told_without_a_count() -> None:
    rule = field_rule(each_tag, tags=frozenset({"TI"}), once=True)
    (finding,) = check(read_document(RECORD), Settings(), rules=(rule,))
    assert (finding.message, finding.related) == ("A TI.", ())
    (finding,) = check(read_document(RECORD * 2), Settings(), rules=(rule,))
    assert finding.message == "A TI. (1 more place in this file)"


def test_the_merged_fix_mends_every_place() -> None:
    document = read_document(RECORD * 3)
    (finding,) = check(document, Settings(), rules=(Replacing("harvest", "x", once=True),))
    assert finding.fix is not None
    assert finding.fix.title == "Replace (all 3 places)"
    document.edit(finding.fix.edits)
    assert document.text == RECORD.replace("harvest", "x") * 3


def test_the_merged_fix_is_safe_and_leaves_unsafe_places_out() -> None:
    def look(record: Record, context: Context) -> Iterator[Problem]:
        fix = Fix("Mend it", (Edit(0, 2, "XX"),), safe=not context.first)
        yield Problem(Span(0, 2), "A record.", fix)

    document = read_document(RECORD * 3)
    (finding,) = check(document, Settings(), rules=(record_rule(look, once=True),))
    assert finding.fix is not None
    assert finding.fix.safe
    assert [edit.start for edit in finding.fix.edits] == [len(RECORD), 2 * len(RECORD)]


def test_places_that_touch_the_same_text_are_merged_into_a_fix_that_can_be_made() -> None:
    def look(record: Record, context: Context) -> Iterator[Problem]:
        for end in (2, 3):
            fix = Fix("Mend it", (Edit(0, end, "XX"),), safe=True)
            yield Problem(Span(0, end), "A record.", fix)

    document = read_document(RECORD)
    (finding,) = check(document, Settings(), rules=(record_rule(look, once=True),))
    assert finding.fix is not None
    document.edit(finding.fix.edits)
    assert document.text == "XX" + RECORD[2:]


def test_blocks_may_be_gathered_in_any_order() -> None:
    document = read_document(RECORD * 5)
    given = (field_rule(each_tag, once=True), record_rule(at_start))
    blocks = list(check_blocks(document, Settings(), rules=given))
    forward, backward = Merger(Settings()), Merger(Settings())
    for offset, found in blocks:
        forward.add(offset, found)
    for offset, found in reversed(blocks):
        backward.add(offset, found)
    assert forward.findings() == backward.findings()


def test_the_more_severe_comes_first_at_one_place() -> None:
    def look(record: Record, context: Context) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "Hint.", severity="hint")
        yield Problem(Span(0, 1), "Error.", severity="error")

    found = check(read_document(RECORD), Settings(), rules=(record_rule(look),))
    assert [finding.message for finding in found] == ["Error.", "Hint."]


def test_only_blocks_that_changed_are_looked_at_again() -> None:
    seen: list[str] = []

    def look(record: Record, context: Context) -> Iterator[Problem]:
        seen.append(record.text)
        yield from ()

    document = read_document(RECORD * 100)
    given = (record_rule(look),)
    check(document, Settings(), rules=given)
    assert len(seen) == 100
    check(document, Settings(), rules=given)
    assert len(seen) == 100
    document.edit([Edit(50 * len(RECORD) + 20, 50 * len(RECORD) + 20, "x")])
    check(document, Settings(), rules=given)
    assert len(seen) == 101
    other = (record_rule(look),)
    check(document, Settings(), rules=other)
    assert len(seen) == 201, "other rules, other findings"


def test_found_again_means_found_alike() -> None:
    document = read_document("AU - Doe\n" + RECORD * 3)
    first = check(document, Settings())
    document.edit([Edit(0, 0, "\n")])
    document.edit([Edit(0, 1, "")])
    assert check(document, Settings()) == first == check(read_document(document.text), Settings())


def test_settings_choose_the_rules() -> None:
    document = read_document("TY  - JOUR\nAU - Doe, Jane\nTI  - A title\nER  - \n")

    def codes(settings: Settings) -> set[str]:
        return {finding.code for finding in check(document, settings)}

    assert "RIS101" in codes(Settings())
    assert "RIS101" not in codes(Settings(ignore=("RIS101",)))
    assert "RIS101" not in codes(Settings(ignore=("RIS1",)))
    assert codes(Settings(select=("RIS101",))) == {"RIS101"}
    assert codes(Settings(select=("RIS9",))) == set()
    on = {rule for rule in rules() if rule.on}
    assert set(selected(Settings(targets=("zotero",)))) == on
    assert set(selected(Settings())) == {rule for rule in on if not rule.for_targets}


def test_findings_can_be_had_one_by_one() -> None:
    document = read_document("AU - Doe\n" + RECORD.replace("TI  - ", "KW  -\nTI  - ") * 3)
    merger = Merger(Settings())
    for offset, found in check_blocks(document, Settings()):
        merger.add(offset, found)
    findings = merger.findings()
    assert len(findings) > 1
    assert sorted(merger.unordered(), key=findings.index) == findings


def test_a_rule_about_the_file_can_look_at_the_blocks_beforehand() -> None:
    seen: list[str] = []

    class Preparing(FileRule):
        """A rule made for a test."""

        code, name, severity = "RIS990", "made-for-a-test", "warning"

        def prepare(self, block: Block) -> None:
            seen.append(block.text)
            if "Roe" in block.text:
                raise ValueError

        def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
            assert seen == [block.text for block in document.blocks]
            yield Problem(Span(0, 1), "A problem.")

    text = RECORD + RECORD.replace("Doe", "Roe") + RECORD
    (finding,) = check(read_document(text), Settings(), rules=(Preparing(),))
    assert finding.code == "RIS990"


def test_the_house_style_of_the_writer_is_told_once() -> None:
    record = """TY  - JOUR
DB  - CABDirect
TI  - On damaged exports
ID - {number}
JO  - Annals
SN  - 0000-0000
AU  - Doe, Jane
N1  - Note
PY  - 2020
VL  - 1
ER  -

"""
    text = "".join(record.format(number=number) for number in (20193252526, 20153093338))
    (finding,) = [each for each in check(read_document(text), Settings()) if each.code == "RIS101"]
    assert finding.places == 2
    unknown = text.replace("CABDirect", "Somewhere")
    found = [each for each in check(read_document(unknown), Settings()) if each.code == "RIS101"]
    assert [each.places for each in found] == [1, 1]
