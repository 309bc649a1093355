"""What the page about a rule says besides its docstring."""

from __future__ import annotations

import inspect
import re
from pathlib import Path, PurePosixPath
from typing import get_args

import pytest

from ris_ls.config.file import read
from ris_ls.config.settings import Settings
from ris_ls.rules.documentation import (
    FIX_MEANINGS,
    FIX_WORDS,
    FOLLOWS,
    REMOVALS,
    SERIES,
    page,
)
from ris_ls.rules.model import AnyRule, FileRule, Fixable, Removal
from ris_ls.rules.registry import RETIRED, known, rule, rules


@pytest.mark.parametrize("each", rules(), ids=lambda each: each.code)
class TestPage:
    def test_settings_do_what_the_page_says(self, each: AnyRule) -> None:
        # The last block: a rule that is off has one before it that turns it on.
        toml = re.findall(r"```toml\n(.*?)```", page(each), re.DOTALL)
        file = read(Path("ris.toml"), toml[-1], known(), Settings())
        assert not file.problems
        settings = file.settings
        assert not settings.enables(each.code)
        assert settings.severity_of(each.code) not in (None, each.severity)
        elsewhere, here = PurePosixPath("a.ris"), PurePosixPath("exports/a.ris")
        without = Settings(select=(each.code,), per_file_ignores=settings.per_file_ignores)
        assert without.for_file(elsewhere).enables(each.code)
        assert not without.for_file(here).enables(each.code)
        assert bool(settings.per_record_ignores) is not isinstance(each, FileRule)

    def test_a_rule_that_is_off_says_how_to_turn_it_on(self, each: AnyRule) -> None:
        assert (f'extend-select = ["{each.code}"]' in page(each)) is not each.on

    def test_what_it_follows_is_said(self, each: AnyRule) -> None:
        source = inspect.getsource(inspect.getmodule(type(each)))  # type: ignore[arg-type]
        asked = [name for name in ("specification", "targets") if f"context.{name}" in source]
        assert asked == list(FOLLOWS.get(each.code, ())), "name it in documentation.FOLLOWS"

    def test_its_code_is_its_own(self, each: AnyRule) -> None:
        assert each.code not in RETIRED
        assert each.code[3] in SERIES

    def test_no_line_is_too_long_for_a_terminal(self, each: AnyRule) -> None:
        prose = re.sub(r"```.*?```", "", page(each), flags=re.DOTALL)
        assert max(map(len, prose.split("\n"))) <= 100


def test_every_word_has_a_meaning() -> None:
    assert set(FIX_WORDS) == set(FIX_MEANINGS) == set(get_args(Fixable))
    assert set(REMOVALS) == set(get_args(Removal))


def test_what_a_fix_takes_out_is_said() -> None:
    collapsed, prefix = rule("RIS104"), rule("RIS421")
    assert collapsed is not None
    assert prefix is not None
    assert "May take out" not in page(collapsed)
    assert "May take out: decoration" in page(prefix)
