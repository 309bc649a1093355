"""Pages, ranges, article numbers and the forms that databases add."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.pages import PageRange, describe, expand_end, parse_pages

PAGELIKE = st.lists(
    st.sampled_from(
        (
            *("860", "66", "e", "S12", "xiv", "-", "--", "–", "+", "&", ",", ".", " ", "p", "pp."),
            *("and", "article ", "123456", "²", "٣", ".e3"),
        )
    ),
    max_size=8,
).map("".join)
ANY_TEXT = PAGELIKE | st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "pages", "shown"),
    [
        ("860", PageRange("860", "", "page"), "page 860"),
        (" S12 ", PageRange("S12", "", "page"), "page S12"),
        ("144P", PageRange("144P", "", "page"), "page 144P"),
        ("290.e5", PageRange("290.e5", "", "page"), "page 290.e5"),
        ("xiv", PageRange("xiv", "", "page"), "page xiv"),
        ("p. 8", PageRange("8", "", "page"), "page 8"),
        ("860-866", PageRange("860", "866", "range"), "pages 860 to 866 (7 pages)"),
        ("860 – 866.", PageRange("860", "866", "range"), "pages 860 to 866 (7 pages)"),
        ("860--866", PageRange("860", "866", "range"), "pages 860 to 866 (7 pages)"),
        ("pp 37-64", PageRange("37", "64", "range"), "pages 37 to 64 (28 pages)"),
        ("860-66", PageRange("860", "866", "range"), "pages 860 to 866 (7 pages)"),
        ("S12-S19", PageRange("S12", "S19", "range"), "pages S12 to S19 (8 pages)"),
        ("S12-9", PageRange("S12", "S19", "range"), "pages S12 to S19 (8 pages)"),
        ("xii-xx", PageRange("xii", "xx", "range"), "pages xii to xx"),
        ("418.e1-e6", PageRange("418.e1", "e6", "range"), "pages 418.e1 to e6"),
        ("8-8", PageRange("8", "8", "range"), "page 8"),
        ("93-38", PageRange("93", "38", "range"), "pages 93 to 38"),
        ("e123", PageRange("e123", "", "article"), "article e123"),
        ("e01101-20", PageRange("e01101-20", "", "article"), "article e01101-20"),
        ("CD001234", PageRange("CD001234", "", "article"), "article CD001234"),
        ("123827", PageRange("123827", "", "article"), "article 123827"),
        ("e2021AB000123", PageRange("e2021AB000123", "", "article"), "article e2021AB000123"),
        ("Article no. 17", PageRange("17", "", "article"), "article 17"),
        ("479-+", PageRange("479", "", "open"), "from page 479"),
        ("177+", PageRange("177", "", "open"), "from page 177"),
        ("193-&", PageRange("193", "", "open"), "from page 193"),
        ("16-20+27-33", PageRange("16", "33", "list"), "several parts from page 16 to 33"),
        ("74-91 and 121-3", PageRange("74", "123", "list"), "several parts from page 74 to 123"),
        ("146p", PageRange("146", "", "extent"), "146 pages in all"),
        ("115 pp.", PageRange("115", "", "extent"), "115 pages in all"),
    ],
)
def test_reads_and_describes(text: str, pages: PageRange, shown: str) -> None:
    assert parse_pages(text) == pages
    assert describe(pages) == shown


@pytest.mark.parametrize(
    "text",
    ["", ".", "+", "N.PAG", "in press", "Available at <https://x.example>", "50(2)", "1,2,see"],
)
def test_what_is_no_page(text: str) -> None:
    assert parse_pages(text) is None


@pytest.mark.parametrize(
    ("start", "end", "full"),
    [
        ("383", "93", "393"),
        ("1123", "34", "1134"),
        ("S21", "8", "S28"),
        ("S121", "S28", "S128"),
        ("757S", "69S", "769S"),
        ("757S", "69", "769S"),
        ("383", "12", None),
        ("383", "393", None),
        ("383", "1393", None),
        ("S21", "E8", None),
        ("xii", "xx", None),
        ("", "", None),
    ],
)
def test_writes_out_an_abbreviated_end(start: str, end: str, full: str | None) -> None:
    assert expand_end(start, end) == full


@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    pages = parse_pages(text)
    if pages is not None:
        assert pages.start
        assert describe(pages)


@given(st.integers(1, 99_999), st.integers(0, 5_000))
def test_a_written_out_end_is_not_before_the_start(start: int, end: int) -> None:
    full = expand_end(str(start), str(end))
    if full is not None:
        assert int(full) >= start
        assert full.endswith(str(end))
        assert expand_end(str(start), full) is None


@pytest.mark.parametrize("part", ["1", "-", "1-", "1+", " ", "p", "e1", "IVX", "1,"])
def test_long_values_are_read_in_linear_time(part: str) -> None:
    text = part * (100_000 // len(part))
    parse_pages(text)
    parse_pages(text[:60])
    expand_end(text, text)
    expand_end("1", text)
