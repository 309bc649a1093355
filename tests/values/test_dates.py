"""Dates in the RIS form and in the forms that real files hold instead."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.dates import (
    RisDate,
    describe,
    double_year,
    find_placeholders,
    is_possible,
    month_number,
    parse_date,
    ris_form,
    same_date,
    today,
    year_last_readings,
    year_of,
)

DATELIKE = st.lists(
    st.sampled_from(
        (
            *("2019", "19", "3", "00", "20190314", "/", "//", "-", " ", ".", ",", "T", "&"),
            *(
                "Aug",
                "Sept.",
                "Summer",
                "undefined",
                "NaN",
                "null",
                "and",
                "through",
                "²",
                "٣",
                "x",
            ),
        )
    ),
    max_size=10,
).map("".join)
ANY_TEXT = DATELIKE | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "expected", "shown"),
    [
        ("2022/12/01", RisDate(2022, 12, 1, "", "ris"), "1 December 2022"),
        ("2022/12/01/", RisDate(2022, 12, 1, "", "ris"), "1 December 2022"),
        ("2019/1/8", RisDate(2019, 1, 8, "", "ris"), "8 January 2019"),
        ("2014//", RisDate(2014, None, None, "", "ris"), "2014"),
        ("2014///", RisDate(2014, None, None, "", "ris"), "2014"),
        ("1948/07//", RisDate(1948, 7, None, "", "ris"), "July 1948"),
        ("2001/00/00/", RisDate(2001, None, None, "", "ris"), "2001"),
        ("2018//10", RisDate(2018, None, 10, "", "ris"), "2018"),
        ("2021///Summer", RisDate(2021, None, None, "Summer", "ris"), "Summer 2021"),
        ("2013/02/15/received", RisDate(2013, 2, 15, "received", "ris"), "15 February 2013"),
        ("1989/03/01/a/b", RisDate(1989, 3, 1, "a/b", "ris"), "1 March 1989 (a/b)"),
        ("2015/october", RisDate(2015, 10, None, "", "words"), "October 2015"),
        (" 2011 ", RisDate(2011, None, None, "", "year"), "2011"),
        ("2017-08-12", RisDate(2017, 8, 12, "", "iso"), "12 August 2017"),
        (
            "2017-08-12T10:20:30Z",
            RisDate(2017, 8, 12, "10:20:30Z", "iso"),
            "12 August 2017 (10:20:30Z)",
        ),
        ("2017-08-12 00:00:00", RisDate(2017, 8, 12, "", "iso"), "12 August 2017"),
        ("2013-12", RisDate(2013, 12, None, "", "iso"), "December 2013"),
        ("1983-03//", RisDate(1983, 3, None, "", "iso"), "March 1983"),
        ("20170812", RisDate(2017, 8, 12, "", "compact"), "12 August 2017"),
        ("201708", RisDate(2017, 8, None, "", "compact"), "August 2017"),
        ("Mar. 2017", RisDate(2017, 3, None, "", "words"), "March 2017"),
        ("2024 JAN 18", RisDate(2024, 1, 18, "", "words"), "18 January 2024"),
        ("2019-Apr-05", RisDate(2019, 4, 5, "", "words"), "5 April 2019"),
        ("February 2nd, 2019", RisDate(2019, 2, 2, "", "words"), "2 February 2019"),
        ("12 de marzo de 2019", RisDate(2019, 3, 12, "", "words"), "12 March 2019"),
        ("1er août 2019", RisDate(2019, 8, 1, "", "words"), "1 August 2019"),
        ("Dez. 2019", RisDate(2019, 12, None, "", "words"), "December 2019"),
        ("Monday, August 3, 2020", RisDate(2020, 8, 3, "", "words"), "3 August 2020"),
        ("Thu, 13 Aug 2020", RisDate(2020, 8, 13, "", "words"), "13 August 2020"),
        ("2019.3.14", RisDate(2019, 3, 14, "", "iso"), "14 March 2019"),
        ("2019. 3. 14.", RisDate(2019, 3, 14, "", "iso"), "14 March 2019"),
        ("2019/03/14 10:20", RisDate(2019, 3, 14, "10:20", "iso"), "14 March 2019 (10:20)"),
        ("2019年3月14日", RisDate(2019, 3, 14, "", "words"), "14 March 2019"),
        ("2019년 3월", RisDate(2019, 3, None, "", "words"), "March 2019"),
        ("2019.0", RisDate(2019, None, None, "", "numbers"), "2019"),
        ("05/2019", RisDate(2019, 5, None, "", "numbers"), "May 2019"),
        ("2019.", RisDate(2019, None, None, "", "words"), "2019"),
        ("13/04/2019", RisDate(2019, 4, 13, "", "numbers"), "13 April 2019"),
        ("04.13.2019", RisDate(2019, 4, 13, "", "numbers"), "13 April 2019"),
        ("4-4-2019", RisDate(2019, 4, 4, "", "numbers"), "4 April 2019"),
        ("31/02/2019", RisDate(2019, 2, 31, "", "numbers"), "year 2019, month 2, day 31"),
        ("4-8 Aug. 2020", RisDate(2020, 8, 4, "4-8 Aug.", "words"), "4 August 2020 (4-8 Aug.)"),
        (
            "30 Nov. 2009 through 2 Jan. 2010",
            RisDate(2009, 11, 30, "30 Nov. 2009 through 2 Jan. 2010", "words"),
            "30 November 2009 (30 Nov. 2009 through 2 Jan. 2010)",
        ),
        ("Summer 2023", RisDate(2023, None, None, "Summer", "words"), "Summer 2023"),
        ("(2012", RisDate(2012, None, None, "", "words"), "2012"),
        ("2005 cop.", RisDate(2005, None, None, "cop.", "words"), "2005 (cop.)"),
        ("1976, 1977//", RisDate(1976, None, None, "1976, 1977", "words"), "1976 (1976, 1977)"),
        ("SEP 22", RisDate(None, 9, 22, "", "no-year"), "22 September, no year"),
        ("SEP-OCT", RisDate(None, 9, None, "SEP-OCT", "no-year"), "September, no year (SEP-OCT)"),
        ("WIN", RisDate(None, None, None, "WIN", "no-year"), "WIN, no year"),
        ("2019/13/40", RisDate(2019, 13, 40, "", "ris"), "year 2019, month 13, day 40"),
    ],
)
def test_reads_and_describes(text: str, expected: RisDate, shown: str) -> None:
    date = parse_date(text)
    assert date == expected
    assert describe(date).startswith(shown)


@pytest.mark.parametrize(
    "text",
    [
        *("", "n/a", "///", "12", "03/12/2019", "in press", "Date Accessed", "20199999", "1234567"),
        *("May be", "2019 12", "2019/xx/01", "2019/01/1st", "May " * 50, "32/13/2019"),
        *("2019.5", "13/2019"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("2020/02/29", True),
        ("2019/02/29", False),
        ("29 Feb", True),
        ("2019/13//", False),
        ("20199", False),
        ("2019//31", True),
        ("2019//32", False),
        ("0000//", False),
    ],
)
def test_the_calendar_decides(text: str, possible: bool) -> None:
    date = parse_date(text)
    assert date is not None
    assert is_possible(date) is possible
    assert describe(date).endswith("(no such date)") is not possible


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("January", 1), ("SEPT.", 9), ("dec", 12), ("Ju", None), ("", None)),
        *(("Mai", 5), ("févr.", 2), ("MÄRZ", 3), ("mrt", 3), ("giugno", 6), ("dic.", 12)),
    ],
)
def test_month_words(word: str, number: int | None) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(
    ("text", "words", "mended"),
    [
        ("2019/10//undefined", ["undefined"], "2019/10//"),
        ("2022/09/2/undefined", ["undefined"], "2022/09/2/"),
        ("2021/02//Jan undefined", ["undefined"], "2021/02//Jan"),
        ("2021/02//Jan & undefined", ["undefined"], "2021/02//Jan"),
        ("2021/02//null and Jan  2", ["null"], "2021/02//Jan 2"),
        ("2019/NaN/NaN", ["NaN", "NaN"], "2019//"),
        ("null/null/null", ["null", "null", "null"], None),
    ],
)
def test_finds_placeholders(text: str, words: list[str], mended: str | None) -> None:
    found = find_placeholders(text)
    assert found is not None
    assert [text[start:end] for start, end in found.spans] == words
    assert found.mended == mended


@pytest.mark.parametrize("text", ["", "2019/10//", "undefined", " NaN ", "2019///annulled", "nano"])
def test_no_placeholder_inside(text: str) -> None:
    assert find_placeholders(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Mar. 2017", "2017/03//"),
        ("2024 JAN 18", "2024/01/18/"),
        ("2018-06", "2018/06//"),
        ("2017-08-12T10:20:30Z", "2017/08/12/10:20:30Z"),
        ("20170812", "2017/08/12/"),
        ("(2012", "2012"),
        ("2005 cop.", "2005///cop."),
        ("2019年3月14日", "2019/03/14/"),
        ("2019.0", "2019"),
        ("Thu, 13 Aug 2020", "2020/08/13/"),
        ("4-8 Aug. 2020", "2020/08/04/4-8 Aug."),
        ("Jan/Feb 2021", "2021/01//Jan-Feb"),
        ("Summer 2023", "2023///Summer"),
        ("SEP 22", None),
    ],
)
def test_writes_the_ris_form(text: str, form: str | None) -> None:
    date = parse_date(text)
    assert date is not None
    assert ris_form(date) == form
    if form is not None:
        assert same_date(text, form)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("03/04/2019", [(3, 4), (4, 3)]),
        ("13/04/2019", [(13, 4)]),
        ("04/13/2019", [(13, 4)]),
        ("4.4.2019", [(4, 4)]),
        ("3/4-2019", []),
        ("32/13/2019", []),
        ("2019/04/03", []),
    ],
)
def test_readings_of_numbers_with_the_year_last(text: str, days: list[tuple[int, int]]) -> None:
    assert [(date.day, date.month) for date in year_last_readings(text)] == days


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1998/99", (1998, 1999)),
        ("1999/00", None),
        ("2005/06", None),
        ("2019/13", None),
        ("1998/99/01", None),
        ("1912/13", (1912, 1913)),
    ],
)
def test_double_years(text: str, years: tuple[int, int] | None) -> None:
    assert double_year(text) == years


@pytest.mark.parametrize(
    ("before", "after", "year", "same"),
    [
        ("SEP 22", "2001/09/22/", 2001, True),
        ("SEP 22", "2001/09/22/", 2002, False),
        ("SEP 22", "2001/09/22/", None, False),
        ("SEP-OCT", "2001/09//Sep-Oct", 2001, True),
        ("SEP-OCT", "2001/09//", 2001, False),
        ("22 Sept. 2001", "2001/09/22/", None, True),
        ("22 Sept. 2001", "2001/09/23/", None, False),
        ("2nd of May 2001", "2001/05/02/", None, True),
        ("2005 cop.", "2005", None, False),
        ("2017-08-12T10:20:30Z", "2017/08/12/", None, False),
        ("2017-08-12T00:00:00Z", "2017/08/12/", None, True),
        ("13/04/2019", "2019/04/13/", None, True),
        ("03/04/2019", "2019/04/03/", None, False),
        ("in press", "2019", None, False),
        ("2019", "in press", None, False),
        ("2001/00/00/", "2001", None, True),
    ],
)
def test_same_date(before: str, after: str, year: int | None, same: bool) -> None:
    assert same_date(before, after, year) is same


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        (["2019/03/14/"], "2019"),
        (["20190314"], "2019"),
        (["1387"], "1387"),
        (["", "/03/14/", "SEP 22", "1998"], "1998"),
        (["2001", "1998"], "2001"),
        (["published online in 2017, in print in 2018"], "2017"),
        (["in press", "12345", "n.d."], ""),
        (["0/0/0", "2019/13/45/"], "2019"),
        (["call 020 2019 3344 of 99990"], "2019"),
        (["see " * 40 + "2019"], ""),
        ([], ""),
    ],
)
def test_year_of(dates: list[str], year: str) -> None:
    assert year_of(dates) == year


def test_today_is_a_day() -> None:
    assert today().year >= 2024


@given(ANY_TEXT)
def test_the_ris_form_is_read_as_the_same_date(text: str) -> None:
    date = parse_date(text)
    form = None if date is None or not is_possible(date) else ris_form(date)
    if date is not None and form is not None:
        again = parse_date(form)
        assert again is not None
        assert (again.year, again.month, again.day) == (date.year, date.month, date.day)


@given(ANY_TEXT, ANY_TEXT)
def test_any_two_texts_are_compared(before: str, after: str) -> None:
    same_date(before, after, 2001)
    year_last_readings(before)
    double_year(before)


@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    date = parse_date(text)
    if date is not None:
        assert describe(date)
        is_possible(date)


@given(ANY_TEXT)
def test_mending_leaves_no_placeholder(text: str) -> None:
    found = find_placeholders(text)
    if found is not None:
        assert all(0 <= start < end <= len(text) for start, end in found.spans)
        if found.mended is not None:
            assert find_placeholders(found.mended) is None


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_described_date_is_read_as_the_same_date(day: datetime.date) -> None:
    date = parse_date(day.strftime("%Y/%m/%d"))
    assert date == RisDate(day.year, day.month, day.day, "", "ris")
    assert is_possible(date)
    assert parse_date(describe(date)) == replace(date, kind="words")


@pytest.mark.parametrize(
    "part", ["/", " ", "undefined", "null ", "2019-", "May ", "1", "/NaN", "& "]
)
def test_long_values_are_read_in_linear_time(part: str) -> None:
    text = part * (100_000 // len(part))
    parse_date(text)
    find_placeholders(text)
    same_date(text, text)
    year_last_readings(text)
    double_year(text)
