"""What is found in the records of a document that is being edited, kept with its pages.

What a rule finds in a record is kept with the block of that record, and what is found in the blocks
of a page is kept, sorted and counted, with the page: an edit makes a page or two anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import is_, itemgetter
from typing import NamedTuple

from ris_ls.rules.engine import check_block, context_at, found_before, prepare_block
from ris_ls.rules.look import Look
from ris_ls.rules.model import SEVERITIES, AnyRule, Found, Problem, Severity
from ris_ls.rules.silence import Silence
from ris_ls.text import Block, Document, Page

GroupKey = tuple[str, str]
"""Rule and group of what is told once for the file."""

RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
"""How severe something is as a number: 0 for an error."""

InBlocks = list[tuple[int, list[Found]]]
"""What is found in the blocks of a page, by the index of the block."""


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
    found: InBlocks
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


def kept_with(placed: PlacedPage) -> PageFindings | None:
    """Return what was found in a page, if only in an earlier look; None where none is over yet."""
    known: PageFindings | None = placed.page.recall(_KEPT)
    return known


def is_checked(placed: PlacedPage, look: Look) -> bool:
    """Tell whether everything is known about a page."""
    known = kept_with(placed)
    return known is not None and known.look is look and all(map(is_, known.around, placed.around))


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
    page.keep(_KEPT, page_findings(placed, look, found_so_far(placed, look)))


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


def found_so_far(placed: PlacedPage, look: Look) -> InBlocks:
    """Return what is known about the blocks of a page."""
    if look.frame.foreign:
        return []
    silence = Silence(look.settings)
    return [
        (index, silence.in_block(block, here))
        for index, block in enumerate(placed.page.blocks)
        if (here := found_before(block))
    ]


def page_findings(placed: PlacedPage, look: Look, found: InBlocks) -> PageFindings:
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
            one = make(Placed, (index, rule, problem, RANK[severity]))
            if rule.once or problem.group:
                groups.setdefault((rule.code, problem.group), []).append(one)
            else:
                by_rank[one.rank].append(one)
                fixable += problem.fix is not None and problem.fix.safe
    return PageFindings(look, placed.around, found, by_rank, groups, fixable)


def _start(found: Found) -> tuple[int, str, int]:
    rule, problem = found
    return problem.span.start, rule.code, problem.span.end


def put_together(known: PageFindings, more: PageFindings) -> PageFindings:
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
        sorted(by_block.items(), key=itemgetter(0)),
        tuple(_in_order(one, other) for one, other in ranks),
        groups,
        known.fixable + more.fixable,
    )


def _in_order(one: list[Placed], other: list[Placed]) -> list[Placed]:
    return sorted([*one, *other], key=_place_in_page) if one and other else one or other


def _place_in_page(one: Placed) -> tuple[int, int, str, int]:
    span = one.problem.span
    return one.block, span.start, one.rule.code, span.end


def found_in(placed: PlacedPage, look: Look) -> PageFindings:
    """Return what is known about a page, if only from an earlier look or in part."""
    if (known := kept_with(placed)) is not None:
        return known
    asleep = placed.page.recall(_ASLEEP)
    return page_findings(placed, look, [] if asleep else found_so_far(placed, look))


def offset_of(placed: PlacedPage, one: Placed) -> int:
    """Return where in the file the block starts that something was found in."""
    return placed.offset + placed.page.offsets[one.block]


def place_of(placed: PlacedPage, one: Placed) -> tuple[int, int, str, int]:
    """Return where in the file something stands, and what decides the order at one place."""
    offset, span = offset_of(placed, one), one.problem.span
    return offset + span.start, one.rank, one.rule.code, offset + span.end
