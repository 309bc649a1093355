"""RIS306 wrong-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import is_vendor, tag, tags_of_concept
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.tag._standard import STANDARD_TAG
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit


class WrongTag(RecordRule):
    """A tag stands in place of a standard one, and no known program reads it.

    ## Why

    BMJ and other HighWire journals write the last page as LP. Zotero, rispy, citation-js, JabRef
    and bibutils do not know LP, so the last page is lost; all of them read EP. Web of Science does
    the same to the publisher (PU), its city (PI) and the abbreviated journal (JI, J9).

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    SP  - 860
    LP  - 866
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    SP  - 860
    EP  - 866
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS306"
    name = "wrong-tag"
    severity = "warning"
    fixable = "safe"
    once = True
    tags = frozenset(STANDARD_TAG)

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each such field whose standard tag is not there."""
        for wrong, right in STANDARD_TAG.items():
            if wrong not in record.tags or _is_there(record, wrong, right):
                continue
            found = [field for field in record.of(wrong) if field.full_value]
            for field in found if right == "KW" else found[:1]:
                yield _problem(field, right)


def _is_there(record: Record, wrong: str, right: str) -> bool:
    """Tell whether a record holds the standard tag, or another one for the same, with a value."""
    known, wrong_tag = tag(right), tag(wrong)
    assert known is not None and wrong_tag is not None  # a test holds the list against the tables
    if known.repeatable and right != "SN":
        return False  # SN may be repeated, but rispy keeps one
    for code in tags_of_concept(known.concept):
        preferred = not is_vendor(code) or STANDARD_TAG.get(code) == right
        earlier = code not in STANDARD_TAG or _rank(code) < _rank(wrong)
        if preferred and earlier and record.first(code):
            return True
    return False


def _rank(wrong: str) -> int:
    return list(STANDARD_TAG).index(wrong)


def _problem(field: Field, right: str) -> Problem:
    found = tag(right)
    meaning = found.name if found else ""
    span = field.tag_span
    return Problem(
        span,
        f"Neither Zotero nor rispy, citation-js or JabRef reads {field.tag}, so "
        f"`{short(field.full_value)}` is lost: the tag for it is {right} ({meaning}).",
        Fix(f"Write {right} instead of {field.tag}", (Edit(span.start, span.end, right),), True),
        group=field.tag,
    )
