"""RIS442 pages-reversed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.value._pages import holds_place
from ris_ls.syntax import Record
from ris_ls.values.pages import expand_end

# No more than five digits: `104567` is an article number.
_LABEL = re.compile(r"([A-Za-z]{0,3})([0-9]{1,5})([A-Za-z]?)")
_LONGEST_NUMBER = 10
_FAR = 60
"""Articles are seldom longer: further on, an abbreviation can as well be a slip."""


class PagesReversed(RecordRule):
    """The last page is smaller than the first one, or abbreviated.

    `383` and `93` stand for the pages 383 to 393. Article numbers (`e1234`), roman numerals and
    pages of a supplement next to plain ones (`12`, `S3`) are left alone.

    ## Why

    rispy, citation-js and bibutils keep `93` as the last page, and scripts that count pages get a
    negative number.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SP  - 383
    EP  - 93
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SP  - 383
    EP  - 393
    ER  -
    ```
    """

    code = "RIS442"
    name = "pages-reversed"
    severity = "info"
    fixable = "sometimes"
    tags = frozenset({"EP"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield an EP that names a page before SP; one that abbreviates it once per file."""
        if _are_in_order(record.value_of("SP"), record.value_of("EP")):
            return
        start, end = record.first("SP"), record.first("EP")
        if start is None or end is None or start.continuation or end.continuation:
            return
        first, last = _LABEL.fullmatch(start.value), _LABEL.fullmatch(end.value)
        if first is None or last is None or not holds_place(record.type_code):
            return
        if _is_article_number(first):
            return
        related = (Related("the first page", start.value_span),)
        # `12345` and `9` can be an article number and how many pages it has.
        doubtful = len(first[2]) == 5 and len(last[2]) < 3
        whole = expand_end(start.value, end.value)
        if whole is not None:
            edits = replacement(end.line.value_start, end.value, whole)
            away = _distance(start.value, whole)
            # `S3` behind `S12` may be short for `S13`, and may be a slip.
            plain = whole.endswith(end.value)
            safe = plain and not doubtful and 0 < away <= _FAR
            yield Problem(
                end.value_span,
                f"EP `{end.value}` is short for `{whole}`, as SP is `{start.value}`: rispy, "
                "citation-js and bibutils keep it as it stands.",
                Fix(f"Write `{whole}`", edits, safe),
                related,
                group="abbreviated",
            )
        elif not doubtful and _is_before(last, first):
            yield Problem(
                end.value_span,
                f"EP `{end.value}` is before SP `{start.value}`: scripts that count the pages get "
                "a negative number.",
                related=related,
            )


def _are_in_order(start: str, end: str) -> bool:
    """Tell of the commonest values at once that nothing is wrong: two numbers, the second whole."""
    return (
        start.isdecimal()
        and end.isdecimal()
        and len(start) <= len(end) <= _LONGEST_NUMBER
        and int(start) <= int(end)
    )


def _is_before(one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether a page comes before another one; pages with other letters are not compared."""
    return (one[1], one[3]) == (other[1], other[3]) and int(one[2]) < int(other[2])


def _is_article_number(label: re.Match[str]) -> bool:
    """Tell whether a label is an article number such as `e1234`; `e39` can be a page."""
    return label[1] in ("e", "E") and len(label[2]) > 3


def _distance(start: str, end: str) -> int:
    first, last = _LABEL.fullmatch(start), _LABEL.fullmatch(end)
    return int(last[2]) - int(first[2]) if first is not None and last is not None else _FAR + 1
