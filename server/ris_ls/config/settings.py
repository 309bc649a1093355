"""Every setting, as frozen dataclasses: its name, default and description stand here and only here.

The editor's settings page and the JSON Schema of settings files are made from these classes
(`schema.py`), and so is the page of the manual. The command line fills them from its options, the
language server from what the client sends and from the settings file (`reading.py`). Nothing here
knows a rule or an importer: their names come in as data, to check what a user wrote.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any, Literal

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

Specification = Literal["2011", "2001", "as-is"]
"""A specification to follow: of October 2011, of 2001 (Reference Manager), or what a file does."""

TagOrder = Literal["keep", "canonical"]
LegacyTags = Literal["keep", "rewrite"]
SettingSeverity = Literal["error", "warning", "info", "hint"]

_DESCRIPTION = "description"
_KIND = "kind"
_EXAMPLE = "example"


def _metadata(kind: Kind | None, text: str, example: str = "") -> dict[str, Any]:
    return {_KIND: kind, _DESCRIPTION: text, _EXAMPLE: example}


def description(each: Field[Any]) -> str:
    """Return what a setting means, in one or two plain sentences of Markdown."""
    return str(each.metadata[_DESCRIPTION])


def kind(each: Field[Any]) -> Kind | None:
    """Return what kind of value a setting has; None for a group of settings."""
    found: Kind | None = each.metadata[_KIND]
    return found


def example(each: Field[Any]) -> str:
    """Return a line of a settings file with this setting, in TOML; empty for a group."""
    return str(each.metadata[_EXAMPLE])


@dataclass(frozen=True, slots=True)
class FormatSettings:
    """How a file is laid out."""

    enable: bool = field(
        default=True,
        metadata=_metadata(
            Flag(),
            "Let the editor lay out RIS files: on each line a tag, two blanks, a hyphen, a blank "
            "and the value; blank lines between records; a line end after the last line. "
            "No value is changed. Enter writes the next tag where the editor formats while typing.",
            "enable = false",
        ),
    )
    blank_lines: int = field(
        default=1,
        metadata=_metadata(
            Number(0, 3), "How many blank lines stand between two records.", "blank-lines = 2"
        ),
    )
    end_blank: bool = field(
        default=True,
        metadata=_metadata(
            Flag(),
            "Write a blank behind the hyphen of `ER  - `, as both specifications do.",
            "end-blank = false",
        ),
    )
    tag_order: TagOrder = field(
        default="keep",
        metadata=_metadata(
            Choice(("keep", "canonical")),
            "The order of fields in a record: `keep` it, or `canonical`: type, names, titles, "
            "dates, source, identifiers, keywords, abstract, notes, tags of vendors. Fields of the "
            "same tag keep their order, and so do those of which some program takes the first or "
            "the last. Records with damaged lines, or with text around them, keep theirs.",
            'tag-order = "canonical"',
        ),
    )
    legacy_tags: LegacyTags = field(
        default="keep",
        metadata=_metadata(
            Choice(("keep", "rewrite")),
            "Older tags (`T1`, `A1`, `Y1`, `N2`): `keep` them, or `rewrite` them to those of 2011 "
            "where `specification` asks for these and every program that is known to read the "
            "older tag then files the value as well or better. With `2001` and `as-is` nothing is "
            "rewritten.",
            'legacy-tags = "rewrite"',
        ),
    )


@dataclass(frozen=True, slots=True)
class HintSettings:
    """The short remarks that an editor shows between the signs and the lines of a text."""

    types: bool = field(
        default=True,
        metadata=_metadata(
            Flag(), "Show behind `TY  - JOUR` what the type is called.", "types = false"
        ),
    )
    authors: bool = field(
        default=False,
        metadata=_metadata(
            Flag(), "Show behind the first author how many there are.", "authors = true"
        ),
    )
    references: bool = field(
        default=True,
        metadata=_metadata(
            Flag(),
            "Show above each record a line with authors, year and title, and with what a record of "
            "its type should have and this one lacks. Not in files of more than 20 million "
            "characters.",
            "references = false",
        ),
    )


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """The records that are set beside those of a file."""

    workspace: bool = field(
        default=True,
        metadata=_metadata(
            Flag(),
            "In an editor, read the `.ris` files of its folders too, to find the same work and "
            "the same names in them. Otherwise only files that are open are looked at.",
            "workspace = false",
        ),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `Settings()` is what applies when nobody has set anything."""

    select: tuple[str, ...] = field(
        default=(),
        metadata=_metadata(
            Codes(),
            "The rules to check, by code (`RIS204`) or by the start of a code (`RIS2`). "
            "Empty: every rule that is on by default.",
            'select = ["RIS1", "RIS204"]',
        ),
    )
    extend_select: tuple[str, ...] = field(
        default=(),
        metadata=_metadata(
            Codes(),
            "Rules to check besides those that are on anyway: ones that are off by default, say.",
            'extend-select = ["RIS441"]',
        ),
    )
    ignore: tuple[str, ...] = field(
        default=(),
        metadata=_metadata(
            Codes(),
            "The rules to leave out, by code (`RIS204`) or by the start of a code (`RIS2`). "
            "Where a rule is named in `select` too, the longer name decides.",
            'ignore = ["RIS453"]',
        ),
    )
    severity: tuple[tuple[str, SettingSeverity], ...] = field(
        default=(),
        metadata=_metadata(
            ByCode(Choice(("error", "warning", "info", "hint"))),
            "How severe the findings of a rule are, by code or by the start of a code; the longest "
            "name decides. A rule that is off by default is turned on by `select`, not by this.",
            'severity = { RIS501 = "info" }',
        ),
    )
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = field(
        default=(),
        metadata=_metadata(
            ByText(Codes()),
            "Rules to leave out in some files: the name of a file or folder, or a path seen from "
            "the folder of the settings file, with `*` for any text, and the codes.",
            'per-file-ignores = { "exports/*.ris" = ["RIS105"] }',
        ),
    )
    per_record_ignores: tuple[tuple[str, tuple[str, ...]], ...] = field(
        default=(),
        metadata=_metadata(
            ByRecord(Codes()),
            "Rules to leave out in single records, in whatever file they are: the DOI, the ID, the "
            "accession number or the title of the record (`doi:10.1000/182`, `id:Doe2020`, "
            "`an:123`, `title:On damaged exports`), and the codes. Case does not matter.",
            'per-record-ignores = { "doi:10.1000/182" = ["RIS431"] }',
        ),
    )
    baseline: str = field(
        default="",
        metadata=_metadata(
            Text(),
            "A file with the findings that are accepted, seen from the folder of the settings "
            "file: only new ones are shown. `ris-ls check --write-baseline` writes it.",
            'baseline = "ris-baseline.json"',
        ),
    )
    targets: tuple[str, ...] = field(
        default=(),
        metadata=_metadata(
            Targets(),
            "The programs that the files are to go to: what each of them would lose, merge, "
            "invent or misfile is reported too.",
            'targets = ["zotero", "rispy"]',
        ),
    )
    specification: Specification = field(
        default="as-is",
        metadata=_metadata(
            Choice(("2011", "2001", "as-is")),
            "The specification to follow where the two differ: that of `2011`, that of `2001` "
            "(Reference Manager), or `as-is`: whatever a file does.",
            'specification = "2011"',
        ),
    )
    format: FormatSettings = field(
        default=FormatSettings(), metadata=_metadata(None, "How a file is laid out.")
    )
    hints: HintSettings = field(
        default=HintSettings(),
        metadata=_metadata(None, "The short remarks that an editor shows within the text."),
    )
    library: LibrarySettings = field(
        default=LibrarySettings(),
        metadata=_metadata(None, "The records that are set beside those of a file."),
    )

    def enables(self, code: str, *, by_default: bool = True) -> bool:
        """Say whether the rule `code` is to be run; `by_default` is what the catalogue says.

        The longest matching entry of `select` and `ignore` decides, `ignore` when both are alike:
        `select=RIS1, ignore=RIS104` checks all lines but for collapsed records, and
        `select=RIS104, ignore=RIS1` checks for these alone. `extend_select` counts as `select`
        does, but leaves on what is on by default. What is left out for every file
        (`for_file`) is left out whatever the two say.
        """
        for pattern, codes in self.per_file_ignores:
            if pattern == EVERY_FILE and _longest_match(codes, code):
                return False
        selected = _longest_match((*self.select, *self.extend_select), code)
        ignored = _longest_match(self.ignore, code)
        if ignored and ignored >= selected:
            return False
        return selected > 0 or (by_default and not self.select)

    def severity_of(self, code: str) -> SettingSeverity | None:
        """Return how severe the findings of a rule are to be; None where nothing is set."""
        matching = [entry for entry in self.severity if code.startswith(entry[0])]
        return max(matching, key=lambda entry: len(entry[0]))[1] if matching else None

    def for_file(self, path: PurePosixPath | None) -> Settings:
        """Return the settings for one file; `path` is seen from the folder of the settings file.

        What `per_file_ignores` says of other files is left out, and what it says of this one
        stands for every file. None is a text that is no file: only what names every file holds.
        """
        if not self.per_file_ignores:
            return self
        here = tuple(
            (EVERY_FILE, codes)
            for pattern, codes in self.per_file_ignores
            if pattern == EVERY_FILE or (path is not None and matches(path, pattern))
        )
        return replace(self, per_file_ignores=here)


EVERY_FILE = "*"
"""The pattern that every file matches."""


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Say whether a file is meant by a pattern: by the name of it or of a folder, or by a path."""
    plain = pattern.replace("\\", "/").removeprefix("./").strip("/")
    if "/" not in plain and any(fnmatchcase(part, plain) for part in path.parts):
        return True
    return fnmatchcase(path.as_posix(), plain) or fnmatchcase(path.as_posix(), f"{plain}/*")


def _longest_match(entries: tuple[str, ...], code: str) -> int:
    return max((len(entry) for entry in entries if code.startswith(entry)), default=0)
