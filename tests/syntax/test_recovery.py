"""The fields of a collapsed record are found again, and a look-alike is not taken for one."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ris_ls.syntax import Recovery, recover
from tests.conftest import CORPUS
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE

Fields = list[tuple[str, str]]

# The order of HighWire, names in the order of a title page, an abstract that was cut off.
EXPORT: Fields = [
    ("TY", "JOUR"),
    ("T1", "On the recovery of line breaks: a modest, self-limiting plan?"),
    ("JF", "Journal of Damaged Exports"),
    ("JO", "J Dam Exp"),
    ("SP", "860"),
    ("LP", "866"),
    ("DO", "10.1000/jde-2021-014447"),
    ("VL", "31"),
    ("IS", "12"),
    ("AU", "Jane E Doe"),
    ("AU", "Rick H Roe"),
    ("Y1", "2022/12/01"),
    ("UR", "http://journal.example.org/content/31/12/860.abstract"),
    (
        "N2",
        "Lost line breaks have produced undeniable grief. However, we predict that the way in "
        "which exports are copied will lead to more of it, particularly where pages collapse "
        "blanks. We contend that a list of tags alone is not enough to mend …",
    ),
    ("ER", ""),
]

ABSTRACT = (
    "Background: Exports are copied from web pages and their line breaks are lost. Methods: We "
    "took sound records, joined their lines by blanks and cut them again at the tags. Results: "
    "Of all the breaks that were lost nearly all came back, and those that did not were shown "
    "to a person. Conclusion: A tag between two blanks is not yet a field."
)

RECORD: Fields = [
    ("TY", "JOUR"),
    ("AU", "Doe, Jane"),
    ("AU", "Roe, Rick"),
    ("TI", "Effects of lost line breaks on the import of references"),
    ("T2", "Journal of Damaged Exports"),
    ("AB", ABSTRACT),
    ("KW", "line breaks"),
    ("KW", "web pages"),
    ("PY", "2021"),
    ("VL", "12"),
    ("IS", "3"),
    ("SP", "45"),
    ("EP", "67"),
    ("DO", "10.1000/182"),
    ("ER", ""),
]

STYLES = ("one blank", "two blanks", "glued")


def collapsed(fields: Fields, style: str = "one blank") -> str:
    if style == "one blank":
        return " ".join(f"{tag} - {value}".strip() for tag, value in fields)
    return ("" if style == "glued" else " ").join(f"{tag}  - {value}" for tag, value in fields)


def fields(text: str, recovery: Recovery) -> Fields:
    return [(each.tag, each.value(text)) for each in recovery.breaks]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("wanted", [EXPORT, RECORD], ids=["export", "record"])
def test_a_whole_record_comes_back_with_certainty(wanted: Fields, style: str) -> None:
    text = collapsed(wanted, style)
    recovery = recover(text)
    assert fields(text, recovery) == wanted
    assert recovery.certain
    assert not recovery.doubtful


def test_the_record_this_project_began_with() -> None:
    folder = CORPUS.parent.parent / "seed"
    if not folder.is_dir():
        pytest.skip("the record does not lie beside this checkout")
    for path in folder.glob("*.txt"):
        text = path.read_text(encoding="utf-8").rstrip("\n")
        recovery = recover(text)
        assert [each.tag for each in recovery.breaks] == [tag for tag, _ in EXPORT]
        assert recovery.certain


@pytest.mark.parametrize("tag", ["AB", "IS", "AU", "ER", "TY", "PY", "KW", "SP", "DO", "UR", "N1"])
@pytest.mark.parametrize("without", [False, True], ids=["elsewhere too", "nowhere else"])
def test_a_look_alike_in_an_abstract_stays_text(tag: str, without: bool) -> None:
    removed = {tag} - {"TY", "ER", "AB"} if without else set()
    kept = [field for field in RECORD if field[0] not in removed]
    for seed in range(6):
        words = ABSTRACT.split(" ")
        at = random.Random(f"{tag}{seed}").randrange(8, len(words) - 8)
        longer = " ".join([*words[:at], tag, "-", *words[at:]])
        wanted = [(t, longer if t == "AB" else value) for t, value in kept]
        text = collapsed(wanted)
        recovery = recover(text)
        if fields(text, recovery) != wanted:
            assert not recovery.certain, (longer, fields(text, recovery))
            # Nothing that was there may be lost for it.
            assert {t for t, _ in wanted} <= {t for t, _ in fields(text, recovery)}


@pytest.mark.parametrize("tag", ["AB", "IS", "AU", "ER", "TY", "PY", "KW", "SP", "DO", "UR", "N1"])
def test_a_look_alike_in_a_title_is_never_a_field_with_certainty(tag: str) -> None:
    title = "Effects of lost line breaks on the import of references"
    words = title.split(" ")
    for at in range(1, len(words) - 1):
        longer = " ".join([*words[:at], tag, "-", *words[at:]])
        wanted = [(t, longer if t == "TI" else value) for t, value in RECORD]
        text = collapsed(wanted)
        recovery = recover(text)
        assert fields(text, recovery) == wanted or not recovery.certain, longer


def test_a_look_alike_in_an_abstract_is_named_with_its_place() -> None:
    wanted = [
        (tag, value.replace("nearly all", "group IS - nearly all") if tag == "AB" else value)
        for tag, value in RECORD
    ]
    text = collapsed(wanted)
    recovery = recover(text)
    assert fields(text, recovery) == wanted
    (look_alike,) = recovery.rejected
    assert (look_alike.tag, look_alike.start) == ("IS", text.index("IS - nearly"))
    assert look_alike.confidence < 0.05
    assert recovery.certain


def test_without_its_end_a_record_is_never_certain() -> None:
    text = collapsed(RECORD[:-1])
    recovery = recover(text)
    assert fields(text, recovery) == RECORD[:-1]
    assert not recovery.complete
    assert not recovery.certain


def test_an_abstract_that_was_cut_off_ends_at_the_next_field() -> None:
    cut = [(tag, value[:150] + " …" if tag == "AB" else value) for tag, value in RECORD]
    text = collapsed(cut)
    assert fields(text, recover(text)) == cut
    assert recover(text).certain


def test_two_abstracts_are_never_certain_with_single_blanks() -> None:
    second = ("AB", "Breaks are lost. " + ABSTRACT)
    twice = [*RECORD[:6], second, *RECORD[6:]]
    text = collapsed(twice)
    recovery = recover(text)
    assert not recovery.certain
    assert {each.tag for each in recovery.doubtful} == {"AB"}


@pytest.mark.parametrize("kind", ["", "Journal Article", "XYZ"])
def test_a_record_begins_at_its_first_type_whatever_that_says(kind: str) -> None:
    wanted = [("TY", kind), ("TI", "On TY - the tag of lost records"), *RECORD[1:3], *RECORD[4:]]
    text = collapsed(wanted)
    assert fields(text, recover(text)) == wanted


def test_a_type_that_is_none_makes_it_a_guess() -> None:
    text = "TY - A whole title where a type belongs, nothing more " + collapsed(RECORD[1:])
    assert not recover(text).certain


def test_empty_fields_come_back() -> None:
    empty = [(tag, "" if tag in ("VL", "IS") else value) for tag, value in RECORD]
    text = collapsed(empty)
    assert fields(text, recover(text)) == empty


@pytest.mark.parametrize("style", STYLES)
def test_a_tag_that_nobody_knows_is_not_taken_on_trust(style: str) -> None:
    text = collapsed([*RECORD[:5], ("QX", "some text"), *RECORD[5:]], style)
    recovery = recover(text)
    assert not recovery.certain
    assert "QX" in {each.tag for each in recovery.doubtful}


@pytest.mark.parametrize("style", STYLES)
def test_a_file_on_one_line(style: str) -> None:
    wanted = [*RECORD, *EXPORT, *RECORD]
    text = collapsed(wanted, style) if style != "glued" else collapsed(wanted, "two blanks")
    recovery = recover(text)
    assert fields(text, recovery) == wanted
    assert recovery.certain


def test_records_that_lost_their_ends_are_told_apart_by_their_types() -> None:
    wanted = [*RECORD[:-1], *EXPORT[:-1]]
    text = collapsed(wanted)
    assert fields(text, recover(text)) == wanted


def test_lower_case_tags() -> None:
    text = " ".join(f"{tag.lower()} - {value}".strip() for tag, value in RECORD)
    recovery = recover(text)
    assert fields(text, recovery) == RECORD
    assert recovery.certain


def test_one_blank_and_no_line_break_at_all() -> None:
    text = "".join(f"{tag} - {value}" for tag, value in RECORD)
    assert fields(text, recover(text)) == RECORD


@pytest.mark.parametrize("blank", ["\t", "\u00a0", "\n", "\r\n"])
def test_what_stands_between_the_fields(blank: str) -> None:
    text = blank.join(f"{tag}  - {value}" for tag, value in RECORD)
    assert fields(text, recover(text)) == RECORD


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("style", STYLES[:2])
def test_a_line_that_was_wrapped_again(style: str, end: str) -> None:
    words = collapsed(RECORD, style).split(" ")
    for width in range(3, 9):
        text = end.join(" ".join(words[at : at + width]) for at in range(0, len(words), width))
        recovery = recover(text)
        joined = [(tag, value.replace(end, " ")) for tag, value in fields(text, recovery)]
        # A break between the two blanks of a tag leaves one, which makes it a guess.
        assert joined == RECORD or (style == "two blanks" and not recovery.certain)


def test_text_in_front_is_left_out_and_closing_quotes_are_no_value() -> None:
    text = '12. "' + collapsed(RECORD) + '"'
    recovery = recover(text)
    assert fields(text, recovery) == RECORD
    assert recovery.breaks[0].start == 5


@pytest.mark.parametrize(
    "text", ["", "AU - Doe, Jane TI - On lines", "TYPE - a word", "TY", "- - -"]
)
def test_a_line_without_a_type_has_no_breaks(text: str) -> None:
    assert recover(text) == Recovery(())
    assert recover(text).confidence == 0


def test_addresses_are_not_cut() -> None:
    wanted = [*RECORD[:-1], ("UR", "https://example.org/a-AU-b?TI-1"), RECORD[-1]]
    text = collapsed(wanted)
    assert fields(text, recover(text)) == wanted


@settings(max_examples=200, deadline=None)
@given(RISLIKE, st.sampled_from(["", "TY - JOUR ", "ty - jour ", "TY  - JOURTI  - x", "[TY -JOUR"]))
def test_breaks_are_ordered_and_inside_the_text(text: str, front: str) -> None:
    line = front + text
    recovery = recover(line)
    places = [each.start for each in recovery.breaks]
    assert places == sorted(set(places))
    end = 0
    for each in recovery.breaks:
        assert end <= each.start < each.value_start <= each.value_end <= len(line)
        assert 0 <= each.confidence <= 1
        assert line[each.start : each.start + 2].upper() == each.tag
        end = each.value_end
    assert all(each.confidence < 0.5 or each in recovery.doubtful for each in recovery.rejected)


@pytest.mark.parametrize(
    "piece",
    [
        "Of all lines one was lost (n = 12). ",
        "In group AB - the larger one - IS - 12 was usual. ",
        "AU - ",
        "AU AB - IS-",
        "TY - JOUR TI - On lines AU - Doe, Jane PY - 2020 SP - 1 EP - 2 ER - ",
        " ",
        "(((",
    ],
)
def test_long_lines_take_linear_time(piece: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        return partial(recover, ("TY - JOUR TI - x AB - " + piece * length)[:length])

    assert not is_too_steep(prepare, 200_000)


def test_among_tags_with_two_blanks_an_er_with_one_is_a_word() -> None:
    recovery = recover("TY  - JOUR TI  - The ER - a place AU  - Doe, Jane PY  - 2020 ER  - ")
    assert [each.tag for each in recovery.breaks] == ["TY", "TI", "AU", "PY", "ER"]
    assert recovery.certain


@pytest.mark.parametrize(
    "opening", ["\ufeffTY - BOOK", "(TY - BOOK", "[TY  - BOOK", "TY -BOOK", "ty -book"]
)
def test_the_first_ty_is_found_whatever_stands_around_it(opening: str) -> None:
    found = recover(f"{opening} AU - Doe, Jane PY - 2020 ER - ").breaks
    assert (found[0].tag, found[0].start) == ("TY", opening.upper().index("TY"))
    assert [each.tag for each in recover(opening).breaks] == ["TY"]
