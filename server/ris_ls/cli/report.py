"""Findings as text for people and as JSON for programs."""

from __future__ import annotations

import difflib
import json
import os
import re
import unicodedata
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Protocol, TextIO

from ris_ls.rules.model import Finding
from ris_ls.text import Edit
from ris_ls.text.lines import iter_lines

_COLOURS = {"error": "31", "warning": "33", "info": "34", "hint": "36"}
_WIDTH = 96
"""How much of a source line is shown: abstracts run to 45,000 characters."""


_LINE_END = re.compile("[\r\n]")


class Paint:
    """Colours text for a terminal, or leaves it."""

    def __init__(self, stream: TextIO) -> None:
        self.on = (
            stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        ) or bool(os.environ.get("FORCE_COLOR"))

    def __call__(self, text: str, code: str) -> str:
        """Return ``text`` in the colour of an SGR code such as ``31``, or as it is."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text


class Lines:
    """Tells on which line an offset of a text is, quickly where offsets come in rising order.

    ``first`` is the number of the text's first line, counted from 0.
    """

    def __init__(self, text: str, first: int = 0) -> None:
        self.text = text
        self._first = first
        self._has_returns = "\r" in text
        self._start = 0  # of the line that was asked for last
        self._number = first

    def at(self, offset: int) -> tuple[int, int]:
        """Return the number of the line that holds ``offset``, counted from 0, and its start."""
        if offset < self._start:
            self._start, self._number = 0, self._first
        text, start = self.text, self._start
        if self._has_returns:
            # Between the two characters of a line end, the line is not over.
            offset -= text.startswith("\r\n", offset - 1) if offset else 0
            self._number += text.count("\r", start, offset) - text.count("\r\n", start, offset)
            self._start = max(start, text.rfind("\r", start, offset) + 1)
        self._number += text.count("\n", start, offset)
        self._start = max(self._start, text.rfind("\n", start, offset) + 1)
        return self._number, self._start

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, counted from 0."""
        offset = min(offset, len(self.text))
        number, start = self.at(offset)
        return number, offset - start

    def end(self, start: int) -> int:
        """Return where the line that starts at ``start`` ends, its line end left out."""
        if self._has_returns:
            match = _LINE_END.search(self.text, start)
            end = match.start() if match else -1
        else:
            end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end


class View(Protocol):
    """How a finding is shown: its pieces around the message, which may have to wait for a count."""

    def opening(self, finding: Finding, base: int, lines: Lines) -> str:
        """Return what comes before the message. Offsets of the finding count from ``base``."""

    def message(self, text: str) -> str:
        """Return the message."""

    def behind(self, finding: Finding, base: int, lines: Lines) -> str:
        """Return what comes behind the message, up to the fix."""

    def edits(self, edits: Sequence[Edit], base: int, lines: Lines) -> str:
        """Return the edits of a fix, or a part of them."""

    def closing(self, places: int, fix: ShownFix | None) -> str:
        """Return the fix, and what else depends on how many places there are."""


@dataclass(frozen=True, slots=True)
class ShownFix:
    """A fix, its edits as a view shows them, in pieces to be joined."""

    title: str
    safe: bool
    edits: tuple[str, ...] = ()
    encoding: str | None = None


def shown(view: View, finding: Finding, base: int, lines: Lines) -> str:
    """Return a finding as a view shows it. Its offsets count from ``base``, those of lines too."""
    fix: ShownFix | None = None
    if (mend := finding.fix) is not None:
        edits = view.edits(mend.edits, base, lines)
        fix = ShownFix(mend.title, mend.safe, (edits,), mend.encoding)
    return (
        view.opening(finding, base, lines)
        + view.message(finding.message)
        + view.behind(finding, base, lines)
        + view.closing(finding.places, fix)
    )


@dataclass(frozen=True)
class AsText:
    """As people read it: place, code, message, source line with a caret."""

    name: str
    paint: Paint

    def opening(self, finding: Finding, base: int, lines: Lines) -> str:  # noqa: D102
        start = base + finding.span.start
        number, line = lines.at(start)
        paint = self.paint
        place = paint(f"{self.name}:{number + 1}:{start - line + 1}", "1")
        severity = paint(finding.severity, _COLOURS[finding.severity])
        return f"{place}: {severity} {paint(finding.code, '1')} {finding.name}: "

    def message(self, text: str) -> str:  # noqa: D102
        return text

    def behind(self, finding: Finding, base: int, lines: Lines) -> str:  # noqa: D102
        start = base + finding.span.start
        number, offset = lines.at(start)
        line = lines.text[offset : lines.end(offset)]
        first = start - offset
        last = max(first + 1, min(base + finding.span.end - offset, len(line)))
        source, before, marked = _source(line, first, last)
        caret = " " * before + self.paint("^" * max(1, marked), _COLOURS["error"])
        told = str(number + 1).rjust(4)
        return (
            f"\n{f'{told} | {source}'.rstrip()}\n{' ' * len(told)} | {caret}"
            f"{self._other_records(finding, base, lines)}"
        )

    def _other_records(self, finding: Finding, base: int, lines: Lines) -> str:
        """Return a line that names those of the other records that a finding speaks of."""
        others = [each for each in finding.related if each.is_record]
        if not others:
            return ""
        lines = copy(lines)  # they may go back, and what comes next does not
        numbers = [str(lines.at(base + each.span.start)[0] + 1) for each in others]
        return f"\n      {others[0].message}: {self.name}:{', '.join(numbers)}"

    def edits(self, edits: Sequence[Edit], base: int, lines: Lines) -> str:  # noqa: D102
        return ""

    def closing(self, places: int, fix: ShownFix | None) -> str:  # noqa: D102
        if fix is None:
            return ""
        return f"\n      {'fix' if fix.safe else 'unsafe fix'}: {fix.title}"


