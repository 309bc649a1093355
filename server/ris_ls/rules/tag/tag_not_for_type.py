"""RIS307 tag-not-for-type."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import reference_type, tags
from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record

_BY_TYPE = {code: frozenset(tag.meaning_2011) for code, tag in tags().items() if tag.meaning_2011}
"""The tags that the specification of 2011 has for some types alone."""


class TagNotForType(FieldRule):
    """The specification of 2011 has no such tag for this reference type.

    ## Why

    Its tables say for each type which tags it has and what they mean. A program that follows them
    has no field for what stands in another tag: a journal article, for one, has no publisher.
    citation-js goes by these tables, and drops what they do not have.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PB  - Example Press
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS307"
    name = "tag-not-for-type"
    severity = "hint"
    on = False
    tags = frozenset(_BY_TYPE)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field of a tag that the table for the type of its record does not have."""
        kind = reference_type(record.type_code)
        if kind is None or not field.full_value or field.tag in kind.fields:
            return
        yield Problem(
            field.tag_span,
            f"The specification of 2011 has no {field.tag} for {kind.code} "
            f"({kind.name.lower()}): a program that follows it has no field for "
            f"`{short(field.full_value)}`.",
            group=f"{field.tag} {kind.code}",
        )
