"""Write the pages of the manual, docs/**/*.md, from the rules, the tables and the settings.

Usage: python scripts/generate_docs.py [--check]

With --check nothing is written and the exit code is 1 when a page is stale, missing or left over.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from docs_pages import pages
from docs_pages.markdown import MADE

TARGET = Path(__file__).resolve().parent.parent / "docs"


def stale(target: Path, wanted: dict[str, str]) -> list[str]:
    """Return the pages that are missing, differ from what is wanted, or are not wanted any more.

    A page that was written by hand is none of them.
    """
    present = {
        path.relative_to(target).as_posix(): path.read_text(encoding="utf-8")
        for path in target.rglob("*.md")
    }
    made = {name for name, text in present.items() if text.startswith(MADE)}
    return sorted(name for name in wanted.keys() | made if wanted.get(name) != present.get(name))


def write(target: Path, wanted: dict[str, str]) -> None:
    """Write the pages that are stale; take away those that are left over."""
    for name in stale(target, wanted):
        path = target / name
        if name in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail when stale")
    check = parser.parse_args().check
    wanted = pages()
    if not check:
        write(TARGET, wanted)
        return 0
    names = stale(TARGET, wanted)
    if names:
        shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
        print(f"stale in docs: {shown}; run python scripts/generate_docs.py", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
