"""RIS308 legacy-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import Tag, reference_type, tag
from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit

_IN_2011 = {
    "A1": "AU",
    "BT": "T2",
    "CP": "IS",
    "ED": "A2",
    "J1": "J2",
    "JA": "J2",
    "JF": "T2",
    "JO": "T2",
    "N2": "AB",
    "T1": "TI",
    "Y1": "PY",
}
"""Tags that the specification of 2011 no longer has, and what it has for the same."""

_IN_2001 = {"DA": "Y1"}
"""Tags that the specification of 2001 does not have yet, and what it has for the same."""

_SAME = {
    "PY": ("PY", "DA"),
    "Y1": ("Y1", "PY"),
}
"""Tags that are there already when one of these is."""

_ISSUE_WORDS = 2
"""How many words the number of an issue has at most: ``Suppl. 1``."""

_WHOLE_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK"})


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
    tags = frozenset(_IN_2011) | frozenset(_IN_2001)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field whose tag the specification that is followed does not have."""
        follows_2001 = context.specification == "2001"
        wrong = _IN_2001 if follows_2001 else _IN_2011
        if field.tag not in wrong or not field.full_value:
            return
        if field.tag == "CP" and len(field.full_value.split()) > _ISSUE_WORDS:
            return  # Web of Science writes the name of the conference here
        right = _right(field, record, wrong[field.tag])
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


def _right(field: Field, record: Record, usual: str) -> str:
    """Return the tag to write, which may depend on the type and on what else is there."""
    if field.tag == "BT" and record.type_code in _WHOLE_BOOKS:
        return "TI"
    if field.tag == "JO" and record.first("T2", "JF") is not None:
        return "J2"
    if field.tag == "ED" and (kind := reference_type(record.type_code)):
        return next((code for code in kind.fields if kind.fields[code] == "Editor"), usual)
    return usual


def _fix(field: Field, record: Record, right: str) -> Fix | None:
    known = tag(right)
    if known is None:
        return None
    if not known.repeatable:
        rivals = [other for other in record.of(field.tag) if other.full_value]
        if rivals[0] is not field or record.first(*_SAME.get(right, (right,))) is not None:
            return None
        if any(
            _IN_2011.get(other.tag) == right and other.line.start < field.line.start
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
