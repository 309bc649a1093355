"""Runs rules over a document and gives findings with places in the file.

What a rule finds in a record is kept with the record's block, so after an edit only the blocks
that changed are looked at again. A rule that crashes is contained to one record and logged once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ParamSpec

from ris_ls.config.settings import Settings
from ris_ls.knowledge import exporter
from ris_ls.rules.across import Beside, cards_of, library_rules
from ris_ls.rules.claims import Claims
from ris_ls.rules.model import (
    AnyRule,
    Context,
    FieldRule,
    FileContext,
    FileRule,
    Finding,
    Fix,
    Found,
    LibraryRule,
    Problem,
    RecordRule,
    Related,
)
from ris_ls.rules.plan import Plan, plan
from ris_ls.rules.registry import selected
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted, Silence
from ris_ls.syntax import Record, exporter_of, foreign_format, record_of
from ris_ls.syntax.exporters import LOOKED_AT
from ris_ls.syntax.foreign import HEAD
from ris_ls.text import Block, Decoded, Document, Span
from ris_ls.text.lines import prevailing_line_end

_log = logging.getLogger(__name__)
_crashed: set[str] = set()

MAX_RELATED = 20
"""How many further places a finding that stands for many names."""

P = ParamSpec("P")


def check(
    document: Document,
    settings: Settings,
    *,
    on_disk: bool = True,
    merge: bool = True,
    rules: tuple[AnyRule, ...] | None = None,
    decoded: Decoded | None = None,
    accepted: Accepted = NOTHING_ACCEPTED,
) -> list[Finding]:
    """Return everything that the selected rules find, in file order.

    ``on_disk`` says whether the text is that of the file, byte for byte: rules about bytes that
    editors hide are left out otherwise. Without ``merge``, a rule that reports once per file
    reports each place. ``rules`` are run in place of those that the settings select. ``decoded``
    tells how the bytes of the file were read; what is ``accepted`` is not reported.
    """
    merger = Merger(settings, merge=merge)
    for offset, found in check_blocks(document, settings, rules=rules, accepted=accepted):
        merger.add(offset, found)
    file_found = check_file(
        document, settings, on_disk=on_disk, rules=rules, decoded=decoded, accepted=accepted
    )
    merger.add(0, file_found)
    return merger.findings()


def check_file(
    document: Document,
    settings: Settings,
    *,
    on_disk: bool,
    rules: tuple[AnyRule, ...] | None = None,
    decoded: Decoded | None = None,
    accepted: Accepted = NOTHING_ACCEPTED,
    to_mend: bool = True,
) -> list[Found]:
    """Return what the rules that look at the whole file find. Offsets count from its start.

    Where nothing is ``to_mend``, fixes may lack edits.
    """
    context = FileContext(decoded, targets=settings.targets, to_mend=to_mend)
    foreign = foreign_format(document) is not None
    rules = selected(settings) if rules is None else rules
    found: list[Found] = []
    for rule in rules:
        if (
            isinstance(rule, FileRule)
            and (on_disk or not rule.on_disk)
            and (rule.any_file or not foreign)
        ):
            found.extend(run_rule(rule, rule.check, document, context))
    found = Silence(settings, accepted).in_file(document, found)
    beside = library_rules(rules)
    if beside and not foreign:
        records = Beside(
            cards_of(document), lambda card: document.blocks[document.block_at(card.offset)]
        )
        found.extend(check_beside(records, beside, Silence(settings, accepted)))
    return found


def check_beside(
    records: Beside, rules: Iterable[LibraryRule], silence: Silence
) -> Iterator[Found]:
    """Yield what rules find in the records of a file, each beside the others.

    Offsets count from the start of the file.
    """
    for rule in rules:
        for offset, block, found in _beside(records, rule):
            for left, problem in silence.in_block(block, [found]):
                yield left, moved_by(problem, offset)


def _beside(records: Beside, rule: LibraryRule) -> Iterator[tuple[int, Block, Found]]:
    """Yield what a rule finds; when it crashes, what it had found so far, and log the crash."""
    try:
        for offset, block, problem in records.check(rule):
            yield offset, block, (rule, problem)
    except Exception:
        _crash(rule)


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for every record of a file, worked out from its beginning."""

    line_end: str
    """The line end to write."""
    exporter: str
    """The short name of the program that wrote the file; empty where that is not sure."""
    foreign: bool
    """Whether it is not RIS but another format: then no record is looked at."""


