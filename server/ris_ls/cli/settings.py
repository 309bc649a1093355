"""The settings that the options of a command say, on top of those of the settings files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ris_ls.config.reading import SettingsProblem, from_mapping
from ris_ls.rules.project import Project, Rulings
from ris_ls.rules.registry import known

LISTS = ("select", "extend-select", "ignore", "targets")
"""The settings that have an option of their own and are lists; words are parted by commas."""


def project_of(options: argparse.Namespace) -> Project | None:
    """Return what the options and the settings files say; None, and messages, when it is no use."""
    over = _given(options)
    if over is None:
        return None
    _, wrong = from_mapping(over, known())
    for each in wrong:
        print(f"ris-ls: {_as_option(each)}", file=sys.stderr)
    config = Path(options.config) if options.config else None
    if config is not None and not config.is_file():
        print(f"ris-ls: --config: there is no file {config}", file=sys.stderr)
        return None
    return None if wrong else Project(over=over, config=config, isolated=options.isolated)


def _given(options: argparse.Namespace) -> dict[str, Any] | None:
    over: dict[str, Any] = {}
    for entry in options.set:
        values = _read_set(entry)
        if values is None:
            return None
        _merge(over, values)
    for name in LISTS:
        if entries := getattr(options, name.replace("-", "_"), []):
            over[name] = [word for entry in entries for word in entry.split(",") if word]
    if getattr(options, "specification", None):
        over["specification"] = options.specification
    if getattr(options, "baseline", None):
        over["baseline"] = str(Path(options.baseline).absolute())
    return over


def _read_set(entry: str) -> dict[str, Any] | None:
    import tomlkit  # noqa: PLC0415 - only --set pays for it
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        read: dict[str, Any] = tomlkit.parse(entry).unwrap()
    except TOMLKitError:
        read = {}
    if not read:
        print(
            f"ris-ls: --set {entry}: must be a name and a value as in ris.toml, such as "
            "--set 'format.blank-lines = 2' or --set 'severity.RIS501 = \"info\"'",
            file=sys.stderr,
        )
        return None
    return read


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


def _as_option(problem: SettingsProblem) -> str:
    name = problem.path[0] if problem.path else ""
    if name in LISTS:
        option = "target" if name == "targets" else name
        return "--" + problem.message.replace(f"`{name}`", option, 1)
    return f"--set: {problem.message}"


def say_problems(project: Project) -> bool:
    """Say what is wrong with the settings files that were read; return whether anything is."""
    sys.stdout.flush()
    for file in project.read:
        for each in file.problems:
            place = f"{_shown(file.path)}:{each.place.line + 1}:{each.place.start + 1}"
            print(f"{place}: error: {each.message}", file=sys.stderr)
    for sentence in project.baseline_problems.values():
        print(f"ris-ls: {sentence}", file=sys.stderr)
    return project.is_faulty


def _shown(path: Path) -> str:
    """Return a path as a person in the present folder would write it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def rulings_of(project: Project, name: str, *, is_file: bool) -> Rulings:
    """Return what holds for a file that the user named, or for standard input."""
    if not is_file:
        return project.rulings(None, Path.cwd())
    path = Path(name).absolute()
    return project.rulings(path, path.parent)
