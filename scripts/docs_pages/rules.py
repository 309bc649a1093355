"""docs/rules: a page for each rule and an index by group. They are installed with the server."""

from __future__ import annotations

from ris_ls.rules.documentation import (
    FIX_MEANINGS,
    FIX_WORDS,
    SERIES,
    page,
    severity,
)
from ris_ls.rules.model import AnyRule
from ris_ls.rules.registry import RETIRED, rules

from .markdown import header, items, link, plain, section, table

_HEADER = header("the rules")

_INTRODUCTION = """\
# The rules

What `ris-ls check` and the editor report, and what they can mend. `ris-ls rules CODE` prints the
same page in the shell. A code never changes its meaning. How to turn rules on and off:
[settings](../settings.md).

**Severity.** *error*: a program loses, merges or invents a record, or cuts a value. *warning*:
wrong data that a person would want to correct. *info* and *hint*: worth knowing. *off*: a matter
of taste; such a rule looks at a file only when `extend-select` or `select` names it.

**Fix.** Whether the rule can mend what it finds. Before a safe fix is kept, the result is read
again and compared.

"""


def pages() -> dict[str, str]:
    """Return the index and the page of each rule."""
    return {
        "rules/README.md": _index(),
        **{f"rules/{rule.code}.md": _page(rule) for rule in rules()},
    }


def _page(rule: AnyRule) -> str:
    footer = "[All rules](README.md) · [Settings](../settings.md)"
    return f"{_HEADER}{page(rule)}\n{footer}\n"


def _index() -> str:
    parts = [_HEADER, _INTRODUCTION]
    parts.append(items(f"*{FIX_WORDS[fix]}*: {told}" for fix, told in FIX_MEANINGS.items()))
    for digit, title in SERIES.items():
        here = [rule for rule in rules() if rule.code[3] == digit]
        head = ("Code", "Name", "Severity", "Fix", "What it reports")
        body = table(head, map(_row, here)) if here else ""
        parts.append(section(f"{digit}xx {title}", body))
    retired = items(f"{code}: {plain(reason)}" for code, reason in RETIRED.items())
    parts.append(section("Retired codes", retired or "No code has been retired so far.\n"))
    return "".join(parts)


def _row(rule: AnyRule) -> tuple[str, ...]:
    return (
        link(rule.code, f"{rule.code}.md"),
        rule.name,
        severity(rule),
        FIX_WORDS[rule.fixable],
        plain(rule.summary()),
    )
