"""Where the same value stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.occurrences import (
    LONGEST_VALUE,
    occurrences,
    occurrences_in_pages,
    sought_at,
)
from ris_ls.library import DocumentShelf, Library, values_of
from ris_ls.library.values import KEYWORD
from ris_ls.syntax import read_document
from ris_ls.text import Block
from ris_ls.values.keywords import SEMICOLONS
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE


def found(text: str, at: int, elsewhere: str | None = None) -> list[str]:
    """Return the lines of a text, or of another one, where the value at a place stands."""
    document = read_document(text)
    sought = sought_at(document, at)
    if sought is None:
        return []
    if elsewhere is not None:
        text, document = elsewhere, read_document(elsewhere)
    spans = [span for span in occurrences(document.placed(), sought) if span is not None]
    return [text[text.rfind("\n", 0, span.start) + 1 : span.end] for span in spans]


NFC, NFD = (unicodedata.normalize(form, "AU  - Gómez, José") for form in ("NFC", "NFD"))


def elsewhere(line: str, *lines: str) -> list[str]:
    """Return which lines of other records have the value of a line."""
    records = "".join(f"TY  - JOUR\n{each}\nER  - \n\n" for each in lines)
    return found(f"TY  - JOUR\n{line}\nER  - \n", 11 + len(line), records)


@pytest.mark.parametrize(
    ("line", "same", "other"),
    [
        (
            "AU  - Doe, Jane",
            [
                "A2  - Doe, Jane",
                "ED  - DOE, Jane",
                "AU  -  doe, jane \t",
                "AU -Doe, JANE",
                "au-Doe, Jane",
            ],
            ["KW  - Doe, Jane", "AU  - Doe, J.", "AU  - Doe, Jane B.", "TI  - Doe, Jane"],
        ),
        ("AU  - Müller-𝒳, É.", ["A1  - MÜLLER-𝒳, é."], ["AU  - Muller-𝒳, E."]),
        (NFC, [NFC, NFD], ["AU  - Gomez, José"]),
        (NFD, [NFC, NFD], ["AU  - Gomez, José"]),
        ("KW  - Sand (wet)", ["DE  - sand (WET)"], ["KW  - Sand (wet), Dry", "ID  - Sand (wet)"]),
        (
            "T2  - Annals",
            ["JO  - Annals", "TI  - ANNALS", "JA  - Annals", "ST  - Annals"],
            ["PB  - Annals"],
        ),
        ("VL  - 12", ["VL  - 12"], ["IS  - 12", "SP  - 12", "VL  - 123"]),
        (
            "DO  - 10.1000/AbC(1)",
            [
                "UR  - https://doi.org/10.1000/abc(1)",
                "UR  - https://doi.org/10.1000%2fABC%281%29",
                "DO  - doi:10.1000/abc(1)",
            ],
            ["DO  - 10.1000/abc(12)", "AB  - see 10.1000/abc(1)"],
        ),
        (
            "UR  - http://dx.doi.org/10.1000/abc",
            ["DO  - 10.1000/ABC", "N1  - doi: 10.1000/abc"],
            ["UR  - https://example.org/10.1000/abc"],
        ),
        (
            "DO  - 10.1000/a-1<2>",
            ["DO  - 10.1000/a\u20101&lt;2&amp;gt;", "DO  - 10.1000/a-1%253C2%253E"],
            ["DO  - 10.1000/a-1<2>3"],
        ),
        (
            "AN  - PMID: 1234567",
            ["UR  - https://pubmed.ncbi.nlm.nih.gov/01234567/", "PMID- 1234567"],
            ["AN  - PMID: 12345678", "SP  - 1234567"],
        ),
        (
            "SN  - 1234-567x",
            ["SN  - 1234567X (ISSN)", "SN  - 2049-3630; 1234-567X"],
            ["SN  - 1234-5679"],
        ),
        ("SN  - 9783161484100", ["BN  - 978-3-16-148410-0"], ["SN  - 9783161484101"]),
        ("ID  - doe2020", ["ID  - Doe2020"], ["AN  - doe2020", "ID  - doe2020a"]),
    ],
)
def test_the_same_value(line: str, same: list[str], other: list[str]) -> None:
    told = elsewhere(line, *same, *other)
    assert told == [each.rstrip() for each in same]


def test_the_number_under_the_cursor() -> None:
    text = "TY  - JOUR\nSN  - 2049-3630; 1234-567X\nER  - \n"
    other = "TY  - JOUR\nSN  - 1234567X\nER  - \n"
    assert found(text, text.index("567X"), other) == ["SN  - 1234567X"]
    assert found(text, text.index("3630"), other) == []
    assert found(text, text.index("; "), other) == [], "the end of a number is its own"
    assert found(text, text.index("3630")) == ["SN  - 2049-3630; 1234-567X"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    text = end.join(["TY  - JOUR", "KW  - a", "KW  - b", "ER  - ", ""])
    assert len(found(text, text.index("a"), text * 3)) == 3


def test_a_record_on_one_line() -> None:
    line = "TY - JOUR AU - Doe, Jane TI - On sand in small filters JF - Water PY - 2020 ER -\n"
    assert elsewhere("AU  - Doe, Jane", line.rstrip()) == ["TY - JOUR AU - Doe, Jane"]
    assert found(line, line.index("Jane"), "AU  - Doe, Jane") == ["AU  - Doe, Jane"]


@pytest.mark.parametrize("value", ["", "a" * (LONGEST_VALUE + 1)])
def test_what_is_not_looked_for(value: str) -> None:
    assert found(f"TY  - JOUR\nAB  - {value}\nER  - \n", 17) == []


def test_no_tag_is_looked_for() -> None:
    assert sought_at(read_document("TY  - JOUR\nAU  - Doe\n"), 12) is None
    assert sought_at(read_document(""), 0) is None


@pytest.mark.parametrize(
    ("line", "is_telling"),
    [
        ("AU  - Doe", True),
        ("DO  - 10.1000/a", True),
        ("DO  - none", False),
        ("T2  - Annals", True),
        ("PB  - Springer", True),
        ("ID  - 1", True),
        ("PY  - 2020", False),
        ("VL  - 12", False),
        ("LA  - eng", False),
    ],
)
def test_what_one_would_follow(line: str, is_telling: bool) -> None:
    sought = sought_at(read_document(f"TY  - JOUR\n{line}\n"), 11 + len(line))
    assert sought is not None
    assert sought.is_telling is is_telling


@given(RISLIKE, st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    document = read_document(text)
    sought = sought_at(document, at)
    if sought is None:
        return
    spans = [span for span in occurrences(document.placed(), sought) if span is not None]
    assert spans == sorted(spans, key=lambda span: span.start)
    assert sought.span in spans
    assert sought.span.start <= at <= sought.span.end


@given(RISLIKE, st.data())
def test_what_the_library_knows_leaves_nothing_out(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    shelf = DocumentShelf("", Library())
    sought = sought_at(document, data.draw(st.integers(0, len(text))))
    if sought is None:
        return
    unread = [*occurrences_in_pages(document, sought, shelf.known_of)]
    for _ in shelf.update(document):
        pass
    read = [*occurrences_in_pages(document, sought, shelf.known_of)]
    expected = [span for span in occurrences(document.placed(), sought) if span]
    assert list(filter(None, unread)) == list(filter(None, read)) == expected


@pytest.mark.parametrize(
    "record",
    [
        "TY  - JOUR\nAU  - Doé, Jane\nER  - \n",
        "TY  - JOUR\r\nED  - DOÉ, JANE\r\nER  - \r\n",
        "TY  - JOUR\rA2 -Doé, Jane\r\rER  -\r",
        "ty  - jour\nau  - doé, jane\n",
        "TY - JOUR AU - Roe, Rick AU - Doé, Jane TI - On sand PY - 2019 ER -\n",
        "TY  - JOUR\nER  - \nAU  - Doé, Jane\n",
        "AU  - Doé, Jane\n   and others\n",
    ],
)
def test_a_name_where_the_library_knows_it(record: str) -> None:
    text = f"{record}TY  - JOUR\nAU  - Doé, Jane\nER  - \n{record}TY  - JOUR\nAU  - Poe\nER  - \n"
    document = read_document(text)
    shelf = DocumentShelf("", Library())
    list(shelf.update(document))
    sought = sought_at(document, text.rindex("AU  - Doé, Jane", 0, text.index("Poe")) + 6)
    assert sought is not None
    found = [span for span in occurrences_in_pages(document, sought, shelf.known_of) if span]
    assert found == [span for span in occurrences(document.placed(), sought) if span]
    assert len(found) == 3


VALUES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1)


@pytest.mark.parametrize("tag", ["KW", "PB"])
@given(VALUES)
def test_any_value_of_a_sound_record(tag: str, value: str) -> None:
    if tag == "KW" and not {*SEMICOLONS}.isdisjoint(value):
        return
    line = f"{tag}  - {value[:LONGEST_VALUE]}"
    assert elsewhere(line, line)[:1] == [line]


# -- several keywords in one field ------------------------------------------------------------

LINES = "KW  - Sand\nwater\n Filter beds "
JOINED = "KW  - sand; WATER ;filter beds"


def keyword_places(text: str, at: int, elsewhere: str | None = None) -> list[str]:
    """Return what stands at the places of the keyword at a place, in a text or in another one."""
    sought = sought_at(read_document(text), at)
    if sought is None:
        return []
    document = read_document(text if elsewhere is None else elsewhere)
    spans = [span for span in occurrences(document.placed(), sought) if span is not None]
    return [span.of(document.text) for span in spans]


def record(lines: str) -> str:
    return f"TY  - JOUR\n{lines}\nER  - \n\n"


@pytest.mark.parametrize("lines", [LINES, JOINED, "KW  - sand；Water؛ filter beds"])
@pytest.mark.parametrize("word", ["sand", "water", "filter beds"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_of_several_keywords_is_found(lines: str, word: str, end: str) -> None:
    text = record(lines).replace("\n", end)
    at = text.casefold().index(word)
    other = record(f"DE  - {word.upper()}").replace("\n", end)
    there = other.index(word.upper())
    for place in (at, at + 1, at + len(word)):
        assert [each.casefold() for each in keyword_places(text, place)] == [word]
        assert keyword_places(text, place, other) == [word.upper()]
    assert [each.casefold() for each in keyword_places(other, there, text)] == [word]
    damaged = other + text.replace("TY  - JOUR", "TY -JOUR") + text.replace("ER  - ", "")
    assert [each.casefold() for each in keyword_places(other, there, damaged)] == [word, word, word]


def test_a_keyword_that_was_wrapped_is_one() -> None:
    text = record("KW  - sand, water and\nfilter beds; Diabetes Mellitus,\r\n  Type 2; b")
    whole = "Diabetes Mellitus,\r\n  Type 2"
    assert keyword_places(text, text.index("Mellitus")) == [whole]
    assert keyword_places(text, text.index("Type")) == [whole]
    assert keyword_places(record("KW  - Diabetes mellitus, Type 2"), 20, text) == [whole]
    assert keyword_places(record("KW  - filter beds"), 20, text) == []


def test_between_two_keywords_stands_none() -> None:
    text = record("KW  - sand ; water")
    assert sought_at(read_document(text), text.index(" ;") + 1) is None


def test_a_wrapped_text_is_no_keyword() -> None:
    text = record("AB  - sand\nwater")
    assert keyword_places(text, text.index("water")) == []
    assert keyword_places(record("KW  - water"), 20, text) == []


@given(RISLIKE)
def test_what_others_can_choose_is_found(text: str) -> None:
    """Every keyword that is counted, and that would be offered, is one that is found."""
    document = read_document(text)
    for block in document.blocks:
        for keyword in values_of(block).get(KEYWORD, ()):
            sought = sought_at(read_document(f"KW  - {keyword}"), 6)
            assert sought is not None
            assert any(occurrences([(0, block)], sought))


@pytest.mark.parametrize("value", ["- ", "a", "KW  - a", "Aa1 -", "\n", "\r\n", "; ", "/ ", "a; "])
def test_the_time_is_that_of_reading(value: str) -> None:
    document = read_document("TY  - JOUR\nKW  - a\n")
    sought = sought_at(document, 18)
    assert sought is not None
    assert not is_too_steep(lambda size: lambda: sought.may_stand_in(value * size))
    assert not is_too_steep(
        lambda size: lambda: list(occurrences([(0, Block(f"AB  - {value * size}"))], sought))
    )


@pytest.mark.parametrize(
    ("line", "part", "other"),
    [
        ("AU  - Doe, Jane; Roe, Rick", "Roe", "A2  - ROE, RICK"),
        ("AU  - Doe, Jane; Roe, Rick", "Doe", "AU  - Doe, Jane"),
        ("DO  - 10.1000/x1; 10.1000/y1", "y1", "DO  - https://doi.org/10.1000/Y1"),
        ("DO  - 10.1000/x1; 10.1000/y1", "x1", "N1  - doi: 10.1000/x1"),
    ],
)
def test_each_of_several_names_and_dois_is_found(line: str, part: str, other: str) -> None:
    text, there = record(line), record(other)
    wanted = next(each for each in line[6:].split("; ") if part in each)
    assert keyword_places(text, text.index(part)) == [wanted]
    assert keyword_places(text, text.index(part), there) == [other[6:]]
    assert keyword_places(there, 20, text) == [wanted]
