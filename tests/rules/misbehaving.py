"""Rules that do what no rule should, to see that the machinery withstands them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from ris_ls.rules.model import (
    AnyRule,
    Context,
    FieldRule,
    FileContext,
    FileRule,
    Fix,
    Problem,
    RecordRule,
    Removal,
)
from ris_ls.syntax import Field, Record
from ris_ls.text import Document, Edit, Span

Look = Callable[[Record, Context], Iterator[Problem]]


def record_rule(
    look: Look,
    code: str = "RIS991",
    *,
    once: bool = False,
    removes: frozenset[Removal] = frozenset(),
    tags: frozenset[str] = frozenset(),
    reads_collapsed: bool = False,
) -> AnyRule:
    """Make a rule about records out of a function."""

    class _Rule(RecordRule):
        """A rule made for a test."""

        def check(self, record: Record, context: Context) -> Iterator[Problem]:
            return look(record, context)

    _Rule.code, _Rule.name, _Rule.severity = code, "made-for-a-test", "warning"
    _Rule.once, _Rule.removes, _Rule.tags = once, removes, tags
    _Rule.reads_collapsed = reads_collapsed
    return _Rule()


def field_rule(
    look: Callable[[Field, Record, Context], Iterator[Problem]],
    code: str = "RIS992",
    *,
    tags: frozenset[str] = frozenset(),
    once: bool = False,
) -> AnyRule:
    """Make a rule about fields out of a function."""

    class _Rule(FieldRule):
        """A rule made for a test."""

        def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
            return look(field, record, context)

    _Rule.code, _Rule.name, _Rule.severity = code, "made-for-a-test", "warning"
    _Rule.tags, _Rule.once = tags, once
    return _Rule()


def file_rule(
    look: Callable[[Document], Iterator[Problem]],
    code: str = "RIS990",
    *,
    on_disk: bool = False,
    any_file: bool = False,
) -> AnyRule:
    """Make a rule about files out of a function."""

    class _Rule(FileRule):
        """A rule made for a test."""

        def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
            return look(document)

    _Rule.code, _Rule.name, _Rule.severity = code, "made-for-a-test", "warning"
    _Rule.on_disk, _Rule.any_file = on_disk, any_file
    return _Rule()


class Replacing(RecordRule):
    """A rule that replaces one text by another wherever a record holds it, as a safe fix."""

    name: ClassVar[str] = "replacing"
    severity = "warning"
    fixable = "safe"

    def __init__(
        self,
        old: str,
        new: str,
        *,
        code: str = "RIS993",
        safe: bool = True,
        removes: Removal | None = None,
        declared: frozenset[Removal] | None = None,
        once: bool = False,
    ) -> None:
        self.old, self.new, self.safe, self.removal = old, new, safe, removes
        self.code = code  # type: ignore[misc]
        self.once = once  # type: ignore[misc]
        self.removes = frozenset({removes} if removes else ())  # type: ignore[misc, arg-type]
        if declared is not None:
            self.removes = declared  # type: ignore[misc]

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        at = record.text.find(self.old)
        while at >= 0:
            edit = Edit(at, at + len(self.old), self.new)
            fix = Fix("Replace", (edit,), self.safe, self.removal)
            yield Problem(Span(edit.start, edit.end), "Something to replace.", fix)
            at = record.text.find(self.old, at + len(self.old))
