"""RIS462 duplicate-keyword."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Problem, RecordRule, Related
from ris_ls.rules.value._fields import removal_of_line
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.keywords import is_same_keyword, keyword_key, says_more


class DuplicateKeyword(RecordRule):
    """A record has the same keyword again, in other capitals or without its asterisk.

    Keywords that are the same to the letter are RIS310. An abbreviation and a word (`AIDS`,
    `aids`) are two keywords.

    ## Why

    Databases join the keywords of the authors with their own. Zotero and rispy keep both
    spellings, and lists of keywords and counts over them have each keyword twice.

    The fix keeps the spelling with the asterisk that marks a main subject, and one with small
    letters rather than one in capitals; otherwise the first.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    KW  - Crop rotation
    KW  - weather
    KW  - crop rotation
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    KW  - Crop rotation
    KW  - weather
    ER  -
    ```
    """

    code = "RIS462"
    name = "duplicate-keyword"
    severity = "hint"
    fixable = "safe"
    once = True
    removes = frozenset({"exact duplicate"})
    unnecessary = True
    tags = frozenset({"KW"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each keyword that another one of the record says as well."""
        if not _has_the_same_twice(record):
            return
        kept: dict[str, int] = {}
        for index in record.indices_of("KW"):
            value = record.values[index]
            if index < record.first_typed or not value or index in record.wrapped:
                continue
            key = keyword_key(value)
            first = kept.setdefault(key, index)
            before = record.values[first]
            if before == value or not is_same_keyword(before, value):
                continue
            extra = index
            if says_more(value, before):
                kept[key], first, extra = index, index, first
            yield _problem(record.field(extra), record.field(first), record)


def _problem(extra: Field, first: Field, record: Record) -> Problem:
    return Problem(
        extra.span,
        f"The keyword `{short(extra.value)}` stands in this record as `{short(first.value)}` too: "
        "Zotero and rispy keep both.",
        removal_of_line(extra, record, "Remove this spelling", "exact duplicate"),
        (Related("It stands here too.", first.span),),
    )


def _has_the_same_twice(record: Record) -> bool:
    """Tell whether two keywords of a record have the same key."""
    keywords = [record.values[index] for index in record.indices_of("KW")]
    return len(set(map(keyword_key, keywords))) < len(keywords)
