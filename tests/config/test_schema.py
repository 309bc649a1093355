from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from ris_ls.config.schema import properties
from ris_ls.config.settings import Settings, from_mapping


def test_names_and_types() -> None:
    shapes = {name: each["type"] for name, each in properties().items()}
    assert shapes == {"ris.select": "array", "ris.ignore": "array", "ris.format.enable": "boolean"}


def test_the_defaults_of_the_schema_are_those_of_the_server() -> None:
    values: dict[str, Any] = {}
    for name, each in properties().items():
        group = values
        *path, last = name.split(".")[1:]
        for step in path:
            group = group.setdefault(step, {})
        group[last] = each["default"]
    assert from_mapping(values) == (Settings(), [])


def test_the_module_prints_the_schema_as_json() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "ris_ls.config.schema"], capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == properties()
