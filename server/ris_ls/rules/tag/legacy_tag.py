"""RIS308 legacy-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.formatting.specifications import IN_2001, IN_2011, SAME, is_issue, tag_of_2011
from ris_ls.knowledge import Tag, tag
from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit


class LegacyTag(FieldRule):
    """A tag belongs to the other specification than the one that is followed.

    ## Why

    The specification of 2011 dropped tags of 2001 that said the same as others: T1, A1, Y1, JF, N2
    and more. Importers still read them, but not all alike: rispy keeps T1 as `primary_title` and
    A1 as `first_authors`, so that a script that asks for `title` and `authors` finds nothing.
    With `specification = "2001"` it is the other way round: DA, which is newer, becomes Y1.

    ## Example

    ```ris
    TY  - JOUR
    A1  - Doe, Jane
    T1  - On damaged exports
    JF  - Journal of Exports
    Y1  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS308"
    name = "legacy-tag"
    severity = "info"
    fixable = "unsafe"
    on = False
    tags = frozenset(IN_2011) | frozenset(IN_2001)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field whose tag the specification that is followed does not have."""
        follows_2001 = context.specification == "2001"
        wrong = IN_2001 if follows_2001 else IN_2011
        if field.tag not in wrong or not field.full_value:
            return
        if field.tag == "CP" and not is_issue(field.full_value):
            return
        right = IN_2001[field.tag] if follows_2001 else tag_of_2011(field.tag, record)
        known = tag(right)
        here, there = ("2001", "2011") if follows_2001 else ("2011", "2001")
        yield Problem(
            field.tag_span,
            f"{field.tag} is a tag of the specification of {there}; that of {here} has {right} "
            f"({known.name if known else right}) for it{_filed(field.tag, known)}.",
            _fix(field, record, right),
            group=field.tag,
        )


def _filed(code: str, standard: Tag | None) -> str:
    """Return where rispy puts the value, when that is not where it puts the standard tag."""
    found = tag(code)
    filed = found.importers.get("rispy", "") if found else ""
    if not filed or (standard and standard.importers.get("rispy") == filed):
        return ""
    if filed == "unknown_tag":
        return ", and rispy sets it aside as unknown"
    return f", and rispy keeps it apart, as `{filed}`"


def _fix(field: Field, record: Record, right: str) -> Fix | None:
    known = tag(right)
    if known is None:
        return None
    if not known.repeatable:
        rivals = [other for other in record.of(field.tag) if other.full_value]
        if rivals[0] is not field or record.first(*SAME.get(right, (right,))) is not None:
            return None
        if any(
            IN_2011.get(other.tag) == right and other.line.start < field.line.start
            for other in record.fields
            if other.tag != field.tag and other.full_value
        ):
            return None  # one before it becomes this tag
    span = field.tag_span
    return Fix(
        f"Write {right} instead of {field.tag}",
        (Edit(span.start, span.end, right),),
        safe=False,
    )
