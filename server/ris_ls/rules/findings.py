"""What is found in a document that is being edited, kept with its pages.

What a rule finds in a record is kept with the block of that record, and what is found in the blocks
of a page is kept, sorted and counted, with the page. An edit makes a page or two anew; everything
about the document as a whole (how many findings there are, the most severe of them, what is told
once for many places) is put together from some hundred pages, whatever the size of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from ris_ls.config.settings import Settings
from ris_ls.library import DocumentShelf, Holding, Library
from ris_ls.rules.across import compare, library_rules
from ris_ls.rules.engine import (
    MAX_RELATED,
    Frame,
    Merger,
    check_block,
    context_at,
    found_before,
    frame_of,
    moved_by,
    prepare_block,
    preparing,
    run_rule,
    usual_context,
)
from ris_ls.rules.model import (
    SEVERITIES,
    AnyRule,
    Context,
    FileContext,
    FileRule,
    Finding,
    Found,
    GatheringRule,
    LibraryRule,
    Problem,
    Severity,
)
from ris_ls.rules.registry import selected
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted, Silence
from ris_ls.text import Block, Document, Page, Span

GroupKey = tuple[str, str]
"""Rule and group of what is told once for the file."""

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}


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
        """The rules that look at a document; of those about bytes, only where that is asked for."""
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


class Placed(NamedTuple):
    """Something found, and in which block of its page. Offsets count from the block's start."""

    block: int
    """The index of its block in the page."""
    rule: AnyRule
    problem: Problem
    rank: int
    """How severe it is, as the settings want it: 0 for an error."""

    @property
    def severity(self) -> Severity:
        """How severe it is, in words."""
        return SEVERITIES[self.rank]


@dataclass(frozen=True, slots=True, eq=False)
class PageFindings:
    """What is found in the blocks of a page."""

    look: Look
    around: tuple[bool, Block | None]
    """What of the pages beside it can matter: see `PlacedPage.around`."""
    found: list[tuple[int, list[Found]]]
    """All of it, by the index of the block."""
    by_rank: tuple[list[Placed], ...]
    """What is told by itself, by severity and in file order."""
    groups: dict[GroupKey, list[Placed]]
    """What is told once for the file, in file order."""
    fixable: int
    """How much of what is told by itself has a safe fix."""


_KEPT = "findings"
_ASLEEP = "nothing is known yet"


