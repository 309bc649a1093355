"""What importers are said to read is what they read, record by record: rispy and citation-js, run.

Over every real file that is RIS, over the beginnings of these with a defect put in, and over small
invented files in which each record has a title and an author of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import rispy

from ris_ls.importers import READERS, events, filings, records_read
from ris_ls.syntax import Record, foreign_format, read_document, record_of
from ris_ls.text import BOM, Document, decode
from tests.conftest import corpus_files

ROOT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("read_with_citation_js.mjs")

Records = list[dict[str, Any]]

# -- the real importers -------------------------------------------------------------------------


def with_rispy(text: str) -> Records:
    # As from a file in text mode: all line ends alike, and no empty line behind the last.
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        return list(rispy.loads(plain))
    except Exception:  # rispy raises KeyError on some damage: then it reads nothing
        return []


def with_citation_js(paths: Iterable[Path]) -> list[Records]:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "@citation-js").is_dir():
        pytest.skip("citation-js is not installed (npm run setup)")
    done = subprocess.run(
        [node, str(READER)],
        input=json.dumps([str(path) for path in paths]).encode(),
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def titles_in(records: Records) -> set[str]:
    """Return what stands as a title in what was read; not where several titles became a list."""
    values = (
        record.get(key)
        for record in records
        for key in ("title", "primary_title", "original-title")
    )
    return {_words(value) for value in values if isinstance(value, str)}


def _words(value: str) -> str:
    return " ".join(value.split())


# -- the texts ----------------------------------------------------------------------------------


def _second(pattern: str, new: str, text: str) -> str:
    """Change the second place that a pattern matches; the first where there is one alone."""
    places = list(re.finditer(pattern, text, re.MULTILINE))
    if not places:
        return text
    place = places[min(1, len(places) - 1)]
    return text[: place.start()] + place.expand(new) + text[place.end() :]


def _all(pattern: str, new: str, text: str) -> str:
    return re.sub(pattern, new, text, flags=re.MULTILINE)


END = r"^ER  -[ \t]*\r?$"
TYPE = r"^(TY  - .*?)(\r?)$"
FIELD = r"^([A-Z][A-Z0-9])  - "

DAMAGE: dict[str, Callable[[str], str]] = {
    "sound": str,
    "no end in the middle": partial(_second, END + r"\n?", ""),
    "no end at the end": lambda text: text[: text.rindex("ER  -")] if "ER  -" in text else text,
    "bare end": partial(_second, END, "ER"),
    "all ends bare": partial(_all, END, "ER"),
    "an end with text": partial(_second, END, "ER  - x"),
    "byte order mark": lambda text: BOM + text,
    "one blank": partial(_all, FIELD, r"\1 - "),
    "one blank in one record": partial(_second, TYPE, r"TY - JOUR\2"),
    "three blanks": partial(_all, FIELD, r"\1   - "),
    "tab": partial(_all, FIELD, r"\1\t- "),
    "small letters": partial(_all, FIELD, lambda match: match[0].lower()),
    "small letters in TY": partial(_second, TYPE, r"ty  - JOUR\2"),
    "indented": partial(_all, FIELD, r"  \1  - "),
    "two blanks in front of the type": partial(_second, r"^TY  - ", "TY  -  "),
    "blank line behind TY": partial(_second, TYPE, r"\1\2\n\2"),
    "text behind TY": partial(_second, TYPE, r"\1\2\nJournal Article\2"),
    "field in front of TY": partial(_second, TYPE, r"DB  - Index\2\n\1\2"),
    "field in front of the first TY": lambda text: "DB  - Index\n" + text,
    "field behind ER": partial(_second, END, "ER  - \nAN  - 12"),
    "TY twice": partial(_second, TYPE, r"\1\2\n\1\2"),
    "no TY": partial(_second, TYPE + r"\n", ""),
    "TY without a value": partial(_second, TYPE, r"TY  - \2"),
    "a type that nobody knows": partial(_second, TYPE, r"TY  - FOOBAR\2"),
    "DO twice": partial(_second, TYPE, r"\1\2\nDO  - 10.5555/1\2\nDO  - 10.5555/2\2"),
    "text in front": lambda text: "Provider: Index\n\n1.\n" + text,
    "lone CR": lambda text: text.replace("\r\n", "\n").replace("\n", "\r"),
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "no line end": lambda text: text.rstrip("\r\n"),
}


def _invented(number: int) -> str:
    return (
        f"TY  - JOUR\nTI  - Title number {number}\nAU  - Author{number}, A.\nPY  - 20{number:02}\n"
        f"T2  - Journal\nER  - \n\n"
    )


INVENTED = "".join(map(_invented, range(10, 14)))
FILES = corpus_files()


def _beginning(text: str) -> str:
    """Return the first records of a file, as many as make it worth putting a defect in."""
    return "".join(block.text for block in read_document(text).blocks[:4])[:20_000]


@dataclass
class Case:
    """A text, and what the two importers read from it."""

    name: str
    text: str
    rispy: Records
    citationjs: Records

    def read_by(self, key: str) -> Records:
        return self.rispy if key == "rispy" else self.citationjs

    @property
    def document(self) -> Document:
        return read_document(self.text)


def _texts() -> dict[str, str]:
    found = {f"{name}: invented": damage(INVENTED) for name, damage in DAMAGE.items()}
    seen: set[str] = set()
    for path in FILES:
        text = decode(path.read_bytes()).text
        if foreign_format(read_document(text)) is None:
            found[path.name] = text
            if path.parent.name not in seen:
                seen.add(path.parent.name)
                beginning = _beginning(text)
                for name, damage in DAMAGE.items():
                    found[f"{name}: {path.parent.name}/{path.name}"] = damage(beginning)
    return found


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    folder = tmp_path_factory.mktemp("texts")
    texts = _texts()
    paths = []
    for number, text in enumerate(texts.values()):
        path = folder / f"{number}.ris"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        paths.append(path)
    read = with_citation_js(paths)
    return [
        Case(name, text, with_rispy(text), records)
        for (name, text), records in zip(texts.items(), read, strict=True)
    ]


# -- the tests ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["rispy", "citationjs"])
def test_as_many_records_are_read_as_predicted(cases: list[Case], key: str) -> None:
    wrong = {
        case.name: f"{len(records)} predicted, {len(case.read_by(key))} read"
        for case in cases
        if len(records := records_read(READERS[key], case.document)) != len(case.read_by(key))
    }
    assert wrong == {}


def test_rispy_reads_each_record_where_predicted(cases: list[Case]) -> None:
    for case in cases:
        predicted = records_read(READERS["rispy"], case.document)
        for (_, part), record in zip(predicted, case.rispy, strict=True):
            # An untagged line behind TY can become a part of the type.
            assert str(record["type_of_reference"]).startswith(part.type_code), case.name


def test_citation_js_keeps_nothing_of_a_record_where_predicted(cases: list[Case]) -> None:
    for case in cases:
        predicted = records_read(READERS["citationjs"], case.document)
        for (_, part), record in zip(predicted, case.citationjs, strict=True):
            if part.void or not part.fields:
                assert not record.keys() & {"title", "author", "DOI", "abstract"}, case.name


@pytest.mark.parametrize("key", ["rispy", "citationjs"])
def test_what_happens_to_each_record_is_predicted(cases: list[Case], key: str) -> None:
    """A record is reported if and only if its title does not come out as the title of a record."""
    compared = 0
    for case in cases:
        document = case.document
        found = [each for each in events(READERS[key], document) if each.effect != "invented"]
        nothing_read = any(each.effect in ("refused", "stopped") for each in found)
        effects = {document.block_at(each.start): each.effect for each in found}
        real = titles_in(case.read_by(key))
        for block, title in _unique_titles(document).items():
            if "merged" in (effects.get(block), effects.get(block + 1)):
                continue  # either title may come out, or none
            compared += 1
            lost = nothing_read or block in effects
            # A bent line behind the title is read as a part of it.
            joined = re.compile(re.escape(title) + r" \w\w ?-")
            read = title in real or any(map(joined.match, real))
            assert read != lost, f"{case.name}: {title!r} {effects.get(block)}"
    assert compared > 50


def _unique_titles(document: Document) -> dict[int, str]:
    """Return the number of each block that holds a record with a sound title of its own."""
    found: dict[int, str] = {}
    for number, block in enumerate(document.blocks):
        record = record_of(block)
        titles = list(record.of("TI", "T1"))
        if len(titles) == 1 and (title := _plain_title(record)):
            found[number] = title
    count = Counter(found.values())
    return {number: title for number, title in found.items() if count[title] == 1}


def _plain_title(record: Record) -> str:
    """Return the title of a record where all importers see it alike."""
    field = next(record.of("TI", "T1"))
    text = record.line_text(field.line)
    plain = text.startswith(f"{field.tag}  - ") and not field.continuation
    others = {"TT", "TA", "BT", "CT"} & record.tags or len(record.types) > 1
    return "" if others or not plain or "  -" in field.value else _words(field.value)


def test_merged_records_are_read_as_one() -> None:
    damaged = DAMAGE["no end in the middle"](INVENTED)
    document = read_document(damaged)
    (event,) = events(READERS["rispy"], document)
    assert event.effect == "merged"
    assert document.slice(event.start, event.start + 40).startswith(
        "TY  - JOUR\nTI  - Title number 12"
    )
    together = [record["authors"] for record in with_rispy(damaged)]
    assert together == [["Author10, A."], ["Author11, A.", "Author12, A."], ["Author13, A."]]


@pytest.mark.parametrize("key", ["rispy", "citationjs"])
def test_a_field_that_is_said_to_be_left_out_is_left_out(cases: list[Case], key: str) -> None:
    """Its value is nowhere in what is read of the record, unless another field has it too."""
    compared = 0
    for case in cases:
        if ":" in case.name:
            continue  # a defect more says nothing new of fields
        document = case.document
        places = [at for at, _ in records_read(READERS[key], document)]
        by_place = dict(zip(places, case.read_by(key), strict=True))
        for offset, block in document.placed():
            record = record_of(block)
            real = by_place.get(offset + (record.types[0].line.start if record.types else 0))
            if real is None or len(record.types) != 1:
                continue
            said = json.dumps(real, ensure_ascii=False).casefold()
            for field, filing in filings(READERS[key], record):
                value = json.dumps(field.value, ensure_ascii=False)[1:-1].casefold()
                others = [each for each in record.fields if each is not field]
                if (
                    not filing.dropped
                    or len(value) < 6
                    or any(
                        value in json.dumps(each.full_value, ensure_ascii=False).casefold()
                        for each in others
                    )
                ):
                    continue
                compared += 1
                assert value not in said, f"{case.name}: {field.tag} {field.value[:80]}"
    assert compared > 50 or not FILES
