"""The files a command is given: found, read and written."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ris_ls.cli.jobs import uninterrupted
from ris_ls.text import Decoded, decode, encode
from ris_ls.text.files import write_atomically

STANDARD_INPUT = "-"

_ANYTHING = re.compile("[^\ufeff \t\r\n]")


@dataclass(frozen=True, slots=True)
class Named:
    """A file that the user named, or that is in a folder that the user named."""

    name: str
    size: int
    """How many bytes it has; 0 where that is not known before it is read."""
    only_here: bool = False
    """Whether no other process could read it: standard input, or another pipe."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: what the user calls it, and what it says."""

    name: str
    data: bytes
    decoded: Decoded

    @property
    def is_standard_input(self) -> bool:
        """Whether it came through the pipe rather than from a file."""
        return self.name == STANDARD_INPUT


class Problems:
    """Says on standard error what could not be done, and remembers that there was something."""

    def __init__(self) -> None:
        self.any = False

    def say(self, message: str) -> None:
        """Report a file that could not be read or written."""
        self.any = True
        sys.stdout.flush()
        print(f"ris-ls: {message}", file=sys.stderr)

    def note(self, message: str) -> None:
        """Say something worth knowing that is no failure."""
        note(message)


@dataclass
class Heard(Problems):
    """Keeps what there is to say, for another process to say it."""

    any: bool = False
    messages: list[tuple[bool, str]] = field(default_factory=list)
    """Whether it is a problem, and the message."""

    def say(self, message: str) -> None:
        """Keep that a file could not be read or written."""
        self.any = True
        self.messages.append((True, message))

    def note(self, message: str) -> None:
        """Keep something worth knowing that is no failure."""
        self.messages.append((False, message))

    def tell(self, problems: Problems) -> None:
        """Say all of it."""
        for is_problem, message in self.messages:
            (problems.say if is_problem else problems.note)(message)


def note(message: str) -> None:
    """Say on standard error something worth knowing that is no failure."""
    sys.stdout.flush()
    print(f"ris-ls: note: {message}", file=sys.stderr)


def read_sources(paths: Sequence[str], problems: Problems) -> Iterator[Source]:
    """Yield every file that ``paths`` name, each once; report what cannot be read."""
    for named in named_files(paths, problems):
        source = read_source(named.name, problems)
        if source is not None:
            yield source


def named_files(paths: Sequence[str], problems: Problems) -> Iterator[Named]:
    """Yield every file that ``paths`` name, each once; report folders that cannot be read."""
    seen: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            if path not in seen:
                seen.add(path)
                yield Named(path, 0, only_here=True)
            continue
        for file in _files(Path(path), problems):
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield _named(file)


def read_source(name: str, problems: Problems) -> Source | None:
    """Read a file, or standard input; None, and a message, where it cannot be read."""
    try:
        if name != STANDARD_INPUT:
            data = Path(name).read_bytes()
        else:
            data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    except OSError as error:
        problems.say(f"{name}: cannot be read: {_reason(error)}")
        return None
    return Source(name, data, decode(data))


def _named(file: Path) -> Named:
    try:
        found = file.stat()
    except OSError:
        return Named(str(file), 0)  # reading it will tell
    is_file = stat.S_ISREG(found.st_mode)
    return Named(str(file), found.st_size if is_file else 0, only_here=not is_file)


def _files(path: Path, problems: Problems) -> list[Path]:
    """Return a file as it was named, or the RIS files in a folder, by name."""
    if not path.is_dir():
        return [path]
    unread: list[OSError] = []
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=unread.append):
        # Hidden folders hold what tools keep for themselves (.git, .venv), not exports.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(
            Path(folder, name)
            for name in sorted(names)
            # A pipe or device with such a name would have us wait for ever.
            if name.lower().endswith(".ris") and not _is_special(Path(folder, name))
        )
    for error in unread:
        problems.say(f"{error.filename}: cannot be read: {_reason(error)}")
    if not found and not unread:
        problems.say(f"{path}: no .ris file in this folder")
    return found


def _is_special(path: Path) -> bool:
    """Tell whether a path is there and is neither a file nor a link to one."""
    return path.exists() and not path.is_file()


def write_source(
    source: Source, text: str, problems: Problems, decoded: Decoded | None = None
) -> bool:
    """Write the new text of a source; say whether that was done.

    It is written in its own encoding, or as ``decoded`` says. Standard input is answered on
    standard output. A character that the encoding does not have is reported and nothing is
    written.
    """
    decoded = decoded or source.decoded
    try:
        data = encode(decoded.mark + text, decoded.encoding)
    except UnicodeEncodeError as error:
        problems.say(
            f"{source.name}: not written: {error.object[error.start]!r} does not exist in "
            f"{decoded.encoding_name}; save the file as UTF-8 first"
        )
        return False
    if data == source.data and not source.is_standard_input:
        return True
    return write_bytes(source.name, data, problems)


def write_bytes(name: str, data: bytes, problems: Problems) -> bool:
    """Write a file as a whole, or answer standard input; say whether that was done."""
    if name == STANDARD_INPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    try:
        with uninterrupted():
            write_atomically(Path(name), data)
    except OSError as error:
        problems.say(f"{name}: cannot be written: {_reason(error)}")
        return False
    return True


def describe_oddities(source: Source, problems: Problems) -> None:
    """Note what a reader of the findings should know about the file as a whole."""
    if _ANYTHING.search(source.decoded.text) is None:
        what = "nothing but blanks and line ends" if source.data else "empty"
        problems.note(f"{source.name}: {what}, no record to check")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
