"""What importers read: the shapes that all of them share.

An importer is a small machine that goes through the lines of a file. It is run block by block: a
state, which can be compared and hashed, is carried from each block to the next, and what a block
gives for a state is kept with the block. So after an edit only what changed is read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass
from typing import Literal

from ris_ls.syntax import Field, Record
from ris_ls.text import Decoded, Document

State = Hashable
"""Where an importer stands between two blocks."""

Effect = Literal["lost", "merged", "invented", "emptied", "stopped", "refused"]
"""What becomes of a record.

`lost`: no record is read here; `merged`: it is read as a part of the record before; `invented`:
a record is read that is none; `emptied`: a record is read, and none of its fields; `stopped`:
the importer gives up here, and nothing of the file is read; `refused`: it does not take the file
for RIS.
"""

Cause = Literal[
    "",
    "byte order mark",
    "separator",
    "lowercase",
    "indented",
    "quoted",
    "collapsed",
    "no type",
    "empty type",
    "unknown type",
    "line after type",
    "blank line after type",
    "blank before type",
    "repeated type",
    "field before type",
    "repeated field",
    "no end",
    "bare end",
    "field after end",
    "line ends",
    "text before",
    "text after",
    "blanks after",
]
"""What in the file brings it about; empty where that cannot be told."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a block an importer takes for one record, or for a part of one."""

    start: int
    """Where it begins, in the block."""
    opens: bool
    """Whether the record begins here; otherwise it goes on from an earlier block."""
    closes: bool
    """Whether the importer comes to the end of the record in this block."""
    fields: int
    """How many fields with a value it reads here, TY left out."""
    type_code: str = ""
    """The reference type as it reads it; empty where it has met none."""
    void: bool = False
    """Whether it keeps none of the fields."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an importer reads in one block."""

    parts: tuple[Part, ...]
    after: State
    """Where it stands behind the block."""
    stops_at: int = -1
    """Where in the block it gives up on the whole file; -1 where it does not."""
    stops_for: Cause = ""
    """What makes it give up."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What an importer does with the value of one field, where that is not what one expects."""

    dropped: bool
    """Whether nothing of the value is imported; otherwise it goes where it does not belong."""
    what: str
    """What it does, as the end of a sentence that begins with its name; `{it}` is the field."""


Filer = Callable[[Field, Record], "Filing | None"]
"""Gives what an importer does with a field of a record; None where all is well or not known."""


Recogniser = Callable[[Document], Generator[None, None, bool]]
"""Tells, in steps, whether an importer takes a file for RIS. Where it has to look at all of the
text, what it saw is kept with the pages."""


def any_file(_: Document) -> Generator[None, None, bool]:
    """Take any file for RIS."""
    yield from ()
    return True


def with_sign(sign: re.Pattern[str]) -> Recogniser:
    """Return a recogniser that takes a file for RIS if it holds a sign, wherever in a block."""

    def recognise(document: Document) -> Generator[None, None, bool]:
        for page in document.pages:
            found: bool | None = page.recall(sign)
            if found is None:
                found = False
                for block in page.blocks:
                    yield
                    if sign.search(block.text):
                        found = True
                        break
                page.keep(sign, found)
            if found:
                return True
        return False

    return recognise


Decoder = Callable[[Decoded], bool]
"""Tells whether an importer finds fields in the bytes of a file, by its encoding. What it does with
letters that are not plain is another matter: they may come out wrong."""


def wherever_ascii_is_kept(decoded: Decoded) -> bool:
    """Find fields by their plain letters, whatever becomes of the others; not in UTF-16."""
    return decoded.keeps_ascii


def by_mark(decoded: Decoded) -> bool:
    """Find fields by their plain letters, and in UTF-16 and UTF-32 where a mark says what it is."""
    return decoded.keeps_ascii or decoded.has_mark


def in_utf8_alone(decoded: Decoded) -> bool:
    """Stop with an error at the first byte that is not UTF-8."""
    return decoded.is_utf8


@dataclass(frozen=True, slots=True)
class Reader:
    """An importer as a machine."""

    key: str
    """Its short name in the knowledge tables."""
    start: State
    """Where it stands before the first block."""
    read: Callable[[str, State], Reading]
    """Gives what it reads in the text of a block."""
    recognising: Recogniser
    """Tells whether it takes a file for RIS at all."""
    sees: re.Pattern[str]
    """What a line begins with that it takes for a field."""
    file: Filer
    """Gives what it does with a field that it sees."""
    keeps_unended: bool = True
    """Whether it keeps a record that has no end when the file ends."""
    invents_at_end: Callable[[State], bool] = lambda _: False
    """Whether it makes a record of what stands behind the last end."""
    decodes: Decoder = wherever_ascii_is_kept
    """Tells whether it finds fields in the bytes of a file."""


@dataclass(frozen=True, slots=True)
class Event:
    """What becomes of one record."""

    effect: Effect
    cause: Cause
    start: int
    """Where in the file."""
    end: int
    type_code: str = ""
    """The reference type as the file or the importer has it, where that matters."""
