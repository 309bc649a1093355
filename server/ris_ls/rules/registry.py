"""All rules, found in the folders of this package: one module, one rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from ris_ls.config.kinds import Known
from ris_ls.config.settings import Settings
from ris_ls.importers import LIMITS, READERS
from ris_ls.knowledge import importers
from ris_ls.rules.model import AnyRule, FieldRule, FileRule, LibraryRule, RecordRule

FOLDERS = ("file", "library", "line", "record", "tag", "target", "value")

RETIRED: Mapping[str, str] = MappingProxyType({})
"""Codes that were a rule's once and never come back: what became of each, as half a sentence."""


@cache
def rules() -> tuple[AnyRule, ...]:
    """Return one instance of every rule, by code."""
    found: list[AnyRule] = []
    for folder in FOLDERS:
        package = import_module(f"ris_ls.rules.{folder}")
        for module_info in iter_modules(package.__path__):
            if module_info.name.startswith("_"):
                continue  # shared helpers of the folder's rules
            module = import_module(f"{package.__name__}.{module_info.name}")
            found.extend(
                member()
                for member in vars(module).values()
                if isinstance(member, type)
                and issubclass(member, (FileRule, RecordRule, FieldRule, LibraryRule))
                and member.__module__ == module.__name__
            )
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule(code: str) -> AnyRule | None:
    """Return the rule with this code or name, or None."""
    return next((rule for rule in rules() if code.upper() in (rule.code, rule.name.upper())), None)


@cache
def known() -> Known:
    """Return what settings may name: the codes of all rules, and the importers one can speak of."""
    targets = (*READERS, *(key for key in LIMITS if key not in READERS))
    closed = tuple(key for key in importers() if key not in targets)
    names = {each.name: each.code for each in rules()}
    return Known((*(each.code for each in rules()), *RETIRED), targets, closed, names)


@cache
def selected(settings: Settings) -> tuple[AnyRule, ...]:
    """Return the rules that the settings turn on and that may find something."""
    return tuple(
        rule
        for rule in rules()
        if settings.enables(rule.code, by_default=rule.on)
        and (settings.targets or not rule.for_targets)
    )
