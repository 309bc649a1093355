"""RIS441 page-range-in-start."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import importer
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.value._pages import holds_place
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.pages import PageRange, parse_pages, runs_on

_LONGEST = 40
_DASHES = frozenset("-‐‑‒–—−")


class PageRangeInStart(RecordRule):
    """SP holds a range of pages, and the last page is expected in EP.

    The specification of 2011, and EndNote with it, has the whole range in SP. So this rule is off
    unless asked for, and says nothing where 2011 is the specification to follow, or where all
    programs that a file is to go to understand a range.

    ## Why

    The specification of 2001 has the first page in SP and the last one in EP. rispy and bibutils
    keep them apart, and take a range in SP for the first page.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SP  - 860-866
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SP  - 860
    EP  - 866
    ER  -
    ```
    """

    code = "RIS441"
    name = "page-range-in-start"
    severity = "info"
    fixable = "unsafe"
    once = True
    on = False
    tags = frozenset({"SP"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield an SP with a range, where the last page belongs in EP."""
        field = record.first("SP")
        if field is None or len(field.value) > _LONGEST or _DASHES.isdisjoint(field.value):
            return
        if field.continuation or not _is_wanted(context) or not holds_place(record.type_code):
            return
        pages = parse_pages(field.value)
        if pages is None or pages.kind != "range" or not runs_on(pages):
            return
        yield Problem(
            field.value_span,
            f"SP holds the range `{field.value}`: rispy and bibutils take all of it for the first "
            "page, and find no last one.",
            _fix(field, record, pages, context),
        )


def _is_wanted(context: Context) -> bool:
    """Tell whether the specification or a program asks for the last page in EP."""
    if context.specification != "as-is":
        return context.specification == "2001"
    targets = [found for key in context.targets if (found := importer(key)) is not None]
    # Without a target, somebody has turned this rule on for its own sake.
    return not targets or any(
        "start" in str(target.behaviour.get("pages_range_in_sp", "")) for target in targets
    )


def _fix(field: Field, record: Record, pages: PageRange, context: Context) -> Fix | None:
    end = record.first("EP")
    if end is not None and end.full_value != pages.end:
        return None
    edits = list(replacement(field.line.value_start, field.value, pages.start))
    if end is None:
        edits.append(_new_line(field, f"EP  - {pages.end}", record, context))
    return Fix(f"Write `{pages.start}` in SP and `{pages.end}` in EP", tuple(edits), safe=False)


def _new_line(field: Field, text: str, record: Record, context: Context) -> Edit:
    """Return the edit that puts a line behind that of a field."""
    at = field.line.next
    if record.line_end(field.line):
        return Edit(at, at, text + context.line_end)
    return Edit(at, at, context.line_end + text)