def frame_of(document: Document) -> Frame:
    """Return what holds for every record of a document. It reads its first records alone."""
    first = document.pages[0]
    if len(first.blocks) >= 2 * LOOKED_AT and first.length >= HEAD:
        return first.memo(frame_of, lambda: _frame_of(document))
    return _frame_of(document)


def _frame_of(document: Document) -> Frame:
    return Frame(_line_end(document), _exporter(document), foreign_format(document) is not None)


def check_blocks(
    document: Document,
    settings: Settings,
    *,
    rules: tuple[AnyRule, ...] | None = None,
    accepted: Accepted = NOTHING_ACCEPTED,
    frame: Frame | None = None,
    opens: bool = True,
    closes: bool = True,
) -> Iterator[tuple[int, list[Found]]]:
    """Yield (offset of the block, what was found in it) for each block; nothing for other formats.

    A generator, so that the caller can stop between two blocks and do something else. A document
    that is only a part of a file is looked at with the ``frame`` of that file; ``opens`` and
    ``closes`` say whether it is the file's first and last part. Its first block must not lack a TY.
    """
    frame = frame or frame_of(document)
    if frame.foreign:
        return
    if rules is None:
        rules = selected(settings)
    silence = Silence(settings, accepted)
    last = len(document.blocks) - 1
    usual = usual_context(settings, frame)
    looking_before = preparing(rules)
    previous: Block | None = None
    for index, (offset, block) in enumerate(document.placed()):
        context = context_at(
            usual, previous, block, first=opens and index == 0, last=closes and index == last
        )
        found = check_block(block, context, rules)
        prepare_block(block, looking_before)
        yield offset, silence.in_block(block, found)
        previous = block


def usual_context(settings: Settings, frame: Frame) -> Context:
    """Return what holds for each record of a file but the first and the last."""
    return Context(
        line_end=frame.line_end,
        first=False,
        last=False,
        exporter=frame.exporter,
        targets=settings.targets,
        specification=settings.specification,
        blank_lines=settings.format.blank_lines,
        end_blank=settings.format.end_blank,
    )


def context_at(
    usual: Context, previous: Block | None, block: Block, *, first: bool, last: bool
) -> Context:
    """Return what holds for the record in a block behind another one."""
    end_before = _end_before(previous, block)
    if first or last or end_before is not None:
        return replace(usual, first=first, last=last, end_before=end_before)
    return usual


def prepare_block(block: Block, rules: tuple[FileRule, ...]) -> None:
    """Let rules that look at the whole file look at one block of it (`preparing`)."""
    for rule in rules:
        run_rule(rule, _prepared, rule, block)


def preparing(rules: Iterable[AnyRule]) -> tuple[FileRule, ...]:
    """Return those rules that look at each block of a file before they look at the whole."""
    return tuple(
        rule
        for rule in rules
        if isinstance(rule, FileRule) and type(rule).prepare is not FileRule.prepare
    )


def check_block(block: Block, context: Context, rules: tuple[AnyRule, ...]) -> list[Found]:
    """Return what ``rules`` find in one block, from memory where nothing changed."""
    known = block.recall(check_block)
    # Comparing dozens of rules for every block of a large file would cost more than it saves.
    if known is not None and known[0] is rules and (known[1] is context or known[1] == context):
        found: list[Found] = known[2]
        return found
    found = _check_block(block, context, rules)
    block.keep(check_block, (rules, context, found))
    return found


def found_before(block: Block) -> list[Found] | None:
    """Return what was found in a block when it was last looked at, by whatever rules; or None."""
    known = block.recall(check_block)
    return None if known is None else known[2]


def _check_block(block: Block, context: Context, rules: tuple[AnyRule, ...]) -> list[Found]:
    return _as_habits(_look_at(block, context, rules), context.exporter)