def expect_all(document: Document) -> None:
    """Note that nothing has been looked at yet, so that nobody asks each block."""
    for page in document.pages:
        page.keep(_ASLEEP, True)


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page with its place in the document."""

    offset: int
    first_line: int
    page: Page
    before: Block | None
    """The block before it."""
    opens: bool
    closes: bool

    @property
    def around(self) -> tuple[bool, Block | None]:
        """What of the pages beside it can matter; before the first one there is no block."""
        return self.closes, self.before


def pages_of(document: Document) -> list[PlacedPage]:
    """Return the pages of a document with their places."""
    placed: list[PlacedPage] = []
    before: Block | None = None
    last = len(document.pages) - 1
    for number, (_, offset, first_line, page) in enumerate(document.placed_pages()):
        placed.append(PlacedPage(offset, first_line, page, before, number == 0, number == last))
        before = page.blocks[-1]
    return placed


def is_checked(placed: PlacedPage, look: Look) -> bool:
    """Tell whether everything is known about a page."""
    known: PageFindings | None = placed.page.recall(_KEPT)
    return known is not None and known.look is look and _same(known.around, placed.around)


def _same(one: Iterable[object], other: Iterable[object]) -> bool:
    return all(map(_is, one, other))


def _is(one: object, other: object) -> bool:
    return one is other


def check_page(placed: PlacedPage, look: Look) -> Iterator[None]:
    """Find what is wrong in the blocks of a page, a step for each, and keep it with the page."""
    if is_checked(placed, look):
        return
    page = placed.page
    if not look.frame.foreign:
        before = placed.before
        for index in range(len(page.blocks)):
            check_one(placed, index, look, before)
            before = page.blocks[index]
            yield
    page.keep(_KEPT, _sorted(placed, look, _found_so_far(placed, look)))


def check_one(placed: PlacedPage, index: int, look: Look, before: Block | None) -> None:
    """Find what is wrong in one block of a page; ``before`` is the block in front of it."""
    if look.frame.foreign:
        return
    placed.page.forget(_ASLEEP)
    block = placed.page.blocks[index]
    first = placed.opens and index == 0
    last = placed.closes and index == len(placed.page.blocks) - 1
    check_block(block, context_at(look.usual, before, block, first=first, last=last), look.rules)
    prepare_block(block, look.preparing)


def _found_so_far(placed: PlacedPage, look: Look) -> list[tuple[int, list[Found]]]:
    """Return what is known about the blocks of a page."""
    if look.frame.foreign:
        return []
    silence = Silence(look.settings)
    return [
        (index, silence.in_block(block, here))
        for index, block in enumerate(placed.page.blocks)
        if (here := found_before(block))
    ]


def _sorted(placed: PlacedPage, look: Look, found: list[tuple[int, list[Found]]]) -> PageFindings:
    """Sort and count what was found in the blocks of a page."""
    wanted = look.settings.severity_of if look.settings.severity else None
    make = tuple.__new__
    by_rank: tuple[list[Placed], ...] = tuple([] for _ in SEVERITIES)
    groups: dict[GroupKey, list[Placed]] = {}
    fixable = 0
    for index, here in found:
        for rule, problem in sorted(here, key=_start) if len(here) > 1 else here:
            severity = (wanted and wanted(rule.code)) or problem.severity or rule.severity
            # The constructor takes twice as long as what it calls.
            one = make(Placed, (index, rule, problem, _RANK[severity]))
            if rule.once or problem.group:
                groups.setdefault((rule.code, problem.group), []).append(one)
            else:
                by_rank[one.rank].append(one)
                fixable += problem.fix is not None and problem.fix.safe
    return PageFindings(look, placed.around, found, by_rank, groups, fixable)


def _start(found: Found) -> tuple[int, str, int]:
    rule, problem = found
    return problem.span.start, rule.code, problem.span.end


class Item(NamedTuple):
    """A finding that is told once for the places of a group."""

    start: int
    """Where the first one starts in the file."""
    at: PlacedPage
    first: Placed
    others: tuple[tuple[PlacedPage, Placed], ...]
    """The next places, at most as many as are named."""
    places: int
    """How many there are."""

    @property
    def message(self) -> str:
        """What is said of it."""
        more = self.places - 1
        if not more:
            return self.first.problem.message
        count = f"{more} more place" + ("s" if more > 1 else "")
        return f"{self.first.problem.message} ({count} in this file)"


class Share(NamedTuple):
    """How much of what is told by itself in a page is among the most severe of the file."""

    at: PlacedPage
    known: PageFindings
    counts: tuple[int, ...]
    """By severity: so many, from the first one on."""

    def chosen(self) -> Iterator[Placed]:
        """Yield what is among them."""
        for rank, count in zip(self.known.by_rank, self.counts, strict=True):
            yield from rank[:count]


class Chosen(NamedTuple):
    """The most severe findings."""

    alone: list[Share]
    grouped: list[Item]


_RUN = 12
"""So many pages are put together and kept: an edit changes one of the runs of a large file."""


class Digest(NamedTuple):
    """What is found in a run of pages, of all that is known of a whole document."""

    alone: int
    """How much is told by itself."""
    groups: dict[GroupKey, tuple[int, list[tuple[int, Placed]]]]
    """What is told once for the file: how often it is found in the run, and the first places, as
    many as are named, with the index of the page in the run."""


def _digest(run: list[tuple[PlacedPage, PageFindings]]) -> Digest:
    """Return what is found in a run of pages, kept with the first until one of them changes."""
    first = run[0][0].page
    found = [known for _, known in run]
    kept = first.recall(_digest)
    if kept is None or len(kept[0]) != len(found) or not _same(kept[0], found):
        kept = (found, _put_in_short(found))
        first.keep(_digest, kept)
    made: Digest = kept[1]
    return made


def _put_in_short(found: list[PageFindings]) -> Digest:
    groups: dict[GroupKey, tuple[int, list[tuple[int, Placed]]]] = {}
    for at, known in enumerate(found):
        for key, places in known.groups.items():
            count, first = groups.get(key, (0, []))
            left = MAX_RELATED + 1 - len(first)
            groups[key] = count + len(places), first + [(at, one) for one in places[:left]]
    return Digest(sum(len(rank) for known in found for rank in known.by_rank), groups)


class Findings:
    """What is known to be wrong in one state of a document."""

    def __init__(
        self,
        document: Document,
        look: Look,
        about_file: Sequence[Found] = (),
        shelf: DocumentShelf | None = None,
    ) -> None:
        self.document = document
        self.look = look
        self._about_file = about_file
        pages = [(placed, _known(placed, look)) for placed in pages_of(document)]
        self._pages = _with_told(pages, look, shelf)
        if look.accepted:
            self._take_out_accepted()

    def _take_out_accepted(self) -> None:
        """Leave out what the baseline accepts, as often as it does.

        So all pages are gone through: an edit costs more where there is a baseline.
        """
        silence = Silence(self.look.settings, self.look.accepted)
        pages: list[tuple[PlacedPage, PageFindings]] = []
        for placed, known in self._pages:
            blocks = placed.page.blocks
            left = [(i, silence.in_block(blocks[i], here)) for i, here in known.found]
            pages.append((placed, _sorted(placed, self.look, left)))
        self._pages = pages
        self._about_file = silence.in_file(self.document, list(self._about_file))

    @cached_property
    def _runs(self) -> list[Digest]:
        return [
            _digest(self._pages[start : start + _RUN]) for start in range(0, len(self._pages), _RUN)
        ]

    @cached_property
    def _group_items(self) -> list[Item]:
        groups: dict[GroupKey, tuple[int, list[tuple[int, Placed]]]] = {}
        for number, run in enumerate(self._runs):
            start = number * _RUN
            for key, (count, places) in run.groups.items():
                before, first = groups.get(key, (0, []))
                if len(first) <= MAX_RELATED:
                    first = first + [(start + at, one) for at, one in places]
                groups[key] = before + count, first
        return [self._item(count, first[: MAX_RELATED + 1]) for count, first in groups.values()]

    def _item(self, count: int, places: list[tuple[int, Placed]]) -> Item:
        (page, first), *others = [(self._pages[at][0], one) for at, one in places]
        return Item(_place_of(page, first)[0], page, first, tuple(others), count)

    def _places(self, key: GroupKey) -> Iterator[tuple[PlacedPage, Placed]]:
        """Yield the places of a group; those of the whole file, so not for each key."""
        for placed, known in self._pages:
            for one in known.groups.get(key, ()):
                yield placed, one

    @cached_property
    def _file_findings(self) -> list[Finding]:
        merger = Merger(self.look.settings)
        merger.add(0, self._about_file)
        return merger.findings()

    def __len__(self) -> int:
        alone = sum(run.alone for run in self._runs)
        return alone + len(self._group_items) + len(self._file_findings)

    def fixable(self) -> int:
        """Return how many findings have a safe fix."""
        return (
            sum(known.fixable for _, known in self._pages)
            + sum(
                any(_is_safe(one) for _, one in self._places(key))
                for key in {key for run in self._runs for key in run.groups}
            )
            + sum(each.fix is not None and each.fix.safe for each in self._file_findings)
        )

    def about_file(self) -> list[Finding]:
        """Return what rules about the whole file found."""
        return self._file_findings

    def most_severe(self, most: int) -> Chosen:
        """Return the most severe findings about records, at most so many.

        Of those that are equally severe, what stands for many places comes first, and then the
        first ones in the file.
        """
        grouped: list[Item] = []
        shares = [[0] * len(SEVERITIES) for _ in self._pages]
        left = most
        for rank in range(len(SEVERITIES)):
            here = [item for item in self._group_items if item.first.rank == rank][:left]
            grouped.extend(here)
            left -= len(here)
            for share, (_, known) in zip(shares, self._pages, strict=True):
                if left == 0:
                    break
                share[rank] = min(left, len(known.by_rank[rank]))
                left -= share[rank]
        alone = [
            Share(placed, known, tuple(share))
            for share, (placed, known) in zip(shares, self._pages, strict=True)
            if any(share)
        ]
        return Chosen(alone, grouped)

    def touching(self, span: Span) -> list[Finding]:
        """Return the findings that a span touches, if only at an end, in file order.

        Of what is told once for many places, only where the first one stands; its fix, which is for
        all places, is worked out.
        """
        found = [
            self._alone_finding(placed, one)
            for placed, known in self._pages
            if placed.offset <= span.end and span.start <= placed.offset + placed.page.length
            for one in chain.from_iterable(known.by_rank)
            if _touches(placed, one, span)
        ]
        found.extend(
            self.merged(item.first.rule.code, item.first.problem.group)
            for item in self._group_items
            if _touches(item.at, item.first, span)
        )
        found.extend(
            each
            for each in self._file_findings
            if each.span.start <= span.end and span.start <= each.span.end
        )
        return sorted(found, key=_finding_place)

    def merged(self, code: str, group: str) -> Finding:
        """Return the one finding that stands for all places of a group, with its fix."""
        merger = Merger(self.look.settings)
        for placed, one in self._places((code, group)):
            merger.add(_offset(placed, one), [(one.rule, one.problem)])
        (finding,) = merger.findings()
        return finding

    def _alone_finding(self, placed: PlacedPage, one: Placed) -> Finding:
        merger = Merger(self.look.settings)
        merger.add(_offset(placed, one), [(one.rule, one.problem)])
        (finding,) = merger.findings()
        return finding

    def all(self) -> list[Finding]:
        """Return all findings in file order. It takes time in proportion to how many there are."""
        merger = Merger(self.look.settings)
        for placed, known in self._pages:
            for index, here in known.found:
                merger.add(placed.offset + placed.page.offsets[index], here)
        merger.add(0, self._about_file)
        return merger.findings()


def _known(placed: PlacedPage, look: Look) -> PageFindings:
    """Return what is known about a page, if only from an earlier look or in part."""
    known: PageFindings | None = placed.page.recall(_KEPT)
    if known is not None:
        return known
    asleep = placed.page.recall(_ASLEEP)
    return _sorted(placed, look, [] if asleep else _found_so_far(placed, look))


# -- rules about the whole file, page by page -----------------------------------------------------


_InBlocks = list[tuple[int, list[Found]]]
"""What is found in the blocks of a page, by the index of the block."""


def _with_told(
    pages: list[tuple[PlacedPage, PageFindings]], look: Look, shelf: DocumentShelf | None
) -> list[tuple[PlacedPage, PageFindings]]:
    """Add what the rules find that look at more than a record, to the pages that are known."""
    awake = [at for at, (placed, _) in enumerate(pages) if placed.page.recall(_KEPT) is not None]
    told: dict[int, _InBlocks] = {}
    if shelf is not None and look.library_rules:
        for at in awake:
            if shelf.known_of(page := pages[at][0].page) is not None:
                beside = _told_beside(page, look, shelf)
                if beside:
                    told[at] = [*beside]
    for rule in look.file_rules:
        if not isinstance(rule, GatheringRule):
            continue
        gathered = [_gathered(rule, pages[at][0]) for at in awake]
        for at, part, state in zip(awake, gathered, rule.states(gathered), strict=True):
            told.setdefault(at, []).extend(_told(rule, pages[at][0].page, part, state))
    return [
        (placed, _joined(placed, look, known, told[at])) if told.get(at) else (placed, known)
        for at, (placed, known) in enumerate(pages)
    ]


def _gathered(rule: GatheringRule, placed: PlacedPage) -> object:
    page, before = placed.page, placed.before
    kept = page.recall((_gathered, rule.code))
    if kept is None or kept[0] is not before:
        kept = (before, rule.gather(zip(page.offsets, page.blocks, strict=False), before))
        page.keep((_gathered, rule.code), kept)
    return kept[1]


def _told(rule: GatheringRule, page: Page, gathered: object, state: object) -> _InBlocks:
    """Return what a rule tells of a page, by block, kept until the page or the state changes."""
    kept = page.recall((_told, rule.code))
    if kept is None or kept[0] is not gathered or kept[1] != state:
        by_block: dict[int, list[Found]] = {}
        for _, problem in run_rule(rule, rule.tell, gathered, state):
            index = bisect_right(page.offsets, problem.span.start, hi=len(page.blocks)) - 1
            moved = moved_by(problem, -page.offsets[index])
            by_block.setdefault(index, []).append((rule, moved))
        kept = (gathered, state, list(by_block.items()))
        page.keep((_told, rule.code), kept)
    made: _InBlocks = kept[2]
    return made


def _told_beside(page: Page, look: Look, shelf: DocumentShelf) -> _InBlocks:
    """Return what is told of a page's records beside others, kept until that changes."""
    stamp = shelf.stamp_of(page)
    kept = page.recall(_told_beside)
    if kept is None or kept[0] is not look or kept[1] != stamp:
        found: _InBlocks = []
        silence = Silence(look.settings)
        for holding in shelf.of_page(page):
            block = page.blocks[holding.at]
            compared = _compared(block, holding, look)
            if compared and (here := silence.in_block(block, compared)):
                found.append((holding.at, here))
        kept = (look, stamp, found)
        page.keep(_told_beside, kept)
    made: _InBlocks = kept[2]
    return made


