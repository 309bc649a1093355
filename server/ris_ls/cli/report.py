"""Findings as text for people and as JSON for programs."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from typing import Any, TextIO

from ris_ls.rules.model import Finding
from ris_ls.text import Document
from ris_ls.text.lines import iter_lines

_COLOURS = {"error": "31", "warning": "33", "info": "34", "hint": "36"}
_WIDTH = 96
"""How much of a source line is shown: abstracts run to 45,000 characters."""


class Paint:
    """Colours text for a terminal, or leaves it."""

    def __init__(self, stream: TextIO) -> None:
        self.on = (
            stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        ) or bool(os.environ.get("FORCE_COLOR"))

    def __call__(self, text: str, code: str) -> str:
        """Return ``text`` in the colour of an SGR code such as ``31``, or as it is."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text


def finding_text(name: str, document: Document, finding: Finding, paint: Paint) -> str:
    """Return a finding as people read it: place, code, message, source line with a caret."""
    start = document.position_at(finding.span.start, "utf-32")
    place = paint(f"{name}:{start.line + 1}:{start.column + 1}", "1")
    severity = paint(finding.severity, _COLOURS[finding.severity])
    head = f"{place}: {severity} {paint(finding.code, '1')} {finding.name}: {finding.message}"
    lines = [head, *_source_lines(document, finding, paint)]
    if finding.fix is not None:
        lines.append(f"      {'fix' if finding.fix.safe else 'unsafe fix'}: {finding.fix.title}")
    return "\n".join(lines)


def _source_lines(document: Document, finding: Finding, paint: Paint) -> list[str]:
    start = document.position_at(finding.span.start, "utf-32")
    offset, line = document.line_at(start.line)
    first = start.column
    last = max(first + 1, min(finding.span.end - offset, len(line)))
    left = 0
    if last > _WIDTH:
        left = max(0, min(first - _WIDTH // 3, len(line) - _WIDTH))
    shown = line[left : left + _WIDTH]
    before = ("…" if left else "") + _visible(shown[: first - left])
    marked = _visible(shown[first - left : last - left])
    after = _visible(shown[last - left :]) + ("…" if left + _WIDTH < len(line) else "")
    number = str(start.line + 1)
    gutter = " " * max(len(number), 4)
    caret = " " * _columns(before) + paint("^" * max(1, _columns(marked)), _COLOURS["error"])
    return [
        f"{number.rjust(len(gutter))} | {before}{marked}{after}".rstrip(),
        f"{gutter} | {caret}",
    ]


def _visible(text: str) -> str:
    """Return text as a terminal can show it: a file must not be able to send it commands."""
    return "".join(
        " "
        if character == "\t"
        else chr(0x2400 + ord(character))
        if character < " "
        else "\ufffd"
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or character in "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        else character
        for character in text
    )


def _columns(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def finding_json(name: str, document: Document, finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON: one-based lines and code points, ends exclusive."""

    def place(offset: int) -> dict[str, int]:
        position = document.position_at(offset, "utf-32")
        return {"line": position.line + 1, "column": position.column + 1}

    fix = finding.fix and {
        "title": finding.fix.title,
        "safe": finding.fix.safe,
        "edits": [
            {"start": place(edit.start), "end": place(edit.end), "text": edit.text}
            for edit in finding.fix.edits
        ],
        "encoding": finding.fix.encoding,
    }
    return {
        "path": name,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "start": place(finding.span.start),
        "end": place(finding.span.end),
        "places": finding.places,
        "fix": fix,
    }


def unified_diff(name: str, before: str, after: str, paint: Paint) -> str:
    """Return what changes between two texts as a unified diff."""
    out: list[str] = []
    for line in difflib.unified_diff(
        _lines(before), _lines(after), f"{name} (as it is)", f"{name} (mended)", lineterm=""
    ):
        body = re.sub(r"[\r\n]+\Z", "", line)
        unended = line[:1] in "+- " and not line.startswith(("+++", "---")) and body == line
        colour = {"+": "32", "-": "31", "@": "36"}.get(line[:1], "")
        out.append(paint(body, colour) if colour else body)
        if unended:
            out.append("\\ no line end")
    return "\n".join(out) + "\n" if out else ""


def _lines(text: str) -> list[str]:
    return [text[start:following] for start, _, following in iter_lines(text)]
