"""What leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from ris_ls.features.links import block_links, first_address
from ris_ls.syntax import read_document
from ris_ls.text import decode
from tests.conftest import corpus_files
from tests.growth import is_too_steep
from tests.syntax.samples import RISLIKE


def links(line: str) -> list[tuple[str, str]]:
    """Return the parts of a line that lead somewhere, and where."""
    (block,) = read_document(f"TY  - JOUR\n{line}\nER  - \n").blocks
    return [(link.span.of(block.text), link.target) for link in block_links(block)]


@pytest.mark.parametrize(
    ("line", "part", "target"),
    [
        ("DO  - 10.1000/xyz", "10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("DO  - https://doi.org/10.1000/xyz", "10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("DO  - 10.1000/a<b>#c", "10.1000/a<b>#c", "https://doi.org/10.1000/a%3Cb%3E%23c"),
        ("M3  - 10.1000/xyz", "10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("DO  - 10.1000/%28S%291", "10.1000/%28S%291", "https://doi.org/10.1000/(S)1"),
        ("DO  - 10.1000/a&lt;1&gt;b", "10.1000/a&lt;1&gt;b", "https://doi.org/10.1000/a%3C1%3Eb"),
        ("UR  - https://a.org/b?c=(d)", "https://a.org/b?c=(d)", "https://a.org/b?c=(d)"),
        ("N1  - see (http://a.org/b).", "http://a.org/b", "http://a.org/b"),
        ("SN  - 0028-0836", "0028-0836", "https://portal.issn.org/resource/ISSN/0028-0836"),
        ("AN  - PMID: 12345678", "12345678", "https://pubmed.ncbi.nlm.nih.gov/12345678/"),
        ("N1  - PMID: 12345678", "12345678", "https://pubmed.ncbi.nlm.nih.gov/12345678/"),
        ("M1  - arXiv:2101.00001v2", "arXiv:2101.00001v2", "https://arxiv.org/abs/2101.00001v2"),
        ("L1  - file:///home/doe/a.pdf", "file:///home/doe/a.pdf", "file:///home/doe/a.pdf"),
        ("L1  - files/12/Doe 2020.pdf", "files/12/Doe 2020.pdf", "files/12/Doe 2020.pdf"),
        ("L1  - C:\\papers\\a.pdf", "C:\\papers\\a.pdf", "C:\\papers\\a.pdf"),
        ("L2  - file:///tmp/x/a.pdf", "file:///tmp/x/a.pdf", "file:///tmp/x/a.pdf"),
        ("L3  - papers/a one.pdf", "papers/a one.pdf", "papers/a one.pdf"),
        ("L3  - C:\\papers\\a.pdf", "C:\\papers\\a.pdf", "C:\\papers\\a.pdf"),
        ("L4  - a;b", "a;b", "a;b"),
        ("L4  - www.a.org/b.png", "www.a.org/b.png", "https://www.a.org/b.png"),
        ("L1  - f/a%20b.pdf", "f/a%20b.pdf", "f/a b.pdf"),
        ("L1  - f/%C3%A9.pdf", "f/%C3%A9.pdf", "f/é.pdf"),
        ("L1  - f/100%.pdf", "f/100%.pdf", "f/100%.pdf"),
        ("L1  - f/%E9%41.pdf", "f/%E9%41.pdf", "f/%E9%41.pdf"),
        ('L1  - "files/a b.pdf"', "files/a b.pdf", "files/a b.pdf"),
        ("L1  - <files/a.pdf>", "files/a.pdf", "files/a.pdf"),
        ("L1  - file:///C:/me/a b.pdf", "file:///C:/me/a b.pdf", "file:///C:/me/a%20b.pdf"),
        ("UR  - www.example.org", "www.example.org", "https://www.example.org"),
        ("L2  - example.org/a", "example.org/a", "https://example.org/a"),
        ("UR  - https://a.org/b;c=d", "https://a.org/b;c=d", "https://a.org/b;c=d"),
        ("UR  - doi:10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
        ("N1  - 10.1000/182 and more", "10.1000/182", "https://doi.org/10.1000/182"),
        ("M1  - 10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
    ],
)
def test_what_leads_where(line: str, part: str, target: str) -> None:
    assert links(line) == [(part, target)]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "DO  - none",
            "SN  - 0028-0837",
            "SN  - 9783161484100",
            "N1  - 12345678",
            "TI  - 10.5 kg",
        ),
        *("UR  - see there", "L3  - Related to Doe et al. 2020", "L2  - none", "L3  - 12"),
        *("M1  - 10.1000/182 and more", "KW  - 10.5"),
        *("L1  - internal-pdf://0123/a.pdf", "PY  - 2020", "AB  - arXiv", "AN  - WOS:000123"),
    ],
)
def test_what_leads_nowhere(line: str) -> None:
    assert links(line) == []


def test_several_in_a_value() -> None:
    found = links("UR  - http://a.org/1; http://a.org/2")
    assert [target for _, target in found] == ["http://a.org/1", "http://a.org/2"]


@pytest.mark.parametrize(
    ("line", "targets"),
    [
        ("UR  - https://a.org/1;https://a.org/2", ["https://a.org/1", "https://a.org/2"]),
        ("L1  - a.pdf;paper one.pdf", ["a.pdf", "paper one.pdf"]),
        ('L1  - "a.pdf"; <b.pdf>', ["a.pdf", "b.pdf"]),
        (
            "L3  - doi:10.1000/182; 10.1000/183",
            ["https://doi.org/10.1000/182", "https://doi.org/10.1000/183"],
        ),
        ("L2  - file:///x/a.pdf; file:///x/b.pdf;", ["file:///x/a.pdf", "file:///x/b.pdf"]),
        (
            "DO  - 10.1000/182;10.1000/183",
            ["https://doi.org/10.1000/182", "https://doi.org/10.1000/183"],
        ),
        (
            "DO  - 10.1000/182 doi:10.1000/183",
            ["https://doi.org/10.1000/182", "https://doi.org/10.1000/183"],
        ),
    ],
)
def test_several_in_a_value_of_any_kind(line: str, targets: list[str]) -> None:
    found = links(line)
    assert [target for _, target in found] == targets
    assert all(target.endswith(part) for part, target in found)


def test_on_a_line_where_fields_ran_together() -> None:
    text = "TY  - JOUR DO  - 10.1000/xyz UR  - https://a.org AU  - Doe, Jane ER  - \n"
    (block,) = read_document(text).blocks
    assert [link.target for link in block_links(block)] == [
        "https://doi.org/10.1000/xyz",
        "https://a.org",
    ]


@pytest.mark.parametrize("part", [")", "a)", "(", ".,", "https://a.org;", "]"])
def test_the_first_address_is_found_in_linear_time(part: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        value = "http://a" + part * (length // len(part))
        return lambda: first_address(value)

    assert first_address("http://a/b" + part).startswith("http://a")
    assert not is_too_steep(prepare)


@given(RISLIKE)
def test_each_lies_on_one_line_and_behind_the_one_before(text: str) -> None:
    for block in read_document(text).blocks:
        found = block_links(block)
        assert all(link.target and link.span.start < link.span.end for link in found)
        assert not any("\n" in link.span.of(block.text) for link in found)
        assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize("path", corpus_files()[::8], ids=lambda path: path.name)
def test_real_files(path: Path) -> None:
    for block in read_document(decode(path.read_bytes()).text).blocks[:60]:
        for link in block_links(block):
            assert " " not in link.target or link.is_path
