from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.kinds import Known
from ris_ls.config.reading import from_mapping, in_editor
from ris_ls.config.settings import FormatSettings, Settings

NAMES = {"malformed-separator": "RIS101"}
KNOWN = Known(("RIS101", "RIS104", "RIS204", "RIS205"), ("zotero", "rispy"), ("endnote",), NAMES)


def test_nothing_set_gives_the_defaults() -> None:
    assert from_mapping({}, KNOWN) == (Settings(), [])
    assert from_mapping(None, KNOWN) == (Settings(), [])


def test_every_value_is_read() -> None:
    values = {
        "select": ["RIS1", "ris204"],
        "extend-select": ["RIS205"],
        "ignore": ["RIS104"],
        "severity": {"ris2": "hint", "RIS101": "info"},
        "per-file-ignores": {"raw/*": ["RIS1"]},
        "per-record-ignores": {"doi:10.1000/182": ["RIS204"]},
        "baseline": "accepted.json",
        "targets": ["Zotero"],
        "specification": "2001",
        "format": {
            "enable": False,
            "blank-lines": 2,
            "end-blank": False,
            "tag-order": "canonical",
            "legacy-tags": "rewrite",
        },
    }
    settings, problems = from_mapping(values, KNOWN)
    assert problems == []
    assert settings == Settings(
        ("RIS1", "RIS204"),
        ("RIS205",),
        ("RIS104",),
        (("RIS101", "info"), ("RIS2", "hint")),
        (("raw/*", ("RIS1",)),),
        (("doi:10.1000/182", ("RIS204",)),),
        "accepted.json",
        ("zotero",),
        "2001",
        FormatSettings(False, 2, False, "canonical", "rewrite"),
    )


def test_what_is_not_said_stays_as_it_was() -> None:
    base = Settings(ignore=("RIS104",), format=FormatSettings(blank_lines=2))
    settings, problems = from_mapping({"format": {"enable": False}}, KNOWN, base=base)
    assert not problems
    assert settings == Settings(ignore=("RIS104",), format=FormatSettings(False, blank_lines=2))


def test_tables_are_joined_key_by_key() -> None:
    base = Settings(severity=(("RIS101", "hint"), ("RIS204", "info")))
    settings, _ = from_mapping({"severity": {"RIS204": "error"}}, KNOWN, base=base)
    assert settings.severity == (("RIS101", "hint"), ("RIS204", "error"))


def test_an_editor_writes_names_in_its_own_way() -> None:
    values = {"perFileIgnores": {"a.ris": ["RIS101"]}, "format": {"blankLines": 0}}
    settings, problems = from_mapping(values, KNOWN, naming=in_editor)
    assert not problems
    assert settings.per_file_ignores == (("a.ris", ("RIS101",)),)
    assert settings.format.blank_lines == 0


