"""What a rule says of where alone it can find something is true, for the engine skips the rest.

Each rule is called just where it says that it finds nothing. That the engine skips nothing else is
seen by comparing what it finds with what all rules find that are called for everything.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check_block
from ris_ls.rules.model import AnyRule, Context, FieldRule, Found, Problem, RecordRule
from ris_ls.rules.registry import rules, selected
from ris_ls.rules.value.not_nfc import NotNfc
from ris_ls.syntax import Record, read_document, record_of
from ris_ls.text import Block, decode
from tests.conftest import corpus_files
from tests.growth import is_too_steep
from tests.rules.fixtures import FOLDER, read_fixture
from tests.syntax.samples import RISLIKE

PLAIN = Context()
RICH = Context(exporter="scopus", targets=("zotero", "rispy", "jabref"), specification="2011")

ALL = rules()

Matches = Callable[[str], "re.Match[str] | None"]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def may_find_in(rule: FieldRule, value: str, *, on_one_line: bool) -> bool:
    """Tell what a rule says of a value."""
    if rule.signs and not compiled(f"[{rule.signs}]").search(value):
        return False
    if rule.endings and not value.endswith(rule.endings):
        return False
    return not (on_one_line and rule.shape and not compiled(rule.shape).match(value))


def may_find(rule: RecordRule, record: Record) -> bool:
    """Tell what a rule says of a record."""
    if rule.tags and rule.tags.isdisjoint(record.tags):
        return False
    if rule.condition == "damaged" and record.is_sound:
        return False
    if rule.condition == "wrapped" and record.is_sound and not record.wrapped:
        return False
    return not rule.signs or compiled(f"[{rule.signs}]").search(record.text) is not None


def is_looked_at(record: Record) -> bool:
    return not record.is_empty or bool(record.before)


def lies(rules: Iterable[AnyRule], record: Record, context: Context) -> list[tuple[str, Problem]]:
    """Return what rules find in a record where they say that they find nothing."""
    found: list[tuple[str, Problem]] = []
    if not is_looked_at(record):
        return found
    for rule in rules:
        if isinstance(rule, RecordRule):
            if not may_find(rule, record) and (rule.reads_collapsed or not record.collapsed):
                found.extend((rule.code, problem) for problem in rule.check(record, context))
        elif isinstance(rule, FieldRule) and not record.collapsed:
            for index, (code, value) in enumerate(zip(record.codes, record.values, strict=True)):
                if rule.tags and code not in rule.tags:
                    continue
                lines_matter = rule.reads_lines and index in record.wrapped
                if not may_find_in(rule, value, on_one_line=not lines_matter):
                    problems = rule.check(record.fields[index], record, context)
                    found.extend((rule.code, problem) for problem in problems)
    return found


def found_by_all(rules: Iterable[AnyRule], record: Record, context: Context) -> list[Found]:
    """Return what rules find in a record, each called for the record or each field of its tags."""
    if not is_looked_at(record):
        return []
    found: list[Found] = []
    for rule in rules:
        if isinstance(rule, RecordRule) and (rule.reads_collapsed or not record.collapsed):
            found.extend((rule, problem) for problem in rule.check(record, context))
    for field in () if record.collapsed else record.fields:
        for rule in rules:
            if isinstance(rule, FieldRule) and (not rule.tags or field.tag in rule.tags):
                found.extend((rule, problem) for problem in rule.check(field, record, context))
    return found


def by_code(found: Iterable[Found]) -> list[tuple[str, Problem]]:
    return [(rule.code, problem) for rule, problem in found]


def assert_true(block: Block, *contexts: Context) -> None:
    record = record_of(block)
    for context in contexts:
        assert lies(ALL, record, context) == []


def fixtures() -> Iterator[str]:
    for path in sorted(FOLDER.glob("*/*.ris")):
        fixture = read_fixture(path)
        yield fixture.text
        if fixture.mended:
            yield fixture.mended


@pytest.fixture(scope="module")
def fixture_blocks() -> list[Block]:
    return [block for text in fixtures() for block in read_document(text).blocks]


def test_rules_tell_the_truth_about_fixtures(fixture_blocks: list[Block]) -> None:
    assert len(fixture_blocks) > 500
    for block in fixture_blocks:
        assert_true(block, PLAIN, RICH)


def test_the_engine_finds_in_fixtures_what_rules_find(fixture_blocks: list[Block]) -> None:
    for block in fixture_blocks:
        record = record_of(block)
        for context in (PLAIN, RICH):
            expected = by_code(found_by_all(ALL, record, context))
            assert by_code(check_block(block, context, ALL)) == expected


# -- real files -------------------------------------------------------------------------------

AT_MOST = 20
"""Records of one file that are looked at."""


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_rules_tell_the_truth_about_real_records(path: Path) -> None:
    blocks = read_document(decode(path.read_bytes()).body).blocks
    chosen = random.Random(path.name).sample(range(len(blocks)), min(AT_MOST, len(blocks)))
    for index in chosen:
        assert_true(blocks[index], RICH)
        expected = by_code(found_by_all(ALL, record_of(blocks[index]), RICH))
        assert by_code(check_block(blocks[index], RICH, ALL)) == expected


# -- made values ------------------------------------------------------------------------------

NAMES = (
    *("Doe, Jane R.", "Doe, J. A.", "Müller-Lüdenscheidt, Jean-Paul", "de la Cruz, Ana María"),
    *("Doe J", "Jane Doe", "J. Doe", "O'Brien, K", "McDonald, LeRoy", "World Health Organization"),
    *("Šećerov, Živa", "Иванов И. И.", "Иванов, Иван", "武立权", "김철수", "WHO", "Li, Bo", ""),
)
DATES = ("2019", "2019/10/02", "2019///", "2019/3", "2019/02/28/", "SEP 22", "2019/10//Sep", "")
TEXTS = (
    "On damaged exports",
    "The cost of 10-20% of <CO2> at p < 0.05 & more: 4 years' data",
    "Über die Größe von Äpfeln – “ein” Bericht…",
    "ON DAMAGED EXPORTS OF BIBLIOGRAPHIC RECORDS",
    "n/a",
    "",
)
USUAL: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("AU", "A1", "A2", "ED", "TA"), NAMES),
    **dict.fromkeys(("PY", "Y1", "DA", "Y2"), DATES),
    **dict.fromkeys(("TI", "T1", "T2", "JO", "AB", "N1", "PB", "ID", "ZZ"), TEXTS),
    "KW": ("harvest", "Diabetes Mellitus, Type 2", "*Heart Failure/drug therapy", "a; b", "COVID"),
    "LA": ("English", "eng", "en-US", "Deutsch", "jp", "English; French"),
    "SP": ("12", "12-20", "e1234", "S1", "123-9", "pp. 4"),
    "EP": ("20", "9", "S12", "20 pp"),
    "VL": ("12", "12(3)", "B", "Vol. 4", "undefined"),
    "IS": ("3", "3-4", "Suppl 1", "N/A"),
    "SN": ("1234-5679", "12345679", "978-3-16-148410-0", "1234-5679 (ISSN)", "1234-5679; 9"),
    "DO": ("10.1000/182", "https://doi.org/10.1000/182", "10.1000/a(b)c;2-#", "doi:10.1/x."),
    "UR": ("https://example.org/a?b=c&d=e", "www.example.org", "https://doi.org/10.1000/182"),
    "L1": ("file:///tmp/a.pdf", "internal-pdf://1/a.pdf", "https://example.org/a.pdf"),
    "AN": ("12345678", "WOS:000123456700001", "PMID: 12"),
    "TY": ("JOUR", "jour", "Jour", "XXXX"),
}
"""What stands in real fields, sound for the most part, by tag."""

SIGNS = (
    *" .,;:&/()[]<>'\"*-_@#!?0123456789aAdDeEéÉÃÂ√‚¬½\ufffd",
    *("\u00a0", "\u202f", "\u2007", "\u200b", "\u0301", "\u017f", "\u212a", "İ", "；", "，", "…"),
    *("\x00", "\x85", "\u2028", "\t", "\ud800", "😀", "等", "ほか", "²", "†", "٣", "\u2003"),
)
WORDS = (
    *(
        " and",
        " et al",
        "Et Al",
        " ET AL.",
        "Etal",
        "And Others",
        "Y Otros",
        " y cols",
        "Und Andere",
    ),
    *("Dr", "Dr. ", "Prof", "PhD", "Ph D", "M Sc", ", MD", " Jr.", "Others", "WWW.", "www.x.org"),
    *("null", "undefined", "NaN", "N/A", "NA", "none", "...", "[…]", " (TRUNCATED AT 250 WORDS)"),
    *("&amp;", "&#233;", "<i>x</i>", "&lt;p&gt;", "Ã©", "â€™", "√©", "ï¿½", "\u0308", "  "),
    *("doi:", "https://", "10.1000/", "(ISSN)", "pp. ", "-", "1234-567X", "United", "von", "Doe J"),
    *("2019", "/13", "/31", "/02/30", "99", "Jan", "SPR", "Spring", "12 Aug. 2017", "0", "9999"),
)

CHANGE = st.tuples(
    st.integers(0, 60),
    st.integers(0, 2),
    st.sampled_from(SIGNS) | st.sampled_from(WORDS) | st.characters(),
)


def changed(value: str, changes: list[tuple[int, int, str]]) -> str:
    """Put something into a value, in place of none, one or two of its characters."""
    for where, length, text in changes:
        at = where % (len(value) + 1)
        value = value[:at] + text + value[at + length :]
    return value


def values_of(tag: str) -> st.SearchStrategy[str]:
    return st.builds(changed, st.sampled_from(USUAL[tag]), st.lists(CHANGE, max_size=3))


FIELDS: st.SearchStrategy[tuple[str, str]] = st.sampled_from(sorted(USUAL)).flatmap(
    lambda tag: st.tuples(st.just(tag), values_of(tag) | st.text(max_size=30))
)


def text_of(fields: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"{tag}  - {value}\n" for tag, value in fields)
    return f"TY  - JOUR\n{lines}ER  - \n"


@given(st.lists(FIELDS, min_size=1, max_size=5))
@settings(max_examples=700, deadline=None)
@example([("AU", "Doe, ET AL"), ("AU", "Others"), ("AU", "Doe, Ph D"), ("AU", "Doe, JANE")])
@example([("AU", "Doe, Jane\u00a0"), ("TI", "Größe\u00a0"), ("KW", "a\u00a0b")])
@example([("PY", "2019/02/30"), ("DA", "0000"), ("Y1", "2019/13"), ("Y2", "20199")])
@example([("KW", "a"), ("KW", "A "), ("KW", "ca\u0301"), ("KW", "Cá"), ("KW", "c  á")])
@example([("AB", "cut off (truncated at 250 word\u017f)"), ("AB", "cut off (TrUnCaTeD)")])
@example([("PY", "2019"), ("PY", "2099"), ("DA", "2031/"), ("Y1", "May 2040")])
def test_rules_tell_the_truth_about_made_values(fields: list[tuple[str, str]]) -> None:
    for block in read_document(text_of(fields)).blocks:
        assert_true(block, PLAIN)


@given(RISLIKE)
@settings(max_examples=500, deadline=None)
def test_rules_tell_the_truth_about_damage(text: str) -> None:
    for block in read_document(text).blocks:
        assert_true(block, RICH)
        expected = by_code(found_by_all(ALL, record_of(block), RICH))
        assert by_code(check_block(block, RICH, ALL)) == expected


# -- that a lie would be noticed -----------------------------------------------------------------


class _Lying(FieldRule):
    """A rule made for a test: it finds something in every name."""

    code, name, severity = "RIS998", "lying", "hint"
    tags = frozenset({"AU"})

    def check(self, field: object, record: Record, context: Context) -> Iterator[Problem]:
        for each in record.of("AU"):
            if each == field:
                yield Problem(each.value_span, "A name.")


class _LyingOfRecords(RecordRule):
    """A rule made for a test: it finds something in every record."""

    code, name, severity = "RIS999", "lying-of-records", "hint"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        for field in record.fields:
            yield Problem(field.span, "A field.")
            return


@pytest.mark.parametrize(
    ("said", "is_lie"),
    [
        ({"signs": "&"}, True),
        ({"signs": "a-z"}, False),
        ({"shape": r"(?!Doe, Jane\Z)"}, True),
        ({"shape": "D"}, False),
        ({"endings": ("...", "x")}, True),
        ({"endings": ("...", "e")}, False),
    ],
)
def test_a_lie_about_values_is_noticed(said: dict[str, object], is_lie: bool) -> None:
    rule = type("_Said", (_Lying,), said)()
    block = read_document(text_of([("AU", "Doe, Jane")])).blocks[0]
    assert bool(lies([rule], record_of(block), PLAIN)) == is_lie
    expected = by_code(found_by_all([rule], record_of(block), PLAIN))
    assert len(expected) == 1
    # Where values are known by their end alone, the engine asks a rule with others at most.
    assert (by_code(check_block(block, PLAIN, (rule,))) == []) == is_lie


@pytest.mark.parametrize(
    ("said", "is_lie"),
    [
        ({"shape": "X"}, False),
        ({"shape": "X", "reads_lines": False}, True),
        ({"shape": "Doe, Jane and", "reads_lines": False}, False),
    ],
)
def test_a_lie_about_wrapped_values_is_noticed(said: dict[str, object], is_lie: bool) -> None:
    rule = type("_Said", (_Lying,), said)()
    block = read_document(text_of([("AU", "Doe, Jane\nand others")])).blocks[0]
    assert record_of(block).wrapped
    assert bool(lies([rule], record_of(block), PLAIN)) == is_lie
    assert (by_code(check_block(block, PLAIN, (rule,))) == []) == is_lie


@pytest.mark.parametrize(
    ("said", "is_lie"),
    [
        ({"signs": "&"}, True),
        ({"signs": "D"}, False),
        ({"condition": "damaged"}, True),
        ({"condition": "wrapped"}, True),
        ({"tags": frozenset({"TI"})}, True),
        ({"tags": frozenset({"TI", "AU"})}, False),
    ],
)
def test_a_lie_about_records_is_noticed(said: dict[str, object], is_lie: bool) -> None:
    rule = type("_Said", (_LyingOfRecords,), said)()
    block = read_document(text_of([("AU", "Doe, Jane")])).blocks[0]
    assert bool(lies([rule], record_of(block), PLAIN)) == is_lie
    assert (by_code(check_block(block, PLAIN, (rule,))) == []) == is_lie


# -- what is said in patterns ----------------------------------------------------------------------


def test_what_has_another_form_is_a_sign_of_it() -> None:
    signs = compiled(f"[{NotNfc.signs}]")
    joining = {
        second
        for each in map(chr, range(sys.maxunicode + 1))
        for second in unicodedata.decomposition(each).split()[1:2]
        if not unicodedata.decomposition(each).startswith("<")
    }
    hangul = [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]
    assert all(signs.match(chr(int(each, 16))) for each in joining)
    assert all(signs.match(chr(each)) for each in hangul)
    for each in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.combining(each) or not unicodedata.is_normalized("NFC", each):
            assert signs.match(each), f"U+{ord(each):04X}"


COMMON = {
    "TY": ("JOUR",),
    "AU": ("Doe, Jane R.", "Doe, J. A.", "Doe, J", "de la Cruz, Ana María", "O'Brien, Kim"),
    "TI": ("On damaged exports: a study (2nd part)",),
    "T2": ("Journal of Examples",),
    "JO": ("J. Exp.",),
    "PY": ("2019", "2019///"),
    "DA": ("2019/10/02", "2019/10//", "2019/12/31"),
    "VL": ("12",),
    "IS": ("3",),
    "SP": ("123", "e1234"),
    "EP": ("130",),
    "SN": ("1234-5679",),
    "DO": ("10.1000/182",),
    "UR": ("https://example.org/abc",),
    "KW": ("Harvest", "Diabetes Mellitus, Type 2"),
    "LA": ("English", "eng"),
    "AB": ("We looked at 12 exports (of many): p = 0.05.",),
    "AD": ("Department of Examples, University of Examples, Berlin",),
    "N1": ("Cited By: 3",),
}


def test_no_rule_is_asked_for_common_values() -> None:
    # One that is asked has fields built, and costs more than all others in most records.
    asked = [
        (tag, value, rule.code)
        for tag, values in COMMON.items()
        for value in values
        for rule in selected(Settings())
        if isinstance(rule, FieldRule) and (not rule.tags or tag in rule.tags)
        if may_find_in(rule, value, on_one_line=True)
    ]
    assert asked == []


FILLERS = (
    *(
        "x",
        "X",
        " ",
        "9",
        "-",
        "a ",
        "Ab ",
        "Ab, ",
        "A. ",
        "A.",
        "A",
        "É",
        "Ā",
        "Ab-",
        "van ",
        "И. ",
    ),
    *("Иа ", "ab", "aB", "<", "&", "&a", "; ", ", ", "/", " / ", "(", "10.1/", "1234-", "Ab'", "'"),
    *("Doe, ", "Doe, Jane ", "D'Abc ", "http://", "...", "\u00a0", "1-", "S1", "\t", "é", "é–a"),
)


@pytest.mark.parametrize("filler", FILLERS)
def test_patterns_cost_no_more_than_the_length_of_a_value(filler: str) -> None:
    shapes = {rule.shape for rule in ALL if isinstance(rule, FieldRule) and rule.shape}
    for shape in shapes:
        matches: Matches = compiled(shape).match

        def prepare(length: int, matches: Matches = matches) -> Callable[[], object]:
            return partial(matches, (filler * length)[:length] + "!")

        assert not is_too_steep(prepare), (shape, filler)
