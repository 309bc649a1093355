"""What a rule is, what it finds, and what a fix is. Plain data and two small base classes."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import Any, ClassVar, Literal

from ris_ls.config.settings import Specification
from ris_ls.knowledge import Habit
from ris_ls.library import Holding, Library
from ris_ls.syntax import Field, Record
from ris_ls.text import Block, Decoded, Document, Edit, Span

Severity = Literal["error", "warning", "info", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info", "hint")
"""From the most to the least severe."""

Fixable = Literal["safe", "unsafe", "sometimes", "none"]
"""Whether a rule has a fix: ``sometimes`` means safe or unsafe or none, case by case."""

Removal = Literal[
    "markup",
    "decoration",
    "placeholder",
    "exact duplicate",
    "vendor text",
    "invisible character",
    "rewritten date",
    "rewritten type",
]
"""The classes of text that a safe fix may take out; each rule declares its own."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A minimal edit that mends one finding.

    ``safe`` means: every true record that an importer read is still read, each value still in
    its field or a better one. ``removes`` names the class of text that the fix takes out, if it
    takes any. Offsets of the edits are those of the finding.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    removes: Removal | None = None
    encoding: Literal["utf-8"] | None = None
    """How the whole file is to be written from now on; such a fix has no edits."""

    def __post_init__(self) -> None:
        """Keep equal words once: in a large file they are said ten thousand times."""
        object.__setattr__(self, "title", intern(self.title))


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, and why."""

    message: str
    span: Span
    holding: Holding | None = None
    """The record that is meant, where it is to be asked where it stands: the span says nothing."""
    is_record: bool = False
    """Whether another record is meant, and not a place in this one or in the file."""
    part: int | None = None
    """The number of the part of the file from whose start the span counts, where that is not the
    part of the finding: only what a `GatheringRule` tells has such places."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule reports. Offsets count from the start of what the rule was given."""

    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    group: str = ""
    """What is counted together (a tag, a kind) and reported once per file. Empty: each place by
    itself, unless the rule is one that reports once."""
    severity: Severity | None = None
    """Where it differs from the severity of the rule."""

    def __post_init__(self) -> None:
        """Keep equal words once: in a large file they are said ten thousand times."""
        object.__setattr__(self, "message", intern(self.message))


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the rule that found it. Offsets count from the start of the file."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    unnecessary: bool = False
    """Whether the text is superfluous: editors fade it."""
    places: int = 1
    """For how many places in the file it stands."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beyond the record it looks at. Part of the key of cached findings."""

    line_end: str = "\n"
    """The line end to write."""
    first: bool = True
    """Whether no record stands before this one."""
    last: bool = True
    """Whether no record follows."""
    end_before: int | None = None
    """How many code points before this block the ER line of the block before it starts;
    None where that has none or it was not asked for."""
    exporter: str = ""
    """The short name of the program that wrote the file (``scopus``); empty when not known."""
    targets: tuple[str, ...] = ()
    """The short names of the programs that the file is to go to (``zotero``), as set."""
    specification: Specification = "as-is"
    """Which of the two specifications is to be followed, as set."""
    blank_lines: int = 1
    """How many blank lines the formatter writes between two records, as set."""
    end_blank: bool = True
    """Whether the formatter writes a blank behind the hyphen of ER, as set."""


@dataclass(frozen=True, slots=True)
class FileContext:
    """What a rule about a whole file may know beyond its text."""

    decoded: Decoded | None = None
    """How the bytes of the file were read; None where the text did not come from a file."""
    targets: tuple[str, ...] = ()
    """As in `Context`."""
    to_mend: bool = True
    """Whether anybody asks for fixes; else they may lack edits, of which there can be many."""


class Rule:
    r"""One thing that can be wrong. The docstring is its documentation.

    It holds a first sentence (the summary), then ``## Why``, ``## Example`` and, where there is
    a fix, ``## Mended``, the last two with a fenced block of RIS each. The examples are run as
    tests. In them, ``\t``, ``\r``, ``\ufeff`` and the like stand for the character.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    fixable: ClassVar[Fixable] = "none"
    removes: ClassVar[frozenset[Removal]] = frozenset()
    once: ClassVar[bool] = False
    """Whether it reports once per file (and group), with a count, instead of at each place."""
    on: ClassVar[bool] = True
    """Whether it is on by default."""
    for_targets: ClassVar[bool] = False
    """Whether it speaks of the programs that are set as targets alone."""
    habits: ClassVar[frozenset[Habit]] = frozenset()
    """House styles of exporters that it reports: in a file whose writer is known to have one, all
    its places are told as one finding."""
    since: ClassVar[str] = "0.1.0"
    unnecessary: ClassVar[bool] = False

    @classmethod
    def documentation(cls) -> str:
        """Return the docstring, cleaned of its indentation."""
        return inspect.getdoc(cls) or ""

    @classmethod
    def summary(cls) -> str:
        """Return the first paragraph of the documentation."""
        return " ".join(cls.documentation().split("\n\n", 1)[0].split())


class FileRule(Rule):
    """A rule that looks at the whole file."""

    on_disk: ClassVar[bool] = False
    """Whether it looks at bytes that editors hide: then it is given what is on the disk."""
    any_file: ClassVar[bool] = False
    """Whether it also looks at files that are not RIS."""
    reads_all: ClassVar[bool] = False
    """Whether it reads all of the text: an editor does not wait for it."""

    def prepare(self, block: Block) -> None:
        """Look at one block of the file and keep with it (`Block.memo`) what `check` needs.

        Called for each block in turn, with pauses in between, before `check`, which is to be
        quick then: while it runs, an editor has to wait. A rule may leave this out.
        """

    def follow(self, document: Document, context: FileContext) -> Iterator[None]:
        """Look at all blocks in turn, in steps, where what is kept depends on those before.

        The caller may do something else between two steps. As with `prepare`, `check` is quick
        then; a rule may leave this out.
        """
        return iter(())

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield what is wrong. Offsets count from the start of the file."""
        raise NotImplementedError


