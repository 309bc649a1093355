"""RIS454 title-trailing-period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import pieces
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit, Span

# The last word. A stop inside it, or behind one letter, belongs to an abbreviation.
_LAST_WORD = re.compile(r"(?:\A|[\s\-/(\[\"'“‘])([^\s\-/(\[\"'“‘]{1,60})\Z")
_ABBREVIATIONS = frozenset(
    {"al", "etc", "spp", "sp", "nov", "subsp", "var", "inc", "ltd", "corp", "co", "bros", "jr"}
    | {"sr", "dr", "st", "vs", "ca", "cf", "no", "vol", "ed", "eds", "pt", "dept", "univ", "ph"}
    | {"gmbh", "cie", "comb", "gen", "ined", "auct", "hort", "linn", "str", "hrsg", "usw", "cv"}
)
_SHORTEST_WORD = 2


class TitleTrailingPeriod(FieldRule):
    """A title ends in a full stop.

    A stop that belongs to an abbreviation (`U.S.A.`, `et al.`, `sp. nov.`) and dots that stand for
    something left out are none.

    ## Why

    PubMed and others write it. A citation style sets a stop of its own behind the title, and some
    programs then print two.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports.
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS454"
    name = "title-trailing-period"
    severity = "hint"
    fixable = "unsafe"
    once = True
    on = False
    tags = frozenset({"TI", "T1"})

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a title with a stop at its end that is no part of a word."""
        value = field.full_value
        if not value.endswith(".") or value.endswith(".."):
            return
        match = _LAST_WORD.search(value[-80:-1])
        if match is None:
            return
        word = match[1]
        if "." in word or len(word) < _SHORTEST_WORD or word.lower() in _ABBREVIATIONS:
            return
        text, start = list(pieces(field, record))[-1]
        end = start + len(text)
        yield Problem(
            Span(end - 1, end),
            f"{field.tag} `{short(value, 50)}` ends in a full stop: citation styles add their own, "
            "and some programs then print two.",
            Fix("Remove the full stop", (Edit(end - 1, end, ""),), False),
        )
