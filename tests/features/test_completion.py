"""What is offered where the cursor stands."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features import completion
from ris_ls.features.completion import MOST_VALUES, Completion, complete
from ris_ls.knowledge import FIELD_CODES, TYPE_CODES, reference_types
from ris_ls.library import Vocabulary, values_of
from ris_ls.syntax import read_document, record_of
from ris_ls.text import BOM


def offered(text: str) -> list[Completion]:
    offset = text.index("‸")
    return complete(read_document(text.replace("‸", "")), offset)


def labels(text: str) -> list[str]:
    return [item.label for item in offered(text)]


def chosen(text: str, label: str) -> str:
    """Return the text after choosing an item, as an editor would make it."""
    plain = text.replace("‸", "")
    item = next(item for item in offered(text) if item.label == label)
    assert item.replace.start <= text.index("‸") <= item.replace.end
    return plain[: item.replace.start] + item.insert + plain[item.replace.end :]


# -- ranking ----------------------------------------------------------------------------------


def test_what_the_record_lacks_comes_first() -> None:
    found = labels("TY  - JOUR\nAU  - Doe, Jane\nVL  - 3\n‸\nER  - \n")
    assert found[:3] == ["TI", "T2", "PY"]
    assert found[3:9] == ["IS", "SP", "SN", "DO", "UR", "AB"]  # recommended
    assert found[9:12] == ["DA", "EP", "KW"]  # usual
    assert found[12:15] == ["AD", "AN", "C1"]  # of the type
    assert found.index("C1") < found.index("AU") < found.index("ED")


def test_the_type_decides() -> None:
    found = offered("TY  - CHAP\nAU  - Doe, Jane\nTI  - A\nPY  - 2020\n‸\n")
    assert (found[0].label, found[0].detail) == ("T2", "Book Title · needed")
    assert [item.label for item in found[1:4]] == ["A2", "CY", "PB"]
    editor = next(item for item in found if item.label == "A2")
    assert editor.detail == "Editor · recommended"
    assert editor.documentation.startswith("**A2 — Editor** · in CHAP, book chapter")


def test_any_tag_of_a_choice_meets_the_need() -> None:
    found = labels("TY  - JOUR\nT1  - A\nJF  - J\nY1  - 2020\n‸\n")
    assert found[0] not in ("TI", "T2", "PY")
    last = offered("TY  - JOUR\nT1  - A\nJF  - J\nY1  - 2020\n‸\n")[-12:]
    details = {item.label: item.detail for item in last}
    assert details["TI"] == "Title · the same as T1, which is there"
    assert details["T1"] == "Primary title · already in this record"


@pytest.mark.parametrize("tag", ["AU", "KW"])
def test_another_of_the_line_above(tag: str) -> None:
    text = f"TY  - JOUR\nTI  - A\nT2  - J\nPY  - 2020\n{tag}  - Doe\n‸\n"
    assert labels(text)[0] == tag


def test_single_valued_tags_that_are_there_come_last() -> None:
    found = labels("TY  - JOUR\nTI  - A\nVL  - 3\n‸\nER  - \n")
    assert set(found[-3:]) == {"TI", "VL", "TY"}


def test_vendor_tags_come_behind_the_tags_of_the_specifications() -> None:
    found = labels("TY  - JOUR\n‸\n")
    assert found.index("LP") > found.index("C8")
    assert set(found) == FIELD_CODES


def test_the_end_is_offered_while_the_record_is_open() -> None:
    lacking = labels("TY  - JOUR\nTI  - A\n‸\n")
    assert 2 < lacking.index("ER") < 25
    assert labels("TY  - GEN\nTI  - A\nAU  - D\nPY  - 2\nUR  - x\n‸")[0] == "UR"
    assert labels("TY  - GEN\nAU  - D\nPY  - 2\nUR  - x\nTI  - A\n‸")[0] == "ER"
    assert "ER" not in labels("TY  - JOUR\nTI  - A\n‸\nER  - \n")
    assert "ER" in labels("TY  - JOUR\nTI  - A\nE‸R -\n")


def test_without_a_type_the_type_comes_first() -> None:
    assert labels("AU  - Doe\nTI  - A\n‸\nER  - \n")[0] == "TY"
    assert labels("TY  - NO SUCH TYPE\nAU  - Doe\n‸\nER  - \n")[0] == "AU"


def test_the_next_record_does_not_count() -> None:
    first = "TY  - JOUR\nTI  - A\n‸\n\nTY  - BOOK\nAU  - Roe\nPY  - 1999\nER  - \n"
    assert labels(first)[:2] == ["T2", "PY"]


# -- what is replaced -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "label", "after"),
    [
        ("‸", "AU", "AU  - "),
        ("A‸", "AU", "AU  - "),
        ("AU‸", "AU", "AU  - "),
        ("au‸", "AU", "AU  - "),
        ("  A‸", "AU", "AU  - "),
        ("AU ‸", "AU", "AU  - "),
        ("TI -‸", "TI", "TI  - "),
        ("TI - ‸", "TI", "TI  - "),
        ("TI  -‸", "TI", "TI  - "),
        ("TI\t–‸", "TI", "TI  - "),
        ("T‸I - A title", "TI", "TI  - A title"),
        ("‸TI   -   A title", "T1", "T1  - A title"),
        ("TI‸  -A title", "TI", "TI  - A title"),
        ("T‸I  - A title", "T1", "T1  - A title"),
        ("‸Stray text", "N1", "N1  - Stray text"),
    ],
)
def test_what_stands_there_is_replaced(line: str, label: str, after: str) -> None:
    text = f"TY  - JOUR\nVL  - 3\n{line}\nER  - \n"
    assert chosen(text, label) == f"TY  - JOUR\nVL  - 3\n{after}\nER  - \n"


def test_a_byte_order_mark_is_kept() -> None:
    assert chosen(f"{BOM}T‸", "TY") == f"{BOM}TY  - "


@pytest.mark.parametrize(
    ("line", "code"),
    [("A‸", "AU"), ("  ti‸", "TI"), ("TI -‸", "TI"), ("‸", "AU"), ("‸AU - x", "AU")],
)
def test_editors_find_the_item_by_what_is_written(line: str, code: str) -> None:
    text = f"TY  - JOUR\n{line}\nER  - \n"
    item = next(item for item in offered(text) if item.label == code)
    written = text.replace("‸", "")[item.replace.start : text.index("‸")]
    assert item.filter.startswith(written)


@pytest.mark.parametrize(
    "line",
    [
        "TI  - ‸",
        "TI  - A‸",
        "AB  - ‸text",
        "TI - A tit‸le",
        "The‸",
        "A ‸study",
        "A s‸tudy of",
        "A‸ study of",
        "An‸ abstract goes on",
        "- ‸",
        "e-‸book",
    ],
)
def test_values_are_left_in_peace(line: str) -> None:
    assert labels(f"TY  - JOUR\nAB  - A text\n{line}\nER  - \n") == []


# -- types ------------------------------------------------------------------------------------


def test_types_behind_ty() -> None:
    found = offered("TY  - ‸")
    assert {item.label for item in found} == TYPE_CODES
    assert len(found) == 66
    assert [item.label for item in found[:3]] == ["JOUR", "BOOK", "CHAP"]
    assert all(reference_types()[item.label].status == "variant" for item in found[-10:])
    assert found[0].detail == "Journal article"
    assert found[0].filter == "JOUR Journal article"
    assert next(item for item in found if item.label == "WEB").detail == (
        "Web page · another code for ELEC"
    )
    assert [item.sort for item in found] == sorted(item.sort for item in found)
    assert {item.kind for item in found} == {"type"}


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("TY  - ‸", "TY  - BOOK"),
        ("TY  - J‸OUR", "TY  - BOOK"),
        ("TY  - jour‸", "TY  - BOOK"),
        ("TY  - Journal art‸icle", "TY  - BOOK"),
        ("TY -‸", "TY  - BOOK"),
        ("TY - JO‸UR", "TY  - BOOK"),
        ("ty  -‸", "TY  - BOOK"),
        ("TY  -  ‸  JOUR", "TY  - BOOK"),
        ("TY - J‸OUR T1 - A title AU - Doe ER -", "TY  - BOOK T1 - A title AU - Doe ER -"),
    ],
)
def test_a_type_replaces_what_is_written(line: str, after: str) -> None:
    assert chosen(line + "\n", "BOOK") == after + "\n"


def test_nothing_is_offered_behind_a_type() -> None:
    assert labels("TY - JOUR T1 - A ti‸tle AU - Doe ER -\n") == []


# -- whole records ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "‸",
        "\n\n‸\n",
        "TY  - JOUR\nTI  - A\nER  - \n\n‸",
        "TY  - JOUR\nTI  - A\nER  - \n‸\nTY  - BOOK\nTI  - B\nER  - \n",
        "TY  - JOUR\nTI  - A\nER  - \n\nT‸\n\nTY  - BOOK\nTI  - B\nER  - \n",
    ],
)
def test_records_between_records(text: str) -> None:
    found = offered(text)
    assert (found[0].label, found[0].insert) == ("TY", "TY  - ")
    assert [item.label for item in found[1:3]] == ["JOUR record", "BOOK record"]
    assert {item.kind for item in found[1:]} == {"record"}
    assert len(found) == 57
    assert [item.sort for item in found] == sorted(item.sort for item in found)
    assert all(item.snippet for item in found[1:])


@pytest.mark.parametrize(
    "text",
    ["TY  - JOUR\n‸\n", "TY  - JOUR\nTI  - A\n‸\nER  - \n", "TI  - A\n‸", "TY -‸", "T‸Y  - X\n"],
)
def test_no_records_inside_records(text: str) -> None:
    assert "record" not in {item.kind for item in offered(text)}


@pytest.mark.parametrize(
    "text",
    [
        "‸",
        "‸\n",
        "TY  - JOUR\nTI  - A\nER  - \n‸",
        "TY  - JOUR\nTI  - A\nER  - \n\n‸\n\nTY  - BOOK\nTI  - B\nER  - \n",
        "TY  - JOUR\nTI  - A\nER  - \n‸\nTY  - BOOK\nTI  - B\nER  - \n",
        "T‸\n",
    ],
)
def test_a_record_stands_apart_and_ends_with_a_line_end(text: str) -> None:
    after = chosen(text, "MAP record").replace("$0", "")
    document = read_document(after)
    codes = [record_of(block).type_code for block in document.blocks]
    assert "MAP" in codes
    assert codes == [code for code in ("JOUR", "MAP", "BOOK") if code in codes]
    assert after.endswith("ER  - \n")
    for before, behind in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.text.endswith("ER  - \n\n"), after
        assert behind.text.startswith("TY")


def test_letters_find_a_record_by_ty_code_and_name() -> None:
    assert offered("J‸")[1].filter == "JOUR Journal article TY"
    assert offered("TY‸")[1].filter == "TY JOUR Journal article"


# -- values -----------------------------------------------------------------------------------

OTHERS = """TY  - JOUR
AU  - Müller, Jane
AU  - Doe, Jane
T2  - Nature Medicine
J2  - Nat. Med.
SN  - 1078-8956
KW  - Ravens
KW  - Crows
PB  - Springer
CY  - Berlin
LA  - en
DB  - Scopus
ER  -

