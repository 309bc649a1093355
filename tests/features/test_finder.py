"""Finding records by what one remembers of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.features.finder import (
    MOST_WORDS,
    Misspelt,
    distance,
    is_nearly,
    may_stand_in,
    title_of,
    words_of,
)
from ris_ls.features.place import entries
from ris_ls.library import facts_of, folded, id_of, names_of
from ris_ls.text import Block
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE

RECORD = Block(
    "TY  - JOUR\nAU  - Müller-Lüdenscheidt, Jane\nAU  - O'Brien, Áine\nAU  - ROE R\n"
    "TI  - On <i>damaged</i> exports: β-carotene\nPY  - 2020\nDO  - 10.1000/ABC(1)\n"
    "ID  - Mueller2020\nAB  - Sand, of Doe\nER  - \n"
)
NAME = "Müller-Lüdenscheidt et al. (2020). On damaged exports: β-carotene"


def known(query: str, block: Block = RECORD) -> int | None:
    words = words_of(query)
    far = distance(words, facts_of(block), id_of(block), names_of(block))
    assert far is None or may_stand_in(words, block.text)
    return far


def test_the_second_of_two_dois() -> None:
    block = Block("TY  - JOUR\nTI  - Sand\nDO  - 10.1000/a\nDO  - 10.1000/%28b%29\nER  - \n")
    assert known("10.1000/(b)", block) == 0
    assert known("10.1000/(b", block) == 2
    assert known("10.1000/c", block) is None


def without_names(query: str) -> int | None:
    return distance(words_of(query), facts_of(RECORD), id_of(RECORD), "")


@pytest.mark.parametrize(
    ("query", "far"),
    [
        ("", 0),
        ("damaged", 0),
        ("EXPORTS on", 0),
        ("damag", 1),
        ("port", 2),
        ("beta", 0),
        ("β-carotene", 0),
        ("mullerludenscheidt", 0),
        ("MÜLLER", 1),
        ("lüdenscheidt", 2),
        ("2020", 0),
        ("20", 0),
        ("202 damaged", 0),
        ("10.1000/abc(1)", 0),
        ("https://doi.org/10.1000/ABC(1)", 0),
        ("10.1000", 2),
        ("mueller2020", 0),
        ("mueller", 2),
        ("2021", None),
        ("0000", None),
        ("2", 2),
        ("3", None),
        ("abc(1)", None),
        ("roe", None),
        ("damaged sand", None),
        ("…", None),
        ("damaged …", None),
    ],
)
def test_titles_first_authors_years_and_numbers(query: str, far: int | None) -> None:
    assert without_names(query) == far
    assert (known(query) is None) is (far is None) or query == "roe"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("roe", True),
        ("Müller-Lüdenscheidt, Jane; Roe, R", True),
        ("Roe damaged", True),
        ("o'brien", True),
        ("áine 2020", True),
        ("aine OBRIEN", True),
        ("jane muller", True),
        ("brien mueller2020", True),
        ("sand", False),
        ("doe", False),
        ("1000", False),
        ("roe poe", False),
    ],
)
def test_all_names(query: str, found: bool) -> None:
    assert without_names(query) is None
    assert (known(query) is not None) is found


@pytest.mark.parametrize("author", ["Üñal, Şule", "Gómez, José", "Łuk, Zoë", "Strøm, Ærø"])
def test_accents_do_not_matter(author: str) -> None:
    family, given = author.split(", ")
    for first in ("", "AU  - Doe, Jane\n"):
        block = Block(f"TY  - JOUR\n{first}AU  - {author}\nTI  - On {given}\nER  - \n")
        for typed in (family, given):
            plain = folded(typed)
            assert plain.isascii()
            assert known(typed, block) == known(plain, block) is not None
            shown = title_of(words_of(plain), entries(block))
            assert shown.endswith(f" · {plain}"), "editors look for it as it was typed"


def test_names_of_a_record_on_one_line() -> None:
    block = Block("TY - JOUR AU - Doe, J AU - Roe, Rick TI - On sand in filters PY - 2019 ER -\n")
    assert known("rick sand", block) is not None
    assert known("jour", block) is None


def test_a_record_that_says_little() -> None:
    block = Block("TY  - JOUR\nAU  - Roe, Rick\nER  - \n")
    assert facts_of(block) is None
    assert known("roe", block) is not None
    assert known("", block) == 0


@pytest.mark.parametrize("query", ["damged", "damagedd", "dameged", "damgaed", "exporst 2020"])
def test_a_wrong_letter(query: str) -> None:
    assert known(query) is None
    assert Misspelt(words_of(query)).distance(facts_of(RECORD), "", "") is not None


@pytest.mark.parametrize("query", ["demeged", "in", "exprt", "2010", "damged sand", "dama"])
def test_more_than_a_wrong_letter(query: str) -> None:
    far = Misspelt(words_of(query)).distance(facts_of(RECORD), "", "")
    assert far == without_names(query)


def test_misspelt_words_come_last() -> None:
    words = words_of("damged exports")
    assert Misspelt(words).distance(facts_of(RECORD), "", "") == 3
    assert Misspelt(words).distance(None, "", "") is None


@given(st.text("abc", min_size=5, max_size=9), st.data())
def test_any_wrong_letter(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    others = [
        word[:at] + word[at + 1 :],
        word[:at] + "x" + word[at:],
        word[:at] + "x" + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    ]
    for other in others:
        assert is_nearly(word, other)
        assert is_nearly(other, word)
        facts = facts_of(Block(f"TY  - JOUR\nTI  - of {other} sand\nER  - \n"))
        assert Misspelt(words_of(word)).distance(facts, "", "") is not None
    assert not is_nearly(word, f"{word}xx")


@pytest.mark.parametrize(
    ("query", "behind"),
    [
        ("", ""),
        ("müller damaged", ""),
        ("muller DAMAGED", " · muller"),
        ("damaged müller", ""),
        ("aine", " · O'Brien, Áine · aine"),
        ("jane müller", " · Müller-Lüdenscheidt, Jane"),
        ("https://doi.org/10.1000/abc", " · https://doi.org/10.1000/abc"),
        ("roe", " · ROE R"),
        ("10.1000/abc roe", " · 10.1000/ABC(1) · ROE R"),
        ("mueller20", " · Mueller2020"),
        ("exports damaged", ""),
        ("dameged", ""),
    ],
)
def test_what_a_record_is_called(query: str, behind: str) -> None:
    assert title_of(words_of(query), entries(RECORD)) == NAME + behind


def test_no_picture_in_a_name() -> None:
    block = Block("TY  - JOUR\nTI  - The $(zap) of it\nAU  - $(zap)\nER  - \n")
    assert "$(" not in title_of(words_of("zap of $(zap)"), entries(block))


def test_no_more_words_than_anybody_asks_for() -> None:
    assert len(words_of("a " * 1000)) == MOST_WORDS


@given(RISLIKE, st.text(max_size=12))
def test_any_text(text: str, query: str) -> None:
    block = Block(text)
    words = words_of(query)
    known = facts_of(block), id_of(block), names_of(block)
    far = distance(words, *known)
    assert Misspelt(words).distance(*known) == far or far is None
    title_of(words, entries(block))


NAMES = st.text(st.sampled_from("aÁoøßæﬁſİıñΣςé'-., <i>&;\u0301"), min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=3), st.data())
def test_a_text_is_read_that_has_the_words(names: list[str], data: st.DataObject) -> None:
    query = data.draw(st.sampled_from(names))
    fields = "".join(f"AU  - {name}\n" for name in names)
    known(query, Block(f"TY  - JOUR\n{fields}TI  - {query}\nER  - \n"))


@pytest.mark.parametrize("unit", ["AU - ", "a", "AU  - á\n", "AU - roer ", "<i>", "&eacute;"])
def test_the_time_is_that_of_reading(unit: str) -> None:
    words = words_of("zzz")
    assert not is_too_steep(lambda size: lambda: may_stand_in(words, f"zzz\n{unit * size}"))
