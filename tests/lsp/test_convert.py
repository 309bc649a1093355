"""Conversion to protocol types, where no request shows all of it."""

from __future__ import annotations

import pytest
from lsprotocol import types

from ris_ls.features.citation import citation
from ris_ls.features.place import entries
from ris_ls.features.reference import reference
from ris_ls.lsp.client import Client, read_client
from ris_ls.lsp.convert import (
    Converter,
    plain,
    position_encoding,
    without_places,
)
from ris_ls.rules.model import Finding, Severity
from ris_ls.syntax import read_document
from ris_ls.text import PositionEncoding, Span
from tests.lsp.editor import recorded


@pytest.mark.parametrize(
    ("snippet", "text"),
    [
        ("TY  - ${1:JOUR}\nER  - $0", "TY  - JOUR\nER  - "),
        ("AU  - ${2:Family, Given}${3}", "AU  - Family, Given"),
        (r"costs \$5 \} \\ here", r"costs $5 } \ here"),
        (r"${1:a \} b}", "a } b"),
        ("no places", "no places"),
    ],
)
def test_snippets_without_places(snippet: str, text: str) -> None:
    assert without_places(snippet) == text


def test_markdown_as_plain_text() -> None:
    markdown = "# Title\n\n**AU** is `Doe, Jane` \\*not\\* a_b\n- one\n"
    assert plain(markdown) == "Title\n\nAU is Doe, Jane *not* a_b\n- one\n"


def test_a_reference_as_plain_text() -> None:
    text = (
        "TY  - JOUR\nAU  - Doe, Jane\nTI  - On [a*b] `and` \\ a_b~c &amp; d\nT2  - J\nVL  - 12\n"
        "IS  - 3\nDO  - 10.1000/a_(b)c\nER  - \n"
    )
    written = reference(citation(entries(read_document(text).blocks[0])))
    assert plain(written) == (
        "Doe, J. (n.d.). On [a*b] `and` \\ a_b~c & d. J, 12(3). https://doi.org/10.1000/a_(b)c"
    )


@pytest.mark.parametrize(
    ("agreed", "ours"),
    [
        (types.PositionEncodingKind.Utf8, "utf-8"),
        (types.PositionEncodingKind.Utf16, "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-7", "utf-16"),
    ],
)
def test_encodings(agreed: types.PositionEncodingKind | str, ours: PositionEncoding) -> None:
    assert position_encoding(agreed) == ours


def finding(at: int, severity: Severity) -> Finding:
    return Finding("RIS999", "test", severity, "A problem.", Span(at, at + 1))


def test_how_many_more_there_are() -> None:
    more = Converter(read_document("TY  - JOUR\n"), "utf-16").more(2_001)
    assert "2,001 more problems" in more.message
    assert more.range == types.Range(types.Position(0, 0), types.Position(0, 10))


def test_a_range_that_ends_before_it_starts_is_empty() -> None:
    converter = Converter(read_document("TY  - JOUR\nER  - \n"), "utf-16")
    backwards = types.Range(types.Position(1, 0), types.Position(0, 0))
    assert converter.span(backwards) == Span(11, 11)


def test_a_client_that_says_nothing() -> None:
    assert read_client(types.ClientCapabilities()) == Client()


@pytest.mark.parametrize(
    ("formats", "markdown"),
    [(["markdown", "plaintext"], True), (["plaintext", "markdown"], False), ([], False)],
)
def test_the_format_that_comes_first_is_what_a_client_prefers(
    formats: list[str], markdown: bool
) -> None:
    hover = types.HoverClientCapabilities(content_format=list(map(types.MarkupKind, formats)))
    document = types.TextDocumentClientCapabilities(hover=hover)
    client = read_client(types.ClientCapabilities(text_document=document))
    assert client.markdown_hover == markdown


def test_recorded_clients() -> None:
    vs_code = read_client(recorded("vscode-1.100"))
    assert vs_code.pulls_diagnostics
    assert vs_code.refreshes_diagnostics
    assert vs_code.resolves_action_edits
    assert vs_code.versioned_edits
    assert vs_code.registers_configuration
    neovim = read_client(recorded("neovim-0.7"))
    assert not neovim.pulls_diagnostics
    assert not neovim.versioned_edits
    assert not neovim.configuration
    emacs = read_client(recorded("emacs-28"))
    assert emacs.versioned_edits
    assert not emacs.resolves_action_edits
    assert not emacs.related_information
