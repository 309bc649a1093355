"""RIS465 several-urls."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._fields import replacement
from ris_ls.syntax import Field, Record
from ris_ls.values.urls import PLAIN_URL, parse_url


class SeveralUrls(FieldRule):
    """UR holds several addresses without semicolons between them.

    ## Why

    Both specifications ask for a semicolon between addresses, and rispy separates them there. With
    blanks alone it takes them for one address, which leads nowhere. An UR for each is no way out:
    Zotero keeps the first.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    UR  - https://example.org/1 https://example.org/2
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    UR  - https://example.org/1; https://example.org/2
    ER  -
    ```
    """

    code = "RIS465"
    name = "several-urls"
    severity = "warning"
    fixable = "sometimes"
    once = True
    tags = frozenset({"UR"})
    shape = other_than(PLAIN_URL)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a value with several addresses."""
        found = parse_url(field.value)
        if found.kind != "several":
            return
        edits = (
            replacement(field.line.value_start, field.value, found.mended) if found.mended else ()
        )
        yield Problem(
            field.value_span,
            f"{field.tag} holds {found.count} addresses without a semicolon between them: rispy "
            "takes them for one, which leads nowhere.",
            Fix("Write semicolons between the addresses", edits, safe=True) if edits else None,
        )
