"""Entities are decoded until stable, in one go, and only where that is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.entities import decode_entities

ENTITYLIKE = st.lists(
    st.sampled_from(
        (
            *("&", "&amp;", "amp;", "&#38;", "&#x26;", "#38;", "lt;", "&lt;", "&gt;", "gt;", "p"),
            *("&eacute;", "eacute;", "&#97;", "&#59;", "&semi;", "&num;", "&#10;", "&#150;", ";"),
            *("<", ">", "/", "a", "#", "1", " ", "&copy=1", "&NewLine;", "&shy;", "&#xD800;"),
        )
    ),
    max_size=12,
).map("".join)
ANY_TEXT = ENTITYLIKE | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("Health &amp; Place", "Health & Place"),
        ("Health &amp;amp; Place", "Health & Place"),
        ("Caf&eacute;", "Café"),
        ("Caf&amp;eacute;", "Café"),
        ("1990&#8211;1999", "1990–1999"),
        ("1990&#x2013;1999", "1990–1999"),
        ("1990&#150;1999", "1990–1999"),
        ("Jane&#039;s &quot;way&quot;", 'Jane\'s "way"'),
        ("x&amp;#39;s", "x's"),
        ("&Zcaron;i&zcaron;ek", "Žižek"),
        ("10&nbsp;km", "10\u00a0km"),
        ("p &lt; 0.05", "p < 0.05"),
        ("p &amp;lt; 0.05", "p < 0.05"),
        ("a &lt;b", "a <b"),
        ("?a=1&amp;b=2", "?a=1&b=2"),
    ],
)
def test_decodes(text: str, decoded: str) -> None:
    assert decode_entities(text, keep_angle=False)[0] == decoded


@pytest.mark.parametrize(
    "text",
    [
        *("", "a & b", "R&D; more", "AT&T;", "?a=1&copy=1&amp", "&unknown;", "&in;", "&;", "&#;"),
        # Control characters, line ends, invisible signs, no characters at all.
        *("&#10;", "&#xD;", "&NewLine;", "&Tab;", "&#0;", "&#8232;", "&#8203;", "&#xFEFF;"),
        *("&#xD800;", "&#1114112;", "&#9999999;", "&#xFFFD;", "&#129;"),
        # What would form a tag.
        *("&lt;p&gt;", "&lt;/p&gt;", "&lt;br/&gt;", "<p&gt;", "&lt;p>", "&#60;i&#62;"),
        # What would form an entity that was none.
        *("&am&#112;;", "&amp&semi;", "&&num;38;", "<&#112;>", "<&#47;p>"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert decode_entities(text, keep_angle=False) == (text, ())


def test_an_escaped_tag_stays_escaped_once() -> None:
    decoded, spans = decode_entities("&amp;lt;p&amp;gt; x&amp;y", keep_angle=False)
    assert decoded == "&lt;p&gt; x&y"
    assert spans == ((0, 8), (9, 17), (19, 24))


def test_angles_are_kept_where_asked() -> None:
    assert decode_entities("p &lt; 0.05 &amp; q", keep_angle=True) == (
        "p &lt; 0.05 & q",
        ((12, 17),),
    )
    assert decode_entities("p &amp;lt; 0.05", keep_angle=True)[0] == "p &lt; 0.05"


@given(ANY_TEXT, st.booleans())
def test_decoding_twice_is_decoding_once(text: str, keep_angle: bool) -> None:
    decoded, spans = decode_entities(text, keep_angle)
    assert decode_entities(decoded, keep_angle) == (decoded, ())
    assert bool(spans) == (decoded != text)


@given(ANY_TEXT, st.booleans())
def test_only_the_spans_change(text: str, keep_angle: bool) -> None:
    decoded, spans = decode_entities(text, keep_angle)
    end = at = 0
    for start, stop in [*spans, (len(text), len(text))]:
        assert end <= start <= stop <= len(text)
        unchanged = text[end:start]
        at = decoded.find(unchanged, at)
        assert at >= 0
        at += len(unchanged)
        end = stop


@given(ANY_TEXT)
def test_no_tag_and_no_control_character_appears(text: str) -> None:
    decoded, _ = decode_entities(text, keep_angle=False)
    assert sum(sign < " " for sign in decoded) == sum(sign < " " for sign in text)
    for tag in ("<p>", "<a>", "</p>"):
        assert decoded.count(tag) <= text.count(tag)


@pytest.mark.parametrize(
    "part", ["&", "&amp;", "amp;", "&lt;", "&lt;a", "<a ", "&#97;", "&#", "&a", "&#38;", "#38;"]
)
def test_long_values_are_read_in_linear_time(part: str) -> None:
    decode_entities("&" + part * (100_000 // len(part)), keep_angle=False)
