from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import PurePosixPath
from typing import Any

import pytest
import tomlkit

from ris_ls.config.kinds import Known
from ris_ls.config.reading import from_mapping, in_file
from ris_ls.config.settings import FormatSettings, Settings, description, example, matches


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


def test_what_is_added_leaves_on_what_is_on() -> None:
    settings = Settings(extend_select=("RIS111",), ignore=("RIS2",))
    assert settings.enables("RIS111", by_default=False)
    assert settings.enables("RIS101")
    assert not settings.enables("RIS441", by_default=False)
    assert not settings.enables("RIS204")


def test_the_longest_code_gives_the_severity() -> None:
    settings = Settings(severity=(("RIS4", "hint"), ("RIS431", "error")))
    assert settings.severity_of("RIS431") == "error"
    assert settings.severity_of("RIS432") == "hint"
    assert settings.severity_of("RIS101") is None


def test_ignores_of_a_file_hold_whatever_is_selected() -> None:
    everywhere = Settings(select=("RIS105",), per_file_ignores=(("raw/*.ris", ("RIS1",)),))
    assert everywhere.enables("RIS105")
    assert not everywhere.for_file(PurePosixPath("raw/a.ris")).enables("RIS105")
    assert everywhere.for_file(PurePosixPath("mended/a.ris")).enables("RIS105")
    assert everywhere.for_file(None).enables("RIS105")


@pytest.mark.parametrize(
    ("path", "pattern", "meant"),
    [
        ("a.ris", "a.ris", True),
        ("exports/a.ris", "a.ris", True),
        ("exports/a.ris", "exports/*.ris", True),
        ("exports/a.ris", "./exports/a.ris", True),
        ("exports/a.ris", "exports\\a.ris", True),
        ("exports/2020/a.ris", "exports/*", True),
        ("exports/a.ris", "b.ris", False),
        ("other/a.ris", "exports/*", False),
        ("exports/a.ris", "exports", True),
        ("raw/exports/a.ris", "exports/", True),
        ("raw/exports/a.ris", "raw/exports/", True),
        ("exports/a.ris", "/exports/a.ris", True),
        ("a.ris", "*", True),
    ],
)
def test_a_pattern_is_a_name_or_a_path(path: str, pattern: str, meant: bool) -> None:
    assert matches(PurePosixPath(path), pattern) is meant


def test_every_setting_has_a_description_and_an_example_that_is_understood() -> None:
    def check(group: Any, above: tuple[str, ...]) -> None:
        for each in fields(group):
            assert description(each).endswith("."), each.name
            default = getattr(group, each.name)
            if is_dataclass(default):
                check(default, (*above, in_file(each.name)))
                continue
            values: Any = tomlkit.parse(example(each)).unwrap()
            assert list(values) == [in_file(each.name)]
            for key in reversed(above):
                values = {key: values}
            settings, problems = from_mapping(values, Known(targets=("zotero", "rispy")))
            assert settings != Settings()
            assert not problems

    check(Settings(), ())
    assert FormatSettings() == Settings().format
