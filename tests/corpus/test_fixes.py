"""What safe fixes do to real files: they come to an end, draw nothing new, and lose nothing else.

The classes of text that may go are listed here, with the rules that may take them out; a rule that
declares another one has to be entered, by somebody who has looked at what it removes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from ris_ls.config.settings import Settings
from ris_ls.formatting import format_edits
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import fix
from ris_ls.rules.model import Finding, Removal
from ris_ls.rules.proof import words
from ris_ls.rules.registry import rules
from ris_ls.syntax import foreign_format, read_document
from ris_ls.text import Document, Span, apply_edits, decode
from tests.conftest import corpus_files

FILES = corpus_files()

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus lies beside the project, not in it")

by_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")

MAY_GO: dict[Removal, frozenset[str]] = {
    "decoration": frozenset({"RIS401", "RIS403", "RIS421", "RIS422", "RIS434", "RIS443"}),
    "exact duplicate": frozenset({"RIS310", "RIS422", "RIS462", "RIS506"}),
    "invisible character": frozenset({"RIS002", "RIS005"}),
    "markup": frozenset({"RIS451", "RIS452"}),
    "placeholder": frozenset({"RIS413", "RIS456"}),
    "rewritten date": frozenset({"RIS411", "RIS414"}),
    "rewritten type": frozenset({"RIS301"}),
    "vendor text": frozenset({"RIS109"}),
}

UNCOVERS = {
    ("RIS461", "RIS462"): "a keyword out of a joined list stands in the record already",
    ("RIS461", "RIS310"): "a keyword out of a joined list stands in the record already",
    ("RIS106", "RIS462"): "a keyword on a line of its own stands in the record already",
    ("RIS106", "RIS310"): "a keyword on a line of its own stands in the record already",
}
"""What one fix may bring to light that was there before, hidden in what it mended."""

PER_RULE = 4
"""How many fixes of each rule are tried in each file, each by itself."""


def read(path: Path) -> Document:
    return read_document(decode(path.read_bytes()).body)


def test_the_classes_of_text_that_may_go() -> None:
    declared: dict[Removal, set[str]] = defaultdict(set)
    for rule in rules():
        for removal in rule.removes:
            declared[removal].add(rule.code)
    assert {removal: frozenset(codes) for removal, codes in declared.items()} == MAY_GO


@by_file
def test_no_word_goes_but_what_a_rule_took_out(path: Path) -> None:
    document = read(path)
    if foreign_format(document):
        return
    before = document.text
    report = fix(document, Settings())
    document.edit(format_edits(document))
    assert report.refused == []
    for each in report.removed:
        assert each.code in MAY_GO[each.removal]
    if not report.removed:
        # A word may be cut otherwise (a hyphen put in), but its letters stay.
        lost = _letters(words(before)) - _letters(words(document.text))
        assert not lost, "letters were lost, and no rule says that it took them out"


def _letters(counted: Counter[str]) -> Counter[str]:
    return Counter("".join(counted.elements()))


@by_file
def test_no_safe_fix_is_left(path: Path) -> None:
    document = read(path)
    fix(document, Settings())
    document.edit(format_edits(document))
    left = [each for each in check(document, Settings(), merge=False) if _safe(each)]
    assert [(each.code, each.message) for each in left[:5]] == []


@by_file
def test_the_edit_of_a_safe_fix_draws_no_finding(path: Path) -> None:
    document = read(path)
    tried: Counter[str] = Counter()
    for finding in check(document, Settings(), merge=False):
        if not _safe(finding) or tried[finding.code] >= PER_RULE:
            continue
        tried[finding.code] += 1
        drawn = _drawn(document, finding)
        assert not drawn, f"{finding.code} {finding.message!r} draws {drawn}"


def _safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe and bool(finding.fix.edits)


def _drawn(document: Document, finding: Finding) -> list[str]:
    """Return what is found in the text that a fix wrote and was not there before, if anything."""
    assert finding.fix is not None
    places = [finding.span.start, *(edit.start for edit in finding.fix.edits)]
    first = document.block_at(min(places))
    last = document.block_at(max(edit.end for edit in finding.fix.edits))
    start, end = document.offset_of(first), document.offset_of(last + 1)
    before = document.slice(start, end)
    if len(before) > 200_000:
        return []  # all line ends of a file: nothing of it is text that was written
    edits = [edit.shift(-start) for edit in finding.fix.edits]
    after = apply_edits(before, edits)
    written: list[Span] = []
    moved = 0
    for edit in edits:
        at = edit.start + moved
        if edit.text.strip():
            written.append(Span(at, at + len(edit.text)))
        moved += len(edit.text) - (edit.end - edit.start)
    known = Counter(each.code for each in check(read_document(before), Settings(), merge=False))
    now = check(read_document(after), Settings(), merge=False)
    counts = Counter(each.code for each in now)
    return [
        f"{each.code}: {each.message}"
        for each in now
        if counts[each.code] > known[each.code]
        and (finding.code, each.code) not in UNCOVERS
        and any(each.span.start < span.end and span.start < each.span.end for span in written)
    ]
