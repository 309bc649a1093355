"""Findings as text and as JSON: the right places, and only what a terminal can show."""

from __future__ import annotations

import io
import json
import random
import unicodedata
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ris_ls.cli.report import AsJson, AsText, Lines, Paint, _columns, _visible, shown
from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.rules.model import Finding, Fix
from ris_ls.syntax import read_document
from ris_ls.text import Edit, Span
from tests.growth import is_too_steep
from tests.rules.test_parts import FILES

TEXTS = st.text("a\r\n\u2028é", max_size=30)
PLAIN = Paint(io.StringIO())


@given(TEXTS, st.integers(0, 9), st.data())
def test_lines_are_where_the_document_has_them(text: str, first: int, data: st.DataObject) -> None:
    document = read_document(text)
    lines = Lines(text, first)
    for _ in range(5):
        offset = data.draw(st.integers(0, len(text)))
        position = document.position_at(offset, "utf-32")
        assert lines.place(offset) == (first + position.line, position.column)
        number, start = lines.at(offset)
        assert number == first + position.line
        assert (start, text[start : lines.end(start)]) == document.line_at(position.line)


@given(FILES)
def test_json_is_as_json_writes_it(text: str) -> None:
    document = read_document(text)
    view, lines = AsJson("räksmörgås.ris"), Lines(text)
    for finding in check(document, Settings()):
        told = shown(view, finding, 0, lines)
        read = json.loads(told)
        assert told.strip() == json.dumps([read], indent=2)[1:-1].strip()
        assert read["path"] == "räksmörgås.ris"
        assert read["message"] == finding.message
        assert read["places"] == finding.places
        for name, offset in (("start", finding.span.start), ("end", finding.span.end)):
            position = document.position_at(offset, "utf-32")
            assert read[name] == {"line": position.line + 1, "column": position.column + 1}
        if finding.fix is None:
            assert read["fix"] is None
        else:
            assert [edit["text"] for edit in read["fix"]["edits"]] == [
                edit.text for edit in finding.fix.edits
            ]


@given(st.text(max_size=20) | st.text("\t\x1b\x7f\ufeff\u202e\u0301東a", max_size=9))
def test_what_a_terminal_shows_and_how_wide(text: str) -> None:
    visible = _visible(text)
    for before, after in zip(text, visible, strict=True):
        hidden = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        unfit = unicodedata.category(before) in ("Cc", "Cs", "Zl", "Zp") or before in hidden
        assert (after != before) is unfit
        assert after.isprintable() or not unfit
    assert _columns(visible) == sum(
        not unicodedata.combining(one) and 1 + (unicodedata.east_asian_width(one) in "WF")
        for one in visible
    )


def finding_at(start: int, end: int) -> Finding:
    fix = Fix("Mend it", (Edit(start, end, ""),), safe=True)
    return Finding("RIS999", "example", "warning", "It is so.", Span(start, end), fix)


def test_the_caret_stands_under_the_place() -> None:
    text = "TY  - JOUR\nTI  - 東京 e\u0301\tx\n"
    told = shown(AsText("a.ris", PLAIN), finding_at(text.index("x"), len(text) - 1), 0, Lines(text))
    assert told == (
        "a.ris:2:13: warning RIS999 example: It is so.\n"
        "   2 | TI  - 東京 e\u0301 x\n"
        "     |              ^\n"
        "      fix: Mend it"
    )


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "AB  - " + "word " * 10_000 + "\n"
    told = shown(AsText("a.ris", PLAIN), finding_at(25_000, 25_004), 0, Lines(text, 99_998))
    _, source, caret, _ = told.split("\n")
    assert source.startswith("99999 | …")
    assert source.endswith("…")
    assert len(source) < 110
    at = caret.index("^")
    assert source[at : at + 4] == text[25_000:25_004]


def test_many_findings_take_linear_time() -> None:
    def prepare(count: int) -> Callable[[], object]:
        text = "TY  - JOUR\nTI  - On damaged exports\nAU  - Müller, Jane\n" * count
        chance = random.Random(1)
        findings = [finding_at(at, at + chance.randrange(9)) for at in range(0, len(text), 18)]
        view, lines = AsText("a.ris", PLAIN), Lines(text)
        return lambda: [shown(view, finding, 0, lines) for finding in findings]

    assert not is_too_steep(prepare, 20_000)
