"""The pages of the manual that are made from rules, tables and settings, as text by path.

`rules`, `tags`, `reference_types`, `importers`, `exporters`, `settings` and `editors` each return
pages by path below `docs/`; `contents` is the page that leads to them.
"""

from __future__ import annotations

from . import contents, editors, exporters, importers, reference_types, rules, settings, tags

_MAKERS = (contents, rules, tags, reference_types, importers, exporters, settings, editors)


def pages() -> dict[str, str]:
    """Return every page by its path below `docs/`, such as `tags/AU.md`."""
    return {path: text for maker in _MAKERS for path, text in maker.pages().items()}
