"""Rules hold their promises on any text: they do not raise, and point and mend inside of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ris_ls.config.settings import Settings
from ris_ls.rules.across import Beside, cards_of
from ris_ls.rules.fixing import MAX_ROUNDS, fix
from ris_ls.rules.model import (
    AnyRule,
    Context,
    FieldRule,
    FileContext,
    FileRule,
    LibraryRule,
    Problem,
    RecordRule,
)
from ris_ls.rules.registry import rules
from ris_ls.syntax import read_document, record_of
from ris_ls.text import Document, apply_edits, decode
from tests.conftest import corpus_files
from tests.syntax.samples import RISLIKE

ALL = Settings(select=("RIS",))
"""Every rule, those that are off by default too."""

SMALL = 200_000
"""Larger files are mended in tests/corpus alone: it takes seconds each."""


def problems_of(document: Document) -> Iterator[tuple[AnyRule, int, Problem]]:
    """Call every rule as the engine does, but let it raise; with where its offsets count from."""
    by_kind: dict[type, list[AnyRule]] = {
        FileRule: [],
        RecordRule: [],
        FieldRule: [],
        LibraryRule: [],
    }
    for rule in rules():
        by_kind[next(kind for kind in by_kind if isinstance(rule, kind))].append(rule)
    for rule in by_kind[FileRule]:
        assert isinstance(rule, FileRule)
        yield from ((rule, 0, problem) for problem in rule.check(document, FileContext()))
    blocks = document.blocks
    records = Beside(cards_of(document), lambda card: blocks[document.block_at(card.offset)])
    for rule in by_kind[LibraryRule]:
        assert isinstance(rule, LibraryRule)
        yield from ((rule, offset, problem) for offset, _, problem in records.check(rule))
    last = len(document.blocks) - 1
    end_before: int | None = None
    for index, (offset, block) in enumerate(document.placed()):
        record = record_of(block)
        bare = not record.types and not record.collapsed and bool(record.fields)
        context = Context(
            first=index == 0, last=index == last, end_before=end_before if bare else None
        )
        end_before = None if record.end is None else len(block.text) - record.end.start
        for rule in by_kind[RecordRule]:
            assert isinstance(rule, RecordRule)
            if (rule.reads_collapsed or not record.collapsed) and (
                not rule.tags or rule.tags & record.tags
            ):
                yield from ((rule, offset, problem) for problem in rule.check(record, context))
        if record.collapsed:
            continue
        for rule in by_kind[FieldRule]:
            assert isinstance(rule, FieldRule)
            for field in record.fields:
                if not rule.tags or field.tag in rule.tags:
                    found = rule.check(field, record, context)
                    yield from ((rule, offset, problem) for problem in found)


def assert_well_formed(rule: AnyRule, problem: Problem, offset: int, document: Document) -> None:
    length = len(document)
    spans = [problem.span, *(related.span for related in problem.related)]
    for span in spans:
        assert 0 <= span.start + offset <= span.end + offset <= length, (rule.code, span)
    assert problem.message and not re.search(r"[\r\n]", problem.message), rule.code
    if problem.fix is None:
        return
    assert rule.fixable != "none", rule.code
    assert rule.fixable in ("sometimes", "safe" if problem.fix.safe else "unsafe"), rule.code
    assert problem.fix.removes is None or problem.fix.removes in rule.removes, rule.code
    assert problem.fix.title and problem.fix.edits, rule.code
    for edit in problem.fix.edits:
        assert 0 <= edit.start + offset <= edit.end + offset <= length, (rule.code, edit)
    # Raises where two edits overlap.
    low = min(edit.start for edit in problem.fix.edits) + offset
    high = max(edit.end for edit in problem.fix.edits) + offset
    part = document.slice(low, high)
    edits = [edit.shift(offset - low) for edit in problem.fix.edits]
    assert apply_edits(part, edits) != part, f"{rule.code}: a fix that changes nothing"


@given(RISLIKE)
@settings(max_examples=600, deadline=None)
@example("\ufeffDB  - x\r\nTY  - JOUR")
@example("TY  - JOUR\nTI  - A\nER  - \nNL  - 1\n\nC1  - Database: X")
@example("TY  - JOUR\nTY  - BOOK")
@example("ER  - ")
def test_no_rule_raises_or_leaves_the_text(text: str) -> None:
    document = read_document(text)
    for rule, offset, problem in problems_of(document):
        assert_well_formed(rule, problem, offset, document)


@pytest.mark.parametrize("filler", ["x", " ", ";", ", ", "&amp;", "a. ", "\u00a0", "9", "-", '"'])
@pytest.mark.parametrize("tag", ["TY", "AU", "TI", "DO", "PY", "SP", "SN", "KW", "UR", "AB", "ER"])
def test_no_rule_minds_a_value_of_100_000_characters(tag: str, filler: str) -> None:
    value = (filler * 100_000)[:100_000] + "x"
    text = f"TY  - JOUR\n{tag}  - {value}\nER  - \n"
    document = read_document(text)
    for rule, offset, problem in problems_of(document):
        assert_well_formed(rule, problem, offset, document)


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_rule_raises_on_real_records(path: Path) -> None:
    document = read_document(decode(path.read_bytes()).text)
    for rule, offset, problem in problems_of(document):
        assert_well_formed(rule, problem, offset, document)


@given(RISLIKE, st.booleans())
@settings(max_examples=500, deadline=None)
def test_fixing_comes_to_an_end(text: str, unsafe: bool) -> None:
    document = read_document(text)
    report = fix(document, Settings(), unsafe=unsafe)
    assert report.rounds < MAX_ROUNDS
    again = fix(read_document(document.text), Settings(), unsafe=unsafe)
    assert not again.changed, again.applied


@given(RISLIKE)
@settings(max_examples=500, deadline=None)
def test_safe_fixes_lose_no_record(text: str) -> None:
    document = read_document(text)
    fix(document, Settings())
    assert true_records(document.text) >= true_records(text)


SMALL_FILES = [path for path in corpus_files() if path.stat().st_size < SMALL]


@pytest.mark.parametrize("path", SMALL_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_safe_fixes_of_real_files(path: Path) -> None:
    text = decode(path.read_bytes()).text
    document = read_document(text)
    report = fix(document, ALL)
    assert not report.refused
    assert report.rounds < MAX_ROUNDS
    assert not fix(read_document(document.text), ALL).changed
    assert true_records(document.text) >= true_records(text)


def true_records(text: str) -> int:
    """Count the records, as rispy reads them, that say more than their type."""
    try:
        read = rispy.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except Exception:  # rispy raises KeyError, among others, on damaged files
        # An untagged line right behind TY does it, depending on the record before: a defect of
        # its own, which must not hide what became of the others.
        blocks = read_document(text).blocks
        return sum(true_records(block.text) for block in blocks) if len(blocks) > 1 else 0
    return sum(
        any(_says(value) for key, value in record.items() if key != "type_of_reference")
        for record in read
    )


def _says(value: object) -> bool:
    """Tell whether a value that rispy read holds more than blanks."""
    if isinstance(value, str):
        return bool(value.strip())
    values = value.values() if isinstance(value, dict) else value
    return isinstance(values, Iterable) and any(_says(inner) for inner in values)
