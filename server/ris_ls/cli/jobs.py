"""Work shared out among processes; what comes of it is handed on in order.

Each process is given one task after the other, and nothing is shared between them: no locks, no
threads, and a process that dies is noticed at once. When the work is broken off, by Ctrl-C say,
they are told to stop, which they do between two steps, and never while they write a file.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""So many tasks a process has at hand, so that it need not wait while its results are printed."""

_HEAVY = 4_000_000
"""Tasks of this weight are begun first: begun last, all others would have to wait for one."""

_PATIENCE = 10.0
"""Seconds that a process is given to finish writing a file before it is ended by force."""

FORKS = sys.platform.startswith("linux")
"""Whether a new process has all that its parent has in memory, at no cost. Elsewhere (macOS warns
against it, Windows cannot) tasks are sent."""


class WorkerError(Exception):
    """A process that did not do its task; the message is a sentence."""


class Watch(Protocol):
    """Is told how the work goes on."""

    def done(self, index: int) -> None:
        """Take note that a task is done; called in any order."""

    def tick(self) -> None:
        """Do what is to be done from time to time."""


def cores() -> int:
    """Return how many processes can work at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def shared_out(
    work: Callable[[T], R], tasks: Sequence[T], weights: Sequence[int], jobs: int, watch: Watch
) -> Iterator[Iterator[R]]:
    """Have ``jobs`` processes do the tasks; give what comes of each, in the order of the tasks.

    They begin at once, so that this process can do something else before it asks for results. With
    one job, or one task, all is done in this process when it is asked for. A task is taken out of
    ``tasks`` when its turn comes. ``work``, tasks and results have to be such that they can be
    pickled. Asking raises WorkerError when a process fails or is ended from outside.
    """
    crew = _Crew(work, tasks, _begin_with_the_heavy(weights))
    with _ends_in_order():
        try:
            if jobs > 1 and len(tasks) > 1:
                crew.start(min(jobs, len(tasks)))
            yield crew.results(watch) if crew.members else _here(work, tasks, watch)
        finally:
            crew.end()


def _here(work: Callable[[T], R], tasks: Sequence[T], watch: Watch) -> Iterator[R]:
    for index, task in enumerate(tasks):
        result = work(task)
        watch.done(index)
        yield result


def _begin_with_the_heavy(weights: Sequence[int]) -> list[int]:
    return sorted(range(len(weights)), key=lambda i: -weights[i] if weights[i] > _HEAVY else 0)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C, and the word to stop, until what is inside is done.

    Where the process that shares the work out has been killed, nothing inside is done at all:
    raises KeyboardInterrupt. Nobody waits for it any more.
    """
    if _is_orphan():
        raise KeyboardInterrupt
    held: list[int] = []

    def hold(number: int, _: object) -> None:
        held.append(number)

    before: dict[signal.Signals, Any] = {}
    with suppress(ValueError):  # outside of the main thread no signal arrives anyway
        for number in (signal.SIGINT, *_ENDINGS):
            before[number] = signal.signal(number, hold)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        if held:
            signal.raise_signal(held[0])


# -- the process that shares out --------------------------------------------------------------


_ENDINGS = (signal.SIGTERM,) if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)
"""What a process is ended with from outside: by `kill`, by a terminal that is closed."""


