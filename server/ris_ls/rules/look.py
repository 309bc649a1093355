"""How a document is looked at, and what the rules find that look at the file as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from ris_ls.config.settings import Settings
from ris_ls.rules.across import library_rules
from ris_ls.rules.engine import Frame, frame_of, preparing, run_rule, usual_context
from ris_ls.rules.model import (
    AnyRule,
    Context,
    FileContext,
    FileRule,
    Found,
    GatheringRule,
    LibraryRule,
)
from ris_ls.rules.registry import selected
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted
from ris_ls.text import Document


@dataclass(frozen=True, eq=False)
class Look:
    """How a document is looked at: all that decides, besides its text, what is found in it."""

    settings: Settings
    frame: Frame
    accepted: Accepted = field(default_factory=lambda: NOTHING_ACCEPTED)
    on_disk: bool = False
    """Whether rules about bytes that editors hide look at this text."""

    @cached_property
    def rules(self) -> tuple[AnyRule, ...]:
        """The rules that are wanted."""
        return selected(self.settings)

    @cached_property
    def usual(self) -> Context:
        """What holds for each record but the first and the last."""
        return usual_context(self.settings, self.frame)

    @cached_property
    def file_rules(self) -> tuple[FileRule, ...]:
        """The rules that look at the file as a whole."""
        return tuple(
            rule
            for rule in self.rules
            if isinstance(rule, FileRule)
            and (self.on_disk or not rule.on_disk)
            and (rule.any_file or not self.frame.foreign)
        )

    @cached_property
    def library_rules(self) -> tuple[LibraryRule, ...]:
        """The rules that look at records beside others."""
        return () if self.frame.foreign else library_rules(self.rules)

    @cached_property
    def preparing(self) -> tuple[FileRule, ...]:
        """Those of them that look at each block before."""
        return preparing(self.file_rules)

    def is_like(self, other: Look) -> bool:
        """Tell whether two looks find the same in the same text."""
        return (self.settings, self.frame, self.accepted, self.on_disk) == (
            other.settings,
            other.frame,
            other.accepted,
            other.on_disk,
        )


def look_at(
    document: Document,
    settings: Settings,
    accepted: Accepted = NOTHING_ACCEPTED,
    *,
    on_disk: bool = False,
) -> Look:
    """Return how to look at a document; its beginning tells who wrote it."""
    return Look(settings, frame_of(document), accepted, on_disk)


def about_file(document: Document, look: Look, *, slow: bool) -> list[Found]:
    """Return what the rules find that look at the whole file at once.

    ``slow`` asks for those that read all of it; else for those that look at its ends alone.
    """
    context = _file_context(look)
    return [
        found
        for rule in look.file_rules
        if not isinstance(rule, GatheringRule) and rule.reads_all == slow
        for found in run_rule(rule, rule.check, document, context)
    ]


def follow_file(document: Document, look: Look) -> Iterator[None]:
    """Let the rules that `about_file` calls slow look at all of the file before, in steps."""
    context = _file_context(look)
    for rule in look.file_rules:
        if rule.reads_all:
            with suppress(Exception):  # it is logged when `check` raises it again
                yield from rule.follow(document, context)


def _file_context(look: Look) -> FileContext:
    return FileContext(targets=look.settings.targets)
