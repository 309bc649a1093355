"""The code page of Western text is told by what makes sense in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.text import decode
from ris_ls.text.western import sense_of

FRENCH = "L'été à Orléans, où l'on prend un goûter très léger – « naïf » et « français »."
GERMAN = "Müller, Jörg: Über die „Straße“ – 10 € für größere Größen, 5 °C"
SPANISH = "¿Cómo? García Peña, María; año, niño, país, aquí, inglés"
PORTUGUESE = "São João, coração, ações, irmã, também, três"
NORDIC = "Søren Åkesson på Ærø, Björn, København"
ENGLISH = "the patient’s “own” view – we don’t, it’s naïve, 37 °C ± 1 ® © 2020 café"
FEW = ("Müller", "Müller, José", "“café” – naïve", "9 °C", "it’s", "1–9")


@pytest.mark.parametrize("text", [FRENCH, GERMAN, SPANISH, PORTUGUESE, NORDIC])
def test_western_languages_make_sense_in_their_own_code_page_alone(text: str) -> None:
    assert sense_of(text).is_sure
    written = text.encode("cp1252")
    assert not sense_of(written.decode("mac_roman")).is_sure
    read = decode(written)
    assert (read.text, read.encoding, read.is_certain) == (text, "cp1252", True)


@pytest.mark.parametrize("text", [ENGLISH, *FEW])
def test_a_handful_of_letters_is_read_but_never_certain(text: str) -> None:
    assert sense_of(text).is_sure
    read = decode(text.encode("cp1252"))
    assert (read.text, read.encoding, read.is_certain) == (text, "cp1252", False)


def test_quotation_marks_and_dashes_are_the_same_in_all_windows_code_pages() -> None:
    text = "the patients’ “own” view – 1–9"
    read = decode(text.encode("cp1252"))
    assert (read.text, read.encoding, read.is_certain) == (text, "cp1252", True)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, SPANISH, PORTUGUESE])
def test_mac_roman_is_told_from_windows(text: str) -> None:
    read = decode(text.encode("mac_roman"))
    assert (read.text, read.encoding, read.is_certain) == (text, "mac-roman", True)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Jiří Dvořák, Tomáš Kovač, Černý, dějiny, úřad, vývoj, český", "cp1250"),
        ("Wałęsa, Łódź, Gdańsk, święto, Kościuszko, źródło", "cp1250"),
        ("Erdős, Szőke, Gyűjtő, Petőfi", "cp1250"),
        ("Иван Петров, История русской литературы", "cp1251"),
        ("Αθήνα, Ελληνική ιστορία", "cp1253"),
        ("Doğan, Işık, Şahin, Yıldız", "cp1254"),
        ("文献数据导出的设计与试验", "gb18030"),
        ("文献データの設計と試験", "shift_jis"),
        ("Müller, Jörg: Größe, Über, été", "cp437"),
        ("Łukasz, Jane", "cp1250"),
        ("Jane Ćwik, Novák, Németh, Tóth", "cp1250"),
        ("№", "cp1251"),
        ("Jānis, Mägi", "cp1257"),
        ("Müller, Müller", "cp850"),
        ("Ångström, Müller, Pérez", "cp437"),
        ("Novák", "cp852"),
        ("علي", "cp1256"),
    ],
)
def test_other_code_pages_are_never_certain(text: str, codec: str) -> None:
    read = decode(text.encode(codec))
    assert not read.is_certain


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    sense = sense_of(text)
    assert sense.words + sense.odd_words + sense.signs + sense.odd_signs <= len(text)
