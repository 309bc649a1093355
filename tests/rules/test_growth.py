"""Cost grows with the length of a value, not with its square: rules and value parsers alike."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from ris_ls import values
from ris_ls.rules.across import Beside, cards
from ris_ls.rules.model import (
    AnyRule,
    Context,
    FieldRule,
    FileContext,
    FileRule,
    LibraryRule,
    RecordRule,
)
from ris_ls.rules.registry import rules
from ris_ls.syntax import Record, read_document, record_of
from ris_ls.text import Document
from tests.growth import LONG, is_too_steep

FILLERS = (
    *(
        "x",
        "X",
        " ",
        "9",
        "-",
        "–",
        ";",
        ",",
        ".",
        '"',
        "(",
        "<",
        "&",
        "*",
        "/",
        "\\",
        "\u00a0",
        "é",
    ),
    *("a ", "a. ", ", ", "; ", "A, B. ", "1-", "(a", "<i>", "</", "<a ", "&amp;", "&#", "[1] "),
    *("10.1/", "10.1000/a ", "doi:", "http://", "a@b.", "12/", "2020-", "Jan ", "pp ", "p. 1-"),
    *("Ã©", "Â", "â€", "...", "1234-5678 ", "978", "and ", "Dr. ", "et al. ", "AB - ", "  - "),
)
TAGS = ("AU", "A2", "TI", "T2", "JO", "PY", "DA", "Y2", "VL", "IS", "SP", "EP", "SN", "DO", "UR")
MORE_TAGS = ("L1", "KW", "AB", "N1", "N2", "AN", "LA", "M3", "C1", "ID", "AD", "PB", "ZZ")


def long_record(filler: str, length: int) -> Document:
    value = (filler * length)[:length] + "x"
    fields = "".join(f"{tag}  - {value}\n" for tag in (*TAGS, *MORE_TAGS))
    return read_document(f"TY  - JOUR\n{fields}ER  - \n")


def runs(rule: AnyRule, document: Document) -> Callable[[], object]:
    """Return what the engine does with a rule and the one record of a document."""
    record: Record = record_of(document.blocks[0])
    context = Context(exporter="scopus", targets=("rispy",), specification="2011")
    if isinstance(rule, FileRule):
        return lambda: list(rule.check(document, FileContext(targets=("rispy",))))
    if isinstance(rule, RecordRule):
        return lambda: list(rule.check(record, context))
    if isinstance(rule, LibraryRule):
        twice = [*document.placed(), *document.placed()]
        return lambda: list(Beside(cards(twice), lambda _: document.blocks[0]).check(rule))
    assert isinstance(rule, FieldRule)
    fields = [each for each in record.fields if not rule.tags or each.tag in rule.tags]
    return lambda: [list(rule.check(field, record, context)) for field in fields]


def _on_record(rule: AnyRule, documents: dict[int, Document], length: int) -> Callable[[], object]:
    return runs(rule, documents[length])


@pytest.mark.parametrize("filler", FILLERS)
def test_rules(filler: str) -> None:
    documents = {length: long_record(filler, length) for length in (LONG // 4, LONG)}
    steep = [rule.code for rule in rules() if is_too_steep(partial(_on_record, rule, documents))]
    assert steep == []


def _with_all(function: Callable[..., object], count: int, value: str) -> object:
    return function(*[value] * count)


def parsers() -> Iterator[Callable[[str], object]]:
    """Yield every public function on values that can be called with texts alone."""
    for module_info in pkgutil.iter_modules(values.__path__):
        module = importlib.import_module(f"{values.__name__}.{module_info.name}")
        for name, function in vars(module).items():
            if name.startswith("_") or getattr(function, "__module__", "") != module.__name__:
                continue
            if not inspect.isfunction(function):
                continue
            needed = [
                each.annotation
                for each in inspect.signature(function).parameters.values()
                if each.default is each.empty
            ]
            if needed and all(annotation == "str" for annotation in needed):
                yield partial(_with_all, function, len(needed))


def test_parsers_are_found() -> None:
    assert len(list(parsers())) > 10


def _on_value(parser: Callable[[str], object], filler: str, length: int) -> Callable[[], object]:
    return partial(parser, (filler * length)[:length] + "x")


@pytest.mark.parametrize("filler", FILLERS)
def test_parsers(filler: str) -> None:
    for parser in parsers():
        assert not is_too_steep(partial(_on_value, parser, filler)), parser
