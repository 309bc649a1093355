"""The settings as VS Code describes settings: `python -m ris_ls.config.schema` prints them.

The extension's `contributes.configuration.properties` is made from this output, so that the
settings page never differs from what the server understands.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from ris_ls.config.settings import DESCRIPTION, Settings


def properties(prefix: str = "ris.", group: Any = None) -> dict[str, dict[str, Any]]:
    """Return the settings of `group` (all, when None) as JSON schema by name (`ris.select`)."""
    found: dict[str, dict[str, Any]] = {}
    defaults = Settings() if group is None else group
    for each in fields(defaults):
        default = getattr(defaults, each.name)
        name = f"{prefix}{each.name}"
        if is_dataclass(default):
            found.update(properties(f"{name}.", default))
            continue
        found[name] = {
            **_shape(default),
            "default": list(default) if isinstance(default, tuple) else default,
            "scope": "resource",
            "markdownDescription": each.metadata[DESCRIPTION],
        }
    return found


def _shape(default: object) -> dict[str, Any]:
    if isinstance(default, bool):
        return {"type": "boolean"}
    if isinstance(default, tuple):
        return {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    raise TypeError(f"no JSON schema for a setting like {default!r}")


if __name__ == "__main__":
    print(json.dumps(properties(), indent=2, ensure_ascii=False))
