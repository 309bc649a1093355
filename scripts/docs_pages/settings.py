"""docs/settings.md: every setting, where it is looked for, and what wins. Installed too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from ris_ls.config.kinds import (
    ByCode,
    ByRecord,
    ByText,
    Choice,
    Codes,
    Flag,
    Kind,
    Number,
    Targets,
    Text,
)
from ris_ls.config.reading import in_editor, in_file
from ris_ls.config.settings import Settings, description, example, kind

from .markdown import header, items, section, table

_BEFORE = """\
# Settings

Everything works without a setting. Settings turn rules on and off, say which programs the files
are to go to, and how files are laid out. The editor and the command `ris-ls` read the same
settings files, so that they say the same.

## Where settings stand

A file `ris.toml` beside your RIS files, or in a folder above them, holds for all of them:

```toml
targets = ["zotero", "rispy"]
ignore = ["RIS453"]

[format]
blank-lines = 2
```

In a Python project the same lines may stand in `pyproject.toml`, below `[tool.ris-ls]`:

```toml
[tool.ris-ls]
ignore = ["RIS453"]

[tool.ris-ls.format]
blank-lines = 2
```

For each RIS file, the nearest settings file counts: that in its own folder, else that in the
folder above, and so on. Only one is read. In one folder `ris.toml` comes before `pyproject.toml`,
and a `pyproject.toml` without `[tool.ris-ls]` is passed over. Standard input goes by the settings
file of the present folder, an unsaved document by that of the first folder that is open in the
editor.

A setting that cannot be used is marked in the settings file in the editor, and the rest of the
file counts. `ris-ls check` and `ris-ls format` say where the mistake is and do nothing: files are
never changed by settings that are not what was meant.

## What wins

The first of these that says something about a setting:

1. the options of the command line
2. the settings file
3. the settings of the editor
4. the default

So lists are not joined: `ignore` in `ris.toml` replaces `ris.ignore` of the editor. The command
line does not know the editor's settings.

"""

_AFTER = """\

## On the command line

| Option | What it does |
| --- | --- |
| `--select RIS1,RIS204` | as the setting `select` |
| `--extend-select RIS441` | as the setting `extend-select` |
| `--ignore RIS453` | as the setting `ignore` |
| `--target zotero,rispy` | as the setting `targets` |
| `--baseline FILE` | as the setting `baseline`; the file is seen from the present folder |
| `--specification 2011` | as the setting `specification` |
| `--set NAME=VALUE` | any setting, written as in `ris.toml`: `--set 'format.blank-lines = 2'` |
| `--config FILE` | read this settings file in place of the nearest one |
| `--isolated` | read no settings file |

`ris-ls check` knows all of them, `ris-ls format` the last four.

## Rules on and off

`select` names the rules to look for, and then no others are looked for; without it, every rule
that is on by default is. `ignore` takes rules out. Both take codes (`RIS204`) and beginnings of
codes (`RIS2`), and where a rule is named in both, the longer name decides:

```toml
select = ["RIS1", "RIS2"]   # the lines and the records alone
ignore = ["RIS104"]         # but not collapsed records
```

A rule that is off by default is turned on by `extend-select`, beside all others, or by `select`.
`select = ["RIS"]` names every rule, those that are off by default included.
The [index of the rules](rules/README.md) says which ones are off.

## Leave out a finding

In the editor, each finding has quick fixes that leave its rule out *in this record*, *in this
file* or *everywhere*. They write a line into the settings file; where there is none yet, they
make a `ris.toml` in the folder that is open in the editor. By hand it looks like this:

```toml
ignore = ["RIS453"]                # everywhere

[per-file-ignores]
"exports/*.ris" = ["RIS105"]       # in these files

[per-record-ignores]
"doi:10.1000/182" = ["RIS431"]     # in this record, in whatever file it is
```

A pattern without a slash means a file or a folder of that name, wherever it is; one with a slash
means the path of a file or folder from the folder of the settings file. In both, `*` stands for any
text, `?` for any one character, and `[ab]` for one of those.

