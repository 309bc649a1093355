"""The library of the editor: its open documents, and the `.ris` files of its folders.

An open document brings its records itself, as its text changes (`analysis`). Of other files the
records are read in the background, and what they say is kept without their text.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import stat
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from ris_ls.library import Shelf, facts_of, id_of, names_of, values_of
from ris_ls.lsp import progress, settings
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.slices import in_slices
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.rules.project import Project
from ris_ls.syntax import last_start, read_document
from ris_ls.text import BOM, Block, decode
from ris_ls.text.lines import count_line_ends

LARGEST_FILE = 50 * 1024 * 1024
"""In bytes. An editor would not open a larger file with us either."""

LARGEST_WORKSPACE = 200 * 1024 * 1024
"""In bytes: so much of the files of a workspace is read, in the order of their folders' names."""

A_MOMENT = 0.2
"""Seconds in which an editor asks about a document that it shows, and somebody types on."""

_CHUNK = 1 << 18
"""So many bytes are read at once: a few milliseconds of work. A multiple of 4, as UTF-32 needs."""

_BEYOND_ASCII = bytes(range(0x80, 0x100))

_PASSED_OVER = frozenset({"node_modules", "__pycache__", "site-packages"})
"""Folders that hold no one's references; those whose names begin with a dot are passed over too."""


def is_ris(name: str) -> bool:
    """Tell whether a file with this name or URI belongs to the library."""
    return name.lower().endswith(".ris")


