"""RIS105 glued-field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ris_ls.knowledge import FIELD_CODES, TYPE_CODES, tag
from ris_ls.rules.line._taglike import tag_like
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.syntax import BLANKS, Field, Record
from ris_ls.syntax.fit import FREE_TEXT, fit
from ris_ls.text import Edit, Span

_CANDIDATE = re.compile(rf"([A-Z][A-Z0-9])([{BLANKS}]{{1,3}})-(?=[{BLANKS}]|$)")

_ANY_TAG = re.compile(rf"[A-Z][A-Z0-9][{BLANKS}]{{1,3}}-(?=[{BLANKS}\r\n]|\Z)")
_UNMISTAKABLE = frozenset({"year", "date", "doi", "url", "issn_isbn"})
"""Kinds of value that prose behind a single blank is not taken for."""

_GAP = 4
"""So many blanks in front of a tag that nobody knows still make it a field: Rayyan writes five."""

_SURE = 3.0
_LIKELY = 1.5
"""How well a value must suit its tag, as `ris_ls.syntax.fit` scores it."""


@dataclass(frozen=True, slots=True)
class _Glued:
    """What looks like a field inside the value of another one. Offsets are those of the block."""

    tag: str
    cut: int
    """Where the value before it ends."""
    start: int
    gap: int
    """How many blanks stand between tag and hyphen."""
    value_start: int
    value_end: int

    @property
    def blanks(self) -> int:
        """How many blanks stand in front of the tag."""
        return self.start - self.cut


class GluedField(RecordRule):
    """A second field stands inside the value of another one.

    ## Why

    Every program takes the tag and what follows for a part of the value before it. The second
    field is lost, and a DOI or address with a tail leads nowhere. Rayyan adds the lines that it
    does not know to the line before, behind five blanks; Scopus forgets the line end behind some
    lists of references.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    DO  - 10.1000/182     LK  - https://example.org/182
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    DO  - 10.1000/182
    LK  - https://example.org/182
    ER  -
    ```
    """

    code = "RIS105"
    name = "glued-field"
    severity = "warning"
    habits = frozenset({"glued_fields"})
    fixable = "unsafe"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each tag that stands inside a value."""
        if not _may_hold_one(record):
            return
        # A line that is one mistyped field as a whole holds no second one.
        meant = tag_like(record) if record.wrapped else {}
        for field in record.fields:
            for found in _glued(field, record, meant):
                yield _problem(field, found, record, context)


def _may_hold_one(record: Record) -> bool:
    """Tell whether anything in a record looks like a tag inside of a value."""
    values = "\n".join(record.values)
    if " -" not in values and "\t-" not in values and "\u00a0-" not in values:
        return False
    return _ANY_TAG.search(values) is not None


def _problem(field: Field, found: _Glued, record: Record, context: Context) -> Problem:
    if found.tag == "TY":
        loss = "programs do not see that a record begins here"
    elif found.tag == "ER" and record.end is None:
        loss = "programs do not see that the record ends here"
    else:
        loss = f"programs read it as a part of {field.tag}"
        if found.tag != "ER":
            loss += f", and no {found.tag} at all"
    again = found.tag == "ER" and record.end is not None
    fix = Fix(
        "Remove the second ER" if again else f"Give {found.tag} a line of its own",
        (
            Edit(
                found.cut,
                found.value_start,
                "" if again else f"{context.line_end}{found.tag}  - ",
            ),
        ),
        safe=False,
    )
    return Problem(
        Span(found.start, max(found.value_end, found.start + 2)),
        f"The field {found.tag} stands inside the value of {field.tag}: {loss}.",
        fix,
    )


def _glued(field: Field, record: Record, meant: Mapping[int, object]) -> Iterator[_Glued]:
    """Yield the fields inside the value of another one, in order."""
    places = [(field.line.value_start, field.line.end)]
    places.extend((line.start, line.end) for line in field.continuation if line.start not in meant)
    for start, end in places:
        for found in _look_alikes(record.text, start, end):
            # At the start of a continuation line a tag is indented, not glued.
            inside = found.cut > start or start == field.line.value_start
            if inside and _is_field(found, field, record):
                yield found


def _look_alikes(text: str, start: int, end: int) -> Iterator[_Glued]:
    """Yield every tag with a hyphen on a piece of a line; its value runs to the next one."""
    matches = list(_CANDIDATE.finditer(text, start, end))
    for index, match in enumerate(matches):
        stop = matches[index + 1].start() if index + 1 < len(matches) else end
        inner = text[match.end() : stop]
        value = inner.strip(BLANKS)
        value_start = match.end() + (inner.index(value) if value else len(inner))
        cut = match.start()
        while cut > start and text[cut - 1] in BLANKS:
            cut -= 1
        yield _Glued(
            match[1], cut, match.start(), len(match[2]), value_start, value_start + len(value)
        )


def _is_field(found: _Glued, field: Field, record: Record) -> bool:
    """Weigh layout and value: prose can look like a field, `T2 - weighted` like a title."""
    value = record.text[found.value_start : found.value_end]
    sound = found.gap == 2
    if found.tag == "TY":
        return sound and value.upper() in TYPE_CODES
    if found.tag == "ER":
        return sound and not value
    known = tag(found.tag)
    if known is None or found.tag not in FIELD_CODES:
        return sound and found.blanks >= _GAP and value != ""
    if found.start == field.line.value_start:
        return sound
    score = fit(found.tag, value)
    unmistakable = score >= _SURE and known.value_kind in _UNMISTAKABLE
    before = record.text[found.start - 1]
    if found.blanks == 0:
        if before.isalpha():
            return sound and (unmistakable or (before.islower() and (score > 0 or not value)))
        return sound and before.isprintable()
    if sound or found.blanks > 1:
        return score >= _LIKELY or (sound and not value and field.tag not in FREE_TEXT)
    return unmistakable and field.tag not in FREE_TEXT and found.tag not in record.tags
