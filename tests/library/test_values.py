"""What is found of the values of some files depends on these alone, not on how they came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.library import DocumentShelf, Library, Shelf, Vocabulary, catalogue, values_of
from ris_ls.library import values as module
from ris_ls.library.facts import folded
from ris_ls.library.values import ABBREVIATION, JOURNAL, KEYWORD, NAME, SERIAL, Said, Use, kind_of
from ris_ls.syntax import read_document
from ris_ls.text import Document, Edit, pages


def said(*lines: str, type_code: str = "JOUR") -> Said:
    text = "\n".join([f"TY  - {type_code}", *lines, "ER  - ", ""])
    (block,) = read_document(text).blocks
    return values_of(block)


def texts(uses: Iterable[Use]) -> list[str]:
    return [use.text for use in uses]


def vocabulary_of(*records: Said) -> Vocabulary:
    vocabulary = Vocabulary()
    values = vocabulary.open()
    for record in records:
        values.add(record)
    return vocabulary


def as_lists(found: Said) -> dict[str, list[str]]:
    return {kind: list(texts) for kind, texts in found.items()}


# -- what a record says -----------------------------------------------------------------------


def test_what_is_collected() -> None:
    found = said(
        *("AU  - Doe, Jane", "A2  - Roe, Rita", "AU  - Doe, Jane", "TI  - A title", "T2  - Nature"),
        *(
            "J2  - Nat.",
            "SN  - 0028-0836 (Print)",
            "KW  - Humans",
            "PB  - Springer",
            "CY  - Berlin",
        ),
        *("LA  - en", "DB  - Scopus", "DP  - Elsevier", "AB  - Text", "SP  - 12", "PY  - 2020"),
    )
    assert as_lists(found) == {
        NAME: ["Doe, Jane", "Roe, Rita"],
        JOURNAL: ["Nature"],
        ABBREVIATION: ["Nat."],
        SERIAL: ["0028-0836"],
        KEYWORD: ["Humans"],
        "publisher": ["Springer"],
        "city": ["Berlin"],
        "language": ["en"],
        "database_name": ["Scopus"],
        "database_provider": ["Elsevier"],
    }


@pytest.mark.parametrize(
    ("type_code", "code", "kind"),
    [
        ("JOUR", "T2", JOURNAL),
        ("EJOUR", "JF", JOURNAL),
        ("NEWS", "T2", JOURNAL),
        ("CHAP", "T2", "book title"),
        ("CHAP", "BT", "book title"),
        ("CHAP", "T3", "series title"),
        ("BOOK", "T2", "series title"),
        ("CONF", "T2", "conference name"),
        ("THES", "PB", "university"),
        ("JOUR", "PB", "publisher"),
        ("JOUR", "PP", "city"),
        ("BOOK", "SN", ""),
        ("JOUR", "SN", SERIAL),
        ("", "T2", "secondary title"),
        ("", "JF", JOURNAL),
        ("NO SUCH", "JO", JOURNAL),
        ("JOUR", "TI", ""),
        ("JOUR", "N1", ""),
        ("JOUR", "XX", ""),
    ],
)
def test_what_a_tag_means_for_the_type(type_code: str, code: str, kind: str) -> None:
    assert kind_of(code, type_code, ()) == kind


def test_beside_the_full_name_jo_is_the_short_one() -> None:
    assert as_lists(said("JO  - Nat. Med.", "T2  - Nature Medicine"))[ABBREVIATION] == ["Nat. Med."]
    assert as_lists(said("JO  - NATURE", "JF  - Nature")) == {JOURNAL: ["Nature"]}
    assert as_lists(said("JO  - Nature")) == {JOURNAL: ["Nature"]}
    assert kind_of("JO", "JOUR", {"T2"}) == ABBREVIATION
    assert kind_of("JO", "JOUR", {"TI"}) == JOURNAL


def test_several_in_one_field_and_what_says_nothing() -> None:
    found = as_lists(
        said("AU  - Doe, Jane; Roe, Rita", "KW  - ravens; crows", "KW  - ", "LA  - N/A")
    )
    assert found == {NAME: ["Doe, Jane", "Roe, Rita"], KEYWORD: ["ravens", "crows"]}
    assert said("KW  - " + "x" * (module.LONGEST + 1)) == {}


@pytest.mark.parametrize(
    ("lines", "keywords"),
    [
        ("KW  - sand\nwater\n\n filter beds", ["sand", "water", "filter beds"]),
        ("KW  - \nsand\nwater", ["sand", "water"]),
        ("KW  - sand\nwater\nKW  - sand water\nDE  - gravel\nclay", None),
        ("KW  - sand; wet\nfilter beds; gravel", ["sand", "wet filter beds", "gravel"]),
        ("KW  - Diabetes Mellitus,\nType 2", ["Diabetes Mellitus, Type 2"]),
        ("KW  - sand；water؛ filter beds", ["sand", "water", "filter beds"]),
        ("KW  - one / two / three / four", ["one", "two", "three", "four"]),
        ("KW  - {sand; water}; clay", ["{sand; water}", "clay"]),
        ("KW  - Größe", ["Größe"]),
        ("KW  - " + "; ".join(f"word {n}" for n in range(99)), [f"word {n}" for n in range(99)]),
        ("KW  - " + "\n".join(f"word {n}" for n in range(99)), [f"word {n}" for n in range(99)]),
        ("KW  - a; " + "x" * (module.LONGEST + 1), ["a"]),
    ],
)
def test_several_keywords_in_one_field(lines: str, keywords: list[str] | None) -> None:
    if keywords is None:  # of two fields with the same words each in its way
        keywords = ["sand", "water", "gravel", "clay"]
    assert as_lists(said(lines)) == {KEYWORD: keywords}
    (block,) = read_document(f"ty -JOUR\n{lines}\n".replace("\n", "\r\n")).blocks
    assert as_lists(values_of(block)) == {KEYWORD: keywords}


def test_damaged_records() -> None:
    (block,) = read_document("TY - CHAP\nau - Doe, Jane\rT2 -Ravens\r\nKW  - 😀\n").blocks
    assert as_lists(values_of(block)) == {
        NAME: ["Doe, Jane"],
        "book title": ["Ravens"],
        KEYWORD: ["😀"],
    }
    line = "TY - JOUR AU - Doe, Jane T2 - Nature SN - 0028-0836 PY - 2020 ER -\n"
    (block,) = read_document(line).blocks
    assert as_lists(values_of(block))[JOURNAL] == ["Nature"]


# -- what is found ----------------------------------------------------------------------------


def names(*values: str) -> Vocabulary:
    return vocabulary_of(*({NAME: [value]} for value in values))


def test_the_beginning_of_any_word_whatever_case_accents_and_signs() -> None:
    found = names("Müller, Jane", "Doe, Janet", "de la Mull, J.", "Mulligan, X.")
    assert texts(found.find(NAME, "MULL", 9)) == ["Mulligan, X.", "Müller, Jane", "de la Mull, J."]
    assert texts(found.find(NAME, "muller j", 9)) == ["Müller, Jane"]
    assert texts(found.find(NAME, "jane m", 9)) == ["Müller, Jane"]
    assert texts(found.find(NAME, "jane, ", 9)) == ["Müller, Jane"]
    assert texts(found.find(NAME, "uller", 9)) == []
    assert texts(found.find(NAME, "+", 9)) == []


def test_the_whole_first_then_the_most_used() -> None:
    found = names("Doe", "Doe, Jane", "Doe, Jane", "Doe, Ann", "Doe", "Roe, Doe")
    assert found.find(NAME, "doe", 9) == [
        ("Doe", 2),
        ("Doe, Jane", 2),
        ("Doe, Ann", 1),
        ("Roe, Doe", 1),
    ]
    assert texts(found.find(NAME, "doe", 2)) == ["Doe", "Doe, Jane"]
    assert texts(found.find(NAME, "", 2)) == ["Doe", "Doe, Jane"]


def test_spellings_are_one_value() -> None:
    found = names("DOE, J.", "Doe, J", "Doe, J", "Doe, K")
    assert found.find(NAME, "doe", 9) == [("Doe, J", 3), ("Doe, K", 1)]
    assert texts(found.find(NAME, "doe", 9, ["doe, j."])) == ["Doe, K"]


def test_what_is_being_typed_is_not_offered() -> None:
    found = names("Doe, J", "Doe, Jane")
    assert texts(found.find(NAME, "Doe, J", 9)) == ["Doe, Jane"]


def test_what_stands_beside_a_journal() -> None:
    first = said("T2  - Nature Medicine", "J2  - Nat. Med.", "SN  - 1078-8956")
    other = said("JF  - NATURE MEDICINE", "JA  - Nature Medicine", "SN  - 1546-170X 1078-8956")
    found = vocabulary_of(first, other, said("T2  - Nature", "J2  - Nat.", "SN  - 0028-0836"))
    assert found.beside("Nature medicine", ABBREVIATION) == ["Nat. Med."]
    assert found.beside("Nature medicine", SERIAL) == ["1078-8956", "1546-170X"]
    assert texts(found.find(ABBREVIATION, "", 9, (), "Nature Medicine")) == ["Nat. Med."]
    assert texts(found.find(ABBREVIATION, "nat", 9, (), "Nature Medicine"))[0] == "Nat. Med."
    assert texts(found.find(SERIAL, "", 9, (), "Nature")) == ["0028-0836"]
    assert found.find(SERIAL, "", 9) == []


# -- however it came --------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["Doe", "Döe", "doe", "Jane", "J.", "of", "Ravens", "😀", "王", "R&amp;D", "+"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {}, optional={kind: st.lists(TEXTS, max_size=3, unique=True) for kind in (NAME, KEYWORD)}
    ),
    max_size=12,
)
TYPED = st.sampled_from(
    ["", "d", "doe", "doe j", "j doe", "jane", "jane ", "rav", "王", "😀", "r d", "x"]
)


def expected(records: Iterable[Said], kind: str, typed: str) -> dict[str, int]:
    """Return how often each value is used that has all that was typed; the slow, plain way."""
    words = folded(typed).split()
    if typed and not words:
        return {}
    counts = Counter(text for record in records for text in record.get(kind, ()))
    found: Counter[str] = Counter()
    for text, count in counts.items():
        there = folded(text).split()
        ended = words[-1:] if typed[-1:].isspace() else []
        if (
            all(any(each.startswith(word) for each in there) for word in words)
            and all(word in there for word in ended)
            and not (count == 1 and text == typed.strip())
        ):
            found[module._spelling(text)] += count
    return found


@given(RECORDS, RECORDS, st.data(), TYPED)
def test_only_what_is_there_is_found(
    mine: list[Said], others: list[Said], data: st.DataObject, typed: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW", data.draw(st.sampled_from([0, 3, 1000])))
        vocabulary = Vocabulary()
        first, second = vocabulary.open(), vocabulary.open()
        there: list[Said] = []
        for record in mine:
            first.add(record)
            there.append(record)
            for _ in zip(vocabulary.settle(), range(data.draw(st.integers(0, 9))), strict=False):
                pass  # begun, and perhaps not gone on with
            if data.draw(st.booleans()):
                first.remove(there.pop(data.draw(st.integers(0, len(there) - 1))))
        for record in others:
            second.add(record)
        if data.draw(st.booleans()):
            vocabulary.close(second)
            others = []
        patch.setattr(module, "_FEW", 1000)
        before = vocabulary.find(NAME, typed, 1000)
        assert {module._spelling(use.text): use.records for use in before} == expected(
            [*there, *others], NAME, typed
        )
        for _ in vocabulary.settle():
            pass
        assert vocabulary.find(NAME, typed, 1000) == before


@given(RECORDS, TYPED)
def test_all_that_is_given_back_is_gone(records: list[Said], typed: str) -> None:
    vocabulary = Vocabulary()
    values = vocabulary.open()
    for record in records:
        values.add(record)
    for record in records[::-1]:
        values.remove(record)
    assert vocabulary.find(NAME, typed, 9) == []
    assert not any(values.counts.values())


def test_in_order_the_most_used_of_very_many_are_found() -> None:
    many = [{KEYWORD: [f"raven {number}"]} for number in range(5000)]
    vocabulary = vocabulary_of(*many, *many[4000:4004], *many[4000:4002])
    for _ in vocabulary.settle():
        pass
    assert texts(vocabulary.find(KEYWORD, "rav", 4)) == [f"raven {n}" for n in range(4000, 4004)]
    assert texts(vocabulary.find(KEYWORD, "4999", 4)) == ["raven 4999"]
    assert texts(vocabulary.find(KEYWORD, "49 rav", 1))
    assert len(vocabulary.find(KEYWORD, "", 50)) == 50


def test_what_is_gone_is_let_go() -> None:
    vocabulary = vocabulary_of(*({KEYWORD: [f"raven {number}"]} for number in range(3000)))
    other = vocabulary.open()
    other.add({KEYWORD: ["crow"]})
    for _ in vocabulary.settle():
        pass
    vocabulary.close(vocabulary._files[0])
    for _ in vocabulary.settle():
        pass
    assert sum(map(len, vocabulary._lists[KEYWORD])) == 1
    assert texts(vocabulary.find(KEYWORD, "", 9)) == ["crow"]


# -- with the records of a document -----------------------------------------------------------


def record(author: str, journal: str) -> str:
    return f"TY  - JOUR\nAU  - {author}\nT2  - {journal}\nSN  - 0028-0836\nER  - \n\n"


PARTS = st.lists(
    st.sampled_from(
        [
            record("Doe, Jane", "Nature"),
            record("Doe, Jane", "Science"),
            "TY  - JOUR\nKW  - ravens\nER  - \n\n",
            "KW  - outside\n",
            "TY - JOUR AU - Doe, Jane T2 - Nature ER -\r\n",
        ]
    ),
    max_size=10,
).map("".join)


def run(shelf: DocumentShelf, document: Document, steps: int | None = None) -> None:
    for number, _ in enumerate(shelf.update(document)):
        if number == steps:
            return


@given(PARTS, st.data())
def test_after_edits_the_values_are_as_if_read_anew(text: str, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "LARGEST_PAGE", 3)
        patch.setattr(pages, "SMALLEST_PAGE", 1)
        document = read_document(text)
        shelf = DocumentShelf("", Library())
        run(shelf, document)
        for _ in range(data.draw(st.integers(1, 3))):
            start = data.draw(st.integers(0, len(document)))
            end = data.draw(st.integers(start, min(len(document), start + 60)))
            document.edit([Edit(start, end, data.draw(st.sampled_from(("", "x", "\nKW  - a\n"))))])
            run(shelf, document, data.draw(st.none() | st.integers(0, 4)))
        run(shelf, document)
        anew = DocumentShelf("", Library())
        run(anew, read_document(document.text))
        assert _without_empty(shelf.values.counts) == anew.values.counts
        assert shelf.values.beside == anew.values.beside


def _without_empty(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {kind: found for kind, found in counts.items() if found}


def test_values_of_a_record_that_says_nothing_else_are_found() -> None:
    shelf = DocumentShelf("", Library())
    run(shelf, read_document("TY  - JOUR\nKW  - ravens\nER  - \n"))
    assert texts(shelf.library.vocabulary.find(KEYWORD, "rav", 9)) == ["ravens"]


@pytest.mark.parametrize("spare", [-1, 0])
def test_values_of_a_large_document_are_never_counted(
    monkeypatch: pytest.MonkeyPatch, spare: int
) -> None:
    """It is large or not when it is first read: what was counted once is counted down later."""
    nature, science = record("Doe, Jane", "Nature"), record("Roe, Rita", "Science")
    document = read_document(nature + science)
    monkeypatch.setattr(catalogue, "LARGEST_WITH_VALUES", len(document) + spare)
    shelf = DocumentShelf("", Library())
    run(shelf, document)

    def found() -> list[str]:
        return texts(shelf.library.vocabulary.find(JOURNAL, "", 9))

    assert found() == ([] if spare < 0 else ["Nature", "Science"])
    document.edit([Edit(0, len(nature), "" if spare < 0 else nature.replace("Jane", "Jane Ruth"))])
    run(shelf, document)
    assert found() == ([] if spare < 0 else ["Nature", "Science"])
    document.edit([Edit(0, len(document), "")])
    run(shelf, document)
    assert found() == []


def test_a_file_that_is_closed_is_left_out_at_once() -> None:
    library = Library()
    shelf = Shelf("", library)
    shelf.values.add({NAME: ["Doe, Jane"]})
    shelf.close()
    shelf.close()
    assert library.vocabulary.find(NAME, "", 9) == []
