"""RIS402 name-order."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.value._names import NAME_TAGS, is_one_name, names_of
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.name_forms import Uninverted, missing_comma
from ris_ls.values.names import parse_name


class NameOrder(RecordRule):
    """A person's name has no comma between family and given name, as in `Jane R. Doe`.

    Names of organisations and names of one word are left alone, and so are names whose order
    nothing tells: initials do, and a common given name does where other names of the record
    have their comma. Where no name of the same tag has one, it is how the exporter writes, and
    only a hint.

    ## Why

    RIS wants `Doe, Jane R.` Zotero takes a name without a comma for that of an institution: it
    keeps it in one piece, prints it in full and sorts it under its first word. astrocite and
    bibutils guess which part is the family name.

    There is no fix where the family name may have more than one word.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Jane R. Doe
    AU  - Roe, Richard
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane R.
    AU  - Roe, Richard
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS402"
    name = "name-order"
    severity = "info"
    fixable = "unsafe"
    once = True
    tags = NAME_TAGS

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each name of a person without its comma."""
        found = [
            (index, read)
            for index, value in names_of(record)
            if "," not in value and (read := missing_comma(value)) is not None
        ]
        if not found:
            return
        inverted = {
            record.codes[index]
            for index, value in names_of(record)
            if "," in value and parse_name(value).given
        }
        orders = {read.order for _, read in found if read.sure}
        for index, read in found:
            field = record.field(index)
            # What looks like a name only is taken for one where others of the record are sure.
            if (read.sure or inverted or read.order in orders) and is_one_name(field):
                yield _problem(field, read, as_others=field.tag not in inverted)


def _problem(field: Field, read: Uninverted, *, as_others: bool) -> Problem:
    fix = None
    if read.mended is not None:
        edits = replacement(field.line.value_start, field.value, read.mended)
        fix = Fix(f"Write `{short(read.mended, 40)}`", edits, safe=False)
    return Problem(
        field.value_span,
        f"`{short(field.value, 40)}` in {field.tag} has no comma between family and given "
        "name: Zotero takes it for the name of an institution.",
        fix,
        group="as all of its tag" if as_others else "unlike others of its tag",
        severity="hint" if as_others else None,
    )
