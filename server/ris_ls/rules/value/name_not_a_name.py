"""RIS407 name-not-a-name."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.value._names import NAME_TAGS, NOT_PLAIN, is_one_name
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.name_forms import ForeignKind, foreign_part

_SAID: dict[ForeignKind, str] = {
    "orcid": "the ORCID iD",
    "e-mail": "the e-mail address",
    "address": "the address",
    "mark": "the footnote mark",
    "affiliation": "the affiliation",
}


class NameNotAName(FieldRule):
    """A name holds something else: an address, an ORCID iD, a footnote mark, an affiliation.

    Numbers in the names of groups are left alone, and so are the numbers of trials that registries
    give in place of an author.

    ## Why

    Zotero, rispy and citation-js keep it as a part of the name, and citations print it. The fix
    takes it out of the name; where nothing else is there, it makes a note (N1) of the field.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane (jane.doe@example.org)
    AU  - Roe, Richard1,2
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

    code = "RIS407"
    name = "name-not-a-name"
    severity = "warning"
    fixable = "unsafe"
    once = True
    tags = NAME_TAGS
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a name field with something else in it."""
        found = foreign_part(field.value)
        if found is None or not is_one_name(field):
            return
        line = field.line
        if found.mended:
            title = f"Write `{short(found.mended, 40)}`"
            edits = replacement(line.value_start, field.value, found.mended)
        else:
            title = "Keep it as a note"
            edits = (Edit(line.start, line.value_start, "N1  - "),)
        yield Problem(
            field.value_span,
            f"`{short(field.value, 50)}` in {field.tag} holds {_SAID[found.kind]} "
            f"`{short(found.text, 40)}`: Zotero and rispy keep it as a part of the name.",
            Fix(title, edits, safe=False),
            group=found.kind,
        )
