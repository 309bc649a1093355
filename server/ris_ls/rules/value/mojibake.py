"""RIS006 mojibake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ris_ls.rules.model import Context, FieldRule, Fix, Problem
from ris_ls.rules.value._around import word_around
from ris_ls.rules.value._fields import part, pieces
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.mojibake import LEADS, POSSIBLE_GARBLED, Garbled, find_garbled, is_cut


class Mojibake(FieldRule):
    """A value was read in a wrong encoding once: `MÃ¼ller` was `Müller`.

    Each letter beyond English became two or three signs. The fix reads them again as what they
    were. It has to be asked for, since nothing but a person can tell for sure that the signs are
    not meant. Where some of the signs are lost there is no fix.

    ## Why

    Every program takes the signs as they stand: a search for the name or the word finds nothing,
    the same record from another database looks like a different one, and citations print them.

    ## Example

    ```ris
    TY  - JOUR
    AU  - MÃ¼ller, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Müller, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS006"
    name = "mojibake"
    severity = "warning"
    fixable = "unsafe"
    signs = LEADS
    shape = POSSIBLE_GARBLED

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with wrongly decoded text; one fix reads all of it again."""
        edits: list[Edit] = []
        shown = meant = ""
        lost = False
        for text, start in pieces(field, record):
            found = find_garbled(text)
            if not found:
                continue
            lost = lost or is_cut(text, found)
            for one in found:
                span = part(start, one.span)
                edits.append(Edit(span.start, span.end, one.meant))
            if not shown:
                shown, meant = _word(text, found)
        if not edits:
            return
        more = f" and {len(edits) - 1} more like it" if len(edits) > 1 else ""
        if lost:
            message = (
                f"{field.tag} was read in a wrong encoding, as `{shown}` shows, and some signs are "
                "lost, so that it cannot be read again: take the value from the database anew."
            )
            fix = None
        else:
            message = (
                f"{field.tag} was read in a wrong encoding: `{shown}` was `{meant}`{more}. "
                "Searches miss it, and citations print it as it stands."
            )
            fix = Fix("Read the signs in the right encoding", tuple(edits), False)
        yield Problem(part(0, (edits[0].start, edits[0].end)), message, fix)


def _word(text: str, found: Sequence[Garbled]) -> tuple[str, str]:
    """Return the word around the first stretch as it stands and as it was, for the message."""
    first, last = word_around(text, *found[0].span)
    meant, at = "", first
    for one in found:
        if one.span[0] >= last:
            break
        meant += text[at : one.span[0]] + one.meant
        at = one.span[1]
    last = max(last, at)
    return short(text[first:last], 40), short(meant + text[at:last], 40)
