"""Writes a rule to leave out into the text of a settings file; comments and layout stay."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Any, Literal

from ris_ls.config.file import PYPROJECT, TABLE

Scope = Literal["record", "file", "everywhere"]
"""Where a rule is to be left out."""


class NotEditable(Exception):  # noqa: N818 - it is no error of a program
    """A settings file that cannot be written into; the message is a sentence."""


def leave_out(text: str, path: Path, code: str, scope: Scope, key: str = "") -> str:
    """Return the text of a settings file with one more rule left out.

    ``path`` says which kind of file it is. ``key`` is the key of the record, or the path of the
    file seen from the folder of the settings file. Raises NotEditable when the text is not TOML or
    holds something else where the list belongs.
    """
    import tomlkit  # noqa: PLC0415 - 20 ms that only a settings file pays
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        table: Any = document
        if path.name == PYPROJECT:
            table = _table(table, TABLE)
        if scope == "everywhere":
            _add(table, "ignore", code)
        else:
            _add(_table(table, (f"per-{scope}-ignores",)), key, code)
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise NotEditable(f"{path.name} is not TOML: {error}.") from error
    except TypeError as error:
        raise NotEditable(f"{path.name} holds something else there: {error}.") from error


def _table(within: Any, names: Sequence[str]) -> Any:
    """Return a table inside another one, made where it is missing."""
    import tomlkit  # noqa: PLC0415

    for name in names:
        if name not in within:
            within[name] = tomlkit.table(is_super_table=name == TABLE[0])
        within = within[name]
        if not isinstance(within, MutableMapping):
            raise TypeError(f"`{name}` is no table")
    return within


def _add(table: Any, name: str, code: str) -> None:
    """Add a code to a list of codes, made where it is missing; each code stands there once."""
    import tomlkit  # noqa: PLC0415

    if name not in table:
        table[name] = tomlkit.array()
    codes = table[name]
    if not isinstance(codes, list):
        raise TypeError(f"`{name}` is no list")
    if code not in codes:
        codes.append(code)
