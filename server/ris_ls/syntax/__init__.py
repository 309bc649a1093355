"""What the lines are: lexer, records and fields, and the recovery of damaged records."""

from ris_ls.syntax.blocks import cut
from ris_ls.syntax.content import same_content
from ris_ls.syntax.exporters import Guess, exporter_of, exporter_of_record
from ris_ls.syntax.foreign import foreign_format
from ris_ls.syntax.lexer import BLANKS, Defect, Line, LineKind, lex
from ris_ls.syntax.record import Field, Record, read_record, record_of, remove_lines
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
    "foreign_format",
    "lex",
    "read_document",
    "read_record",
    "record_of",
    "recover",
    "remove_lines",
    "same_content",
]


def read_document(text: str) -> Document:
    """Return ``text`` as a document whose blocks are RIS records."""
    return Document(text, cut)
