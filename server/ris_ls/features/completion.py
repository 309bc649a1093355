"""What can be written at a place: tags, reference types, whole records, values used elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ris_ls.features.explain import (
    explain_tag_briefly,
    explain_type_briefly,
    known_type,
    tag_label,
)
from ris_ls.features.place import Entry, entries, record_with
from ris_ls.features.templates import record_snippet, template_types
from ris_ls.knowledge import FIELD_CODES, ReferenceType, is_vendor, reference_types, tag
from ris_ls.library import LARGEST_BLOCK, Vocabulary
from ris_ls.library.values import ABBREVIATION, JOURNAL, KEYWORD, NAME, SERIAL, kind_of
from ris_ls.syntax import BLANKS
from ris_ls.text import BOM, Block, Document, Span
from ris_ls.values.dates import describe, is_possible, parse_date, ris_form, today
from ris_ls.values.keywords import SEMICOLON, keywords_in
from ris_ls.values.names import semicolons

CompletionKind = Literal["tag", "type", "record", "value"]

SEPARATOR = "  - "

MOST_VALUES = 50
"""Nobody reads a longer list of values: who does not find one types on."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that can be written. Offsets count code points of the document."""

    label: str
    """What the list shows, such as ``AU``."""
    detail: str
    """A few words beside the label: what the tag means for this type, the type's name."""
    documentation: str
    """Markdown: what to know before choosing it."""
    insert: str
    """The text to insert; in snippet syntax where ``snippet`` says so. Lines end with ``\\n``."""
    replace: Span
    """What the insertion replaces; it lies on one line."""
    kind: CompletionKind
    sort: str
    """Sorts the list by plain string order."""
    filter: str
    """What the text between the start of ``replace`` and the cursor is compared with."""
    snippet: bool
    """Whether ``insert`` holds places to fill in (``${1:...}``)."""


def complete(
    document: Document, offset: int, vocabulary: Vocabulary | None = None
) -> list[Completion]:
    """Return what can be written at an offset, the likeliest first. Never raises.

    At the start of a line that is a tag; between records a whole record too; behind ``TY  - `` a
    reference type. Whatever stands there of the tag and its separator is replaced, in whatever form
    it is. At the end of a value that is what the vocabulary has of its kind, or a date; within a
    value, and in free text, nothing.
    """
    index = document.block_at(offset)
    block = document.blocks[index]
    if len(block.text) > LARGEST_BLOCK:
        return []
    base = document.offset_of(index)
    line = _line_at(block, offset - base)
    cursor = min(offset - base - line.start, len(line.text))
    head = _read_head(line.text)
    if head.tag == "TY" and head.has_dash and cursor >= head.dash_end:
        return _types(_Place(line, head, cursor, base))
    if not _at_tag(head, cursor):
        return _values(_Place(line, head, cursor, base), block, vocabulary)
    place = _Place(line, head, cursor, base)
    around = _surroundings(block, line)
    found = _tags(around, place)
    if not around.open and not head.has_dash and not head.rest:
        number = document.first_line_of(index) + line.number
        found += _records(place, *_margins(document, number, line.last))
    return found


# -- the line ---------------------------------------------------------------------------------

