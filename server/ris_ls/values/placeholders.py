"""Values that say nothing: what programs write where they have no value."""

from __future__ import annotations

import re

# As programs spell them: JavaScript, Python, SQL, pandas, spreadsheets. The case matters, for Null
# and Nan are family names.
_ANYWHERE = frozenset(
    {"n/a", "N/A", "#N/A", "null", "undefined", "None", "[object Object]", "<NA>", "NaT"}
)
# These can be a name, a keyword or a title.
_NOT_IN_WORDS = frozenset({"nan", "NaN", "NULL", "NONE"})
_WORD_TAGS = frozenset(
    {
        *("AU", "A1", "A2", "A3", "A4", "A5", "ED", "KW"),
        *("TI", "T1", "T2", "T3", "TT", "ST", "BT", "CT"),
    }
)
# "NA" is sodium, a country code and a name; in these fields it can only be R's missing value.
_NA_TAGS = frozenset({"AB", "N1", "N2", "DO", "UR", "SN", "VL", "IS", "SP", "EP"})
# Of whoever paid for the work, "None" says that nobody did.
_FUNDING_TAGS = frozenset({"FU", "FX"})
PLACEHOLDERS = _ANYWHERE | _NOT_IN_WORDS | {"NA"}
"""All placeholders; which of them a value can be depends on its tag."""

PLACEHOLDER = rf"\s*(?:{'|'.join(map(re.escape, sorted(PLACEHOLDERS)))})\s*\Z"
"""A pattern of all values that :func:`is_placeholder` is true of, whatever the tag."""

# The type and the end of a record are read by rules of their own.
_NEVER = frozenset({"TY", "ER"})


def is_placeholder(tag: str, value: str) -> bool:
    """Tell whether a field holds a placeholder instead of a value.

    Takes the tag, for ``NA`` can be a keyword and ``Nan`` an author, and the value; blanks around
    it do not count. An empty value is no placeholder. Never raises.
    """
    word = value.strip()
    if tag in _NEVER or (word == "None" and tag in _FUNDING_TAGS):
        return False
    if word == "NA":
        return tag in _NA_TAGS
    return word in _ANYWHERE or (word in _NOT_IN_WORDS and tag not in _WORD_TAGS)
