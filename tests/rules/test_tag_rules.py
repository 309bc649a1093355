"""What rules about tags and types make of settings and of who wrote the file."""

from __future__ import annotations

import pytest

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.rules.model import Context, FieldRule, Problem, RecordRule
from ris_ls.rules.registry import rule
from ris_ls.rules.tag.conflicting_aliases import _differ
from ris_ls.syntax import read_document, read_record


def found(code: str, text: str, context: Context) -> list[Problem]:
    """Return what one rule finds in a record."""
    the = rule(code)
    record = read_record(text)
    if isinstance(the, RecordRule):
        return list(the.check(record, context))
    assert isinstance(the, FieldRule)
    fields = [field for field in record.fields if field.tag in the.tags]
    return [problem for field in fields for problem in the.check(field, record, context)]


@pytest.mark.parametrize(
    ("code", "targets", "fixed"),
    [
        ("UNPB", ("zotero",), "D"),
        ("UNPD", ("zotero",), None),
        ("UNPB", ("rispy", "jabref"), None),
        ("UNPD", ("rispy",), "B"),
        ("UNPB", ("rispy", "zotero"), None),  # whichever is written, one does not know it
        ("UNPD", ("rispy", "zotero"), None),
        ("WEB", ("zotero",), None),
        ("WEB", ("jabref",), None),  # knows neither
        ("WEB", ("rispy",), "ELEC"),
        ("ELEC", ("jabref",), None),
    ],
)
def test_a_disputed_type_is_judged_by_where_the_file_goes(
    code: str, targets: tuple[str, ...], fixed: str | None
) -> None:
    problems = found("RIS303", f"TY  - {code}\nER  - \n", Context(targets=targets))
    assert bool(problems) == (fixed is not None)
    for problem in problems:
        written = problem.fix.edits[0].text if problem.fix else ""
        assert written == fixed


def test_legacy_tags_follow_the_specification() -> None:
    text = "TY  - JOUR\nT1  - On exports\nDA  - 2020/01/01\nER  - \n"
    newer = found("RIS308", text, Context(specification="2011"))
    older = found("RIS308", text, Context(specification="2001"))
    assert [problem.group for problem in newer] == ["T1"]
    assert [problem.group for problem in older] == ["DA"]
    assert older[0].fix is not None
    assert older[0].fix.edits[0].text == "Y1"


def test_vendor_tags_are_told_by_who_wrote_the_file() -> None:
    text = "TY  - BOOK\nTS  - RIS\nH1  - Library\nM4  - Citavi\nAI  - 0000-0000\nER  - \n"
    by_itself = found("RIS305", text, Context())
    known = found("RIS305", text, Context(exporter="citavi"))
    assert [problem.group for problem in by_itself] == ["Citavi and wiso", "Citavi", "Ovid"]
    assert [problem.group for problem in known] == ["Citavi", "Ovid"]
    assert known[0].message.startswith("TS, H1 and M4 are tags of Citavi")


def test_conflicting_aliases_tell_what_the_writer_means() -> None:
    text = "TY  - JOUR\nT1  - On exports\nT2  - Sobre algo\nJF  - Journal of Exports\nER  - \n"
    by_itself = found("RIS312", text, Context())
    known = found("RIS312", text, Context(exporter="ovid"))
    assert len(by_itself) == len(known) == 1
    assert known[0].message.startswith(by_itself[0].message.rstrip("."))
    assert "Ovid puts the title in another language, or that of a special issue" in known[0].message


def test_rules_are_told_who_wrote_the_file() -> None:
    record = (
        "1.\nTY  - JOUR\nID  - 1\nT1  - On exports\nA1  - Doe, Jane\nT2  - Sobre algo\n"
        "Y1  - 2018//\nJF  - Journal of Exports\nL2  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS\n"
        "ER  -  \n\n"
    )
    settings = Settings(select=("RIS312",))
    (finding,) = check(read_document(record * 2), settings)
    assert "Ovid puts the title in another language, or that of a special issue" in finding.message


def test_titles_of_two_works_in_one_block_are_not_compared() -> None:
    before_type = "TI  - On exports\nTY  - JOUR\nT1  - A comma\nER  - \n"
    two_types = "TY  - JOUR\nTI  - On exports\nTY  - JOUR\nT1  - A comma\nER  - \n"
    assert not found("RIS312", before_type, Context())
    assert not found("RIS312", two_types, Context())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On exports", "On exports: a survey"),
        ("On Exports.", "ON EXPORTS"),
        ("Química Nova", "Quimica nova"),
        ("J. Chem. Phys.", "The Journal of Chemical Physics"),
        ("J. Chem. Phys.", "Journal of Chemical Physics"),
        ("PNAS", "Proceedings of the National Academy of Sciences"),
        ("Computers & Education", "Computers and Education"),
        ("", "On exports"),
        ("...", "On exports"),
    ],
)
def test_titles_that_may_be_the_same(one: str, other: str) -> None:
    assert not _differ(one, other)
    assert not _differ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On exports", "A history of the comma"),
        ("出口研究", "Journal of Exports"),
        ("Journal of Exports", "Annals of Imports"),
    ],
)
def test_titles_that_cannot_be_the_same(one: str, other: str) -> None:
    assert _differ(one, other)
    assert _differ(other, one)
