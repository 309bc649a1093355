"""RIS421 doi-prefix."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._doi import is_encoded_address
from ris_ls.rules.value._fields import part, replacement
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.doi import PLAIN_DOI, parse_doi


class DoiPrefix(FieldRule):
    """A DOI is written as an address or with a label before it.

    ## Why

    rispy keeps the value as it stands, so scripts that look for the same DOI in two files, or look
    a DOI up, find nothing. Zotero and citation-js take the DOI out of it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    DO  - https://doi.org/10.5555/abc
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    DO  - 10.5555/abc
    ER  -
    ```
    """

    code = "RIS421"
    name = "doi-prefix"
    severity = "warning"
    habits = frozenset({"doi_prefix"})
    fixable = "safe"
    removes = frozenset({"decoration"})
    once = True
    tags = frozenset({"DO"})
    shape = other_than(PLAIN_DOI)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a DOI with something before it that can be told from it."""
        start, value = field.line.value_start, field.value
        found = parse_doi(value)
        if found.doi is None or found.doi_span is None:
            return
        if found.mended is not None and is_encoded_address(found, value):
            edits = replacement(start, value, found.mended)
            prefix = (0, len(value))
        elif found.prefix_span is not None:
            edits = replacement(start, value[: found.doi_span[0]], "")
            prefix = found.prefix_span
        else:
            return
        yield Problem(
            part(start, prefix),
            f"DO holds `{short(value, 50)}` instead of the DOI `{short(found.doi, 50)}` alone: "
            "rispy keeps all of it, so comparing or looking up the DOI fails.",
            Fix(
                # What stands behind the DOI is for a person to judge (RIS422).
                "Write the DOI alone" if found.mended else "Take away what stands before the DOI",
                edits,
                True,
                "decoration",
            ),
        )
