"""`ris-ls rules`: the list of rules, or the page about one."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import groupby
from typing import Any

from ris_ls.cli.main import CLEAN, UNUSABLE
from ris_ls.cli.report import Paint
from ris_ls.rules.documentation import FIX_WORDS, SERIES, page, severity
from ris_ls.rules.model import AnyRule
from ris_ls.rules.registry import RETIRED, rule, rules


def run(options: argparse.Namespace) -> int:
    """Show the rules that the options name. Returns the exit code."""
    as_json = options.output_format == "json"
    if options.code is None:
        if as_json:
            retired = [_retired_object(code) for code in RETIRED]
            print(json.dumps([*map(_object, rules()), *retired], indent=2))
        else:
            _list(Paint(sys.stdout))
        return CLEAN
    code = options.code.upper()
    if code in RETIRED:
        sentence = f"{code} is retired: {RETIRED[code]}."
        print(json.dumps([_retired_object(code)], indent=2) if as_json else sentence)
        return CLEAN
    found = rule(code)
    if found is None:
        print(f"ris-ls: {_unknown(options.code)}", file=sys.stderr)
        return UNUSABLE
    if as_json:
        print(json.dumps([_object(found)], indent=2))
    else:
        print("\n".join(_readable(page(found), Paint(sys.stdout))))
    return CLEAN


def _unknown(asked: str) -> str:
    """Return why a code has no page, and which one may have been meant."""
    code = asked.upper()
    near = get_close_matches(code, [each.code for each in rules()], n=1)
    hint = f"; did you mean {near[0]}?" if near else "; `ris-ls rules` lists all"
    return f"there is no rule {asked}{hint}"


def _object(each: AnyRule) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "severity": severity(each),
        "fix": each.fixable,
        "summary": each.summary(),
        "retired": False,
    }


def _retired_object(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": "",
        "severity": "off",
        "fix": "none",
        "summary": RETIRED[code],
        "retired": True,
    }


def _list(paint: Paint) -> None:
    width = max(len(each.name) for each in rules())
    for digit, group in groupby(rules(), key=lambda each: each.code[3]):
        print(paint(f"{digit}xx  {SERIES[digit]}", "1"))
        for each in group:
            name = each.name.ljust(width)
            fix = FIX_WORDS[each.fixable]
            print(f"{paint(each.code, '1')}  {name}  {severity(each):9}fix: {fix}")
            print(f"        {each.summary()}")
        print()
    for code, reason in RETIRED.items():
        print(f"{paint(code, '1')}  retired: {reason}")
    print("`ris-ls rules CODE` says more of one.")


_HEADING = re.compile(r"#{1,3} (.*)")
_FENCE = re.compile(r"```\w*")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=\S)([^*`]+)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_CODE = re.compile(r"(`[^`]*`)")


def _readable(markdown: str, paint: Paint) -> Iterator[str]:
    """Yield the lines of a page as a terminal shows them well: signs of layout made layout."""
    in_example = False
    for line in markdown.rstrip("\n").split("\n"):
        if _FENCE.fullmatch(line):
            in_example = not in_example
        elif in_example:
            yield f"    {line}".rstrip()
        elif heading := _HEADING.fullmatch(line):
            yield paint(heading[1], "1")
        else:
            yield "".join(
                piece if piece.startswith("`") else _plain(piece) for piece in _CODE.split(line)
            )


def _plain(text: str) -> str:
    """Return a piece of text without signs of emphasis, and links by their names alone."""
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
