"""What `ris-ls check` does with one file, in one piece or in parts. Nothing is said here yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from operator import itemgetter
from typing import Any, NamedTuple, overload

from ris_ls.cli.files import Heard, Source, describe_oddities, read_source, write_source
from ris_ls.cli.jobs import FORKS, shared_out
from ris_ls.cli.report import AsJson, AsText, Lines, Paint, ShownFix, View, shown, unified_diff
from ris_ls.cli.tasks import LARGE, FileTask, Reached, Sharing, nobody
from ris_ls.config.settings import Settings
from ris_ls.rules.engine import Frame, check
from ris_ls.rules.fixing import FixReport, fix_steps
from ris_ls.rules.model import Finding
from ris_ls.rules.parts import (
    Group,
    GroupKey,
    Part,
    Parts,
    Place,
    Told,
    check_part,
    check_text,
    conclude,
    may_be_cut,
    place_of,
    together,
)
from ris_ls.syntax import read_document
from ris_ls.text import Decoded


@dataclass(slots=True)
class Outcome:
    """What was found in a file and done with it."""

    name: str
    heard: Heard = field(default_factory=Heard)
    """What is to be said on standard error."""
    diff: str = ""
    findings: list[str] = field(default_factory=list)
    """The findings as they are shown, in file order."""
    checked: bool = False
    """Whether the file could be read."""
    found: Counter[str] = field(default_factory=Counter)
    """How many findings there are of each severity."""
    fixable: int = 0
    """How many of them have a safe fix."""
    would_change: bool = False
    applied: Counter[str] = field(default_factory=Counter)
    removed: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    def count(self, finding: Finding) -> None:
        """Count a finding."""
        self.found[finding.severity] += 1
        self.fixable += finding.fix is not None and finding.fix.safe


@dataclass(frozen=True, slots=True)
class Examination:
    """`ris-ls check` as its options want it."""

    as_json: bool
    paint: Paint
    fix: bool = False
    diff: bool = False
    unsafe: bool = False

    def may_be_cut(self, task: FileTask) -> bool:
        """Tell whether a file may be checked in parts: mending looks at all of it each time."""
        return not (self.fix or self.diff or task.accepted) and may_be_cut(task.settings)

    def view(self, name: str) -> View:
        """Return how findings in a file are shown."""
        return AsJson(name) if self.as_json else AsText(name, self.paint)

    # -- in one piece -------------------------------------------------------------------------

    def whole(self, task: FileTask, reached: Reached = nobody) -> Outcome:
        """Read a file, mend it where that is asked for, and check it."""
        outcome = Outcome(task.file.name)
        source = read_source(task.file.name, outcome.heard)
        if source is not None:
            describe_oddities(source, outcome.heard)
            self._examine(source, task, outcome, reached)
        return outcome

    def _examine(
        self, source: Source, task: FileTask, outcome: Outcome, reached: Reached = nobody
    ) -> None:
        decoded = source.decoded
        document = read_document(decoded.body)
        if self.fix or self.diff:
            steps = fix_steps(
                document,
                task.settings,
                unsafe=self.unsafe,
                decoded=decoded,
                accepted=task.accepted,
            )
            report = _reported(steps, len(document.blocks), reached)
            written = True
            if self.diff:
                outcome.would_change = report.changed
                outcome.diff = unified_diff(source.name, decoded.body, document.text, self.paint)
            elif report.changed or source.is_standard_input:
                written = write_source(source, document.text, outcome.heard, report.decoded)
            if written:
                _note_mended(outcome, report)
                decoded = report.decoded or decoded
            else:
                document = read_document(decoded.body)  # what is left in the file
        findings = check(document, task.settings, decoded=decoded, accepted=task.accepted)
        outcome.checked = True
        for finding in findings:
            outcome.count(finding)
        if not self.diff:
            view, lines = self.view(source.name), Lines(document.text)
            outcome.findings = [shown(view, finding, 0, lines) for finding in findings]

    # -- in parts -----------------------------------------------------------------------------

    def by_parts(self, task: FileTask, sharing: Sharing) -> Outcome:
        """Read a file and check it, in parts if it is large."""
        outcome = Outcome(task.file.name)
        source = read_source(task.file.name, outcome.heard)
        if source is None:
            return outcome
        describe_oddities(source, outcome.heard)
        if len(source.data) < LARGE:
            self._examine(source, task, outcome)
            return outcome
        decoded = source.decoded
        del source  # the bytes are not needed any more
        parts = Parts(decoded.body)
        outcome.checked = True
        if len(parts) == 1 or not self._put_together(parts, decoded, task, sharing, outcome):
            outcome = Outcome(task.file.name, outcome.heard)
            self._examine(Source(outcome.name, b"", decoded), task, outcome)
        return outcome

    def _put_together(
        self, parts: Parts, decoded: Decoded, task: FileTask, sharing: Sharing, outcome: Outcome
    ) -> bool:
        """Check the parts of a file; False where it takes the whole to tell."""
        view = self.view(outcome.name)
        whole = _Whole(view, task.settings, parts, decoded)
        # What is found in all of the text is a task among the others, where it need not be sent.
        shares_it = FORKS or sharing.jobs == 1
        work = _PartWork(view, task.settings, parts.frame, whole if shares_it else None)
        tasks = _Tasks(parts, shares_it)
        sizes = [task.file.size // len(parts)] * len(tasks)
        with shared_out(work, tasks, sizes, sharing.jobs, sharing.progress.of(sizes)) as results:
            about_file = next(results) if shares_it else whole.check()
            done = list(results)
        concluded = conclude(parts, [part.gathered for part in done], task.settings)
        if concluded is None:
            return False
        found_once: dict[GroupKey, list[tuple[int, ShownGroup]]] = {}
        for number, part in enumerate(done):
            for key, group in part.groups.items():
                found_once.setdefault(key, []).append((number, group))
        told: list[tuple[Place, str]] = []
        for found in found_once.values():
            one = _as_one(found, view, outcome)
            if one is None:
                return False
            told.append(one)
        done += [about_file, whole.show(concluded)]
        for part in done:
            outcome.found.update(part.found)
            outcome.fixable += part.fixable
        # Equal places keep their order: those that stand by themselves come first.
        alone = chain.from_iterable(part.findings for part in done)
        outcome.findings = [text for _, text in sorted(chain(alone, told), key=itemgetter(0))]
        return True


def _reported(steps: Generator[None, None, FixReport], blocks: int, reached: Reached) -> FixReport:
    """Go through the steps of mending, and return the report.

    Nobody knows how many there will be: with as many as there are blocks, half is done.
    """
    for done in count():
        try:
            next(steps)
        except StopIteration as end:
            report: FixReport = end.value
            return report
        if done % 100 == 0:
            reached(done / (done + blocks))
    raise AssertionError  # for the type checker: there is no end to counting


def _note_mended(outcome: Outcome, report: FixReport) -> None:
    outcome.applied = report.applied
    for each in report.removed:
        outcome.removed[each.code, each.removal] += each.count
    outcome.refused = [f"{outcome.name}: {sentence}" for sentence in report.refused]


# -- parts ------------------------------------------------------------------------------------


class ShownGroup(NamedTuple):
    """What of one part is told once for the file, as far as it can be shown without the others."""

    told: Told
    opening: str
    behind: str
    edits: str
    """The edits of all its fixes made together."""
    first_edits: str
    """Those of the fix of the first place."""


class ShownPart(NamedTuple):
    """What was found in one part, as it is shown."""

    findings: list[tuple[Place, str]]
    found: Counter[str]
    fixable: int
    groups: dict[GroupKey, ShownGroup]
    gathered: dict[str, Any]


class _Tasks(Sequence["Part | None"]):
    """The parts of a file; where that is wanted, before them None for all of it."""

    def __init__(self, parts: Parts, with_whole: bool) -> None:
        self._parts = parts
        self._before = int(with_whole)

    def __len__(self) -> int:
        return self._before + len(self._parts)

    @overload
    def __getitem__(self, index: int) -> Part | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Part | None]: ...
    def __getitem__(self, index: int | slice) -> Part | list[Part | None] | None:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        return None if index < self._before else self._parts[index - self._before]


@dataclass(frozen=True, slots=True)
class _Whole:
    """Checks what concerns a file as a whole."""

    view: View
    settings: Settings
    parts: Parts
    decoded: Decoded

    def check(self) -> ShownPart:
        """Return what is found in all of the text."""
        return self.show(check_text(self.parts, self.settings, self.decoded))

    def show(self, findings: list[Finding]) -> ShownPart:
        """Return findings about the file as they are shown."""
        findings = sorted(findings, key=place_of)
        return _shown_part(
            [(place_of(each), 0, each) for each in findings], self.view, Lines(self.parts.text)
        )


@dataclass(frozen=True, slots=True)
class _PartWork:
    """Checks one part of a file, or the file as a whole."""

    view: View
    settings: Settings
    frame: Frame
    whole: _Whole | None

    def __call__(self, part: Part | None) -> ShownPart:
        if part is None:
            assert self.whole is not None  # for the type checker: the task is there only then
            return self.whole.check()
        found = check_part(part, self.settings, self.frame)
        lines = Lines(part.text, part.first_line)
        groups = {key: self._group(group, lines) for key, group in found.groups.items()}
        return _shown_part(found.alone, self.view, lines)._replace(
            groups=groups, gathered=found.gathered
        )

    def _group(self, group: Group, lines: Lines) -> ShownGroup:
        view, first = self.view, group.first
        return ShownGroup(
            group.told,
            view.opening(first, group.base, lines),
            view.behind(first, group.base, lines),
            view.edits(group.edits, 0, lines),
            view.edits(first.fix.edits, group.base, lines) if first.fix else "",
        )


def _shown_part(
    findings: Sequence[tuple[Place, int, Finding]], view: View, lines: Lines
) -> ShownPart:
    """Return findings as they are shown, and counted."""
    return ShownPart(
        [(place, shown(view, finding, base, lines)) for place, base, finding in findings],
        Counter(finding.severity for _, _, finding in findings),
        sum(1 for _, _, each in findings if each.fix is not None and each.fix.safe),
        {},
        {},
    )


def _as_one(
    found: Sequence[tuple[int, ShownGroup]], view: View, outcome: Outcome
) -> tuple[Place, str] | None:
    """Return the one finding of a group of places in several parts, and count it.

    None where fixes of two parts touch each other.
    """
    one = together([number for number, _ in found], [each.told for _, each in found])
    if one is None:
        return None
    first = found[0][1]
    fix: ShownFix | None = None
    if one.title:
        edits = tuple(found[index][1].edits for index in one.mended)
        if one.places == 1:
            edits = (first.first_edits,)
        fix = ShownFix(one.title, one.safe, edits)
    outcome.found[first.told.severity] += 1
    outcome.fixable += one.safe
    text = first.opening + view.message(one.message) + first.behind + view.closing(one.places, fix)
    return first.told.place, text
