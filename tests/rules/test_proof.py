"""What the check before writing lets through, and what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.rules.model import Removal
from ris_ls.rules.proof import losses, outside_class, rispy_reads, taken_out, words
from ris_ls.text import Edit

RECORD = """TY  - JOUR
AU  - Doe, Jane
AU  - Roe, Richard
TI  - On damaged exports
KW  - harvest
SP  - 12-15
DO  - 10.5555/abc-def
ER  -
"""


def changed(old: str, new: str, text: str = RECORD) -> list[str]:
    """Return what is lost when ``old`` becomes ``new`` in a text."""
    assert text.count(old) == 1
    return losses(text, text.replace(old, new))


def test_nothing_changed_nothing_lost() -> None:
    assert losses(RECORD, RECORD) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TI  - On damaged exports", "TI  - On exports"),
        ("KW  - harvest\n", ""),
        ("AU  - Roe, Richard\n", ""),
        ("TI  - On damaged exports", "TI  - On demagad exports"),  # the same letters
        ("SP  - 12-15", "SP  - 12"),
    ],
)
def test_a_lost_word_is_seen(old: str, new: str) -> None:
    assert changed(old, new)[0].startswith("words would be lost: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("KW  - harvest", "N1  - harvest"),  # to another field
        ("KW  - harvest\n", "harvest\n"),  # into the value before
        ("AU  - Roe, Richard\n", "Roe, Richard\n"),
        ("TI  - On damaged exports", "CC  - On damaged exports"),  # where rispy does not look
        ("TY  - JOUR\nAU  - Doe, Jane\n", "AU  - Doe, Jane\nTY  - JOUR\n"),  # before the record
        ("TI  - On damaged exports", "TI  -On damaged exports"),  # rispy reads "n damaged"
        ("TI  - On damaged exports", "TI  - \nTI  - On damaged exports"),  # rispy keeps the first
    ],
)
def test_a_value_that_leaves_its_field_is_seen(old: str, new: str) -> None:
    assert changed(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ER  -\n", ""),
        ("ER  -\n", "ER -\n"),
        ("TY  - JOUR\n", "\ufeffTY  - JOUR\n"),
    ],
)
def test_a_lost_record_is_seen(old: str, new: str) -> None:
    assert "rispy would read 0 instead of 1 records" in changed(old, new)


def test_a_value_that_citation_js_would_cut_is_seen() -> None:
    before = "TY  - JOUR\nAB  - From -10 to  -\u00a08 degrees\nER  - \n"
    assert losses(before, before.replace("\u00a0", " ")) == [
        "citation-js would cut a value at the hyphen in it"
    ]
    assert losses(before, before.replace("  -\u00a0", " -\u00a0")) == []


def test_a_bent_line_is_seen() -> None:
    assert changed("TY  - JOUR\n", "TY - JOUR\n") == [
        "a sound line would become one that not every program reads"
    ]


def test_words_run_together_are_seen() -> None:
    assert changed("12-15", "1215") == ["words would be run together: 12, 15"]
    assert losses("A  b", "Ab", ["\u200b"]) == [], "an edit that declares a class may do it"


def test_letters_elsewhere_do_not_make_up_for_a_word() -> None:
    text = RECORD.replace("ER  -\n", "")
    added = text.replace("TI  - On damaged exports", "TI  - On exports\nN1  - egad dam\n")
    assert losses(text, added)[0] == "words would be lost: damaged"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("AU  - Doe, Jane\nAU  - Roe, Richard", "AU  - Doe,Jane\nAU  - Roe, Richard"),
        ("KW  - harvest", "KW  - HARVEST"),
        ("SP  - 12-15", "SP  - 12-15\nEP  - 15"),
        ("10.5555/abc-def", "10.5555/abc-def\nN1  - more"),
        ("KW  - harvest", "\nKW  - harvest  \n"),
        ("\n", "\r\n"),
        ("\n", "\r"),
    ],
)
def test_layout_case_and_additions_are_no_loss(old: str, new: str) -> None:
    assert losses(RECORD, RECORD.replace(old, new)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("AU - Doe, Jane", "AU  - Doe, Jane"),
        ("au  - Doe, Jane", "AU  - Doe, Jane"),
        ("  AU  - Doe, Jane", "AU  - Doe, Jane"),
        ('"AU  - Doe, Jane"', "AU  - Doe, Jane"),
        ("LP  - 17", "EP  - 17"),  # no importer reads LP
        ("VO  - 17", "VL  - 17"),
        ("AU  - Doe, J.; Roe, R.", "AU  - Doe, J.\nAU  - Roe, R."),
        ("KW  - one\ntwo", "KW  - one\nKW  - two"),
        ("TI  - One\ntwo", "TI  - One two"),
        ("SN  - 12345679", "SN  - 1234-5679"),
        ("SP  - 383\nEP  - 93", "SP  - 383\nEP  - 393"),
        ("AB  - One.\nAB  - (c) Two", "AB  - One.\nN1  - (c) Two"),  # rispy reads one AB alone
        ("TI  - Cafe\u0301", "TI  - Café"),
    ],
)
def test_mending_is_no_loss(before: str, after: str) -> None:
    frame = "TY  - JOUR\n{}\nPY  - 2020\nER  - \n"
    assert losses(frame.format(before), frame.format(after)) == []


def test_a_mended_line_may_leave_the_value_that_rispy_took_it_into() -> None:
    before = "TY  - JOUR\nTI  - A title\nau - Doe, Jane\nER  - \n"
    assert losses(before, before.replace("au - ", "AU  - ")) == []


def test_a_mended_line_may_come_before_one_that_rispy_read() -> None:
    before = "TY  - JOUR\nSP - 17\nSP  - 18\nER  - \n"
    assert losses(before, before.replace("SP - 17", "SP  - 17")) == []
    empty = before.replace("SP - 17", "SP -")
    assert losses(empty, empty.replace("SP -\n", "SP  - \n")), "an empty one may not"


def test_an_untagged_line_may_come_to_be_read_as_a_field() -> None:
    before = "TY  - JOUR\nVL  - 10\nIS - 97; &amp;lt;#\nfor x\nER  - \n"
    after = before.replace("&amp;lt;", "<")
    assert losses(before, after, ["amp", "lt"]) == []


def test_a_collapsed_record_may_be_taken_apart() -> None:
    before = "TY - JOUR AU - Doe, Jane TI - A title PY - 2020 ER -\n"
    after = "TY  - JOUR\nAU  - Doe, Jane\nTI  - A title\nPY  - 2020\nER  - \n"
    assert losses(before, after) == []
    assert losses(before, after.replace("Jane", "J"))[0] == "words would be lost: jane"


def test_removed_text_may_go_and_no_more() -> None:
    text = RECORD.replace("ER  -", "VL  - undefined\nER  -")
    line = "VL  - undefined\n"
    assert losses(text, RECORD, [line]) == []
    assert losses(text, RECORD.replace("harvest", ""), [line]) == ["words would be lost: harvest"]


def test_entities_are_cut_otherwise_and_not_lost() -> None:
    before = RECORD.replace("Doe, Jane", "M&uuml;ller, Zo&#235;")
    after = RECORD.replace("Doe, Jane", "Müller, Zoë")
    assert losses(before, after, ["&uuml;", "&#235;"]) == []
    assert losses(before, after.replace("ller", ""), ["&uuml;", "&#235;"])


def test_a_letter_is_no_invisible_character() -> None:
    text = "AB  - a\u200bb\n"
    assert not outside_class(text, "AB  - ab\n", [("invisible character", Edit(7, 8, ""))])
    found = outside_class(text, "AB  - \u200bb\n", [("invisible character", Edit(6, 7, ""))])
    assert found == ["letters would be removed as invisible characters: a"]


def test_the_original_of_a_duplicate_stays() -> None:
    text = "KW  - one\nKW  - One\nKW  - two\n"
    second, third = Edit(10, 20, ""), Edit(20, 30, "")
    assert not outside_class(text, "KW  - one\nKW  - two\n", [("exact duplicate", second)])
    assert outside_class(text, "KW  - one\nKW  - One\n", [("exact duplicate", third)]) == [
        "removed as a duplicate, yet not there twice: two"
    ]
    both: list[tuple[Removal, Edit]] = [
        ("exact duplicate", Edit(0, 10, "")),
        ("exact duplicate", second),
    ]
    assert outside_class(text, "KW  - two\n", both)


def test_a_duplicate_inside_a_value() -> None:
    text = "AU  - Doe; Doe; Roe\n"
    assert not outside_class(text, "AU  - Doe; Roe\n", [("exact duplicate", Edit(9, 14, ""))])
    assert outside_class(text, "AU  - Doe; Doe\n", [("exact duplicate", Edit(14, 19, ""))])


DATED = """TY  - JOUR
DA  - SEP 22
PY  - 2001
TI  - On SEP 22
ER  -
"""


def rewritten(old: str, new: str, text: str = DATED) -> list[str]:
    """Return what is outside of its class when ``old`` is rewritten as the date ``new``."""
    at = text.index(old)
    after = text[:at] + new + text[at + len(old) :]
    return outside_class(text, after, [("rewritten date", Edit(at, at + len(old), new))])


def test_a_rewritten_date_names_the_same_day() -> None:
    assert rewritten("SEP 22", "2001/09/22/") == []
    assert rewritten("SEP", "2001/09") != []
    assert rewritten("SEP 22", "2001/09/21/") == [
        "DA `SEP 22` would name another date, or lose words"
    ]
    assert rewritten("SEP 22", "2002/09/22/"), "no field of the record names that year"
    assert rewritten("SEP 22", ""), "no date is left"
    assert rewritten("2001", "2001/09/22/"), "PY does not name a day"


def test_a_rewritten_date_keeps_its_words() -> None:
    text = DATED.replace("DA  - SEP 22", "DA  - SEP-OCT")
    assert rewritten("SEP-OCT", "2001/09//Sep-Oct", text) == []
    assert rewritten("SEP-OCT", "2001/09//", text)


def test_a_rewritten_date_takes_no_year_from_another_record() -> None:
    text = DATED.replace("PY  - 2001\n", "") + DATED.replace("DA  - SEP 22\n", "")
    assert rewritten("SEP 22", "2001/09/22/", text)


def test_only_a_date_can_be_rewritten_as_one() -> None:
    assert rewritten("On SEP 22", "2001/09/22/") == [
        "rewritten as a date, yet in no date: On SEP 22"
    ]
    assert rewritten("DA  - SEP 22", "DA  - 2001/09/22/"), "the tag is no part of it"


def test_each_rewritten_date_is_looked_at() -> None:
    first, second = "2001/09/22/", "2001/09/23/"
    text = DATED + DATED
    edits: list[tuple[Removal, Edit]] = []
    for at, new in ((text.index("SEP 22"), first), (text.index("SEP 22", len(DATED)), second)):
        edits.append(("rewritten date", Edit(at, at + 6, new)))
    assert len(outside_class(text, text, edits)) == 1


def test_taken_out() -> None:
    assert taken_out("DO  - https://doi.org/10.1/x", Edit(6, 22, "")) == "https doi org"
    assert taken_out("N1  - a\nDO  - null\n", Edit(8, 19, "")) == "null"
    assert taken_out("TY  - GENERIC", Edit(9, 13, "")) == "generic"
    assert taken_out("AU  - M&uuml;ller", Edit(7, 13, "ü")) == "m uuml ller"


def test_words() -> None:
    text = "TY  - JOUR\nTI  - One two\nthree\nER  - \n"
    assert sorted(words(text).elements()) == ["jour", "one", "three", "two"]


def test_rispy_reads() -> None:
    assert rispy_reads(RECORD * 3) == 3
    assert rispy_reads(RECORD.replace("\n", "\r")) == 1
    assert rispy_reads(RECORD + "TY  - JOUR\n\nER  - \n") == 0, "rispy raises here"


@given(st.text(), st.text())
def test_never_raises(before: str, after: str) -> None:
    losses(before, after)
    assert losses(before, before) == []
