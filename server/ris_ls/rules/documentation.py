"""The documentation of a rule: its docstring, the facts about it, and how to set it.

`page` is the one text about a rule: the manual holds it, and `ris-ls rules CODE` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from types import MappingProxyType

from ris_ls.rules.model import AnyRule, FileRule, Fixable, Removal

SERIES: Mapping[str, str] = MappingProxyType(
    {
        "0": "The file",
        "1": "The line",
        "2": "The record",
        "3": "Tags and types",
        "4": "Values",
        "5": "The record as a whole",
        "6": "Between records",
        "7": "The program it goes to",
    }
)
"""What the rules of a group look at, by the first digit of their codes."""

FIX_WORDS: Mapping[Fixable, str] = MappingProxyType(
    {"safe": "safe", "unsafe": "unsafe", "sometimes": "case by case", "none": "none"}
)
"""Whether a rule has a fix, in the words that lists and pages use."""

FIX_MEANINGS: Mapping[Fixable, str] = MappingProxyType(
    {
        "safe": "It loses nothing that a program reads. *Fix all* and `--fix` apply it.",
        "unsafe": "It is a suggestion, and a person should look at the result. It is applied one "
        "by one in the editor, or by `--fix --unsafe-fixes`.",
        "sometimes": "It is safe where nothing can be lost, unsafe where that is not certain, and "
        "missing where nobody can tell what was meant.",
        "none": "The rule itself mends nothing.",
    }
)
"""What the words mean."""

REMOVALS: Mapping[Removal, str] = MappingProxyType(
    {
        "markup": "markup (signs for a web page, such as `<i>` or `&amp;`)",
        "decoration": "decoration (what stands around a value and is no part of it, such as a "
        "label or a full stop)",
        "placeholder": "a placeholder (a word that stands where a value is missing)",
        "exact duplicate": "an exact duplicate (what stands in the record a second time)",
        "vendor text": "vendor text (what a database wrote about itself)",
        "invisible character": "an invisible character",
        "rewritten date": "a date, to write the same date in the form of the specification",
        "rewritten type": "a reference type that no program knows, for the code that it means",
    }
)
"""What a safe fix may take out, in words."""

FOLLOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "RIS303": ("targets",),
        "RIS308": ("specification",),
        "RIS441": ("specification", "targets"),
        "RIS701": ("targets",),
        "RIS702": ("targets",),
        "RIS703": ("targets",),
        "RIS704": ("targets",),
    }
)
"""Which settings decide what a rule reports, besides those that every rule follows."""

_FOLLOWED: Mapping[str, str] = MappingProxyType(
    {
        "specification": "`specification`: which of the two specifications is to be followed",
        "targets": "`targets`: the programs that the files are to go to",
    }
)

_WIDTH = 94
_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
_FENCE = re.compile(r"^```ris\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[trn])")
_ESCAPES_NOTE = (
    "In the examples, a sign like `\\t` or `\\ufeff` stands for the character it names.\n\n"
)


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


def severity(rule: AnyRule) -> str:
    """Return the default severity of a rule; ``off`` where it has to be turned on."""
    return rule.severity if rule.on else "off"


def page(rule: AnyRule) -> str:
    """Return all there is to say about a rule, in Markdown."""
    text = documentation(rule).text.strip()
    note = _ESCAPES_NOTE if _ESCAPE.search(text) else ""
    facts = "".join(_item(fact) for fact in _facts(rule))
    return f"# {rule.code} {rule.name}\n\n{facts}\n{text}\n\n{note}{_settings(rule)}"


def _item(fact: str) -> str:
    wrapped = wrap(fact, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "- " + "\n  ".join(wrapped) + "\n"


def _facts(rule: AnyRule) -> list[str]:
    level = rule.severity if rule.on else f"off by default; {rule.severity} when turned on"
    facts = [
        f"Severity: {level}",
        f"Fix: {FIX_WORDS[rule.fixable]}. {FIX_MEANINGS[rule.fixable]}",
    ]
    if rule.removes:
        removed = [what for removal, what in REMOVALS.items() if removal in rule.removes]
        facts.append(f"May take out: {'; '.join(removed)}")
    if rule.once:
        facts.append(
            "Reported once per file (each tag or kind by itself), with the number of places"
        )
    facts.append(f"Since: {rule.since}")
    return facts


def _settings(rule: AnyRule) -> str:
    code = rule.code
    parts = ["## Settings\n\n", _turned_on(rule) if not rule.on else _followed(rule)]
    silenced = f'ignore = ["{code}"]'
    parts.append(
        "Write what you need of it into `ris.toml`:\n\n```toml\n"
        f"{silenced.ljust(58)}# never report it\n"
        f"{_severity_line(rule).ljust(58)}# report it as less or more severe\n"
    )
    in_file = f'per-file-ignores = {{ "exports/*.ris" = ["{code}"] }}'
    parts.append(f"{in_file.ljust(58)}# not in these files\n")
    if not isinstance(rule, FileRule):
        in_record = f'per-record-ignores = {{ "doi:10.1000/182" = ["{code}"] }}'
        parts.append(f"{in_record.ljust(58)}# not in this record\n")
    parts.append(
        f"```\n\nIn the shell, `ris-ls check --ignore {code}` leaves it out once, and\n"
        f"`ris-ls check --select {code}` looks for nothing else.\n"
    )
    return "".join(parts)


def _severity_line(rule: AnyRule) -> str:
    other = "warning" if rule.severity in ("info", "hint") else "info"
    return f'severity = {{ {rule.code} = "{other}" }}'


def _turned_on(rule: AnyRule) -> str:
    sentence = (
        "This rule is off by default. Turn it on beside the others in `ris.toml`:\n\n"
        f'```toml\nextend-select = ["{rule.code}"]\n```\n\n'
    )
    return sentence + _followed(rule)


def _followed(rule: AnyRule) -> str:
    names = FOLLOWS.get(rule.code, ())
    if not names:
        return ""
    told = "".join(f"- {_FOLLOWED[name]}\n" for name in names)
    asked = (
        'It reports nothing until `targets` names a program: `targets = ["zotero", "rispy"]`.\n\n'
        if rule.code[3] == "7"
        else ""
    )
    return f"What it reports also depends on:\n\n{told}\n{asked}"
