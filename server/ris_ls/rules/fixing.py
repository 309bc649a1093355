"""Applies fixes, round after round, and proves that nothing was lost before it keeps them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.rules.model import Finding, Removal
from ris_ls.rules.proof import losses
from ris_ls.text import Document, Edit, apply_edits, overlap

MAX_ROUNDS = 10
"""One fix can uncover what another one mends (a collapsed line hides LP): so rounds."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What the fixes of one rule took out: its class and how many pieces."""

    code: str
    removal: Removal
    count: int


@dataclass(slots=True)
class FixReport:
    """What fixing did."""

    applied: Counter[str] = field(default_factory=Counter)
    """How many fixes of each rule were made."""
    removed: list[Removed] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Fixes that would have lost something, a sentence each: a bug of ours, and not made."""
    rounds: int = 0
    on_disk: bool = True

    @property
    def changed(self) -> bool:
        """Whether any fix was made."""
        return bool(self.applied)


def fix(
    document: Document,
    settings: Settings,
    *,
    unsafe: bool = False,
    on_disk: bool = True,
) -> FixReport:
    """Apply the safe fixes (all fixes with ``unsafe``) to ``document`` until nothing changes.

    At most ten rounds. ``on_disk`` says whether the text is that of the file, so that rules
    about bytes that editors hide take part.
    """
    report = FixReport(on_disk=on_disk)
    removed: Counter[tuple[str, Removal]] = Counter()
    refused: set[tuple[str, str]] = set()
    for _ in range(MAX_ROUNDS):
        findings = [
            finding
            for finding in check(document, settings, on_disk=on_disk)
            if finding.fix is not None and (unsafe or finding.fix.safe)
        ]
        chosen = _compatible(findings)
        kept = _proved(document, chosen, report, refused)
        if not kept:
            break
        edits = [edit for finding in kept for edit in _edits(finding)]
        for finding in kept:
            report.applied[finding.code] += 1
            if finding.fix is not None and finding.fix.removes is not None:
                removed[finding.code, finding.fix.removes] += len(finding.fix.edits)
        document.edit(edits)
        report.rounds += 1
    report.removed = [Removed(code, what, n) for (code, what), n in sorted(removed.items())]
    return report


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix is not None else ()


def _compatible(findings: list[Finding]) -> list[Finding]:
    """Choose findings whose fixes do not touch each other; where they do, the lower code wins.

    The lower code is the one closer to the bytes, so a line is mended before its value is.
    """
    taken: list[Edit] = []
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.code, f.span.start)):
        edits = _edits(finding)
        if not edits or any(_touches(taken, edit) for edit in edits):
            continue
        for edit in edits:
            taken.insert(bisect_left(taken, edit), edit)
        chosen.append(finding)
    return chosen


def _touches(taken: list[Edit], edit: Edit) -> bool:
    """Tell whether ``edit`` overlaps one of the edits in ``taken``, which do not overlap."""
    at = bisect_left(taken, edit)
    return any(overlap(other, edit) for other in taken[max(0, at - 2) : at + 2])


def _proved(
    document: Document,
    findings: list[Finding],
    report: FixReport,
    refused: set[tuple[str, str]],
) -> list[Finding]:
    """Return the findings whose fixes lose nothing; report the others and leave them out.

    Only the blocks that edits touch are compared. Unsafe fixes are a person's own decision.
    """
    by_block: dict[int, list[tuple[Finding, Edit]]] = {}
    for finding in findings:
        if finding.fix is None or not finding.fix.safe:
            continue
        for edit in finding.fix.edits:
            by_block.setdefault(document.block_at(edit.start), []).append((finding, edit))
    bad: set[int] = set()
    for index, members in by_block.items():
        offset, before = document.offsets[index], document.blocks[index].text
        if not _loses(before, offset, members):
            continue
        for finding in dict.fromkeys(finding for finding, _ in members):
            mine = [(one, edit) for one, edit in members if one is finding]
            if lost := _loses(before, offset, mine):
                bad.add(id(finding))
                key = (finding.code, lost[0])
                if key not in refused:
                    refused.add(key)
                    report.refused.append(f"{finding.code} {finding.name}: {lost[0]}")
    return [finding for finding in findings if id(finding) not in bad]


def _loses(before: str, offset: int, members: list[tuple[Finding, Edit]]) -> list[str]:
    edits = [edit.shift(-offset) for _, edit in members]
    if any(edit.end > len(before) for edit in edits):
        return []  # reaches into the next block: whole-file fixes of line ends alone do
    after = apply_edits(before, edits)
    removed = [
        before[edit.start - offset : edit.end - offset]
        for finding, edit in members
        if finding.fix is not None and finding.fix.removes is not None
    ]
    return losses(before, after, removed)
