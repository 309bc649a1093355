"""RIS403 name-punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, Removal
from ris_ls.rules.value._fields import replacement, tags_of_kind
from ris_ls.rules.value._names import NOT_PLAIN
from ris_ls.rules.wording import short
from ris_ls.syntax import BLANKS, Field, Record
from ris_ls.values.names import NamePunctuationKind, name_punctuation, split_names

_SAID: dict[NamePunctuationKind, str] = {
    "trailing-comma": "ends in a comma",
    "trailing-semicolon": "ends in a semicolon",
    "trailing-and": "ends in a left-over `and`",
    "doubled-comma": "holds two commas in a row",
    "leading-comma": "begins with a comma",
}


class NamePunctuation(FieldRule):
    """A name holds a comma, a semicolon or an `and` that belongs to no name.

    A comma behind several words (`World Health Organization,`) is left alone: EndNote asks for it
    to keep the name of an organisation in one piece.

    ## Why

    rispy keeps the sign as a part of the name, so `Elton,` is another author than `Elton`. Zotero
    and citation-js cut a name at its commas and make an empty or wrong part of it.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane;
    AU  - Elton,
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    AU  - Elton
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS403"
    name = "name-punctuation"
    severity = "info"
    fixable = "safe"
    removes = frozenset({"decoration"})
    once = True
    tags = tags_of_kind("name")
    shape = NOT_PLAIN

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a name with stray punctuation; a list of names is RIS401."""
        if field.continuation:
            return
        found = name_punctuation(field.value)
        if found.mended is None or split_names(field.value).separator is not None:
            return
        # The blanks behind a comma go with it, unless a closing quote of the line is there.
        behind = record.text[field.line.value_end : field.line.end]
        value = field.value + behind if not behind.strip(BLANKS) else field.value
        edits = replacement(field.line.value_start, value, found.mended)
        removes: Removal | None = "decoration" if "trailing-and" in found.kinds else None
        yield Problem(
            field.value_span,
            f"The name `{short(field.value, 40)}` in {field.tag} {_SAID[found.kinds[0]]}, which "
            "rispy keeps as a part of the name.",
            Fix(f"Write `{short(found.mended, 40)}`", edits, True, removes),
            group=found.kinds[0],
        )
