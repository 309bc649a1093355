"""RIS303 disputed-type."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import importer, importers, reference_type
from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.syntax import Field, Record
from ris_ls.text import minimal_edit

_OTHER = {
    "UNPB": "UNPD",
    "UNPD": "UNPB",
    "GRANT": "GRNT",
    "GRNT": "GRANT",
    "WEB": "ELEC",
    "ELEC": "WEB",
}
_FIRST = ("zotero", "rispy", "citationjs", "jabref", "bibutils")
"""The importers to name first."""
_NAMED = 4


class DisputedType(FieldRule):
    """Some programs know the reference type by this code, others by another one.

    ## Why

    Unpublished works are UNPB in the specifications and in EndNote, rispy, citation-js and JabRef,
    but UNPD in Zotero, which makes a journal article of UNPB. It is the same with grants (GRANT and
    GRNT). EndNote writes web pages as WEB, which rispy and bibutils do not know; all of them know
    ELEC. Where the programs that a file goes to are set (`targets`), they alone are asked.

    ## Example

    ```ris
    TY  - WEB
    AU  - Doe, Jane
    TI  - On damaged exports
    UR  - https://example.org/exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - ELEC
    AU  - Doe, Jane
    TI  - On damaged exports
    UR  - https://example.org/exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS303"
    name = "disputed-type"
    severity = "info"
    fixable = "unsafe"
    tags = frozenset({"TY"})
    shape = rf"(?:{'|'.join(_OTHER)})\Z"

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a code that an importer does not know which knows the other one."""
        code = field.value
        other = _OTHER.get(code)
        if other is None:
            return
        asked = context.targets or tuple(importers())
        lost = [key for key in asked if not _knows(key, code) and _knows(key, other)]
        won = [key for key in asked if _knows(key, code) and not _knows(key, other)]
        if not lost:
            return
        edit = minimal_edit(field.line.value_start, code, other)
        better = len(lost) > len(won) and edit is not None
        if context.targets and not better:
            return  # either code is lost on one of them: RIS703 says what becomes of it
        yield Problem(
            field.value_span,
            _message(code, other, lost, won),
            Fix(f"Write {other}", (edit,), safe=False) if better and edit is not None else None,
            group=code,
        )


def _knows(key: str, code: str) -> bool:
    kind = reference_type(code)
    reading = kind.read_by.get(key) if kind else None
    return reading is not None and reading.known


def _message(code: str, other: str, lost: list[str], won: list[str]) -> str:
    text = f"The type {code} is disputed: {_names(lost)} {_know(lost)} {other} and not {code}"
    if "zotero" in lost:
        kind = reference_type(code)
        made = kind.read_by["zotero"].reads_as if kind else ""
        what = "a journal article" if made == "journalArticle" else f"an item of the type {made}"
        text += f", so Zotero makes {what} of the record"
    elif "citationjs" in lost:
        text += ", so citation-js reads no field of the record"
    if won:
        text += f"; {_names(won)} {_know(won)} {code} and not {other}"
    return f"{text}."


def _know(keys: list[str]) -> str:
    return "knows" if len(keys) == 1 else "know"


def _names(keys: list[str]) -> str:
    """Return importers as a sentence names them, the most used first, five at most."""
    ordered = sorted(keys, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    names = [_name(key) for key in ordered]
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _name(key: str) -> str:
    found = importer(key)
    return found.name.partition(" (")[0] if found else key
