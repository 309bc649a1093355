"""What fixing did, in words: which rules mended how much, and what was taken out."""

from __future__ import annotations

from ris_ls.rules.fixing import FixReport
from ris_ls.rules.registry import rule


def summary(name: str, report: FixReport) -> str:
    """Return what was done to the file called ``name``, a line each for rules and removals."""
    if not report.changed:
        lines = [f"{name}: nothing was changed."]
    else:
        total = sum(report.applied.values())
        lines = [f"{name}: {total:,} safe fix{'es' if total != 1 else ''}."]
        lines.extend(f"  {_named(code)}: {n:,}" for code, n in sorted(report.applied.items()))
        lines.extend(
            f"  Taken out by {_named(each.code)}: {each.removal}, {each.count:,} "
            f"{'places' if each.count != 1 else 'place'}"
            for each in report.removed
        )
    lines.extend(
        f"  Not made, because something would have been lost (a bug of ours): {sentence}"
        for sentence in report.refused
    )
    return "\n".join(lines)


def _named(code: str) -> str:
    found = rule(code)
    return f"{code} {found.name}" if found is not None else code
