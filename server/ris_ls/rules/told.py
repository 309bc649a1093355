"""What the rules find that look at more than a record, kept with the pages of a document.

Some look at a record beside others (`LibraryRule`); some gather what they need page by page and
tell it then (`GatheringRule`). They are asked again only where what they look at changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from ris_ls.library import DocumentShelf, Holding, Library
from ris_ls.rules.across import compare
from ris_ls.rules.by_page import (
    InBlocks,
    PageFindings,
    PlacedPage,
    kept_with,
    page_findings,
    put_together,
)
from ris_ls.rules.engine import moved_by, run_rule
from ris_ls.rules.look import Look
from ris_ls.rules.model import Found, GatheringRule, LibraryRule, Problem, Related
from ris_ls.rules.silence import Silence
from ris_ls.text import Block, Page, Span


def with_told(
    pages: list[tuple[PlacedPage, PageFindings]], look: Look, shelf: DocumentShelf | None
) -> list[tuple[PlacedPage, PageFindings]]:
    """Add what the rules find that look at more than a record, to the pages that are known."""
    awake = [at for at, (placed, _) in enumerate(pages) if kept_with(placed) is not None]
    told: dict[int, InBlocks] = {}
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
            found = _told(rule, pages[at][0].page, part, state)
            told.setdefault(at, []).extend(
                _named(found, [pages[at][0].page for at in awake], shelf)
            )
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


def _told(rule: GatheringRule, page: Page, gathered: object, state: object) -> InBlocks:
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
    made: InBlocks = kept[2]
    return made


def _named(told: InBlocks, parts: Sequence[Page], shelf: DocumentShelf | None) -> InBlocks:
    """Return what is told with the records themselves for places in other parts of the file.

    So they are found where they stand when it is sent. One that is not known yet is left out.
    """
    if all(each.part is None for _, found in told for _, one in found for each in one.related):
        return told

    def record(related: Related) -> Iterator[Related]:
        if related.part is None:
            yield related
        elif shelf is not None:
            page = parts[related.part]
            at = bisect_right(page.offsets, related.span.start, hi=len(page.blocks)) - 1
            for holding in shelf.of_page(page):
                if holding.at == at:
                    yield replace(related, span=Span(0, 0), holding=holding, part=None)

    def named(problem: Problem) -> Problem:
        return replace(problem, related=tuple(chain.from_iterable(map(record, problem.related))))

    return [(at, [(rule, named(problem)) for rule, problem in found]) for at, found in told]


def _told_beside(page: Page, look: Look, shelf: DocumentShelf) -> InBlocks:
    """Return what is told of a page's records beside others, kept until that changes."""
    stamp = shelf.stamp_of(page)
    kept = page.recall(_told_beside)
    if kept is None or kept[0] is not look or kept[1] != stamp:
        found: InBlocks = []
        silence = Silence(look.settings)
        for holding in shelf.of_page(page):
            block = page.blocks[holding.at]
            compared = _compared(block, holding, look)
            if compared and (here := silence.in_block(block, compared)):
                found.append((holding.at, here))
        kept = (look, stamp, found)
        page.keep(_told_beside, kept)
    made: InBlocks = kept[2]
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


def _joined(placed: PlacedPage, look: Look, known: PageFindings, told: InBlocks) -> PageFindings:
    """Return what is known about a page with what is told of it, kept until either changes."""
    page = placed.page
    kept = page.recall(_joined)
    if kept is None or kept[0] is not known or kept[1] != told:
        more = page_findings(placed, look, _by_block(told))
        kept = (known, told, put_together(known, more))
        page.keep(_joined, kept)
    made: PageFindings = kept[2]
    return made


def _by_block(told: InBlocks) -> InBlocks:
    """Return what several rules tell of a page with each block once."""
    by_block: dict[int, list[Found]] = {}
    for index, found in told:
        by_block.setdefault(index, []).extend(found)
    return sorted(by_block.items(), key=itemgetter(0))
