"""RIS506 duplicated-abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.syntax import Field, Record, remove_lines
from ris_ls.text import Edit

_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\) ?\d|all rights reserved)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class DuplicatedAbstract(RecordRule):
    """The abstract stands twice, as AB and N2, or a copyright notice stands as a second abstract.

    The second of two equal abstracts goes; a notice, which EBSCO writes as another AB, becomes a
    note (N1).

    ## Why

    Some programs show both, one behind the other: older versions of JabRef kept an abstract twice.
    Of two AB, rispy and Zotero keep the first and drop the notice, which a note keeps.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    N2  - Lines are lost.
    AB  - Lines are lost.
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    AB  - Lines are lost.
    ER  -
    ```
    """

    code = "RIS506"
    name = "duplicated-abstract"
    severity = "info"
    fixable = "sometimes"
    once = True
    removes = frozenset({"exact duplicate"})
    tags = frozenset({"AB", "N2"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each N2 that repeats AB, and each copyright notice beside an abstract."""
        if record.codes.count("AB") + record.codes.count("N2") < 2:
            return
        fields = [field for field in record.typed_fields if field.tag in ("AB", "N2")]
        fields = [field for field in fields if field.full_value]
        if len(fields) < 2:
            return
        notices = [field for field in fields if _COPYRIGHT.match(field.full_value)]
        abstracts = [field for field in fields if field not in notices]
        if abstracts:
            for notice in notices:
                yield _notice(notice, first=notice is fields[0])
        yield from _repeated(record, abstracts)


def _notice(field: Field, *, first: bool) -> Problem:
    if first:
        # Which of the two is the abstract, a person has to say.
        says, fix = "rispy and Zotero keep it in place of the abstract, which follows", None
    else:
        says = "rispy and Zotero keep the first one and drop this"
        edit = Edit(field.line.start, field.line.value_start, "N1  - ")
        # Untagged lines of a dropped field rispy adds to the one it keeps.
        fix = Fix("Keep the notice as a note (N1)", (edit,), not field.continuation)
    return Problem(
        field.tag_span,
        f"This {field.tag} is a copyright notice, not another abstract: {says}.",
        fix,
        group="notice",
    )


def _repeated(record: Record, abstracts: list[Field]) -> Iterator[Problem]:
    """Yield each N2 that has the words of an AB."""
    kept = [(field, _words(field)) for field in abstracts if field.tag == "AB"]
    for field in abstracts:
        if field.tag != "N2":
            continue
        for first, words in kept:
            if len(first.full_value) == len(field.full_value) and words == _words(field):
                edit = remove_lines(record.text, field.line_span)
                yield Problem(
                    field.span,
                    "N2 repeats the abstract that stands in AB: programs that read both show it "
                    "twice.",
                    Fix("Remove N2", (edit,), True, "exact duplicate"),
                    (Related("The abstract stands here.", first.span),),
                    group="same",
                )
                break


def _words(field: Field) -> list[str]:
    return _WORD.findall(field.full_value.casefold())
