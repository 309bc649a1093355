"""RIS109 text-outside-record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from ris_ls.knowledge import tags
from ris_ls.rules.line._taglike import tag_like
from ris_ls.rules.model import Fix, GatheringRule, Problem, Removal
from ris_ls.rules.wording import short
from ris_ls.syntax import BLANKS, Line, LineKind, Record, record_of, remove_lines
from ris_ls.syntax.outside import Outside, classify
from ris_ls.text import BOM, Block, Edit, Span

_ADDRESS_TAGS = frozenset(code for code, tag in tags().items() if tag.value_kind == "url")

_SEPARATOR = re.compile(r"[;\s]+")

_AROUND_NUMBER = BLANKS + "<>."

_ZOTERO_LOOKS_AT = 4
"""How many lines before the first TY Zotero skips when it asks whether a file is RIS."""


class TextOutsideRecord(GatheringRule):
    """Text stands between the records, or before the first one.

    Some databases write there: record numbers (Ovid), `Provider:` and `Content:` headers (JSTOR,
    APA, the Cochrane Library), a search history, a link to the full text.

    ## Why

    Most programs skip such lines. astrocite refuses the whole file for them, revtools fails, and
    Zotero does not know the file as RIS when more than about four lines stand before the first
    record. Links that stand there reach no program.

    ## Example

    ```ris
    Provider: Example Library
    Content: text/plain; charset="UTF-8"
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS109"
    name = "text-outside-record"
    severity = "warning"
    fixable = "sometimes"
    removes = frozenset({"vendor text"})
    once = True

    def prepare(self, block: Block) -> None:
        """Find the runs of lines in one block."""
        _places_of(block)

    # A rule for the whole file, since a line behind ER belongs to the record before it.
    def gather(self, blocks: Iterable[tuple[int, Block]], before: Block | None = None) -> _Gathered:
        """Return the runs of lines outside of the records, and how many records there are."""
        seen: list[_Seen] = []
        records = counters = 0
        for offset, block in blocks:
            found = _places_of(block)
            records += found.records
            for place in found.places:
                owner = before if place.in_front else block
                seen.append(_Seen(offset, place, records, _is_told_by(owner, place)))
                counters += place.run.kind == "counter"
            before = block
        return _Gathered(records, counters, tuple(seen))

    def states(self, gathered: Sequence[_Gathered]) -> Sequence[_State]:
        """Return which number the records of each part begin with, and if most are numbered."""
        total = sum(part.records for part in gathered)
        most = sum(part.counters for part in gathered) * 2 > total
        before = accumulate((part.records for part in gathered), initial=0)
        return [
            # A part without counters says the same whatever its records are numbered.
            _State(total > 0, most, number if part.counters else 0, opens=index == 0)
            for index, (part, number) in enumerate(zip(gathered, before, strict=False))
        ]

    def tell(self, gathered: _Gathered, state: _State) -> Iterator[Problem]:
        """Yield each run of lines of one kind outside of the records."""
        # Without any record it is not known what the file is.
        if not state.any_records:
            return
        for seen in gathered.seen:
            number = str(state.before + seen.records)
            numbered = state.most_numbered or seen.place.text.strip(_AROUND_NUMBER) == number
            opens = state.opens and seen.offset == 0
            yield _problem(seen.offset, seen, numbered=numbered, opens=opens)


@dataclass(frozen=True, slots=True)
class _State:
    """What of the whole file decides about the lines in a part of it."""

    any_records: bool
    most_numbered: bool
    """Whether most records have a number in front."""
    before: int
    """How many records stand before the part."""
    opens: bool
    """Whether the part is the first one."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A run of lines outside of the records. Offsets count from the start of the block."""

    run: Outside
    span: Span
    removal: Edit
    text: str
    """Its first line."""
    in_front: bool
    """Whether it stands in front of the fields of its block; else behind them."""
    of_record: bool
    """Whether its block holds a record that is ended where the lines stand behind it."""
    is_tagged: bool
    """Whether its lines look like a reference in another format: nothing to take out."""
    many: bool
    """Whether so many lines stand there that Zotero stops to look for a record."""


@dataclass(frozen=True, slots=True)
class _Places:
    """What a block holds outside of its record; kept with it, which a record is not."""

    records: int
    """1 where it holds a record, else 0."""
    places: tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A run of lines, and what has to be known of what stands around it."""

    offset: int
    """Where its block starts."""
    place: _Place
    records: int
    """How many records there are up to its block, which is counted too."""
    is_told: bool
    """Whether the web addresses in it stand in the record that it belongs to."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What a part of a file holds outside of its records."""

    records: int
    counters: int
    """How many of the runs are record numbers."""
    seen: tuple[_Seen, ...]


def _places_of(block: Block) -> _Places:
    """Return the runs of one block, found once and kept with it."""
    return block.memo(_places, partial(_places, block))


def _places(block: Block) -> _Places:
    text = block.text
    record = record_of(block)
    if record.is_sound or (_BEGINS_SOUND.match(text) and _ENDS_SOUND.match(_last_line(text))):
        return _NOTHING
    is_record = bool(record.fields or record.collapsed)
    found: list[_Place] = []
    meant = tag_like(record) if record.before else {}
    before = tuple(line for line in record.before if line.start not in meant)
    for lines, in_front in ((before, True), (_untagged(record), False)):
        for run in classify([_text(record, line) for line in lines]):
            first, last = lines[run.first], lines[run.last]
            found.append(
                _Place(
                    run,
                    Span(first.start, last.end),
                    remove_lines(text, _with_blank_lines(record, first, last)),
                    _text(record, first),
                    in_front,
                    is_record and (in_front or record.end is not None),
                    run.kind == "text"
                    and any(
                        _OTHER_TAG.match(_text(record, line))
                        for line in lines
                        if first.start <= line.start <= last.start
                    ),
                    len(lines) > _ZOTERO_LOOKS_AT,
                )
            )
    return _Places(int(is_record), tuple(found))


def _text(record: Record, line: Line) -> str:
    return record.line_text(line).removeprefix(BOM)


_NOTHING = _Places(1, ())
_OTHER_TAG = re.compile(
    r"%[A-Z0-9@!~+] \S|(?:PT|AU|AF|TI|SO|PY|UT) \S|(?:PMID|FAU|TI|DP)  ?- |@\w+\{"
)
"""A line of EndNote Refer, Web of Science, MEDLINE or BibTeX."""
_BEGINS_SOUND = re.compile(r"\s*[A-Z][A-Z0-9]  - ")
_ENDS_SOUND = re.compile(r"ER  -\s*$")


def _last_line(text: str) -> str:
    """Return the last line that is not blank."""
    text = text.rstrip()
    return text[max(text.rfind("\n"), text.rfind("\r")) + 1 :]


def _untagged(record: Record) -> tuple[Line, ...]:
    """Return the lines behind ER that are no fields, nor carry one on."""
    found: list[Line] = []
    field: Line | None = None
    for line in record.after:
        if line.kind is not LineKind.TEXT or (field is not None and field.next == line.start):
            field = line
        else:
            field = None
            found.append(line)
    return tuple(found)


def _problem(offset: int, seen: _Seen, *, numbered: bool, opens: bool) -> Problem:
    place, run = seen.place, seen.place.run
    hides_records = place.many and opens
    safe = _is_safe(seen, numbered=numbered)
    removes: Removal | None = None if run.kind == "text" else "vendor text"
    return Problem(
        place.span.shift(offset),
        _message(run, place.text, many=hides_records),
        None
        if place.is_tagged
        else Fix(_title(run), (place.removal.shift(offset),), safe, removes),
        group=f"{run.kind} {run.writer}",
        # What a database always writes there costs most programs nothing.
        severity="hint" if removes is not None and not hides_records else None,
    )


def _is_safe(seen: _Seen, *, numbered: bool) -> bool:
    """Tell whether the lines say nothing that is not said elsewhere.

    A lone `2019.` at the end of a record that was never ended is the last word of its abstract:
    a counter stands in front of a record, and is its number in the file or one of many.
    """
    place = seen.place
    if place.run.kind == "text" or not (place.in_front or place.of_record):
        return False
    if place.run.kind == "counter" and not (numbered and place.in_front and place.of_record):
        return False
    return seen.is_told


def _is_told_by(owner: Block | None, place: _Place) -> bool:
    """Tell whether the web addresses in some lines stand in the record that they belong to."""
    if not place.run.addresses:
        return True
    if owner is None:
        return False
    return owner.memo(_addresses, partial(_addresses, owner)).issuperset(place.run.addresses)


def _addresses(block: Block) -> frozenset[str]:
    """Return the web addresses in the fields of a block."""
    values = [field.full_value for field in record_of(block).fields if field.tag in _ADDRESS_TAGS]
    return frozenset(one for value in values for one in (value, *_SEPARATOR.split(value)))


def _with_blank_lines(record: Record, first: Line, last: Line) -> Span:
    """Return the lines to take out: blank ones behind too, where others stand in front."""
    index = record.lines.index(first)
    end = last.next
    if index == 0 or record.lines[index - 1].kind is LineKind.BLANK:
        for line in record.lines[record.lines.index(last) + 1 :]:
            if line.kind is not LineKind.BLANK:
                break
            end = line.next
    return Span(first.start, end)


def _message(run: Outside, text: str, *, many: bool) -> str:
    """Say what stands there; ``many`` lines before the first record keep Zotero from reading it."""
    shown = f"`{short(text.strip(BLANKS), 50)}`"
    by = f" written by {run.writer}" if run.writer else ""
    if run.kind == "counter":
        if not by and not shown[1].isalpha():
            by = " such as Ovid, rispy and ASReview write"
        what = f"{shown}, a record number{by}, stands"
    elif run.kind == "header":
        what = f"{shown}, a header{by}, stands"
    elif run.kind == "history":
        what = f"A search history{by} stands"
    elif run.kind == "link":
        what = f"{shown}, a link{by}, stands"
    elif run.kind == "end mark":
        what = f"{shown}, a mark{by}, stands"
    else:
        what = f"The text {shown} stands"
    if many:
        loss = "with so many lines before the first record Zotero does not know the file as RIS"
    elif run.kind == "link":
        loss = "no program reads the link, and astrocite refuses the file for it"
    else:
        loss = "astrocite refuses the file for it"
    return f"{what} outside of the records: {loss}."


def _title(run: Outside) -> str:
    if run.kind == "counter":
        return "Remove the record number"
    if run.kind == "header":
        return "Remove the header"
    if run.kind == "history":
        return "Remove the search history"
    return "Remove the line" if run.first == run.last else "Remove the lines"
