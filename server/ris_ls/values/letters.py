"""Letters as people type them who have no such key: to compare, sort and find what they write."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]")
_WHOLE = str.maketrans(
    {
        **{"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h"},
        **{"ı": "i", "þ": "th"},
    }
)
"""What stands for letters that do not come apart into another one and an accent."""


def plain_letters(text: str) -> str:
    """Return a text in small letters without accents: ``ostergard`` for ``Østergård``.

    Everything but letters stays as it is. Never raises.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    return _MARKS.sub("", apart).translate(_WHOLE)