@contextmanager
def _ends_in_order() -> Iterator[None]:
    """Let the processes that work be ended first when this one is ended from outside."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before: dict[signal.Signals, Any] = {}
    with suppress(ValueError):  # outside of the main thread no signal arrives anyway
        for number in _ENDINGS:
            if signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has it ignored
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Member:
    """A process that works."""

    def __init__(self, process: BaseProcess, connection: Connection[Any, Any]) -> None:
        self.process = process
        self.connection = connection


class _Crew(Generic[T, R]):
    """Processes that work on the same tasks, which are begun in ``order``."""

    def __init__(self, work: Callable[[T], R], tasks: Sequence[T], order: Sequence[int]) -> None:
        self.members: list[_Member] = []
        self._work = work
        self._tasks = tasks
        self._waiting = iter(order)
        self._results: dict[int, R] = {}
        self._at_work = 0

    def start(self, size: int) -> None:
        """Start so many processes, or as many as the system has room for, and give them work."""
        with _blocked(), suppress(ImportError, OSError):
            # Pyodide has no processes; and small files need not wait for what they do not use.
            import multiprocessing  # noqa: PLC0415

            context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
            for _ in range(size):
                ours, theirs = context.Pipe()
                # What is forked inherits our ends: as long as any is open, nobody sees us go.
                inherited = [member.connection for member in self.members] + [ours]
                process = context.Process(
                    target=_serve,
                    args=(
                        theirs,
                        self._work,
                        *((self._tasks, inherited) if FORKS else (None, ())),
                    ),
                    daemon=True,
                )
                process.start()
                theirs.close()
                self.members.append(_Member(process, ours))
        for _ in range(_AHEAD if FORKS else 1):
            for member in self.members:
                self._hand_on(member)

    def results(self, watch: Watch) -> Iterator[R]:
        """Yield the results in the order of the tasks."""
        from multiprocessing.connection import wait  # noqa: PLC0415

        by_connection: dict[object, _Member] = {each.connection: each for each in self.members}
        for index in range(len(self._tasks)):
            while index not in self._results:
                for ready in wait([each.connection for each in self.members], timeout=0.1):
                    member = by_connection[ready]
                    number = self._take(member)
                    self._hand_on(member)
                    watch.done(number)
                watch.tick()
            yield self._results.pop(index)

    def _hand_on(self, member: _Member) -> None:
        index = next(self._waiting, None)
        if index is None:
            return
        try:
            member.connection.send((index, None if FORKS else self._tasks[index]))
        except OSError as error:
            raise WorkerError(_DIED) from error
        self._at_work += 1

    def _take(self, member: _Member) -> int:
        """Take the result that a process has, and return the number of the task."""
        number: int
        try:
            number, result, failure = member.connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerError(_DIED) from error
        if failure:
            raise WorkerError(f"something went wrong that should not have:\n{failure}")
        self._results[number] = result
        self._at_work -= 1
        return number

    def end(self) -> None:
        """Let all processes end; where one is still at work, they are told to stop."""
        with _blocked():
            for member in self.members:
                member.connection.close()
                if self._at_work and sys.platform != "win32":
                    member.process.terminate()
            for member in self.members:
                member.process.join(_PATIENCE)
                if member.process.is_alive():
                    member.process.kill()
                    member.process.join()


_DIED = (
    "a process that did a part of the work was ended from outside (too little memory?); what it "
    "had not done was not written"
)


@contextmanager
def _blocked() -> Iterator[None]:
    """Let Ctrl-C and the word to stop wait while processes are made.

    One that is just being made would tell of it with a traceback, and Python may pass over what is
    raised while it forks.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *_ENDINGS})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# -- the processes that work ------------------------------------------------------------------


def _serve(
    connection: Connection[Any, Any],
    work: Callable[[T], R],
    tasks: Sequence[T] | None,
    inherited: Sequence[Connection[Any, Any]],
) -> None:
    """Do one task after the other until there is nobody to ask for more."""
    global _parent  # noqa: PLW0603 - a process has one, and it stays
    from multiprocessing import parent_process  # noqa: PLC0415

    _parent = parent_process()
    for each in inherited:
        each.close()
    try:
        _heed_the_word_to_stop()
        gc.freeze()  # what was there before is not looked through again and again
        _work_off(connection, work, tasks)
        _be_deaf_to_it()
    except KeyboardInterrupt:
        pass


_parent: BaseProcess | None = None
"""The process that shares the work out, in those that do it."""


def _is_orphan() -> bool:
    """Tell whether the process that shares the work out has gone."""
    if _parent is None:
        return False
    if sys.platform == "win32":
        return not _parent.is_alive()
    # What was forked later holds on to what tells the others that their parent has gone.
    return os.getppid() != _parent.pid


def _work_off(
    connection: Connection[Any, Any], work: Callable[[T], R], tasks: Sequence[T] | None
) -> None:
    with suppress(EOFError, OSError):
        while True:
            index, task = connection.recv()
            result: R | None = None
            failure = ""
            try:
                result = work(task if tasks is None else tasks[index])
            except Exception:
                failure = traceback.format_exc()
            connection.send((index, result, failure))


_WORD = signal.SIGINT if sys.platform == "win32" else signal.SIGTERM
"""What a process is told to stop with."""


def _heed_the_word_to_stop() -> None:
    signal.signal(_WORD, _stop)
    if sys.platform != "win32":
        # Ctrl-C reaches all processes of a terminal at once: the parent says what comes of it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # so does a terminal that is closed
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, *_ENDINGS})


def _be_deaf_to_it() -> None:
    """Said twice, or when all is done, it would end the process with a traceback."""
    signal.signal(_WORD, signal.SIG_IGN)


def _stop(*_: object) -> None:
    _be_deaf_to_it()
    raise KeyboardInterrupt
