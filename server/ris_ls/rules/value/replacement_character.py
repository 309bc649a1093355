"""RIS007 replacement-character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem, Related
from ris_ls.rules.value._around import word_around
from ris_ls.rules.value._fields import part, pieces
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Span

# The second is the first, in UTF-8 that was read as Windows-1252.
_LOST = re.compile("(?:\ufffd|ï¿½)+")
_MAX_RELATED = 20


class ReplacementCharacter(FieldRule):
    r"""A value holds U+FFFD, the sign that a program writes where it could not read a letter.

    ## Why

    The letter itself is lost, and no program can bring it back: it has to be looked up, or the
    record exported anew. A search for the word finds nothing, and citations print the sign.

    ## Example

    ```ris
    TY  - JOUR
    AU  - M\ufffdller, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS007"
    name = "replacement-character"
    severity = "warning"
    signs = "\ufffd½"

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field in which letters are lost, with the first and the further places."""
        places: list[Span] = []
        word = ""
        for text, start in pieces(field, record):
            for match in _LOST.finditer(text):
                places.append(part(start, match.span()))
                if not word:
                    first, last = word_around(text, match.start(), match.end())
                    word = text[first:last]
        if not places:
            return
        more = f" (and at {len(places) - 1} more places)" if len(places) > 2 else ""
        if len(places) == 2:
            more = " (and at one more place)"
        yield Problem(
            places[0],
            f"{field.tag} holds `{short(word, 40)}`{more}: a letter or sign is lost there, and "
            "citations print the stand-in. Look the value up.",
            related=tuple(
                Related("Here a sign is lost too.", span) for span in places[1 : _MAX_RELATED + 1]
            ),
        )
