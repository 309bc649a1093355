"""What a file says: its bytes, its blocks of lines, positions and edits."""

from ris_ls.text.changes import Change
from ris_ls.text.document import Document
from ris_ls.text.edits import Edit, Span, apply_edits, minimal_edit, overlap
from ris_ls.text.encoding import BOM, Decoded, decode, encode
from ris_ls.text.pages import Block, Page
from ris_ls.text.positions import Position, PositionEncoding

__all__ = [
    "BOM",
    "Block",
    "Change",
    "Decoded",
    "Document",
    "Edit",
    "Page",
    "Position",
    "PositionEncoding",
    "Span",
    "apply_edits",
    "decode",
    "encode",
    "minimal_edit",
    "overlap",
]
