"""RIS452 entity."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import is_vendor
from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import part, pieces, replacement, tags_of_kind
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit, Span
from ris_ls.values.entities import POSSIBLE_ENTITY, decode_entities
from ris_ls.values.markup import find_tags

_KEEP_ANGLES = frozenset({"AB", "N1", "N2", "RN"})
"""Fields in which Zotero takes angle brackets as they come, and text about markup may stand."""
_IN_CITATIONS = tags_of_kind("name") | {
    *("TI", "T1", "T2", "T3", "BT", "CT", "ST", "JO", "JF", "JA", "J1", "J2"),
    *("PB", "CY", "ET", "UR"),
}
"""Fields that citations are made of."""
_NOTES = frozenset({"N1", "RN"})


class Entity(FieldRule):
    """A value holds a code of web pages, such as `&amp;` or `&#233;`, in place of a sign.

    The codes for `<` and `>` stay where the sign would make a tag out of text, and in abstracts
    and notes. Fields that a database writes for itself, such as the index names (WE) of Web of
    Science, are left alone, and so are notes in HTML, as Zotero writes and reads them.

    ## Why

    Zotero decodes them in most fields; EndNote, RefWorks and rispy keep them as they stand, and a
    citation then prints them. A search for the words as they are written misses the record.

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
    habits = frozenset({"entities"})
    fixable = "safe"
    removes = frozenset({"markup"})
    signs = "&"
    shape = POSSIBLE_ENTITY

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with entities; one fix decodes them all."""
        if field.tag == "TY" or is_vendor(field.tag):
            return
        if field.tag in _NOTES and any(tag.is_block for tag in find_tags(field.full_value)):
            return  # in HTML the code is what has to stand there
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
        loss = (
            "and citations print it"
            if field.tag in _IN_CITATIONS
            else "and a search for the text misses it"
        )
        yield Problem(
            first,
            f"{field.tag} holds the code `{short(sign, 30)}`{more} in place of a sign: EndNote and "
            f"rispy keep the code, {loss}.",
            Fix("Write the signs themselves", tuple(edits), True, "markup"),
        )
