"""Where the same value stands, records of the same work, and records by what they say."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from tests.lsp.editor import ENCODINGS, TIMEOUT, Editor, Shown, speaking

pytestmark = pytest.mark.asyncio(loop_scope="function")

FIRST = (
    "TY  - JOUR\nAU  - Doé 𝒳, Jane\nAU  - Roe, Rick\nTI  - 😀 On damaged exports of old records\n"
    "T2  - Annals\nPY  - 2020\nDO  - 10.1000/ABC\nID  - doe2020\nER  - \n\n"
)
SECOND = (
    "TY  - BOOK\r\nA2  - DOÉ 𝒳, JANE\r\nTI  - 𝒳 Two\r\nPY  - 2021\r\n"
    "UR  - https://doi.org/10.1000/abc\r\nKW  - sand\r\nER  - \r\n"
)
COLLAPSED = "TY - JOUR AU - Roe, Rick TI - On sand in small filters PY - 2019 KW - sand ER -\n"
Place = tuple[str, str]
"""The name of a file, and what stands at a place in it."""


class Workspace:
    """A folder with files, some of them open, and an editor that looks at it."""

    def __init__(self, editor: Editor, folder: Path) -> None:
        self.editor = editor
        self.folder = folder
        self.shown: dict[str, Shown] = {}

    async def begin(self, capabilities: types.ClientCapabilities) -> None:
        """Begin a session with the folder as its workspace."""
        folders = [types.WorkspaceFolder(self.folder.as_uri(), "references")]
        params = types.InitializeParams(capabilities, workspace_folders=folders)
        self.editor.session = await self.editor.initialize_session(params)

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        """Write a file and tell the server."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(encoding))
        self.told(name, types.FileChangeType.Created)

    def told(self, name: str, what: types.FileChangeType) -> None:
        """Tell the server that a file changed."""
        events = [types.FileEvent((self.folder / name).as_uri(), what)]
        self.editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    def open(self, name: str, text: str) -> Shown:
        """Open a document; one without an ending is not saved anywhere."""
        uri = (self.folder / name).as_uri() if name.endswith(".ris") else f"untitled:{name}"
        shown = self.shown[uri] = self.editor.open(uri, text)
        return shown

    def what(self, uri: str, range_: types.Range) -> Place:
        """Return the name of a file, and what stands at a place in it."""
        if uri not in self.shown:
            data = Path(to_fs_path(uri) or "").read_bytes()
            encoding = "utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig"
            self.shown[uri] = Shown(uri, data.decode(encoding))
        shown = self.shown[uri]
        start = self.editor.offset(shown, range_.start)
        return uri.rpartition("/")[2], shown.text[start : self.editor.offset(shown, range_.end)]

    async def definition(self, shown: Shown, part: str) -> list[Place]:
        """Go to the definition of the first place where a document has a text."""
        where = self.editor.range_of(shown, part).start
        params = types.DefinitionParams(types.TextDocumentIdentifier(shown.uri), where)
        found = await self.editor.text_document_definition_async(params)
        assert found is None or isinstance(found, list | tuple)
        return [
            self.what(each.target_uri, each.target_selection_range)
            if isinstance(each, types.LocationLink)
            else self.what(each.uri, each.range)
            for each in found or ()
        ]

    async def references(self, shown: Shown, part: str, *, here: bool = True) -> list[Place]:
        """Find the references of the first place where a document has a text."""
        params = types.ReferenceParams(
            types.ReferenceContext(include_declaration=here),
            types.TextDocumentIdentifier(shown.uri),
            self.editor.range_of(shown, part).start,
        )
        found = await self.editor.text_document_references_async(params)
        return [self.what(each.uri, each.range) for each in found or ()]

    async def symbols(self, query: str) -> list[types.WorkspaceSymbol]:
        """Search for records."""
        params = types.WorkspaceSymbolParams(query)
        found = await self.editor.workspace_symbol_async(params)
        assert found is not None
        return [
            types.WorkspaceSymbol(
                each.location, each.name, each.kind, None, None, each.container_name
            )
            for each in found
        ]

    async def names(self, query: str) -> list[str]:
        """Search for records, and return what they are called."""
        return [each.name for each in await self.symbols(query)]

    async def until(self, query: str, name: str) -> None:
        """Wait until a search finds a record: files are read in the background."""
        for _ in range(1000):
            if name in await self.names(query):
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"waited in vain for {name!r}")


