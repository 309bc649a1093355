"""Web addresses: one, several, none, and places on a disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.urls import parse_url

URLLIKE = st.lists(
    st.sampled_from(
        (
            *("https://", "http://", "//", "www.", "example.org", "/a", "?b=c", "file:", "C:\\"),
            *(
                "<",
                ">",
                "<Go to ISI>",
                '"',
                "PM:1",
                "://",
                " ",
                ";",
                ",",
                "|",
                "doi:",
                "10.1000/abc",
                "urn:",
                "x",
            ),
        )
    ),
    max_size=10,
).map("".join)
ANY_TEXT = URLLIKE | st.text(max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://localhost:8080/a",
        "HTTP://EXAMPLE.ORG/A",
        "ftp://ftp.example.org/a",
        "https://example.org/a;jsessionid=1?b=c",
        "https://web.archive.example/2020/http://example.org/",
        "https://proxy.example.edu/login?url=https://example.org",
        "https://[2001:db8::1]/a",
        "https://例え.example/あ",
        "papers3://publication/uuid/1",
        "urn:nbn:de:101:1-20200101",
        "info:hdl/2142/1",
        "https://example.org/1; https://example.org/2",
        "https://example.org/1 ; https://example.org/2;",
        "https://example.org/1;https://example.org/2",
        "https://example.org/1 ;",
    ],
)
def test_addresses(text: str) -> None:
    assert parse_url(text).kind == "address"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("www.example.org", "https://www.example.org"),
        ("www.example.museum/a", "https://www.example.museum/a"),
        ("//www.example.org/a", "https://www.example.org/a"),
        ("//example.org/a", "https://example.org/a"),
        ("example.org/a", "https://example.org/a"),
        ("doi.org/10.1000/abc", "https://doi.org/10.1000/abc"),
        ("sub.example.co.uk:8080/a?b=c", "https://sub.example.co.uk:8080/a?b=c"),
    ],
)
def test_a_missing_scheme(text: str, mended: str) -> None:
    reading = parse_url(text)
    assert (reading.kind, reading.mended) == ("no-scheme", mended)
    assert parse_url(mended).kind == "address"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("https://a.example/1 https://a.example/2", "https://a.example/1; https://a.example/2"),
        ("http://a.example, http://b.example", "http://a.example; http://b.example"),
        ("http://a.example | www.b.example", "http://a.example; www.b.example"),
        (
            "http://a.example; www.b.example http://c.example",
            "http://a.example; www.b.example; http://c.example",
        ),
        ("http://a.example;x=1 http://b.example", None),
        ("http://a.example/a b http://b.example", None),
        ("Full text: http://a.example http://b.example", None),
    ],
)
def test_several(text: str, mended: str | None) -> None:
    reading = parse_url(text)
    assert reading.kind == "several"
    assert reading.mended == mended
    if mended is not None:
        assert parse_url(mended).kind == "address"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<Go to ISI>://WOS:000123456700001", "resolver"),
        ("<Go to WoS>://MEDLINE:12345678", "resolver"),
        ("PM:12345678", "resolver"),
        ("ISI:000123456700001", "resolver"),
        ('"https://example.org/a"', "address"),
        ('"www.example.org/a"', "no-scheme"),
        ("://WOS:000123456700001", "cut-resolver"),
        ("<https://example.org/a>", "bracketed"),
        ("<URL:https://example.org/a>", "bracketed"),
        ("DOI: 10.1000/abc", "doi"),
        ("10.1000/abc", "doi"),
        ("https://example.org/a b", "with-text"),
        ("https://example.org/a (accessed 1 May 2020)", "with-text"),
        ("Available from: https://example.org/a", "with-text"),
        ("<https://example.org/a>DOI: 10.1000/abc", "with-text"),
        ("URL:https://example.org/a", "with-text"),
        ("http://https://example.org/a", "twice"),
        ("internal-pdf://0123456789/Doe 2020.pdf", "local"),
        ("file:///C:/Users/doe/a.pdf", "local"),
        ("C:\\Users\\doe\\a.pdf", "local"),
        ("D:/papers/a b.pdf", "local"),
        ("\\\\server\\share\\a.pdf", "local"),
        ("/Users/doe/a.pdf", "local"),
        ("~/papers/a.pdf", "local"),
        ("URL", "nothing"),
        ("JOUR.UR", "nothing"),
        ("/science/article/pii/S0123", "nothing"),
        ("files/12/doe.pdf", "nothing"),
        ("doe@example.org", "nothing"),
        ("example.org", "nothing"),
        ("http://", "nothing"),
        ("http:/example.org", "nothing"),
        ("htp://example.org", "nothing"),
        ("WOS:000123456700001", "nothing"),
        ("", "nothing"),
    ],
)
def test_what_is_no_address(text: str, kind: str) -> None:
    assert parse_url(text).kind == kind


def test_brackets_are_taken_off() -> None:
    assert parse_url("<URL:https://example.org/a>").mended == "https://example.org/a"


@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    mended = parse_url(text).mended
    if mended is not None:
        assert mended != text.strip()
        assert parse_url(mended).kind == "address"


@pytest.mark.parametrize(
    "part",
    [
        *("a", " ", "a ", "a.", ".", "/", "http://", "http://a ", "www.a ", ";", "; ", "<", "<>"),
        *('"', "PM:", "doi:", "10.1000/", "https://a;b ", "-", "a-.", "://"),
    ],
)
@pytest.mark.parametrize("head", ["", "https://", "www.", "//", "<http://"])
def test_long_values_are_read_in_linear_time(head: str, part: str) -> None:
    parse_url(head + part * (100_000 // len(part)))
