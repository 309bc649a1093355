from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.settings import DESCRIPTION, FormatSettings, Settings, from_mapping

CODES = ("RIS101", "RIS104", "RIS204", "RIS205")


def test_nothing_set_gives_the_defaults() -> None:
    assert from_mapping({}, CODES) == (Settings(), [])
    assert from_mapping(None, CODES) == (Settings(), [])


def test_every_value_is_read() -> None:
    values = {"select": ["RIS1", "ris204"], "ignore": ["RIS104"], "format": {"enable": False}}
    settings, problems = from_mapping(values, CODES)
    assert problems == []
    assert settings == Settings(("RIS1", "RIS204"), ("RIS104",), FormatSettings(enable=False))


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"selct": []}, "There is no setting `selct`. Did you mean `select`?"),
        (
            {"format": {"enabled": True}},
            "There is no setting `format.enabled`. Did you mean `format.enable`?",
        ),
        ({"zzz": 1}, "There is no setting `zzz`."),
        ({"select": "RIS1"}, "`select` must be a list of rule codes, not 'RIS1'."),
        (
            {"ignore": ["RIS24"]},
            "`ignore` holds 'RIS24', which is no rule code. Did you mean `RIS204`?",
        ),
        ({"ignore": [7]}, "`ignore` holds 7, which is no rule code."),
        ({"select": [" "]}, "`select` holds ' ', which is no rule code."),
        ({"format": True}, "`format` is a group of settings, not True."),
        ({"format": {"enable": "yes"}}, "`format.enable` must be true or false, not 'yes'."),
        ([], "The settings must be a table of names and values, not []."),
    ],
)
def test_a_bad_value_is_named_and_keeps_its_default(values: object, problem: str) -> None:
    assert from_mapping(values, CODES) == (Settings(), [problem])


def test_a_bad_value_leaves_its_neighbours_alone() -> None:
    settings, problems = from_mapping({"select": ["RIS1", "XYZ"], "ignore": ["RIS104"]}, CODES)
    assert settings == Settings(select=("RIS1",), ignore=("RIS104",))
    assert len(problems) == 1


def test_codes_are_not_looked_up_when_none_are_given() -> None:
    assert from_mapping({"select": ["RIS999"]}) == (Settings(select=("RIS999",)), [])


def test_settings_of_others_are_passed_over() -> None:
    assert from_mapping({"interpreter": []}, CODES, elsewhere=("interpreter",)) == (Settings(), [])


def test_unset_values_of_an_editor_are_defaults() -> None:
    values = {"select": None, "format": {"enable": None}}
    assert from_mapping(values, CODES) == (Settings(), [])


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["select", "ignore", "format", "enable"]) | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_json)
def test_no_value_raises(values: Any) -> None:
    settings, problems = from_mapping(values, CODES)
    assert isinstance(settings, Settings)
    assert all(problem.endswith((".", "?")) for problem in problems)


@pytest.mark.parametrize(
    ("select", "ignore", "code", "by_default", "enabled"),
    [
        ((), (), "RIS101", True, True),
        ((), (), "RIS111", False, False),
        (("RIS1",), (), "RIS101", True, True),
        (("RIS1",), (), "RIS111", False, True),
        (("RIS1",), (), "RIS204", True, False),
        ((), ("RIS1",), "RIS101", True, False),
        ((), ("RIS1",), "RIS204", True, True),
        (("RIS1",), ("RIS104",), "RIS104", True, False),
        (("RIS104",), ("RIS1",), "RIS104", True, True),
        (("RIS104",), ("RIS1",), "RIS101", True, False),
        (("RIS104",), ("RIS104",), "RIS104", True, False),
    ],
)
def test_the_longer_name_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], code: str, by_default: bool, enabled: bool
) -> None:
    settings = Settings(select=select, ignore=ignore)
    assert settings.enables(code, by_default=by_default) is enabled


def test_every_setting_has_a_description() -> None:
    def check(group: Any) -> None:
        for each in fields(group):
            assert each.metadata[DESCRIPTION].endswith("."), each.name
            if is_dataclass(getattr(group, each.name)):
                check(getattr(group, each.name))

    check(Settings())
