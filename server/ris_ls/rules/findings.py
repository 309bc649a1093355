"""What is found in a document that is being edited, as a whole.

How many findings there are, the most severe of them, what is told once for many places: all of it
is put together from what is kept with some hundred pages, whatever the size of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import is_
from typing import NamedTuple

from ris_ls.library import DocumentShelf
from ris_ls.rules.by_page import (
    RANK,
    GroupKey,
    PageFindings,
    Placed,
    PlacedPage,
    found_in,
    offset_of,
    page_findings,
    pages_of,
    place_of,
)
from ris_ls.rules.engine import MAX_RELATED, Merger
from ris_ls.rules.look import Look
from ris_ls.rules.model import SEVERITIES, Finding, Found
from ris_ls.rules.silence import Silence
from ris_ls.rules.told import with_told
from ris_ls.text import Document, Span


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
    if kept is None or len(kept[0]) != len(found) or not all(map(is_, kept[0], found)):
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
        pages = [(placed, found_in(placed, look)) for placed in pages_of(document)]
        self._pages = with_told(pages, look, shelf)
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
            pages.append((placed, page_findings(placed, self.look, left)))
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
        return Item(place_of(page, first)[0], page, first, tuple(others), count)

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
            merger.add(offset_of(placed, one), [(one.rule, one.problem)])
        (finding,) = merger.findings()
        return finding

    def _alone_finding(self, placed: PlacedPage, one: Placed) -> Finding:
        merger = Merger(self.look.settings)
        merger.add(offset_of(placed, one), [(one.rule, one.problem)])
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


def _finding_place(finding: Finding) -> tuple[int, int, str, int]:
    span = finding.span
    return span.start, RANK[finding.severity], finding.code, span.end


def _touches(placed: PlacedPage, one: Placed, span: Span) -> bool:
    start, _, _, end = place_of(placed, one)
    return start <= span.end and span.start <= end


def _is_safe(one: Placed) -> bool:
    return one.problem.fix is not None and one.problem.fix.safe
