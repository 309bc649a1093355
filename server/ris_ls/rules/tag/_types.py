"""Which reference types are fine as they are."""

from __future__ import annotations

from collections.abc import Mapping

from ris_ls.knowledge import ReferenceType, reference_types

STANDARD_TYPES: Mapping[str, ReferenceType] = {
    code: kind for code, kind in reference_types().items() if kind.status == "standard"
}
"""The types of the specification of 2011."""

_DISPUTED = frozenset({"GRNT", "UNPD", "WEB"})
"""Written or read by a large program for a standard type: no error, but a matter of taste."""


KNOWN_TYPE = "|".join(sorted({*STANDARD_TYPES, *_DISPUTED}, key=len, reverse=True))
"""The types that are known, as a regular expression."""


def is_known(code: str) -> bool:
    """Tell whether a type, given in capitals, is standard or one that large programs use."""
    return code in STANDARD_TYPES or code in _DISPUTED
