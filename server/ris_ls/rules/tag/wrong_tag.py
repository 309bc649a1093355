"""RIS306 wrong-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import exporter, is_vendor, tag, tags_of_concept
from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.tag._standard import STANDARD_TAG
from ris_ls.rules.wording import listed, short
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
        """Yield such fields whose standard tag is not there, those of one exporter together."""
        writer = exporter(context.exporter)
        by_group: dict[str, list[Field]] = {}
        for wrong, right in STANDARD_TAG.items():
            if wrong not in record.tags or _is_there(record, wrong, right):
                continue
            found = [field for field in record.of(wrong) if field.full_value]
            # What an exporter always does is told once for a file, whatever its tags.
            group = writer.key if writer and wrong in writer.own_tags else wrong
            by_group.setdefault(group, []).extend(found if right == "KW" else found[:1])
        for group, fields in by_group.items():
            if fields:
                yield _problem(sorted(fields, key=lambda field: field.line.start), group)


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


def _problem(fields: list[Field], group: str) -> Problem:
    first, *others = fields
    wrong = list(dict.fromkeys(field.tag for field in fields))
    right = [STANDARD_TAG[code] for code in wrong]
    value = f"`{short(first.full_value)}`"
    if len(wrong) == 1:
        lost = f"{value} is lost: the tag for it is"
    else:
        lost = f"{value} and what the others hold is lost: the tags for it are"
    return Problem(
        first.tag_span,
        f"Neither Zotero nor rispy, citation-js or JabRef reads {listed(wrong)}, so {lost} "
        f"{listed([_with_meaning(code) for code in right])}.",
        Fix(
            f"Write {listed(right)} instead of {listed(wrong)}",
            tuple(
                Edit(field.tag_span.start, field.tag_span.end, STANDARD_TAG[field.tag])
                for field in fields
            ),
            True,
        ),
        tuple(Related(f"{field.tag} stands here", field.span) for field in others),
        group=group,
    )


def _with_meaning(code: str) -> str:
    found = tag(code)
    return f"{code} ({found.name})" if found else code
