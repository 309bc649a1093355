"""RIS463 language-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.languages import PLAIN_LANGUAGE, is_language, language_meant
from ris_ls.values.placeholders import is_placeholder


class LanguageUnknown(FieldRule):
    """The language field names no language, neither by its code nor by its name.

    Codes (`en`, `eng`, `en-US`), names in English, in the language itself and in many other
    languages, and lists of them are all understood. Computer programs (COMP) are left alone, for
    there Zotero writes the language of the code.

    ## Why

    Zotero keeps the text as it is, and citation styles look there to decide which words of a title
    get a capital letter. Filters by language, as in Zotero and in tools for systematic reviews,
    leave the record out.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    LA  - jp
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    LA  - ja
    ER  -
    ```
    """

    code = "RIS463"
    name = "language-unknown"
    severity = "hint"
    fixable = "unsafe"
    once = True
    tags = frozenset({"LA"})
    shape = other_than(PLAIN_LANGUAGE)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a language field that names none."""
        value = field.full_value
        if record.type_code == "COMP":
            return  # there it is the language that the program is written in
        if not value or is_language(value) or is_placeholder(field.tag, value):
            return
        meant = None if field.continuation else language_meant(value)
        fix = None
        if meant is not None:
            edits = replacement(field.line.value_start, field.value, meant)
            fix = Fix(f"Write `{meant}`", edits, safe=False)
        yield Problem(
            field.value_span,
            f"`{short(value, 40)}` in {field.tag} is no language: Zotero keeps it as it is, and "
            "neither citation styles nor a search by language know what to make of it.",
            fix,
        )
