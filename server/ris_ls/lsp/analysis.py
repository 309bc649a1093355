"""What is found in an open document: the places at hand first, the rest in the background."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ris_ls.lsp import memory
from ris_ls.lsp.slices import in_slices
from ris_ls.rules.by_page import PlacedPage, check_one, check_page, expect_all, is_checked, pages_of
from ris_ls.rules.engine import found_before
from ris_ls.rules.findings import Findings
from ris_ls.rules.look import Look, about_file, follow_file, look_at
from ris_ls.rules.model import Finding, Found
from ris_ls.text import Document, Span

if TYPE_CHECKING:
    from ris_ls.lsp.workspace import OpenDocument

FEW_RECORDS = 2_000
"""So many records are looked at in a fraction of a second: in a document that has no more, whoever
asks waits until all are."""

PATIENCE = 0.05
"""Seconds to wait in a larger document before something is told for the first time."""

QUIET = 0.1
"""Seconds without a change before the rest of a larger document is looked at: who types has the
server for himself."""

AT_HAND = 8
"""How many of the last places that were edited or asked about come first."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known about one state of a document."""

    text: Document
    """The text it is known of; it does not change when the editor's does."""
    known: Findings
    on_disk: tuple[Finding, ...]
    """Those about bytes that the editor hides, placed on the first line; none has a fix here."""
    left: int
    """How many records have not been looked at yet."""
    complete: bool
    """Whether everything has been looked at."""
    stamp: int = 0
    """That of the document's shelf: it grows when records belong together with others."""


