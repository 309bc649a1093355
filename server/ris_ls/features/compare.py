"""A record in the form in which it is set beside another one."""

from __future__ import annotations

from ris_ls.features.citation import citation, in_short
from ris_ls.features.place import Entry, entries, records_among
from ris_ls.formatting.order import canonical_order
from ris_ls.library import LARGEST_BLOCK
from ris_ls.text import Block


def for_comparison(block: Block) -> str:
    """Return the records of a block with one field on each line, TY first and ER last.

    All fields stand in the canonical order and each value on one line, however it is written: what
    differs between two records are not their habits then. Never raises.
    """
    if block.length > LARGEST_BLOCK:
        return block.text
    return "\n".join(map(_in_order, records_among(entries(block)))) or block.text


def named(block: Block) -> str:
    """Return authors and year of the first record of a block; empty where it has neither."""
    if block.length > LARGEST_BLOCK:
        return ""
    return in_short(citation(next(iter(records_among(entries(block))), ())))


def _in_order(fields: list[Entry]) -> str:
    inside = [field for field in fields if field.tag not in ("TY", "ER")]
    order = canonical_order([field.tag for field in inside])
    head = [field for field in fields if field.tag == "TY"]
    lines = [f"{each.tag}  - {each.value}" for each in (*head, *(inside[at] for at in order))]
    return "\n".join([*lines, "ER  - ", ""])
