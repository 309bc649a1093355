"""What the settings of the formatter ask for: blank lines, ER, the order of fields, legacy tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest
import rispy
from hypothesis import example, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from ris_ls.config.settings import (
    FormatSettings,
    LegacyTags,
    Settings,
    Specification,
    TagOrder,
)
from ris_ls.formatting import Refusal, format_edits, layout
from ris_ls.formatting.order import RANKS, canonical_order
from ris_ls.knowledge import IGNORED, tags
from ris_ls.syntax import read_document, same_content
from ris_ls.syntax.content import MODERN
from ris_ls.text import Edit, Span
from tests.syntax.samples import RISLIKE

ALL = Settings(
    specification="2011", format=FormatSettings(tag_order="canonical", legacy_tags="rewrite")
)
IN_ORDER = Settings(format=FormatSettings(tag_order="canonical"))
REWRITTEN = replace(ALL, format=FormatSettings(legacy_tags="rewrite"))


def formatted(text: str, settings: Settings, span: Span | None = None) -> str:
    document = read_document(text)
    document.edit(format_edits(document, span, settings))
    return document.text


def record(*lines: str, type_code: str = "JOUR") -> str:
    return "".join(f"{line}\n" for line in (f"TY  - {type_code}", *lines, "ER  - "))


# -- blank lines and ER -----------------------------------------------------------------------

TWO = "TY  - JOUR\nER  - \n\nTY  - BOOK\nER  - \n"


@pytest.mark.parametrize("wanted", range(4))
@pytest.mark.parametrize("there", range(5))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines(wanted: int, there: int, end: str) -> None:
    settings = Settings(format=FormatSettings(blank_lines=wanted))
    before = TWO.replace("\n\n", "\n" * (there + 1)).replace("\n", end)
    after = TWO.replace("\n\n", "\n" * (wanted + 1)).replace("\n", end)
    assert formatted(before, settings) == after


def test_blank_lines_behind_a_bare_end() -> None:
    settings = Settings(format=FormatSettings(blank_lines=2))
    for text in ("TY  - JOUR\nER\n2.\n", "TY  - JOUR\nER\n\n2.\n", "TY  - JOUR\nER\n\n\n\n2.\n"):
        assert formatted(text, settings) == "TY  - JOUR\nER  - \n\n\n2.\n"


def test_no_blank_behind_the_end() -> None:
    settings = Settings(format=FormatSettings(end_blank=False))
    assert formatted(TWO, settings) == TWO.replace("ER  - ", "ER  -")
    assert formatted("TY  - JOUR\nER\n", settings) == "TY  - JOUR\nER  -\n"


# -- order ------------------------------------------------------------------------------------


def in_order(codes: str) -> str:
    found = codes.split()
    return " ".join(found[index] for index in canonical_order(found))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "N1 AB KW UR DO SN SP IS VL T2 PY TI AU",
            "AU TI PY T2 VL IS SP SN DO UR KW AB N1",
        ),
        # Tags of vendors, and unknown ones, come last, in their own order.
        ("ZZ KW WE AU LP", "AU KW ZZ WE LP"),
        # All names are authors for JabRef.
        ("A2 AU ED A1 TI", "A2 AU ED A1 TI"),
        # The last number counts for JabRef: an AN before IS moves to where IS belongs.
        ("KW AN IS AU", "AU AN IS KW"),
        ("KW IS AN AU", "AU IS AN KW"),
        # The full title behind the abbreviation counts, and the other way round.
        ("JA JF TI", "TI JA JF"),
        ("JF JA TI", "TI JF JA"),
        # Zotero keeps the first date of a kind.
        ("Y1 DA PY AU", "AU Y1 DA PY"),
        ("BT TI AU", "AU BT TI"),
        ("AU TI BT", "AU TI BT"),
        # A DOI in M3 behind the one in DO.
        ("DO M3 VL", "VL DO M3"),
        ("VO VL AU", "AU VO VL"),
    ],
)
def test_canonical_order(before: str, after: str) -> None:
    assert in_order(before) == after
    assert in_order(after) == after


def test_every_tag_of_a_specification_has_a_place() -> None:
    placed = [code for group in RANKS for code in group]
    assert len(placed) == len(set(placed))
    expected = {code for code, tag in tags().items() if tag.in_2001 or tag.in_2011}
    assert set(placed) == expected - {"ER"}


def test_lines_behind_a_field_go_with_it() -> None:
    text = record("AB  - One", "two", "", "  three", "AU  - Doe, Jane", "KW  - a", "KW  - b")
    assert formatted(text, IN_ORDER) == record(
        "AU  - Doe, Jane", "KW  - a", "KW  - b", "AB  - One", "two", "", "  three"
    )


def test_layout_and_order_at_once() -> None:
    text = "TY - JOUR\nAB -  One\nAU - Doe, Jane\nER -\n"
    assert formatted(text, IN_ORDER) == record("AU  - Doe, Jane", "AB  - One")


@pytest.mark.parametrize(
    "text",
    [
        "1.\n" + record("TI  - A", "AU  - Doe, Jane"),
        record("TI  - A", "AU  - Doe, Jane") + "NL  - 3\n",
        "AB  - A\n" + record("TI  - A", "AU  - Doe, Jane"),
        record("TI  - A", '"AU  - Doe, Jane"'),
        record("TI  - A", "AU  - Doe, Jane").replace("ER  - \n", ""),
        record("ID  - 7", "TY  - BOOK", "TI  - A", "AU  - Doe, Jane"),
        "TY - JOUR T1 - One AU - Doe, Jane ER -\n",
        record("TI  - A", "AU  - Doe, Jane", "KW  - a").replace("A\n", "A\r"),
    ],
    ids=[
        "text before",
        "field after",
        "field before",
        "quoted",
        "no end",
        "two types",
        "collapsed",
        "mixed line ends",
    ],
)
def test_the_order_stays(text: str) -> None:
    assert formatted(text, IN_ORDER) == text


def test_moving_edits_are_small() -> None:
    text = record("AB  - " + "long " * 100, "AU  - Doe, Jane", "TI  - A")
    edits = format_edits(read_document(text), settings=IN_ORDER)
    assert len(edits) == 2, "the abstract moves, the other lines stay"


def test_a_line_does_not_come_to_belong_to_the_record_before() -> None:
    text = record("TI  - A") + " NL  - 3\n  AU - Doe, Jane\n" + record("TI - B")
    once = formatted(text, Settings())
    assert once == record("TI  - A") + "\n NL  - 3\nAU  - Doe, Jane\n" + record("TI  - B")
    assert formatted(once, Settings()) == once


# -- legacy tags ------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["JOUR", "BOOK", "CHAP", "THES", "RPRT", "GEN", "ELEC"])
def test_legacy_tags(code: str) -> None:
    before = ("A1  - Doe, Jane", "T1  - A title", "Y1  - 2020", "N2  - Short", "DO  - 10.1000/182")
    after = ("AU  - Doe, Jane", "TI  - A title", "PY  - 2020", "AB  - Short", "DO  - 10.1000/182")
    assert formatted(record(*before, type_code=code), REWRITTEN) == record(*after, type_code=code)
    for settings in (Settings(format=REWRITTEN.format), replace(REWRITTEN, specification="2001")):
        assert formatted(record(*before, type_code=code), settings) == record(
            *before, type_code=code
        )


@pytest.mark.parametrize(
    ("type_code", "lines"),
    [
        ("JOUR", "TI  - Title|T1  - Subtitle|DO  - 10.1000/182"),
        ("JOUR", "AU  - Doe, Jane|A1  - A consortium|DO  - 10.1000/182"),
        ("JOUR", "PY  - 2020|Y1  - 2020|DO  - 10.1000/182"),
        ("JOUR", "DA  - 2020/05/|Y1  - 2020|DO  - 10.1000/182"),
        ("JOUR", "AB  - One|N2  - Two|DO  - 10.1000/182"),
        ("JOUR", "TI  -|T1  - Title|DO  - 10.1000/182"),
        # PY holds four digits, and not every program reads DA.
        ("JOUR", "Y1  - 2020/05/01/|DO  - 10.1000/182"),
        ("JOUR", "Y1  - 2020///|DO  - 10.1000/182"),
        ("CONF", "Y1  - 2020|DO  - 10.1000/182"),
        # AU is no author.
        ("EDBOOK", "A1  - Doe, Jane|DO  - 10.1000/182"),
        ("MPCT", "A1  - Doe, Jane|DO  - 10.1000/182"),
        ("CASE", "A1  - Doe, Jane|DO  - 10.1000/182"),
        # For citation-js a record of 2001 would become one of another kind.
        ("JOUR", "N2  - Abstract|EP  - 9|PB  - Press"),
        ("JOUR", "Y1  - 2020|PB  - Press"),
        ("JOUR", "T1  - Title|PB  - Press"),
        # It reads LK only beside both kinds of tag.
        ("JOUR", "T1  - Title|LK  - http://example.org|DO  - 10.1000/182"),
        ("NOPE", "T1  - Title|DO  - 10.1000/182"),
        ("WEB", "T1  - Title|DO  - 10.1000/182"),
        # No program is to read less for a newer tag: these stay everywhere.
        ("JOUR", "JF  - Journal|JO  - J.|JA  - J.|J1  - J.|ED  - Roe|CP  - 2|DO  - 10.1000/182"),
        ("CHAP", "BT  - Book|DO  - 10.1000/182"),
    ],
)
def test_a_legacy_tag_stays(type_code: str, lines: str) -> None:
    text = record(*lines.split("|"), type_code=type_code)
    assert formatted(text, REWRITTEN) == text


def test_a_record_of_2001_stays_one() -> None:
    text = record("A1  - Doe, Jane", "T1  - A title", "JF  - Journal", "Y1  - 2020", "N2  - Short")
    assert formatted(text, REWRITTEN) == record(
        "AU  - Doe, Jane", "TI  - A title", "JF  - Journal", "Y1  - 2020", "N2  - Short"
    )


def test_legacy_tags_between_counters() -> None:
    text = "1.\n" + record("T1  - A title", "DO  - 10.1000/182") + "NL  - 3\n"
    assert formatted(text, REWRITTEN) == text.replace("T1", "TI")


@pytest.mark.parametrize(("old", "new"), MODERN.items())
def test_every_program_that_reads_the_old_tag_reads_the_new_one(old: str, new: str) -> None:
    readers = tags()[old].importers
    assert len(readers) >= 8
    for key, filed in readers.items():
        now = tags()[new].importers.get(key, "")
        assert filed.startswith(IGNORED) or (now and not now.startswith(IGNORED)), key


# -- ranges -----------------------------------------------------------------------------------


def test_a_part_of_a_record_is_not_put_in_order() -> None:
    text = record("AB  -  One", "T1  -  A", "AU  - Doe, Jane", "DO  - 10.1000/182")
    part = Span(text.index("T1"), text.index("AU"))
    assert formatted(text, ALL, part) == text.replace("T1  -  A", "T1  - A")
    assert formatted(text, ALL, Span(0, len(text))) == formatted(text, ALL)
    two = text + "\n" + text
    only_first = Span(0, len(text))
    assert formatted(two, ALL, only_first) == formatted(text, ALL) + "\n" + text


# -- what is kept with a block, and what is refused -------------------------------------------


def test_each_choice_is_kept_apart() -> None:
    document = read_document(record("KW  - a", "T1  - A", "DO  - 10.1000/182"))
    found = {
        choice: tuple(format_edits(document, settings=choice))
        for choice in (Settings(), IN_ORDER, REWRITTEN, ALL)
    }
    assert len(set(found.values())) == 4
    assert format_edits(document) == []


def test_a_layout_that_loses_something_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = layout._line_edit

    def broken(text: str, line: Any, missing_end: str, **kind: bool) -> Any:
        if line.tag == "TI":
            return Edit(line.value_start, line.value_end, "gone")
        return real(text, line, missing_end, **kind)

    monkeypatch.setattr(layout, "_line_edit", broken)
    text = "\n2.\n" + record("AU  - Doe, Jane") + "\n" + record("PY - 2020", "TI  - A title")
    refused: list[Refusal] = []
    document = read_document(text)
    document.edit(format_edits(document, refused=refused.append))
    assert document.text == text.removeprefix("\n")
    (refusal,) = refused
    assert refusal.message == (
        "record 2 (line 7) was left as it is, because laying it out would have lost: `TI A title`"
    )
    (one,) = refusal.differences
    assert (one.tag, one.before, one.after) == ("TI", "A title", "gone")


def test_an_order_that_loses_something_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_rewritten", lambda text, _: text.replace("AU  - Doe, Jane\n", ""))
    refused: list[Refusal] = []
    text = record("TI  - A", "AU  - Doe, Jane")
    assert format_edits(read_document(text), settings=IN_ORDER, refused=refused.append) == []
    assert [one.record for one in refused] == [1]


def test_refusals_are_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(layout, "_rewritten", lambda *_: "")
    format_edits(read_document(record("TI  - A")), settings=IN_ORDER)
    assert "record 1 (line 1) was left as it is" in caplog.text


# -- all choices, on anything -----------------------------------------------------------------

CHOICES = [
    Settings(specification=specification, format=FormatSettings(True, lines, blank, order, legacy))
    for lines, blank, order, legacy, specification in product(
        range(4),
        (True, False),
        get_args(TagOrder),
        get_args(LegacyTags),
        get_args(Specification),
    )
]

LINES = """T1  - Title|A1  - Doe, J|AU  - Roe|Y1  - 2020|Y1  - 2020/05|N2  - Text|JF  - J|LK  - x
IL  - 6 was high|is raised|AN  - 3|DO  - 10.1/x|M3  - y||EP  - 7|TI  - Other|wrapped
AB  - Long|PY  - 2020|KW  - b|IS  - 2|ZZ  - z|ST  - Short|C1  - c|SP  -""".replace("\n", "|")
MORE = st.lists(
    st.sampled_from(LINES.split("|")),
    max_size=12,
).map(lambda lines: record(*lines))
TEXTS = RISLIKE | st.lists(MORE | RISLIKE, max_size=3).map("".join)


@profile(max_examples=600)
@given(TEXTS, st.sampled_from(CHOICES))
@example(
    "TY  - JOUR\nY1  - 2020\nT1  - Title\nER  - \nTY  - JOUR\n\n",
    Settings(format=FormatSettings(True, 0, True, "canonical")),
)
def test_any_choice_is_idempotent_and_faithful(text: str, choice: Settings) -> None:
    refused: list[Refusal] = []
    document = read_document(text)
    plain = replace(choice, format=replace(choice.format, tag_order="keep", legacy_tags="keep"))
    refused_plain: list[Refusal] = []
    format_edits(document, None, plain, refused_plain.append)
    document.edit(format_edits(document, None, choice, refused.append))
    assert refused == refused_plain, "order and tags alone never cost anything"
    assert same_content(text, document.text)
    assert formatted(document.text, choice) == document.text
    again = read_document(document.text)
    assert [block.text for block in document.blocks] == [block.text for block in again.blocks]


@profile(max_examples=300)
@given(TEXTS, st.sampled_from(CHOICES), st.integers(0, 200), st.integers(0, 200))
def test_any_range_is_faithful(text: str, choice: Settings, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    assert same_content(text, formatted(text, choice, Span(start, end)))


CONCEPTS = {
    "primary_title": "title",
    "first_authors": "authors",
    "publication_year": "year",
    "notes_abstract": "abstract",
}
"""Where rispy puts a legacy tag, and where it puts the modern one."""


def by_concept(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if isinstance(value, Mapping):
            yield from ((f"{key} {tag}", str(each)) for tag, each in value.items())
        else:
            yield from (
                (CONCEPTS.get(key, key), str(each))
                for each in (value if isinstance(value, list) else [value])
            )


def with_rispy(text: str) -> list[Counter[tuple[str, str]]]:
    try:
        return [Counter(by_concept(one)) for one in rispy.loads(text.removesuffix("\n"))]
    except KeyError:  # at a line without a tag behind TY
        return []


@profile(max_examples=300)
@given(st.lists(MORE, min_size=1, max_size=3).map("".join), st.sampled_from(CHOICES))
def test_rispy_reads_the_same(text: str, choice: Settings) -> None:
    assert with_rispy(text) == with_rispy(formatted(text, choice))


def test_a_line_behind_the_next_type_does_not_fail_in_rispy() -> None:
    first = record("KW  - a", "N2  - b", "KW  - c")
    for between in ("", record() + "\n", "2.\n"):
        text = first + "\n" + between + record("wrapped", "KW  - d")
        assert with_rispy(text)
        assert formatted(text, IN_ORDER) == text
    assert formatted(first, IN_ORDER) != first
