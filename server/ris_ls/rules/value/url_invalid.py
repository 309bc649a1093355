"""RIS464 url-invalid."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, other_than
from ris_ls.rules.value._fields import replacement
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.doi import parse_doi
from ris_ls.values.placeholders import is_placeholder
from ris_ls.values.urls import PLAIN_URL, UrlKind, parse_url

_SAID: dict[UrlKind, str] = {
    "no-scheme": "lacks `https://` at its beginning, so programs do not open it as a web address",
    "doi": "holds a DOI and no web address, so no program can open it",
    "bracketed": "stands in angle brackets, so a program that opens it fails",
    "with-text": "holds blanks or other text besides the address, so opening it fails",
    "twice": "begins like an address twice, so opening it fails",
    "cut-resolver": "is the rest of a link for EndNote, `<Go to ISI>`, and leads nowhere",
    "nothing": "is no web address, so opening it fails",
}


class UrlInvalid(FieldRule):
    """UR holds something that is no sound web address.

    ## Why

    rispy and Zotero keep it as it stands, and a click on it leads nowhere. Links for EndNote,
    `<Go to ISI>://WOS:...`, and for Reference Manager, `PM:12345678`, are left alone.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    UR  - www.example.org/exports/1
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    UR  - https://www.example.org/exports/1
    ER  -
    ```
    """

    code = "RIS464"
    name = "url-invalid"
    severity = "warning"
    fixable = "sometimes"
    tags = frozenset({"UR"})
    shape = other_than(PLAIN_URL)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a value that is no address; several in one are RIS465, paths RIS466."""
        if not field.value or is_placeholder(field.tag, field.full_value):
            return
        found = parse_url(field.value)
        said = _SAID.get(found.kind)
        if said is None:
            return
        yield Problem(
            field.value_span,
            f"{field.tag} `{short(field.value)}` {said}.",
            _fix(field, found.kind, found.mended),
            group=found.kind if found.kind == "cut-resolver" else "",
        )


def _fix(field: Field, kind: UrlKind, mended: str | None) -> Fix | None:
    """Return the fix: safe where the beginning alone is missing."""
    if kind == "doi":
        doi = parse_doi(field.value).doi
        mended = f"https://doi.org/{quote(doi, safe='/:().,-_')}" if doi else None
    if mended is None:
        return None
    edits = replacement(field.line.value_start, field.value, mended)
    return Fix(f"Write `{short(mended)}`", edits, safe=kind == "no-scheme")
