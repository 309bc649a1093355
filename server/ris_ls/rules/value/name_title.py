"""RIS405 name-title."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.value._names import NAME_TAGS, NOT_PLAIN, is_one_name
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.name_forms import titles_in


class NameTitle(FieldRule):
    """A name holds a title or a degree, such as *Dr.*, *Prof.* or *PhD*.

    What may be initials is left alone (`Doe, MD`), and so is *Md*, which is short for Muhammad.

    ## Why

    RIS has no place for titles: Zotero and rispy keep them as a part of the name, citation-js
    takes a degree for a suffix such as *Jr.*, and citations print them. The same person stands
    under two names.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane, PhD
    AU  - Roe, Prof. Richard
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    AU  - Roe, Richard
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS405"
    name = "name-title"
    severity = "hint"
    fixable = "unsafe"
    once = True
    tags = NAME_TAGS
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a name with titles."""
        found = titles_in(field.value)
        if found is None or not is_one_name(field):
            return
        edits = replacement(field.line.value_start, field.value, found.mended)
        titles = ", ".join(found.titles)
        yield Problem(
            field.value_span,
            f"The name `{short(field.value, 40)}` in {field.tag} holds `{titles}`, "
            "which Zotero and rispy keep as a part of the name.",
            Fix(f"Write `{short(found.mended, 40)}`", edits, safe=False),
        )
