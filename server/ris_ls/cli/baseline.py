"""`ris-ls check --write-baseline`: accept what is found now, so that only new findings show."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from ris_ls.cli.files import Problems, read_sources
from ris_ls.cli.main import CLEAN, UNUSABLE
from ris_ls.cli.settings import rulings_of, say_problems
from ris_ls.rules.baseline import NAME, Baseline, BaselineError, accept_all, read_baseline
from ris_ls.rules.project import Project, relative_path
from ris_ls.rules.registry import selected
from ris_ls.rules.silence import Accepted
from ris_ls.syntax import read_document
from ris_ls.text.files import write_atomically


def write_baseline(options: argparse.Namespace, project: Project) -> int:
    """Write the baselines of the files that the options name. Returns the exit code.

    What a baseline says of files and rules that are not checked now, it goes on saying; what it
    says of files that are there no more, it forgets.
    """
    problems = Problems()
    found: dict[Path, dict[str, Accepted]] = defaultdict(dict)
    checked: dict[Path, dict[str, tuple[str, ...]]] = defaultdict(dict)
    unnamed = False
    for source in read_sources(options.paths, problems):
        if source.is_standard_input:
            problems.say("--write-baseline needs files: standard input has no name to accept by")
            continue
        rulings = rulings_of(project, source.name, is_file=True)
        project.baseline_problems.clear()  # what cannot be read is written anew
        unnamed |= rulings.baseline is None or bool(options.baseline)
        target = (rulings.baseline or Path(NAME)).absolute()
        document = read_document(source.decoded.body)
        accepted = accept_all(document, rulings.settings, decoded=source.decoded)
        name = relative_path(Path(source.name), target.parent).as_posix()
        found[target][name] = accepted
        checked[target][name] = tuple(each.code for each in selected(rulings.settings))
    if say_problems(project) or problems.any:
        return UNUSABLE
    for target, files in found.items():
        if not _write(target, files, checked[target], problems):
            return UNUSABLE
        if unnamed:
            print(f'To use it, write `baseline = "{target.name}"` into ris.toml beside it.')
    return CLEAN


def _write(
    target: Path,
    files: dict[str, Accepted],
    checked: dict[str, tuple[str, ...]],
    problems: Problems,
) -> bool:
    others: dict[str, Accepted] = {}
    if target.exists():
        try:
            before = read_baseline(target).files
        except BaselineError as error:
            print(f"ris-ls: {error}; nothing was written", file=sys.stderr)
            return False
        others = {name: known for name, known in before.items() if (target.parent / name).exists()}
        for name, accepted in files.items():
            kept = {
                fingerprint: count
                for fingerprint, count in others.get(name, {}).items()
                if not fingerprint.startswith(checked[name])
            }
            files[name] = {**kept, **accepted}
    text = Baseline({**others, **files}).to_json()
    try:
        write_atomically(target, text.encode("utf-8"))
    except OSError as error:
        problems.say(f"{target}: cannot be written: {(error.strerror or str(error)).lower()}")
        return False
    count = sum(sum(accepted.values()) for accepted in files.values())
    places = "1 finding" if count == 1 else f"{count} findings"
    many = "1 file" if len(files) == 1 else f"{len(files)} files"
    print(f"Accepted {places} in {many}: {target.name}.")
    return True
