"""RIS424 several-dois."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.repeats import FAILS, stops_citation_js
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit, Span
from ris_ls.values.doi import PLAIN_DOI, parse_doi, split_dois

_PLAIN = re.compile(PLAIN_DOI)


class SeveralDois(RecordRule):
    """A record has more than one DOI in DO.

    ## Why

    Web of Science writes the DOI of a chapter and that of its book. In one field, rispy keeps the
    two as one, and looking that up finds nothing; with two, rispy keeps the first and Zotero the
    last, and citation-js reads nothing of the whole file: then this is an error.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    DO  - 10.5555/abc.1
    DO  - 10.5555/xyz.2
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    DO  - 10.5555/abc.1
    N1  - DOI: 10.5555/xyz.2
    ER  -
    ```
    """

    code = "RIS424"
    name = "several-dois"
    severity = "warning"
    fixable = "unsafe"
    tags = frozenset({"DO"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with several DOIs, and each DOI that is not the first of the record."""
        if record.codes.count("DO") == 1 and _PLAIN.fullmatch(record.value_of("DO")):
            return
        first: tuple[Field, str] | None = None
        for field in record.of("DO"):
            found = parse_doi(field.full_value)
            dois: tuple[str, ...] = (found.doi,) if found.doi else ()
            if found.problems == ("several",):
                dois = split_dois(field.full_value)
            if len({doi.casefold() for doi in dois}) > 1:
                yield _in_one_field(field, dois)
            elif dois and first and first[1].casefold() != dois[0].casefold():
                yield _in_two_fields(*first, field, dois[0], record)
            if dois and first is None:
                first = (field, dois[0])


def _in_one_field(field: Field, dois: Sequence[str]) -> Problem:
    """Return the finding about one field with several DOIs, on its own line or on further ones."""
    return Problem(
        Span(field.line.value_start, field.span.end),
        f"DO holds several DOIs, `{short(field.full_value, 90)}`: rispy keeps them as one, and "
        f"looking it up finds nothing.{_which(dois)}",
        group=_group(dois),
    )


def _in_two_fields(first: Field, kept: str, field: Field, dropped: str, record: Record) -> Problem:
    """Return the finding about a further DO."""
    dois = (kept, dropped)
    fails = stops_citation_js(record, field)
    others = f"Zotero the last, and {FAILS}" if fails else "and Zotero the last"
    return Problem(
        field.value_span,
        f"The record has a second DOI, `{short(dropped, 50)}`: rispy keeps the first, "
        f"`{short(kept, 50)}`, {others}."
        f"{_which(dois)}",
        Fix(
            "Keep this DOI as a note",
            (Edit(field.line.start, field.line.value_start, "N1  - DOI: "),),
            safe=False,
        ),
        related=(Related("The first DOI stands here.", first.value_span),),
        group=f"{_group(dois)}, in two fields" if _group(dois) else "",
        severity="error" if fails else None,
    )


def _is_chapter_and_book(dois: Sequence[str]) -> bool:
    """Tell whether the longer of two DOIs adds the number of a chapter to the shorter."""
    if len(dois) != 2:
        return False
    shorter, longer = sorted((doi.casefold() for doi in dois), key=len)
    return len(shorter) < len(longer) and longer.startswith(shorter)


def _which(dois: Sequence[str]) -> str:
    if _is_chapter_and_book(dois):
        return " The longer one is likely that of a part, the shorter that of the whole book."
    return " Which of them is right, only a person can tell."


def _group(dois: Sequence[str]) -> str:
    return "chapter and book" if _is_chapter_and_book(dois) else ""
