"""The settings as JSON Schema, so that no page about them ever differs from what is understood.

`editor_properties` is what VS Code's settings page is made from, `file_schema` describes `ris.toml`
(and the table `[tool.ris-ls]` of `pyproject.toml`) to editors that check TOML by a schema.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from ris_ls.config.kinds import Known
from ris_ls.config.reading import in_editor, in_file
from ris_ls.config.settings import Settings, description, kind


def editor_properties(
    known: Known, prefix: str = "ris.", group: Any = None
) -> dict[str, dict[str, Any]]:
    """Return the settings of `group` (all, when None) as JSON Schema by name (`ris.select`)."""
    found: dict[str, dict[str, Any]] = {}
    defaults = Settings() if group is None else group
    for each in fields(defaults):
        default = getattr(defaults, each.name)
        name = f"{prefix}{in_editor(each.name)}"
        its_kind = kind(each)
        if its_kind is None:
            found.update(editor_properties(known, f"{name}.", default))
            continue
        shape = its_kind.schema(known)
        found[name] = {
            **shape,
            "default": _as_json(default, shape),
            "scope": "resource",
            "markdownDescription": description(each),
        }
    return found


def file_schema(known: Known) -> dict[str, Any]:
    """Return the JSON Schema of a settings file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of the RIS language server (ris.toml)",
        **_group_schema(Settings(), known),
    }


def _group_schema(group: Any, known: Known) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for each in fields(group):
        default = getattr(group, each.name)
        its_kind = kind(each)
        shape = (
            _group_schema(default, known)
            if is_dataclass(default) or its_kind is None
            else its_kind.schema(known)
        )
        if its_kind is not None:
            shape = {**shape, "default": _as_json(default, shape)}
        properties[in_file(each.name)] = {**shape, "description": description(each)}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _as_json(default: Any, shape: dict[str, Any]) -> Any:
    """Return a default as JSON: pairs as an object, other tuples as a list."""
    if not isinstance(default, tuple):
        return default
    return dict(default) if shape["type"] == "object" else list(default)
