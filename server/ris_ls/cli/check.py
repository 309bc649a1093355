"""`ris-ls check`: says what is wrong, mends it, and says what it removed."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from contextlib import closing
from typing import TextIO

from ris_ls.cli.baseline import write_baseline
from ris_ls.cli.examine import Examination, Outcome
from ris_ls.cli.files import Problems, note
from ris_ls.cli.jobs import WorkerError
from ris_ls.cli.main import CLEAN, FOUND, UNUSABLE
from ris_ls.cli.report import Paint
from ris_ls.cli.settings import project_of, say_problems
from ris_ls.cli.tasks import outcomes, plan, sharing
from ris_ls.rules.model import SEVERITIES
from ris_ls.rules.registry import rule


class _Totals:
    """What was found and done in all files."""

    def __init__(self) -> None:
        self.files = 0
        self.found: Counter[str] = Counter()
        self.fixable = 0
        self.applied: Counter[str] = Counter()
        self.removed: Counter[tuple[str, str]] = Counter()
        self.refused: list[str] = []
        self.would_change = False

    def add(self, outcome: Outcome) -> None:
        """Add what was found and done in one file."""
        self.files += outcome.checked
        self.found.update(outcome.found)
        self.fixable += outcome.fixable
        self.applied.update(outcome.applied)
        self.removed.update(outcome.removed)
        self.refused.extend(outcome.refused)
        self.would_change |= outcome.would_change


def run(options: argparse.Namespace) -> int:
    """Check the files that the options name. Returns the exit code."""
    project = project_of(options)
    if project is None:
        return UNUSABLE
    if clash := _clash(options):
        print(f"ris-ls: {clash}", file=sys.stderr)
        return UNUSABLE
    if options.write_baseline:
        return write_baseline(options, project)
    problems, totals = Problems(), _Totals()
    stream = sys.stderr if "-" in options.paths else sys.stdout
    as_json = options.output_format == "json"
    paint = Paint(sys.stdout if options.diff else stream)
    examination = Examination(as_json, paint, options.fix, options.diff, options.unsafe_fixes)
    todo = plan(options.paths, project, problems)
    objects: list[str] = []
    try:
        with (
            sharing(options, todo.size) as share,
            closing(outcomes(examination, todo.tasks, share)) as each,
        ):
            for outcome in each:
                totals.add(outcome)
                share.progress.hide()
                outcome.heard.tell(problems)
                sys.stdout.write(outcome.diff)
                if as_json:
                    objects += outcome.findings
                else:
                    _write(outcome.findings, stream)
    except WorkerError as error:
        problems.say(str(error))
        return UNUSABLE
    if todo.stopped_at:  # never mend by settings that are not what was meant
        say_problems(project)
        note(f"nothing was done with {todo.stopped_at} and what would have come after it")
        return UNUSABLE
    if as_json:
        stream.write("[\n" + ",\n".join(objects) + "\n]\n" if objects else "[]\n")
    else:
        _summary(totals, options, Paint(stream))
    for sentence in totals.refused:
        note(f"a fix was not made, because the check before writing found a loss: {sentence}")
    return _exit_code(totals, options, problems)


def _write(findings: list[str], stream: TextIO) -> None:
    if findings:
        stream.write("\n".join(findings) + "\n")  # at once: a line at a time takes as long again


def _clash(options: argparse.Namespace) -> str:
    """Return which options do not go together; empty when all do."""
    if options.diff and options.output_format == "json":
        return "--diff is text; it does not go with --output-format json"
    if options.unsafe_fixes and not (options.fix or options.diff):
        return "--unsafe-fixes goes with --fix or --diff"
    if options.write_baseline and (options.fix or options.diff):
        return "--write-baseline goes without --fix and --diff"
    return ""


def _summary(totals: _Totals, options: argparse.Namespace, paint: Paint) -> None:
    """Say what was mended, what was removed, and what is left."""
    piped = "-" in options.paths
    stream = sys.stderr if piped or options.diff else sys.stdout
    if options.fix or options.diff:
        verb = "Would mend" if options.diff else "Mended"
        if totals.applied:
            mended = ", ".join(
                f"{count} {_name(code)} ({code})" for code, count in sorted(totals.applied.items())
            )
            print(f"{verb}: {mended}.", file=stream)
        if totals.removed:
            verb = "Would remove" if options.diff else "Removed"
            removed = ", ".join(
                f"{_pieces(count, what)} by {_name(code)} ({code})"
                for (code, what), count in sorted(totals.removed.items())
            )
            print(f"{verb}: {removed}.", file=stream)
    files = "1 file" if totals.files == 1 else f"{totals.files} files"
    if not totals.found:
        left = " left" if totals.applied else ""
        if totals.files:
            print(paint(f"Nothing{left} to report in {files}.", "32"), file=stream)
        return
    counts = ", ".join(
        f"{totals.found[severity]} {severity}"
        + ("s" if totals.found[severity] > 1 and severity != "info" else "")
        for severity in SEVERITIES
        if totals.found[severity]
    )
    left = " left" if options.fix or options.diff else ""
    hint = f" {totals.fixable} can be mended safely with --fix." if totals.fixable else ""
    print(f"{counts}{left} in {files}.{hint}", file=stream)


def _name(code: str) -> str:
    found = rule(code)
    return found.name if found else code


def _pieces(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} pieces of {what}"


def _exit_code(totals: _Totals, options: argparse.Namespace, problems: Problems) -> int:
    if problems.any:
        return UNUSABLE
    if options.exit_zero:
        return CLEAN
    serious = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1]
    if totals.would_change or any(totals.found[severity] for severity in serious):
        return FOUND
    return CLEAN
