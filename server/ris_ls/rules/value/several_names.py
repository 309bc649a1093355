"""RIS401 several-names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import tags_of_kind
from ris_ls.rules.value._names import NOT_PLAIN
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.name_words import is_initials
from ris_ls.values.names import NameList, split_names


class SeveralNames(FieldRule):
    """One author or editor field holds several names.

    ## Why

    RIS has a line for each name. Zotero and rispy take the whole line for one person; citation-js
    takes what follows the second comma for a suffix such as *Jr.*

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane; Roe, Richard
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    AU  - Roe, Richard
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS401"
    name = "several-names"
    severity = "warning"
    habits = frozenset({"several_names"})
    fixable = "sometimes"
    removes = frozenset({"decoration"})
    tags = tags_of_kind("name")
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a name field that holds more than one name."""
        names = split_names(field.value)
        if names.separator is None:
            return
        first = field.value[slice(*names.spans[0])]
        yield Problem(
            field.value_span,
            f"{field.tag} holds {len(names.spans)} names: Zotero and rispy take them for one "
            f"person instead of `{short(first, 40)}` and the others.",
            _split(field, names, context),
        )


def _split(field: Field, names: NameList, context: Context) -> Fix:
    start, value = field.line.value_start, field.value
    between = f"{context.line_end}{field.tag}  - "
    gaps = [(left[1], right[0]) for left, right in pairwise(names.spans)]
    edits = [Edit(start + left, start + right, between) for left, right in gaps]
    ends = [(0, names.spans[0][0]), (names.spans[-1][1], len(value))]
    edits.extend(Edit(start + left, start + right, "") for left, right in ends if left < right)
    safe = (
        names.separator == "semicolon"
        and names.at_most_one_comma
        and not field.continuation
        and "et al" not in field.value  # that is no name to give a line of its own
        and all(_is_more_than_an_initial(value[slice(*span)]) for span in names.spans)
        # `Smith; John` may be one person, and `Department of Water; University` one group.
        and all(_shows_a_person(value[slice(*span)]) for span in names.spans)
    )
    takes_words = any(
        sign.isalnum() for left, right in [*gaps, *ends] for sign in value[left:right]
    )
    return Fix(
        f"Write each name in an {field.tag} of its own",
        tuple(sorted(edits)),
        safe,
        "decoration" if safe and takes_words else None,
    )


def _shows_a_person(part: str) -> bool:
    """Tell whether a part has the form of a whole name: `Doe, Jane`, `Doe J`, `J. Doe`."""
    words = part.split()
    return "," in part or (len(words) > 1 and (is_initials(words[0]) or is_initials(words[-1])))


def _is_more_than_an_initial(name: str) -> bool:
    """Tell whether a part is a whole name: one letter may be left of one that was cut off."""
    return sum(sign.isalnum() for sign in name) > 1 or not name.isascii()