def _as_habits(found: list[Found], exporter_key: str) -> list[Found]:
    """Have the house style of the file's writer told once for the file, whatever the places."""
    writer = exporter(exporter_key)
    if writer is None or not any(rule.habits for rule, _ in found):
        return found
    return [
        (rule, replace(problem, group="habit"))
        if not rule.habits.isdisjoint(writer.habits) and not problem.group
        else (rule, problem)
        for rule, problem in found
    ]


def _look_at(block: Block, context: Context, rules: tuple[AnyRule, ...]) -> list[Found]:
    record = record_of(block)
    if not record.is_sound and record.is_empty and not record.before:
        return []
    looks = plan(rules)
    try:
        return _found_in(record, context, looks, _plainly)
    except Exception:  # guarding each rule by itself would cost as much as most rules do
        return _found_in(record, context, looks, _contained)


Call = Callable[..., Iterable[Problem]]
"""Has a rule check something, and returns what it yields."""


def _plainly(rule: RecordRule | FieldRule, *args: Any) -> Iterable[Problem]:
    return rule.check(*args)


def _contained(rule: RecordRule | FieldRule, *args: Any) -> Iterable[Problem]:
    return [problem for _, problem in run_rule(rule, rule.check, *args)]


def _found_in(record: Record, context: Context, looks: Plan, call: Call) -> list[Found]:
    """Return what the rules find in a record and its fields."""
    found: list[Found] = []
    signs = looks.signs_in(record.text)
    for rule, has_sign in looks.record_rules(record):
        if has_sign is None or (signs and has_sign(signs)):
            for problem in call(rule, record, context):
                found.append((rule, problem))
    if not record.is_sound and record.collapsed:
        return found
    gates, values, wrapped = looks.plain_gates, record.values, record.wrapped
    told = {
        index
        for index, (code, value) in enumerate(zip(record.codes, values, strict=True))
        if gates[code].may_tell(value)
    }
    signed = looks.signed_values(record) if signs else frozenset[int]()
    for index in sorted(told | signed | wrapped):
        code, value = record.codes[index], values[index]
        gate = (looks.gates if index in signed else gates)[code]
        for field_rule, may_tell in gate.wrapped if index in wrapped else gate.rules:
            if may_tell(value):
                for problem in call(field_rule, record.field(index), record, context):
                    found.append((field_rule, problem))
    return found


def run_rule(
    rule: AnyRule, check: Callable[P, Iterable[Problem]], *args: P.args, **kwargs: P.kwargs
) -> list[Found]:
    """Run a rule; when it crashes, give what it had found so far and log the crash once."""
    found: list[Found] = []
    try:
        for problem in check(*args, **kwargs):
            found.append((rule, problem))
    except Exception:
        _crash(rule)
    return found


def _crash(rule: AnyRule) -> None:
    """Log, while it is being handled, that a rule crashed: once for each rule."""
    if rule.code not in _crashed:
        _crashed.add(rule.code)
        _log.exception("rule %s crashed; the other rules go on", rule.code)


def _prepared(rule: FileRule, block: Block) -> tuple[Problem, ...]:
    rule.prepare(block)
    return ()


def _line_end(document: Document) -> str:
    """Return the line end that the beginning of the file uses most."""
    return prevailing_line_end("".join(block.text for block in document.blocks[:8]))


def _exporter(document: Document) -> str:
    """Return the short name of the program that wrote the file; empty where that is not sure."""
    guess = exporter_of(document)
    return "" if guess is None or guess.confidence == "possible" else guess.key


def _end_before(previous: Block | None, block: Block) -> int | None:
    """Tell how far before a block without TY the ER line of the block before it starts."""
    if previous is None or not block.memo(_lacks_type, partial(_lacks_type, block)):
        return None
    end = record_of(previous).end
    return None if end is None else len(previous.text) - end.start


def _lacks_type(block: Block) -> bool:
    record = record_of(block)
    return not record.is_sound and bool(record.fields) and not record.types and not record.collapsed


