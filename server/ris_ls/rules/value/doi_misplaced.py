"""RIS423 doi-misplaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ris_ls.importers.citationjs import reads_as_2001
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.value._fields import own_values
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.doi import DoiProblem, parse_doi

_WHOLE = ("M3", "L3", "ID")
"""Tags in which exporters write the DOI itself."""
_LABELLED = (
    *("N1", "AN", "SN", "L1", "L2", "L4", "M1", "M2", "U1", "U2", "U3", "U4", "U5"),
    *("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"),
)
"""Tags in which a value counts when it says that it is a DOI."""
_ADDRESSES = ("UR", "L1", "L2", "L4")
"""Tags for addresses, which may lead to another work too."""

_TAGS = frozenset({*_WHOLE, *_LABELLED, *_ADDRESSES})
_LABEL = re.compile(r"doi ?[:=]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://(?:www\.|dx\.)?doi\.org/", re.IGNORECASE)
_REGISTERED = re.compile(r"10\.[0-9]{4,9}/")
# Cochrane's numbers for records of trials: they look like DOIs and are not registered.
_COCHRANE = "10.1002/central/"
_HARMLESS: frozenset[DoiProblem] = frozenset({"percent-encoded", "trailing-punctuation"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    field: Field
    doi: str
    sure: bool


class DoiMisplaced(RecordRule):
    """The DOI stands in another field, and there is no DO.

    ## Why

    EBSCO writes the DOI as L3, other exporters as M3. rispy and citation-js look for it in DO
    alone; Zotero and JabRef find it in M3 as well, but in L3 or ID they do not. Without a DOI,
    duplicates are not found and the record cannot be completed.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    L3  - 10.5555/abc.1
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    L3  - 10.5555/abc.1
    DO  - 10.5555/abc.1
    ER  -
    ```
    """

    code = "RIS423"
    name = "doi-misplaced"
    severity = "info"
    fixable = "sometimes"
    tags = _TAGS

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the field that is most surely the DOI of the record."""
        if record.value_of("DO"):
            return
        found = list(_candidates(record))
        if not found:
            return
        best = next((one for one in found if one.sure), found[0])
        several = len({one.doi.casefold() for one in found if one.sure or not best.sure}) > 1
        if several and not best.sure:
            return  # addresses of several works, none of which says that it is this one
        field = best.field
        yield Problem(
            field.value_span,
            f"{field.tag} holds the DOI `{short(best.doi, 50)}`, and there is no DO: "
            f"{_who(field.tag)} not find it.",
            Fix(
                "Add a DO with the DOI",
                (_new_line(record, field, f"DO  - {best.doi}", context.line_end),),
                # With a DO, citation-js would no longer read the record by its tags of 2001.
                safe=best.sure and not several and not reads_as_2001(record.tags),
            ),
            group=field.tag,
        )


def _candidates(record: Record) -> Iterator[_Candidate]:
    """Yield the fields whose whole value is a DOI; the surest tags come first."""
    fields = [
        record.field(index)
        for index, value in own_values(record, _TAGS)
        if index >= record.first_typed and "10" in value
    ]
    for tag in _WHOLE:
        yield from (one for field in fields if field.tag == tag for one in _read(field, True))
    for field in fields:
        if field.tag in _LABELLED and _LABEL.match(field.value):
            yield from _read(field, True)
    for field in fields:
        if field.tag in _ADDRESSES and _ADDRESS.match(field.value):
            yield from _read(field, False)


def _read(field: Field, sure: bool) -> Iterator[_Candidate]:
    """Yield the DOI that is all that a field holds."""
    if field.continuation:
        return
    found = parse_doi(field.value)
    if found.doi is None or not _HARMLESS.issuperset(found.problems):
        return
    if _REGISTERED.match(found.doi) and not found.doi.casefold().startswith(_COCHRANE):
        yield _Candidate(field, found.doi, sure)


def _who(tag: str) -> str:
    if tag in ("L3", "ID"):
        return "Zotero, JabRef, rispy and citation-js do"
    return "rispy and citation-js do"


def _new_line(record: Record, field: Field, line: str, line_end: str) -> Edit:
    """Return the edit that writes a line behind those of a field."""
    at = field.line_span.end
    if record.text[field.line_span.start : at].endswith(("\n", "\r")):
        return Edit(at, at, line + line_end)
    return Edit(at, at, line_end + line)
