"""What is written as JSON is what lsprotocol would make of it."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import converters, types

from ris_ls.config.settings import Settings
from ris_ls.features.symbols import Symbol, block_symbols
from ris_ls.lsp import wire
from ris_ls.lsp.analysis import Analysis
from ris_ls.lsp.client import Client
from ris_ls.lsp.convert import MAX_DIAGNOSTICS, Converter
from ris_ls.lsp.wire import DiagnosticWriter, OutlineWriter
from ris_ls.rules.by_page import check_page, pages_of
from ris_ls.rules.findings import Findings
from ris_ls.rules.look import about_file, look_at
from ris_ls.syntax import read_document
from ris_ls.text import Block, Document, Edit, PositionEncoding, decode
from tests.conftest import corpus_files
from tests.lsp.test_diagnostics import BENT

URI = 'file:///a "b".ris'
MODEST = Client()
RICH = Client(
    related_information=True,
    code_descriptions=True,
    diagnostic_tags=frozenset({types.DiagnosticTag.Unnecessary}),
)
OUTLINE = Client(nested_symbols=True, later_symbol_kinds=True, link_tooltips=True)
_converter = converters.get_converter()


def analysed(document: Document, settings: Settings | None = None) -> Analysis:
    look = look_at(document, settings or Settings())
    for placed in pages_of(document):
        for _ in check_page(placed, look):
            pass
    known = Findings(document, look, about_file(document, look, slow=False))
    return Analysis(document, known, (), 0, complete=True)


def written(analysis: Analysis, client: Client, encoding: PositionEncoding) -> list[object]:
    found: list[object] = json.loads(DiagnosticWriter(URI, client, encoding).write(analysis).text)
    return found


def expected(analysis: Analysis, client: Client, encoding: PositionEncoding) -> list[object]:
    converter = Converter(analysis.text, encoding)
    items = [converter.diagnostic(each, URI, client) for each in analysis.known.all()]
    return [_converter.unstructure(item) for item in items]


def key(item: object) -> str:
    return json.dumps(item, sort_keys=True)


FIXTURES = sorted((Path(__file__).parents[1] / "rules" / "fixtures").glob("*/*.ris"))


@pytest.mark.parametrize("client", [MODEST, RICH], ids=["modest", "rich"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_all_kinds_of_findings(client: Client, encoding: PositionEncoding) -> None:
    for path in FIXTURES[::3]:
        text = "😀\n" + decode(path.read_bytes()).body
        analysis = analysed(read_document(text))
        found = written(analysis, client, encoding)
        assert sorted(found, key=key) == sorted(expected(analysis, client, encoding), key=key)


@pytest.mark.parametrize("path", corpus_files()[::9], ids=lambda path: path.name)
def test_real_files(path: Path) -> None:
    document = read_document(decode(path.read_bytes()).body[:100_000])
    analysis = analysed(document, Settings(extend_select=("RIS",)))
    if len(analysis.known) <= MAX_DIAGNOSTICS:
        found = written(analysis, RICH, "utf-16")
        assert sorted(found, key=key) == sorted(expected(analysis, RICH, "utf-16"), key=key)


def test_places_move_with_the_text() -> None:
    document = read_document(BENT * 3)
    before = written(analysed(document), RICH, "utf-16")
    document.edit([Edit(0, 0, BENT)])
    analysis = analysed(document)
    after = written(analysis, RICH, "utf-16")
    assert after == expected(analysis, RICH, "utf-16")
    assert after != before


def test_of_many_the_most_severe_are_told_and_how_many_more() -> None:
    undated = "TY  - JOUR\nAU  - Doe, Jane\nTI  - Undated\nER  - \n\n"
    analysis = analysed(read_document(undated * 700 + BENT + undated * 700))
    found = written(analysis, RICH, "utf-16")
    assert len(found) == MAX_DIAGNOSTICS
    *told, last = found
    codes = [item["code"] for item in told if isinstance(item, dict)]
    assert codes.count("RIS101") == 1
    assert isinstance(last, dict)
    assert f"{len(analysis.known) - len(told):,} more problems" in last["message"]


def test_what_is_kept_does_not_pile_up() -> None:
    record = "{}.\nTY  - JOUR\nAU  - Doe, Jane\nTI  - On exports\nER  - \n\n"
    document = read_document("".join(map(record.format, range(1, 9))))
    writer = DiagnosticWriter(URI, RICH, "utf-16")
    for _ in range(9):
        at = document.text.index("Doe")
        document.edit([Edit(at, at, "x")])
        writer.write(analysed(document))
    kept = [len(block.recall(writer._key) or ()) for block in document.blocks]
    assert 0 < max(kept) <= 4


RECORD = "TY  - JOUR\nAU  - Doe, Jane\nTI  - 100 % of %d\nPY  - 2022\nAB  - a\n  b\nER  - \n\n"


def outline(document: Document, kind: str) -> list[dict[str, Any]]:
    writer = OutlineWriter(URI, OUTLINE, "utf-16")
    pages = writer.symbols(document) if kind == "symbols" else writer.foldings(document)
    found: list[dict[str, Any]] = json.loads(f"[{','.join(filter(None, pages))}]")
    return found


def test_pages_of_groups_that_are_told_no_more_are_let_go() -> None:
    writer = DiagnosticWriter(URI, RICH, "utf-16")
    document = read_document("TY  - JOUR\nKW  - a\nKW  - a\nER  - \n\n" * 3)
    settings = Settings(select=("RIS310",))
    assert "here too" in writer.write(analysed(document, settings)).text
    old = document.pages[0]
    document.edit([Edit(0, len(document.text), "TY  - JOUR\nER  - \n")])
    assert writer.write(analysed(document, settings)).text == "[]"
    holders = [each for each in gc.get_referrers(old) if isinstance(each, tuple)]
    assert holders == []


def test_an_outline_after_an_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(RECORD * 50)
    before = outline(document, "symbols")
    assert [each["name"] for each in before] == ["Doe 2022 — 100 % of %d"] * 50
    read: list[Block] = []

    def noting(block: Block, with_fields: bool = False) -> tuple[Symbol, ...]:
        read.append(block)
        return block_symbols(block, with_fields)

    monkeypatch.setattr(wire, "block_symbols", noting)
    document.edit([Edit(len(RECORD) * 20 + 17, len(RECORD) * 20 + 20, "Poe\n\n")])
    after = outline(document, "symbols")
    assert after[20]["name"] == "Poe 2022 — 100 % of %d"
    assert after[:20] == before[:20]
    lines = RECORD.count("\n")
    assert [each["range"]["start"]["line"] for each in after[21:]] == [
        lines * number + 2 for number in range(21, 50)
    ]
    assert 1 <= len(read) <= 2


def test_the_fields_follow_an_edit_too() -> None:
    document = read_document(RECORD * 3)
    before = outline(document, "symbols")
    assert [(each["name"], each["kind"], each.get("detail")) for each in before[1]["children"]] == [
        ("AU Author", types.SymbolKind.Variable.value, "Doe, Jane"),
        ("TI Title", types.SymbolKind.String.value, "100 % of %d"),
        ("PY Year", types.SymbolKind.Number.value, "2022"),
        ("AB Abstract", types.SymbolKind.Field.value, "a b"),
    ]
    document.edit([Edit(0, 0, "\n\n")])
    moved = outline(document, "symbols")[1]["children"]
    assert [each["range"]["start"]["line"] for each in moved] == [
        each["range"]["start"]["line"] + 2 for each in before[1]["children"]
    ]


def test_the_outline_of_a_large_document_has_records_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(RECORD * 3)
    monkeypatch.setattr(wire, "LARGEST_WITH_FIELDS", len(document))
    assert all("children" in each for each in outline(document, "symbols"))
    document.edit([Edit(0, 0, "\n")])
    large = outline(document, "symbols")
    assert len(large) == 3
    assert not any("children" in each for each in large)


def test_what_folds_after_an_edit() -> None:
    document = read_document(RECORD * 3)
    before = outline(document, "foldings")
    assert [(each["startLine"], each["endLine"]) for each in before] == [
        (first + start, first + end) for first in (0, 8, 16) for start, end in ((0, 6), (4, 5))
    ]
    document.edit([Edit(0, 0, "\n\n")])
    assert outline(document, "foldings") == [
        {name: line + 2 for name, line in each.items()} for each in before
    ]
