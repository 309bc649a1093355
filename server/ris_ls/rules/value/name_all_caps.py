"""RIS406 name-all-caps."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.value._names import NAME_TAGS, NOT_PLAIN, is_one_name
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.name_forms import without_capitals


class NameAllCaps(FieldRule):
    """A family name is written in capitals.

    Only names with a comma are looked at: without one, many are abbreviations of organisations.

    ## Why

    Every program keeps the capitals, and citations print them; in lists of authors the same person
    stands under two spellings. The fix cannot know of names with a capital inside, apart from *Mc*
    and *O'*.

    ## Example

    ```ris
    TY  - JOUR
    AU  - MOREAU, JANE R.
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Moreau, Jane R.
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS406"
    name = "name-all-caps"
    severity = "hint"
    fixable = "unsafe"
    once = True
    tags = NAME_TAGS
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a name in capitals."""
        mended = without_capitals(field.value)
        if mended is None or not is_one_name(field):
            return
        yield Problem(
            field.value_span,
            f"The name `{short(field.value, 40)}` in {field.tag} is written in capitals, and "
            "citations print it so.",
            Fix(
                f"Write `{short(mended, 40)}`",
                replacement(field.line.value_start, field.value, mended),
                safe=False,
            ),
        )
