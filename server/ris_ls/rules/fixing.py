"""Applies fixes, round after round, and proves that nothing was lost before it keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ris_ls.config.settings import Settings
from ris_ls.rules.claims import Claims
from ris_ls.rules.engine import Merger, check_blocks, check_file
from ris_ls.rules.model import AnyRule, Finding, Removal
from ris_ls.rules.proof import losses, outside_class, taken_out
from ris_ls.rules.registry import rule, selected
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted
from ris_ls.text import Decoded, Document, Edit, apply_edits
from ris_ls.text.steps import finish

MAX_ROUNDS = 10
"""One fix can uncover what another one mends (a collapsed line hides LP): so rounds."""

_WIDE = 4
"""A fix that touches more blocks than this (all line ends of a file) has a round of its own."""


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
    """How many places each rule mended."""
    removed: list[Removed] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Fixes that would have lost something, a sentence each: a bug of ours, and not made."""
    rounds: int = 0
    on_disk: bool = True
    decoded: Decoded | None = None
    """How the file is to be written, where a fix changed its encoding."""

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
    rules: tuple[AnyRule, ...] | None = None,
    decoded: Decoded | None = None,
    accepted: Accepted = NOTHING_ACCEPTED,
) -> FixReport:
    """Apply the safe fixes (all fixes with ``unsafe``) to ``document`` until nothing changes.

    At most ten rounds. ``on_disk`` says whether the text is that of the file, so that rules
    about bytes that editors hide take part. ``rules`` are run in place of those that the settings
    select. ``decoded`` tells how the bytes of the file were read; what is
    ``accepted`` stays as it is.
    """
    return finish(
        fix_steps(
            document,
            settings,
            unsafe=unsafe,
            on_disk=on_disk,
            rules=rules,
            decoded=decoded,
            accepted=accepted,
        )
    )


def fix_steps(
    document: Document,
    settings: Settings,
    *,
    unsafe: bool = False,
    on_disk: bool = True,
    rules: tuple[AnyRule, ...] | None = None,
    decoded: Decoded | None = None,
    accepted: Accepted = NOTHING_ACCEPTED,
) -> Generator[None, None, FixReport]:
    """Do what `fix` does in small steps, so that the caller can do something else between them.

    Returns the report. The document is in a state to be read at every step.
    """
    rules = selected(settings) if rules is None else rules
    declared = {rule.code: rule.removes for rule in rules}
    report = FixReport(on_disk=on_disk)
    removed: Counter[tuple[str, Removal]] = Counter()
    refused: dict[tuple[str, str], None] = {}
    for _ in range(MAX_ROUNDS):
        # Place by place, not merged: one bad or contested place does not hold up the others.
        merger = Merger(settings, merge=False)
        for offset, found in check_blocks(document, settings, rules=rules, accepted=accepted):
            merger.add(offset, found)
            yield
        file_found = check_file(
            document, settings, on_disk=on_disk, rules=rules, decoded=decoded, accepted=accepted
        )
        merger.add(0, file_found)
        pool: list[_Candidate] = []
        for finding in merger.unordered():
            yield
            mend = finding.fix
            if mend is None or not (unsafe or mend.safe):
                continue
            if mend.encoding is None:
                pool.append(_Candidate(finding, mend.edits, mend.safe, mend.removes))
            elif decoded is not None:
                decoded = report.decoded = decoded.as_utf8()
                report.applied[finding.code] += 1
        kept = yield from _round(document, pool, declared, refused)
        if not kept:
            break
        for candidate in kept:
            report.applied[candidate.finding.code] += 1
            if candidate.removes is not None:
                pieces = sum(1 for edit in candidate.edits if edit.start < edit.end)
                removed[candidate.finding.code, candidate.removes] += pieces
        yield from _make(document, kept)
        report.rounds += 1
    report.refused = [sentence for _, sentence in refused]
    report.removed = [Removed(code, what, n) for (code, what), n in sorted(removed.items())]
    return report


