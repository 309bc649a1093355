"""RIS461 joined-keywords."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.keywords import (
    POSSIBLE_LIST,
    KeywordList,
    KeywordSeparator,
    split_keywords,
)

_SAID: dict[KeywordSeparator, str] = {
    "semicolon": "semicolons",
    "comma": "commas",
    "slash": "slashes",
}


class JoinedKeywords(FieldRule):
    """One keyword field holds several keywords.

    Subject headings with a comma (`Diabetes Mellitus, Type 2`) or a slash
    (`Heart Failure/drug therapy`) are left alone. Keywords between commas are only reported
    where they are all the record has.

    ## Why

    RIS has a line for each keyword. rispy, citation-js and bibutils take the whole line for one
    keyword, which no search for one of them finds.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    KW  - harvest; weather
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    KW  - harvest
    KW  - weather
    ER  -
    ```
    """

    code = "RIS461"
    name = "joined-keywords"
    severity = "warning"
    fixable = "sometimes"
    once = True
    tags = frozenset({"KW"})
    shape = POSSIBLE_LIST

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with several keywords."""
        value = field.value
        alone = not field.continuation and record.codes.count("KW") == 1
        found = split_keywords(value, alone=alone)
        if found is None:
            return
        count = len(found.spans)
        yield Problem(
            field.value_span,
            f"KW holds {count} keywords with {_SAID[found.separator]} between them, "
            f"`{short(value, 50)}`: rispy, citation-js and bibutils take them for one.",
            _split(field, found, context),
            group=found.separator,
        )


def _split(field: Field, found: KeywordList, context: Context) -> Fix:
    start, value = field.line.value_start, field.value
    between = f"{context.line_end}KW  - "
    edits = [
        Edit(start + left[1], start + right[0], between) for left, right in pairwise(found.spans)
    ]
    ends = [(0, found.spans[0][0]), (found.spans[-1][1], len(value))]
    edits.extend(Edit(start + left, start + right, "") for left, right in ends if left < right)
    safe = (
        found.separator == "semicolon"
        and not found.labelled
        and not field.continuation
        # A semicolon in quotation marks, or at the end of an entity, need not separate.
        and '"' not in value
        and "&" not in value
    )
    return Fix("Write each keyword in a KW of its own", tuple(sorted(edits)), safe)