_DASHES = "-\u2010-\u2015\u2212"
_HEAD = re.compile(
    rf"({BOM}?)([{BLANKS}]*)(?:([A-Za-z][A-Za-z0-9]?)(?![A-Za-z0-9]))?"
    rf"([{BLANKS}]{{0,8}}[{_DASHES}](?:(?=[{BLANKS}]|$)|(?<=  -)))?([{BLANKS}]*)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    """In the block, from 0."""
    start: int
    """Where it starts in the block."""
    text: str
    """Without its line end."""
    last: bool
    """Whether it has no line end."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The beginning of a line as far as it is, or could become, a tag. Offsets within the line."""

    start: int
    """Behind a byte order mark."""
    tag: str
    """In capitals; empty when no tag has been begun."""
    written: str
    tag_start: int
    tag_end: int
    dash_end: int
    """Behind the hyphen; the end of the tag when there is none."""
    has_dash: bool
    end: int
    """Where the value starts, or could."""
    rest: str
    """What stands behind."""

    sound: bool
    """Whether a tag stands at the start of the line with the right separator behind it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is to be written."""

    line: _Line
    head: _Head
    cursor: int
    """Within the line."""
    base: int
    """The offset of the block."""

    @property
    def typed(self) -> str:
        """What stands of a value in front of the cursor."""
        return self.line.text[min(self.cursor, self.head.end) : self.cursor]

    def span(self, start: int, end: int) -> Span:
        """Return a range of the line as a range of the document."""
        return Span(start, end).shift(self.base + self.line.start)


def _line_at(block: Block, local: int) -> _Line:
    starts = block.line_starts
    number = bisect_right(starts, local) - 1
    start = starts[number]
    end = starts[number + 1] if number + 1 < len(starts) else len(block.text)
    whole = block.text[start:end]
    text = whole.rstrip("\r\n")
    return _Line(number, start, text, text == whole)


def _read_head(text: str) -> _Head:
    match = _HEAD.match(text)
    assert match is not None  # every part of the pattern is optional
    tag_start = match.end(2)
    written, dash = match[3] or "", match[4] or ""
    tag_end = tag_start + len(written)
    rest = text[match.end() :]
    start = match.end(1)
    if rest and not dash:
        # Words of a text that goes on here: only something new could begin in front of them.
        return _Head(start, "", "", tag_start, tag_start, tag_start, False, tag_start, rest, False)
    return _Head(
        start,
        written.upper(),
        written,
        tag_start,
        tag_end,
        tag_end + len(dash),
        bool(dash),
        match.end(),
        rest,
        tag_start == start and text.startswith(SEPARATOR, tag_end),
    )


def _at_tag(head: _Head, cursor: int) -> bool:
    """Tell whether the cursor stands where a tag is being written."""
    if cursor < head.start or (head.has_dash and not head.tag):
        return False
    if cursor <= head.tag_end:
        return True
    return bool(head.tag) and not head.sound and not head.rest and cursor <= head.end


# -- tags -------------------------------------------------------------------------------------

_NEEDED, _NEXT, _RECOMMENDED, _USUAL, _OF_TYPE, _AGAIN, _OTHER, _VENDOR, _SAME, _THERE = range(10)
"""How likely a tag is wanted, the likeliest first."""

_REMARKS = {_NEEDED: "needed", _RECOMMENDED: "recommended", _THERE: "already in this record"}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What of the record around a line decides which tag comes next; the line itself left out."""

    open: bool
    """Whether the line stands inside a record, behind its first field and before its end."""
    closed: bool
    """Whether that record has an ER."""
    type_code: str
    present: frozenset[str]
    previous: str
    """The tag of the field before."""


def _surroundings(block: Block, line: _Line) -> _Surroundings:
    found = entries(block)
    end = line.start + len(line.text)
    before = [entry for entry in found if entry.start < line.start]
    behind = [entry for entry in found if entry.start > end]
    closed_before = any(entry.tag == "ER" for entry in before)
    typed = [entry for entry in before if entry.tag == "TY"]
    return _Surroundings(
        bool(before) and not closed_before,
        any(entry.tag == "ER" for entry in behind),
        typed[-1].type_code if typed else "",
        frozenset(entry.tag for entry in (*before, *behind)),
        before[-1].tag if before else "",
    )


def _tags(around: _Surroundings, place: _Place) -> list[Completion]:
    line, head = place.line.text, place.head
    known = known_type(around.type_code)
    usual = (known or reference_types()["JOUR"]).typical_tags
    ranks = _ranks(around, known, usual)
    if not around.open and not head.has_dash:
        # Outside of records nothing but a new record can begin.
        ranks = {"TY": _NEEDED}
    ahead = line[head.start : head.tag_start]
    behind = line[head.tag_end : place.cursor] if place.cursor > head.tag_end else ""
    replace = place.span(head.start, head.end)
    found: list[Completion] = []
    for code, rank in ranks.items():
        label = tag_label(code, around.type_code)
        remark = _REMARKS.get(rank, "") if code != "ER" else ""
        if rank == _SAME:
            remark = f"the same as {_same(code, around.present)}, which is there"
        where = usual.index(code) if code in usual else len(usual)
        if code == "ER" or rank == _SAME:
            where = len(usual) + 1
        found.append(
            Completion(
                code,
                f"{label} · {remark}" if remark else label,
                explain_tag_briefly(code, known.code if known else ""),
                code + SEPARATOR,
                replace,
                "tag",
                f"{rank}{where:02}{code}",
                # Compared with what is written: in its case, with the signs around it.
                ahead + (code.lower() if head.written.islower() else code) + behind,
                False,
            )
        )
    found.sort(key=lambda item: item.sort)
    return found


def _ranks(
    around: _Surroundings, known: ReferenceType | None, usual: tuple[str, ...]
) -> dict[str, int]:
    """Return how likely each tag is wanted next; ER is missing where the record has one."""
    ranks: dict[str, int] = {}
    for code in FIELD_CODES:
        found = tag(code)
        assert found is not None  # FIELD_CODES come from the same table
        if code in around.present and not found.repeatable:
            rank = _THERE
        elif code == around.previous:
            rank = _NEXT
        elif code in around.present:
            rank = _AGAIN
        elif not found.repeatable and _same(code, around.present):
            rank = _SAME
        elif code in usual:
            rank = _USUAL
        elif known and code in known.fields:
            rank = _OF_TYPE
        else:
            rank = _VENDOR if is_vendor(code) else _OTHER
        ranks[code] = rank
    needed = known.required if known else (("TY",),)
    recommended = known.recommended if known else ()
    lacks_needed = _raise(ranks, needed, around.present, usual, _NEEDED)
    lacks_recommended = _raise(ranks, recommended, around.present, usual, _RECOMMENDED)
    if around.closed:
        ranks.pop("ER", None)
    elif lacks_needed:
        ranks["ER"] = _USUAL
    else:
        ranks["ER"] = _RECOMMENDED if lacks_recommended else _NEXT
    return ranks


def _raise(
    ranks: dict[str, int],
    groups: tuple[tuple[str, ...], ...],
    present: frozenset[str],
    usual: tuple[str, ...],
    rank: int,
) -> bool:
    """Raise one tag of each group that the record lacks; tell whether it lacks any."""
    lacks = False
    for group in groups:
        if present.isdisjoint(group):
            lacks = True
            chosen = next((code for code in group if code in usual), group[0])
            ranks[chosen] = min(rank, ranks[chosen])
            for code in group:
                ranks[code] = min(_AGAIN, ranks[code])
    return lacks


def _same(code: str, present: frozenset[str]) -> str:
    """Return a tag of the record that says the same as this one, if there is one."""
    found = tag(code)
    return next((other for other in found.equivalents if other in present), "") if found else ""


# -- reference types --------------------------------------------------------------------------

_TYPED = re.compile(r"[A-Za-z]{0,20}(?: [A-Za-z,]{0,20}){0,4}")
_WORD = re.compile(r"[A-Za-z0-9]*")


def _types(place: _Place) -> list[Completion]:
    line, head, cursor = place.line.text, place.head, place.cursor
    begin = min(cursor, head.end)
    if not _TYPED.fullmatch(line[begin:cursor].lstrip(BLANKS)):
        return []  # behind the type: a line on which several fields ran together, or a remark
    word = _WORD.match(line, max(cursor, head.end))
    end = word.end() if word else cursor
    tidy = head.sound and head.end == head.tag_end + len(SEPARATOR) and cursor >= head.end
    start = head.end if tidy else head.start
    ahead = line[start : min(cursor, head.end)]
    known = reference_types()
    order = [*template_types(), *(code for code in known if known[code].canonical)]
    found: list[Completion] = []
    for number, code in enumerate(order):
        of = known[code].canonical
        found.append(
            Completion(
                code,
                known[code].name + (f" · another code for {of}" if of else ""),
                explain_type_briefly(code),
                code if tidy else f"TY{SEPARATOR}{code}",
                place.span(start, end),
                "type",
                f"{number:03}",
                f"{ahead}{code} {known[code].name}",
                False,
            )
        )
    return found


# -- whole records ----------------------------------------------------------------------------


def _records(place: _Place, ahead: str, behind: str) -> list[Completion]:
    """Return a record of each standard type; ``ahead`` and ``behind`` keep it apart from others."""
    head = place.head
    blanks = place.line.text[head.start : head.tag_start]
    types = reference_types()
    found: list[Completion] = []
    for number, code in enumerate(template_types()):
        name = types[code].name
        # Letters typed so far may begin TY, or the type's code or name.
        words = f"TY {code} {name}" if head.tag.startswith("T") else f"{code} {name} TY"
        found.append(
            Completion(
                f"{code} record",
                name,
                explain_type_briefly(code),
                f"{ahead}{record_snippet(code)}{behind}$0",
                place.span(head.start, head.end),
                "record",
                f"{_NEXT}{number:03}",
                blanks + words,
                True,
            )
        )
    return found


def _margins(document: Document, number: int, last: bool) -> tuple[str, str]:
    """Return the line ends that set a record in this line apart by one blank line on each side."""
    before = document.line_at(number - 1)[1].strip(BLANKS) if number else ""
    after = "" if last else document.line_at(number + 1)[1].strip(BLANKS)
    return "\n" if before else "", "\n" if last or after else ""


# -- values -----------------------------------------------------------------------------------


def _values(place: _Place, block: Block, vocabulary: Vocabulary | None) -> list[Completion]:
    """Return values that others have where the cursor stands behind the value of a field."""
    line, head, cursor = place.line, place.head, place.cursor
    known = tag(head.tag) if head.has_dash and cursor >= head.dash_end else None
    behind = line.text[cursor:].strip(BLANKS)
    # In the midst of a value nothing is offered, but between two of a list.
    if known is None or (behind and not SEMICOLON.match(behind)):
        return []
    start = line.start + head.tag_start
    found = entries(block)
    entry = next((each for each in found if each.start == start and not each.recovered), None)
    if entry is None or not _ends_here(block, entry, head):
        return []  # what looks like a field goes on in the next line, or is none
    if known.code in _DATES:
        return [] if behind else _dates(place, known.value_kind == "year")
    if vocabulary is None:
        return []
    record = record_with(found, entry) or [entry]
    present = {each.tag for each in record if each.value}
    kind = kind_of(head.tag, entry.type_code, present)
    journal = _journal(record, entry, present) if kind in (ABBREVIATION, SERIAL) else ""
    is_list = kind in (NAME, KEYWORD)
    if not kind or (kind == SERIAL and not journal) or (behind and not is_list):
        return []
    cuts = semicolons(place.typed) if is_list else []
    begins = [0, *(end for _, end in cuts)]
    there = [place.typed[at:cut].strip() for at, (cut, _) in zip(begins, cuts, strict=False)]
    there += [part.strip() for part in SEMICOLON.split(behind)]
    there += _told_by_others(block, record, entry)
    last = place.typed[begins[-1] :].lstrip(BLANKS) if cuts else place.typed
    uses = vocabulary.find(kind, last, MOST_VALUES, there, journal)
    items: list[tuple[str, str]] = []
    for text, count in uses:
        detail = [f"used in {count} record" + ("s" if count > 1 else "")]
        if kind == JOURNAL:
            detail += (
                vocabulary.beside(text, ABBREVIATION)[:1] + vocabulary.beside(text, SERIAL)[:1]
            )
        items.append((text, " \u00b7 ".join(detail)))
    return _listed(place, items, last)


def _ends_here(block: Block, entry: Entry, head: _Head) -> bool:
    """Tell whether a value ends with its line, as each keyword in EndNote's form does."""
    if entry.value == head.rest.strip(BLANKS):
        return True
    if kind_of(entry.tag, "", ()) != KEYWORD:
        return False
    keywords = keywords_in(block.text[entry.value_start : entry.end])
    return any(each.end == entry.value_end - entry.value_start for each in keywords)


def _told_by_others(block: Block, record: list[Entry], entry: Entry) -> Iterator[str]:
    """Yield the names, keywords or the like that a record has in other fields or on other lines."""
    for each in record:
        if kind_of(each.tag, "", ()) == KEYWORD == kind_of(entry.tag, "", ()):
            for keyword in keywords_in(block.text[each.value_start : each.end]):
                if each is not entry or each.value_start + keyword.start >= each.value_end:
                    yield keyword.text
        elif each is not entry and _is_another(each, entry):
            yield each.value


def _journal(record: list[Entry], entry: Entry, present: set[str]) -> str:
    """Return the journal that a record names beside a field; empty where it names none."""
    return next(
        (
            each.value
            for each in record
            if each is not entry
            and each.value
            and kind_of(each.tag, entry.type_code, present) == JOURNAL
        ),
        "",
    )


def _is_another(other: Entry, entry: Entry) -> bool:
    """Tell whether a field is one more of those of which a record has several: author, keyword."""
    one, two = tag(other.tag), tag(entry.tag)
    return bool(one and two and one.concept == two.concept and two.repeatable)


_DATES = frozenset({"PY", "Y1", "Y2", "DA"})
"""Those of Web of Science (PD) have no year."""


def _dates(place: _Place, year_alone: bool) -> list[Completion]:
    """Return today's date and year, and what was typed in the form that RIS has for dates."""
    typed = place.typed.strip(BLANKS)
    items: list[tuple[str, str]] = []
    date = parse_date(typed) if typed else None
    if date is not None and is_possible(date):
        form = ris_form(date)
        unfinished = date.kind == "ris" and date.month is None
        if form and form.rstrip("/") != typed.rstrip("/") and not unfinished:
            items.append((form, describe(date)))
    now = parse_date(today().isoformat())
    assert now is not None  # it is a date
    offered = [] if year_alone else [(ris_form(now) or "", "today")]
    for text, detail in [*offered, (f"{now.year:04}", "this year")]:
        if any(each.startswith(typed.casefold()) for each in (text, detail)) and typed != text:
            items.append((text, detail))
    return _listed(place, items, place.typed)


def _listed(place: _Place, items: list[tuple[str, str]], typed: str) -> list[Completion]:
    """Return values, given with a few words about each, so that they replace what was typed.

    Takes what was typed of them, up to the cursor: of several in one field, of the last.
    """
    is_last = not place.line.text[place.cursor :].strip(BLANKS)
    end = len(place.line.text) if is_last else place.cursor
    replace = place.span(place.cursor - len(typed), end)
    found: list[Completion] = []
    for number, (text, detail) in enumerate(items):
        begins = text.casefold().startswith(typed.casefold())
        # Editors look for the letters typed, in this order; which values fit was decided here.
        sought = text if begins else f"{typed} {text}"
        found.append(
            Completion(text, detail, "", text, replace, "value", f"{number:02}", sought, False)
        )
    return found