class Bookcase:
    """The files of a workspace that are not open, each read when there is time."""

    def __init__(self, server: RisServer, changed: Callable[[], None]) -> None:
        self._server = server
        self._changed = changed
        """Called when records belong together with others than before."""
        self._open: dict[str, Shelf] = {}
        """The shelves of the open documents, by the same names as those of files."""
        self._shelves: dict[str, Shelf] = {}
        """What is known of each file, by its URI with no characters escaped."""
        self._states: dict[str, _State] = {}
        """In which state each of these was read."""
        self._waiting: dict[str, Path] = {}
        """The files that are to be read."""
        self._being_read = ""
        """The URI of the file that is being read; empty where none is."""
        self._is_to_look = False
        """Whether the folders are to be looked through."""
        self._project: Project | None = None
        """What holds for the files; None before the folders are looked through."""
        self._working: asyncio.Task[None] | None = None

    def look_through(self) -> None:
        """Look through the folders of the workspace: they or the settings may be others now.

        Files are read that are new or changed, and forgotten that are gone or no longer wanted.
        """
        self._is_to_look = True
        self._work()

    def document_opened(self, opened: OpenDocument) -> None:
        """Leave a file to the document that shows it from now on."""
        name = unquote(opened.uri)
        self._forget(name)
        self._give_up(name)
        self._open[name] = opened.shelf
        self.document_changed(opened)

    def document_changed(self, opened: OpenDocument) -> None:
        """Read the records of a document, in the next pause, if nobody asks about them."""
        if opened.keeping_up is None or opened.keeping_up.done():
            work = opened.while_open(self._read_unasked(opened))
            opened.keeping_up = self._server.spawn(work)

    def document_closed(self, uri: str) -> None:
        """Forget the records of a document; read its file, where that belongs to the library."""
        self._give_up(unquote(uri))
        path = to_fs_path(uri)
        if path is not None and is_ris(path) and self._is_read(Path(path)):
            self._read_later(Path(path))

    def files_changed(self, changes: list[types.FileEvent]) -> None:
        """Read files again that changed on disk, and forget those that are gone.

        A folder that is gone or new stands for all that is in it.
        """
        for change in changes:
            path = to_fs_path(change.uri)
            if path is None or self._server.opened(change.uri) is not None:
                continue
            if change.type == types.FileChangeType.Deleted:
                self._forget_below(Path(path))
            elif change.type == types.FileChangeType.Created and Path(path).is_dir():
                if self._is_within(Path(path)):
                    self.look_through()
            elif is_ris(path) and self._is_read(Path(path)):
                self._read_later(Path(path))

    def files(self) -> list[tuple[Path, Shelf | None]]:
        """Return the files that are not open, in order, each with what is known of its records."""
        paths = {uri: path for uri, shelf in self._shelves.items() if (path := _path(shelf.uri))}
        paths.update(self._waiting)
        # What is known of one that is being read is not all there is.
        unread = {*self._waiting, self._being_read}
        return [
            (path, None if uri in unread else self._shelves.get(uri))
            for uri, path in sorted(paths.items())
            if uri not in self._open
        ]

    # -- reading ------------------------------------------------------------------------------

    def _is_within(self, path: Path) -> bool:
        """Tell whether a file is in a folder of the workspace that is looked through."""
        return any(
            not any(map(_is_passed_over, path.relative_to(folder).parts[:-1]))
            for folder in self._folders()
            if path.is_relative_to(folder)
        )

    def _is_read(self, path: Path) -> bool:
        """Tell whether a file belongs to the library under this name."""
        return self._is_within(path) and not self._is_link_within(path)

    def _is_link_within(self, path: Path) -> bool:
        """Tell whether a file is another name of one that is read as itself."""
        return path.is_symlink() and self._is_within(path.resolve())

    def _folders(self) -> list[Path]:
        names = map(to_fs_path, self._server.documents.folders)
        return [Path(name) for name in names if name]

    def _read_later(self, path: Path) -> None:
        uri = from_fs_path(str(path))
        if uri is not None:
            self._waiting[unquote(uri)] = path
            self._work()

    def _work(self) -> None:
        if self._working is None or self._working.done():
            self._working = self._server.spawn(self._catch_up())

    async def _catch_up(self) -> None:
        """Do all that is to be done, and what comes to be done meanwhile."""
        while self._is_to_look or self._waiting:
            if self._is_to_look or self._project is None:
                self._is_to_look = False
                self._project = Project(await settings.fetch(self._server))
                await self._look()
            await self._read_waiting()

    async def _look(self) -> None:
        """Find out which files are to be read, and forget those that are not there."""
        there: dict[str, Path] = {}
        await in_slices(self._wanted(), there.update)
        for uri in self._shelves.keys() - there.keys():
            self._forget(uri)
        for uri, path in there.items():
            known = self._states.get(uri)
            if uri not in self._open and (known is None or known != _state(path)):
                self._waiting[uri] = path

    def _wanted(self) -> Iterator[dict[str, Path]]:
        """Yield the files of the library by their URIs, and nothing now and then."""
        for files in _files_in(self._folders()):
            for uri, path in files:
                wanted = self._is_wanted(path) and not self._is_link_within(path)
                yield {uri: path} if wanted else {}
            yield {}

    def _is_wanted(self, path: Path) -> bool:
        """Tell whether the settings that hold for a file want it in the library."""
        assert self._project is not None
        return self._project.rulings(path, path.parent).settings.library.workspace

    async def _read_waiting(self) -> None:
        """Read the files that wait, in slices; the client shows how far that is, and can stop it.

        What was left unread for that is read when it changes, or when the settings do.
        """
        if not self._waiting:
            return
        done = 0
        title = "Reading the references of the workspace"
        stop = self._read_no_more
        async with progress.shown(self._server, title, measured=True, stop=stop) as shown:
            while self._waiting and not self._is_to_look:
                shown.report(done / (done + len(self._waiting)))
                uri = self._being_read = next(iter(self._waiting))
                # Not afterwards: it may change again while it is being read.
                await self._read(uri, self._waiting.pop(uri))
                done += 1
        self._being_read = ""

    def _read_no_more(self) -> None:
        """Leave unread what waits, and forget what was read of a file in part."""
        self._server.log(f"Reading was stopped; files not read: {len(self._waiting) + 1:,}.")
        self._waiting.clear()
        self._forget(self._being_read)

    async def _read(self, uri: str, path: Path) -> None:
        self._forget(uri)
        state = _state(path)
        if state is None or uri in self._open or not self._is_wanted(path):
            return
        shelf = self._shelves[uri] = Shelf(path.as_uri(), self._server.documents.library, path.name)
        self._states[uri] = state
        try:
            await in_slices(_put_records(path, shelf))
            await in_slices(shelf.library.vocabulary.settle())
        except OSError:
            self._forget(uri)  # gone by now, or not to be read
        finally:
            self._changed()

    async def _read_unasked(self, opened: OpenDocument) -> None:
        """Read the records of a document that nobody may ask about, as one that is peeked at.

        Where somebody does, they are read together with the rest, when it is their turn.
        """
        version: int | None = -1
        while opened.version != version or opened.analyser.is_at_work:
            version = opened.version
            await asyncio.sleep(A_MOMENT)
        if opened.shelf.left(opened.text):
            await opened.shelved()
            self._changed()

    def _give_up(self, name: str) -> None:
        shelf = self._open.pop(name, None)
        if shelf is not None:
            self._clear(shelf)

    def _forget(self, uri: str) -> None:
        self._states.pop(uri, None)
        shelf = self._shelves.pop(uri, None)
        if shelf is not None:
            self._clear(shelf)

    def _forget_below(self, gone: Path) -> None:
        for uri, shelf in tuple(self._shelves.items()):
            path = _path(shelf.uri)
            if path is not None and path.is_relative_to(gone):
                self._forget(uri)

    def _clear(self, shelf: Shelf) -> None:
        shelf.close()
        self._server.spawn(self._clearing_up(shelf))

    async def _clearing_up(self, shelf: Shelf) -> None:
        await in_slices(shelf.clear())
        await in_slices(shelf.library.vocabulary.settle())
        self._changed()


