"""Settings files: `ris.toml`, or the table `[tool.ris-ls]` of a `pyproject.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ris_ls.config.kinds import Known
from ris_ls.config.reading import SettingsProblem, from_mapping
from ris_ls.config.settings import Settings

NAME = "ris.toml"
PYPROJECT = "pyproject.toml"
TABLE = ("tool", "ris-ls")
"""Where our settings stand in a `pyproject.toml`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a settings file and the columns of what is meant there; all count from 0."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something in a settings file that cannot be used, and where."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A settings file as it was read."""

    path: Path
    settings: Settings
    problems: tuple[FileProblem, ...] = ()
    text: str = ""
    """What it says; empty when it could not be read."""

    @property
    def folder(self) -> Path:
        """The folder that paths in the file are seen from."""
        return self.path.parent


def find(start: Path) -> Path | None:
    """Return the settings file that holds for the files in a folder: the nearest upwards.

    In one folder `ris.toml` comes before `pyproject.toml`, which counts only with our table in it.
    """
    for folder in (start, *start.parents):
        if (own := folder / NAME).is_file():
            return own
        shared = folder / PYPROJECT
        if shared.is_file() and _names_us(shared):
            return shared
    return None


_OUR_TABLE = re.compile(rb"^\s*\[\s*tool\s*\.\s*[\"']?ris-ls\b", re.MULTILINE)


def _names_us(pyproject: Path) -> bool:
    try:
        return _OUR_TABLE.search(_bytes(pyproject)) is not None
    except OSError:
        return False


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def load(path: Path, known: Known, base: Settings) -> SettingsFile:
    """Read a settings file over `base`; what it does not say stays. Never raises."""
    try:
        text = _bytes(path).decode("utf-8-sig")
    except OSError as error:
        return _unread(path, base, f"The file cannot be read: {error.strerror or error}.")
    except UnicodeDecodeError:
        return _unread(path, base, "The file is not UTF-8 text.")
    return read(path, text, known, base)


def _unread(path: Path, base: Settings, sentence: str) -> SettingsFile:
    return SettingsFile(path, base, (FileProblem(sentence, Place(0, 0, 0)),))


def read(path: Path, text: str, known: Known, base: Settings) -> SettingsFile:
    """Read the text of a settings file over `base`. Never raises."""
    import tomlkit  # noqa: PLC0415 - 20 ms that only a settings file pays
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        values: Any = tomlkit.parse(text).unwrap()
    except TOMLKitError as error:
        return SettingsFile(path, base, (_syntax_problem(text, error),), text)
    above: tuple[str, ...] = TABLE if path.name == PYPROJECT else ()
    for key in above:
        values = values.get(key, {}) if isinstance(values, Mapping) else values
    settings, problems = from_mapping(values, known, base=base)
    placed = tuple(_placed(text, above, problem) for problem in problems)
    return SettingsFile(path, settings, placed, text)


def _syntax_problem(text: str, error: Exception) -> FileProblem:
    line, column = getattr(error, "line", 1) - 1, getattr(error, "col", 0)
    lines = text.split("\n")
    line = min(max(line, 0), len(lines) - 1)
    what = str(error).partition(" at line ")[0].rstrip(".")
    if "'\\x00'" in what:  # how the library names the end of the text
        what = "it ends too early, inside a value"
    return FileProblem(
        f"This is not TOML, so no setting of this file is used: {what}.",
        Place(line, min(column, len(lines[line])), len(lines[line].rstrip("\r"))),
    )


def _placed(text: str, above: Sequence[str], problem: SettingsProblem) -> FileProblem:
    return FileProblem(problem.message, place_of(text, (*above, *problem.path)))


_HEADER = re.compile(r"\s*\[\[?([^\]]*)\]")
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_KEYS = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_KEY = re.compile(_NAME)


def place_of(text: str, path: Sequence[str]) -> Place:
    """Return where a key stands in a TOML text; the nearest table around it where it is inline.

    TOML libraries do not say where a value stood, so the lines are looked through for the key.
    """
    best, depth = Place(0, 0, 0), 0
    table: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            found, span = table, header.span(1)
        elif keys := _KEYS.match(line):
            found, span = [*table, *_parts(keys[1])], keys.span(1)
        else:
            continue
        if len(found) > depth and list(path[: len(found)]) == found:
            best, depth = Place(number, *span), len(found)
            rest = path[len(found) :]
            if rest and (inner := re.search(rf"[\"']?{re.escape(rest[0])}[\"']?", line[span[1] :])):
                best = Place(number, span[1] + inner.start(), span[1] + inner.end())
    return best


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _KEY.findall(dotted)]
