"""RIS453 title-all-caps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record

_WORD = re.compile(r"[^\W\d_]{5,}")
_ENOUGH_LETTERS = 16
_ENOUGH_WORDS = 2


class TitleAllCaps(FieldRule):
    """A title is written in capitals from beginning to end.

    Short titles, and those that can be made of abbreviations, are left alone. Reported once per
    file, with the further places.

    ## Why

    Citations print it so, unless the style has another way of writing titles: then abbreviations
    and names come out wrong, since nothing tells them from other words any more.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - ON DAMAGED EXPORTS OF BIBLIOGRAPHIC RECORDS
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS453"
    name = "title-all-caps"
    severity = "hint"
    once = True
    tags = frozenset({"TI", "T1"})
    shape = rf"[^a-zß-öø-ÿ]{{{_ENOUGH_LETTERS},}}\Z"

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a title in capitals."""
        value = field.full_value
        if not value.isupper() or sum(map(str.isupper, value)) < _ENOUGH_LETTERS:
            return
        if sum(1 for word in _WORD.findall(value) if word.isupper()) < _ENOUGH_WORDS:
            return
        yield Problem(
            field.span,
            f"{field.tag} `{short(value, 50)}` is all in capitals: citations print it so, or turn "
            "names and abbreviations in it into small letters.",
        )
