"""What is found in an open document: worked out in slices, and anew after each change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ris_ls.lsp import memory
from ris_ls.lsp.slices import in_slices, result_of
from ris_ls.rules.engine import Merger, check_blocks, check_file
from ris_ls.rules.model import Finding
from ris_ls.text import Document, Span

if TYPE_CHECKING:
    from ris_ls.lsp.workspace import OpenDocument


@dataclass(frozen=True, slots=True)
class Analysis:
    """The findings of one state of a document."""

    text: Document
    """The text they were found in; it does not change when the editor's does."""
    findings: list[Finding]
    """In file order."""
    on_disk: tuple[Finding, ...]
    """Those about bytes that the editor hides, placed on the first line; none has a fix here."""


class Analyser:
    """Works out the findings of one document when somebody asks, and keeps them until it changes.

    Whoever asks waits for the same task. A change ends it and starts it again: what is known of
    the blocks that did not change is kept with them, so starting again is cheap.
    """

    def __init__(self, opened: OpenDocument) -> None:
        self._opened = opened
        self._task: asyncio.Task[Analysis] | None = None
        self._closed = False

    def close(self) -> None:
        """End all work; whoever waits for it is cancelled."""
        self._closed = True
        self.restart()

    def restart(self) -> None:
        """Forget what was found: the text, the settings or the file on disk changed."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def result(self) -> Analysis:
        """Return the findings of the present state, however often it changes meanwhile.

        Cancelling the caller leaves the work going on for others. Raises what the work raised,
        and CancelledError when the document is closed.
        """
        while True:
            if self._closed:
                raise asyncio.CancelledError
            if self._task is None:
                self._task = asyncio.get_running_loop().create_task(self._work())
            task = self._task
            await asyncio.wait({task})
            if task is self._task:
                return task.result()

    async def _work(self) -> Analysis:
        opened = self._opened
        while (loading := opened.loading) is not None and not loading.done():
            await asyncio.wait({loading})
        text, settings, accepted = opened.snapshot(), opened.settings, opened.accepted
        merger = Merger(settings)
        with memory.uncollected():
            work = check_blocks(text, settings, accepted=accepted)
            await in_slices(work, lambda found: merger.add(*found))
            # Rules about bytes look at the file where there is one: editors hide such bytes.
            merger.add(
                0, check_file(text, settings, on_disk=opened.file is None, accepted=accepted)
            )
            findings = await result_of(merger.findings_in_steps())
        return Analysis(text, findings, _on_first_line(text, opened.on_disk))


def _on_first_line(text: Document, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Place findings about the file as a whole on the first line of the text.

    The file on disk and the text in the editor may differ, so nothing further down has a place.
    """
    _, line = text.line_at(0)
    return tuple(
        replace(finding, span=Span(0, len(line)), related=(), fix=None) for finding in findings
    )
