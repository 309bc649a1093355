"""Wrongly decoded text is read again, and sound text that looks like it is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.values.mojibake import find_garbled, is_cut


def read_again(text: str) -> str:
    for one in reversed(find_garbled(text)):
        text = text[: one.span[0]] + one.meant + text[one.span[1] :]
    return text


WORDS = (
    *("Müller", "Jörg", "don’t", "Élan", "“so”", "5–6", "10\xa0km", "37°C", "Özgür", "señor"),
    *("voilà", "Łódź", "Dvořák", "Иван Петров", "Αθήνα", "≥ 5", "naïve", "北京", "ﬁn", "α-helix"),
)


@pytest.mark.parametrize("levels", [1, 2, 3])
@pytest.mark.parametrize("word", WORDS)
def test_reads_what_was_read_as_latin_1(word: str, levels: int) -> None:
    garbled = word
    for _ in range(levels):
        garbled = garbled.encode("utf-8").decode("latin-1")
    assert read_again(f"so {garbled} it") == f"so {word} it"


@pytest.mark.parametrize("word", ["Müller", "don’t", "“so", "5–6", "señor", "café", "Źle"])
def test_reads_what_was_read_as_windows_1252(word: str) -> None:
    garbled = word.encode("utf-8").decode("cp1252")
    assert read_again(f"so {garbled} it") == f"so {word} it"


@pytest.mark.parametrize("word", ["Müller", "don’t", "“so”", "5–6", "señor", "café", "à la"])
def test_reads_what_was_read_as_mac_roman(word: str) -> None:
    garbled = word.encode("utf-8").decode("mac_roman")
    assert read_again(f"so {garbled} it") == f"so {word} it"


@pytest.mark.parametrize(
    "text",
    [
        *("SÃO PAULO", "IRMÃ”", "IRMÃ–MÃE", "«À»", "CAFÉ”", "É»", "Spaß”", "Ü”", "Résumé«Cycles"),
        *("50\xa0mm\xa0×\xa04.6", "Tomáš”", "Charité–Universität", "VITALITÉ®", "Straße™", "ÂU CƠ"),
        *("√π", "√2", "2√µ", "¬p", "(¬®", "‚Ärzte‘", "KRÍŽ", "PRÍŠERA", "MANHÃ\xa0DE", "Đà Nẵng"),
        *("Å koda", "ÞÓR", "ÇA VA", "GARÇON…", "Ångström", "ÎLE", "ÖĞÜN", "À", "Ã", "Â", "â€"),
    ],
)
def test_leaves_sound_text(text: str) -> None:
    assert find_garbled(text) == ()


@pytest.mark.parametrize("text", ["Ã¢?Â¥", "â€œsoâ€?", "dÃƒÂ©jÃƒÂ  vu", "cafÃ© Ã\ufffd"])
def test_tells_that_signs_are_lost(text: str) -> None:
    assert is_cut(text, find_garbled(text))


@given(st.text(max_size=60) | st.text(alphabet="ÃÂâ€™œ©\xa0\x9d√‚Äúa ?", max_size=30))
def test_never_raises_and_keeps_its_order(text: str) -> None:
    last = 0
    for one in find_garbled(text):
        assert last <= one.span[0] < one.span[1] <= len(text)
        assert one.meant
        last = one.span[1]
    is_cut(text, find_garbled(text))
