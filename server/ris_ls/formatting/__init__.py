"""The canonical layout of a RIS file, as minimal edits."""

from ris_ls.formatting.layout import format_edits, format_steps

__all__ = ["format_edits", "format_steps"]
