"""The documentation of a rule, read from its docstring."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ris_ls.rules.model import AnyRule

_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
_FENCE = re.compile(r"^```ris\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[trn])")


@dataclass(frozen=True, slots=True)
class Documentation:
    """What the docstring of a rule says."""

    summary: str
    """The first paragraph."""
    text: str
    """All of it, in Markdown."""
    example: str
    """The damaged example, its escapes (``\\t``) made real."""
    mended: str
    """The example after the fix; empty when the rule has none."""


def documentation(rule: AnyRule) -> Documentation:
    """Return the documentation of a rule."""
    text = rule.documentation()
    _, *parts = _SECTION.split(text)
    examples = {
        title.strip(): _real(fence[1])
        for title, body in zip(parts[::2], parts[1::2], strict=True)
        if (fence := _FENCE.search(body))
    }
    return Documentation(
        rule.summary(), text, examples.get("Example", ""), examples.get("Mended", "")
    )


def _real(example: str) -> str:
    r"""Return an example as the file it stands for: escapes made real, ``\`` joins two lines."""
    unescaped = _ESCAPE.sub(lambda m: m[0].encode().decode("unicode_escape"), example)
    return unescaped.replace("\\\n", "")
