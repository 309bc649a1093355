"""Settings: asked of the editor, sent by it, or given at the start; for each document its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor, recorded, speaking

NewUri = Callable[[], str]

pytestmark = pytest.mark.asyncio

TEXT = "TY  - JOUR\nTI  - One title\nAU - Doe, Jane\nPY  - 2020\nKW  -\nER  - \n"


def changed(editor: Editor, settings: Any = None) -> None:
    editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))


async def codes(editor: Editor, uri: str) -> set[int | str | None]:
    return {each.code for each in await editor.all_found(editor.open(uri, TEXT))}


async def test_asked_of_the_editor(fresh: Editor, new_uri: NewUri) -> None:
    # All that stands under `ris` comes along, what is the extension's own too.
    fresh.set_configuration(
        {
            "ris": {
                "select": ["RIS1"],
                "ignore": [],
                "format": {"enable": True},
                "interpreter": "",
                "server": {"command": []},
                "trace": {"server": "off"},
            }
        }
    )
    await fresh.begin(speaking("pull utf-16"))
    assert await codes(fresh, new_uri()) == {"RIS101"}
    assert fresh.messages == []


async def test_each_document_has_its_own(fresh: Editor) -> None:
    fresh.set_configuration({"ris": {"select": ["RIS101"]}})
    fresh.set_configuration({"ris": {"select": ["RIS311"]}}, scope_uri="file:///other/")
    await fresh.begin(speaking("pull utf-16"))
    assert await codes(fresh, "file:///one/a.ris") == {"RIS101"}
    assert await codes(fresh, "file:///other/a.ris") == {"RIS311"}


async def test_changed_settings_are_asked_for(fresh: Editor, new_uri: NewUri) -> None:
    fresh.set_configuration({"ris": {"select": ["RIS101"]}})
    await fresh.begin(speaking("pull utf-16"))
    await fresh.until(lambda: len(fresh.registered) == 2, "the wish to be told of changed settings")
    assert {each.method for each in fresh.registered} == {
        types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
    }
    shown = fresh.open(new_uri(), TEXT)
    assert {each.code for each in await fresh.all_found(shown)} == {"RIS101"}
    fresh.set_configuration({"ris": {"select": ["RIS311"]}})
    changed(fresh)
    await fresh.until(lambda: fresh.diagnostic_refresh_count == 1, "a refresh")
    assert {each.code for each in await fresh.all_found(shown)} == {"RIS311"}


async def test_and_what_they_find_is_sent(fresh: Editor, new_uri: NewUri) -> None:
    fresh.set_configuration({"ris": {"select": ["RIS101"]}})
    await fresh.begin(speaking("push utf-8"))
    shown = fresh.open(new_uri(), TEXT)
    assert {each.code for each in await fresh.all_found(shown)} == {"RIS101"}
    fresh.set_configuration({"ris": {"select": ["RIS311"]}})
    changed(fresh)
    await fresh.until(
        lambda: [e.code for e in fresh.published[shown.uri][-1].diagnostics] == ["RIS311"],
        "the findings of the new rules",
    )


@pytest.mark.parametrize("options", [{"select": ["RIS101"]}, {"ris": {"select": ["RIS101"]}}])
async def test_given_at_the_start(fresh: Editor, new_uri: NewUri, options: Any) -> None:
    await fresh.begin(speaking("pull utf-16"), options)
    assert await codes(fresh, new_uri()) == {"RIS101"}


async def test_sent_by_an_editor_that_cannot_be_asked(fresh: Editor, new_uri: NewUri) -> None:
    capabilities = recorded("neovim-0.7")
    assert capabilities.workspace is not None
    assert not capabilities.workspace.configuration
    await fresh.begin(capabilities, {"select": ["RIS311"]})
    shown = fresh.open(new_uri(), TEXT)
    assert {each.code for each in await fresh.all_found(shown)} == {"RIS311"}
    changed(fresh, {"ris": {"select": ["RIS101"]}})
    await fresh.until(
        lambda: [e.code for e in fresh.published[shown.uri][-1].diagnostics] == ["RIS101"],
        "the findings of the new rules",
    )


async def test_a_problem_is_shown_once(fresh: Editor, new_uri: NewUri) -> None:
    fresh.set_configuration({"ris": {"selct": ["RIS101"], "format": {"enable": "yes"}}})
    await fresh.begin(speaking("pull utf-16"))
    shown = fresh.open(new_uri(), TEXT)
    assert "RIS101" in {each.code for each in await fresh.all_found(shown)}
    changed(fresh)
    await codes(fresh, new_uri())
    assert [each.message for each in fresh.messages] == [
        "RIS settings: There is no setting `selct`. Did you mean `select`?",
        "RIS settings: `format.enable` must be true or false, not 'yes'.",
    ]
