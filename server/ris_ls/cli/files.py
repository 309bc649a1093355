"""The files a command is given: found, read and written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ris_ls.text import Decoded, decode, encode
from ris_ls.text.files import write_atomically

STANDARD_INPUT = "-"


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


def note(message: str) -> None:
    """Say on standard error something worth knowing that is no failure."""
    sys.stdout.flush()
    print(f"ris-ls: note: {message}", file=sys.stderr)


def read_sources(paths: Sequence[str], problems: Problems) -> Iterator[Source]:
    """Yield every file that ``paths`` name, each once; report what cannot be read."""
    seen: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            if path not in seen:
                seen.add(path)
                data = sys.stdin.buffer.read() if sys.stdin is not None else b""
                yield Source(path, data, decode(data))
            continue
        for file in _files(Path(path), problems):
            real = os.path.realpath(file)
            if real in seen:
                continue
            seen.add(real)
            try:
                data = file.read_bytes()
            except OSError as error:
                problems.say(f"{file}: cannot be read: {_reason(error)}")
                continue
            yield Source(str(file), data, decode(data))


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
    if source.is_standard_input:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    if data == source.data:
        return True
    try:
        write_atomically(Path(source.name), data)
    except OSError as error:
        problems.say(f"{source.name}: cannot be written: {_reason(error)}")
        return False
    return True


def describe_oddities(source: Source) -> None:
    """Note what a reader of the findings should know about the file as a whole."""
    if not source.decoded.text.strip("\ufeff \t\r\n"):
        note(f"{source.name}: empty, nothing to check")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
