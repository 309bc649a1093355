"""What a person may ask to be done to records: sorting, moving, other tags, one field into several.

Pure functions. Each gives the edits of one step, worked out from a document and a place in it, and
reads the result again before it hands them out: what would lose something is refused.
"""

from ris_ls.features.refactor.model import Refactoring, RefusedError

__all__ = ["Refactoring", "RefusedError"]
