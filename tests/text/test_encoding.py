"""Bytes become text and the same bytes again, whatever they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ris_ls.text import BOM, decode, encode
from ris_ls.text.encoding import EncodingName
from tests.conftest import corpus_files

RECORD = "TY  - JOUR\r\nAU  - Müller, Åsa\r\nTI  - Über “Ränder” – 10 €\r\nER  - \r\n"
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"")
BYTES = st.one_of(
    st.binary(max_size=60),
    st.builds(bytes.__add__, st.sampled_from(MARKS), st.binary(max_size=40)),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.builds(
        lambda text, codec: text.encode(codec, "ignore"),
        st.text(max_size=20),
        st.sampled_from(["cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
    ),
    st.builds(
        lambda text, junk: text.encode() + junk,
        st.text(st.sampled_from("aé漢😀"), max_size=20),
        st.binary(max_size=4),
    ),
)


@given(BYTES)
@settings(max_examples=2000)
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
@example(b"\x81\x8d")
@example(b"\xed\xa0\x80")
@example("é".encode("utf-16-le") + b"\x00")
def test_no_byte_is_lost(data: bytes) -> None:
    read = decode(data)
    assert encode(read.text, read.encoding) == data
    assert read.lossy_bytes == sum("\udc80" <= each <= "\udcff" for each in read.text)


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_files_come_back_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    read = decode(data)
    assert encode(read.text, read.encoding) == data


@pytest.mark.parametrize(
    ("codec", "expected", "name"),
    [
        ("utf-8", "utf-8", "UTF-8"),
        ("utf-8-sig", "utf-8", "UTF-8"),
        ("cp1252", "cp1252", "Windows-1252"),
        ("utf-16", "utf-16-le", "UTF-16 (little-endian)"),
        ("utf-16-le", "utf-16-le", "UTF-16 (little-endian)"),
        ("utf-16-be", "utf-16-be", "UTF-16 (big-endian)"),
        ("utf-32", "utf-32-le", "UTF-32 (little-endian)"),
    ],
)
def test_detection(codec: str, expected: EncodingName, name: str) -> None:
    read = decode(RECORD.encode(codec))
    assert (read.encoding, read.encoding_name) == (expected, name)
    assert read.text.removeprefix(BOM) == RECORD
    assert read.lossy_bytes == 0


def test_the_byte_order_mark_is_kept_as_a_character() -> None:
    assert decode(RECORD.encode("utf-8-sig")).text == BOM + RECORD
    assert decode(RECORD.encode("utf-8-sig")).has_mark
    assert not decode(RECORD.encode()).has_mark


@pytest.mark.parametrize(
    ("data", "is_utf8", "keeps_ascii"),
    [
        (RECORD.encode(), True, True),
        (RECORD.encode("utf-8-sig"), True, True),
        (RECORD.encode("cp1252", "replace") + b"\xe9", False, True),
        (RECORD.encode() + b"\xe9", False, True),
        (RECORD.encode("utf-16"), False, False),
        (RECORD.encode("utf-16-be"), False, False),
        (RECORD.encode("utf-32"), False, False),
    ],
)
def test_what_of_the_bytes_is_as_in_utf_8(data: bytes, is_utf8: bool, keeps_ascii: bool) -> None:
    decoded = decode(data)
    assert (decoded.is_utf8, decoded.keeps_ascii) == (is_utf8, keeps_ascii)


def test_a_damaged_utf8_file_is_not_garbled_as_a_whole() -> None:
    data = RECORD.encode() * 3
    data = data[: len(RECORD) + 5] + b"\xe9\xff" + data[len(RECORD) + 5 :]
    read = decode(data)
    assert (read.encoding, read.lossy_bytes) == ("utf-8", 2)
    assert "Müller" in read.text


def test_plain_ascii_and_nothing_are_utf8() -> None:
    assert decode(b"").encoding == "utf-8"
    assert decode(b"TY  - JOUR\nER  - \n").text == "TY  - JOUR\nER  - \n"


def test_text_that_an_encoding_cannot_say_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode("漢", "cp1252")
