"""Runs rules over a document and gives findings with places in the file.

What a rule finds in a record is kept with the record's block, so after an edit only the blocks
that changed are looked at again. A rule that crashes is contained to one record and logged once.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ris_ls.config.settings import Settings
from ris_ls.rules.model import (
    AnyRule,
    Context,
    FieldRule,
    FileRule,
    Finding,
    Fix,
    Problem,
    RecordRule,
    Related,
)
from ris_ls.rules.registry import selected
from ris_ls.syntax import foreign_format, record_of
from ris_ls.text import Block, Document, Edit, Span
from ris_ls.text.lines import prevailing_line_end

_log = logging.getLogger(__name__)
_crashed: set[str] = set()

MAX_RELATED = 20
"""How many further places a finding that stands for many names."""

Found = tuple[AnyRule, Problem]


def check(document: Document, settings: Settings, *, on_disk: bool = True) -> list[Finding]:
    """Return everything that the selected rules find, in file order.

    ``on_disk`` says whether the text is that of the file, byte for byte: rules about bytes that
    editors hide are left out otherwise.
    """
    merged = Merger()
    for offset, found in check_blocks(document, settings):
        merged.add(offset, found)
    merged.add(0, check_file(document, settings, on_disk=on_disk))
    return merged.findings()


def check_file(document: Document, settings: Settings, *, on_disk: bool) -> list[Found]:
    """Return what the rules that look at the whole file find. Offsets count from its start."""
    foreign = foreign_format(document) is not None
    found: list[Found] = []
    for rule in selected(settings):
        if (
            isinstance(rule, FileRule)
            and (on_disk or not rule.on_disk)
            and (rule.any_file or not foreign)
        ):
            found.extend((rule, problem) for problem in _contained(rule, rule.check(document)))
    return found


def check_blocks(document: Document, settings: Settings) -> Iterator[tuple[int, list[Found]]]:
    """Yield (offset of the block, what was found in it) for each block; nothing for other formats.

    A generator, so that the caller can stop between two blocks and do something else.
    """
    if foreign_format(document) is not None:
        return
    rules = selected(settings)
    line_end = _line_end(document)
    blocks = document.blocks
    previous: Block | None = None
    for index, (offset, block) in enumerate(document.placed()):
        context = Context(
            line_end=line_end,
            first=index == 0,
            last=index == len(blocks) - 1,
            end_before=_end_before(previous, block),
        )
        yield offset, check_block(block, context, rules)
        previous = block


def check_block(block: Block, context: Context, rules: tuple[AnyRule, ...]) -> list[Found]:
    """Return what ``rules`` find in one block, from memory where nothing changed."""
    return block.memo((rules, context), lambda: _check_block(block, context, rules))


def _check_block(block: Block, context: Context, rules: tuple[AnyRule, ...]) -> list[Found]:
    record = record_of(block)
    if record.is_empty and not record.before:
        return []
    found: list[Found] = []
    by_tag: dict[str, list[FieldRule]] = defaultdict(list)
    for rule in rules:
        if isinstance(rule, RecordRule):
            if record.collapsed and not rule.reads_collapsed:
                continue
            if rule.tags and rule.tags.isdisjoint(record.tags):
                continue
            found.extend((rule, p) for p in _contained(rule, rule.check(record, context)))
        elif isinstance(rule, FieldRule) and not record.collapsed:
            for tag in rule.tags or record.tags:
                by_tag[tag].append(rule)
    for field in record.fields:
        for rule in by_tag.get(field.tag, ()):
            found.extend((rule, p) for p in _contained(rule, rule.check(field, record, context)))
    return found


def _contained(rule: AnyRule, problems: Iterable[Problem]) -> list[Problem]:
    """Run a rule; when it crashes, give what it had found so far and log the crash once."""
    done: list[Problem] = []
    try:
        done.extend(problems)
    except Exception:
        if rule.code not in _crashed:
            _crashed.add(rule.code)
            _log.exception("rule %s crashed; the other rules go on", rule.code)
    return done


def _line_end(document: Document) -> str:
    """Return the line end that the beginning of the file uses most."""
    return prevailing_line_end("".join(block.text for block in document.blocks[:8]))


def _end_before(previous: Block | None, block: Block) -> int | None:
    """Tell how far before a block without TY the ER line of the block before it starts."""
    if previous is None:
        return None
    record = record_of(block)
    if record.types or record.collapsed or not record.fields:
        return None
    end = record_of(previous).end
    return None if end is None else len(previous.text) - end.start


class Merger:
    """Gathers what was found, places it in the file, and merges what is reported once."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._groups: dict[tuple[str, str], list[tuple[AnyRule, Problem, int]]] = {}

    def add(self, offset: int, found: Iterable[Found]) -> None:
        """Take what was found in a block that starts at ``offset``."""
        for rule, problem in found:
            if rule.once:
                group = self._groups.setdefault((rule.code, problem.group), [])
                group.append((rule, problem, offset))
            else:
                self._findings.append(_finding(rule, problem, offset))

    def findings(self) -> list[Finding]:
        """Return all findings in file order, the more severe first where they coincide."""
        merged = [_merge(members) for members in self._groups.values()]
        order = {"error": 0, "warning": 1, "info": 2, "hint": 3}
        return sorted(
            [*self._findings, *merged],
            key=lambda f: (f.span.start, order[f.severity], f.code, f.span.end),
        )


def _finding(rule: AnyRule, problem: Problem, offset: int) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        problem.severity or rule.severity,
        problem.message,
        problem.span.shift(offset),
        _shifted(problem.fix, offset),
        tuple(Related(r.message, r.span.shift(offset)) for r in problem.related),
        rule.unnecessary,
    )


def _shifted(fix: Fix | None, offset: int) -> Fix | None:
    if fix is None or offset == 0:
        return fix
    return replace(fix, edits=tuple(edit.shift(offset) for edit in fix.edits))


def _merge(members: list[tuple[AnyRule, Problem, int]]) -> Finding:
    """Make one finding of all places of a group: the first, with count and further places.

    Its fix mends every place that has a safe one; where none is safe, every place that has one.
    """
    rule, first, offset = members[0]
    finding = _finding(rule, first, offset)
    if len(members) == 1:
        return finding
    fixes = [(problem.fix, at) for _, problem, at in members if problem.fix is not None]
    safe = [(fix, at) for fix, at in fixes if fix.safe]
    chosen = safe or fixes
    fix: Fix | None = None
    if chosen:
        edits: list[Edit] = []
        for one, at in chosen:
            edits.extend(edit.shift(at) for edit in one.edits)
        title = chosen[0][0].title
        if len(chosen) > 1:
            title = f"{title} (all {len(chosen)} places)"
        fix = Fix(title, tuple(dict.fromkeys(edits)), bool(safe), chosen[0][0].removes)
    related = tuple(
        Related("here too", Span(problem.span.start + at, problem.span.end + at))
        for _, problem, at in members[1 : MAX_RELATED + 1]
    )
    others = len(members) - 1
    count = f"{others} more place" + ("s" if others > 1 else "")
    return replace(
        finding,
        message=f"{finding.message} ({count} in this file)",
        fix=fix,
        related=(*finding.related, *related),
    )
