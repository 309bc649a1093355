"""RIS110 long-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import meaning
from ris_ls.rules.line._taglike import TagLike, tag_like
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.wording import short
from ris_ls.syntax import Record
from ris_ls.text import Edit, Span

_HOMES = {
    "PMID": "AN",
    "PMC": "C2",
    "PMCID": "C2",
    "DOI": "DO",
    "ISSN": "SN",
    "EISSN": "SN",
    "ISBN": "SN",
    "URL": "UR",
}
"""Where the value of a longer tag belongs, if the record has no such field yet."""

_NOTES = frozenset({"NOTE", "NOTES"})
"""Longer tags that need no label in a note."""


class LongTag(RecordRule):
    """A tag has more than two characters, as `PMID`.

    PsycNet writes PMID into RIS, and lines of a PubMed file find their way into it.

    ## Why

    Tags of RIS have two characters. Programs take the line for a part of the value before it, so
    that its own value is lost and the other one is spoilt. Right behind TY it costs the record:
    citation-js drops all its fields, and rispy can stop with an error and read nothing from the
    file.

    The fix writes the value where it belongs, or as a note with a label where that field is taken.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    PMID  - 10000001
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    AN  - 10000001
    ER  -
    ```
    """

    code = "RIS110"
    name = "long-tag"
    severity = "warning"
    fixable = "unsafe"
    condition = "wrapped"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each line with a longer tag; one finding per file and kind."""
        taken = set(record.tags)
        for found in tag_like(record).values():
            if found.long:
                home = _home(record, found, taken)
                taken.add(home)
                yield _problem(record, found, home, context)


def _home(record: Record, found: TagLike, taken: set[str]) -> str:
    home = _HOMES.get(found.tag, "N1")
    if home == "C2" and "PMC" not in meaning("C2", record.type_code):
        home = "N1"
    return "N1" if home in taken else home


def _problem(record: Record, found: TagLike, home: str, context: Context) -> Problem:
    value = record.text[found.value_start : found.value_end]
    written = short(record.text[found.start : found.value_end])
    kind = found.tag if found.tag in _HOMES else "other"
    label = f"{found.tag}: " if home == "N1" and found.tag not in _NOTES else ""
    if found.behind_type:
        stop = "" if context.first else ", and rispy can stop with an error and read no record"
        loss = f"right behind TY it makes citation-js drop all fields of the record{stop}"
    else:
        owner = found.owner.tag if found.owner is not None else "no field"
        loss = f"programs read the line as a part of {owner}"
    return Problem(
        Span(found.start, found.value_end),
        f"`{written}` has a tag of {len(found.tag)} characters, and RIS knows none but those of "
        f"two: {loss}.",
        Fix(
            f"Write it as {home}",
            (Edit(found.start, found.value_end, f"{home}  - {label}{value}"),),
            safe=False,
        ),
        group=f"{kind} TY" if found.behind_type else kind,
        severity="error" if found.behind_type else None,
    )
