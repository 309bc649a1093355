"""Every setting, as frozen dataclasses: its name, default and description stand here and only here.

The editor's settings page is made from these classes (`schema.py`), the command line fills them
from its options, the language server from what the client sends. A field says what it means in its
metadata. Nothing here knows a rule: rule codes come in as data, to check what a user wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from reprlib import repr as shown  # cuts what is long or deep, and never raises
from typing import Any, Literal

DESCRIPTION = "description"
"""The key of a field's metadata that holds its description, one or two plain sentences."""


def _described(text: str) -> dict[str, str]:
    return {DESCRIPTION: text}


Specification = Literal["2011", "2001", "as-is"]
"""A specification to follow: of October 2011, of 2001 (Reference Manager), or what a file does."""


@dataclass(frozen=True, slots=True)
class FormatSettings:
    """How a file is laid out."""

    enable: bool = field(
        default=True,
        metadata=_described(
            "Let the editor lay out RIS files: on each line a tag, two blanks, a hyphen, a blank "
            "and the value; one blank line between records; a line end after the last line. "
            "Values and the order of lines are never changed."
        ),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `Settings()` is what applies when nobody has set anything."""

    select: tuple[str, ...] = field(
        default=(),
        metadata=_described(
            "The rules to check, by code (`RIS204`) or by the start of a code (`RIS2`). "
            "Empty: every rule that is on by default."
        ),
    )
    ignore: tuple[str, ...] = field(
        default=(),
        metadata=_described(
            "The rules to leave out, by code (`RIS204`) or by the start of a code (`RIS2`). "
            "Where a rule is named in both lists, the longer name decides."
        ),
    )
    targets: tuple[str, ...] = field(
        default=(),
        metadata=_described(
            "The programs that the files are to go to, by their short names (`zotero`, `rispy`): "
            "what each of them would lose, merge, invent or misfile is reported too."
        ),
    )
    specification: Specification = field(
        default="as-is",
        metadata=_described(
            "The specification to follow where the two differ: `2011`, `2001`, or `as-is` for "
            "whatever a file does."
        ),
    )
    format: FormatSettings = field(
        default=FormatSettings(), metadata=_described("How a file is laid out.")
    )

    def enables(self, code: str, *, by_default: bool = True) -> bool:
        """Say whether the rule `code` is to be run; `by_default` is what the catalogue says.

        The longest matching entry of `select` and `ignore` decides, `ignore` when both are alike:
        `select=RIS1, ignore=RIS104` checks all lines but for collapsed records, and
        `select=RIS104, ignore=RIS1` checks for these alone.
        """
        selected = _longest_match(self.select, code)
        ignored = _longest_match(self.ignore, code)
        if ignored and ignored >= selected:
            return False
        return selected > 0 or (by_default and not self.select)


def _longest_match(entries: tuple[str, ...], code: str) -> int:
    return max((len(entry) for entry in entries if code.startswith(entry)), default=0)


def from_mapping(
    values: object, codes: Collection[str] = (), *, elsewhere: Collection[str] = ()
) -> tuple[Settings, list[str]]:
    """Read settings from what an editor or a settings file holds; never raises.

    `values` is a mapping of field names, groups nested (`{"format": {"enable": false}}`). `codes`
    are the rule codes that exist; without any, codes are not looked up. `elsewhere` are names that
    stand beside ours and are read by others (an editor's own settings): they are passed over.

    Returns the settings and the problems, one sentence each. What cannot be used keeps its default.
    """
    if values is None:
        return Settings(), []
    if not isinstance(values, Mapping):
        return Settings(), [f"The settings must be a table of names and values, not {values!r}."]
    ours = {name: value for name, value in values.items() if name not in elsewhere}
    problems: list[str] = []
    return _read_group(Settings(), ours, "", codes, problems), problems


def _read_group(
    defaults: Any, values: Mapping[Any, Any], path: str, codes: Collection[str], problems: list[str]
) -> Any:
    names = [each.name for each in fields(defaults)]
    read: dict[str, Any] = {}
    for key, value in values.items():
        name = f"{path}{key}"
        if key not in names:
            problems.append(f"There is no setting `{name}`.{_suggestion(str(key), names, path)}")
            continue
        default = getattr(defaults, key)
        if value is None:  # an editor's way to say "not set"
            continue
        if is_dataclass(default):
            if isinstance(value, Mapping):
                read[key] = _read_group(default, value, f"{name}.", codes, problems)
            else:
                problems.append(f"`{name}` is a group of settings, not {shown(value)}.")
        elif isinstance(default, bool):
            if isinstance(value, bool):
                read[key] = value
            else:
                problems.append(f"`{name}` must be true or false, not {shown(value)}.")
        elif isinstance(value, list | tuple):
            read[key] = _read_codes(value, name, codes, problems)
        else:
            problems.append(f"`{name}` must be a list of rule codes, not {shown(value)}.")
    return replace(defaults, **read)


def _read_codes(
    entries: list[Any] | tuple[Any, ...], name: str, codes: Collection[str], problems: list[str]
) -> tuple[str, ...]:
    read: list[str] = []
    for entry in entries:
        code = entry.strip().upper() if isinstance(entry, str) else ""
        if not code:
            problems.append(f"`{name}` holds {shown(entry)}, which is no rule code.")
        elif codes and not any(known.startswith(code) for known in codes):
            hint = _suggestion(code, sorted(codes))
            problems.append(f"`{name}` holds {shown(entry)}, which is no rule code.{hint}")
        elif code not in read:
            read.append(code)
    return tuple(read)


def _suggestion(word: str, known: Collection[str], path: str = "") -> str:
    nearest = get_close_matches(word, known, n=1)
    return f" Did you mean `{path}{nearest[0]}`?" if nearest else ""