@pytest.fixture
def workspace(fresh: Editor, tmp_path: Path) -> Workspace:
    return Workspace(fresh, tmp_path)


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_a_name_in_all_files(workspace: Workspace, encoding: str) -> None:
    await workspace.begin(speaking(f"pull {encoding}"))
    workspace.write("b.ris", "\ufeffnote 😀\n" + FIRST + SECOND)
    workspace.write("c.ris", FIRST.replace("\n", "\r\n"), "utf-16")
    workspace.open("note", SECOND)
    shown = workspace.open("a.ris", SECOND + FIRST)
    expected = [
        ("a.ris", "DOÉ 𝒳, JANE"),
        ("a.ris", "Doé 𝒳, Jane"),
        ("untitled:note", "DOÉ 𝒳, JANE"),
        ("b.ris", "Doé 𝒳, Jane"),
        ("b.ris", "DOÉ 𝒳, JANE"),
        ("c.ris", "Doé 𝒳, Jane"),
    ]
    assert await workspace.references(shown, "Doé") == expected
    del expected[1]
    assert await workspace.references(shown, "Doé", here=False) == expected
    assert await workspace.definition(shown, "Doé") == expected


async def test_a_doi_however_it_is_written(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    workspace.write("b.ris", SECOND)
    shown = workspace.open("a.ris", FIRST)
    assert await workspace.definition(shown, "10.1000") == [
        ("b.ris", "https://doi.org/10.1000/abc")
    ]


async def test_a_place_far_down_in_a_file(workspace: Workspace) -> None:
    """A file is read in pieces; the lines of a place are those of the whole."""
    await workspace.begin(speaking("pull utf-16"))
    workspace.write("b.ris", FIRST * 2_000 + COLLAPSED)
    shown = workspace.open("a.ris", COLLAPSED)
    assert await workspace.definition(shown, "sand ER") == [("b.ris", "sand")]


async def test_a_record_on_one_line(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    workspace.write("b.ris", COLLAPSED)
    shown = workspace.open("a.ris", SECOND + FIRST + "TY - JOUR\rAU -Roe, Rick\rER  -")
    assert await workspace.definition(shown, "sand") == [("b.ris", "sand")]
    assert await workspace.references(shown, "Roe, Rick", here=False) == [
        ("a.ris", "Roe, Rick"),
        ("b.ris", "Roe, Rick"),
    ]


async def test_each_of_several_keywords(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    lines = "TY  - JOUR\r\nKW  - 😀 sand\r\nwater\r\nfilter beds\r\nER  - \r\n"
    workspace.write("b.ris", lines)
    shown = workspace.open("a.ris", "TY  - JOUR\nKW  - 𝒳; Water; filter beds\nER  - \n")
    assert await workspace.definition(shown, "Water") == [("b.ris", "water")]
    assert await workspace.references(shown, "filter") == [
        ("a.ris", "filter beds"),
        ("b.ris", "filter beds"),
    ]
    other = workspace.open("c.ris", lines)
    assert await workspace.definition(other, "water") == [("a.ris", "Water"), ("b.ris", "water")]
    assert await workspace.references(other, "😀", here=False) == [("b.ris", "😀 sand")]


async def test_what_does_not_lead_anywhere(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    shown = workspace.open("a.ris", FIRST + FIRST.replace("Roe", "Poe"))
    assert await workspace.definition(shown, "2020") == [], "a year"
    assert len(await workspace.references(shown, "2020")) == 2
    assert await workspace.definition(shown, "Roe") == [], "nowhere else"
    assert await workspace.definition(shown, "AU  -") == []
    assert await workspace.references(shown, "AU  -") == []
    other = workspace.open("empty", "\n")
    assert await workspace.references(other, "\n") == []


async def test_the_same_work(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    workspace.write("b.ris", "\n" + COLLAPSED + FIRST)
    await workspace.until("damaged", "Doé 𝒳 & Roe (2020). 😀 On damaged exports of old records")
    shown = workspace.open("a.ris", FIRST + SECOND + FIRST)
    workspace.open("0.ris", FIRST)
    expected = [(name, "TY  - JOUR") for name in ("a.ris", "0.ris", "b.ris")]
    for _ in range(1000):
        found = await workspace.definition(shown, "TY")
        if found == expected:
            break
        await asyncio.sleep(0.01)
    assert found == expected
    assert await workspace.definition(shown, "JOUR") == expected
    assert await workspace.references(shown, "TY", here=False) == expected
    assert await workspace.references(shown, "TY") == [("a.ris", "TY  - JOUR"), *expected]
    assert await workspace.definition(shown, "TY  - BOOK") == []


async def test_what_of_the_text_leads_elsewhere(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    shown = workspace.open("a.ris", FIRST + FIRST)
    where = workspace.editor.range_of(shown, "Jane").start
    params = types.DefinitionParams(types.TextDocumentIdentifier(shown.uri), where)
    found = await workspace.editor.text_document_definition_async(params)
    assert isinstance(found, list | tuple)
    (link,) = found
    assert isinstance(link, types.LocationLink)
    assert link.origin_selection_range == workspace.editor.range_of(shown, "Doé 𝒳, Jane")


async def test_an_editor_that_takes_places_alone(workspace: Workspace) -> None:
    capabilities = speaking("pull utf-16")
    assert capabilities.text_document is not None
    capabilities.text_document.definition = None
    await workspace.begin(capabilities)
    shown = workspace.open("a.ris", FIRST + FIRST)
    where = workspace.editor.range_of(shown, "Jane").start
    params = types.DefinitionParams(types.TextDocumentIdentifier(shown.uri), where)
    found = await workspace.editor.text_document_definition_async(params)
    assert isinstance(found, list | tuple)
    (place,) = found
    assert isinstance(place, types.Location)


async def test_files_that_have_gone(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    workspace.write("b.ris", FIRST)
    workspace.write("c.ris", FIRST)
    await workspace.until("roe", "Doé 𝒳 & Roe (2020). 😀 On damaged exports of old records")
    shown = workspace.open("a.ris", FIRST)
    (workspace.folder / "b.ris").unlink()
    assert await workspace.definition(shown, "Roe") == [("c.ris", "Roe, Rick")]
    assert {each.container_name for each in await workspace.symbols("rick")} == {"a.ris", "c.ris"}
    workspace.told("b.ris", types.FileChangeType.Deleted)
    assert await workspace.definition(shown, "Roe") == [("c.ris", "Roe, Rick")]


async def test_no_more_than_a_thousand(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    shown = workspace.open("a.ris", "TY  - JOUR\nKW  - sand\nER  - \n" * 1_200)
    assert len(await workspace.references(shown, "sand")) == 1_000


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_records_by_what_they_say(workspace: Workspace, encoding: str) -> None:
    await workspace.begin(speaking(f"pull {encoding}"))
    workspace.write("b.ris", "\ufeff1.\n" + FIRST + COLLAPSED)
    first = "Doé 𝒳 & Roe (2020). 😀 On damaged exports of old records"
    await workspace.until("damaged", first)
    await workspace.until("filters", "Roe (2019). On sand in small filters")
    shown = workspace.open("a.ris", SECOND)
    assert await workspace.names("doé 202") == ["DOÉ 𝒳 (Ed.) (2021). 𝒳 Two", first]
    for query in ("exports damaged", "2020 records", "10.1000/abc 2020", "doe2020", "dameged"):
        assert [each.split(" · ")[0] for each in await workspace.names(query)] == [first], query
    (symbol,) = await workspace.symbols("2021")
    assert symbol.container_name == "a.ris"
    assert isinstance(symbol.location, types.Location)
    assert workspace.what(symbol.location.uri, symbol.location.range) == ("a.ris", "TY  - BOOK")
    (symbol,) = await workspace.symbols("2019")
    assert isinstance(symbol.location, types.Location)
    assert workspace.what(symbol.location.uri, symbol.location.range) == ("b.ris", "TY - JOUR")
    workspace.editor.change(shown, (0, 0, FIRST))
    assert len(await workspace.names("damaged")) == 2


async def test_all_authors(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    workspace.write("b.ris", FIRST)
    workspace.open("a", FIRST.replace("Roe, Rick", "O'Brien-Müller, Álvaro") + SECOND)
    await workspace.until("damaged", "Doé 𝒳 & Roe (2020). 😀 On damaged exports of old records")
    assert await workspace.names("rick") == [
        "Doé 𝒳 & Roe (2020). 😀 On damaged exports of old records · Roe, Rick"
    ]
    for query in ("o'brien", "müller DAMAGED", "álvaro doe"):
        (found,) = await workspace.symbols(query)
        assert found.name.startswith("Doé 𝒳 & O'Brien-Müller"), query
        assert found.container_name == "a"
    assert await workspace.names("rick sand") == []


@pytest.mark.parametrize("name", ["a.ris", "b.ris"])
async def test_accents_do_not_matter(workspace: Workspace, name: str) -> None:
    await workspace.begin(speaking("pull utf-16"))
    authors = ("Üñal, Şule", "Gómez, José", "Łuk, Zoë")
    text = "TY  - JOUR\n" + "".join(f"AU  - {each}\n" for each in authors) + "ER  - \n"
    workspace.write("b.ris", FIRST + (text if name == "b.ris" else ""))
    workspace.open("a.ris", SECOND + (text if name == "a.ris" else ""))
    for query in ("unal", "sule", "gomez", "jose gomez", "luk", "zoe", "ZOË"):
        for _ in range(1000):
            found = await workspace.symbols(query)
            if found:
                break
            await asyncio.sleep(0.01)
        assert [each.container_name for each in found] == [name], query


async def test_a_record_is_told_once(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    await workspace.editor.all_found(workspace.open("a.ris", FIRST))
    assert len(await workspace.names("damaged")) == 1


async def test_all_records(workspace: Workspace) -> None:
    await workspace.begin(speaking("pull utf-16"))
    workspace.open("a", FIRST * 300)
    assert len(await workspace.names("")) == 200
    assert len(await workspace.names("damaged exp")) == 200
    assert await workspace.names("…") == []


@pytest.mark.parametrize("what", ["references", "symbols"])
async def test_it_can_be_cancelled(workspace: Workspace, what: str) -> None:
    await workspace.begin(speaking("pull utf-16"))
    shown = workspace.open("a.ris", SECOND * 20_000 + FIRST)
    editor = workspace.editor
    params: types.ReferenceParams | types.WorkspaceSymbolParams
    if what == "references":
        params = types.ReferenceParams(
            types.ReferenceContext(include_declaration=True),
            types.TextDocumentIdentifier(shown.uri),
            types.Position(5, 8),
        )
        method = types.TEXT_DOCUMENT_REFERENCES
    else:
        params = types.WorkspaceSymbolParams("zzz")
        method = types.WORKSPACE_SYMBOL
    asked = editor.protocol.send_request(method, params, msg_id="find")
    editor.cancel_request(types.CancelParams("find"))
    with pytest.raises(JsonRpcException) as refused:
        await asyncio.wait_for(asyncio.wrap_future(asked), TIMEOUT)
    assert refused.value.code == types.LSPErrorCodes.RequestCancelled.value