A record is known by its DOI (`doi:`), its accession number (`an:`), its title (`title:`) or its
ID (`id:`), cut after 100 characters: a title *On Exports* is `title:On Exports`. Case does not
matter. Rules about a whole file cannot be left out in a record. Nothing is ever
written into a RIS file to leave a rule out.

## Accept what is there, see what is new

A baseline is a list of the findings of today. With it, only new ones are reported:

```sh
ris-ls check --write-baseline exports/          # accept everything that is found now
ris-ls check --baseline ris-baseline.json exports/
```

`--write-baseline` writes the file that the setting `baseline` names, else `ris-baseline.json` in
the present folder. To use it always, in the editor too, name it in `ris.toml`:

```toml
baseline = "ris-baseline.json"
```

Accepted findings are not mended either: `--fix` leaves them as they are. A finding belongs to
its file, and is known again there by its rule, its record and its line. So records may be added,
removed and sorted; once the line changes, the finding is new. What a baseline says of files that
are not checked, it goes on saying when it is written anew.

## Help while you write `ris.toml`

[ris.schema.json](ris.schema.json) describes the settings to editors that check TOML by a JSON
Schema: they complete names, show what a setting means, and mark what cannot be used. With Taplo,
which is also inside the extension *Even Better TOML* of VS Code, put the schema beside `ris.toml`
and write as the first line:

```toml
#:schema ./ris.schema.json
```
"""


def pages() -> dict[str, str]:
    """Return the page."""
    listed = list(_settings(Settings()))
    rows = [
        (f"[`{name}`](#{_anchor(name)})", f"`{_default(value, its_kind)}`", _values(its_kind))
        for name, _, its_kind, value, _, _ in listed
    ]
    parts = [header("the settings"), _BEFORE, "## All settings\n\n"]
    parts.append(table(("Setting", "Default", "Value"), rows))
    parts.extend(
        section(f"`{name}`", _setting(editor, its_kind, value, told, line), level=3)
        for name, editor, its_kind, value, told, line in listed
    )
    parts.append(_AFTER)
    return {"settings.md": "".join(parts)}


def _settings(
    group: Any, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, Kind, Any, str, str]]:
    """Yield each setting: its two names, kind, default, description and example."""
    for each in fields(group):
        value, its_kind = getattr(group, each.name), kind(each)
        path = (*above, each.name)
        if its_kind is None:
            yield from _settings(value, path)
            continue
        name = ".".join(map(in_file, path))
        table_line = f"[{'.'.join(map(in_file, above))}]\n" if above else ""
        editor = "ris." + ".".join(map(in_editor, path))
        yield name, editor, its_kind, value, description(each), table_line + example(each)


def _setting(editor: str, its_kind: Kind, value: Any, told: str, line: str) -> str:
    facts = [
        f"Value: {_values(its_kind)}",
        f"Default: `{_default(value, its_kind)}`",
        f"In the editor: `{editor}`",
    ]
    return f"{told}\n\n{items(facts)}\n```toml\n{line}\n```\n"


def _anchor(name: str) -> str:
    return name.replace(".", "")


def _default(value: Any, its_kind: Kind) -> str:
    """Return a default as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return "{}" if isinstance(its_kind, ByCode | ByRecord | ByText) else "[]"
    return str(value)


def _values(its_kind: Kind) -> str:
    """Return which values a setting takes, in words."""
    match its_kind:
        case Flag():
            return "`true` or `false`"
        case Number(least, most):
            return f"a whole number from {least} to {most}"
        case Choice(words):
            quoted = [f'`"{word}"`' for word in words]
            return ", ".join(quoted[:-1]) + f" or {quoted[-1]}"
        case Codes():
            return "a list of rule codes, or of their beginnings"
        case Targets():
            return "a list of programs, by their [short names](importers.md)"
        case Text():
            return "a text"
        case ByCode(inner):
            return f"a table from rule code to {_values(inner)}"
        case ByRecord(inner):
            return f"a table from record to {_values(inner)}"
        case ByText(inner):
            return f"a table from text to {_values(inner)}"
    raise TypeError(f"no words for {its_kind}")
