"""PubMed numbers (PMID): one to eight digits, and the labels that claim one."""

from __future__ import annotations

import re

_PMID = re.compile(r"[0-9]{1,8}")
# EBSCO writes NLM before the number.
_LABELLED = re.compile(
    r"(?:PMID|PubMed(?: ?ID)?|PubMed-ID)\s{0,3}[:=#]\s{0,3}(?:NLM)?(\S{1,40})", re.IGNORECASE
)
# As Web of Science and Reference Manager write it.
_NUMBERED = re.compile(r"(?:MEDLINE|PM):(\S{1,40})", re.IGNORECASE)
_LABEL_AFTER = re.compile(r"\s{0,3}\[pmid\]", re.IGNORECASE)
_LONGEST = 60


def is_pmid(text: str) -> bool:
    """Tell whether a text is a PubMed number."""
    return _PMID.fullmatch(text) is not None


def labelled_pmid(text: str, *, accession: bool = False) -> str | None:
    """Return what a value calls a PubMed number, sound or not; None where it claims none.

    Takes the value. Only a label with one word behind it counts, so that prose which names the
    PubMed numbers of other works is left alone. ``accession`` tells that the field is one for
    accession numbers: there ``MEDLINE:`` and ``PM:`` are labels too. Never raises.
    """
    value = text.strip()
    if len(value) > _LONGEST:
        return None
    after = _LABEL_AFTER.search(value)
    if after is not None and after.end() == len(value):
        value = value[: after.start()]
    found = _LABELLED.fullmatch(value) or (_NUMBERED.fullmatch(value) if accession else None)
    return found[1].rstrip(".,;") if found else None