class Merger:
    """Gathers what was found, places it in the file, and merges what is reported once.

    Blocks may be added in any order. Without ``merge``, every place is a finding of its own.
    """

    def __init__(self, settings: Settings, *, merge: bool = True) -> None:
        self._settings = settings
        self._merge = merge
        self._findings: list[Finding] = []
        self._groups: dict[tuple[str, str], list[_Place]] = {}

    def add(self, offset: int, found: Iterable[Found]) -> None:
        """Take what was found in a block that starts at ``offset``."""
        for rule, problem in found:
            if (rule.once or problem.group) and self._merge:
                group = self._groups.setdefault((rule.code, problem.group), [])
                group.append(_Place(rule, problem, offset))
            else:
                self._findings.append(self._severe(_finding(rule, problem, offset)))

    def findings(self) -> list[Finding]:
        """Return all findings in file order, the more severe first where they coincide."""
        return _in_order([*self._findings, *self._merged()])

    def unordered(self) -> Iterator[Finding]:
        """Yield all findings in any order, so that the caller can do something else between."""
        yield from self._findings
        yield from self._merged()

    def _merged(self) -> Iterator[Finding]:
        return (self._severe(_merge(places)) for places in self._groups.values())

    def _severe(self, finding: Finding) -> Finding:
        """Return a finding as severe as the settings want it."""
        wanted = self._settings.severity_of(finding.code) if self._settings.severity else None
        return finding if wanted is None else replace(finding, severity=wanted)


def _in_order(findings: list[Finding]) -> list[Finding]:
    order = {"error": 0, "warning": 1, "info": 2, "hint": 3}
    return sorted(findings, key=lambda f: (f.span.start, order[f.severity], f.code, f.span.end))


@dataclass(frozen=True, slots=True)
class _Place:
    """Something found, and where its block starts."""

    rule: AnyRule
    problem: Problem
    offset: int

    @property
    def span(self) -> Span:
        return self.problem.span.shift(self.offset)

    @property
    def fix(self) -> Fix | None:
        return _shifted(self.problem.fix, self.offset)


def _finding(rule: AnyRule, problem: Problem, offset: int) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        problem.severity or rule.severity,
        problem.message,
        problem.span.shift(offset),
        _shifted(problem.fix, offset),
        _moved_related(problem.related, offset),
        rule.unnecessary,
    )


def moved_by(problem: Problem, by: int) -> Problem:
    """Return a problem whose offsets count from a place so many code points before."""
    return replace(
        problem,
        span=problem.span.shift(by),
        fix=_shifted(problem.fix, by),
        related=_moved_related(problem.related, by),
    )


def _moved_related(related: tuple[Related, ...], by: int) -> tuple[Related, ...]:
    return tuple(
        replace(each, span=each.span.shift(by)) if each.part is None else each for each in related
    )


def _shifted(fix: Fix | None, offset: int) -> Fix | None:
    if fix is None or offset == 0:
        return fix
    return replace(fix, edits=tuple(edit.shift(offset) for edit in fix.edits))


def _merge(places: list[_Place]) -> Finding:
    """Make one finding of all places of a group: the first, with count and further places.

    Its fix mends every place that has a safe one; where none is safe, every place that has one.
    """
    places = sorted(places, key=lambda place: place.span)
    first, others = places[0], places[1:]
    finding = _finding(first.rule, first.problem, first.offset)
    if not others:
        return finding
    count = f"{len(others)} more place" + ("s" if len(others) > 1 else "")
    return replace(
        finding,
        places=len(places),
        message=f"{finding.message} ({count} in this file)",
        fix=_joined([fix for place in places if (fix := place.fix) is not None]),
        related=(
            *finding.related,
            *(Related("here too", place.span) for place in others[:MAX_RELATED]),
        ),
    )


def _joined(fixes: list[Fix]) -> Fix | None:
    """Return one fix that does what all safe ones do; where none is safe, what all do."""
    safe = [fix for fix in fixes if fix.safe]
    chosen = safe or fixes
    if not chosen:
        return None
    # Two places that share an edit (or a line to take out) are mended once.
    claims = Claims()
    taken = [fix for fix in chosen if claims.take(fix.edits)]
    title = chosen[0].title
    if len({fix.title for fix in chosen}) > 1:
        title = f"Mend {len(taken)} such places"
    elif len(taken) > 1:
        title = f"{title} (all {len(taken)} places)"
    return Fix(title, tuple(claims.edits), bool(safe), chosen[0].removes)
