"""DOIs: what stands before, inside and after them in a field."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ris_ls.values.doi import doi_key, parse_doi, split_dois

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"

DOILIKE = st.lists(
    st.sampled_from(
        (
            *("10.", "1016", "/", "10.1000/", "10.1000/abc", "j.jbi", "2015", ".01", "CO;", "2-2"),
            *("https://", "doi.org/", "doi:", "DOI ", "%2F", "%25", "%3C", "%ff", "?x=1", "[doi]"),
            *("&lt;", "&amp;", "/full", "/pdf", "#ab", "%3Fa=", "%2E", "%26lt;"),
            *(" ", ";", ",", ".", "...", "…", "(", ")", "<", ">", "[", "]", '"', "&gt;", "\u00a0"),
        )
    ),
    max_size=10,
).map("".join)
ANY_TEXT = DOILIKE | st.text(max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        SICI,
        "10.1000/abc",
        "10.1/x",
        "10.1000.10/123",
        "10.1061/(ASCE)0733-947X(1987)113:3(291)",
        "10.1650/0010-5422(2006)108[817:ABCDEF]2.0.CO;2",
        "10.1302/0301-620X.96B9.34153$2.00",
        "10.6688/AB.202411_40(6).0014",
        "10.1002/(SICI)1099-0755(199807/08)8:4<617::AID-AQC255>3.0.CO;2-#",
        "10.1000/full",
        "10.1000/what?",
        "10.1000/100%",
        "10.1000/a&b",
        "10.1000/übung",
    ],
)
def test_a_bare_doi_passes(text: str) -> None:
    reading = parse_doi(text)
    assert reading.doi == text
    assert reading.problems == ()
    assert reading.prefix_span is None
    assert reading.doi_span == (0, len(text))
    assert reading.mended is None


@pytest.mark.parametrize(
    "prefix",
    [
        *("https://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/", "https://www.doi.org/"),
        *("doi.org/", "dx.doi.org/", "doi:", "doi: ", "DOI ", "DOI: ", "Doi", "info:doi/"),
        *("doi:https://doi.org/", "https://doi.org/https://doi.org/", "https://doi.org/doi:"),
        *("https//doi.org/", "https://doi-org.proxy.example.edu/", "urn:doi:"),
    ],
)
def test_a_prefix_is_found_and_taken_off(prefix: str) -> None:
    reading = parse_doi(f" {prefix}{SICI}")
    assert reading.doi == SICI
    assert reading.prefix_span == (1, 1 + len(prefix))
    assert reading.doi_span == (1 + len(prefix), 1 + len(prefix) + len(SICI))
    assert reading.problems == ()
    assert reading.mended == SICI


@pytest.mark.parametrize(
    ("text", "problems", "mended"),
    [
        ("10.1000/abc.", ("trailing-punctuation",), "10.1000/abc"),
        ("10.1000/abc;, ", ("trailing-punctuation",), "10.1000/abc"),
        ("10.1000/abc).", ("trailing-punctuation",), "10.1000/abc"),
        (f"({SICI})", ("trailing-punctuation",), SICI),
        ("<https://doi.org/10.1000/abc>", ("trailing-punctuation",), "10.1000/abc"),
        ('"10.1000/abc"', ("trailing-punctuation",), "10.1000/abc"),
        ("10.1016/ j.jbi.2015.01.001", ("blanks-inside",), "10.1016/j.jbi.2015.01.001"),
        ("10.1016 / j.jbi.2015.01.001", ("blanks-inside",), "10.1016/j.jbi.2015.01.001"),
        ("10. 1016/j.jbi.2015", ("blanks-inside",), "10.1016/j.jbi.2015"),
        ("10.1016/j.jbi. 2015.01.001", ("blanks-inside",), "10.1016/j.jbi.2015.01.001"),
        ("10.1016/j.jbi.2015 .01.001", ("blanks-inside",), "10.1016/j.jbi.2015.01.001"),
        ("10.1000/s1234-020- 0001", ("blanks-inside",), "10.1000/s1234-020-0001"),
        (
            "10.1000/abc(2002)022 [ 0056:X]2.CO;2",
            ("blanks-inside",),
            "10.1000/abc(2002)022[0056:X]2.CO;2",
        ),
        ("10.1000/x3.0.CO; 2-2.", ("blanks-inside", "trailing-punctuation"), "10.1000/x3.0.CO;2-2"),
        ("10.1000%2Fabc", ("percent-encoded",), "10.1000/abc"),
        ("10.1016/S0140%2805%2967-2", ("percent-encoded",), "10.1016/S0140(05)67-2"),
        ("https://doi.org/10.5555/100%2525abc", ("percent-encoded",), "10.5555/100%25abc"),
        ("https://doi.org/10.1000/182%20", ("trailing-punctuation",), "10.1000/182"),
        ("10.1000/182%C2%A0", ("trailing-punctuation",), "10.1000/182"),
        ("10.1000/182&nbsp;", ("trailing-punctuation",), "10.1000/182"),
        (
            "10.1577/1548(1993)018&lt;0014:abc&gt;2.0.co;2",
            (),
            "10.1577/1548(1993)018<0014:abc>2.0.co;2",
        ),
        ("10.1002/1097&amp;lt;AID-SIM968&amp;gt;3", (), "10.1002/1097<AID-SIM968>3"),
        ("https%3A%2F%2Fdoi.org%2F10.1000%2Fabc", ("percent-encoded",), "10.1000/abc"),
        ("https://doi.org/10.1002/1097%3C1661%3E2", ("percent-encoded",), "10.1002/1097<1661>2"),
        ("10.1000/abc [doi]", ("text-after",), "10.1000/abc"),
        ("https://doi.org/10.1000/3.0.CO;2-#", (), "10.1000/3.0.CO;2-#"),
    ],
)
def test_certain_mends(text: str, problems: tuple[str, ...], mended: str) -> None:
    reading = parse_doi(text)
    assert reading.problems == problems
    assert reading.mended == reading.doi == mended


@pytest.mark.parametrize(
    ("text", "doi", "problems"),
    [
        ("10.1000/abc. Epub 2012", "10.1000/abc", ("text-after",)),
        ("10.1000/abc. 2012", "10.1000/abc", ("text-after",)),
        ("10.1000/abc (2012)", "10.1000/abc", ("text-after",)),
        ("10.1000/abc - 12", "10.1000/abc", ("text-after",)),
        ("10.1000/abc def", "10.1000/abc", ("text-after",)),
        ("10.1000/abc     LK  - https://x.example", "10.1000/abc", ("text-after",)),
        ("https://doi.org/10.1000/abc?x=1", "10.1000/abc", ("text-after",)),
        ("https://doi.org/10.1000/abc#sec-2", "10.1000/abc", ("text-after",)),
        ("10.1000/abc?af=R", "10.1000/abc", ("text-after",)),
        ("10.1000/abc/full", "10.1000/abc", ("text-after",)),
        ("https://x.example/content/pdf/10.1000/abc.pdf", "10.1000/abc", ("text-before",)),
        ("found: 10.1000/abc.pdf", "10.1000/abc.pdf", ("text-before",)),
        (
            "https://x.example/doi/full/10.1000/abc/full",
            "10.1000/abc",
            ("text-before", "text-after"),
        ),
        (
            "https://x.example/doi/10.1000/a%3Cb%3E?q",
            "10.1000/a<b>",
            ("text-before", "text-after", "percent-encoded"),
        ),
        ("https://x.example/doi/10.1000/abc", "10.1000/abc", ("text-before",)),
        ("10.1000/a; 10.1000/b", None, ("several",)),
        ("10.1/a;10.1/b", None, ("several",)),
        ("10.1000/a https://doi.org/10.1000/b", None, ("several",)),
        ("10.1016/S0140%252805%25292", "10.1016/S0140(05)2", ("percent-encoded",)),
        ("https://doi.org/10.1000/182&domain=pdf", "10.1000/182", ("text-after",)),
        ("https://doi.org/10.1000/182/", "10.1000/182", ("text-after",)),
        (
            "https://x.example/content/10.1101/2020.01.01.12v2.full.pdf",
            "10.1101/2020.01.01.12",
            ("text-before", "text-after"),
        ),
        ("10.1136/bmj n71", None, ("cut",)),
        ("10.1136/bmj. n72", None, ("cut",)),
        ("10.1016/", None, ("cut",)),
        ("10.1016", None, ("cut",)),
        ("https://doi.org/10.1016/", None, ("cut",)),
        ("10.1016/ see text", None, ("cut",)),
        ("10.1000/abc...", None, ("cut",)),
        ("10.1000/abc…", None, ("cut",)),
        ("10.1000/abc/", None, ("cut",)),
        ("10.1061/(ASCE)0733-947X(1987", None, ("cut",)),
        ("", None, ("not-a-doi",)),
        ("n/a", None, ("not-a-doi",)),
        ("DOI", None, ("not-a-doi",)),
        ("arXiv:2106.15590", None, ("not-a-doi",)),
        ("https://www.example.org/", None, ("not-a-doi",)),
    ],
)
def test_doubtful_values_are_never_mended(
    text: str, doi: str | None, problems: tuple[str, ...]
) -> None:
    reading = parse_doi(text)
    assert reading.doi == doi
    assert reading.problems == problems
    assert reading.mended is None


@pytest.mark.parametrize(
    ("text", "dois"),
    [
        ("10.1000/a; 10.1000/b", ("10.1000/a", "10.1000/b")),
        ("10.1000/a;10.1000/b", ("10.1000/a", "10.1000/b")),
        ("10.1000/a 10.1000/a_1", ("10.1000/a", "10.1000/a_1")),
        ("10.1000/a https://doi.org/10.1000/b", ("10.1000/a", "10.1000/b")),
        ("10.1000/a,doi:10.1000/a", ("10.1000/a", "10.1000/a")),
        (f"{SICI} 10.1000/b", (SICI, "10.1000/b")),
    ],
)
def test_several_are_told_apart(text: str, dois: tuple[str, ...]) -> None:
    assert parse_doi(text).problems == ("several",)
    assert split_dois(text) == dois


@given(ANY_TEXT)
def test_any_text_is_split(text: str) -> None:
    assert all(doi.startswith("10.") for doi in split_dois(text))


@given(ANY_TEXT)
@example("10.1000%252Fabc x")
def test_any_text_is_read(text: str) -> None:
    reading = parse_doi(text)
    for span in (reading.prefix_span, reading.doi_span):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    if reading.prefix_span and reading.doi_span:
        assert reading.prefix_span[1] == reading.doi_span[0]
    if reading.doi is not None:
        assert reading.doi.startswith("10.")
        assert not any(sign.isspace() for sign in reading.doi)


@given(ANY_TEXT)
@example("10.1000/[doi][doi]")
def test_mending_twice_is_mending_once(text: str) -> None:
    mended = parse_doi(text).mended
    if mended is not None:
        again = parse_doi(mended)
        assert again.doi == mended
        assert again.problems == ()
        assert again.mended is None


@given(st.text(alphabet="abz09.-_()/:;<>[]", min_size=1, max_size=30))
def test_a_mend_takes_nothing_from_inside(suffix: str) -> None:
    text = f"10.1000/{suffix}"
    reading = parse_doi(text)
    assert reading.doi is None or text.startswith(reading.doi)


@pytest.mark.parametrize(
    "part",
    [
        *(" ", ".", "10.1000/", "10.1000/a ", "10.1000%2F", "%2F", "%25", "doi:", "(", ")", "&"),
        *("10. ", "1 .", "/ 1", ";10.", "https://", "[ 1", "http://doi.org/", "&amp;"),
        *("/full", "?a", "#a", "&lt;", "amp;", "25"),
    ],
)
@pytest.mark.parametrize("head", ["", "10.1000/", "x10.1000%2F"])
def test_long_values_are_read_in_linear_time(head: str, part: str) -> None:
    text = head + part * (100_000 // len(part))
    parse_doi(text)
    split_dois(text)


def test_a_short_doi_is_a_doi() -> None:
    assert parse_doi("10/gc3hqm").problems == ()
    found = parse_doi("https://doi.org/10/gc3hqm")
    assert (found.doi, found.prefix_span, found.mended) == ("10/gc3hqm", (0, 16), "10/gc3hqm")


@pytest.mark.parametrize("text", ["10/2020", "10/12", "10/gc3hqm and more", "110/gc3hqm"])
def test_other_fractions_are_none(text: str) -> None:
    assert parse_doi(text).problems == ("not-a-doi",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10.1016/S0140-6736(05)67891-2", "10.1016/s0140-6736%2805%2967891-2"),
        (SICI, SICI.replace("<", "&lt;").replace(">", "&gt;")),
        (
            SICI,
            SICI.replace("<", "%3C").replace(">", "%3E").replace("(", "%28").replace(")", "%29"),
        ),
        ("10.1002/sim.968", "https://doi.org/10.1002/sim.968?af=R"),
        ("10.1002/sim.968", "https://onlinelibrary.wiley.com/doi/full/10.1002/sim.968/full"),
        ("10.1002/sim-968", "10.1002/sim\u2010968"),
        ("10.1002/sim-968", "10.1002/sim\u2011968"),
    ],
)
def test_one_doi_is_compared_as_one(one: str, other: str) -> None:
    first, second = parse_doi(one).doi, parse_doi(other).doi
    assert first
    assert second
    assert doi_key(first) == doi_key(second)