def _compared(block: Block, holding: Holding, look: Look) -> list[Found]:
    """Return what the rules find in a record beside others, kept with it until that changes."""
    if holding.asked_at == holding.stamp and holding.asked_by is look:
        return []
    kept = block.recall(_compared)
    if kept is None or kept[0] is not look or kept[1] is not holding or kept[2] != holding.stamp:
        library = holding.shelf.library
        found = [
            each
            for rule in look.library_rules
            for each in run_rule(rule, _beside, rule, block, holding, library)
        ]
        if not found:
            block.forget(_compared)
            holding.asked_by, holding.asked_at = look, holding.stamp
            return found
        kept = (look, holding, holding.stamp, found)
        block.keep(_compared, kept)
    made: list[Found] = kept[3]
    return made


def _beside(
    rule: LibraryRule, block: Block, holding: Holding, library: Library
) -> Iterator[Problem]:
    if others := rule.others(holding, library):
        yield from compare(rule, block, holding, others)


def _joined(placed: PlacedPage, look: Look, known: PageFindings, told: _InBlocks) -> PageFindings:
    """Return what is known about a page with what is told of it, kept until either changes."""
    page = placed.page
    kept = page.recall(_joined)
    if kept is None or kept[0] is not known or kept[1] != told:
        more = _sorted(placed, look, _by_block(told))
        kept = (known, told, _put_together(known, more))
        page.keep(_joined, kept)
    made: PageFindings = kept[2]
    return made