class GatheringRule(FileRule):
    """A rule that looks at the whole file, a part at a time, and then says what is wrong in each.

    So a large file can be looked at in several parts at once, and after an edit only in one.
    """

    def gather(self, blocks: Iterable[tuple[int, Block]], before: Block | None = None) -> Any:
        """Return what is to be known of a part of a file, as something that can be pickled.

        Takes its blocks with where in the part they start, and the block before the first one.
        """
        raise NotImplementedError

    def states(self, gathered: Sequence[Any]) -> Sequence[Any]:
        """Return, for each part in order, what of the whole file has to be known to `tell`."""
        raise NotImplementedError

    def tell(self, gathered: Any, state: Any) -> Iterator[Problem]:
        """Yield what is wrong in a part. Offsets count from where it starts.

        Other places may be in other parts (`Related.part`).
        """
        raise NotImplementedError

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield what is wrong. Offsets count from the start of the file."""
        gathered = self.gather(document.placed())
        (state,) = self.states([gathered])
        for problem in self.tell(gathered, state):
            yield in_parts(problem, (0,), 0)


def in_parts(problem: Problem, starts: Sequence[int], number: int) -> Problem:
    """Return a problem of a part, all other places of which count from where that part starts.

    ``starts`` says where each part of the file does, and ``number`` which one it is.
    """
    if all(each.part is None for each in problem.related):
        return problem
    related = tuple(
        replace(each, span=each.span.shift(starts[each.part] - starts[number]), part=None)
        if each.part is not None
        else each
        for each in problem.related
    )
    return replace(problem, related=related)


Condition = Literal["any", "wrapped", "damaged"]
"""Of which records something can be said: of any; of those that are not sound or have values that
go on on untagged lines; of those that are not sound (`Record.is_sound`)."""


class RecordRule(Rule):
    """A rule that looks at one record.

    `tags`, `condition` and `signs` say in which records alone it can find anything. Most records
    are told by them at the speed of C, and the rule is not called: a test holds that it would
    have found nothing.
    """

    tags: ClassVar[frozenset[str]] = frozenset()
    """The rule is called only for records with one of these tags; empty: for every record."""
    condition: ClassVar[Condition] = "any"
    signs: ClassVar[str] = ""
    """Characters, as in a set of a regular expression (``<&``), one of which stands in the text of
    each record in which the rule finds something; empty: any."""
    reads_collapsed: ClassVar[bool] = False
    """Whether it is also called for records that hold a collapsed line."""

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield what is wrong. Offsets count from the start of the record's block."""
        raise NotImplementedError


class FieldRule(Rule):
    """A rule that looks at one field at a time.

    `tags`, `signs`, `shape` and `endings` say in which fields alone it can find anything; see
    `RecordRule`. What several rules say of one tag is put together into one question.
    """

    tags: ClassVar[frozenset[str]] = frozenset()
    """The rule is called only for these tags; empty: for every field."""
    signs: ClassVar[str] = ""
    """Characters, as in a set of a regular expression (``<&``), one of which stands in each full
    value in which the rule finds something; empty: any. For a rule that looks at every tag they
    have to be rare: texts are searched for them."""
    shape: ClassVar[str] = ""
    """What each full value on one line, in which the rule finds something, begins with, as a
    regular expression; empty: anything. See `other_than`."""
    reads_lines: ClassVar[bool] = True
    """Whether `shape` says nothing of a value that goes on on further lines."""
    endings: ClassVar[tuple[str, ...]] = ()
    """How each full value ends in which the rule finds something; empty: anyhow."""

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield what is wrong. Offsets count from the start of the record's block."""
        raise NotImplementedError


class LibraryRule(Rule):
    """A rule that looks at a record beside all others of its file, or of several files."""

    def others(self, holding: Holding, library: Library) -> list[Holding]:
        """Return the records beside which one is to be looked at; nothing where all is well.

        Asked of each record, so it is to be quick. Of very many, some.
        """
        raise NotImplementedError

    def check(
        self, record: Record, holding: Holding, others: Sequence[Holding]
    ) -> Iterator[Problem]:
        """Yield what is wrong, given the record and what `others` gave, in file order.

        Offsets count from the start of the record's block.
        """
        raise NotImplementedError


def other_than(plain: str) -> str:
    """Return the shape of all values but those that match a regular expression as a whole."""
    return rf"(?!(?:{plain})\Z)"


AnyRule = FileRule | RecordRule | FieldRule | LibraryRule

Found = tuple[AnyRule, Problem]
"""A problem and the rule that found it; offsets count from the start of what the rule was given."""
