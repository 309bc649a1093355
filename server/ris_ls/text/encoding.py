"""Bytes to text and back, without losing one.

Nothing in a RIS file says how it is encoded (the 2001 specification says Windows ANSI, today's
exports are UTF-8), so the bytes have to. Every reading here can be written back unchanged.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from typing import Literal

from ris_ls.text.western import Sense, sense_of

BOM = "\ufeff"

_ENOUGH_WORDS = 3

EncodingName = Literal[
    "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "mac-roman"
]

_MARKS: tuple[tuple[bytes, EncodingName], ...] = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_NAMES: dict[EncodingName, str] = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32-le": "UTF-32 (little-endian)",
    "utf-32-be": "UTF-32 (big-endian)",
    "cp1252": "Windows-1252",
    "mac-roman": "Mac Roman",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how its bytes said it.

    ``text`` keeps a byte order mark as its first character, so that it can be seen and taken
    out like any other. ``lossy_bytes`` counts bytes that are no text in the encoding; they
    stand in ``text`` as lone surrogates (PEP 383) and are written back as they were.
    """

    text: str
    encoding: EncodingName
    lossy_bytes: int = 0
    is_certain: bool = True
    """Whether hardly anything but this encoding comes into question."""

    @property
    def mark(self) -> str:
        """The byte order mark where the encoding cannot do without it: UTF-16 and UTF-32."""
        return BOM if self.has_mark and self.encoding != "utf-8" else ""

    @property
    def body(self) -> str:
        """The text that rules look at: without a mark that belongs to the encoding."""
        return self.text.removeprefix(self.mark)

    @property
    def has_mark(self) -> bool:
        """Whether the file begins with a byte order mark."""
        return self.text.startswith(BOM)

    @property
    def is_utf8(self) -> bool:
        """Whether all bytes are UTF-8."""
        return self.encoding == "utf-8" and not self.lossy_bytes

    @property
    def keeps_ascii(self) -> bool:
        """Whether plain letters are a byte each, the same as in UTF-8; in UTF-16 they are not."""
        return not self.encoding.startswith(("utf-16", "utf-32"))

    def as_utf8(self) -> Decoded:
        """Return the same text as a UTF-8 file would say it."""
        return Decoded(self.body, "utf-8", self.lossy_bytes, self.lossy_bytes == 0)

    @property
    def encoding_name(self) -> str:
        """The encoding as a person would call it."""
        return _NAMES[self.encoding]


def decode(data: bytes) -> Decoded:
    """Read bytes as text: by their mark, else UTF-8, UTF-16 by its NULs, else a Western code page.

    Never raises, and ``encode`` gives the same bytes back for whatever they were.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and encoding != "utf-8":
            marked = _exact(data, encoding)
            if marked is not None:
                return marked
    # Plain letters in UTF-16 are valid UTF-8 as well, with a NUL beside each.
    guessed = _utf16_without_mark(data) if b"\0" in data[:64] else None
    if guessed is None:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            guessed = _utf16_without_mark(data)
    if guessed and (exact := _exact(data, guessed)):
        return replace(exact, is_certain="TY  -" in exact.text)
    damaged = data.decode("utf-8", "surrogateescape")
    broken = sum(1 for character in damaged if "\udc80" <= character <= "\udcff")
    sound = sum(1 for character in damaged if character > "\x7f") - broken
    # Text in a single-byte code page is hardly ever valid UTF-8 by chance: a file that mostly
    # is valid UTF-8 is a damaged one, and reading it as cp1252 would garble all of it.
    if sound <= broken and (western := _western(data)):
        return western
    return Decoded(damaged, "utf-8", broken, is_certain=False)


def encode(text: str, encoding: EncodingName) -> bytes:
    """Write text in an encoding that `decode` gave.

    Raises UnicodeEncodeError when the encoding has no sign for a character of the text.
    """
    if encoding in ("cp1252", "mac-roman"):
        return text.encode(encoding)
    return text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "surrogatepass")


def _exact(data: bytes, encoding: EncodingName) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding) if encode(text, encoding) == data else None


def _western(data: bytes) -> Decoded | None:
    """Read bytes as Windows-1252, or as Mac Roman where only that makes sense."""
    windows, mac = _exact(data, "cp1252"), _exact(data, "mac-roman")
    windows_sense = Sense() if windows is None else sense_of(windows.text)
    mac_sense = Sense() if mac is None else sense_of(mac.text)
    # Few words can fit by chance.
    if mac is not None and mac_sense.words >= _ENOUGH_WORDS and not windows_sense.is_sure:
        if mac_sense.is_sure:
            return replace(mac, is_certain=mac_sense.is_certain)
        if windows is None and mac_sense.is_likely:
            return replace(mac, is_certain=False)
    if windows is None:
        return None
    rivals = mac is not None and mac_sense.is_sure and mac.text != windows.text
    return replace(windows, is_certain=windows_sense.is_certain and not rivals)


def _utf16_without_mark(data: bytes) -> EncodingName | None:
    """Guess UTF-16 from where NUL bytes stand: beside nearly every letter of Western text."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
