"""Settings read from what an editor, a settings file or the command line holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import Field, dataclass, fields, replace
from reprlib import repr as shown
from typing import Any

from ris_ls.config.kinds import ByCode, ByRecord, ByText, Known, suggestion
from ris_ls.config.settings import Settings, kind

NOTHING_KNOWN = Known()
DEFAULTS = Settings()

Naming = Callable[[str], str]
"""How a field's name is written by users."""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """Something in the settings that cannot be used."""

    message: str
    """One sentence, with the nearest valid name where there is one."""
    path: tuple[str, ...] = ()
    """The keys that lead to it, as the user wrote them."""


def in_file(name: str) -> str:
    """Return a setting's name as settings files write it: `per-file-ignores`."""
    return name.replace("_", "-")


def in_editor(name: str) -> str:
    """Return a setting's name as editors write it: `perFileIgnores`."""
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


def from_mapping(
    values: object,
    known: Known = NOTHING_KNOWN,
    *,
    base: Settings = DEFAULTS,
    naming: Naming = in_file,
    elsewhere: Collection[str] = (),
) -> tuple[Settings, list[SettingsProblem]]:
    """Read settings; never raises.

    `values` is a mapping of names to values, groups nested (`{"format": {"enable": false}}`).
    `elsewhere` are names that stand beside ours and are read by others (an editor's own settings):
    they are passed over. What is not said, or cannot be used, stays as it is in `base`.
    """
    if values is None:
        return base, []
    if not isinstance(values, Mapping):
        sentence = f"The settings must be a table of names and values, not {values!r}."
        return base, [SettingsProblem(sentence)]
    ours = {name: value for name, value in values.items() if name not in elsewhere}
    problems: list[SettingsProblem] = []
    return _Reader(known, naming, problems).group(base, ours, ()), problems


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Known
    naming: Naming
    problems: list[SettingsProblem]

    def group(self, base: Any, values: Mapping[Any, Any], path: tuple[str, ...]) -> Any:
        """Return `base` with what `values` say; a problem for each that cannot be used."""
        by_name = {self.naming(each.name): each for each in fields(base)}
        read: dict[str, Any] = {}
        for key, value in values.items():
            here = (*path, str(key))
            each = by_name.get(key)
            if each is None:
                hint = suggestion(str(key), list(by_name), "".join(f"{step}." for step in path))
                self._say(f"There is no setting `{'.'.join(here)}`.{hint}", here)
            elif value is not None:  # null is an editor's way to say "not set"
                result = self._value(each, getattr(base, each.name), value, here)
                if result is not None:
                    read[each.name] = result
        return replace(base, **read)

    def _value(self, each: Field[Any], present: Any, value: Any, here: tuple[str, ...]) -> Any:
        name = ".".join(here)
        its_kind = kind(each)
        if its_kind is None:
            if isinstance(value, Mapping):
                return self.group(present, value, here)
            self._say(f"`{name}` is a group of settings, not {shown(value)}.", here)
            return None
        result = its_kind.read(value, name, self.known)
        for below, sentence in result.problems:
            self._say(sentence, (*here, *below))
        if isinstance(its_kind, ByCode | ByRecord | ByText) and result.value is not None:
            # Tables are joined: what was said of other keys goes on to hold.
            return tuple(sorted({**dict(present), **dict(result.value)}.items()))
        return result.value

    def _say(self, sentence: str, path: tuple[str, ...]) -> None:
        self.problems.append(SettingsProblem(sentence, path))
