"""Writing a file so that it is either the old one or the new one, never half of each."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of ``path`` by ``data`` in one step; make the file if there is none.

    The bytes go to a new file in the same folder and reach the disk before that file takes the
    place of the old one, so a full disk or a lost connection leaves the old file as it was.
    Permissions are kept. Where ``path`` is a symbolic link, the file it points to is replaced.

    Raises OSError when the folder or the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        mode: int | None = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mode = None
    if mode is not None and not os.access(target, os.W_OK):
        # Renaming needs a writable folder only; a file set read-only is to stay as it is.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    beside = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.tmp")
    # O_BINARY: Windows would write "\r\n" for each "\n".
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # 0o666 less the umask is what a file made the usual way gets.
    descriptor = os.open(beside, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk too, where the system can (Windows cannot)."""
    with suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
