"""Fixtures: small RIS files whose marker lines say exactly which findings are expected.

RIS has no comments, so a marker is a line of its own that is taken out before the file is read:

    TY  - JOUR
    AU - Doe, Jane
    #! RIS101 1-6 safe One blank
    #! mended
    ...

A marker speaks of the line above it: code, columns (one-based, the end is out), whether its fix
is ``safe``, ``unsafe`` or ``none``, and a part of its message. Behind ``#! mended`` stands the
text that all safe fixes lead to, behind ``#! mended-unsafe`` the one that all fixes lead to. A
file without either is not changed by safe fixes. ``#! no-newline`` takes the last line end
off what stands before it. ``#! on RIS009`` in the first line turns a rule on that is off, or one
that sets records beside each other: the records of other fixtures are much alike.
``#! targets zotero rispy`` names the programs that the file is to go to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import fix
from ris_ls.rules.model import AnyRule, Finding, LibraryRule
from ris_ls.rules.registry import rules
from ris_ls.syntax import read_document

FOLDER = Path(__file__).parent / "fixtures"
MARK = "#! "


@dataclass
class Fixture:
    """What a fixture file says."""

    text: str = ""
    expected: list[str] = field(default_factory=list)
    """``line code start-end fix message part`` for each marker."""
    mended: str | None = None
    mended_unsafe: str | None = None
    on: str = ""
    """The code of a rule that is not run otherwise."""
    targets: tuple[str, ...] = ()
    """The programs that the file is to go to."""


def read_fixture(path: Path) -> Fixture:
    """Take the marker lines out of a fixture."""
    raw = path.read_bytes().decode("utf-8", "surrogateescape")
    fixture = Fixture()
    sections: dict[str, list[str]] = {"text": []}
    section = "text"
    for line in raw.split("\n"):
        if not line.startswith(MARK):
            sections[section].append(line)
            continue
        command = line[len(MARK) :].strip("\r")
        if command in ("mended", "mended-unsafe"):
            # The line end in front of the marker is the text's last one.
            sections[section].append("")
            section = command
            sections[section] = []
        elif command == "no-newline":
            sections[section].append("\0")
        elif command.startswith("on "):
            fixture.on = command[3:]
        elif command.startswith("targets "):
            fixture.targets = tuple(command.split()[1:])
        else:
            fixture.expected.append(f"{len(sections[section])} {command}")

    def joined(name: str) -> str | None:
        if name not in sections:
            return None
        return "\n".join(sections[name]).replace("\n\0\n", "").replace("\n\0", "")

    fixture.text = joined("text") or ""
    fixture.mended = joined("mended")
    fixture.mended_unsafe = joined("mended-unsafe")
    return fixture


def described(finding: Finding, text: str) -> str:
    """Return a finding as a marker would say it, its whole message included."""
    document = read_document(text)
    start = document.position_at(finding.span.start, "utf-32")
    end = document.position_at(finding.span.end, "utf-32")
    column = str(end.column + 1) if end.line == start.line else f"{end.line + 1}:{end.column + 1}"
    kind = "none" if finding.fix is None else "safe" if finding.fix.safe else "unsafe"
    place = f"{start.column + 1}-{column}"
    return f"{start.line + 1} {finding.code} {place} {kind} {finding.message}"


def _run(on: str) -> tuple[AnyRule, ...]:
    return tuple(
        rule
        for rule in rules()
        if rule.code == on or (rule.on and not isinstance(rule, LibraryRule))
    )


def findings(text: str, on: str = "", targets: tuple[str, ...] = ()) -> list[Finding]:
    """Run all rules that are on by default, and that with the code ``on``, over a text."""
    return check(read_document(text), Settings(targets=targets), rules=_run(on))


def fixed(text: str, *, unsafe: bool = False, on: str = "") -> str:
    """Return the text after all safe fixes (all fixes) of the rules that `findings` runs."""
    document = read_document(text)
    report = fix(document, Settings(), unsafe=unsafe, rules=_run(on))
    assert not report.refused, report.refused
    return document.text


def render(path: Path) -> str:
    """Return the fixture as it would be if what is found today were right.

    Shortens messages to what the fixture said already, where that still is a part of them.
    """
    fixture = read_fixture(path)
    said = {
        entry.split(" ", 4)[:4][1] + entry.split(" ", 1)[0]: entry for entry in fixture.expected
    }
    by_line: dict[int, list[str]] = {}
    for finding in findings(fixture.text, fixture.on, fixture.targets):
        entry = described(finding, fixture.text)
        line, code, place, kind, message = entry.split(" ", 4)
        old = said.get(code + line)
        if old and len(old.split(" ", 4)) == 5 and old.split(" ", 4)[4] in message:
            message = old.split(" ", 4)[4]
        by_line.setdefault(int(line), []).append(f"{MARK}{code} {place} {kind} {message}")
    out: list[str] = [f"{MARK}on {fixture.on}"] if fixture.on else []
    if fixture.targets:
        out.append(" ".join((MARK + "targets", *fixture.targets)))
    lines = fixture.text.split("\n")
    unended = lines[-1] != ""
    for number, line in enumerate(lines, 1):
        if number == len(lines) and line == "":
            out.extend(by_line.get(number, []))
            break
        out.append(line)
        out.extend(by_line.get(number, []))
    if unended:
        out.append(MARK + "no-newline")
    safe = fixed(fixture.text, on=fixture.on)
    for name, text in (
        ("mended", safe if safe != fixture.text else None),
        (
            "mended-unsafe",
            fixed(fixture.text, unsafe=True, on=fixture.on)
            if fixture.mended_unsafe is not None
            else None,
        ),
    ):
        if text is None:
            continue
        out.append(MARK + name)
        if text.endswith("\n"):
            out.extend(text.split("\n")[:-1])
        else:
            out.extend([*text.split("\n"), MARK + "no-newline"])
    return "\n".join(out) + "\n"