@pytest.mark.parametrize(
    ("values", "problem", "path"),
    [
        ({"selct": []}, "There is no setting `selct`. Did you mean `select`?", ("selct",)),
        (
            {"format": {"enabled": True}},
            "There is no setting `format.enabled`. Did you mean `format.enable`?",
            ("format", "enabled"),
        ),
        (
            {"perFileIgnores": {}},
            "There is no setting `perFileIgnores`. Did you mean `per-file-ignores`?",
            ("perFileIgnores",),
        ),
        ({"zzz": 1}, "There is no setting `zzz`.", ("zzz",)),
        ({"select": "RIS1"}, "`select` must be a list of rule codes, not 'RIS1'.", ("select",)),
        (
            {"ignore": ["RIS24"]},
            "`ignore` holds 'RIS24', which is no rule code. Did you mean `RIS204`?",
            ("ignore",),
        ),
        ({"ignore": [7]}, "`ignore` holds 7, which is no rule code.", ("ignore",)),
        ({"select": [" "]}, "`select` holds ' ', which is no rule code.", ("select",)),
        ({"format": True}, "`format` is a group of settings, not True.", ("format",)),
        (
            {"format": {"enable": "yes"}},
            "`format.enable` must be true or false, not 'yes'.",
            ("format", "enable"),
        ),
        (
            {"format": {"blank-lines": True}},
            "`format.blank-lines` must be a number from 0 to 3, not True.",
            ("format", "blank-lines"),
        ),
        (
            {"format": {"blank-lines": 9}},
            "`format.blank-lines` must be a number from 0 to 3, not 9.",
            ("format", "blank-lines"),
        ),
        ([], "The settings must be a table of names and values, not [].", ()),
        (
            {"severity": {"RIS101": "eror"}},
            "`severity.RIS101` must be `error`, `warning`, `info` or `hint`, not 'eror'. "
            "Did you mean `error`?",
            ("severity", "RIS101"),
        ),
        (
            {"severity": {"XYZ": "hint"}},
            "`severity` holds 'XYZ', which is no rule code.",
            ("severity", "XYZ"),
        ),
        ({"severity": []}, "`severity` must be a table, not [].", ("severity",)),
        (
            {"per-file-ignores": {"a.ris": "RIS101"}},
            "`per-file-ignores.a.ris` must be a list of rule codes, not 'RIS101'.",
            ("per-file-ignores", "a.ris"),
        ),
        ({"baseline": 1}, "`baseline` must be a text, not 1.", ("baseline",)),
        (
            {"targets": ["zotera"]},
            "`targets` holds 'zotera', which is no program that is known. Did you mean `zotero`?",
            ("targets",),
        ),
        (
            {"severity": {"RIS101": "off"}},
            "`severity.RIS101` cannot be 'off'; name the rule in `ignore` instead.",
            ("severity", "RIS101"),
        ),
        (
            {"select": ["malformed-separator"]},
            "`select` holds 'malformed-separator', which is no rule code. Did you mean `RIS101`?",
            ("select",),
        ),
        (
            {"per-record-ignores": {"dio:10.1/x": ["RIS1"]}},
            "`per-record-ignores`: 'dio:10.1/x' names no record: it must begin with `doi:`, "
            "`an:`, `title:` or `id:`. Did you mean `doi:10.1/x`?",
            ("per-record-ignores", "dio:10.1/x"),
        ),
        (
            {"per-record-ignores": {"10.1/x": []}},
            "`per-record-ignores`: '10.1/x' names no record: it must begin with `doi:`, "
            "`an:`, `title:` or `id:`.",
            ("per-record-ignores", "10.1/x"),
        ),
        (
            {"targets": ["EndNote"]},
            "`targets` holds 'EndNote', of which nothing is documented that could be checked; "
            "it can hold zotero, rispy.",
            ("targets",),
        ),
        (
            {"specification": 2011},
            '`specification` must be in quotation marks: "2011".',
            ("specification",),
        ),
    ],
)
def test_a_bad_value_is_named_and_keeps_its_default(
    values: object, problem: str, path: tuple[str, ...]
) -> None:
    settings, problems = from_mapping(values, KNOWN)
    assert [(each.message, each.path) for each in problems] == [(problem, path)]
    assert settings == Settings()


def test_a_bad_value_leaves_its_neighbours_alone() -> None:
    settings, problems = from_mapping({"select": ["RIS1", "XYZ"], "ignore": ["RIS104"]}, KNOWN)
    assert settings == Settings(select=("RIS1",), ignore=("RIS104",))
    assert len(problems) == 1


def test_codes_are_not_looked_up_when_none_are_given() -> None:
    assert from_mapping({"select": ["RIS999"]}) == (Settings(select=("RIS999",)), [])


def test_settings_of_others_are_passed_over() -> None:
    assert from_mapping({"interpreter": []}, KNOWN, elsewhere=("interpreter",)) == (Settings(), [])


def test_unset_values_of_an_editor_are_defaults() -> None:
    values = {"select": None, "format": {"enable": None}}
    assert from_mapping(values, KNOWN) == (Settings(), [])


_names = st.sampled_from(
    ["select", "ignore", "format", "enable", "severity", "targets", "baseline", "blank-lines"]
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(_names | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_json)
def test_no_value_raises(values: Any) -> None:
    settings, problems = from_mapping(values, KNOWN)
    assert isinstance(settings, Settings)
    assert all(problem.message.endswith((".", "?")) for problem in problems)
    hash(settings)  # settings are the key of much that is kept