def refusal(document: Document, finding: Finding) -> str:
    """Return why the safe fix of one finding must not be made; empty when it may be.

    What `fix` proves before it keeps a fix, for a caller that makes the edits itself. An unsafe
    fix, a person's own decision, is only refused when its edits are no edits of the text.
    """
    if finding.fix is None:
        return "it has no fix"
    found = rule(finding.code)
    candidate = _Candidate(finding, finding.fix.edits, finding.fix.safe, finding.fix.removes)
    if problem := _malformed(document, candidate, {finding.code: found.removes if found else ()}):
        return problem
    blocks = _blocks_of(document, candidate)
    if not candidate.safe:
        return ""
    return next(iter(_loses(document, blocks, _pieces([candidate]))), "")


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A fix that could be made; two are the same only when they are the same object."""

    finding: Finding
    edits: tuple[Edit, ...]
    safe: bool
    removes: Removal | None


_Places = dict[_Candidate, tuple[int, ...]]
"""The indices of the blocks that fixes touch, in order."""

_Piece = tuple[Removal | None, Edit]
"""An edit and the class of text that it takes out."""


def _round(
    document: Document,
    pool: list[_Candidate],
    declared: dict[str, frozenset[Removal]],
    refused: dict[tuple[str, str], None],
) -> Generator[None, None, list[_Candidate]]:
    """Return the fixes to make together; ``refused`` gains the sentences about bad ones.

    A fix that is refused gives way to another one that wanted the same text.
    """
    good: list[_Candidate] = []
    for candidate in pool:
        yield
        if problem := _malformed(document, candidate, declared):
            refused[_sentence(candidate, problem)] = None
        else:
            good.append(candidate)
    while True:
        compatible = yield from _compatible(good)
        places: _Places = {}
        for candidate in compatible:
            places[candidate] = _blocks_of(document, candidate)
            yield
        chosen = _one_wide(compatible, places)
        bad = yield from _unproved(document, chosen, places)
        for candidate, problem in bad.items():
            if problem:
                refused[_sentence(candidate, problem)] = None
        if not any(bad.values()):
            return [candidate for candidate in chosen if candidate not in bad]
        good = [candidate for candidate in good if not bad.get(candidate)]


def _sentence(candidate: _Candidate, problem: str) -> tuple[str, str]:
    finding = candidate.finding
    return finding.code, f"{finding.code} {finding.name}: {problem}"


def _malformed(
    document: Document, candidate: _Candidate, declared: Mapping[str, Collection[Removal]]
) -> str:
    """Return what is wrong with a fix before it is even tried; empty when nothing."""
    if any(not 0 <= edit.start <= edit.end <= len(document) for edit in candidate.edits):
        return "an edit leaves the text"
    if not Claims().take(candidate.edits):
        return "it has no edits, or they touch each other"
    if candidate.removes and candidate.removes not in declared[candidate.finding.code]:
        return f"it removes text as {candidate.removes}, which the rule does not declare"
    return ""


def _compatible(pool: Iterable[_Candidate]) -> Generator[None, None, list[_Candidate]]:
    """Choose fixes that do not touch each other; where they do, the lower code wins.

    The lower code is the one closer to the bytes, so a line is mended before its value is.
    """
    by_code: dict[str, list[_Candidate]] = {}
    for candidate in pool:
        by_code.setdefault(candidate.finding.code, []).append(candidate)
        yield
    claims = Claims()
    chosen: list[_Candidate] = []
    for _, candidates in sorted(by_code.items()):
        for candidate in sorted(candidates, key=_place):
            if claims.take(candidate.edits):
                chosen.append(candidate)
            yield
    return chosen


def _place(candidate: _Candidate) -> int:
    return candidate.finding.span.start


def _make(document: Document, chosen: Iterable[_Candidate]) -> Generator[None, None, None]:
    """Make edits that do not touch each other, some at a time, the last ones first."""
    by_block: dict[int, list[Edit]] = {}
    for candidate in chosen:
        for edit in candidate.edits:
            by_block.setdefault(document.block_at(edit.start), []).append(edit)
        yield
    for _, edits in sorted(by_block.items(), reverse=True):
        document.edit(edits)
        yield


def _one_wide(chosen: list[_Candidate], places: _Places) -> list[_Candidate]:
    """Return the first wide fix alone when there is one: no other fix need be proved with it."""
    for candidate in chosen:
        if len(candidate.edits) > 1 and len(places[candidate]) > _WIDE:
            return [candidate]
    return chosen


def _unproved(
    document: Document, chosen: list[_Candidate], places: _Places
) -> Generator[None, None, dict[_Candidate, str]]:
    """Return the fixes that must not be made now, each with what it would lose.

    Only the blocks that edits touch are compared. Fixes that lose something only together are
    made one after the other: the later one has no sentence and is tried again in the next round.
    Unsafe fixes are a person's own decision.
    """
    here: dict[int, list[_Candidate]] = {}
    edits: dict[int, list[_Piece]] = {}
    crossed: set[int] = set()  # blocks that an edit leaves or enters
    for candidate in chosen:
        yield
        if not candidate.safe:
            continue
        blocks = places[candidate]
        for index in blocks:
            here.setdefault(index, []).append(candidate)
        for edit in candidate.edits:
            first = document.block_at(edit.start)
            edits.setdefault(first, []).append((candidate.removes, edit))
            if edit.end > document.offset_of(first + 1):
                crossed.update(blocks)
    out: dict[_Candidate, str] = {}
    seen: set[tuple[_Candidate, ...]] = set()
    for index, candidates in here.items():
        yield
        if index not in crossed and not _loses(document, (index,), edits[index]):
            continue
        # Text may have moved from block to block: look at all that these fixes touch.
        group = tuple(candidate for candidate in candidates if candidate not in out)
        if group and group not in seen:
            seen.add(group)
            around = sorted({block for candidate in group for block in places[candidate]})
            out.update(_culprits(document, group, around, places))
    return out


def _culprits(
    document: Document,
    group: Sequence[_Candidate],
    around: Sequence[int],
    places: _Places,
) -> dict[_Candidate, str]:
    """Return those of a group that must not be made; see `_unproved`."""

    def fails(candidates: Sequence[_Candidate]) -> bool:
        return bool(_loses(document, around, _pieces(candidates)))

    out: dict[_Candidate, str] = {}
    kept: list[_Candidate] = []
    rest = list(group)
    while rest and fails([*kept, *rest]):
        # The longest run of fixes from the first one on that loses nothing, by halving.
        good, bad = 0, len(rest)
        while bad - good > 1:
            middle = (good + bad) // 2
            if fails([*kept, *rest[:middle]]):
                bad = middle
            else:
                good = middle
        culprit = rest[good]
        kept, rest = [*kept, *rest[:good]], rest[bad:]
        lost = _loses(document, places[culprit], _pieces([culprit]))
        out[culprit] = lost[0] if lost else ""
    return out


def _pieces(candidates: Iterable[_Candidate]) -> list[_Piece]:
    return [(candidate.removes, edit) for candidate in candidates for edit in candidate.edits]


def _blocks_of(document: Document, candidate: _Candidate) -> tuple[int, ...]:
    """Return the indices of the blocks that a fix touches, in order."""
    touched: set[int] = set()
    for edit in candidate.edits:
        first = document.block_at(edit.start)
        touched.update(range(first, document.block_at(max(edit.start, edit.end - 1)) + 1))
    return tuple(sorted(touched))


def _loses(document: Document, blocks: Sequence[int], pieces: Iterable[_Piece]) -> list[str]:
    """Return what edits lose in some blocks, a sentence each; the edits lie in these blocks."""
    before, moved = _joined(document, blocks)
    here = [(removes, edit.shift(moved[document.block_at(edit.start)])) for removes, edit in pieces]
    after = apply_edits(before, [edit for _, edit in here])
    declared = [(removes, edit) for removes, edit in here if removes is not None]
    removed = [taken_out(before, edit) for _, edit in declared]
    lost = losses(before, after, removed) or outside_class(before, after, declared)
    is_last = blocks[-1] == len(document.blocks) - 1
    if not is_last and after and not after.endswith(("\n", "\r")):
        lost.append("the next record would begin on the last line of this one")
    return lost


def _joined(document: Document, blocks: Sequence[int]) -> tuple[str, dict[int, int]]:
    """Return the text of some blocks, and how far each stands from its place in the file."""
    parts: list[str] = []
    moved: dict[int, int] = {}
    length = 0
    for index in blocks:
        moved[index] = length - document.offset_of(index)
        parts.append(document.blocks[index].text)
        length += len(parts[-1])
    return "".join(parts), moved