_State = tuple[int, int]
"""When a file was changed last, in nanoseconds, and how large it is."""


def _state(path: Path) -> _State | None:
    """Return the state of a file; None where there is none that the library reads."""
    try:
        found = path.stat()
    except OSError:
        return None
    # To open a pipe would wait for who writes to it.
    readable = stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST_FILE
    return (found.st_mtime_ns, found.st_size) if readable else None


def _path(uri: str) -> Path | None:
    path = to_fs_path(uri)
    return Path(path) if path else None


def _is_passed_over(folder: str) -> bool:
    return folder.startswith(".") or folder in _PASSED_OVER


def _files_in(folders: list[Path]) -> Iterator[list[tuple[str, Path]]]:
    """Yield the files of the library in some folders, with their URIs, a folder at a step."""
    left = LARGEST_WORKSPACE
    waiting = folders[::-1]
    while waiting:
        found: list[tuple[str, Path]] = []
        below: list[Path] = []
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            entries = []
        for entry in entries:
            try:
                # Links are not followed: they may lead in a circle.
                if entry.is_dir(follow_symlinks=False):
                    if not _is_passed_over(entry.name):
                        below.append(Path(entry.path))
                elif is_ris(entry.name) and entry.is_file():
                    size = entry.stat().st_size
                    uri = from_fs_path(entry.path)
                    if size <= min(left, LARGEST_FILE) and uri is not None:
                        left -= size
                        found.append((unquote(uri), Path(entry.path)))
            except OSError:
                continue
        waiting.extend(reversed(below))
        yield found


def _put_records(path: Path, shelf: Shelf) -> Iterator[None]:
    """Read a file in steps and put its records on a shelf, each with the number of its line.

    Ends when the shelf is closed. Raises OSError where the file cannot be read.
    """
    for line, block in blocks_in(path):
        if shelf.is_gone:
            return
        facts, id_, names = facts_of(block), id_of(block), names_of(block)
        if facts is not None or id_ or names:
            shelf.put(facts, id_, line, names)
        shelf.values.add(values_of(block))
        yield


def block_at_line(path: Path, line: int) -> Generator[None, None, Block | None]:
    """Return the block of a file that holds a line, in steps; None behind its end.

    Raises OSError where the file cannot be read.
    """
    for first, block in blocks_in(path):
        if first <= line < first + max(1, block.line_ends):
            return block
        yield
    return None


def blocks_in(path: Path) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of a file, each with the number of its first line.

    Raises OSError where the file cannot be read.
    """
    for first_line, text in records_in(path):
        yield from lined(text, first_line)


def lined(text: str, line: int) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of a text with the numbers of their first lines, the first one given."""
    for block in read_document(text).blocks:
        yield line, block
        line += block.line_ends


def records_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the text of a file in pieces of whole records, each with the number of its first line.

    Lines are counted from 0. Raises OSError where the file cannot be read.
    """
    line = 0
    rest = ""
    for piece, is_last in _pieces(path):
        text = rest + piece
        end = len(text) if is_last else last_start(text)
        if end:
            yield line, text[:end]
            line += count_line_ends(text[:end])
        rest = text[end:]
        if len(rest) > _LARGEST_RECORD:
            return  # it is no RIS, and to read on would take longer with each piece


def _pieces(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the text of a file piece by piece, and whether a piece is the last one.

    How the first piece is encoded is how the file is. That can be wrong for a character further
    down, which costs a letter of a title; to know would take reading the whole file at once.
    """
    with path.open("rb") as stream:
        data = stream.read(_CHUNK)
        # A character that is cut at the end would look like one of another encoding.
        whole = data if b"\0" in data else data.rstrip(_BEYOND_ASCII) or data
        decoder = codecs.getincrementaldecoder(decode(whole).encoding)("replace")
        mark = BOM  # which editors do not show
        while data:
            following = stream.read(_CHUNK)
            yield decoder.decode(data, final=not following).removeprefix(mark), not following
            data, mark = following, ""


_LARGEST_RECORD = 4_000_000
"""In code points: the largest record of real files has a twentieth of that."""
