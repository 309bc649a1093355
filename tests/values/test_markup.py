"""Tags are told from formulas, and what a value says stays when they go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.markup import find_tags, readable, without_tags


def plain(text: str) -> str:
    for change in reversed(without_tags(text, find_tags(text))):
        text = text[: change.span[0]] + change.text + text[change.span[1] :]
    return text


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("CO<sub>2</sub>", "CO2"),
        ("<p>A</p><p>B</p>", "A B"),
        ("<p>A.</p> <p> B</p>", "A. B"),
        ("x<br/>y", "x y"),
        ("10<sup>5</sup> m<sup>-2</sup>", "10⁵ m⁻²"),
        ("2<sup>n</sup>, the 19<sup>th</sup>", "2^n, the 19th"),
        ("<i>K</i><sub><i>fs</i></sub>", "Kfs"),
        ("in <i>Homo sapiens</i>, <em>so</em>", "in Homo sapiens, so"),
        ("<jats:title>A</jats:title><jats:p>B (<jats:italic>C</jats:italic>)</jats:p>", "A B (C)"),
        ('One. <AbstractText Label="AIMS" Nlm="X">Two</AbstractText>', "One. Two"),
        ("&lt;p dir=&quot;x&quot;&gt;", "&lt;p dir=&quot;x&quot;&gt;"),
        ('&lt;p dir="ltr"&gt;One&lt;/p&gt;', "One"),
        ("truncated</p>", "truncated"),
        ("<p>truncated", "truncated"),
        ('(<IMG SRC="a.gif" WIDTH=2>)', '(<IMG SRC="a.gif" WIDTH=2>)'),
    ],
)
def test_takes_tags_out(text: str, without: str) -> None:
    assert plain(text) == without


@pytest.mark.parametrize(
    "text",
    [
        *("p < 0.05 and n > 3", "a <b and c> d", "<Go to ISI>://WOS:1", "2<middle dot>5", "x<p"),
        *("mean <u>", "<x>", "", "<", "<>", "</>", "&lt;", "1 &lt;p and q&gt; 2", "<https://a.b>"),
    ],
)
def test_leaves_what_is_no_tag(text: str) -> None:
    assert find_tags(text) == ()


PARTS = ("<p>", "</p>", "<i>", "</i>", "<sup>", "</sup>", "&lt;", "&gt;", "<", ">", " ", "5", "a")


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text(max_size=40))
def test_never_raises_and_leaves_all_letters(text: str) -> None:
    tags = find_tags(text)
    last = 0
    for change in without_tags(text, tags):
        assert last <= change.span[0] < change.span[1] <= len(text)
        last = change.span[1]
    outside, at = "", 0
    for tag in tags:
        outside += text[at : tag.span[0]]
        at = tag.span[1]
    outside += text[at:]
    kept = plain(text)
    for letter in "a":
        assert kept.count(letter) == outside.count(letter)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "A &amp; B: H<sub>2</sub>O and CO&lt;sub&gt;2&lt;/sub&gt;",
            "A & B: H2O and CO2",
        ),
        ("CO&lt;sub&gt;2…", "CO2…"),
        ("M&amp;uuml;ller &amp;amp; S&#246;hne", "Müller & Söhne"),
        ("p &lt; 0.05 and n &gt; 3", "p < 0.05 and n > 3"),
        ("&lt;Go to ISI&gt;", "<Go to ISI>"),
        ("R&D, AT&T", "R&D, AT&T"),
    ],
)
def test_as_a_person_reads_it(text: str, said: str) -> None:
    assert readable(text) == said
