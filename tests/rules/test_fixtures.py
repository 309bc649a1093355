"""Every rule finds in its fixtures what their markers say, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ris_ls.rules.registry import rules
from tests.rules.fixtures import FOLDER, described, findings, fixed, read_fixture, render

ELSEWHERE = {
    "RIS604": "it looks at several files: test_across.py",
    "RIS704": "it reports files that are too long for a fixture: test_target_limit.py",
}
"""The rules whose findings no fixture can show, and where they are tested."""

FIXTURES = sorted(path for path in FOLDER.glob("*/*") if path.suffix.lower() == ".ris")


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FIXTURES, ids=_id)
def test_findings(path: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-markers"):
        path.write_bytes(render(path).encode("utf-8", "surrogateescape"))
    fixture = read_fixture(path)
    found = [
        described(finding, fixture.text)
        for finding in findings(fixture.text, fixture.on, fixture.targets)
    ]
    assert len(found) == len(fixture.expected), "\n".join(["found:", *found])
    for expected, actual in zip(sorted(fixture.expected), sorted(found), strict=True):
        line, code, place, kind, *part = expected.split(" ", 4)
        assert actual.startswith(f"{line} {code} {place} {kind} "), f"{actual!r} for {expected!r}"
        assert not part or part[0] in actual


@pytest.mark.parametrize("path", FIXTURES, ids=_id)
def test_fixes(path: Path) -> None:
    fixture = read_fixture(path)
    wanted = fixture.text if fixture.mended is None else fixture.mended
    assert fixed(fixture.text, on=fixture.on) == wanted
    assert fixed(wanted, on=fixture.on) == wanted, "fixing again changes something"
    if fixture.mended_unsafe is not None:
        assert fixed(fixture.text, unsafe=True, on=fixture.on) == fixture.mended_unsafe


def test_every_rule_has_fixtures_for_a_hit_and_a_near_miss() -> None:
    for rule in rules():
        folder = FOLDER / rule.code
        hits = [p for p in folder.glob("*") if rule.code in str(read_fixture(p).expected)]
        misses = list(folder.glob("near_miss*"))
        assert hits or rule.code in ELSEWHERE, f"{rule.code} has no fixture with a hit"
        assert misses, f"{rule.code} has no near_miss fixture"
        for miss in misses:
            assert rule.code not in str(read_fixture(miss).expected), miss
