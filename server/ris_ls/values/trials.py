"""Numbers under which clinical trials are registered (ICTRP, the registries of the WHO)."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?:NCT|ISRCTN|DRKS)[0-9]{8}"
    r"|(?:EUCTR|EudraCT:? ?)?[0-9]{4}-[0-9]{6}-[0-9]{2}(?:-[A-Z]{2,3})?"
    r"|ACTRN[0-9]{14}|TCTR[0-9]{11}|PACTR[0-9]{15}|KCT[0-9]{7}|IRCT[0-9]{6,20}N[0-9]{1,3}"
    r"|ChiCTR[-A-Z]{0,6}[0-9]{8,10}|CTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}"
    r"|(?:JPRN-)?(?:UMIN[0-9]{9}|jRCTs?[0-9]{9,11}|JapicCTI-[0-9]{6})|RBR-[0-9a-z]{6,9}"
    r"|RPCEC[0-9]{8}|SLCTR/[0-9]{4}/[0-9]{3}|PER-[0-9]{3}-[0-9]{2}",
    re.IGNORECASE,
)
_EUROPEAN = re.compile(r"[0-9]{4}-[0-9]{6}-[0-9]{2}")
_LONGEST = 40


def trial_number(text: str) -> str:
    """Return the number of a registered trial that a value is, in one form; empty if it is none.

    A European number is the same in each country, and with ``EudraCT`` before it. Commas and full
    stops behind it do not count: Cochrane writes it as the author. Never raises.
    """
    value = text.strip().rstrip(".,;")
    if len(value) > _LONGEST or not _NUMBER.fullmatch(value):
        return ""
    european = _EUROPEAN.search(value)
    return european[0] if european else value.lower().removeprefix("jprn-")
