"""`ris-ls format`: lays files out, or says which ones it would."""

from __future__ import annotations

import argparse
import sys

from ris_ls.cli.files import Problems, note, read_sources, write_source
from ris_ls.cli.main import CLEAN, FOUND, UNUSABLE
from ris_ls.cli.report import Paint, unified_diff
from ris_ls.cli.settings import project_of, rulings_of, say_problems
from ris_ls.formatting import Refusal, format_edits
from ris_ls.syntax import foreign_format, read_document


def run(options: argparse.Namespace) -> int:
    """Format the files that the options name. Returns the exit code."""
    project = project_of(options)
    if project is None:
        return UNUSABLE
    problems = Problems()
    changed = same = 0
    only_look = options.check or options.diff
    piped = "-" in options.paths
    stream = sys.stderr if piped or options.diff else sys.stdout
    for source in read_sources(options.paths, problems):
        rulings = rulings_of(project, source.name, is_file=not source.is_standard_input)
        if project.is_faulty:  # never lay out by settings that are not what was meant
            say_problems(project)
            return UNUSABLE
        text = source.decoded.body
        document = read_document(text)
        if foreign := foreign_format(document):
            note(f"{source.name}: left alone, this is not RIS but {foreign}")
        refused: list[Refusal] = []
        edits = format_edits(document, settings=rulings.settings, refused=refused.append)
        for refusal in refused:
            note(f"{source.name}: {refusal.message}")
        if edits:
            document.edit(edits)
        if options.diff:
            sys.stdout.write(unified_diff(source.name, text, document.text, Paint(sys.stdout)))
        to_write = not only_look and (edits or source.is_standard_input)
        if to_write and not write_source(source, document.text, problems):
            continue
        if edits:
            changed += 1
            verb = "would be laid out" if only_look else "laid out"
            print(f"{source.name}: {verb}", file=stream)
        else:
            same += 1
    if changed or same:
        already = f"{same} already so" if same else ""
        verb = "would be laid out" if only_look else "laid out"
        now = f"{changed} {verb}" if changed else ""
        print(", ".join(part for part in (now, already) if part) + ".", file=stream)
    if problems.any:
        return UNUSABLE
    return FOUND if changed and only_look else CLEAN
