"""The canonical layout of a RIS file, as minimal edits."""

from ris_ls.formatting.layout import Refusal, format_edits, format_steps

__all__ = ["Refusal", "format_edits", "format_steps"]
