"""The open documents: ours, in place of pygls's."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path, uri_scheme
from pygls.workspace import TextDocument, Workspace

from ris_ls.config.settings import Settings
from ris_ls.library import MANY, DocumentShelf, Library
from ris_ls.lsp.analysis import Analyser, Analysis
from ris_ls.lsp.disk import AS_UTF8
from ris_ls.lsp.messages import Pieces
from ris_ls.lsp.slices import in_slices
from ris_ls.lsp.tokens import Told
from ris_ls.lsp.wire import DiagnosticWriter, Json
from ris_ls.rules.model import Finding
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted
from ris_ls.syntax import read_document, read_pieces
from ris_ls.text import Change, Document, PositionEncoding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Report:
    """The diagnostics that the client was last told."""

    analysis: Analysis
    items: Json
    """The diagnostics, as a list."""
    result_id: str
    """Changes only when the diagnostics do."""


class OpenDocument(TextDocument):
    """A document that is open in the editor.

    pygls's class joins and splits the whole text at each edit, and splits it at characters that
    end no line (U+2028, form feed), so that later edits go astray. Here everything goes through
    ``text``; what pygls would do by ``lines`` and ``source`` raises.
    """

    def __init__(
        self,
        uri: str,
        source: str,
        version: int | None,
        language_id: str | None,
        library: Library | None = None,
    ) -> None:
        super().__init__(uri, None, version, language_id)
        self.text: Document = (
            read_pieces(source.taken()) if isinstance(source, Pieces) else read_document(source)
        )
        self.settings = Settings()
        self.accepted: Accepted = NOTHING_ACCEPTED
        """What the baseline accepts in this document."""
        self.on_disk: tuple[Finding, ...] = ()
        """What is wrong with the bytes on disk; offsets are those of the file's text."""
        self.written = AS_UTF8
        """How the file on disk is written, as it was when the ledger was asked for last."""
        self.loading: asyncio.Task[None] | None = None
        """Fetches the settings and looks at the disk; what is found has to wait for it."""
        self.shelf = DocumentShelf(uri, library or Library(), self.name)
        """The records of the document among those of all files."""
        self.analyser = Analyser(self)
        self.writer: DiagnosticWriter | None = None
        self.report: Report | None = None
        self.tokens: Told | None = None
        """The semantic tokens that the client was last told."""
        self.lenses: int | None = None
        """The stamp of the shelf when the lines above records were last asked for, if they were."""
        self.keeping_up: asyncio.Task[None] | None = None
        """Has the library read the text where nobody asks about it."""
        self.following: asyncio.Task[None] | None = None
        """Tells the client more while a large document is being looked at."""
        self.sending: asyncio.Task[None] | None = None
        """Works out and sends diagnostics to a client that does not ask for them."""
        self._asked: set[asyncio.Task[Any]] = set()
        self._shelving: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def file(self) -> Path | None:
        """The file on disk that the document shows; None for any other document."""
        path = to_fs_path(self.uri) if uri_scheme(self.uri) == "file" else None
        return Path(path) if path else None

    @property
    def name(self) -> str:
        """What to call the document in a message."""
        return self.filename or self.uri

    async def settings_known(self) -> None:
        """Wait until the editor has said the settings: right after opening it has not yet."""
        while (loading := self.loading) is not None and not loading.done():
            await asyncio.wait({loading})

    @property
    def is_being_shelved(self) -> bool:
        """Whether the library is reading the text in the background."""
        return self._shelving is not None and not self._shelving.done()

    async def shelved(self) -> None:
        """Wait until the library knows all records of the present text, however often it changes.

        Raises CancelledError when the document is closed.
        """
        while self.shelf.left(self.text):
            if self._closed:
                raise asyncio.CancelledError
            if not self.is_being_shelved:
                work = in_slices(self.shelf.update(self.snapshot()))
                self._shelving = asyncio.ensure_future(work)
            task = self._shelving
            assert task is not None
            await asyncio.wait({task})
            if not task.cancelled():
                task.result()

    async def while_open(self, work: Coroutine[Any, Any, T]) -> T:
        """Do what was asked for of the document, but no longer than it is open.

        Raises CancelledError when it is closed before, and what the work raises.
        """
        task = asyncio.ensure_future(work)
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)
        return await task

    def duplicates_at(self, offset: int) -> int:
        """Return how many records, here and in other files, are of the same work as one here."""
        holding = self.shelf.at(self.text, offset)
        if holding is None:
            return 0
        return sum(1 for _ in islice(self.shelf.library.same_work(holding), MANY + 1))

    def snapshot(self) -> Document:
        """Return the present text as a document of its own that shares the blocks.

        Editing one never changes the other: an edit gives a document new pages where it changes
        any, and leaves those that are shared as they are.
        """
        return copy.copy(self.text)

    def change(
        self, changes: Iterable[Change], encoding: PositionEncoding, version: int | None
    ) -> None:
        """Make a batch of the client's changes."""
        changes = list(changes)
        self.text.apply(changes, encoding)
        self.version = version
        if self._shelving is not None:
            self._shelving.cancel()
        self.analyser.restart()
        for change in (changes[:1], changes[-1:]):
            if change and change[0].start is not None:
                self.analyser.attend_to(self.text.offset_at(change[0].start, encoding))

    def close(self) -> None:
        """Stop all work on the document."""
        self._closed = True
        background = (self.loading, self.sending, self.following, self.keeping_up, self._shelving)
        for task in (*background, *self._asked):
            if task is not None:
                task.cancel()
        self.analyser.close()
        self.shelf.close()
        # A task that was cancelled holds the places where it was, and all that was known there.
        self.loading = self.sending = self.following = self.keeping_up = self._shelving = None
        # What refers to each other stays until a collection, or for good (see `memory`); the
        # text, which is large, is let go at once.
        self.text = read_document("")
        self.report = self.writer = self.tokens = None

    @property
    def source(self) -> NoReturn:
        """Not to be used: it would join the whole text."""
        raise NotImplementedError("read `text`, which need not join all blocks")

    @property
    def lines(self) -> NoReturn:
        """Not to be used: it would split the whole text, and at characters that end no line."""
        raise NotImplementedError("read `text`, which splits at line ends alone")


class OpenDocuments(Workspace):
    """The open documents, by URI."""

    def __init__(
        self, folders: Sequence[types.WorkspaceFolder], encoding: PositionEncoding
    ) -> None:
        super().__init__(None, workspace_folders=folders, position_encoding=encoding)
        self.encoding: PositionEncoding = encoding
        """What a column counts, as agreed with the client."""
        self.library = Library()
        """The records of all open documents, and of the files that are looked at besides."""

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> OpenDocument:
        text = "" if source is None else source
        return OpenDocument(doc_uri, text, version, language_id, self.library)

    def opened(self, uri: str) -> OpenDocument | None:
        """Return the open document with this URI, however its characters are escaped, or None."""
        found = self.text_documents.get(unquote(uri))
        return found if isinstance(found, OpenDocument) else None

    def all_open(self) -> Iterator[OpenDocument]:
        """Yield all open documents."""
        for document in list(self.text_documents.values()):
            if isinstance(document, OpenDocument):
                yield document
