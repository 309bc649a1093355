"""Whole records to fill in, as snippets with one place for each field."""

from __future__ import annotations

from functools import lru_cache

from ris_ls.features.explain import COMMON_TYPES
from ris_ls.knowledge import ReferenceType, meaning, reference_type, reference_types, tag


def template_types() -> tuple[str, ...]:
    """Return the codes of all standard types, the common ones first, then by alphabet."""
    rest = [
        code
        for code, known in reference_types().items()
        if known.status == "standard" and code not in COMMON_TYPES
    ]
    return (*COMMON_TYPES, *rest)


def template_tags(known: ReferenceType) -> tuple[str, ...]:
    """Return the tags of a record that holds what its type needs and should have, TY first.

    Of tags that say the same the one is taken that usual records hold, and the order is theirs. A
    first page brings the last page with it where usual records hold both.
    """
    usual = known.typical_tags
    wanted: list[str] = []
    for group in (*known.required, *known.recommended):
        chosen = next((code for code in group if code in usual), group[0])
        if chosen not in wanted:
            wanted.append(chosen)
    if "SP" in wanted and "EP" in usual:
        wanted.append("EP")
    order = [code for code in usual if code in wanted]
    return (*order, *(code for code in wanted if code not in order))


@lru_cache(maxsize=128)
def record_snippet(type_code: str) -> str:
    r"""Return a record of a standard type in snippet syntax, from TY to the blank after ``ER  -``.

    Lines end with ``\n``; there is none behind the last line. Raises KeyError for an unknown type.
    """
    known = reference_types()[type_code]
    lines = [f"TY  - {type_code}"]
    codes = [code for code in template_tags(known) if code != "TY"]
    for place, code in enumerate(codes, start=1):
        lines.append(f"{code}  - ${{{place}:{_escape(_hint(code, type_code))}}}")
    return "\n".join([*lines, "ER  - "])


def _hint(code: str, type_code: str) -> str:
    """Return what a place asks for: the form of a name or date, else the field's name."""
    found, known = tag(code), reference_type(type_code)
    label = meaning(code, known.code if known else None)
    if found is None:
        return label
    if found.value_kind == "name":
        return f"{label}: Family, Given"
    if found.value_kind == "date":
        return f"{label}: YYYY/MM/DD"
    if code == "SP" and label == "Pages":
        return "First page"
    return "Last page" if code == "EP" else label


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