TY  - JOUR
AU  - Doe, Jane
JF  - Nature
SN  - 0028-0836
KW  - Ravens
AB  - Ravens in the north
ER  -

TY  - CHAP
AU  - Roe, Rita
T2  - Nature in Cities
ER  -
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    vocabulary = Vocabulary()
    values = vocabulary.open()
    for block in read_document(OTHERS).blocks:
        values.add(values_of(block))
    return vocabulary


def values(text: str, vocabulary: Vocabulary) -> list[Completion]:
    document = read_document(text.replace("‸", ""))
    return complete(document, text.index("‸"), vocabulary)


def value_labels(text: str, vocabulary: Vocabulary) -> list[str]:
    return [item.label for item in values(text, vocabulary)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("AU  - ‸", ["Doe, Jane", "Müller, Jane", "Roe, Rita"]),
        ("AU  - mull‸", ["Müller, Jane"]),
        ("AU  - jane‸", ["Doe, Jane", "Müller, Jane"]),
        ("ED  - roe‸", ["Roe, Rita"]),
        ("AU  - Roe, Rita\nAU  - ‸", ["Doe, Jane", "Müller, Jane"]),
        ("AU  - Roe, Rita\nED  - roe‸", ["Roe, Rita"]),
        ("AU  - ‸\nA1  - DOE, JANE", ["Müller, Jane", "Roe, Rita"]),
        ("KW  - ‸", ["Ravens", "Crows"]),
        ("KW  - Ravens\nKW  - ‸", ["Crows"]),
        ("KW  - Owls; ‸", ["Ravens", "Crows"]),
        ("KW  - ravens; owls ;cr‸", ["Crows"]),
        ("KW  - ravens；‸", ["Crows"]),
        ("KW  - ravens; Owls\nKW  - ‸", ["Crows"]),
        ("KW  - owls\nravens\nKW  - ‸", ["Crows"]),
        ("KW  - r‸\nowls", ["Ravens"]),
        ("KW  - ‸; Owls", ["Ravens", "Crows"]),
        ("KW  - owls; r‸; crows", ["Ravens"]),
        ("KW  - ‸; ravens", ["Crows"]),
        ("KW  - r‸x; owls", []),
        ("AU  - ja‸; Roe, Rita", ["Doe, Jane", "Müller, Jane"]),
        ("T2  - nat‸; b", []),
        ("AU  - Roe, Rita; ja‸", ["Doe, Jane", "Müller, Jane"]),
        ("AU  - Roe, Rita; ‸", ["Doe, Jane", "Müller, Jane"]),
        ("PB  - Owls; spr‸", []),
        ("T2  - nat‸", ["Nature", "Nature Medicine"]),
        ("JF  - med‸", ["Nature Medicine"]),
        ("JO  - Nature‸", ["Nature Medicine"]),
        ("T2  - Nature Medicine\nJ2  - ‸", ["Nat. Med."]),
        ("JF  - nature medicine\nJO  - n‸", ["Nat. Med."]),
        ("T2  - Nature\nJ2  - ‸", []),
        ("T2  - Nature\nJ2  - nat‸", ["Nat. Med."]),
        ("J2  - ‸", ["Nat. Med."]),
        ("T2  - Nature\nSN  - ‸", ["0028-0836"]),
        ("SN  - ‸", []),
        ("SN  - ‸\nT2  - Nature\nER  - \n\nTY  - JOUR\nSN  - 1", ["0028-0836"]),
        ("PB  - s‸", ["Springer"]),
        ("PP  - ‸", ["Berlin"]),
        ("LA  - ‸", ["en"]),
        ("DB  - sco‸", ["Scopus"]),
        ("DP  - ‸", []),
        ("TI  - nat‸", []),
        ("AB  - rav‸", []),
        ("N1  - rav‸", []),
        ("SP  - 1‸", []),
        ("XX  - nat‸", []),
        ("nat‸", []),
    ],
)
def test_values_that_others_have(lines: str, expected: list[str], vocabulary: Vocabulary) -> None:
    text = f"TY  - JOUR\n{lines}\nER  - \n"
    assert value_labels(text, vocabulary) == expected
    assert value_labels(text.replace("\n", "\r\n"), vocabulary) == expected
    assert value_labels("\U0001f600\n" + text.replace("\n", "\r"), vocabulary) == expected


