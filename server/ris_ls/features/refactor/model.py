"""What a refactoring is, and how it is proved to lose nothing."""

from __future__ import annotations

from dataclasses import dataclass

from ris_ls.features.place import entries
from ris_ls.syntax import cut
from ris_ls.text import Block, Edit, apply_edits

Told = tuple[tuple[str, str], ...]
"""The tag and the value of each field, in file order."""


@dataclass(frozen=True, slots=True)
class Refactoring:
    """Something that can be done at a place."""

    kind: str
    """What it does, in a word: ``split``, ``invert``, ``pages``."""
    title: str
    """In the words of the user."""
    edits: tuple[Edit, ...]
    """Offsets count from the start of the document."""
    in_passing: bool = True
    """Whether it may be offered at each move of the cursor: it brings the field into the form that
    RIS asks for, and little speaks against it."""


class RefusedError(Exception):
    """A refactoring would not keep what the file says. The message tells the user where and why."""


def told(block: Block) -> Told:
    """Return what the fields of a block say, those on a collapsed line among them."""
    return tuple((entry.tag, entry.value) for entry in entries(block))


def tells(before: Block, edits: list[Edit], expected: Told) -> bool:
    """Tell whether a block, once edits are made, is still one and its fields say what they should.

    Offsets count from the start of the block.
    """
    after = apply_edits(before.text, edits)
    return len(cut(after)) == len(cut(before.text)) and told(Block(after)) == expected
