"""RIS302 type-case."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.tag._types import KNOWN_TYPE, is_known
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit


class TypeCase(FieldRule):
    """The reference type is not written in capitals.

    ## Why

    Zotero and citation-js understand `Jour`; rispy keeps it as it is, so a script that looks for
    JOUR passes the record over, and JabRef and astrocite do not know the type.

    ## Example

    ```ris
    TY  - Jour
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS302"
    name = "type-case"
    severity = "warning"
    fixable = "safe"
    tags = frozenset({"TY"})
    shape = other_than(KNOWN_TYPE)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a type that is known in capitals and not written in them."""
        capitals = field.value.upper()
        if field.value != capitals and is_known(capitals):
            span = field.value_span
            yield Problem(
                span,
                f"The reference type `{field.value}` is not in capitals: JabRef does not know it, "
                "and rispy does not take it for the same type.",
                Fix(f"Write {capitals}", (Edit(span.start, span.end, capitals),), safe=True),
            )
