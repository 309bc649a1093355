"""Legacy tags and the tags of the 2011 specification that every program reads at least as well.

Four tags can be rewritten: T1, A1, Y1 and N2, to TI, AU, PY and AB. The others cannot, since some
program reads the newer tag worse: JF, JO and BT would be a short title for bibutils as T2, ED would
be an author for JabRef as A2, J1 would be left out by reflib as J2, CP would replace another number
for JabRef as IS, and Y1 with a month would be left out by reflib and KBibTeX as DA.

Nothing is rewritten the other way, for the specification of 2001: it has TI, AU and PY too, and of
EndNote and Mendeley it is not known that they read the older tags as well.
"""

from __future__ import annotations

import re

from ris_ls.knowledge import reference_type
from ris_ls.syntax import Field, Record
from ris_ls.syntax.content import MODERN
from ris_ls.text import Edit

_YEAR = re.compile(r"[0-9]{4}")

_THERE_ALREADY = {
    # Where there is a subtitle in T1 (JSTOR), or a second list of names, both tags are needed.
    "T1": frozenset({"TI"}),
    # citation-js makes AU the author of the reviewed or the original work too, where there is C4
    # or TA.
    "A1": frozenset({"AU", "C4", "TA"}),
    "Y1": frozenset({"PY", "DA"}),
    "N2": frozenset({"AB"}),
}
"""Legacy tag to the tags beside which it stays."""

_OTHER_ROLES = frozenset({"", "Editor", "Director", "Composer", "Reporter"})
"""What AU means for types where it is no author; empty where the type has no AU."""

_OLDER = frozenset(
    {
        *("A1", "AV", "BT", "CP", "ED", "EP", "ID", "J1", "JA", "JF", "JO", "L2", "L3", "N2", "T1"),
        *("U1", "U2", "U3", "U4", "U5", "U6", "Y1"),
    }
)
_NEWER = frozenset(
    {
        *("A4", "AD", "AN", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "CA", "CN", "DA", "DB"),
        *("DO", "DP", "ET", "LA", "LB", "NV", "OP", "PY", "RI", "RN", "SE", "ST", "SV", "TA", "TT"),
    }
)
"""By these citation-js tells which specification a record follows. With tags of the one group and
none of the other, it reads every tag by that specification, else by both."""

_BY_BOTH = {"BOOK": frozenset({"LK", "SP"}), "MGZN": frozenset({"LK", "IS"})}
_BY_BOTH_ALWAYS = frozenset({"LK"})
"""Tags that citation-js reads, or reads in full, only in a record that follows both."""


def legacy_edits(record: Record) -> list[Edit]:
    """Return the edits that rewrite the legacy tags of a sound record, offsets from its start.

    Only where each importer that is known to read the old tag files the value as well or better
    under the new one, in a record of this type that holds what this one does.
    """
    old = [code for code in MODERN if code in record.tags and _may_become(record, code)]
    while old and not _citationjs_reads_on(record, old):
        old.pop()
    return [
        Edit(field.tag_span.start, field.tag_span.end, MODERN[field.tag])
        for field in record.typed_fields
        if field.tag in old
    ]


def _may_become(record: Record, code: str) -> bool:
    """Tell whether a legacy tag may be rewritten, as far as that does not hang on others."""
    known = reference_type(record.type_code)
    if known is None or known.status != "standard":
        return False  # citation-js knows of others no tag but those of 2001
    if not _THERE_ALREADY[code].isdisjoint(record.tags):
        return False
    fields = [*record.of(code)]
    if code == "A1":
        return known.fields.get("AU", "") not in _OTHER_ROLES
    if code == "T1":
        # Beside TT, citation-js makes TI the original title.
        return "TT" not in record.tags
    if code == "Y1":
        # For CONF, citation-js reads in PY the year of the conference.
        return known.code != "CONF" and len(fields) == 1 and _is_year(fields[0])
    return True


def _is_year(field: Field) -> bool:
    """Tell whether a date is four digits and no more, which is all that PY may hold."""
    return _YEAR.fullmatch(field.full_value) is not None


def _citationjs_reads_on(record: Record, old: list[str]) -> bool:
    """Tell whether citation-js goes on reading the other tags once some are rewritten.

    Each specification has its own readings of many tags, by type. So a record of 2001 stays one,
    and in that AB is a note.
    """
    before = {field.tag for field in record.typed_fields if field.value}
    after = {MODERN[code] if code in old else code for code in before}
    if _NEWER.isdisjoint(before):
        is_of_2001 = _NEWER.isdisjoint(after) and not _OLDER.isdisjoint(after)
        return is_of_2001 and "N2" not in old
    if not _OLDER.isdisjoint(after):
        return True
    return _BY_BOTH.get(record.type_code, _BY_BOTH_ALWAYS).isdisjoint(after)
