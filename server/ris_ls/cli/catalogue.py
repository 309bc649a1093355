"""`ris-ls rules`: the list of rules, or the documentation of one."""

from __future__ import annotations

import argparse
import json
import sys
from difflib import get_close_matches
from typing import Any

from ris_ls.cli.main import CLEAN, UNUSABLE
from ris_ls.cli.report import Paint
from ris_ls.rules.model import AnyRule
from ris_ls.rules.registry import rule, rules

_FIXES = {"safe": "safe fix", "unsafe": "unsafe fix", "sometimes": "fix, safe or not", "none": ""}


def run(options: argparse.Namespace) -> int:
    """Show the rules that the options name. Returns the exit code."""
    chosen = rules()
    if options.code is not None:
        found = rule(options.code)
        if found is None:
            codes = [each.code for each in rules()]
            near = get_close_matches(options.code.upper(), codes, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; `ris-ls rules` lists all"
            print(f"ris-ls: there is no rule {options.code}{hint}", file=sys.stderr)
            return UNUSABLE
        chosen = (found,)
    if options.output_format == "json":
        print(json.dumps([_object(each) for each in chosen], indent=2))
    elif options.code is not None:
        print(_page(chosen[0], Paint(sys.stdout)))
    else:
        _list(chosen, Paint(sys.stdout))
    return CLEAN


def severity(each: AnyRule) -> str:
    """Return the default severity of a rule; ``off`` where it has to be turned on."""
    return each.severity if each.on else "off"


def _object(each: AnyRule) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "severity": severity(each),
        "fix": each.fixable,
        "summary": each.summary(),
        "retired": False,
    }


def _list(chosen: tuple[AnyRule, ...], paint: Paint) -> None:
    width = max(len(each.name) for each in chosen)
    for each in chosen:
        fix = _FIXES[each.fixable]
        print(
            f"{paint(each.code, '1')}  {each.name.ljust(width)}  {severity(each):8}{fix}".rstrip()
        )
        print(f"        {each.summary()}")


def _page(each: AnyRule, paint: Paint) -> str:
    fix = _FIXES[each.fixable] or "no fix"
    head = paint(f"{each.code} {each.name}", "1")
    return f"{head}  ({severity(each)}, {fix}, since {each.since})\n\n{each.documentation()}"
