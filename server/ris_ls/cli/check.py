"""`ris-ls check`: says what is wrong, mends it, and says what it removed."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import Any

from ris_ls.cli.baseline import write_baseline
from ris_ls.cli.files import (
    Problems,
    Source,
    describe_oddities,
    note,
    read_sources,
    write_source,
)
from ris_ls.cli.main import CLEAN, FOUND, UNUSABLE
from ris_ls.cli.report import Paint, finding_json, finding_text, unified_diff
from ris_ls.cli.settings import project_of, rulings_of, say_problems
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import FixReport, fix
from ris_ls.rules.model import SEVERITIES, Finding
from ris_ls.rules.project import Rulings
from ris_ls.rules.registry import rule
from ris_ls.syntax import read_document
from ris_ls.text import Document


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
    objects: list[dict[str, Any]] = []
    for source in read_sources(options.paths, problems):
        describe_oddities(source)
        rulings = rulings_of(project, source.name, is_file=not source.is_standard_input)
        if project.is_faulty:  # never mend by settings that are not what was meant
            say_problems(project)
            note(f"nothing was done with {source.name} and what would have come after it")
            return UNUSABLE
        document, findings = _check_one(source, rulings, options, problems, totals)
        if options.output_format == "json":
            objects.extend(finding_json(source.name, document, each) for each in findings)
        elif not options.diff:
            for finding in findings:
                print(finding_text(source.name, document, finding, Paint(stream)), file=stream)
    if options.output_format == "text":
        _summary(totals, options, Paint(stream))
    else:
        json.dump(objects, stream, indent=2)
        stream.write("\n")
    for sentence in totals.refused:
        note(f"a fix was not made, because the check before writing found a loss: {sentence}")
    return _exit_code(totals, options, problems)


def _clash(options: argparse.Namespace) -> str:
    """Return which options do not go together; empty when all do."""
    if options.diff and options.output_format == "json":
        return "--diff is text; it does not go with --output-format json"
    if options.unsafe_fixes and not (options.fix or options.diff):
        return "--unsafe-fixes goes with --fix or --diff"
    if options.write_baseline and (options.fix or options.diff):
        return "--write-baseline goes without --fix and --diff"
    return ""


def _check_one(
    source: Source,
    rulings: Rulings,
    options: argparse.Namespace,
    problems: Problems,
    totals: _Totals,
) -> tuple[Document, list[Finding]]:
    """Check one file, after mending it where that was asked for; count what was found and done."""
    decoded = source.decoded
    document = read_document(decoded.body)
    if options.fix or options.diff:
        report = fix(
            document,
            rulings.settings,
            unsafe=options.unsafe_fixes,
            decoded=source.decoded,
            accepted=rulings.accepted,
        )
        written = True
        if options.diff:
            totals.would_change |= report.changed
            sys.stdout.write(
                unified_diff(source.name, source.decoded.body, document.text, Paint(sys.stdout))
            )
        elif report.changed or source.is_standard_input:
            written = write_source(source, document.text, problems, report.decoded)
        if written:
            _count(totals, report, source)
            decoded = report.decoded or decoded
        else:
            document = read_document(decoded.body)  # what is left in the file
    findings = check(document, rulings.settings, decoded=decoded, accepted=rulings.accepted)
    totals.files += 1
    totals.found.update(finding.severity for finding in findings)
    totals.fixable += sum(1 for each in findings if each.fix is not None and each.fix.safe)
    return document, findings


def _count(totals: _Totals, report: FixReport, source: Source) -> None:
    totals.applied.update(report.applied)
    for each in report.removed:
        totals.removed[each.code, each.removal] += each.count
    totals.refused.extend(f"{source.name}: {sentence}" for sentence in report.refused)


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
