"""RIS009 not-nfc."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._fields import part, pieces, replacement
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit, Span

# Compatibility ideographs: joining would put another shape in their place, and names depend on it.
_KEPT = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")

_UNIT_SIGNS = "\u2126\u212a\u212b"

# What has another form, joins the sign before it, or can stand in a wrong order; with the scripts
# that have most of these, whole, for Unicode adds to them.
_SIGNS = (
    "\u0300-\u036f\u0374\u037e\u0387\u0483-\u0489\u0591-\u1dff\u1f71-\u2001\u20d0-\u20ff"
    "\u2126\u212a\u212b\u2329\u232a\u2adc\u2cef-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\uf900-\ufaff\ufb1d-\ufb4f\ufe20-\ufe2f\U00010000-\U0010ffff"
)


class NotNfc(FieldRule):
    r"""A letter is written as a base letter and an accent behind it, as two signs.

    Both ways of writing `é` look alike. Text from macOS and from PDF files often holds the one
    with two signs; nearly everything else is written with one (Unicode form NFC). The signs for
    ohm, kelvin and angstrom, which Unicode has twice, are of the same kind.

    ## Why

    Programs that compare texts sign by sign, as rispy and scripts do, find the same name twice, and
    a search finds one of the two.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Mu\u0308ller, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - M\u00fcller, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS009"
    name = "not-nfc"
    severity = "hint"
    fixable = "safe"
    once = True
    on = False
    signs = _SIGNS

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with letters in two signs; one fix joins them."""
        if field.tag == "TY":
            return
        edits: list[Edit] = []
        first: Span | None = None
        for text, start in pieces(field, record):
            if unicodedata.is_normalized("NFC", text):
                continue
            found = replacement(start, text, _joined(text))
            edits.extend(found)
            if first is None and found:
                first = part(0, (found[0].start, max(found[0].end, found[0].start + 1)))
        if first is None:
            return
        unit = _unit_sign(record.text[first.start : first.end])
        if unit:
            message = (
                f"{field.tag} holds the unit sign {unit} (U+{ord(unit):04X}) in place of the "
                "letter that looks the same: programs that compare texts take it for another word."
            )
            title = "Write the usual letters"
        else:
            message = (
                f"{field.tag} holds a letter and its accent as two signs: it looks the same as one "
                "sign, but programs that compare texts take it for another word."
            )
            title = "Join letters and accents"
        yield Problem(first, message, Fix(title, tuple(edits), True))


def _unit_sign(text: str) -> str:
    """Return the first sign for ohm, kelvin or angstrom where a text holds no accents."""
    if any(unicodedata.combining(one) for one in text):
        return ""
    return next((one for one in text if one in _UNIT_SIGNS), "")


def _joined(text: str) -> str:
    parts = _KEPT.split(text)
    # Every second part is what the pattern found.
    parts[::2] = [unicodedata.normalize("NFC", one) for one in parts[::2]]
    return "".join(parts)
