"""RIS404 name-et-al."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._names import NAME_TAGS, NOT_PLAIN, is_one_name
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record, remove_lines
from ris_ls.text import Edit
from ris_ls.values.name_forms import others_start


class NameEtAl(FieldRule):
    """A name is `et al.`, or ends in it.

    ## Why

    It stands for authors that were left out. Zotero, rispy and citation-js take it for a person,
    or for a part of one, and print it among the authors. Who they are only the work itself can
    tell.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    AU  - Roe, Richard
    AU  - et al.
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

    code = "RIS404"
    name = "name-et-al"
    severity = "warning"
    fixable = "unsafe"
    once = True
    tags = NAME_TAGS
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a name that stands for more than one."""
        value = field.value
        start = others_start(value)
        if start is None or not is_one_name(field):
            return
        at = field.line.value_start
        if start == 0:
            title = f"Remove this {field.tag}"
            edit = remove_lines(record.text, field.line_span)
            said = f"{field.tag} holds `{short(value, 40)}`, which is no name"
        else:
            title = f"Write `{short(value[:start], 40)}`"
            edit = Edit(at + start, at + len(value), "")
            said = f"`{short(value, 40)}` in {field.tag} stands for more than one name"
        yield Problem(
            field.value_span,
            f"{said}: authors were left out here, and Zotero and rispy take it for one.",
            Fix(title, (edit,), safe=False),
        )
