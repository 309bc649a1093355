"""What a command does with files: which ones, by which settings, and shared out in what way."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar

from ris_ls.cli.files import Named, Problems, named_files
from ris_ls.cli.jobs import cores, shared_out
from ris_ls.cli.progress import Progress
from ris_ls.cli.settings import rulings_of
from ris_ls.config.settings import Settings
from ris_ls.rules.project import Project
from ris_ls.rules.silence import Accepted

LARGE = 4_000_000
"""Bytes from which on a file is cut into parts, where that gives the same result."""

FEW = 1_000_000
"""Bytes in all for which no process is started: that takes longer than the work."""

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file and what holds for it."""

    file: Named
    settings: Settings
    accepted: Accepted


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done."""

    tasks: tuple[FileTask, ...]
    stopped_at: str
    """The file at whose settings something is wrong: nothing is done with it and what comes after
    it. Empty where all are as they should be."""

    @property
    def size(self) -> int:
        """How many bytes all files have."""
        return sum(task.file.size for task in self.tasks)


def plan(paths: Sequence[str], project: Project, problems: Problems) -> Plan:
    """Find the files that ``paths`` name and what holds for each of them."""
    tasks: list[FileTask] = []
    for file in named_files(paths, problems):
        rulings = rulings_of(project, file.name, is_file=file.name != "-")
        if project.is_faulty:
            return Plan(tuple(tasks), file.name)
        # A plain mapping, which can be sent to another process.
        tasks.append(FileTask(file, rulings.settings, dict(rulings.accepted)))
    return Plan(tuple(tasks), "")


@dataclass(frozen=True, slots=True)
class Sharing:
    """Among how many processes work is shared out, and who is told how it goes on."""

    jobs: int
    progress: Progress


Reached = Callable[[float], object]


def nobody(_: float) -> None:
    """Be told how far something is, and tell nobody."""


@contextmanager
def sharing(options: argparse.Namespace, size: int) -> Iterator[Sharing]:
    """Share out work on so many bytes as the options say; show how it goes on until it is done."""
    progress = Progress(size, wanted=not options.no_progress)
    # Objects are made by the million, and hardly any cycle of them: to look for cycles as often as
    # Python does by itself takes a tenth of the time.
    thresholds = gc.get_threshold()
    gc.set_threshold(20_000, 20, 20)
    try:
        yield Sharing(options.jobs or cores(), progress)
    finally:
        gc.set_threshold(*thresholds)
        progress.close()


class Command(Protocol[R_co]):
    """What a command does with a file. It can be pickled."""

    def may_be_cut(self, task: FileTask) -> bool:
        """Tell whether a file may be done in parts."""

    def whole(self, task: FileTask, reached: Reached = nobody) -> R_co:
        """Do a file in one piece; ``reached`` is told which share of it is done."""

    def by_parts(self, task: FileTask, sharing: Sharing) -> R_co:
        """Do a file in parts, with the help of other processes; in one piece if it is small."""


def outcomes(
    command: Command[R_co], tasks: Sequence[FileTask], sharing: Sharing
) -> Generator[R_co, None, None]:
    """Yield what becomes of each file, in order."""

    def by_itself(task: FileTask) -> bool:
        return task.file.only_here or (task.file.size >= LARGE and command.may_be_cut(task))

    for alone, group in groupby(tasks, key=by_itself):
        batch = list(group)
        if len(batch) == 1 and not (alone and command.may_be_cut(batch[0])):
            yield _in_one_piece(command, batch[0], sharing.progress)
        elif not alone:
            sizes = [task.file.size for task in batch]
            jobs = sharing.jobs if sum(sizes) >= FEW else 1
            watch = sharing.progress.of(sizes)
            with shared_out(command.whole, batch, sizes, jobs, watch) as results:
                yield from results
        else:
            for task in batch:
                if command.may_be_cut(task):
                    yield command.by_parts(task, sharing)
                else:
                    yield _in_one_piece(command, task, sharing.progress)


def _in_one_piece(command: Command[R_co], task: FileTask, progress: Progress) -> R_co:
    size = task.file.size
    result = command.whole(task, lambda share: progress.reach(share * size))
    progress.add(size)
    return result
