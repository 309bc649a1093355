"""Rules that set records beside others, in one file and in several."""

from __future__ import annotations

from ris_ls.config.settings import Settings
from ris_ls.library import DocumentShelf, Library
from ris_ls.rules.across import compare, library_rules
from ris_ls.rules.documentation import documentation
from ris_ls.rules.engine import check
from ris_ls.rules.model import LibraryRule
from ris_ls.rules.registry import rule, rules, selected
from ris_ls.syntax import read_document
from ris_ls.text import Document

RECORD = "TY  - JOUR\nAU  - Doe, Jane\nTI  - On damaged exports\nPY  - 2020\nER  - \n\n"


def across_files() -> LibraryRule:
    found = rule("RIS604")
    assert isinstance(found, LibraryRule)
    return found


def messages(*texts: str) -> list[str]:
    """Return what is said of the records of the first of some files."""
    library = Library()
    shelves: list[tuple[DocumentShelf, Document]] = []
    for number, text in enumerate(texts):
        shelf = DocumentShelf(f"file:///{number}.ris", library, f"{number}.ris")
        document = read_document(text)
        for _ in shelf.update(document):
            pass
        shelves.append((shelf, document))
    shelf, document = shelves[0]
    return [
        problem.message
        for page in document.pages
        for holding in shelf.of_page(page)
        if (others := across_files().others(holding, library))
        for problem in compare(across_files(), page.blocks[holding.at], holding, others)
    ]


def test_the_example_of_a_work_in_two_files() -> None:
    example = documentation(across_files()).example
    assert messages(example, example) == ["This work is also in `1.ris`."]
    assert messages(example) == []


def test_several_files() -> None:
    assert messages(RECORD, RECORD * 2) == ["This work is also in `1.ris`."]
    assert messages(RECORD, RECORD, RECORD) == ["This work is also in `1.ris` and 1 more file."]
    assert messages(*[RECORD] * 4) == ["This work is also in `1.ris` and 2 more files."]
    assert messages(RECORD, RECORD * 200) == ["This work is also in `1.ris` and other files."]


def test_very_many() -> None:
    found = check(read_document(RECORD * 300), Settings(select=("RIS602",)))
    assert len(found) == 300
    assert found[0].message.startswith("More than 100 other records have")
    assert len(found[0].related) == 10


def test_one_rule_may_be_left_out_in_one_record() -> None:
    settings = Settings(
        select=("RIS602",), per_record_ignores=(("title:on damaged exports", ("RIS602",)),)
    )
    assert check(read_document(RECORD * 2), settings) == []


def test_a_rule_that_crashes_takes_no_other_down(monkeypatch: object) -> None:
    class Crashes(type(across_files())):  # type: ignore[misc]
        code = "RIS699"

        def others(self, holding: object, library: object) -> list[object]:
            raise RuntimeError("as a test wants it")

    every = (Crashes(), *library_rules(selected(Settings())))
    found = check(read_document(RECORD * 2), Settings(), rules=every)
    assert [one.code for one in found] == ["RIS602", "RIS602"]


def test_all_are_named_in_the_catalogue() -> None:
    codes = [each.code for each in library_rules(rules())]
    assert codes == ["RIS601", "RIS602", "RIS603", "RIS604"]


def test_no_two_records_are_given_the_same_new_id() -> None:
    for count, mended in ((100, 99), (300, 0)):
        text = "TY  - JOUR\nID  - x\nER  - \n\n" * count
        found = check(read_document(text), Settings(select=("RIS603",)))
        fixes = [each.fix for each in found if each.fix]
        assert len({edit.text for fix in fixes for edit in fix.edits}) == len(fixes) == mended