def test_a_value_of_a_list_replaces_what_was_typed_of_it(vocabulary: Vocabulary) -> None:
    text = "TY  - JOUR\nKW  - owls; cr ; hawks\nER  - \n"
    (item,) = values(text.replace("cr", "cr‸"), vocabulary)
    after = text[: item.replace.start] + item.insert + text[item.replace.end :]
    assert after == text.replace("cr ", "Crows ")


def test_the_type_decides_which_titles(vocabulary: Vocabulary) -> None:
    assert value_labels("TY  - CHAP\nT2  - nat‸\nER  - \n", vocabulary) == ["Nature in Cities"]
    assert value_labels("TY  - CHAP\nBT  - nat‸\n", vocabulary) == ["Nature in Cities"]
    assert value_labels("JF  - nature m‸", vocabulary) == ["Nature Medicine"]


def test_how_much_a_value_is_used(vocabulary: Vocabulary) -> None:
    found = values("TY  - JOUR\nT2  - nat‸\n", vocabulary)
    assert [item.detail for item in found] == [
        "used in 1 record · 0028-0836",
        "used in 1 record · Nat. Med. · 1078-8956",
    ]
    (most, *_) = values("TY  - JOUR\nAU  - ‸\n", vocabulary)
    assert most.detail == "used in 2 records"
    assert not most.snippet


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("AU  - doe‸", "AU  - Doe, Jane"),
        ("AU  - ‸", "AU  - Doe, Jane"),
        ("AU  - do‸  ", "AU  - Doe, Jane"),
        ("AU  -   ‸  ", "AU  -   Doe, Jane"),
        ("AU  -   doe‸", "AU  -   Doe, Jane"),
        ("AU - Doe‸", "AU - Doe, Jane"),
        ("AU  -doe‸", "AU  -Doe, Jane"),
        ("AU  - jane d‸", "AU  - Doe, Jane"),
        ("KW  - owls; rav‸ ", "KW  - owls; Ravens"),
        ("KW  - owls;‸", "KW  - owls;Ravens"),
        ("AU  - Roe, Rita;  jane d‸", "AU  - Roe, Rita;  Doe, Jane"),
        ("KW  - rav‸\nowls", "KW  - Ravens\nowls"),
    ],
)
def test_a_value_replaces_what_was_typed(line: str, after: str, vocabulary: Vocabulary) -> None:
    text = f"TY  - JOUR\nTI  - \U0001f600\n{line}\nER  - \n"
    plain = text.replace("‸", "")
    item = values(text, vocabulary)[0]
    start, end = item.replace.start, item.replace.end
    assert plain[:start] + item.insert + plain[end:] == text.replace(line, after)
    assert item.filter.startswith(plain[start : text.index("‸")]) or (
        item.filter.casefold().startswith(plain[start : text.index("‸")].casefold())
    )


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nAU  - d‸oe\nER  - \n",
        "TY  - JOUR\nAU  - ‸doe\nER  - \n",
        "TY  - JOUR\nAU  - doe‸\n and others\nER  - \n",
        "TY  - JOUR\nKW  - owls; rav‸\nens; crows\nER  - \n",
        "TY - JOUR AU - doe‸ T2 - Nature PY - 2020 ER -\n",
    ],
)
def test_nothing_is_lost_by_choosing(text: str, vocabulary: Vocabulary) -> None:
    """Behind the cursor nothing may stand, for it would go or stay behind a whole value."""
    assert values(text, vocabulary) == []


