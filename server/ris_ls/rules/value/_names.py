"""Which fields the rules about single names look at."""

from __future__ import annotations

from functools import lru_cache

from ris_ls.rules.model import other_than
from ris_ls.rules.value._fields import own_values, tags_of_kind
from ris_ls.syntax import Field, Record
from ris_ls.values.names import PLAIN_NAME, split_names

NAME_TAGS = tags_of_kind("name") - {"TA"}
"""Not TA, which many programs write for the abbreviated title of a journal."""


NOT_PLAIN = other_than(PLAIN_NAME)
"""The shape of the names in which any of the rules about single names may find something."""


@lru_cache(maxsize=1)
def names_of(record: Record) -> tuple[tuple[int, str], ...]:
    """Return (index among the fields, value on the tag's own line) of the names of a record.

    Several rules ask that of one record, one behind the other.
    """
    return tuple(own_values(record, NAME_TAGS))


def is_one_name(field: Field) -> bool:
    """Tell whether a field holds one name on one line; what holds several is RIS401."""
    return not field.continuation and split_names(field.value).separator is None
