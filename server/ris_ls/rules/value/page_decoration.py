"""RIS443 page-decoration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.value._pages import holds_extent
from ris_ls.syntax import Field, Record
from ris_ls.values.pages import parse_pages

_LONGEST = 60
# A single capital P in front of a number can be a page label: "P 12", a poster.
_WORD_BEFORE = re.compile(
    r"(?:(?:pages?|pp|pgs?|p[áa]g(?:ina)?s?|seiten?)(?:\.\s{0,2}|\s{1,2})"
    r"|P\.\s{0,2}|(?-i:p)(?:\.\s{0,2}|\s{1,2})|(?-i:pp)(?=[0-9]))(?=[0-9A-Za-z])",
    re.IGNORECASE,
)
_WORD_BEHIND = re.compile(r"(?<=[0-9])(?: {1,2}p\.?| {0,2}pp\.?| {1,2}pages)$")
_PLACES = frozenset({"page", "range", "open", "list", "article"})


class PageDecoration(FieldRule):
    """A page comes with a word for it, such as `pp.` or `p.`.

    A number of pages (`146p`) where pages belong is reported too; nobody can tell the pages from
    it. For books and theses, where SP is the number of pages, it can be reduced to the number.

    ## Why

    Citation styles write `pp.` themselves, so it is printed twice. rispy and citation-js keep the
    word as a part of the page number, so `p. 8` does not match `8`.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SP  - pp 37-64
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    SP  - 37-64
    ER  -
    ```
    """

    code = "RIS443"
    name = "page-decoration"
    severity = "info"
    fixable = "sometimes"
    removes = frozenset({"decoration"})
    once = True
    tags = frozenset({"SP", "EP"})
    shape = other_than(r"[A-Za-z]?[0-9]{1,8}(?:-[0-9]{1,8})?")

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a page with a word in front of it or behind it."""
        value = field.value
        if len(value) > _LONGEST or field.continuation or value.isdigit():
            return
        pages = parse_pages(value)
        if pages is not None and pages.kind == "extent":
            yield _extent(field, record, pages.start)
            return
        mended = _without_words(value)
        if mended != value:
            yield Problem(
                field.value_span,
                f"{field.tag} holds `{value}` instead of `{mended}`: citation styles write the "
                "word for pages themselves, and print it twice.",
                Fix(
                    f"Write `{mended}`",
                    replacement(field.line.value_start, value, mended),
                    True,
                    "decoration",
                ),
                group="word",
            )


def _without_words(value: str) -> str:
    """Return the pages alone; the value itself where it holds anything but pages and words."""
    before = _WORD_BEFORE.match(value)
    rest = value[before.end() :] if before else value
    rest = _WORD_BEHIND.sub("", rest) if "-" in rest or "–" in rest else rest
    pages = parse_pages(rest)
    return rest if pages is not None and pages.kind in _PLACES else value


def _extent(field: Field, record: Record, count: str) -> Problem:
    if field.tag == "SP" and holds_extent(record.type_code):
        return Problem(
            field.value_span,
            f"SP of {record.type_code} is the number of pages, and citation styles write the word "
            f"behind it: `{field.value}` is printed with it twice.",
            Fix(f"Write `{count}`", replacement(field.line.value_start, field.value, count), False),
            group="extent of a book",
        )
    return Problem(
        field.value_span,
        f"{field.tag} holds `{field.value}`, a number of pages: rispy and citation-js take it for "
        "a page.",
        group="extent",
    )
