"""RIS304 unknown-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import FIELD_CODES, is_vendor, tag
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.syntax.fit import FREE_TEXT, fit
from ris_ls.text import Edit

_OTHER_FORMATS = {
    # MEDLINE, as PubMed writes it
    "MH": "KW",
    "OT": "KW",
    "JT": "T2",
    "VI": "VL",
    "IP": "IS",
    "PL": "CY",
    # plain text of Web of Science
    "BP": "SP",
    "EI": "SN",
    "UT": "AN",
    "DT": "M3",
    "SC": "KW",
    "WC": "KW",
}
"""Tags of other formats that find their way into RIS files, and what says the same here."""

_ALIKE = ("O0Q", "I1LJ", "S5", "Z2", "B8", "UV")
"""Letters and digits that are taken for each other, by eye or by a scanner."""

_TELLING = frozenset({"doi", "url", "date", "year", "issn_isbn"})
"""Kinds of value that show by themselves what they are."""


class UnknownTag(RecordRule):
    """A tag stands in no specification, and no exporter or importer is known to use it.

    ## Why

    rispy sets the value aside as unknown; Zotero, JabRef and citation-js drop it.

    ## Example

    ```ris
    TY  - JOUR
    UA  - Doe, Jane
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

    code = "RIS304"
    name = "unknown-tag"
    severity = "warning"
    fixable = "unsafe"
    once = True

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the fields whose tag no source knows."""
        if FIELD_CODES.issuperset(record.tags):
            return
        previous: Field | None = None
        for field in record.fields:
            if field.tag not in FIELD_CODES:
                if _is_prose(field, previous):
                    continue  # and so is what follows it
                if field.full_value:
                    yield _problem(field, record)
            previous = field


def _is_prose(field: Field, previous: Field | None) -> bool:
    """Tell whether a line may be a part of the text before it that only looks like a field."""
    if field.tag in _OTHER_FORMATS or previous is None:
        return False
    return previous.tag in FREE_TEXT or bool(previous.continuation) or bool(field.continuation)


def _problem(field: Field, record: Record) -> Problem:
    span = field.tag_span
    meant = _meant(field, record)
    found = tag(meant)
    suggestion = f" ({meant}, {found.name}, is probably meant)" if found else ""
    return Problem(
        span,
        f"{field.tag} is no tag of RIS{suggestion}: rispy sets `{short(field.full_value)}` aside "
        "as unknown, and Zotero and JabRef drop it.",
        Fix(f"Write {meant} instead of {field.tag}", (Edit(span.start, span.end, meant),), False)
        if meant
        else None,
        group=field.tag,
    )


def _meant(field: Field, record: Record) -> str:
    """Return the tag that is probably meant, or nothing."""
    candidates = [_OTHER_FORMATS[field.tag]] if field.tag in _OTHER_FORMATS else []
    if not candidates:
        scored = [(fit(code, field.full_value), code) for code in _near(field.tag)]
        candidates = [code for score, code in sorted(scored, reverse=True) if score > 0.5]
    if not candidates:
        candidates = [
            code
            for code in sorted(FIELD_CODES)
            if (code[0] == field.tag[0] or code[1] == field.tag[1])
            and (known := tag(code))
            and known.value_kind in _TELLING
            and fit(code, field.full_value) >= 3
        ]
    for code in candidates:
        known = tag(code)
        if known and not is_vendor(code) and (known.repeatable or not record.first(code)):
            return code
    return ""


def _near(code: str) -> list[str]:
    """Return known tags with the same letters the other way round, or with ones that look alike."""
    near = [code[::-1]]
    for place in (0, 1):
        for group in _ALIKE:
            if code[place] in group:
                near.extend(
                    code[:place] + other + code[place + 1 :]
                    for other in group
                    if other != code[place]
                )
    return [each for each in near if each in FIELD_CODES]
