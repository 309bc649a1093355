"""RIS503 title-is-container."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Problem, RecordRule, Related
from ris_ls.rules.record._container import FULL_NAME_TAGS, alike
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record

_PART_OF = {
    "JOUR": "article",
    "EJOUR": "article",
    "INPR": "article",
    "ABST": "abstract",
    "MGZN": "article",
    "NEWS": "article",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper",
    "CPAPER": "paper",
}
"""Types of works that stand in another one with a title of its own, and what they are."""

_WHOLE = {
    "chapter": ", or the whole book is meant (BOOK)",
    "article": ", or a whole work is meant, which another type says (BOOK, RPRT)",
}
"""What the record may be in place of a part: databases file whole books under JOUR."""


class TitleIsContainer(RecordRule):
    """The title of an article, chapter or paper is that of the journal or book it stands in.

    Whole proceedings, which have no author, are left alone, and so are types that are no part of
    another work: books, web pages, blogs.

    ## Why

    One of the two titles is lost: a reference made from the record names the journal twice and the
    article never, and a search for duplicates takes all such records for one. Where a whole book or
    report is meant, as Scopus files those that others cite, another type (BOOK, RPRT) says so.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - Journal of Lost Lines
    T2  - Journal of Lost Lines
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS503"
    name = "title-is-container"
    severity = "warning"
    tags = frozenset(FULL_NAME_TAGS)

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the title where a container has the same one."""
        part = _PART_OF.get(record.type_code)
        if part is None or not _may_be_same(record):
            return
        title = record.first("TI", "T1", "CT")
        if title is None or len(title.full_value) > 1_000:
            return
        if part == "paper" and record.first("AU", "A1") is None:
            return
        same = _same(record, title)
        if same is None:
            return
        whole = _WHOLE.get(part, "")
        yield Problem(
            title.span,
            f"{title.tag} and {same.tag} both say `{short(title.full_value)}`: the title of the "
            f"{part} or that of the work it stands in is lost{whole}.",
            related=(Related("The same title stands here.", same.span),),
        )


def _may_be_same(record: Record) -> bool:
    """Tell in no time of nearly all records that no container has the words of the title."""
    title = _first_word(record.value_of("TI", "T1", "CT"))
    return any(
        _first_word(record.values[index]) == title for index in record.indices_of(*FULL_NAME_TAGS)
    )


_WORD = re.compile(r"[^\W_]+")


def _first_word(value: str) -> str:
    found = _WORD.search(value)
    return found[0].casefold() if found else ""


def _same(record: Record, title: Field) -> Field | None:
    """Return the field that names the container with the words of the title."""
    for field in record.of(*FULL_NAME_TAGS):
        if field.full_value and alike(field.full_value[:1_001], title.full_value):
            return field
    return None
