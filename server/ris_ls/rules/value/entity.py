"""RIS452 entity."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import part, pieces, replacement
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit, Span
from ris_ls.values.entities import decode_entities

_KEEP_ANGLES = frozenset({"AB", "N1", "N2", "RN"})
"""Fields in which Zotero takes angle brackets as they come, and text about markup may stand."""


class Entity(FieldRule):
    """A value holds a code of web pages, such as `&amp;` or `&#233;`, in place of a sign.

    The codes for `<` and `>` stay where the sign would make a tag out of text, and in abstracts
    and notes.

    ## Why

    Zotero decodes them in most fields; EndNote, RefWorks and rispy keep them as they stand, and a
    citation then prints them. Names do not match with the same name written right.

    ## Example

    ```ris
    TY  - JOUR
    AU  - M&uuml;ller, Jane
    TI  - Exports &amp; imports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Müller, Jane
    TI  - Exports & imports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS452"
    name = "entity"
    severity = "warning"
    fixable = "safe"
    removes = frozenset({"markup"})

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with entities; one fix decodes them all."""
        if field.tag == "TY":
            return
        edits: list[Edit] = []
        places: list[Span] = []
        for text, start in pieces(field, record):
            if "&" not in text:
                continue
            decoded, spans = decode_entities(text, field.tag in _KEEP_ANGLES)
            places.extend(part(start, span) for span in spans)
            edits.extend(replacement(start, text, decoded))
        if not edits:
            return
        first = places[0]
        sign = record.text[first.start : first.end]
        more = f" and {len(places) - 1} more like it" if len(places) > 1 else ""
        yield Problem(
            first,
            f"{field.tag} holds the code `{short(sign, 30)}`{more} in place of a sign: EndNote and "
            "rispy keep the code, and citations print it.",
            Fix("Write the signs themselves", tuple(edits), True, "markup"),
        )
