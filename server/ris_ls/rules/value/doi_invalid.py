"""RIS422 doi-invalid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._doi import is_encoded_address
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.doi import PLAIN_DOI, DoiProblem, DoiReading, parse_doi, split_dois
from ris_ls.values.placeholders import is_placeholder

_MENDED: frozenset[DoiProblem] = frozenset({"blanks-inside", "trailing-punctuation"})

_SAID: tuple[tuple[DoiProblem, str], ...] = (
    ("not-a-doi", "is no DOI"),
    ("cut", "is a DOI that was cut off"),
    ("text-before", "holds other text before the DOI"),
    ("text-after", "holds other text behind the DOI"),
    ("blanks-inside", "holds blanks inside the DOI"),
    ("trailing-punctuation", "ends in a sign that does not belong to the DOI"),
    ("percent-encoded", "holds percent signs and codes in place of letters"),
)


class DoiInvalid(FieldRule):
    """DO holds something that is no sound DOI.

    ## Why

    The DOI leads nowhere when it is looked up, and the record is not known again as a duplicate.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    DO  - 10.5555/abc.123.
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    DO  - 10.5555/abc.123
    ER  -
    ```
    """

    code = "RIS422"
    name = "doi-invalid"
    severity = "warning"
    fixable = "sometimes"
    removes = frozenset({"decoration", "exact duplicate"})
    tags = frozenset({"DO"})
    shape = other_than(PLAIN_DOI)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a value that is no DOI, or not a DOI alone; a prefix is RIS421."""
        if not field.value or is_placeholder(field.tag, field.full_value):
            return
        found = parse_doi(field.value)
        if found.problems == ("several",):
            yield from _twice(field)  # different ones are RIS424
            return
        said = next((words for problem, words in _SAID if problem in found.problems), None)
        if said is None:
            return
        if is_encoded_address(found, field.value):
            return  # RIS421 mends all of it
        yield Problem(
            field.value_span,
            f"DO `{short(field.value)}` {said}: looking it up finds nothing.",
            _fix(field, found),
        )


def _fix(field: Field, found: DoiReading) -> Fix | None:
    """Return the fix where blanks, punctuation and percent codes are all that is wrong."""
    encoded = "percent-encoded" in found.problems
    others = _MENDED.issuperset(set(found.problems) - {"percent-encoded"})
    if found.doi is None or found.mended is None or not others:
        return None
    start = found.prefix_span[1] if found.prefix_span else 0
    edits = replacement(field.line.value_start + start, field.value[start:], found.doi)
    if not edits:
        return None
    # A DOI may hold a percent sign that means itself, though none is known that does.
    return Fix(f"Write `{short(found.doi)}`", edits, not encoded, None if encoded else "decoration")


_SEPARATOR = re.compile(r"[\s;,|]+")


def _twice(field: Field) -> Iterator[Problem]:
    """Yield a value that is one and the same DOI several times."""
    dois = split_dois(field.value)
    if len(dois) < 2 or len({doi.casefold() for doi in dois}) > 1:
        return
    edits = replacement(field.line.value_start, field.value, dois[0])
    is_list = {word.casefold() for word in _SEPARATOR.split(field.value)} <= {
        dois[0].casefold(),
        "",
    }
    yield Problem(
        field.value_span,
        f"DO `{short(field.value)}` holds the DOI more than once: looking it up finds nothing.",
        # With something between them the other one may belong to a field that was lost.
        Fix(f"Write `{short(dois[0])}`", edits, is_list, "exact duplicate" if is_list else None),
    )