def test_no_more_than_anyone_reads() -> None:
    vocabulary = Vocabulary()
    added = vocabulary.open()
    for number in range(2 * MOST_VALUES):
        added.add({"keyword": [f"raven {number}"]})
    found = values("TY  - JOUR\nKW  - rav‸\n", vocabulary)
    assert len(found) == MOST_VALUES
    assert [item.sort for item in found] == sorted(item.sort for item in found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PY  - ‸", [("2024", "this year")]),
        ("PY  - 20‸", [("2024", "this year")]),
        ("PY  - 2024‸", []),
        ("PY  - 2019‸", []),
        ("DA  - ‸", [("2024/02/29/", "today"), ("2024", "this year")]),
        ("Y2  - tod‸", [("2024/02/29/", "today")]),
        ("Y1  - 2024/0‸", [("2024/02/29/", "today")]),
        ("DA  - 12 March 2020‸", [("2020/03/12/", "12 March 2020")]),
        ("DA  - 2020-03-12‸", [("2020/03/12/", "12 March 2020")]),
        ("DA  - 2020/03/12‸", []),
        ("DA  - March‸", []),
        ("DA  - 2023-02-29‸", []),
    ],
)
def test_dates(line: str, expected: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion, "today", lambda: datetime.date(2024, 2, 29))
    found = offered(f"TY  - JOUR\n{line}\nER  - \n")
    assert [(item.label, item.detail) for item in found] == expected


@given(
    st.lists(
        st.sampled_from(
            (
                *("TY  - JOUR\n", "TY - BOOK ", "T1 - A ", "AU", "A", "  - ", "ER  - \n", "ER - "),
                *(
                    "TY",
                    " -",
                    "\n",
                    "\r\n",
                    "\r",
                    " ",
                    "\t",
                    "PMID- ",
                    "\u2028",
                    "\x00",
                    "\U0001f600",
                ),
                *(BOM, "–", "J", "ti", "\u00a0", "T2  - ", "DA  - ", "2020-1", "KW  - a;b"),
            )
        ),
        max_size=12,
    ).map("".join),
    st.data(),
)
def test_anything_is_completed_without_raising(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[max(0, offset - 1) : offset + 1] == "\r\n":
        offset -= 1
    known = Vocabulary()
    values = known.open()
    for block in read_document(text).blocks:
        values.add(values_of(block))
    for item in complete(read_document(text), offset, known):
        assert item.replace.start <= offset <= item.replace.end <= len(text)
        replaced = item.replace.of(text)
        assert "\n" not in replaced
        assert "\r" not in replaced
        assert item.insert
        assert item.label
