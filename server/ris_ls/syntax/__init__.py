"""What the lines are: lexer, records and fields, and the recovery of damaged records."""

from collections.abc import Iterable

from ris_ls.syntax.blocks import cut, last_start
from ris_ls.syntax.content import same_content
from ris_ls.syntax.exporters import (
    Guess,
    exporter_of,
    exporter_of_record,
    exporters_among,
)
from ris_ls.syntax.foreign import foreign_format
from ris_ls.syntax.lexer import BLANKS, Defect, Line, LineKind, is_plain_text, lex, opens_record
from ris_ls.syntax.record import Field, Record, is_sound_field, read_record, record_of, remove_lines
from ris_ls.syntax.recovery import Break, Recovery, recover
from ris_ls.text import Document

__all__ = [
    "BLANKS",
    "Break",
    "Defect",
    "Field",
    "Guess",
    "Line",
    "LineKind",
    "Record",
    "Recovery",
    "cut",
    "exporter_of",
    "exporter_of_record",
    "exporters_among",
    "foreign_format",
    "is_plain_text",
    "is_sound_field",
    "last_start",
    "lex",
    "opens_record",
    "read_document",
    "read_pieces",
    "read_record",
    "record_of",
    "recover",
    "remove_lines",
    "same_content",
]


def read_document(text: str) -> Document:
    """Return ``text`` as a document whose blocks are RIS records."""
    return Document(text, cut)


def read_pieces(pieces: Iterable[str]) -> Document:
    """Return a text, given in pieces that end at line ends, as such a document."""
    return Document.of_pieces(pieces, cut)
