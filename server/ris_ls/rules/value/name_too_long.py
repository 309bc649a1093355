"""RIS409 name-too-long."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem
from ris_ls.rules.value._names import NAME_TAGS, is_one_name
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record

_MOST = 255


class NameTooLong(FieldRule):
    """A name is longer than the 255 characters that the specification of 2001 allows.

    ## Why

    Programs that follow it may cut off the rest; those of today keep it. So long a name is most
    often something else: an affiliation, a title, a piece of an abstract. A list of names is
    RIS401.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Standing Working Committee for the Examination, Repair and Long Term Preservation of Damaged Exports from Databases of Literature, of the Joint Conference of Libraries, Archives and Publishers of Scholarly Journals, Proceedings, Reports and Theses in All Fields of Science
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """  # noqa: E501 - the length is what the example shows

    code = "RIS409"
    name = "name-too-long"
    severity = "info"
    on = False
    tags = NAME_TAGS
    shape = rf"(?s:.{{{_MOST + 1}}})"

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a name that is too long; a list of names is RIS401."""
        length = len(field.full_value)
        if length > _MOST and (field.continuation or is_one_name(field)):
            yield Problem(
                field.value_span,
                f"`{short(field.value, 40)}` in {field.tag} has {length} characters: the "
                f"specification of 2001 allows a name {_MOST}, and programs may cut off the rest.",
            )
