"""The documentation of a rule is run: its example has the finding, its mended example none."""

from __future__ import annotations

import re

import pytest

from ris_ls.config.settings import Settings
from ris_ls.importers import READERS
from ris_ls.rules.documentation import documentation
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import fix
from ris_ls.rules.model import AnyRule
from ris_ls.rules.registry import rules
from ris_ls.syntax import read_document
from tests.rules.test_fixtures import ELSEWHERE


def _settings(rule: AnyRule) -> Settings:
    """Return settings that run a rule, beside the others where it is on by default."""
    if rule.code.startswith("RIS7"):
        return Settings(targets=tuple(READERS))
    return Settings() if rule.on else Settings(select=(rule.code,))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_example(rule: AnyRule) -> None:
    told = documentation(rule)
    if rule.code in ELSEWHERE:
        return  # an example would have 15,000 records, or several files
    found = [f for f in check(read_document(told.example), _settings(rule)) if f.code == rule.code]
    assert found, "the example does not show the finding"
    if rule.fixable in ("none",):
        assert all(finding.fix is None for finding in found)
        return
    assert any(finding.fix is not None for finding in found)
    document = read_document(told.example)
    fix(document, Settings(select=(rule.code,)), unsafe=True)
    # The docstring cannot hold the blank at the end of `ER  - `.
    assert re.sub(r"[ \t]+(?=\n|$)", "", document.text) == told.mended
    again = check(read_document(document.text), _settings(rule))
    assert rule.code not in {finding.code for finding in again}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_metadata(rule: AnyRule) -> None:
    assert re.fullmatch(r"RIS\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    assert rule.summary().endswith("."), "the summary is a sentence"
    assert "## Why" in rule.documentation()
    for finding in check(read_document(documentation(rule).example), _settings(rule)):
        if finding.code == rule.code:
            assert finding.message[0].isupper() or finding.message[0] in "`'\"“‘"
            assert finding.message.rstrip(")").endswith((".", "file"))
            if finding.fix is not None and finding.fix.removes is not None:
                assert finding.fix.removes in rule.removes


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in rules()]
    assert len(codes) == len(set(codes))