class Analyser:
    """Finds what is wrong in one document, and keeps it up to date.

    What is known stays with the pages of the document, so a change costs the records that it
    touches: these are looked at before anybody is told anything, and the rest goes on in the
    background, in slices, the pages around the places at hand first.
    """

    def __init__(self, opened: OpenDocument) -> None:
        self._opened = opened
        self._look: Look | None = None
        self._look_is_right = False
        """Whether nothing has changed since that decides how to look at the document."""
        self._slow: tuple[Document, Look, list[Found]] | None = None
        """What the rules found that read all of the text, and in which state of it."""
        self._complete: Analysis | None = None
        self._task: asyncio.Task[None] | None = None
        self._at_hand: deque[int] = deque(maxlen=AT_HAND)
        self._told = False
        """Whether what is known of a large document has been told before."""
        self._closed = False
        expect_all(opened.text)

    def close(self) -> None:
        """End all work; whoever waits for it is cancelled."""
        self._closed = True
        self.restart()
        self._slow = None  # it holds the text

    def restart(self) -> None:
        """Look again: the text, the settings or the file on disk changed. What is known stays."""
        self._complete = None
        self._look_is_right = False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def attend_to(self, offset: int) -> None:
        """Look at what stands around a place before the rest."""
        self._at_hand.appendleft(offset)

    async def result(self, *, whole: bool = False) -> Analysis:
        """Return what is known of the present state, however often it changes meanwhile.

        That is everything, but in a large document that has not been looked at as a whole; there
        too with ``whole``, which waits for it. Cancelling the caller leaves the work going on.
        Raises what the work raised, and CancelledError when the document is closed.
        """
        clock = asyncio.get_running_loop().time
        until = clock() + (0 if self._told else PATIENCE)
        while True:
            while (loading := self._opened.loading) is not None and not loading.done():
                await asyncio.wait({loading})
            if self._closed:
                raise asyncio.CancelledError
            analysis = self._present()
            if analysis.complete:
                return analysis
            task = self._work()
            wait = whole or len(analysis.text.blocks) <= FEW_RECORDS
            if not wait and clock() >= until:
                self._told = True
                return analysis
            await asyncio.wait({task}, timeout=None if wait else until - clock())
            if task is self._task and task.done():
                task.result()

    @property
    def is_at_work(self) -> bool:
        """Whether it looks at the rest of the document in the background."""
        return self._task is not None and not self._task.done()

    def share_done(self) -> float:
        """Return how much of the document has been looked at, from 0 to 1."""
        text = self._opened.text
        left = sum(len(one.page.blocks) for one in pages_of(text) if not self._is_done(one))
        return 1 - left / len(text.blocks)

    def _is_done(self, placed: PlacedPage) -> bool:
        return self._look is not None and is_checked(placed, self._look)

    def _present(self) -> Analysis:
        """Return what is known now, after a look at the places at hand."""
        opened = self._opened
        if self._complete is not None and self._complete.stamp == opened.shelf.stamp:
            return self._complete
        text = opened.snapshot()
        shelved = self._shelve(text)
        look = self._looking(text)
        pages = pages_of(text)
        for placed in _around(pages, self._at_hand):
            _look_at_places(placed, look, text, self._at_hand)
        left = sum(len(one.page.blocks) for one in pages if not is_checked(one, look))
        found = about_file(text, look, slow=False)
        slow = self._slow_found(text, look)
        known = Findings(text, look, [*found, *(slow or ())], opened.shelf)
        on_disk = _on_first_line(text, opened.on_disk)
        complete = left == 0 and slow is not None and shelved
        analysis = Analysis(text, known, on_disk, left, complete, opened.shelf.stamp)
        if complete:
            self._complete = analysis
        return analysis

    def _shelve(self, text: Document) -> bool:
        """Take the records of a few pages that changed; tell whether all of the text is known."""
        shelf = self._opened.shelf
        left = shelf.left(text)
        if left > _FEW or self._opened.is_being_shelved:
            return left == 0
        for _ in shelf.update(text):
            pass
        return True

    def _looking(self, text: Document) -> Look:
        """Return how to look at the document: as before, unless that would find something else."""
        if self._look is None or not self._look_is_right:
            opened = self._opened
            # Rules about bytes look at the file where there is one: editors hide such bytes.
            look = look_at(text, opened.settings, opened.accepted, on_disk=opened.file is None)
            if self._look is None or not self._look.is_like(look):
                self._look = look
            self._look_is_right = True
        return self._look

    def _slow_found(self, text: Document, look: Look) -> list[Found] | None:
        """Return what the rules found that read all of the text; None where they have not yet."""
        if not any(rule.reads_all for rule in look.file_rules):
            return []
        if self._slow is not None and self._slow[0].blocks is not text.blocks:
            self._slow = None  # it holds a text that is no more
        return self._slow[2] if self._slow is not None and self._slow[1] is look else None

    def _work(self) -> asyncio.Task[None]:
        """Return the task that looks at the rest of the document."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._look_at_all())
        return self._task

    async def _look_at_all(self) -> None:
        text = self._opened.snapshot()
        if self._told and len(text.blocks) > FEW_RECORDS:
            await asyncio.sleep(QUIET)
        look = self._looking(text)
        pages = pages_of(text)
        if not self._opened.shelf.is_new:
            await self._opened.shelved()  # else all of the text before would be kept meanwhile
        with memory.uncollected():
            for placed in [*_around(pages, self._at_hand), *pages]:
                if not is_checked(placed, look):
                    await in_slices(check_page(placed, look))
            if self._slow_found(text, look) is None:
                await in_slices(follow_file(text, look))
                self._slow = (text, look, about_file(text, look, slow=True))
        await self._opened.shelved()
        await in_slices(self._opened.shelf.library.vocabulary.settle())


_FEW = 3
"""So many pages are read for the library while somebody waits: as many as an edit makes anew."""


def _around(pages: list[PlacedPage], places: deque[int]) -> list[PlacedPage]:
    """Return the pages that hold some places, in the order of these."""
    found: list[PlacedPage] = []
    for place in places:
        for placed in pages:
            if placed.offset <= place <= placed.offset + placed.page.length:
                if placed not in found:
                    found.append(placed)
                break
    return found


_SOME = 16
"""So many records of a page are looked at while somebody waits."""


def _look_at_places(placed: PlacedPage, look: Look, text: Document, places: deque[int]) -> None:
    """Look at the records at some places of a page; at all of it where most is known."""
    if is_checked(placed, look):
        return
    blocks = placed.page.blocks
    unknown = sum(found_before(block) is None for block in blocks)
    if unknown <= _SOME:
        for _ in check_page(placed, look):
            pass
        return
    for place in places:
        if placed.offset <= place <= placed.offset + placed.page.length:
            index = text.block_at(place) - text.block_at(placed.offset)
            for at in range(max(0, index - 1), min(len(blocks), index + 2)):
                check_one(placed, at, look, blocks[at - 1] if at else placed.before)


def _on_first_line(text: Document, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Place findings about the file as a whole on the first line of the text.

    The file on disk and the text in the editor may differ, so nothing further down has a place.
    """
    _, line = text.line_at(0)
    return tuple(
        replace(finding, span=Span(0, len(line)), related=(), fix=None) for finding in findings
    )
