"""What two rules ask of a DOI field."""

from __future__ import annotations

from ris_ls.values.doi import DoiReading


def is_encoded_address(found: DoiReading, value: str) -> bool:
    """Tell whether a value is an address whose DOI is written with percent codes.

    Then the place of the DOI in it has no meaning, and it can only be written anew as a whole.
    """
    return (
        "percent-encoded" in found.problems
        and found.mended is not None
        and not value.startswith("10")
    )
