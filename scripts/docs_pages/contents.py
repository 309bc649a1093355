"""docs/README.md: the page that leads to all others."""

from __future__ import annotations

from ris_ls.knowledge import exporters, importers, reference_types, tags
from ris_ls.rules.registry import rules

from .markdown import header


def pages() -> dict[str, str]:
    """Return the page."""
    types = [found for found in reference_types().values() if not found.canonical]
    return {
        "README.md": f"""\
{header("rules, tables and settings")}# The manual

| Page | What it tells |
| --- | --- |
| [Rules](rules/README.md) | What is reported, and what can be mended: {len(rules())} rules |
| [Refactorings](refactorings.md) | Sorting, moving, converting and splitting what is in a file |
| [Settings](settings.md) | How to turn rules on and off, and all other settings |
| [Tags](tags/README.md) | What each of {len(tags())} tags means, for whom, and who writes it |
| [Reference types](types/README.md) | {len(types)} types: what a record needs, and its fields |
| [Programs that read RIS](importers.md) | What {len(importers())} programs make of a file |
| [Programs that write RIS](exporters.md) | How the files of {len(exporters())} programs look |
| [Duplicates](duplicates.md) | What counts as the same work, and how well that is told |
| [Editors](editors.md) | What VS Code, Neovim and Emacs are sent |
| [The ledger](ledger.md) | How many records a file holds, and how many of them each program reads |
| [Finding](finding.md) | Where else an author or a DOI stands, and which records say what |

How to install and use it stands in the [README](../README.md), how it is built in
[ARCHITECTURE.md](../ARCHITECTURE.md).

All but the pages on refactorings, the ledger and finding is made from the rules, the knowledge
tables, the settings and what editors sent, by `python scripts/generate_docs.py`; `npm run lint`
fails when a page is out of date. The same is at hand where it is needed: the editor shows it on
hover and opens a rule's page from a finding, and `ris-ls rules` prints it.
"""
    }
