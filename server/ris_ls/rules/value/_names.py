"""Which fields the rules about single names look at."""

from __future__ import annotations

from ris_ls.rules.value._fields import tags_of_kind
from ris_ls.syntax import Field
from ris_ls.values.names import split_names

NAME_TAGS = tags_of_kind("name") - {"TA"}
"""Not TA, which many programs write for the abbreviated title of a journal."""


def is_one_name(field: Field) -> bool:
    """Tell whether a field holds one name on one line; what holds several is RIS401."""
    return not field.continuation and split_names(field.value).separator is None
