"""`ris-ls rules` prints the pages of the manual, and tells of codes that are no rule's."""

from __future__ import annotations

import json
import re

import pytest

from ris_ls.cli import catalogue
from ris_ls.cli.main import main
from ris_ls.rules.documentation import FIX_WORDS, page, severity
from ris_ls.rules.model import AnyRule
from ris_ls.rules.registry import rules


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_page_is_that_of_the_manual(rule: AnyRule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", rule.code.lower()]) == 0
    shown = capsys.readouterr().out
    assert "```" not in shown
    assert not re.search(r"(?m)^#", shown)

    def letters(text: str) -> str:
        return re.sub(r"[\W_]", "", re.sub(r"```\w*|\]\([^)]*\)", "", text))

    assert letters(shown) == letters(page(rule))


def test_headings_are_bold_in_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["rules", "RIS104"])
    assert capsys.readouterr().out.startswith("\x1b[1mRIS104 collapsed-record\x1b[0m\n\n- Severity")


def test_signs_of_layout_go_and_code_stays(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "RIS101"])
    shown = capsys.readouterr().out
    assert "Fix all and `--fix` apply it" in shown
    assert "\n    AU - Doe, Jane\n" in shown


def test_the_list_is_by_group_and_in_the_words_of_the_pages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("0xx  The file\nRIS001  not-ris")
    assert "\n1xx  The line\n" in shown
    for rule in rules():
        line = next(line for line in shown.split("\n") if line.startswith(rule.code))
        words = [rule.code, rule.name, severity(rule), f"fix: {FIX_WORDS[rule.fixable]}"]
        assert line.split(maxsplit=3) == words


class TestCodesWithoutRule:
    def test_the_nearest_code_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["rules", "RIS1O4"]) == 2
        assert "there is no rule RIS1O4; did you mean RIS1" in capsys.readouterr().err

    def test_a_retired_code(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(catalogue, "RETIRED", {"RIS199": "RIS101 says the same"})
        assert main(["rules", "ris199"]) == 0
        assert capsys.readouterr().out == "RIS199 is retired: RIS101 says the same.\n"
        assert main(["rules"]) == 0
        assert "\nRIS199  retired: RIS101 says the same\n" in capsys.readouterr().out
        for arguments in (["rules"], ["rules", "RIS199"]):
            assert main([*arguments, "--output-format", "json"]) == 0
            last = json.loads(capsys.readouterr().out)[-1]
            assert (last["code"], last["retired"]) == ("RIS199", True)
