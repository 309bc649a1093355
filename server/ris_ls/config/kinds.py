"""The kinds of values that settings have: how each is read, and how JSON Schema describes it.

Reading never raises. What cannot be used is said in one sentence each and left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from reprlib import repr as shown  # cuts what is long or deep, and never raises
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Known:
    """What settings may name. Rule codes and importers reach `config` as data."""

    codes: Collection[str] = ()
    """The codes of all rules; without any, codes are not looked up."""
    targets: Collection[str] = ()
    """The short names of the importers that can be a target; without any, they are not looked
    up."""
    closed: Collection[str] = ()
    """The short names of importers of which too little is known to be one."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of rules (`doi-prefix`) and their codes."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a value."""

    value: Any = None
    """None where nothing of it can be used: the default stays."""
    problems: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Where below the setting, and a sentence."""


class Kind(Protocol):
    """A kind of value."""

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read a value; `name` is what the user calls the setting."""

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of such a value."""


def _wrong(sentence: str) -> Read:
    return Read(None, (((), sentence),))


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read true or false."""
        if isinstance(value, bool):
            return Read(value)
        return _wrong(f"`{name}` must be true or false, not {shown(value)}.")

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of true or false."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two others."""

    least: int
    most: int

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read a whole number."""
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if is_whole and self.least <= value <= self.most:  # type: ignore[operator]
            return Read(int(value))  # type: ignore[call-overload]
        return _wrong(
            f"`{name}` must be a number from {self.least} to {self.most}, not {shown(value)}."
        )

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of the number."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Text:
    """Any text."""

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read a text."""
        if isinstance(value, str):
            return Read(str(value))
        return _wrong(f"`{name}` must be a text, not {shown(value)}.")

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of a text."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read one of the words."""
        if isinstance(value, str) and value in self.words:
            return Read(str(value))
        if not isinstance(value, str) and str(value) in self.words:
            return _wrong(f'`{name}` must be in quotation marks: "{value}".')
        if value == "off":
            return _wrong(f"`{name}` cannot be 'off'; name the rule in `ignore` instead.")
        words = ", ".join(f"`{word}`" for word in self.words[:-1]) + f" or `{self.words[-1]}`"
        return _wrong(
            f"`{name}` must be {words}, not {shown(value)}.{suggestion(str(value), self.words)}"
        )

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of the words."""
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Codes:
    """A list of rule codes or their beginnings."""

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read a list of codes, in capitals and each once."""
        if not isinstance(value, list | tuple):
            return _wrong(f"`{name}` must be a list of rule codes, not {shown(value)}.")
        read: list[str] = []
        problems: list[tuple[tuple[str, ...], str]] = []
        for entry in value:
            if problem := code_problem(entry, name, known):
                problems.append(((), problem))
            elif (code := str(entry).strip().upper()) not in read:
                read.append(code)
        return Read(tuple(read), tuple(problems))

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of a list of codes."""
        return {"type": "array", "items": _code_schema(), "uniqueItems": True}


@dataclass(frozen=True, slots=True)
class Targets:
    """A list of importers, by their short names."""

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read a list of importers, each once."""
        if not isinstance(value, list | tuple):
            return _wrong(f"`{name}` must be a list of programs, not {shown(value)}.")
        read: list[str] = []
        problems: list[tuple[tuple[str, ...], str]] = []
        for entry in value:
            word = entry.strip().lower() if isinstance(entry, str) else ""
            word = word.replace("-", "")  # citation-js, as people write it
            if not word or (known.targets and word not in known.targets):
                problems.append(((), _no_target(entry, word, name, known)))
            elif word not in read:
                read.append(word)
        return Read(tuple(read), tuple(problems))

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of a list of importers."""
        items: dict[str, Any] = {"type": "string"}
        if known.targets:
            items["enum"] = sorted(known.targets)
        return {"type": "array", "items": items, "uniqueItems": True}


def _no_target(entry: object, word: str, name: str, known: Known) -> str:
    if word in known.closed:
        said = "of which nothing is documented that could be checked"
        return f"`{name}` holds {shown(entry)}, {said}; it can hold {', '.join(known.targets)}."
    hint = suggestion(word, sorted(known.targets))
    return f"`{name}` holds {shown(entry)}, which is no program that is known.{hint}"


@dataclass(frozen=True, slots=True)
class ByCode:
    """A table from a rule code, or the beginning of one, to a value; kept as sorted pairs."""

    inner: Kind

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read the table."""
        return _read_table(value, name, known, self.inner, codes=True)

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of the table."""
        return {
            "type": "object",
            "propertyNames": _code_schema(),
            "additionalProperties": self.inner.schema(known),
        }


RECORD_KEYS = ("doi", "an", "title", "id")
"""By what a record can be named."""


@dataclass(frozen=True, slots=True)
class ByRecord:
    """A table from a record, named by `doi:`, `an:`, `title:` or `id:`, to a value."""

    inner: Kind

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read the table."""
        read = _read_table(value, name, known, self.inner, codes=False)
        if read.value is None:
            return read
        problems = list(read.problems)
        pairs = []
        for key, inner in read.value:
            kind, colon, rest = key.partition(":")
            if colon and kind.strip().lower() in RECORD_KEYS and rest.strip():
                pairs.append((key, inner))
                continue
            near = get_close_matches(kind.strip().lower(), RECORD_KEYS, n=1) if colon else ()
            hint = f" Did you mean `{near[0]}:{rest}`?" if near and rest.strip() else ""
            said = "names no record: it must begin with `doi:`, `an:`, `title:` or `id:`"
            problems.append(((key,), f"`{name}`: {shown(key)} {said}.{hint}"))
        return Read(tuple(pairs), tuple(problems))

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of the table."""
        return {
            "type": "object",
            "propertyNames": {"pattern": r"^\s*([Dd][Oo][Ii]|[Aa][Nn]|[Tt]itle|[Ii][Dd])\s*:"},
            "additionalProperties": self.inner.schema(known),
        }


@dataclass(frozen=True, slots=True)
class ByText:
    """A table from any text to a value; kept as sorted pairs."""

    inner: Kind

    def read(self, value: object, name: str, known: Known) -> Read:
        """Read the table."""
        return _read_table(value, name, known, self.inner, codes=False)

    def schema(self, known: Known) -> dict[str, Any]:
        """Return the JSON Schema of the table."""
        return {"type": "object", "additionalProperties": self.inner.schema(known)}


def _read_table(value: object, name: str, known: Known, inner: Kind, *, codes: bool) -> Read:
    if not isinstance(value, Mapping):
        return _wrong(f"`{name}` must be a table, not {shown(value)}.")
    pairs: dict[str, Any] = {}
    problems: list[tuple[tuple[str, ...], str]] = []
    for key, each in value.items():
        word = str(key)
        if codes and (problem := code_problem(key, name, known)):
            problems.append(((word,), problem))
            continue
        read = inner.read(each, f"{name}.{word}", known)
        problems.extend(((word, *path), sentence) for path, sentence in read.problems)
        if read.value is not None:
            pairs[word.strip().upper() if codes else word] = read.value
    return Read(tuple(sorted(pairs.items())), tuple(problems))


def code_problem(entry: object, name: str, known: Known) -> str:
    """Return what is wrong with a rule code or the beginning of one; empty when nothing."""
    code = entry.strip().upper() if isinstance(entry, str) else ""
    if not code:
        return f"`{name}` holds {shown(entry)}, which is no rule code."
    if known.codes and not any(each.startswith(code) for each in known.codes):
        by_name = known.names.get(code.lower(), "")
        hint = f" Did you mean `{by_name}`?" if by_name else nearest_code(code, known.codes)
        return f"`{name}` holds {shown(entry)}, which is no rule code.{hint}"
    return ""


def nearest_code(code: str, codes: Collection[str]) -> str:
    """Return a suggestion for a code that differs in one sign; empty when there is none."""
    nearest = get_close_matches(code, sorted(codes), n=1, cutoff=0.8)
    return f" Did you mean `{nearest[0]}`?" if nearest else ""


def _code_schema() -> dict[str, Any]:
    return {"type": "string", "pattern": "^[Rr][Ii][Ss][0-9]{0,3}$"}


def suggestion(word: str, known: Collection[str], path: str = "") -> str:
    """Return `` Did you mean `x`?`` for the nearest known word; empty when none is near."""
    nearest = get_close_matches(word, known, n=1)
    return f" Did you mean `{path}{nearest[0]}`?" if nearest else ""