def _by_block(told: _InBlocks) -> _InBlocks:
    """Return what several rules tell of a page with each block once."""
    by_block: dict[int, list[Found]] = {}
    for index, found in told:
        by_block.setdefault(index, []).extend(found)
    return sorted(by_block.items(), key=_index)


def _put_together(known: PageFindings, more: PageFindings) -> PageFindings:
    """Return what is known about a page, of two kinds, as one."""
    by_block = dict(known.found)
    for index, found in more.found:
        by_block[index] = [*by_block.get(index, []), *found]
    ranks = zip(known.by_rank, more.by_rank, strict=True)
    groups = {
        key: _in_order(known.groups.get(key, []), more.groups.get(key, []))
        for key in {**known.groups, **more.groups}
    }
    return PageFindings(
        known.look,
        known.around,
        sorted(by_block.items(), key=_index),
        tuple(_in_order(one, other) for one, other in ranks),
        groups,
        known.fixable + more.fixable,
    )


def _in_order(one: list[Placed], other: list[Placed]) -> list[Placed]:
    return sorted([*one, *other], key=_place_in_page) if one and other else one or other


def _place_in_page(one: Placed) -> tuple[int, int, str, int]:
    span = one.problem.span
    return one.block, span.start, one.rule.code, span.end


_index = itemgetter(0)


def _offset(placed: PlacedPage, one: Placed) -> int:
    return placed.offset + placed.page.offsets[one.block]


def _place_of(placed: PlacedPage, one: Placed) -> tuple[int, int, str, int]:
    offset, span = _offset(placed, one), one.problem.span
    return offset + span.start, one.rank, one.rule.code, offset + span.end


def _finding_place(finding: Finding) -> tuple[int, int, str, int]:
    span = finding.span
    return span.start, _RANK[finding.severity], finding.code, span.end


def _touches(placed: PlacedPage, one: Placed, span: Span) -> bool:
    start, _, _, end = _place_of(placed, one)
    return start <= span.end and span.start <= end


def _is_safe(one: Placed) -> bool:
    return one.problem.fix is not None and one.problem.fix.safe


# -- rules about the whole file, at once ----------------------------------------------------------


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
