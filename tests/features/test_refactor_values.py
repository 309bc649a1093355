"""A value split, a name turned round, pages written in full: at the cursor, and nothing lost."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.place import entries
from ris_ls.features.refactor.values import at_value
from ris_ls.syntax import read_document
from ris_ls.text import Document, apply_edits, decode
from tests.conftest import corpus_files
from tests.features.refactoring import inverse
from tests.syntax.samples import RISLIKE


def offered(text: str, part: str) -> dict[str, str]:
    """Return what is offered where a part of a text begins: the title, and the text after it."""
    found = at_value(read_document(text), text.index(part))
    return {each.title: apply_edits(text, each.edits) for each in found}


def record(*lines: str, type_code: str = "JOUR", end: str = "\n") -> str:
    return "".join(f"{line}{end}" for line in (f"TY  - {type_code}", *lines, "ER  - "))


# -- one field into several -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("harvest; weather", ["harvest", "weather"]),
        ("harvest;weather; ", ["harvest", "weather"]),
        ("a / b", ["a", "b"]),
        ("soil health / crops, winter", ["soil health", "crops, winter"]),
        ("harvest, weather", ["harvest", "weather"]),
        ("一；二；三", ["一", "二", "三"]),
        ("一、二、三", ["一", "二", "三"]),
        ("الماء؛ الرمل", ["الماء", "الرمل"]),
        ("{one; two}; three", ["{one; two}", "three"]),
        ("über 𝒳, 😀 ice", ["über 𝒳", "😀 ice"]),
        ("Diabetes Mellitus, Type 2", ["Diabetes Mellitus", "Type 2"]),
        ("Author keywords: one; two", ["Author keywords: one", "two"]),
        ("3,4-methylenedioxyamphetamine", None),
        ("Receptors, Dopamine, D2", None),
        ("drugs (one, two)", None),
        ("RNA [analysis, effects]", None),
        ("heart failure/drug therapy", None),
        ("R&amp;D", None),
        ("harvest", None),
        (";", None),
    ],
)
def test_keywords(value: str, parts: list[str] | None) -> None:
    text = record("TI  - One", f"KW  - {value}", "PY  - 2020")
    found = offered(text, "KW")
    if parts is None:
        assert found == {}
    else:
        after = record("TI  - One", *(f"KW  - {part}" for part in parts), "PY  - 2020")
        assert found == {f"Split into {len(parts)} keywords": after}


def test_very_many_keywords() -> None:
    words = [f"keyword {number}" for number in range(5000)]
    text = record("KW  - " + "; ".join(words))
    after = record(*(f"KW  - {word}" for word in words))
    assert offered(text, "KW") == {"Split into 5000 keywords": after}


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("Doe, Jane; Roe, Richard", ["Doe, Jane", "Roe, Richard"]),
        ("Doe J, Roe R, Poe E", ["Doe J", "Roe R", "Poe E"]),
        ("Doe J, Roe R", ["Doe J", "Roe R"]),
        ("Jane Doe and Richard Roe", ["Jane Doe", "Richard Roe"]),
        ("Jane Doe & Richard Roe", ["Jane Doe", "Richard Roe"]),
        ("DOE, J AND ROE, R", ["DOE, J", "ROE, R"]),
        ("Water Group; Doe, Jane", ["Water Group", "Doe, Jane"]),
        ("M&uuml;ller, A; Roe, B", ["M&uuml;ller, A", "Roe, B"]),
        ("王小明；李四", ["王小明", "李四"]),
        ("王小明、李四", ["王小明", "李四"]),
    ],
)
def test_names(value: str, parts: list[str]) -> None:
    found = offered(record(f"AU  - {value}"), value)
    assert found == {f"Split into {len(parts)} names": record(*(f"AU  - {part}" for part in parts))}


@pytest.mark.parametrize("value", ["Johnson and Johnson", "Ministry of Health and Welfare"])
def test_one_name_stays_one(value: str) -> None:
    assert not any("Split" in title for title in offered(record(f"AU  - {value}"), value))


def test_keywords_over_several_lines() -> None:
    lines = record("KW  - one two", "three", "  four five", "PY  - 2020")
    apart = record("KW  - one two", "KW  - three", "KW  - four five", "PY  - 2020")
    for part in ("KW", "three", "five"):
        assert offered(lines, part) == {"Split into 3 keywords": apart}
    list_of_lines = record("KW  - one; two;", "three; four")
    apart = record("KW  - one", "KW  - two", "KW  - three", "KW  - four")
    assert offered(list_of_lines, "three") == {"Split into 4 keywords": apart}
    list_of_lines = record("KW  - one, two", "three")
    apart = record("KW  - one, two", "KW  - three")
    assert offered(list_of_lines, "three") == {"Split into 2 keywords": apart}


@pytest.mark.parametrize(
    "lines",
    [
        ("KW  - one; two;", "three; fo", "ur"),
        ("KW  - one, two, three", "four; five"),
        ("KW  - one, two,", "three"),
        ("AU  - Doe, A; Roe, B", "Poe, C; Moe, D"),
    ],
)
def test_lines_that_may_break_in_the_midst_of_a_part(lines: tuple[str, ...]) -> None:
    assert offered(record(*lines), lines[-1]) == {}


def test_names_over_several_lines() -> None:
    lines = record("AU  - Doe, A; Roe, B;", "Poe, C")
    apart = record("AU  - Doe, A", "AU  - Roe, B", "AU  - Poe, C")
    assert offered(lines, "Poe") == {"Split into 3 names": apart}


@pytest.mark.parametrize("value", ['"a; b"; c', "“a, b”, c d", '"a, b", c'])
def test_a_quotation_is_not_cut(value: str) -> None:
    assert offered(record(f"KW  - {value}"), "KW") == {}


@pytest.mark.parametrize(
    "value",
    [
        *(
            "Jane Doe, Rick Roe",
            "Dr. Jane Doe, PhD",
            "Jane Doe, MD",
            "Dr. Jane Doe",
            "Doe, Jane, PhD",
        ),
        *("Bayer AG, Leverkusen", "Bayer AG", "et al.", "Doe, J, et al."),
    ],
)
def test_what_is_no_name_of_one_person_is_not_turned_round(value: str) -> None:
    assert offered(record(f"AU  - {value}"), "AU") == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept(end: str) -> None:
    before, after = record("KW  - a; b", end=end), record("KW  - a", "KW  - b", end=end)
    assert offered(before, "KW") == {"Split into 2 keywords": after}


def test_in_damaged_records() -> None:
    bent = "ty - JOUR\nkw - a; b\nau- Doe, Jane\n"
    assert offered(bent, "kw") == {
        "Split into 2 keywords": "ty - JOUR\nkw - a\nKW  - b\nau- Doe, Jane\n"
    }
    assert offered(bent, "Doe") == {"Write as Jane Doe": bent.replace("Doe, Jane", "Jane Doe")}
    unended = "TY  - JOUR\r\nKW  - a; b"
    assert offered(unended, "KW") == {"Split into 2 keywords": "TY  - JOUR\r\nKW  - a\r\nKW  - b"}
    quoted = 'TY  - JOUR\n"KW  - a; b"\n'
    assert offered(quoted, "KW") == {}
    collapsed = "TY - JOUR TI - One title AU - Doe, Jane T2 - Journal KW - a; b PY - 2020 ER -\n"
    assert offered(collapsed, "KW") == {}


# -- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", "Doe, Jane"),
        ("Jane R. Doe", "Doe, Jane R."),
        ("J. R. van Doe", "van Doe, J. R."),
        ("Jané 𝒳oe", "𝒳oe, Jané"),
        ("John Doe Jr.", "Doe, John, Jr."),
    ],
)
def test_a_name_is_turned_round(one: str, other: str) -> None:
    assert offered(record(f"AU  - {one}"), one) == {f"Write as {other}": record(f"AU  - {other}")}
    assert offered(record(f"A2  - {other}"), other) == {f"Write as {one}": record(f"A2  - {one}")}


@pytest.mark.parametrize(
    "value",
    ["University of Examples", "Doe", "World Health Organization,", "Doe, Jane, PhD, MPH", ""],
)
def test_what_is_no_name_of_a_person_stays(value: str) -> None:
    assert offered(record(f"AU  - {value}"), "AU") == {}


def test_an_abbreviated_journal_is_no_name() -> None:
    assert offered(record("TA  - Acta Exportum"), "TA") == {}


def test_a_name_on_a_collapsed_line() -> None:
    text = "TY - JOUR TI - One title AU - Doe, Jane T2 - Journal PY - 2020 SP - 3 EP - 9 ER -\n"
    assert offered(text, "Doe") == {"Write as Jane Doe": text.replace("Doe, Jane", "Jane Doe")}


# -- pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["SP  - 123-8"], ["SP  - 123", "EP  - 128"]),
        (["SP  - 123-128", "VL  - 1"], ["SP  - 123", "EP  - 128", "VL  - 1"]),
        (["SP  - S21 – 8"], ["SP  - S21", "EP  - S28"]),
        (["SP  - xii--xiv"], ["SP  - xii", "EP  - xiv"]),
        (["SP  - 123-8", "EP  - 128"], ["SP  - 123", "EP  - 128"]),
        (["EP  - 8", "SP  - 123-8"], ["EP  - 128", "SP  - 123"]),
        (["SP  - 123-8", "EP  -"], ["SP  - 123", "EP  - 128"]),
        (["SP  - 123", "EP  - 8"], ["SP  - 123", "EP  - 128"]),
    ],
)
def test_pages(before: list[str], after: list[str]) -> None:
    for tag in ("SP", "EP"):
        if any(line.startswith(tag) for line in before):
            (made,) = offered(record(*before), tag).values()
            assert made == record(*after)


def test_pages_on_a_last_line_without_a_line_end() -> None:
    (made,) = offered("TY  - JOUR\r\nSP  - 123-8", "SP").values()
    assert made == "TY  - JOUR\r\nSP  - 123\r\nEP  - 128"


def test_titles_of_pages() -> None:
    assert [*offered(record("SP  - 123-8"), "SP")] == ["Write pages 123 to 128 in SP and EP"]
    assert [*offered(record("SP  - 123", "EP  - 8"), "EP")] == ["Write the last page as 128"]


@pytest.mark.parametrize(
    "lines",
    [
        ["SP  - 123", "EP  - 128"],
        ["SP  - 123"],
        ["SP  - 2-1"],
        ["SP  - pp. 12-20"],
        ["SP  - 12-20+33"],
        ["SP  - 123-8", "EP  - 130"],
        ["SP  - 123-8", "SP  - 9"],
        ["SP  - e1234"],
        ["SP  - 146p"],
    ],
)
def test_pages_that_stay(lines: list[str]) -> None:
    assert offered(record(*lines), "SP") == {}


# -- in passing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "in_passing"),
    [
        ("KW  - harvest; weather", True),
        ("KW  - Diabetes Mellitus, Type 2", False),
        ("AU  - Doe, Jane; Roe, Richard", True),
        ("AU  - J. Doe", True),
        ("AU  - Doe, Jane", False),
        ("SP  - 123-8", True),
    ],
)
def test_in_passing_only_towards_the_form_of_ris(line: str, in_passing: bool) -> None:
    (found,) = at_value(read_document(record(line)), len("TY  - JOUR\n"))
    assert found.in_passing == in_passing


# -- nothing is lost --------------------------------------------------------------------------

SPARE = frozenset(" \t\u00a0\u3000,;/，、；-‐‑‒–—−")


def signs(document: Document, *, names: bool) -> Counter[str]:
    """Count the signs of all values, but for what separates; of names, without the joiners."""
    values = (entry.value for block in document.blocks for entry in entries(block))
    words = chain.from_iterable(value.split() for value in values)
    kept = (word for word in words if not names or word not in ("and", "AND", "&"))
    return Counter(sign for word in kept for sign in word if sign not in SPARE)


def check(text: str, at: int) -> None:
    document = read_document(text)
    for found in at_value(document, at):
        assert found.edits
        after = apply_edits(text, found.edits)
        assert after != text
        assert apply_edits(after, inverse(text, found.edits)) == text
        names = found.kind == "split"
        was, now = (signs(each, names=names) for each in (document, read_document(after)))
        if found.kind == "pages":
            assert not was - now, found.title
        else:
            assert was == now, found.title


TAGS = ("AU  - ", "A1 - ", "ED  -", "KW  - ", "kw- ", "SP  - ", "EP  - ", "", "TI  - ")
VALUES = (
    *("Doe, Jane", "Jane Doe", "Doe, J; Roe, R", "J. Doe and R. Roe", "Doe, Jane, Jr.", "and"),
    *("a; b", "a, b, c", "😀, 𝒳x", "one / two", ", ;", "x; ;y", "A &amp; B; C", "(a; b); c"),
    *("12-20", "123-8", "8", "n/a", "«Doe», Jane", ""),
)
FIELDS = st.tuples(
    st.sampled_from(TAGS), st.sampled_from(VALUES), st.sampled_from(("\n", "\r\n", "\r", ""))
).map("".join)
TEXTS = st.lists(FIELDS, max_size=8).map(lambda lines: "TY  - JOUR\n" + "".join(lines)) | RISLIKE


@given(TEXTS, st.data())
def test_nothing_is_lost(text: str, data: st.DataObject) -> None:
    check(text, data.draw(st.integers(0, len(text))))


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_corpus(path: Path) -> None:

    text = decode(path.read_bytes()).text[:15_000]
    document = read_document(text)
    for offset, block in list(document.placed())[:2]:
        for entry in entries(block):
            check(text, offset + entry.value_start)
