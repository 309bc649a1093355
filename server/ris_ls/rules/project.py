"""What holds for a file: the nearest settings file, and what its baseline accepts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ris_ls.config import file as settings_files
from ris_ls.config.file import SettingsFile
from ris_ls.config.reading import from_mapping
from ris_ls.config.settings import Settings
from ris_ls.rules.baseline import Baseline, BaselineError, read_baseline
from ris_ls.rules.registry import known
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted


@dataclass(frozen=True, slots=True)
class Rulings:
    """What holds for one file."""

    settings: Settings = field(default_factory=Settings)
    accepted: Accepted = field(default_factory=lambda: NOTHING_ACCEPTED)
    """What the baseline accepts in this file."""
    baseline: Path | None = None
    """The baseline that the settings name, whether it is there or not."""
    source: Path | None = None
    """The settings file that was read."""


class Project:
    """Knows what holds for each file, and what is wrong with the settings files it read.

    ``base`` is what holds where no settings file says otherwise; ``over`` (names and values as a
    settings file has them) holds whatever one says. ``config`` is the settings file to use in
    place of the nearest one; with ``isolated`` none is read. Each file is read once.
    """

    def __init__(
        self,
        base: Settings | None = None,
        over: Mapping[str, object] | None = None,
        *,
        config: Path | None = None,
        isolated: bool = False,
    ) -> None:
        self._base = base if base is not None else Settings()
        self._over = over or {}
        self._config = config
        self._isolated = isolated
        self._by_folder: dict[Path, Path | None] = {}
        self._files: dict[Path | None, SettingsFile | None] = {}
        self._baselines: dict[Path, Baseline] = {}
        self.baseline_problems: dict[Path, str] = {}
        """What is wrong with baselines that were to be read, a sentence each."""

    @property
    def read(self) -> Iterator[SettingsFile]:
        """The settings files that were read so far, with what is wrong in each."""
        return (file for file in self._files.values() if file is not None)

    @property
    def is_faulty(self) -> bool:
        """Whether anything is wrong with what was read so far."""
        return any(file.problems for file in self.read) or bool(self.baseline_problems)

    def rulings(self, path: Path | None, folder: Path) -> Rulings:
        """Return what holds for a file, or for a text that is none (None) in a folder."""
        found = self._settings_file(folder)
        seen_from = folder if found is None else found.folder
        base = self._base if found is None else found.settings
        # What is wrong with what was given on top is told by who gave it.
        settings, _ = from_mapping(self._over, known(), base=base)
        relative = None if path is None else relative_path(path, seen_from)
        baseline = seen_from / settings.baseline if settings.baseline else None
        accepted = NOTHING_ACCEPTED
        if baseline is not None and path is not None:
            accepted = self._baseline(baseline).of(relative_path(path, baseline.parent))
        return Rulings(
            settings.for_file(relative), accepted, baseline, None if found is None else found.path
        )

    def _settings_file(self, folder: Path) -> SettingsFile | None:
        if self._isolated:
            return None
        path = self._config
        if path is None:
            if folder not in self._by_folder:
                self._by_folder[folder] = settings_files.find(folder)
            path = self._by_folder[folder]
        if path not in self._files:
            found = None if path is None else settings_files.load(path, known(), self._base)
            self._files[path] = found
        return self._files[path]

    def _baseline(self, path: Path) -> Baseline:
        if path not in self._baselines:
            try:
                self._baselines[path] = read_baseline(path)
            except BaselineError as error:
                self._baselines[path] = Baseline()
                self.baseline_problems[path] = str(error)
        return self._baselines[path]


def relative_path(path: Path, folder: Path) -> PurePosixPath:
    """Return a path as it is seen from a folder, with `..` where it leads out of it."""
    try:
        seen = os.path.relpath(path.absolute(), folder.absolute())
    except ValueError:  # on Windows: another drive
        seen = str(path.absolute())
    return PurePosixPath(seen.replace("\\", "/") if os.sep == "\\" else seen)
