"""RIS305 vendor-tag."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.knowledge import FIELD_CODES, IGNORED, exporter, importer, is_vendor, tag
from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.tag._standard import NEAR_STANDARD_TAG, STANDARD_TAG
from ris_ls.rules.wording import listed, short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit

_VENDOR = frozenset(code for code in FIELD_CODES if is_vendor(code)) - STANDARD_TAG.keys()
_PUBMED = frozenset({"JT", "MH", "SB"})
"""Tags by which a record of PubMed shows that stands in an RIS file: its PT and SO are not ours."""

_IMPORTERS = ("zotero", "rispy", "citationjs", "jabref")
"""The importers that are asked whether they read a tag."""
_NAMED = 6


class VendorTag(RecordRule):
    """A database or program writes a tag of its own, which is in neither specification.

    ## Why

    Web of Science writes the funders as FU, Embase a link as LK, Citavi the holding library as H1.
    Zotero, rispy and JabRef do not know most of these tags, so what they hold does not arrive. That
    is house style and no mishap: it is told once for each database. Tags that mean exactly what a
    standard tag means, and that nobody reads, are RIS306.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    DI  - 10.1234/exports.2020.7
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    DO  - 10.1234/exports.2020.7
    ER  -
    ```
    """

    code = "RIS305"
    name = "vendor-tag"
    severity = "hint"
    fixable = "unsafe"
    once = True
    tags = _VENDOR

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the vendor tags of a record, those of one vendor together."""
        if not record.tags.isdisjoint(_PUBMED):
            return
        by_vendor: dict[str, list[Field]] = {}
        for field in record.fields:
            if field.tag in _VENDOR and field.full_value and not _is_said(field, record):
                by_vendor.setdefault(_vendor(field.tag, context.exporter), []).append(field)
        for vendor, fields in by_vendor.items():
            first, *others = {field.tag: field for field in reversed(fields)}.values()
            ordered = sorted((first, *others), key=lambda field: field.line.start)
            yield Problem(
                ordered[0].tag_span,
                _message(vendor, ordered),
                _fix(fields, record),
                tuple(Related(f"{field.tag} stands here", field.span) for field in ordered[1:]),
                group=vendor,
            )


def _vendor(code: str, exporter_key: str) -> str:
    """Return who writes a tag: who wrote the file, if it is known to, else whoever does."""
    writer = exporter(exporter_key)
    if writer and code in writer.own_tags:
        return writer.name
    found = tag(code)
    return " and ".join(found.written_by) if found else ""


def _is_said(field: Field, record: Record) -> bool:
    """Tell whether the standard tag says the same, so that nothing is lost."""
    standard = record.first(NEAR_STANDARD_TAG.get(field.tag, ""))
    return standard is not None and standard.full_value.casefold() == field.full_value.casefold()


def _message(vendor: str, fields: list[Field]) -> str:
    codes = [field.tag for field in fields]
    one = len(codes) == 1
    named = codes[:_NAMED] if len(codes) > _NAMED + 1 else codes
    names = [*named, f"{len(codes) - len(named)} more"] if len(named) < len(codes) else named
    what = ("is a tag" if one else "are tags") + (f" of {vendor}," if vendor else "")
    deaf = [key for key in _IMPORTERS if not any(_reads(key, code) for code in codes)]
    value = f"`{short(fields[0].full_value, 40)}`"
    lost = (
        f"{_names(deaf)} {'does' if len(deaf) == 1 else 'do'} not read {value if one else 'them'}"
        if deaf
        else f"not every program reads {value if one else 'them'}"
    )
    standard = NEAR_STANDARD_TAG.get(codes[0], "") if one else ""
    known = tag(standard)
    also = f"; the standard tag is {standard} ({known.name})" if known else ""
    return f"{listed(names)} {what} in neither specification: {lost}{also}."


def _reads(key: str, code: str) -> bool:
    found = tag(code)
    filed = found.importers.get(key, IGNORED) if found else IGNORED
    return not filed.startswith((IGNORED, "unknown_tag"))


def _fix(fields: list[Field], record: Record) -> Fix | None:
    """Return the fix that writes standard tags where the record lacks them."""
    edits: dict[str, Edit] = {}
    titles: list[str] = []
    for field in fields:
        standard = NEAR_STANDARD_TAG.get(field.tag)
        if standard and standard not in edits and record.first(standard) is None:
            span = field.tag_span
            edits[standard] = Edit(span.start, span.end, standard)
            titles.append(f"{standard} instead of {field.tag}")
    if not edits:
        return None
    return Fix(f"Write {listed(titles)}", tuple(edits.values()), safe=False)


def _names(keys: list[str]) -> str:
    found = (importer(key) for key in keys)
    return listed([each.name for each in found if each])
