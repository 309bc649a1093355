"""The canonical layout of a RIS file, as minimal edits."""
