"""What is left out for single records, and what a baseline accepts."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from ris_ls.config.settings import Settings
from ris_ls.rules.baseline import Baseline, BaselineError, accept_all, read_baseline
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import fix
from ris_ls.rules.identity import record_keys
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted
from ris_ls.syntax import read_document, read_record


def record(title: str, *lines: str) -> str:
    return "\n".join(
        [
            "TY  - JOUR",
            "AU  - Doe, Jane",
            f"TI  - {title}",
            "T2  - Annals",
            "PY  - 2020",
            *lines,
            "ER  - \n\n",
        ]
    )


WRONG = "SN  - 1234-5678"
ONE = record("On damaged exports", WRONG, "DO  - https://doi.org/10.1000/ABC")
TWO = record("On sound exports", WRONG)


DEFAULTS = Settings(ignore=("RIS602",))
"""The records here are much alike."""


def codes(
    text: str, settings: Settings = DEFAULTS, accepted: Accepted = NOTHING_ACCEPTED
) -> list[str]:
    found = check(read_document(text), settings, accepted=accepted)
    return [finding.code for finding in found]


def test_keys_of_a_record_from_best_to_worst() -> None:
    text = record("On  Damaged exports", "DO  - doi:10.1000/ABC", "AN  - WOS:1", "ID  - Doe2020")
    assert record_keys(read_record(text)) == (
        "doi:10.1000/abc",
        "an:wos:1",
        "title:on damaged exports",
        "id:doe2020",
    )
    assert record_keys(read_record("TY  - JOUR\nER  - \n")) == ()


def test_a_rule_is_left_out_in_one_record() -> None:
    assert codes(ONE + TWO) == ["RIS431", "RIS421", "RIS431"]
    ignoring = Settings(per_record_ignores=(("doi:10.1000/abc", ("RIS431",)),))
    assert codes(ONE + TWO, ignoring) == ["RIS421", "RIS431"]
    by_title = Settings(per_record_ignores=(("title:On Sound  exports", ("RIS4",)),))
    assert codes(ONE + TWO, by_title) == ["RIS431", "RIS421"]


def test_what_is_left_out_is_not_mended_either() -> None:
    document = read_document(ONE)
    fix(document, Settings(per_record_ignores=(("doi:10.1000/abc", ("RIS421",)),)))
    assert document.text == ONE


def test_accepted_findings_are_silent_wherever_their_record_goes() -> None:
    accepted = accept_all(read_document(ONE + TWO), Settings())
    assert codes(ONE + TWO, accepted=accepted) == []
    assert codes(TWO + record("Another one") + ONE, accepted=accepted) == []


def test_a_finding_that_was_not_there_shows() -> None:
    accepted = accept_all(read_document(ONE + TWO), Settings())
    assert codes(ONE + TWO.replace("5678", "5670"), accepted=accepted) == ["RIS431"]
    assert codes(ONE + TWO + TWO, accepted=accepted) == ["RIS431"]
    assert codes(ONE + record("A third one", WRONG), accepted=accepted) == ["RIS431"]


def test_mending_a_key_of_the_record_brings_nothing_back() -> None:
    accepted = accept_all(read_document(TWO), Settings())
    with_doi = TWO.replace("ER  -", "DO  - 10.5555/new\nER  -")
    assert codes(with_doi, accepted=accepted) == []
    accepted = accept_all(read_document(with_doi), Settings())
    assert codes(with_doi.replace("/new", "/other"), accepted=accepted) == []
    assert codes(with_doi.replace("On sound", "Of sound"), accepted=accepted) == []


@pytest.mark.parametrize(
    "key", ["doi:10.1000/ABC", "DOI: https://doi.org/10.1000/abc", "Title: on damaged  Exports"]
)
def test_a_key_may_be_written_in_any_form(key: str) -> None:
    assert codes(ONE, Settings(per_record_ignores=((key, ("RIS4",)),))) == []


def test_accepted_places_are_taken_out_of_what_is_reported_once() -> None:
    text = record("On empty fields", "SP  -") + record("On more of them", "SP  -")
    accepted = accept_all(read_document(text), Settings())
    assert codes(text, accepted=accepted) == []
    (finding,) = check(
        read_document(text + record("On a new one", "SP  -")), Settings(), accepted=accepted
    )
    assert (finding.code, finding.places) == ("RIS311", 1)


def test_findings_about_the_file_are_accepted_too() -> None:
    text = "\ufeff" + ONE
    accepted = accept_all(read_document(text), Settings())
    assert codes(text, accepted=accepted) == []


def test_severity_is_as_the_settings_say() -> None:
    settings = Settings(severity=(("RIS4", "hint"), ("RIS421", "error")))
    found = check(read_document(ONE), settings)
    assert [(each.code, each.severity) for each in found] == [
        ("RIS431", "hint"),
        ("RIS421", "error"),
    ]


def test_a_baseline_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    accepted = accept_all(read_document(ONE), Settings())
    path = tmp_path / "ris-baseline.json"
    path.write_text(Baseline({"raw/é.ris": accepted, "sound.ris": {}}).to_json(), encoding="utf-8")
    found = read_baseline(path)
    assert found.of(PurePosixPath("raw/é.ris")) == accepted
    assert found.of(PurePosixPath("other.ris")) == {}
    assert found.files.keys() == {"raw/é.ris"}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 99, "files": {}}'])
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ris-baseline.json"
    path.write_text(content)
    with pytest.raises(BaselineError, match="is no baseline"):
        read_baseline(path)


def test_a_baseline_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="cannot be read"):
        read_baseline(tmp_path / "ris-baseline.json")
