"""Which tag of one specification says what one of the other says: one for one, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.formatting.specifications import IN_2001, IN_2011, TagSet, conversion_edits, convert
from ris_ls.knowledge import reference_types, tag, tags
from ris_ls.syntax import read_record
from ris_ls.text import apply_edits


def converted(lines: str, to: TagSet, type_code: str = "JOUR") -> str:
    """Return the tags of a record, given with blanks between them, once they are converted."""
    values = {"CP": "3", "Y1": "2020", "DA": "2020/05/01"}
    fields = [
        f"{code}  - {values.get(code, f'value {at}')}\n" for at, code in enumerate(lines.split())
    ]
    text = f"TY  - {type_code}\n{''.join(fields)}ER  - \n"
    after = apply_edits(text, conversion_edits(read_record(text), to))
    assert [line[2:] for line in after.split("\n")] == [line[2:] for line in text.split("\n")]
    return " ".join(line[:2] for line in after.split("\n")[1:-2])


@pytest.mark.parametrize(
    ("type_code", "before", "after"),
    [
        ("JOUR", "A1 A1 T1 JF Y1 N2 CP", "AU AU TI T2 PY AB IS"),
        ("JOUR", "JF JO", "T2 J2"),
        ("JOUR", "JO", "T2"),
        ("JOUR", "JO JF J2", "JO T2 J2"),
        ("JOUR", "J1 JA JF", "J1 J2 T2"),
        ("JOUR", "T2 JO", "T2 J2"),
        ("JOUR", "T2 JF", "T2 JF"),
        ("JOUR", "T1 TI", "T1 TI"),
        ("JOUR", "A1 AU", "A1 AU"),
        ("JOUR", "Y1 PY", "Y1 PY"),
        ("JOUR", "Y1 DA", "Y1 DA"),
        ("JOUR", "N2 AB", "N2 AB"),
        ("JOUR", "EP L2 L3 AV U1 U5", "EP L2 L3 AV U1 U5"),
        ("BOOK", "BT JF", "TI JF"),
        ("BOOK", "T1 BT", "TI BT"),
        ("UNPB", "BT", "TI"),
        ("CHAP", "T1 BT ED CP", "TI T2 A2 CP"),
        ("CHAP", "ED A2", "ED A2"),
        ("BOOK", "ED", "A3"),
        ("BOOK", "ED A3", "ED A3"),
        ("RPRT", "ED", "ED"),
        ("EDBOOK", "ED", "AU"),
        ("JOUR", "ED", "A2"),
        ("CONF", "Y1 JF", "Y1 JF"),
        ("CASE", "A1", "A1"),
        ("NOPE", "A1 T1 JF", "AU TI T2"),
        ("WEB", "A1 T1", "AU TI"),
    ],
)
def test_to_2011(type_code: str, before: str, after: str) -> None:
    assert converted(before, "2011", type_code) == after
    assert converted(after, "2011", type_code) == after


@pytest.mark.parametrize(
    ("type_code", "before", "after"),
    [
        ("JOUR", "AU TI T2 DA AB", "AU TI JF Y1 N2"),
        ("JOUR", "PY DA", "PY DA"),
        ("JOUR", "T2 JO", "T2 JO"),
        ("JOUR", "AB N2", "AB N2"),
        ("CHAP", "T2", "T2"),
        ("EBOOK", "DA", "DA"),
        ("ELEC", "DA", "DA"),
        ("MGZN", "T2", "JF"),
        ("JOUR", "DO AN DB DP LA ET ST C1 A4 RN", "DO AN DB DP LA ET ST C1 A4 RN"),
    ],
)
def test_to_2001(type_code: str, before: str, after: str) -> None:
    assert converted(before, "2001", type_code) == after
    assert converted(after, "2001", type_code) == after


def test_the_name_of_a_conference_in_cp_is_no_issue() -> None:
    record = read_record("TY  - JOUR\nCP  - Congress on damaged exports\nER  - \n")
    assert convert(record, "2011") == {}


def test_fields_without_a_value_are_no_reason() -> None:
    assert convert(read_record("TY  - JOUR\nT1  - \nER  - \n"), "2011") == {}
    assert convert(read_record("TY  - JOUR\nT1  - \nT1  - x\nER  - \n"), "2011") == {"T1": "TI"}


def test_the_tables_know_these_tags() -> None:
    for code, new in IN_2011.items():
        known, other = tag(code), tag(new)
        assert known is not None
        assert known.in_2001
        assert not known.in_2011
        assert other is not None
        assert other.in_2011
    for code, new in IN_2001.items():
        known, other = tag(code), tag(new)
        assert known is not None
        assert known.in_2011
        assert not known.in_2001
        assert other is not None
        assert other.in_2001


CODES = st.lists(st.sampled_from(sorted(code for code in tags() if len(code) == 2)), max_size=10)


@given(CODES, st.sampled_from(sorted(reference_types())), st.sampled_from(("2001", "2011")))
def test_no_two_tags_become_one(codes: list[str], type_code: str, to: TagSet) -> None:
    body = "".join(f"{code}  - 2020\n" for code in codes if code not in ("TY", "ER"))
    record = read_record(f"TY  - {type_code}\n{body}ER  - \n")
    new = convert(record, to)
    assert len(set(new.values())) == len(new)
    assert record.tags.isdisjoint(new.values())
    after = read_record(apply_edits(record.text, conversion_edits(record, to)))
    assert after.values == record.values
    assert convert(after, to).keys().isdisjoint(new.values()), "what was converted stays"
