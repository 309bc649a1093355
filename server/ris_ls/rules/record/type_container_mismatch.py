"""RIS504 type-container-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.record._container import FULL_NAME_TAGS, container, has_isbn, has_issn
from ris_ls.rules.wording import short
from ris_ls.syntax import Record
from ris_ls.text import Edit

_MEETING = re.compile(r"\b(?:conference|symposium|congress|workshop|meeting|colloquium)\b", re.I)
_PROCEEDINGS = re.compile(r"\b(?:proceedings|proc\.)", re.I)
_COUNTED = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|(?:19|20)\d\d|(?:thir|four|fif|six|seven|eigh|nin|ten)\w{0,6}th"
    r"|first|second|third|fifth|eighth|ninth|twelfth|twent\w{2,3}|\w{5,7}-(?:first|second|third)"
    r"|\w{5,7}-\w{3,6}th)\b",
    re.I,
)
_SERIAL = re.compile(
    r"\b(?:journal|annals|archives?|bulletin|letters|reviews?|transactions|acta|series|yearbook"
    r"|revista|revue|rivista|zeitschrift|magazine|quarterly|lecture notes|advances in"
    r"|endowment|(?:foundation|nebraska) symposium)\b|^\w+$",
    re.I,
)
_JOURNAL = re.compile(
    r"\b(?:journal|annals|archives|bulletin|letters|transactions|revista|revue|rivista"
    r"|zeitschrift|quarterly)\b",
    re.I,
)
# Serials that are called proceedings and are none of a meeting.
_KNOWN_SERIAL = re.compile(
    r"national academy|royal (?:society|irish)|mayo clinic|transplantation proc|baylor university"
    r"|materials today|proceedings of (?:the )?(?:ieee|acm|vldb|nutrition society|physical society)"
    r"|ifac proc|iee proc|federation proc|proceedings on|biological society of washington"
    r"|(?:society|academy|association|institutions?|institute) (?:of|for)\b|\bsociety\b|\bacademy\b"
    r"|acm on|institution of",
    re.I,
)


class TypeContainerMismatch(RecordRule):
    """An article (JOUR) stands in the proceedings of a meeting, or a paper (CONF) in a journal.

    Records with both volume and issue are left alone, and serials that are only called proceedings
    (*Mayo Clinic Proceedings*, the proceedings of academies and societies).

    ## Why

    Programs choose the fields and the citation style by the type: as an article in a journal, a
    conference paper is cited without the meeting, its place and its publisher. Scopus, which knows
    the type, exports some papers as JOUR all the same.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Proceedings of the 3rd International Conference on Lost Lines
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - CONF
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Proceedings of the 3rd International Conference on Lost Lines
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS504"
    name = "type-container-mismatch"
    severity = "hint"
    fixable = "unsafe"
    once = True
    tags = frozenset(FULL_NAME_TAGS)

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the TY of a record whose container is of another kind."""
        if record.type_code not in ("JOUR", "CONF", "CPAPER"):
            return
        if record.value_of("VL") and record.value_of("IS"):
            return
        value = record.value_of(*FULL_NAME_TAGS)[:300]
        if record.type_code == "JOUR":
            fits, code, kind = (
                not _is_meeting(record, value),
                "CONF",
                "the proceedings of a meeting",
            )
        else:
            fits, code, kind = not _is_journal(record, value), "JOUR", "a journal"
        type_field, name = record.type_field, container(record)
        if fits or type_field is None or name is None:
            return
        yield Problem(
            type_field.value_span,
            f"TY says {type_field.value}, but {name.tag} `{short(value)}` looks like {kind}: "
            f"programs that go by the type will cite it as something else. {code} is the type "
            "for it.",
            Fix(
                f"Change TY to {code}",
                (Edit(type_field.value_span.start, type_field.value_span.end, code),),
                safe=False,
            ),
            (Related("The work stands in this.", name.span),),
            group=code,
        )


def _is_meeting(record: Record, name: str) -> bool:
    """Tell whether the name is that of one meeting's proceedings, and of no serial."""
    if not _may_be_meeting(name):
        return False
    meeting = _MEETING.search(name) is not None
    isbn = has_isbn(record)
    if has_issn(record) and not isbn:
        return False
    if isbn or _COUNTED.search(name):
        return True
    # "Proceedings" alone, or a volume alone, may be a serial.
    return meeting and record.first("VL") is None


@lru_cache(maxsize=4096)
def _may_be_meeting(name: str) -> bool:
    meeting = _MEETING.search(name) is not None
    if not meeting and _PROCEEDINGS.search(name) is None:
        return False
    return not (_SERIAL.search(name) or (not meeting and _KNOWN_SERIAL.search(name)))


def _is_journal(record: Record, name: str) -> bool:
    """Tell whether the name is that of a journal, and nothing speaks of a meeting."""
    if _JOURNAL.search(name) is None or _MEETING.search(name) or _PROCEEDINGS.search(name):
        return False
    told = any(
        "conference" in field.value.casefold() for field in record.of("M3", "C3", "N1", "T3")
    )
    return not told and not has_isbn(record)
