"""RIS451 markup."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Fix, Problem, Severity
from ris_ls.rules.value._fields import part, pieces
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit
from ris_ls.values.markup import POSSIBLE_TAG, Kind, Tag, find_tags, without_tags

_TITLES = frozenset({"TI", "T1", "T2", "T3", "BT", "CT", "ST", "TT"})
# Addresses, and notes: those that Zotero writes are web pages in small.
_LEFT_ALONE = frozenset({"TY", "UR", "LK", "L1", "L2", "L3", "L4", "DO", "N1", "RN"})


class Markup(FieldRule):
    """A value holds tags of web pages (HTML) or of publishers' files (JATS).

    Tags for italics, bold, raised and lowered letters in a title are only hinted at.

    ## Why

    Zotero takes the tags off when it imports a title or a keyword and keeps them in an abstract.
    EndNote shows codes of web pages as they stand, rispy keeps everything, and a screening form
    or a citation then shows `<jats:p>`. The five tags `<i>`, `<b>`, `<sub>`, `<sup>` and `<span>`
    are of use in a title that goes to a program that formats citations with CSL, such as
    citation-js: it sets the words in italics.

    The fix takes the tags out and keeps what is said: a blank between two paragraphs, and raised
    digits as signs (`10⁵`).

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    AB  - <jats:p>Less CO<jats:sub>2</jats:sub>.</jats:p><jats:p>More exports.</jats:p>
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Examples
    AB  - Less CO2. More exports.
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS451"
    name = "markup"
    severity = "info"
    fixable = "unsafe"
    removes = frozenset({"markup"})
    signs = "&<"
    shape = POSSIBLE_TAG

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a field with tags; one fix takes them all out."""
        value = field.full_value
        if field.tag in _LEFT_ALONE:
            return
        real = {tag.name for tag in find_tags(value)}
        found: list[tuple[Tag, str, int]] = []
        edits: list[Edit] = []
        for text, start in pieces(field, record):
            # Whether a name of one letter is a tag can depend on another line of the value.
            tags = [tag for tag in find_tags(text) if tag.name in real]
            found.extend((tag, text, start) for tag in tags)
            for change in without_tags(text, tags):
                edits.append(Edit(start + change.span[0], start + change.span[1], change.text))
        if not found:
            return
        kinds: set[Kind] = {tag.kind for tag, _, _ in found}
        first, text, start = found[0]
        shown = f"`{short(text[first.span[0] : first.span[1]], 30)}`"
        severity: Severity = "info"
        is_escaped = shown.startswith("`&")
        if field.tag in _TITLES and kinds == {"style"} and not is_escaped:
            group, severity = "title", "hint"
            what = (
                f"{field.tag} holds the tag {shown}: programs that format with CSL follow it, "
                "Zotero drops it on import, EndNote and rispy keep it as text."
            )
        elif "jats" in kinds:
            group = "jats"
            what = (
                f"{field.tag} holds {shown}, a tag of publishers' files (JATS): rispy and most "
                "programs take it for text and show it."
            )
        else:
            group = "html"
            what = (
                f"{field.tag} holds the web page tag {shown}: rispy and most programs take it for "
                "text and show it."
            )
        fix = Fix("Take the tags out", tuple(edits), False, "markup") if edits else None
        yield Problem(part(start, first.span), what, fix, group=group, severity=severity)