def _source(line: str, first: int, last: int) -> tuple[str, int, int]:
    """Return what is shown of a line, and how many columns come before and under the mark."""
    left = 0
    if last > _WIDTH:
        left = max(0, min(first - _WIDTH // 3, len(line) - _WIDTH))
    window = line[left : left + _WIDTH]
    dots = "…" if left else ""
    rest = "…" if left + _WIDTH < len(line) else ""
    if window.isascii() and window.isprintable():
        marked = min(last - left, len(window)) - min(first - left, len(window))
        return f"{dots}{window}{rest}", len(dots) + min(first - left, len(window)), marked
    before = dots + _visible(window[: first - left])
    marks = _visible(window[first - left : last - left])
    after = _visible(window[last - left :]) + rest
    return before + marks + after, _columns(before), _columns(marks)


# Control characters and halves of characters, line separators, and signs that are not seen or turn
# the direction of writing: a file must not be able to send the terminal commands.
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\u200b\u200e\u200f\u202a-\u202e]"
)
_MAYBE_ODD = re.compile("[^\x00-\u02ff]")
"""Characters that may take another width than one column."""


def _visible(text: str) -> str:
    """Return text as a terminal can show it."""
    return _UNFIT.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\t":
        return " "
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


def _columns(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return len(text) + sum(_wider_by(match[0]) for match in _MAYBE_ODD.finditer(text))


def _wider_by(character: str) -> int:
    """Return how many columns more than one a character takes."""
    if unicodedata.combining(character):
        return -1
    return 1 if unicodedata.east_asian_width(character) in "WF" else 0


_quoted = json.JSONEncoder().encode


@dataclass(frozen=True)
class AsJson:
    """As one object of a list in JSON: one-based lines and code points, ends exclusive."""

    name: str

    def opening(self, finding: Finding, base: int, lines: Lines) -> str:  # noqa: D102
        return (
            f'  {{\n    "path": {_quoted(self.name)},\n    "code": {_quoted(finding.code)},\n'
            f'    "name": {_quoted(finding.name)},\n    "severity": "{finding.severity}",\n'
            '    "message": '
        )

    def message(self, text: str) -> str:  # noqa: D102
        return _quoted(text)

    def behind(self, finding: Finding, base: int, lines: Lines) -> str:  # noqa: D102
        start, end = base + finding.span.start, base + finding.span.end
        return (
            f',\n    "start": {_place(lines, start, "    ")},\n'
            f'    "end": {_place(copy(lines), end, "    ")},\n'
            f"{self._other_records(finding, base, lines)}"
        )

    def _other_records(self, finding: Finding, base: int, lines: Lines) -> str:
        """Return the other records that a finding speaks of; the key is there only then."""
        others = [each for each in finding.related if each.is_record]
        if not others:
            return ""
        lines = copy(lines)
        indent = " " * 8
        told = ",\n".join(
            f'      {{\n{indent}"message": {_quoted(each.message)},\n'
            f'{indent}"start": {_place(lines, base + each.span.start, indent)}\n      }}'
            for each in others
        )
        return f'    "related": [\n{told}\n    ],\n'

    def edits(self, edits: Sequence[Edit], base: int, lines: Lines) -> str:  # noqa: D102
        indent = " " * 10
        lines = copy(lines)  # they may go back, and what comes next does not
        return ",\n".join(
            f'{indent[2:]}{{\n{indent}"start": {_place(lines, base + edit.start, indent)},\n'
            f'{indent}"end": {_place(lines, base + edit.end, indent)},\n'
            f'{indent}"text": {_quoted(edit.text)}\n{indent[2:]}}}'
            for edit in edits
        )

    def closing(self, places: int, fix: ShownFix | None) -> str:  # noqa: D102
        if fix is None:
            return f'    "places": {places},\n    "fix": null\n  }}'
        inside = ",\n".join(piece for piece in fix.edits if piece)
        edits = f"[\n{inside}\n      ]" if inside else "[]"
        encoding = "null" if fix.encoding is None else _quoted(fix.encoding)
        return (
            f'    "places": {places},\n    "fix": {{\n      "title": {_quoted(fix.title)},\n'
            f'      "safe": {"true" if fix.safe else "false"},\n      "edits": {edits},\n'
            f'      "encoding": {encoding}\n    }}\n  }}'
        )


def _place(lines: Lines, offset: int, indent: str) -> str:
    number, column = lines.place(offset)
    return f'{{\n{indent}  "line": {number + 1},\n{indent}  "column": {column + 1}\n{indent}}}'


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
