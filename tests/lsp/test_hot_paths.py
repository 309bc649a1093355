"""What happens at each key never goes through the whole text."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import NoReturn

import pytest

from ris_ls.features.completion import complete
from ris_ls.features.hover import hover
from ris_ls.features.refactor import RefusedError
from ris_ls.features.refactor.extent import touched
from ris_ls.features.refactor.moving import remove_steps
from ris_ls.features.refactor.values import at_value
from ris_ls.lsp.client import Client
from ris_ls.lsp.wire import DiagnosticWriter
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.text import Change, Document, Position, Span
from ris_ls.text.pages import Block, Blocks
from ris_ls.text.steps import finish
from tests.lsp.test_diagnostics import BENT, SOUND

RECORDS = 3_000
FEW = 500


def forbidden(*_: object) -> NoReturn:
    raise AssertionError("the whole text was gone through")


def only_the_first(blocks: Blocks) -> Iterator[Block]:
    """Yield blocks as ever, but not far: what a file is shows in its beginning."""
    yield from blocks[:FEW]
    forbidden()


def try_out(steps: Generator[None, None, object]) -> None:
    with suppress(RefusedError):
        finish(steps)


async def typing(opened: OpenDocument, patch: pytest.MonkeyPatch) -> None:
    writer = DiagnosticWriter(opened.uri, Client(related_information=True), "utf-16")
    writer.write(await opened.analyser.result(whole=True))

    patch.setattr(Document, "text", property(forbidden))
    patch.setattr(Document, "placed", forbidden)
    patch.setattr(Blocks, "__iter__", only_the_first)
    line = opened.text.first_line_of(RECORDS // 2) + 1
    for number, letter in enumerate(("x", "\n", "ER  - \n", ";", "")):
        place = Position(line, 7 + number)
        opened.change([Change(place, place, letter)], "utf-16", number)
        offset = opened.text.offset_at(place, "utf-16")
        complete(opened.text, offset, opened.shelf.library.vocabulary)
        hover(opened.text, offset)
        list(at_value(opened.text, offset))
        if records := touched(opened.text, Span(offset, offset)):
            try_out(remove_steps(opened.text, records))
        analysis = await opened.analyser.result()
        assert analysis.complete
        assert writer.write(analysis).text
    many = [Change(Position(at, 6), Position(at, 6), "y") for at in range(1, 2_000, 7)]
    opened.change(many, "utf-16", 9)
    assert writer.write(await opened.analyser.result()).text


def test_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = OpenDocument("untitled:a", (SOUND + BENT) * (RECORDS // 2), 1, "ris")
    # Rules about bytes read all of a document that is no file.
    opened.uri = "file:///a.ris"
    with monkeypatch.context() as patch:
        asyncio.run(typing(opened, patch))


def test_what_pygls_would_do_raises() -> None:
    opened = OpenDocument("untitled:a", SOUND, 1, "ris")
    with pytest.raises(NotImplementedError):
        opened.source  # noqa: B018 - to read it is what is tested
    with pytest.raises(NotImplementedError):
        opened.lines  # noqa: B018 - to read it is what is tested
