from __future__ import annotations

from typing import Any

from ris_ls.config.kinds import Known
from ris_ls.config.reading import from_mapping, in_editor
from ris_ls.config.schema import editor_properties, file_schema
from ris_ls.config.settings import Settings

KNOWN = Known(("RIS101", "RIS204"), ("zotero", "rispy"))


def test_names_of_the_editor() -> None:
    properties = editor_properties(KNOWN)
    assert {"ris.select", "ris.perFileIgnores", "ris.format.blankLines"} <= properties.keys()
    assert properties["ris.targets"]["items"]["enum"] == ["rispy", "zotero"]
    assert properties["ris.specification"]["enum"] == ["2011", "2001", "as-is"]
    assert properties["ris.perFileIgnores"]["default"] == {}


def test_the_defaults_of_the_schema_are_those_of_the_server() -> None:
    values: dict[str, Any] = {}
    for name, each in editor_properties(KNOWN).items():
        group = values
        *path, last = name.split(".")[1:]
        for step in path:
            group = group.setdefault(step, {})
        group[last] = each["default"]
    assert from_mapping(values, KNOWN, naming=in_editor) == (Settings(), [])


def test_the_schema_of_a_file_refuses_what_reading_refuses() -> None:
    schema = file_schema(KNOWN)
    assert schema["additionalProperties"] is False
    assert "per-file-ignores" in schema["properties"]
    assert schema["properties"]["format"]["properties"]["tag-order"]["default"] == "keep"
    assert schema["properties"]["format"]["additionalProperties"] is False
