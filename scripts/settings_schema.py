"""Write docs/ris.schema.json, the JSON Schema of settings files, or print the editor's settings.

Usage: python scripts/settings_schema.py [--check | --editor]

With --check nothing is written and the exit code is 1 when the file is stale; with --editor the
settings are printed as VS Code describes settings.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ris_ls.config.schema import editor_properties, file_schema
from ris_ls.rules.registry import known

TARGET = Path(__file__).resolve().parent.parent / "docs" / "ris.schema.json"


def as_text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail when stale")
    parser.add_argument("--editor", action="store_true", help="print the editor's settings")
    options = parser.parse_args()
    if options.editor:
        print(as_text(editor_properties(known())), end="")
        return 0
    wanted = as_text(file_schema(known()))
    present = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    if options.check and wanted != present:
        print("stale: docs/ris.schema.json; run scripts/settings_schema.py", file=sys.stderr)
        return 1
    if not options.check:
        TARGET.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
