"""Real files in canonical order and with modern tags: programs read what they read before.

Compared is with the layout alone, record by record: rispy reads the same values, a legacy tag's
under the name of the modern one, and citation-js reads exactly the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ris_ls.config.settings import FormatSettings, Settings
from ris_ls.formatting import Refusal, format_edits
from ris_ls.syntax import foreign_format, read_document, same_content
from ris_ls.text import decode
from tests.conftest import corpus_files
from tests.corpus.test_importers import with_citation_js, with_rispy

FILES = corpus_files()
MOST_RECORDS = 200

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus lies beside the project, not in it")

CHOICE = Settings(
    specification="2011", format=FormatSettings(tag_order="canonical", legacy_tags="rewrite")
)

CONCEPTS = {
    "primary_title": "title",
    "first_authors": "authors",
    "publication_year": "year",
    "notes_abstract": "abstract",
}
"""Where rispy puts a legacy tag, and where it puts the modern one."""


@dataclass
class LaidOut:
    """The first records of one corpus file, laid out in two ways."""

    name: str
    before: str
    plain: str
    chosen: str
    again: str
    refused: list[str]


def laid_out(text: str, settings: Settings, refused: list[str]) -> str:
    def refuse(refusal: Refusal) -> None:
        refused.append(refusal.message)

    document = read_document(text)
    document.edit(format_edits(document, settings=settings, refused=refuse))
    return document.text


@pytest.fixture(scope="module")
def files() -> list[LaidOut]:
    return [_lay_out(path) for path in FILES]


def _lay_out(path: Path) -> LaidOut:
    blocks = read_document(decode(path.read_bytes()).text).blocks[:MOST_RECORDS]
    text = "".join(block.text for block in blocks)
    refused: list[str] = []
    chosen = laid_out(text, CHOICE, refused)
    plain = laid_out(text, Settings(), [])
    return LaidOut(path.name, text, plain, chosen, laid_out(chosen, CHOICE, []), refused)


def test_nothing_is_refused_or_lost_and_once_is_enough(files: list[LaidOut]) -> None:
    assert {one.name: one.refused for one in files if one.refused} == {}
    for one in files:
        assert same_content(one.before, one.chosen), one.name
        assert one.again == one.chosen, one.name
    assert sum(one.chosen != one.plain for one in files) > len(files) / 2


def test_other_formats_are_not_touched(files: list[LaidOut]) -> None:
    for one in files:
        assert one.chosen == one.before or not foreign_format(read_document(one.before)), one.name


def by_concept(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict):  # of tags that it does not know
            yield from ((tag, str(values)) for tag, values in value.items())
        else:
            for each in value if isinstance(value, list) else [value]:
                yield CONCEPTS.get(key, key), str(each)


def test_rispy_reads_the_same(files: list[LaidOut]) -> None:
    for one in files:
        plain = [Counter(by_concept(record)) for record in with_rispy(one.plain)]
        chosen = [Counter(by_concept(record)) for record in with_rispy(one.chosen)]
        assert plain == chosen, one.name


def test_citation_js_reads_the_same(files: list[LaidOut], tmp_path: Path) -> None:
    paths: list[Path] = []
    for number, one in enumerate(files):
        for kind, text in (("plain", one.plain), ("chosen", one.chosen)):
            paths.append(tmp_path / f"{number}-{kind}.ris")
            paths[-1].write_bytes(text.encode("utf-8", "surrogatepass"))
    read = with_citation_js(paths)
    for number, one in enumerate(files):
        plain, chosen = read[2 * number : 2 * number + 2]
        assert [_told(record) for record in plain] == [_told(record) for record in chosen], one.name


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the name that citation-js makes up where there is no ID."""
    return {key: value for key, value in record.items() if key != "id"}
