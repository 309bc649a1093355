"""RIS455 truncated-value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.value._fields import pieces
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Span

_ABSTRACTS = frozenset({"AB", "N2"})
_NAMES = frozenset({"AU", "A1", "A2", "A3", "A4", "ED"})
_ADDRESSES = frozenset({"UR", "LK", "L1", "L2", "L3", "L4", "DO"})

_DOTS = re.compile(r"(?:\.\.\.|\u2026|\[\u2026\]|\[\.\.\.\]|\(\.\.\.\))\Z")
# What MEDLINE wrote until 1996.
_CUT = re.compile(r"\((?:ABSTRACT )?TRUNCATED(?: AT \d{2,4} WORDS)?\)\Z", re.IGNORECASE)
_TAIL = 50
# In the letters that ignoring the case takes for these.
_ENDINGS = (
    *("...", "\u2026", "...]", "\u2026]", "...)"),
    *map("".join, product("tT", "eE", "dD", ")")),
    *map("".join, product("dD", "sS\u017f", ")")),
)


class TruncatedValue(FieldRule):
    """An abstract, a name or an address ends in dots: the database cut it off.

    Titles are not looked at, since a title may well end in dots. Reported once per file and tag.

    ## Why

    The rest is not in the file, so no program can show or search it; in a review it looks as if
    the whole abstract had been read. A name that is cut gives a wrong author, and an address that
    is cut leads nowhere.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    AB  - We looked at exports of many databases, and what was dam...
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS455"
    name = "truncated-value"
    severity = "info"
    tags = _ABSTRACTS | _NAMES | _ADDRESSES
    endings = _ENDINGS

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a value that ends as exports cut values."""
        tail = field.full_value[-_TAIL:]
        match = _DOTS.search(tail)
        if match is None and field.tag in _ABSTRACTS:
            match = _CUT.search(tail)
        if match is None:
            return
        text, start = list(pieces(field, record))[-1]
        end = start + len(text)
        shown = f"`{short(tail[-25:], 25).lstrip()}`"
        if field.tag in _ABSTRACTS:
            message = f"{field.tag} was cut off, it ends in {shown}: the rest is not in the file."
        elif field.tag in _NAMES:
            message = (
                f"{field.tag} ends in {shown}: what stands for names left out, or the rest of a "
                "name, becomes a part of an author."
            )
        else:
            message = f"{field.tag} was cut off, it ends in {shown}: the address leads nowhere."
        yield Problem(
            Span(max(start, end - len(match[0])), end),
            message,
            group=field.tag,
        )
