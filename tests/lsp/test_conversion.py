"""A file of another format becomes RIS by a quick fix."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.lsp.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="session")

NBIB = "PMID- 1\nTI  - On 😀 exports\nFAU - Doe, Jane\nJT  - Journal of lost lines\nDP  - 2020\n"


async def test_pubmed_is_converted(editor: Editor, new_uri: Callable[[], str]) -> None:
    shown = editor.open(new_uri(), NBIB)
    (found,) = await editor.found(shown, "RIS001")
    (action,) = await editor.actions(shown, found.range, only=["quickfix"], diagnostics=[found])
    assert action.title == "Convert from PubMed/MEDLINE to RIS (1 record) (check the result)"
    assert not action.is_preferred
    assert editor.applied(shown, editor.edits(shown, action)) == (
        "TY  - JOUR\nAU  - Doe, Jane\nTI  - On 😀 exports\nT2  - Journal of lost lines\n"
        "PY  - 2020\nAN  - 1\nDB  - PubMed\nER  - \n"
    )


async def test_safe_fixes_leave_it_alone(editor: Editor, new_uri: Callable[[], str]) -> None:
    shown = editor.open(new_uri(), NBIB)
    everything = editor.range(shown, 0, len(shown.text))
    assert await editor.actions(shown, everything, only=["source.fixAll"]) == []
