"""The canonical order of the fields of a record, where no program depends on another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain, pairwise

from ris_ls.knowledge import tags
from ris_ls.syntax import LineKind, Record, is_plain_text, is_sound_field, record_of
from ris_ls.text import BOM, Document
from ris_ls.text.lines import count_kinds

RANKS: tuple[tuple[str, ...], ...] = (
    ("TY",),
    # names
    ("AU", "A1", "A2", "A3", "A4", "ED", "TA"),
    # titles
    ("TI", "T1", "CT"),
    ("ST",),
    ("TT",),
    # dates
    ("PY", "Y1", "DA"),
    ("Y2",),
    # source
    ("T2", "BT", "JF", "JO", "JA", "J1", "J2"),
    ("T3",),
    ("VL",),
    ("IS", "CP", "M1"),
    ("SE", "NV", "SV"),
    ("SP", "EP"),
    ("ET", "OP", "RP", "M2"),
    ("PB",),
    ("CY", "AD"),
    ("LA",),
    # identifiers
    ("SN",),
    ("DO", "M3"),
    ("ID",),
    ("AN", "CN", "AV"),
    ("DB",),
    ("DP",),
    ("UR", "L1", "L2", "L3", "L4"),
    # keywords
    ("KW",),
    # abstract
    ("AB", "N2"),
    # notes
    ("N1", "RN", "RI", "CA", "LB"),
    ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"),
    ("U1", "U2", "U3", "U4", "U5"),
)
"""The tags of both specifications, in canonical order; those of a group stay as they are among
each other. Tags of vendors, and tags that no source knows, come last in their own order."""

_LAST = len(RANKS)
_PLACES = {tag: place for place, tag in enumerate(chain.from_iterable(RANKS))}
_RANK = {tag: rank for rank, group in enumerate(RANKS) for tag in group}

_SHARED: tuple[frozenset[str], ...] = (
    # JabRef and reflib make one list of authors out of all of them.
    frozenset({"AU", "A1", "A2", "A3", "A4", "ED", "TA"}),
    # Zotero keeps the first title; BT is one for a whole book.
    frozenset({"TI", "T1", "CT", "BT"}),
    # JabRef lets JA replace a journal before it, and reads T2 and J2 where it has read none.
    frozenset({"T2", "BT", "JF", "JO", "JA", "J1", "J2", "JI", "J9", "NL", "SO"}),
    # reflib keeps the last date, KBibTeX falls back on Y2.
    frozenset({"PY", "Y1", "DA", "PD", "Y2"}),
    # The last one is JabRef's number. Of several that mean the issue or a number by type, Zotero
    # keeps the first.
    frozenset({"IS", "CP", "M1", "MA", "AN", "C7", "NV", "SV", "SE"}),
    # The last DOI is JabRef's, the first one Zotero's.
    frozenset({"DO", "DI", "M3"}),
    # Zotero keeps the first as the place in an archive.
    frozenset({"AN", "AV", "PMID"}),
    # JabRef and astrocite read an author's address as the publisher's.
    frozenset({"CY", "AD", "PP", "PA", "PI"}),
    # reflib makes one list of them, JabRef one address.
    frozenset({"UR", "LK", "L1", "L2", "L3", "L4"}),
    # JabRef's call number.
    frozenset({"CN", "VO", "AV", "H2"}),
)
"""Tags that some program puts into the same place, so that the first or the last of them counts, or
their order shows."""


def canonical_place(code: str) -> int:
    """Return where a tag stands among all of `RANKS`; one that is not there comes last."""
    return _PLACES.get(code, len(_PLACES))


def canonical_order(codes: Sequence[str]) -> list[int]:
    """Return the places of the fields with these tags, in canonical order.

    Two fields of tags that share a place in some program stay in the order they have: a field
    that would have to come later goes where the first of those behind it belongs. Sorting
    what is sorted changes nothing.
    """
    ranks = [_RANK.get(code, _LAST) for code in codes]
    earliest: dict[frozenset[str], int] = {}
    for index in range(len(codes) - 1, -1, -1):
        shared = _shared_by().get(codes[index], ())
        rank = min((ranks[index], *(earliest.get(each, _LAST) for each in shared)))
        ranks[index] = rank
        for each in shared:
            earliest[each] = rank
    return sorted(range(len(codes)), key=ranks.__getitem__)


def in_order(record: Record) -> str:
    """Return the text of a block with the fields of its record in the order of `order_of`."""
    text, order = record.text, order_of(record)
    if order == [*range(len(order))]:
        return text
    starts = field_starts(record)
    groups = [text[start:end] for start, end in pairwise(starts)]
    return text[: starts[0]] + "".join(groups[index] for index in order) + text[starts[-1] :]


def order_of(record: Record) -> list[int]:
    """Return the places of the fields behind TY in canonical order.

    They stay as they are unless the block is one record without any damage, with no text around it.
    """
    alone = not record.before and not record.after and not mixes_carriage_returns(record.text)
    if alone and is_sound(record) and _is_read_alike(record):
        return canonical_order(record.codes[record.first_typed :])
    return [*range(len(record.codes) - record.first_typed)]


def field_starts(record: Record) -> list[int]:
    """Return where the lines of each field behind TY begin, and behind these where ER does.

    The lines behind a field belong to it, blank ones too. Where there is no ER, nothing does.
    """
    starts = [field.line.start for field in record.typed_fields]
    return starts if record.end is None else [*starts, record.end.start]


def is_sound(record: Record) -> bool:
    """Tell whether a block holds one record from TY to ER on lines without any damage.

    There may be text around it, and blank lines in it, where `Record.is_sound` allows none.
    """
    return (
        record.end is not None
        and len(record.types) == 1
        and record.fields[0].tag == "TY"
        and not record.collapsed
        and not any(line.defects for line in record.lines)
    )


def _is_read_alike(record: Record) -> bool:
    """Tell whether every program takes the same lines for fields, and the same for their values.

    To some of them ``ER  -TY  - JOUR``, which we take for text, ends the record.
    """
    if record.is_sound:
        return True
    return all(
        is_sound_field(text) if line.is_field else is_plain_text(text)
        for line in record.lines
        if line.kind is not LineKind.BLANK
        for text in [record.line_text(line).removeprefix(BOM)]
    )


def is_leaned_on(document: Document, index: int, *, bent: bool = False) -> bool:
    """Tell whether a line without a tag stands behind the TY of the record after a block.

    rispy adds it to the last field of the record before, and fails or not by what that is. Behind
    a TY that stands alone, blank lines come and go with the layout: that counts as such a line.
    With ``bent``, so does a line that rispy does not read as a field, and that nobody mends.
    """
    if len(record_of(document.blocks[index]).fields) < 3:
        return False  # TY and one field are in order
    for later in range(index + 1, len(document.blocks)):
        record = record_of(document.blocks[later])
        if record.type_field is None:
            continue
        if not record.typed_fields and record.end is None:
            return True
        behind = record.type_field.line.next
        line = next((line for line in record.lines if line.start >= behind), None)
        if line is not None and line.kind in (LineKind.TEXT, LineKind.BLANK):
            return True
        if bent and line is not None and not is_sound_field(record.line_text(line)):
            return True
        if record.typed_fields:
            return False
    return False


def mixes_carriage_returns(text: str) -> bool:
    r"""Tell whether only some lines end at a lone ``\r``.

    To rispy and citation-js these are one with the line behind them, which must not become ER.
    """
    kinds = count_kinds(text)
    return 0 < kinds["\r"] < sum(kinds.values())


@cache
def _shared_by() -> dict[str, tuple[frozenset[str], ...]]:
    """Return the groups that each tag belongs to: those above, and tags that say the same."""
    concepts: dict[str, set[str]] = {}
    for code, each in tags().items():
        concepts.setdefault(each.concept, set()).add(code)
    groups = (*_SHARED, *(frozenset(codes) for codes in concepts.values() if len(codes) > 1))
    return {
        code: tuple(group for group in groups if code in group) for code in set().union(*groups)
    }
